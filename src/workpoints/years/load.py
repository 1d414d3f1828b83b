"""The duties of an office from year to year, under whatever name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from workpoints.compare.nodes import Node
from workpoints.query.duties import DEFAULT_VIA, Assignment, Reader
from workpoints.query.matching import find_units
from workpoints.registry.resolution import Identity
from workpoints.years.links import Link

__all__ = ["Load", "loads"]


class Load(NamedTuple):
    """What an office has to do in one edition."""

    heading: str
    names: list[str]
    """What the notice calls it; none where it does not name it."""
    duties: list[Assignment]
    places: list[int]
    """For each duty, the number of its part in the plan."""
    came: int | None
    """Duties in parts where the office had none in the edition before; None for the oldest edition."""
    went: int | None
    """Duties of the edition before in parts where the office has none now."""
    stayed: int | None
    """Duties in parts where the office had one before, in whatever role; `came` and `stayed` are all of them."""

    @property
    def counts(self) -> Counter[str]:
        """Duties by role."""
        return Counter(row.role for row in self.duties)


def loads(
    headings: Sequence[str], readers: Sequence[Reader], plans: Sequence[list[Node]], found: Sequence[Link], unit: str
) -> list[Load]:
    """The duties of an office in each edition, named by the notation itself; an empty list where none has it."""
    names = _names(readers, unit)
    if not any(names):
        return []
    rows: list[Load] = []
    for k, reader in enumerate(readers):
        duties = [row for row in reader.duties(names[k]) if row.via in DEFAULT_VIA]
        part_of = [node.index for node in plans[k] for _ in node.data.get("clauses", [])]
        load = Load(headings[k], names[k], duties, [part_of[row.task] for row in duties], None, None, None)
        rows.append(_compared(rows[-1], load, _next(found, k)) if rows else load)
    return rows


def _next(found: Sequence[Link], edition: int) -> list[tuple[int, int]]:
    """What the parts of the edition before became in this one."""
    return [(link.old[1], link.new[1]) for link in found if (link.old[0], link.new[0]) == (edition - 1, edition)]


def _compared(before: Load, now: Load, ways: Sequence[tuple[int, int]]) -> Load:
    """The load with what came, went and stayed."""
    held, holding = set(before.places), set(now.places)
    going_on = {(a, b) for a, b in ways if a in held and b in holding}
    kept, continued = {b for _, b in going_on}, {a for a, _ in going_on}
    stayed = sum(place in kept for place in now.places)
    went = sum(place not in continued for place in before.places)
    return now._replace(came=len(now.places) - stayed, went=went, stayed=stayed)


def _names(readers: Sequence[Reader], unit: str) -> list[list[str]]:
    """For each notice, what it calls the office that a name means: as `who` finds it, else by what became of it."""
    match = find_units(readers, unit)
    asked = match.all() if match.step in ("subsequence", "pinyin") else [unit]
    return [names or _related(reader, asked) for reader, names in zip(readers, match.names, strict=True)]


def _related(reader: Reader, asked: Sequence[str]) -> list[str]:
    """The offices of a notice that came from some office or that it came from, by whatever reforms between."""
    named = frozenset(identity for name in asked for identity in _named(reader, name))
    later = frozenset(identity for name in asked for identity in _later(reader, name))
    return [name for name in reader.names if named & _later(reader, name) or later & _named(reader, name)]


def _named(reader: Reader, name: str) -> frozenset[Identity]:
    return frozenset(unit.identity for unit in reader.resolve(name).named)


def _later(reader: Reader, name: str) -> frozenset[Identity]:
    """An office and all that it became, step by step."""
    found: dict[Identity, None] = {}
    waiting = [name]
    while waiting:
        for unit in reader.resolve(waiting.pop()).named:
            if unit.identity not in found:
                found[unit.identity] = None
                place = unit.place if unit.entry.levels else ""
                waiting += [place + successor for successor in unit.entry.successors]
    return frozenset(found)
