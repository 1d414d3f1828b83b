"""From the lines of a file to the paragraphs that were written: page breaks, hard wraps and typographic blanks undone.

Guarantees, for every source text:

- the text of a `Flow` is a subsequence of the source, but that a kept blank may be another blank there and that
  the lines of a cell of a table follow each other;
- what it leaves out is white space or a piece of `noise`; nothing else is lost;
- paragraphs are separated by exactly one newline, neither begin nor end with white space, and are not empty;
- the work is linear in the length of the source.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import add
from typing import NamedTuple

from workpoints.cells import Rows
from workpoints.labels import Label
from workpoints.lines import STRAY, lines_of
from workpoints.noise import PINYIN, Spot
from workpoints.source import Range, Span, width
from workpoints.units import read_name
from workpoints.words import UNIT_SUFFIXES
from workpoints.wraps import Line, joins

__all__ = ["Flow", "flow"]

# Blanks that are no line breaks, written out because one class of characters is what the engine scans fastest.
_BLANK = "\t \x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_GAP = re.compile(f"[{_BLANK}{STRAY}]+")
_STRAYS = re.compile(rf"[{STRAY}]+")
_HAN_WIDTH = 2
# A blank between these parts names: 市教育局 市财政局, 各县 does not go on a name either.
_OFFICES, _NAME_STARTS = ("局", "委", "厅", "办公室", "集团", "公司", "政府", "中心"), frozenset("省市县区镇各")

# Spans are made by the hundred; this is half the cost of calling the class.
_new_span = tuple.__new__


@dataclass(frozen=True, slots=True)
class Flow:
    """The paragraphs of a source, one a line, and where each character comes from."""

    text: str
    starts: list[int]
    """Where in `text` each piece begins that was copied from the source as it stands."""
    shifts: list[int]
    """For each piece, how much further back in the source it stands."""
    labels: list[Label]
    """The labels that paragraphs begin with, in order."""
    noise: list[Spot]
    rows: list[list[Range]]
    """The cells of each row of a table, empty ones included; every cell is a paragraph."""
    unruled: Sequence[frozenset[int]] = ()
    """For each row, or rule between rows, the columns that the rule leaves out: their cells are merged."""
    broken: Collection[int] = ()
    """The rows with cells that take several lines: what stands between these in the source belongs to other cells."""

    def span(self, start: int, end: int) -> Span:
        """The source range of a non-empty range of the text."""
        if self.broken:
            return self._widest(start, end)
        starts, shifts = self.starts, self.shifts
        first = start + shifts[bisect_right(starts, start) - 1]
        last = end + shifts[bisect_right(starts, end - 1) - 1]
        return _new_span(Span, (first, last))

    def _widest(self, start: int, end: int) -> Span:
        """The source range that takes in every piece of a range."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        edges = [start, *self.starts[first + 1 : last], end]
        ends = [low + len(self.text[low:high].rstrip()) for low, high in itertools.pairwise(edges)]
        shifts = self.shifts[first:last]
        return Span(min(map(add, edges, shifts)), max(map(add, ends, shifts)))

    def spans_in(self, start: int, end: int) -> Callable[[int, int], Span]:
        """`span` for ranges within a range: quicker where that was copied from the source in one piece."""
        starts = self.starts
        piece = bisect_right(starts, start)
        if piece < len(starts) and starts[piece] < end:
            return self.span
        shift = self.shifts[piece - 1]
        return lambda start, end: _new_span(Span, (start + shift, end + shift))


def flow(text: str) -> Flow:
    """Join the lines of a text to paragraphs and drop typographic blanks."""
    lines, noise, rows = lines_of(text)
    gaps = [found.span() for found in _GAP.finditer(text)]
    for start, end in gaps:
        if text[start:end] != " " and not text[start:end].isspace():
            noise += (Spot("control", Span(*stray.span())) for stray in _STRAYS.finditer(text, start, end))
    for found in PINYIN.finditer(text):
        gaps.append(found.span())
        noise.append(Spot("pinyin", Span(*found.span())))
    gaps.sort()
    noise = _outermost(noise)
    if not rows.cells:
        return _assemble(text, _Copy(lines, gaps, joins(text, lines, set())), noise)
    return _tabular(text, lines, gaps, rows, noise)


def _outermost(noise: list[Spot]) -> list[Spot]:
    """The noise in order, without what lies inside other noise."""
    kept: list[Spot] = []
    for piece in sorted(noise, key=lambda piece: piece.span):
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _tabular(text: str, lines: list[Line], gaps: list[Range], rows: Rows, noise: list[Spot]) -> Flow:
    """The flow of a text with tables: the lines of a cell follow each other, and join to one paragraph."""
    cells = {k for row in rows.cells for cell in row for k in cell}
    joined = joins(text, lines, cells)
    if places := rows.reordered():
        lines = [lines[k] for k in sorted(range(len(lines)), key=lambda k: places.get(k, k))]
    parted: set[int] = set()
    broken = {k for k, row in enumerate(rows.cells) if any(len(cell) > 1 for cell in row)}
    for cell in (cell for row in rows.cells for cell in row if len(cell) > 1):
        joined[cell[0] + 1 : cell[-1] + 1] = [True] * (len(cell) - 1)
        parted.update(_parted(text, [lines[k] for k in cell], cell, drawn=rows.drawn))
    flowed = _assemble(text, _Copy(lines, gaps, joined, cells, parted), noise)
    return replace(_with_rows(flowed, lines, rows.cells, broken), unruled=rows.unruled)


