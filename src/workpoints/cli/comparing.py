"""Comparisons of what a user names, and of them what concerns one unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from workpoints.cli.asked import asked_units
from workpoints.cli.sides import Pair, Side
from workpoints.cli.words import ROLE_NAMES
from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.concern import Balance, balance, concerning_unit
from workpoints.compare.diff import diff
from workpoints.compare.nodes import bare_data
from workpoints.i18n import translate as _
from workpoints.model import Notice, SourceInfo
from workpoints.query.duties import Reader
from workpoints.registry.registry import Registry
from workpoints.source import Position

__all__ = ["compared", "concerning"]

NOTHING = Notice(source=SourceInfo(name="", sha256=""))


def compared(pair: Pair, known: Registry) -> Comparison:
    """What changed between two sides; a notice that only one of two folders has came or went as a whole."""
    old, new = pair
    if old is None or new is None:
        return _alone(old, new)
    changes = diff(old.notice, new.notice, registry=known)
    return Comparison(old.name, new.name, changes, partial(_place, new))


def _alone(old: Side | None, new: Side | None) -> Comparison:
    """The comparison where one side has no such file."""
    side = new or old
    notice = side.notice if side else NOTHING
    text = notice.plan.title or notice.header.title or ""
    change = Change(Kind.added if new else Kind.removed, text, field="notice")
    return Comparison(old.name if old else "", new.name if new else "", [change])


def _place(side: Side, change: Change) -> Position | None:
    paths = [*(spot.path for spot in change.at_new), *(number.at for number in change.numbers)]
    return side.place_of(paths[0]) if paths and change.kind != Kind.removed else None


def concerning(
    comparisons: Sequence[Comparison], pairs: Sequence[Pair], known: Registry, unit: str
) -> list[Comparison] | None:
    """Of each comparison what concerns a unit, with a sentence on what it comes to; None where no notice has the unit.

    Why there is none is said on stderr.
    """
    readers = [tuple(Reader(bare_data(side.notice if side else NOTHING), known) for side in pair) for pair in pairs]
    match = asked_units([reader for pair in readers for reader in pair], unit)
    if match is None:
        return None
    found = []
    for k, (comparison, (old, new)) in enumerate(zip(comparisons, readers, strict=True)):
        names = (match.names[2 * k], match.names[2 * k + 1])
        changes = concerning_unit(comparison.changes, names)
        name = next(iter([*names[1], *names[0]]), unit)
        silent = not changes and len(comparisons) > 1
        summary = "" if silent else _summary(name, balance(changes, (old, new), names))
        found.append(comparison._replace(changes=changes, summary=summary))
    return found


def _summary(unit: str, found: Balance) -> str:
    told = [
        _("duties: {before}, now {after}").format(before=_counted(found.before), after=_counted(found.after)),
        *_effects(found),
    ]
    return _("{unit}: {told}").format(unit=unit, told=_("; ").join(told))


def _effects(found: Balance) -> Iterator[str]:
    """What happened, as far as anything did."""
    counts = (
        (_("gained {count}"), found.gained),
        (_("lost {count}"), found.lost),
        (_("in another role {count}"), found.role),
        (_("other changes {count}"), found.other),
    )
    told = [text.format(count=count) for text, count in counts if count]
    yield _(", ").join(told) if told else _("nothing changed")


def _counted(duties: Counter[str]) -> str:
    """How many duties, and in which roles: 38（牵头10、负责28）."""
    roles = "、".join(f"{name}{duties[role]}" for role, name in ROLE_NAMES.items() if duties[role])
    return f"{duties.total()}（{roles}）" if roles else "0"
