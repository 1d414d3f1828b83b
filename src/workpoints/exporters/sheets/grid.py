"""A ledger as cells: rows that fit on a page, and groups of equal cells that do not cross one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workpoints.exporters.sheets.fit import CHARACTER, MOST_LINES, TITLE, cut, height, line_count
from workpoints.ledger.columns import TEXT, Column, Line
from workpoints.ledger.names import clean
from workpoints.ledger.tags import tag_of, written
from workpoints.source import width

__all__ = ["Grid", "Group", "Strip", "grid"]

_PAGE_WIDTH = 774.0
"""Points between the margins of A4 across: 297 mm less 12 mm on each side."""
_PAGE_HEIGHT = 505.0
"""Points between its margins, less a line for safety: programs place rows a little differently."""
_PADDING = 6.0
_TITLE_LINE = 30.0
_MANY_LINES = 12
_WIDEST = 3
_LEAST = 12.0
"""Characters that the column of the texts has at least; where others leave less, the print is made smaller."""


class Strip(NamedTuple):
    """A row of cells."""

    cells: list[str]
    height: float
    tag: str
    goes_on: bool = False
    """Whether it holds the rest of the row above it."""


class Group(NamedTuple):
    """Equal cells below each other: column, first and last strip."""

    column: int
    first: int
    last: int


class Grid(NamedTuple):
    """A ledger as cells."""

    columns: list[Column]
    widths: list[float]
    """In points."""
    strips: list[Strip]
    groups: list[Group]
    breaks: list[int]
    """The strips that begin a page."""
    title: str
    head: tuple[float, float]
    """Heights of the title and of the headings."""


def grid(title: str, columns: Sequence[Column], lines: Sequence[Line], *, merge: bool) -> Grid:
    """The cells of some lines below their title, equal ones of a group made one where that is wanted."""
    values = [[clean(column.value(line)) for column in columns] for line in lines]
    widths = _widths(columns, values)
    strips = [
        strip for line, cells in zip(lines, values, strict=True) for strip in _strips(columns, widths, line, cells)
    ]
    head = _head(title, columns, widths)
    scale = max(1.0, sum(widths) / _PAGE_WIDTH)
    pages = _pages(strips, _PAGE_HEIGHT * scale - sum(head))
    groups = list(_groups(columns, strips, pages)) if merge and strips else []
    for group in groups:
        _stretch(strips, group, widths[group.column])
    breaks = [k for k in range(1, len(strips)) if pages[k] != pages[k - 1]]
    return Grid([*columns], widths, strips, groups, breaks, clean(title), head)


def _head(title: str, columns: Sequence[Column], widths: Sequence[float]) -> tuple[float, float]:
    lines = line_count(clean(title), int(min(sum(widths), _PAGE_WIDTH) / TITLE * 2))
    headings = [line_count(column.heading, _room(points)) for column, points in zip(columns, widths, strict=True)]
    return _TITLE_LINE * min(lines, MOST_LINES // 2), height(max(2, *headings))


def _widths(columns: Sequence[Column], values: Sequence[Sequence[str]]) -> list[float]:
    """Widths in points; the column of the texts has what the others leave of the page.

    A column is wider where its longest text would take many lines.
    """
    longest = [max((width(cells[k]) / 2 for cells in values), default=0) for k in range(len(columns))]
    wanted = [
        min(max(column.width, most / _MANY_LINES), _WIDEST * column.width)
        for column, most in zip(columns, longest, strict=True)
    ]
    fixed = sum(_wide(each) for column, each in zip(columns, wanted, strict=True) if column.heading != TEXT)
    rest = max(_PAGE_WIDTH - fixed, _wide(_LEAST))
    return [rest if column.heading == TEXT else _wide(each) for column, each in zip(columns, wanted, strict=True)]


def _wide(characters: float) -> float:
    return characters * CHARACTER + _PADDING


def _room(points: float) -> int:
    """Half characters in a cell."""
    return int((points - _PADDING) / CHARACTER * 2)


def _strips(columns: Sequence[Column], widths: Sequence[float], line: Line, values: list[str]) -> Iterator[Strip]:
    """The rows of a line: several where it is higher than a row may be."""
    pieces = [cut(value, _room(points)) for value, points in zip(values, widths, strict=True)]
    headings = [column.heading for column in columns]
    key = line.row.key._replace(unit=line.unit)
    tag = tag_of(key, line.row.text, [*zip(headings, values, strict=True)])
    for k in range(max(map(len, pieces))):
        cells = [piece[k] if k < len(piece) else "" for piece in pieces]
        goes_on = tuple(heading for heading, piece in zip(headings, pieces, strict=True) if k < len(piece))
        yield Strip(cells, _height(cells, widths), written(tag._replace(piece=k, columns=goes_on)), goes_on=k > 0)


def _height(cells: Sequence[str], widths: Sequence[float]) -> float:
    return height(max(line_count(cell, _room(points)) for cell, points in zip(cells, widths, strict=True)))


def _pages(strips: Sequence[Strip], room: float) -> list[int]:
    """The page of each strip."""
    pages, page, used = [], 0, 0.0
    for strip in strips:
        if used and used + strip.height > room:
            page, used = page + 1, 0.0
        used += strip.height
        pages.append(page)
    return pages


def _groups(columns: Sequence[Column], strips: Sequence[Strip], pages: Sequence[int]) -> Iterator[Group]:
    """Runs of equal cells on one page; a group ends where one to its left does."""
    ends = {k for k in range(len(strips)) if k == 0 or pages[k] != pages[k - 1]}
    for j, column in enumerate(columns):
        if not column.grouped:
            continue
        for k in range(1, len(strips)):
            goes_on = strips[k].goes_on and not strips[k].cells[j]
            if strips[k].cells[j] != strips[k - 1].cells[j] and not goes_on:
                ends.add(k)
        starts = sorted(ends)
        for first, end in zip(starts, [*starts[1:], len(strips)], strict=True):
            if end - first > 1 and strips[first].cells[j]:
                yield Group(j, first, end - 1)


def _stretch(strips: list[Strip], group: Group, points: float) -> None:
    """Make the last row of a group higher where the text of the group needs more than its rows have."""
    members = strips[group.first : group.last + 1]
    text = members[0].cells[group.column]
    lacking = height(line_count(text, _room(points))) - sum(strip.height for strip in members)
    if lacking > 0:
        strips[group.last] = members[-1]._replace(height=members[-1].height + lacking)
