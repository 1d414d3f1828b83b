"""From the lines of a file to the paragraphs that were written: page breaks, hard wraps and typographic blanks undone.

Guarantees, for every source text:

- the text of a `Flow` is a subsequence of the source, but that a kept blank may be another blank there;
- what it leaves out is white space or a piece of `noise`; nothing else is lost;
- paragraphs are separated by exactly one newline, neither begin nor end with white space, and are not empty;
- the work is linear in the length of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from workpoints.cells import Range, cells_of, has_borders
from workpoints.flattened import is_flattened, line_starts, next_labels
from workpoints.labels import Label, label_at
from workpoints.source import Span
from workpoints.wraps import Line, is_closed, joins

__all__ = ["Flow", "Noise", "flow"]

# Line breaks of every kind that str.splitlines knows.
_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# Control characters, byte order marks and halves of surrogate pairs: YAML cannot carry them and nobody wrote them.
_STRAY = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
_LINE = re.compile(rf"[^\s{_STRAY}](?:[^{_BREAKS}]*[^\s{_STRAY}])?")
# Blanks that are no line breaks, written out because one class of characters is what the engine scans fastest.
_BLANK = "\t \x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_GAP = re.compile(f"[{_BLANK}{_STRAY}]+")
_STRAYS = re.compile(rf"[{_STRAY}]+")
_PAGE_NUMBER = re.compile(r"[-—–－―·]+\s*\d{1,4}\s*[-—–－―·]+|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?")

# Spans are made by the hundred; this is half the cost of calling the class.
_new_span = tuple.__new__


# Pronunciation that mirror sites put behind rare characters: 農(nóng)業(yè).
_PINYIN = re.compile(r"\((?<=[\u3400-\u9fff]\()[a-zü]{0,5}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]{0,4}\)")
# Lines of a web page around a notice.
_FURNITURE = re.compile(
    r"【?字[体号]：.{0,12}】?|【?打印(?:本页)?】?|【?关闭(?:窗口|本页)?】?|分享(?:到|至)?[：:]?.{0,16}|浏览次数[：:].{0,10}|责任编辑[：:].{0,12}"
    r"|来源[：:].{0,24}|(?:上|下)一[篇条][：:].{0,60}|扫一扫.{0,16}|返回(?:顶部|首页)|相关(?:新闻|链接|阅读|文档)|主办单位[：:].{0,30}"
    r"|版权所有.{0,40}|网站地图|收藏本页|【?(?:大|中|小)】?(?: ?【?(?:大|中|小)】?){2}"
)
_NOISE_FIRST = frozenset("-—–－―·第【字打关分浏责来上下扫返相主版网收大")


class Noise(NamedTuple):
    """Something in the source that is no part of the notice."""

    kind: str
    """`page_number`, `border` (of a table), `pinyin`, `web` (furniture of a page), or `control` (control characters,
    byte order marks, lone surrogates)."""
    span: Span


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
    noise: list[Noise]
    rows: list[list[Range]]
    """The cells of each row of a table, empty ones included; every cell is a paragraph."""

    def span(self, start: int, end: int) -> Span:
        """The source range of a non-empty range of the text."""
        starts, shifts = self.starts, self.shifts
        first = start + shifts[bisect_right(starts, start) - 1]
        last = end + shifts[bisect_right(starts, end - 1) - 1]
        return _new_span(Span, (first, last))

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
    lines, noise, rows = _lines(text)
    gaps = [found.span() for found in _GAP.finditer(text)]
    for start, end in gaps:
        if text[start:end] != " " and not text[start:end].isspace():
            noise += (Noise("control", Span(*stray.span())) for stray in _STRAYS.finditer(text, start, end))
    for found in _PINYIN.finditer(text):
        gaps.append(found.span())
        noise.append(Noise("pinyin", Span(*found.span())))
    gaps.sort()
    noise.sort(key=lambda piece: piece.span)
    cells = {k for row in rows for k in row if k is not None}
    flowed = _assemble(text, _Copy(lines, gaps, joins(text, lines, cells), cells), noise)
    return _with_rows(flowed, lines, rows) if rows else flowed


def _with_rows(flowed: Flow, lines: list[Line], rows: list[list[int | None]]) -> Flow:
    """The flow with the rows of its tables, whose cells are given as numbers of lines."""
    places: list[Range] = []
    position = 0
    for paragraph in flowed.text.split("\n"):
        places.append((position, position + len(paragraph)))
        position += len(paragraph) + 1
    first = {flowed.span(*place).start: place for place in places if place[0] < place[1]}
    ranges = [[(0, 0) if k is None else first.get(lines[k].start, (0, 0)) for k in row] for row in rows]
    return replace(flowed, rows=ranges)


def _lines(text: str) -> tuple[list[Line], list[Noise], list[list[int | None]]]:
    """The lines that are not empty, the noise between them, and the rows of tables, each cell a line of its own."""
    lines: list[Line] = []
    noise: list[Noise] = []
    rows: list[list[int | None]] = []
    borders, flattened = has_borders(text), is_flattened(text)
    for found in _LINE.finditer(text):
        start, end = found.span()
        if text[start] in _NOISE_FIRST and (kind := _noise_kind(text, start, end)):
            noise.append(Noise(kind, Span(start, end)))
        elif borders and (row := cells_of(text, start, end)):
            noise += [Noise("border", Span(*mark)) for mark in row[1]]
            rows.append([_add_cell(text, lines, cell) for cell in row[0]])
        else:
            label = label_at(text, start)
            stops = line_starts(text, start, end) if flattened else []
            if not stops and label and label.family.startswith("digit"):
                stops = next_labels(text, label, end)
            for stop in stops:
                lines.append(Line(start, _stripped_end(text, start, stop), label, closed=True))
                start, label = stop, label_at(text, stop)
            lines.append(Line(start, end, label, is_closed(text, start, end)))
    return lines, noise, rows


def _noise_kind(text: str, start: int, end: int) -> str:
    """What a line is that is no part of the notice; empty for any other line."""
    if _PAGE_NUMBER.fullmatch(text, start, end):
        return "page_number"
    return "web" if _FURNITURE.fullmatch(text, start, end) else ""


def _add_cell(text: str, lines: list[Line], cell: Range) -> int | None:
    """Add a cell as a line; its number, None where it is empty."""
    found = _LINE.search(text, *cell)
    if found is None:
        return None
    lines.append(Line(*found.span(), None, closed=True))
    return len(lines) - 1


def _stripped_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


class _Copy(NamedTuple):
    """What of a source is copied."""

    lines: list[Line]
    gaps: list[Range]
    """Blanks inside lines, and between them."""
    joined: list[bool]
    """For each line, whether it goes on with the line before."""
    cells: set[int]
    """Which lines are cells of tables."""


def _assemble(text: str, copy: _Copy, noise: list[Noise]) -> Flow:
    """Copy the lines piece by piece, each piece the text between two gaps; blanks in cells part names."""
    lines, gaps, joined, cells = copy
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    labels: list[Label] = []
    length = 0

    following = iter((*gaps, (len(text), len(text) + 1)))
    gap_start, gap_end = next(following)
    for k, (start, end, label, _) in enumerate(lines):
        if k and (separator := _separator(text, lines[k - 1].end, start) if joined[k] else "\n"):
            pieces.append(separator)
            length += 1
        label_end = label.end if label else start
        if label:
            written = "".join(text[start:label_end].split())
            labels.append(Label(label.family, label.number, length, length + len(written)))
        while gap_end <= start:
            gap_start, gap_end = next(following)
        copied = start
        while gap_start < end:
            starts.append(length)
            shifts.append(copied - length)
            pieces.append(text[copied:gap_start])
            length += gap_start - copied
            copied = gap_end
            if gap_end > label_end and (k in cells or _is_kept(text, start, gap_start, gap_end)):
                pieces.append(" ")
                length += 1
            gap_start, gap_end = next(following)
        starts.append(length)
        shifts.append(copied - length)
        pieces.append(text[copied:end])
        length += end - copied
    return Flow("".join(pieces), starts, shifts, labels, noise, [])


def _separator(text: str, end: int, start: int) -> str:
    """What a line break inside a sentence becomes: nothing, but a blank between Latin words."""
    before, after = text[end - 1], text[start]
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""


def _is_kept(text: str, line_start: int, start: int, end: int) -> bool:
    """Whether blanks inside a line are written text.

    They are between Latin letters or digits, between a Latin word and a Han character, and between Han characters
    inside quotation marks, where they separate slogans (“治违禁 控药残”). All others are typographic.
    """
    before, after = text[start - 1], text[end]
    if before < "\x80" or after < "\x80":
        if before < "\x80" and after < "\x80":
            return text[start:end].isspace()
        return _is_han(max(before, after)) and min(before, after).isalpha() and text[start:end].isspace()
    if not (_is_han(before) and _is_han(after)):
        return False
    nearby = max(line_start, start - 60)
    return text.rfind("“", nearby, start) > text.rfind("”", nearby, start)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"
