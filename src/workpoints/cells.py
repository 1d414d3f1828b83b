"""Rows of tables as text extraction leaves them: cells between tabs, pipes or box-drawing lines.

Columns that are drawn have a fixed width, and cells too long for it break: a line whose first cell is empty goes on
with the cells of the line above unless a rule stands between them. Between tabs a row may go on below its first line up
to the line that brings it to its columns. Elsewhere every line is a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from workpoints.columns import columns_of, row_number
from workpoints.source import Range
from workpoints.words import DUTY_LABEL

__all__ = ["Cells", "Rows", "cells_of", "has_borders", "is_drawn", "row_end"]


class Cells(NamedTuple):
    """A line cut into cells."""

    places: list[Range]
    """The cells, empty ones included; none in a rule between rows."""
    marks: list[Range]
    """The borders that are drawn."""
    enclosed: bool
    """Whether a border opens or closes the line."""
    unruled: frozenset[int] = frozenset()
    """The columns that a rule between rows leaves out: their cells are merged."""


_BORDERS = "|｜│┃"
# A stretch of blanks and borders between two cells, or at an end of a row.
_GAP = re.compile(rf"[\s{_BORDERS}]+")
_RULED = re.compile(r"[\s|｜│┃┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛:：+=_-]+")
_JUNCTION = re.compile(r"[|｜│┃┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛+]")
_DRAWN = re.compile(r"^[^\S\n]*+(?:[├┣][─━]|\+[-=])", re.MULTILINE)
_TABBED_HEAD = re.compile(rf"(?:^|\t)[^\t\n]{{0,8}}{DUTY_LABEL}[^\t\n]{{0,8}}(?:\t|$)", re.MULTILINE)
_MANY, _MOST_LINES = 3, 12
"""Number of cells from which a line is a row though nothing above it says so."""


@dataclass(slots=True)
class Rows:
    """The rows of the tables of a text, collected line by line."""

    drawn: bool
    """Whether the columns are drawn."""
    cells: list[list[list[int]]] = field(default_factory=list)
    """For each cell of each row the numbers of the lines that hold it, none where it is empty; a rule has no cells."""
    unruled: list[frozenset[int]] = field(default_factory=list)
    """For each row, or rule between rows, the columns that the rule leaves out."""
    below: bool = False
    """Whether the line above is a row."""
    columns: int = 0
    """How many columns the last table of tasks has; only its cells are known to break over lines."""
    bordered: bool = False
    """Whether borders stand between these, and not tabs."""

    def is_row(self, row: Cells, texts: list[str], *, labelled: bool) -> bool:
        """Whether a line with borders or tabs in it is a row: a sentence may name A|B|C.

        It is, where borders enclose it, where it has as many cells as the row above, or where it heads a table of
        tasks. Of others a line is one that has several cells, no label, and does not end like a sentence.
        """
        if row.enclosed or (self.below and len(texts) == len(self.cells[-1])):
            return True
        if columns_of(texts):
            return True
        return len(texts) >= _MANY and not labelled and (self.below or not texts[-1].endswith(("。", "；")))

    def goes_on(self, cells: list[list[int]], row: Cells) -> bool:
        """Whether a line of a table goes on with the row above."""
        above = self.cells[-1] if self.below else []
        return (
            self.drawn
            and self.bordered
            and bool(row.marks)
            and len(cells) == len(above) == self.columns
            and not cells[0]
        )

    def add(self, cells: list[list[int]], row: Cells) -> None:
        """Add a line of a table."""
        if cells and self.goes_on(cells, row):
            for cell, more in zip(self.cells[-1], cells, strict=True):
                cell.extend(more)
        else:
            self.cells.append(cells)
            self.unruled.append(row.unruled)
        self.below = bool(cells)

    def heads(self, row: Cells, texts: list[str]) -> None:
        """Take note of a row that heads a table of tasks, whose cells may break over lines where it is drawn."""
        if columns_of(texts):
            self.columns, self.bordered = len(texts), bool(row.marks)

    def reordered(self) -> dict[int, int]:
        """For the lines of rows that take several: where each goes so that every cell is read as a whole."""
        places: dict[int, int] = {}
        for row in self.cells:
            if any(len(cell) > 1 for cell in row):
                numbers = [k for cell in row for k in cell]
                places.update(zip(numbers, sorted(numbers), strict=True))
                row[:] = [[places[k] for k in cell] for cell in row]
        return places


def has_borders(text: str) -> bool:
    """Whether a text may hold rows of tables."""
    return any(border in text for border in _BORDERS) or ("\t" in text and _TABBED_HEAD.search(text) is not None)


def is_drawn(text: str) -> bool:
    """Whether the columns of tables are drawn, with rules made of lines."""
    return _DRAWN.search(text) is not None


def cells_of(text: str, start: int, end: int) -> Cells | None:
    """The cells of a line, empty ones included, and the marks between them; None where it has none."""
    if _RULED.fullmatch(text, start, end):
        columns = _JUNCTION.split(text[start:end])[1:-1]
        unruled = frozenset(k for k, column in enumerate(columns) if not column.strip())
        return Cells([], [(start, end)], enclosed=True, unruled=unruled if len(unruled) < len(columns) else frozenset())
    start, end = _with_tabs(text, start, end)
    borders: list[int] = []
    for gap in _GAP.finditer(text, start, end):
        drawn = [k for k in range(*gap.span()) if text[k] in _BORDERS]
        borders += drawn or [k for k in range(*gap.span()) if text[k] == "\t"]
    if not borders:
        return None
    edges = [start, *(place for border in borders for place in (border, border + 1)), end]
    cells = list(zip(edges[::2], edges[1::2], strict=True))
    marks = [(k, k + 1) for k in borders if text[k] in _BORDERS]
    opened, closed = (marks and not text[slice(*cells[k])].strip() for k in (0, -1))
    return Cells(
        cells[bool(opened) : len(cells) - bool(closed)], marks, enclosed=bool(opened or closed) and len(marks) > 1
    )


def row_end(text: str, start: int, end: int, columns: int) -> int:
    """Where a row of cells between tabs ends, given the end of its first line: cells may hold line breaks.

    Such a row begins with its number and goes on to the line that brings it to its columns, and closes its quotes.
    """
    tabs, stop = text.count("\t", start, end), end
    if not tabs or row_number(text[start : text.find("\t", start)].strip()) is None:
        return end
    for _ in range(_MOST_LINES):
        if stop >= len(text) or (tabs >= columns - 1 and text.count('"', start, stop) % 2 == 0):
            break
        first, stop = stop + 1, text.find("\n", stop + 1)
        stop = len(text) if stop < 0 else stop
        cell = text.find("\t", first, stop)
        if cell >= 0 and row_number(text[first:cell].strip()) is not None:
            break
        tabs += text.count("\t", first, stop)
    return stop if tabs == columns - 1 else end


def _with_tabs(text: str, start: int, end: int) -> Range:
    """A line with the tabs before and behind it, which stand beside empty cells."""
    while start and text[start - 1] in "\t ":
        start -= 1
    while end < len(text) and text[end] in "\t ":
        end += 1
    return start, end
