"""What stands on the old side of a change, and what on the new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workpoints.compare.change import Change, Kind
from workpoints.compare.forms.outline import outline
from workpoints.compare.forms.words import party
from workpoints.compare.inline import Mark, marks
from workpoints.i18n import N_, translate

__all__ = ["DIVIDED", "LISTED", "TOP", "WHOLE", "WORDED", "Sides", "about", "sides", "whole_sides"]

WORDED = frozenset({Kind.title, Kind.reworded, Kind.rule, Kind.header})
"""Kinds whose old and new value are texts of the notice, compared by characters."""
DIVIDED = frozenset({Kind.split, Kind.merged})
"""Kinds whose sides are the texts of several parts."""
LISTED = frozenset({Kind.added, Kind.removed, Kind.renumbered})
"""Kinds whose sides are lists of parts, one a line."""
WHOLE = (Kind.added, Kind.removed)
"""Kinds whose one side is all that came or went."""
TOP = N_("the highest level")
_SUBTREE = "    "


class Sides(NamedTuple):
    """Both sides as stretches; a side without any has nothing there."""

    old: list[Mark]
    new: list[Mark]


def sides(change: Change) -> Sides:
    """Both sides of a change; `removed` on the old side is what went, `added` on the new one what came."""
    if change.kind in WORDED or (change.kind in DIVIDED and change.old and change.new):
        found = marks(change.old or "", change.new or "")
        return Sides([mark for mark in found if mark.op != "added"], [mark for mark in found if mark.op != "removed"])
    old, new = _VALUES.get(change.kind, _written)(change)
    if old == new:  # another order in the same section
        return Sides([Mark("same", old)] if old else [], [Mark("same", new)] if new else [])
    return Sides([Mark("removed", old)] if old else [], [Mark("added", new)] if new else [])


def about(change: Change) -> str:
    """The task or the part that a change concerns, where its sides do not tell."""
    return "" if change.kind in WORDED | LISTED | DIVIDED else change.text


def whole_sides(change: Change) -> tuple[str, str]:
    """What went, and what came, each with its notations and all below it, a line for each part."""
    return (_whole(change), "") if change.kind is Kind.removed else ("", _whole(change))


def _written(change: Change) -> tuple[str, str]:
    return change.old or "", change.new or ""


def _came(change: Change) -> tuple[str, str]:
    return "", _whole(change)


def _went(change: Change) -> tuple[str, str]:
    return _whole(change), ""


def _whole(change: Change) -> str:
    """All that came or went, a line for each part."""
    return "\n".join(
        _SUBTREE * line.depth + (f"{line.id} {line.words}" if line.depth else line.words).strip()
        for line in outline(change)
    )


def _pieces(change: Change) -> tuple[str, str]:
    return ", ".join(change.ids_old or (change.id_old or "",)), ", ".join(change.ids_new or (change.id_new or "",))


def _moved(change: Change) -> tuple[str, str]:
    """The parts that it stood and stands in; nothing for both where it did not leave the highest level."""
    if not (change.old or change.new):
        return "", ""
    top = translate(TOP)
    return change.old or top, change.new or top


def _numbers(change: Change) -> tuple[str, str]:
    old, new = (
        "\n".join(f"{id_} {label}".strip() for id_, label in pairs)
        for pairs in (
            [(number.id_old, number.old) for number in change.numbers],
            [(number.id_new, number.new) for number in change.numbers],
        )
    )
    return old, new


def _party(change: Change) -> tuple[str, str]:
    """The office in its role before and after."""
    return (party(change.unit, change.old) if change.old else "", party(change.unit, change.new) if change.new else "")


def _leads(change: Change) -> tuple[str, str]:
    return party(change.old, "lead"), party(change.new, "lead")


_VALUES: dict[Kind, Callable[[Change], tuple[str, str]]] = {
    Kind.added: _came,
    Kind.removed: _went,
    Kind.moved: _moved,
    Kind.split: _pieces,
    Kind.merged: _pieces,
    Kind.renumbered: _numbers,
    Kind.party_added: _party,
    Kind.party_dropped: _party,
    Kind.role_changed: _party,
    Kind.lead_replaced: _leads,
}
"""Kind → what makes both sides of its value; for the others it is as it stands in the change."""
