"""Sentences that the layout of pages has cut: where a text goes on behind a page break or an empty line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from workpoints.model import Notice
from workpoints.source import Range, Span

__all__ = ["cuts_in", "page_breaks", "stretches"]

_PAGE_BREAK = re.compile(r"\n\s*\n|\f")
_PAGE_NOISE = frozenset({"page_number", "page_head", "web", "foot"})
_SENTENCE_ENDS = frozenset("。！？!?；;")
_LABELLED = re.compile(r"[^，。；、\s]{2,10}[：:]")


def page_breaks(text: str, notice: Notice) -> list[Range]:
    """Where pages break and where lines are empty, with the blanks around; one place for what follows each other."""
    found = [each.span() for each in _PAGE_BREAK.finditer(text)]
    found += [each.span for each in notice.noise if each.span and each.kind in _PAGE_NOISE]
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def stretches(notice: Notice) -> Iterator[tuple[Span, str]]:
    """What was written as sentences, and where it stands."""
    plan = notice.plan
    for value, place in ((plan.preamble, plan.preamble_span), (plan.closing, plan.closing_span)):
        if value and place:
            yield place, value
    for node in plan.walk():
        if node.title and node.title_span:
            yield node.title_span, node.title
        for clause in node.clauses:
            if clause.text_span:
                yield clause.text_span, clause.text
            if clause.duty and clause.duty.span:
                yield clause.duty.span, clause.duty.text


def cuts_in(text: str, span: Span, breaks: list[Range], value: str) -> Iterator[int]:
    """Where a value breaks off in the source to go on behind a break."""
    if not breaks:
        return
    edges = [span.start, *(place for each in breaks for place in each), span.end]
    sizes = [_size(text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if sum(sizes) != _size(value):  # something else stands between, such as another cell
        return
    paragraphs = set(accumulate(_size(paragraph) for paragraph in value.split("\n")))
    for (start, end), size in zip(breaks, accumulate(sizes), strict=False):
        place = span.start + len(text[span.start : start].rstrip())
        ended = size in paragraphs or text[place - 1] in _SENTENCE_ENDS
        if not ended and not _LABELLED.match(text, end):  # 完成时限：… is a part of a notation by itself
            yield place


def _size(text: str) -> int:
    """How many characters a text has, blanks left out."""
    return len("".join(text.split()))
