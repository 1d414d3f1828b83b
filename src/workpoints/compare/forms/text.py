"""The changes for a person at a terminal: under each section a line for each change, with its words below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.columns import in_columns
from workpoints.compare.forms.outline import outline
from workpoints.compare.forms.pieces import NOTHING, counted, counted_numbers, drawn, opening
from workpoints.compare.forms.said import ids
from workpoints.compare.forms.sides import DIVIDED, WORDED, about, sides
from workpoints.compare.forms.stretches import beginning, seen, stretches
from workpoints.compare.forms.view import View, groups
from workpoints.compare.forms.words import role_word, value_word
from workpoints.compare.inline import marks
from workpoints.i18n import N_, translate
from workpoints.reports.characters import cells
from workpoints.reports.folding import folded
from workpoints.reports.segments import Segment

__all__ = ["text"]

_INDENT = 6
# Cells that what a change is about may take behind it, and those below which it is left out.
_ABOUT, _LEAST = 60, 12
_GAP = "  "


def text(view: View) -> Iterator[Segment]:
    """The comparisons, with an empty line between them."""
    for k, comparison in enumerate(view.changed):
        if k:
            yield Segment("\n")
        yield from folded(_head(comparison), view.width, 2)
        yield from folded([Segment(counted(comparison.changes), "dim")], view.width, 2)
        if comparison.summary:
            yield from folded([Segment(seen(comparison.summary), "message")], view.width, 2)
        yield from in_columns(comparison, view) if view.side_by_side else _in_groups(comparison, view)


def _head(comparison: Comparison) -> list[Segment]:
    old, new = (seen(name) or NOTHING for name in (comparison.old, comparison.new))
    return [Segment(old, "path"), Segment(" → "), Segment(new, "path")]


def _in_groups(comparison: Comparison, view: View) -> Iterator[Segment]:
    for group in groups(comparison):
        yield Segment("\n")
        yield from folded([Segment(seen(group.title), "heading")], view.width, 2)
        yield from chain.from_iterable(_told(change, view) for change in group.changes)


def _told(change: Change, view: View) -> Iterator[Segment]:
    """One change: its line, and the lines below it."""
    head = [Segment("  "), opening(change), *_place(change), *_value(change, view)]
    room = min(_ABOUT, view.width - sum(cells(segment.text) for segment in head) - len(_GAP))
    named = change.text if change.kind in DIVIDED else about(change)
    if named and room >= _LEAST:
        head.append(Segment(_GAP + beginning(named, room), "dim"))
    yield from folded(head, view.width, _INDENT)
    if named and room < _LEAST:
        short = beginning(named, min(_ABOUT, view.width - _INDENT))
        yield from folded([Segment(" " * _INDENT), Segment(short, "dim")], view.width, _INDENT)
    for line in _BELOW.get(change.kind, _nothing)(change, view):
        yield from folded([Segment(" " * _INDENT), *line], view.width, _INDENT)


def _place(change: Change) -> list[Segment]:
    place = ids(change)
    return [Segment(_GAP + seen(place))] if place and change.kind is not Kind.renumbered else []


def _value(change: Change, view: View) -> list[Segment]:
    """What the line says behind the ids: the sides of the change, or the name of what stands on the lines below."""
    if change.kind in WORDED:
        return [Segment(_GAP + value_word(change))] if value_word(change) else []
    if change.kind is Kind.renumbered:
        return [Segment(_GAP + counted_numbers(change))]
    if change.kind in (Kind.added, Kind.removed):
        title = seen(outline(change)[0].title)
        return [Segment(_GAP + title, "message")] if title else []
    return [] if change.kind in DIVIDED else [Segment(_GAP), *_arrow(change, view)]


def _arrow(change: Change, view: View) -> list[Segment]:
    """What was before and what is now: 市农业农村局 → 市工信局."""
    unit, old, new = "", *_ends(change)
    if change.kind is Kind.role_changed:
        unit = f"{seen(change.unit or '')}{_GAP}"
    if change.kind is Kind.moved and (change.old or "") == (change.new or ""):
        return [Segment(translate(N_("other order")), "changed")]
    arrow = [Segment(" → ")] if old and new else []
    return [Segment(unit), Segment(_short(old, view), "went"), *arrow, Segment(_short(new, view), "came")]


def _ends(change: Change) -> tuple[str, str]:
    if change.kind is Kind.role_changed:
        return role_word(change.old), role_word(change.new)
    if change.kind is Kind.lead_replaced:
        return change.old or "", change.new or ""
    old, new = ("".join(mark.text for mark in side) for side in sides(change))
    return (old or NOTHING, new or NOTHING) if change.kind in _VALUED else (old, new)


_VALUED = frozenset({Kind.manner, Kind.deadline, Kind.scope, Kind.open_ended})
"""Kinds about a value that a duty may have or not."""


def _short(value: str, view: View) -> str:
    return beginning(value, view.width)


# What stands below the line of a change


def _words(change: Change, view: View) -> Iterator[list[Segment]]:
    yield drawn(stretches(marks(change.old or "", change.new or "")), brackets=view.brackets)


def _parts(change: Change, view: View) -> Iterator[list[Segment]]:
    """The text of the part with its notations; below it the parts that came in full, those that went by their names."""
    first, *below = outline(change)
    if first.text:
        yield [Segment(seen(first.text))]
    for line in below:
        start = f"{_GAP * line.depth}{seen(line.id)} "
        room = min(_ABOUT, view.width - _INDENT - cells(start))
        came = change.kind is Kind.added
        yield [Segment(start + (seen(line.words) if came else beginning(line.title or line.text, room)), "dim")]


def _nothing(_change: Change, _view: View) -> Iterator[list[Segment]]:
    yield from ()


_BELOW: dict[Kind, Callable[[Change, View], Iterator[list[Segment]]]] = {
    **dict.fromkeys(WORDED, _words),
    Kind.added: _parts,
    Kind.removed: _parts,
}
"""Kind → the lines below that of the change."""
