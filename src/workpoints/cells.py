"""Rows of tables as text extraction leaves them: cells between tabs, pipes or box-drawing lines.

Columns that are drawn have a fixed width, and cells too long for it break: a line whose first cell is empty goes on
with the cells of the line above unless a rule stands between them. Elsewhere every line is a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workpoints.words import DUTY_LABEL

__all__ = ["Range", "Rows", "cells_of", "has_borders", "is_drawn"]

Range = tuple[int, int]

_BORDERS = "|｜│┃"
_BORDER = re.compile(rf"[^\S\n]*[{_BORDERS}][^\S\n]*|[^\S\n\t]*\t[^\S\n\t]*")
_RULED = re.compile(r"[\s|｜│┃┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛:：+=_-]+")
_DRAWN = re.compile(r"^[^\S\n]*(?:[├┣][─━]|\+[-=])", re.MULTILINE)
_TABBED_HEAD = re.compile(rf"(?:^|\t)[^\t\n]{{0,8}}{DUTY_LABEL}[^\t\n]{{0,8}}(?:\t|$)", re.MULTILINE)
_LEAST_BORDERS = 2


@dataclass(slots=True)
class Rows:
    """The rows of the tables of a text, collected line by line."""

    drawn: bool
    """Whether the columns are drawn."""
    cells: list[list[list[int]]] = field(default_factory=list)
    """For each cell of each row the numbers of the lines that hold it, none where it is empty; a rule has no cells."""
    below: bool = False
    """Whether the line above is a row."""

    def goes_on(self, cells: list[list[int]]) -> bool:
        """Whether a line of a table goes on with the row above."""
        return self.drawn and self.below and len(cells) == len(self.cells[-1]) and not cells[0]

    def add(self, cells: list[list[int]]) -> None:
        """Add a line of a table."""
        if cells and self.goes_on(cells):
            for cell, more in zip(self.cells[-1], cells, strict=True):
                cell.extend(more)
        else:
            self.cells.append(cells)
        self.below = bool(cells)

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


def cells_of(text: str, start: int, end: int) -> tuple[list[Range], list[Range]] | None:
    """The cells of a line, empty ones included, and the marks between them; None where it is no row of a table."""
    if _RULED.fullmatch(text, start, end):
        return [], [(start, end)]
    while start and text[start - 1] in "\t ":
        start -= 1
    borders = [found.span() for found in _BORDER.finditer(text, start, end)]
    if len(borders) < _LEAST_BORDERS:
        return None
    marks = [(k, k + 1) for first, last in borders for k in range(first, last) if text[k] in _BORDERS]
    edges = [start, *(place for border in borders for place in border), end]
    cells = list(zip(edges[::2], edges[1::2], strict=True))
    if marks and borders[0][0] == start:
        cells = cells[1:]
    if marks and borders[-1][1] == end:
        cells = cells[:-1]
    return cells, marks