def _parted(text: str, lines: list[Line], cell: list[int], *, drawn: bool) -> Iterator[int]:
    """Which lines of a cell begin another name: behind one that does not fill the column, or that is a name."""
    widths = [width(text[line.start : line.end]) for line in lines]
    widest = max(widths)
    for before, (line, following), k in zip(widths, itertools.pairwise(lines), cell[1:], strict=False):
        named = text.endswith(UNIT_SUFFIXES, line.start, line.end)
        if drawn and named:  # a name that fills the column may go on: 市公安局 / 高新分局
            name = read_name(text[following.start : following.end])
            named = name is not None and name.jurisdiction != ""
        if named or (drawn and before + _HAN_WIDTH < widest):
            yield k


def _with_rows(flowed: Flow, lines: list[Line], rows: list[list[list[int]]], broken: Collection[int]) -> Flow:
    """The flow with the rows of its tables, whose cells are given as numbers of lines."""
    places: list[Range] = []
    position = 0
    for paragraph in flowed.text.split("\n"):
        places.append((position, position + len(paragraph)))
        position += len(paragraph) + 1
    first = {flowed.span(*place).start: place for place in places if place[0] < place[1]}
    ranges = [[first.get(lines[cell[0]].start, (0, 0)) if cell else (0, 0) for cell in row] for row in rows]
    return replace(flowed, rows=ranges, broken=broken)


class _Copy(NamedTuple):
    """What of a source is copied."""

    lines: list[Line]
    gaps: list[Range]
    """Blanks inside lines, and between them."""
    joined: list[bool]
    """For each line, whether it goes on with the line before."""
    cells: Container[int] = ()
    """Which lines are cells of tables."""
    parted: Container[int] = ()
    """Which lines of cells begin another name."""


def _assemble(text: str, copy: _Copy, noise: list[Spot]) -> Flow:
    """Copy the lines piece by piece, each piece the text between two gaps; blanks in cells part names."""
    lines, gaps, joined, cells, parted = copy
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    labels: list[Label] = []
    length = copied = following = 0
    gaps = [*gaps, (len(text), len(text))]

    for k, (start, end, label, _) in enumerate(lines):
        if k and (separator := _separator(text, lines[k - 1].end, start, parts=k in parted) if joined[k] else "\n"):
            pieces.append(separator)
            length += 1
        label_end = label.end if label else start
        if label:
            written = "".join(text[start:label_end].split())
            labels.append(Label(label.family, label.number, length, length + len(written)))
        if start < copied:  # a line of a cell of a table, moved
            following = bisect_left(gaps, (start, 0))
        copied = start
        while gaps[following][0] < start:
            following += 1
        while (gap := gaps[following])[0] < end:
            gap_start, gap_end = gap
            following += 1
            starts.append(length)
            shifts.append(copied - length)
            pieces.append(text[copied:gap_start])
            length += gap_start - copied
            copied = gap_end
            if gap_end > label_end and (k in cells or _is_kept(text, start, gap_start, gap_end)):
                pieces.append(" ")
                length += 1
        starts.append(length)
        shifts.append(copied - length)
        pieces.append(text[copied:end])
        length += end - copied
    return Flow("".join(pieces), starts, shifts, labels, noise, [])


def _separator(text: str, end: int, start: int, *, parts: bool) -> str:
    """What a line break inside a sentence becomes: nothing, but a blank between Latin words and between names."""
    if parts:
        return " "
    before, after = text[end - 1], text[start]
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""


def _is_kept(text: str, line_start: int, start: int, end: int) -> bool:
    """Whether blanks inside a line are written text.

    They are between Latin letters or digits, between a Latin word and a Han character, between Han characters inside
    quotation marks, where they separate slogans (“治违禁 控药残”), and between names of offices (市教育局 市财政局).
    All others are typographic.
    """
    before, after = text[start - 1], text[end : end + 1]
    if not after:  # what is left out ends the text
        return False
    if before < "\x80" or after < "\x80":
        if before < "\x80" and after < "\x80":
            return text[start:end].isspace()
        return _is_han(max(before, after)) and min(before, after).isalpha() and text[start:end].isspace()
    if not (_is_han(before) and _is_han(after)):
        return False
    if after in _NAME_STARTS and text.endswith(_OFFICES, line_start, start):
        return True
    nearby = max(line_start, start - 60)
    return text.rfind("“", nearby, start) > text.rfind("”", nearby, start)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"
