"""The lines of a file that are part of the notice, and the noise and the rows of tables among them."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from workpoints.cells import Rows, cells_of, has_borders, is_drawn, row_end
from workpoints.flattened import is_flattened, line_starts, next_labels
from workpoints.labels import Decimals, Label, label_at
from workpoints.noise import Page, Spot
from workpoints.source import Range, Span
from workpoints.wraps import Line, is_closed

__all__ = ["STRAY", "Lines", "lines_of"]

# Line breaks of every kind that str.splitlines knows.
_BREAKS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
STRAY = f"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff{_UNSEEN}"
"""Control characters, byte order marks, halves of surrogate pairs, and joiners and marks of direction without width, as
the inside of a class of characters: YAML cannot carry them or nobody sees them, and nobody wrote them."""
_TAG = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_QUOTED = re.compile(r'\s*"(?P<content>[^"]*)"\s*')
_LINE = re.compile(rf"[^\s{STRAY}](?:[^{_BREAKS}]*[^\s{STRAY}])?")


class Lines(NamedTuple):
    """The lines that are not empty, the noise between them, and the rows of tables, each cell a line of its own."""

    lines: list[Line]
    noise: list[Spot]
    rows: Rows


def lines_of(text: str) -> Lines:
    """Split a text into lines, and long lines where they lost their breaks."""
    page, last = Page(text), dict[str, int]()
    borders, flattened = has_borders(text), is_flattened(text)
    found = Lines([], [], Rows(drawn=borders and is_drawn(text)))
    within, decimals = False, Decimals(text)
    done = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start < done:  # in a cell of the row above
            continue
        if kind := page.noise(start, end, within=within):
            found.noise.append(Spot(kind, Span(start, end)))
            continue
        label = label_at(text, start) or decimals.label_at(start)
        within = within or label is not None
        if borders and (done := _add_row(text, found, start, end, label)):
            continue
        found.rows.below = False
        stops = line_starts(text, start, end, last) if flattened else []
        if not stops and label and label.family.startswith("digit"):
            stops = next_labels(text, label, end)
        if stops:
            _add_pieces(text, found, page, [start, *stops, end])
        else:
            found.lines.append(Line(start, end, label, is_closed(text, start, end)))
    return found


def _add_pieces(text: str, found: Lines, page: Page, edges: list[int]) -> None:
    """Add what were lines before a text lost its breaks. What a page number cuts goes on behind it."""
    lines = found.lines
    for place in itertools.pairwise(edges):
        piece = _LINE.search(text, *place)
        if piece is None:
            continue
        start, end = piece.span()
        if kind := page.noise(start, end, within=bool(lines)):
            found.noise.append(Spot(kind, Span(start, end)))
            if lines:
                lines[-1] = lines[-1]._replace(closed=is_closed(text, lines[-1].start, lines[-1].end))
        else:
            lines.append(Line(start, end, label_at(text, start), closed=True))
    if lines and lines[-1].end == edges[-1]:
        lines[-1] = lines[-1]._replace(closed=is_closed(text, lines[-1].start, lines[-1].end))


def _add_row(text: str, found: Lines, start: int, end: int, label: Label | None) -> int:
    """Add the cells of a row as lines of their own; where the row ends, 0 where the line is no row of a table.

    What stands in a row alone is a heading over all columns, and no cell.
    """
    rows = found.rows
    if rows.columns and not rows.bordered:
        end = row_end(text, start, end, rows.columns)
    row = cells_of(text, start, end)
    if row is None:
        return 0
    marks = [_marks_in(text, *cell) for cell in row.places]
    places = [_lines_in(text, cell, within) for cell, within in zip(row.places, marks, strict=True)]
    texts = [text[cell[0][0] : cell[-1][1]] if cell else "" for cell in places]
    if not rows.is_row(row, texts, labelled=label is not None):
        return 0
    found.noise.extend(Spot("border", Span(*mark)) for mark in itertools.chain(row.marks, *marks))
    rows.heads(row, texts)
    numbers = itertools.count(len(found.lines))
    cells = [[next(numbers) for _ in cell] for cell in places]
    filled = [line for cell in places for line in cell]
    if len(filled) == 1 and not rows.goes_on(cells, row):
        found.lines.append(Line(*filled[0], label_at(text, filled[0][0]), closed=True))
        rows.below = False
        return end
    found.lines.extend(Line(*line, None, closed=True) for line in filled)
    rows.add(cells, row)
    return end


def _marks_in(text: str, start: int, end: int) -> list[Range]:
    """The marks in a cell that break its lines, <br>, or enclose them, as spreadsheets do with quotes."""
    marks = [tag.span() for tag in _TAG.finditer(text, start, end)]
    quoted = _QUOTED.fullmatch(text, start, end)
    if quoted and "\n" in quoted["content"]:
        marks += [
            (quoted.start("content") - 1, quoted.start("content")),
            (quoted.end("content"), quoted.end("content") + 1),
        ]
    return marks


def _lines_in(text: str, cell: Range, marks: list[Range]) -> list[Range]:
    """The lines of a cell, between the marks in it."""
    edges = [cell[0], *(place for mark in sorted(marks) for place in mark), cell[1]]
    return [
        line.span()
        for first, stop in zip(edges[::2], edges[1::2], strict=True)
        for line in _LINE.finditer(text, first, stop)
    ]
