"""The changes for a person at a wide terminal: what was and what is, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, cast

from workpoints.compare.change import Change
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.pieces import drawn, opening
from workpoints.compare.forms.said import ids
from workpoints.compare.forms.sides import LISTED, about, sides
from workpoints.compare.forms.stretches import beginning, seen, stretches
from workpoints.compare.forms.view import Group, View, groups
from workpoints.compare.forms.words import value_word
from workpoints.compare.inline import Mark
from workpoints.i18n import N_, translate
from workpoints.reports.folding import folded
from workpoints.reports.segments import Role, Segment

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

__all__ = ["in_columns"]

_ABOUT = 60
"""Cells of what a change is about."""
# Cells of the column that says what was done, those of the lines and blanks between columns, and those without which
# the other columns have no room.
_KIND, _BORDERS, _NARROW = 18, 10, 60
Lines = list[list[Segment]]


def in_columns(comparison: Comparison, view: View) -> Iterator[Segment]:
    """A table for each section: what was done, the old text, the new text."""
    for group in groups(comparison):
        yield Segment("\n")
        yield from folded([Segment(seen(group.title), "heading")], view.width, 2)
        width = max(view.width, _NARROW)
        yield from _segments(_table(group, view, width), width)


def _table(group: Group, view: View, width: int) -> Table:
    from rich.table import Table  # noqa: PLC0415 - slow to load, and other forms need none

    side = (width - _KIND - _BORDERS) // 2
    table = Table(show_lines=True)
    table.add_column(overflow="fold", width=_KIND)
    for heading in (N_("old"), N_("new")):
        table.add_column(_text([Segment(translate(heading), "heading")]), overflow="fold", width=side)
    for change in group.changes:
        kind, old, new = _row(change, view)
        table.add_row(_text(_lines(kind, _KIND)), _text(_lines(old, side)), _text(_lines(new, side)))
    return table


def _row(change: Change, view: View) -> tuple[Lines, Lines, Lines]:
    """The cells of a change; what it is about stands below the new side, or below the old one if only that is there."""
    old, new = (_side(side, change, view) for side in sides(change))
    named: Lines = [[Segment(beginning(about(change), _ABOUT), "dim")]] if about(change) else []
    place = seen(ids(change))
    kind: Lines = [[opening(change)], *([Segment(line)] for line in (place, value_word(change)) if line)]
    return (kind, old + named, new) if old and not new else (kind, old, new + named)


def _side(found: list[Mark], change: Change, view: View) -> Lines:
    if change.kind not in LISTED:
        return [drawn(stretches(found), brackets=view.brackets)] if found else []
    return [[Segment(seen(line))] for mark in found for line in mark.text.split("\n")]


def _lines(cell: Lines, width: int) -> Iterator[Segment]:
    """The lines of a cell, broken at its width as Chinese has it; no line end behind the last."""
    for k, line in enumerate(cell):
        if k:
            yield Segment("\n")
        *pieces, last = folded(line, width, 0)
        yield from (*pieces, Segment(last.text.removesuffix("\n"), last.role))


# Between our segments and those of the library, which draws the table


def _text(segments: Iterable[Segment]) -> Text:
    """A cell; the part that a piece of text plays goes along as a remark on its style."""
    from rich.style import Style  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    return Text.assemble(*((text, Style(meta={"role": role})) for text, role in segments))


def _segments(table: Table, width: int) -> Iterator[Segment]:
    from rich.console import Console  # noqa: PLC0415

    console = Console(file=StringIO(), width=width, color_system=None)
    for line in console.render_lines(table, pad=False):
        for piece in line:
            yield Segment(piece.text, cast("Role", piece.style.meta.get("role", "text") if piece.style else "text"))
        yield Segment("\n")
