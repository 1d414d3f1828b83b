"""What in a file is no part of the notice: the numbers and heads of pages, and what web pages put around a text.

page number   — 3 —, 第3页 共8页, alone on a line or with the foot of the page before it
page head     a short line that comes back in the same words behind a third of the page breaks, and is no notation
web           furniture of a web page, see `workpoints.furniture`
foot          a line among the furniture at the foot of a page that is none itself
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from workpoints.brackets import OPENERS
from workpoints.furniture import LONGEST_FURNITURE, STARTS, foot_of, furniture_of, is_path
from workpoints.header_words import DOCUMENT_KINDS
from workpoints.labels import label_at
from workpoints.source import Span
from workpoints.words import NOTATION_ENDS, SIGNATURE_SUFFIXES, alternatives, simplified

__all__ = ["PINYIN", "Page", "Spot"]

# 一 3 一 is what reading by machine makes of it.
_PAGE_NUMBER = re.compile(
    r"[-—–－―·]+\s*\d{1,4}\s*[-—–－―·]+|一\s*\d{1,4}\s*一|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?"
)
# The foot of a page beside its number: 某公司办公室      - 4 -
_NUMBERED_FOOT = re.compile(
    rf"[^，。；：、\n]{{2,30}}(?:{alternatives(SIGNATURE_SUFFIXES)})\s{{2,}}(?:{_PAGE_NUMBER.pattern})"
)
_NUMBER_ENDS = frozenset("-—–－―·页")
_FORM_FEED = re.compile(r"\f\s*+")
_BLANKS = re.compile(r"\s*+")
_HEAD = re.compile(r"[^\n\f。：；\t|｜│┃]{3,60}$", re.MULTILINE)
_LETTER = re.compile(r"\w")
PINYIN = re.compile(r"\((?<=[\u3400-\u9fff]\()[a-zü]{0,5}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]{0,4}\)")
"""Pronunciation that mirror sites put behind rare characters: 農(nóng)業(yè)."""
_FIRST = frozenset("-—–－―·一第")
_PATH_MARKS = ">＞»"


class Spot(NamedTuple):
    """Something in the source that is no part of the notice."""

    kind: str
    """`page_number`, `page_head`, `border` (of a table), `pinyin`, `web` and `foot`, or `control` (control characters,
    byte order marks, lone surrogates)."""
    span: Span


class Page:
    """Tells the noise among the lines of a text."""

    def __init__(self, text: str) -> None:
        self.text = text = simplified(text)
        self.has_paths = any(mark in text for mark in _PATH_MARKS)
        self.has_breaks = "\f" in text
        self.foot = foot_of(text)

    @cached_property
    def heads(self) -> set[int]:
        """Where the heads of pages stand."""
        breaks = self.breaks()
        heads = [(head[0].rstrip(), place) for place in breaks if (head := _HEAD.match(self.text, place))]
        times = Counter(head for head, _ in heads)
        first = _HEAD.match(self.text)
        if first and times[title := first[0].strip()] and not title.endswith(DOCUMENT_KINDS):
            heads.append((title, len(first[0]) - len(first[0].lstrip())))
            times[title] += 1
        least = max(2, len(breaks) / 3)
        return {place for head, place in heads if times[head] >= least and _may_be_head(head)}

    def breaks(self) -> list[int]:
        """Where pages begin, behind form feeds and the numbers of pages; where both stand together, once."""
        text = self.text
        ends = {found.end() for found in _FORM_FEED.finditer(text)} if "\f" in text else set()
        end = 0
        for line in text.split("\n"):
            end += len(line) + 1
            kept = line.strip()
            if kept and kept[0] in _FIRST and _PAGE_NUMBER.fullmatch(kept):
                ends.discard(end - 1 - len(line.lstrip()))  # a form feed right above belongs to the same break
                ends.add(_BLANKS.match(text, min(end, len(text))).end())  # type: ignore[union-attr]
        return sorted(ends)

    def noise(self, start: int, end: int, *, within: bool) -> str:
        """The kind of noise that a line is, `within` the plan or before it; empty for any other line."""
        if start >= self.foot.start:
            return "foot" if start in self.foot.others else "web"
        if self.has_breaks and start in self.heads:
            return "page_head"
        text = self.text
        short = end - start <= LONGEST_FURNITURE
        first = text[start]
        if first in _FIRST and _PAGE_NUMBER.fullmatch(text, start, end):
            self.has_breaks = True  # looking for the heads of pages is worth it from here on
            return "page_number"
        if first in STARTS and short and furniture_of(text[start:end], within=within):
            return "web"
        if short and text[end - 1] in _NUMBER_ENDS and _NUMBERED_FOOT.fullmatch(text, start, end):
            return "page_number"
        return "web" if self.has_paths and short and is_path(text[start:end], within=within) else ""


def _may_be_head(line: str) -> bool:
    """Whether a line that comes back on page after page may be no part of the text: it is no notation and no item."""
    return (
        _LETTER.search(line) is not None
        and line[0] not in OPENERS
        and not label_at(line, 0)
        and not line.endswith(NOTATION_ENDS)
    )
