"""What of a comparison concerns one office, and what it comes to for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workpoints.compare.change import Change, Kind
from workpoints.compare.nodes import parties_in
from workpoints.parts import parts_of
from workpoints.query.duties import DEFAULT_VIA, Reader

if TYPE_CHECKING:
    from workpoints.document import ClauseData

__all__ = ["Balance", "Names", "balance", "concerning_unit"]

Names = tuple[Collection[str], Collection[str]]
"""What the old and the new notice call an office."""


class Balance(NamedTuple):
    """How the duties of an office changed."""

    before: Counter[str]
    after: Counter[str]
    """Duties by role."""
    gained: int
    lost: int
    """Duties that are new to it or no longer its own."""
    role: int
    """Duties in which it has another role."""
    other: int
    """Further changes that concern it."""


def concerning_unit(changes: Iterable[Change], names: Names) -> list[Change]:
    """The changes that name an office, and those of the tasks that it has before or after."""
    known = {*names[0], *names[1]}
    return [change for change in changes if known.intersection(change.units) or (change.field == "notice" and known)]


def balance(changes: Sequence[Change], readers: tuple[Reader, Reader], names: Names) -> Balance:
    """What changes that concern an office come to, told by the duties that name it."""
    before, after = (
        Counter(row.role for row in reader.duties(own) if row.via in DEFAULT_VIA)
        for reader, own in zip(readers, names, strict=True)
    )
    found: Counter[str] = Counter()
    for change in changes:
        effect, number = _effect(change, names)
        found[effect] += number
    if any(change.field == "notice" for change in changes):
        found = Counter(gained=after.total(), lost=before.total())
    return Balance(before, after, found["gained"], found["lost"], found["role"], found["other"])


def _effect(change: Change, names: Names) -> tuple[str, int]:
    """What a change does to an office, and to how many of its duties."""
    if change.kind in _WHOLE:
        effect, side = _WHOLE[change.kind]
        number = sum(any(name in names[side] for _, name in parties_in(clause)) for clause in _clauses(change))
        return (effect, number) if number else ("other", 1)
    if change.kind == Kind.lead_replaced and change.old in names[0]:
        return "lost", 1
    known = names[0] if change.kind == Kind.party_dropped else names[1]
    return (_OWN.get(change.kind, "other") if change.unit in known else "other"), 1


# What a task that came or went is to an office in it, and in which notice it is named; what a change is that names the
# office.
_WHOLE = {Kind.added: ("gained", 1), Kind.removed: ("lost", 0)}
_OWN = {
    Kind.party_added: "gained",
    Kind.lead_replaced: "gained",
    Kind.party_dropped: "lost",
    Kind.role_changed: "role",
}


def _clauses(change: Change) -> Iterator[ClauseData]:
    """The clauses that came or went with a change."""
    if change.field == "clause":
        yield change.data
    elif change.data:
        yield from (clause for _, node in parts_of([change.data]) for clause in node.get("clauses", []))
