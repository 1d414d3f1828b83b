"""A notice cut into pieces: every character of the source that is not blank lies in exactly one.

element     a line of the header: letterhead, number, title, addressees, date, signature, note, printing line
body        a paragraph of the letter that carries the plan
title, preamble, closing   of the plan
label, heading, text, notation   of its parts; a notation piece holds its brackets and the punctuation behind it
page_number, page_head, border, pinyin, web, control   noise, see `workpoints.noise`
mark        punctuation between these: the 。 behind a heading
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from workpoints.model import Clause, Item, Notice, Plan
from workpoints.parser import Parsed
from workpoints.source import Span

__all__ = ["Piece", "pieces"]


class Piece(NamedTuple):
    """A range of the source and what it is."""

    span: Span
    kind: str


def pieces(parsed: Parsed) -> list[Piece]:
    """The pieces of a parsed notice in the order of the source."""
    text = parsed.source.text
    known = sorted(piece for piece in _known(parsed.notice) if piece.span)
    cut: list[Piece] = []
    noise = [Piece(noise.span, noise.kind) for noise in parsed.notice.noise if noise.span]
    for piece in known:
        cut += _without(piece, noise)
    filled: list[Piece] = []
    position = 0
    for (start, end), kind in sorted(cut + noise):
        filled += _marks(text, position, start)
        if position < end:  # the lines of cells that break over lines take turns, so that their spans overlap
            filled.append(Piece(Span(max(position, start), end), kind))
            position = end
    return [*filled, *_marks(text, position, len(text))]


def _without(piece: Piece, noise: list[Piece]) -> Iterator[Piece]:
    """A piece without the noise inside it."""
    start, end = piece.span
    first = bisect_left(noise, (Span(start, start), ""))
    for spot in noise[first : bisect_left(noise, (Span(end, end), ""))]:
        if start < spot.span.start:
            yield Piece(Span(start, spot.span.start), piece.kind)
        start = spot.span.end
    if start < piece.span.end:
        yield Piece(Span(start, piece.span.end), piece.kind)


def _marks(text: str, start: int, end: int) -> Iterator[Piece]:
    """The characters between two pieces that are not blank."""
    while start < end:
        if not text[start].isspace():
            yield Piece(Span(start, start + 1), "mark")
        start += 1


def _known(notice: Notice) -> Iterator[Piece]:
    header = notice.header
    for element in header.elements:
        if element.span:
            yield Piece(element.span, "element")
    for span in header.spans.get("body", ()):
        yield Piece(span, "body")
    yield from _of_plan(notice.plan)


def _of_plan(plan: Plan) -> Iterator[Piece]:
    for span, kind in ((plan.title_span, "title"), (plan.preamble_span, "preamble"), (plan.closing_span, "closing")):
        if span:
            yield Piece(span, kind)
    for part in plan.walk():
        yield from _of_part(part)


def _of_part(part: Item) -> Iterator[Piece]:
    for span, kind in ((part.label_span, "label"), (part.title_span, "heading")):
        if span:
            yield Piece(span, kind)
    for clause in part.clauses:
        yield from _of_clause(clause)


def _of_clause(clause: Clause) -> Iterator[Piece]:
    if clause.span is None:
        return
    start, text, duty = clause.span.start, clause.text_span, clause.duty
    if text and duty and duty.span and duty.span.end <= text.start:  # in a row of a table whose parties come first
        yield Piece(Span(start, text.start), "notation")
        yield Piece(text, "text")
        return
    if text:
        yield Piece(text, "text")
        start = text.end
    if duty and start < clause.span.end:
        yield Piece(Span(start, clause.span.end), "notation")
