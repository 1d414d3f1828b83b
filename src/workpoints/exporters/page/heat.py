"""The heat map of a notice: how many duties each office has in each section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from workpoints.exporters.page.drawing import cut, ems, link
from workpoints.query.duties import Reader
from workpoints.query.overview import Tally, matrix, sections
from workpoints.query.parts import ROLES, label_of, title_of

__all__ = ["Heat", "heat_of"]

ROW, COLUMN, HEAD, SIZE = 28, 58, 34, 13
"""Height of a row, width of a column, height of the headings, size of letters."""
_LONGEST = 22
_SHADES = 5


class Cell(NamedTuple):
    """The duties of an office in a section."""

    x: int
    y: int
    row: int
    column: int
    total: int
    shade: int
    counts: str
    """Duties by role, set apart by blanks."""
    of: str
    href: str


class Name(NamedTuple):
    """A text at the edge: of a row or a column."""

    x: int
    y: int
    text: str
    full: str
    href: str
    total: int = 0


class Heat(NamedTuple):
    """A drawing."""

    width: int
    height: int
    left: int
    """Where the columns begin."""
    columns: list[Name]
    rows: list[Name]
    cells: list[Cell]


def heat_of(reader: Reader, found: Sequence[Tally], notice: int) -> Heat:
    """The heat map of a notice with its offices, those with most duties above."""
    found = [tally for tally in found if tally.total]
    tops = reader.data.get("plan", {}).get("children", [])
    columns = sections([reader])
    # Two parts with the same heading are one section, that of the first.
    first = {title_of(node): k for k, node in reversed(list(enumerate(tops)))}
    places = [first[title] for _, title in columns]
    left = round(min(max((ems(tally.name) for tally in found), default=0), _LONGEST) * SIZE) + 20
    most = max((count.total() for tally in found for count in tally.by_section.values()), default=1)
    cells = [
        _cell((row, column, left), counts, most, (f"{name} · {columns[column][1]}", name, places[column], notice))
        for row, (name, of_sections) in enumerate(matrix(found, columns))
        for column, counts in enumerate(of_sections)
        if counts.total()
    ]
    heads = [
        Name(left + k * COLUMN + COLUMN // 2, HEAD - 12, cut(label_of(tops[place]).strip(" 、.．") or str(k + 1), 4),
             title, link(n=notice, section=place))
        for k, (place, (_, title)) in enumerate(zip(places, columns, strict=True))
    ]  # fmt: skip
    rows = [
        Name(left - 12, HEAD + k * ROW + 19, cut(tally.name, _LONGEST), tally.name, link(n=notice, unit=tally.name),
             tally.total)
        for k, tally in enumerate(found)
    ]  # fmt: skip
    return Heat(left + (len(columns) + 1) * COLUMN, HEAD + len(rows) * ROW + 4, left, heads, rows, cells)


def _cell(place: tuple[int, int, int], counts: Counter[str], most: int, of: tuple[str, str, int, int]) -> Cell:
    row, column, left = place
    said, name, section, notice = of
    shade = 1 + (counts.total() - 1) * _SHADES // most
    return Cell(
        left + column * COLUMN, HEAD + row * ROW, row, column, counts.total(), min(shade, _SHADES),
        " ".join(str(counts[role]) for role in ROLES), said, link(n=notice, unit=name, section=section),
    )  # fmt: skip
