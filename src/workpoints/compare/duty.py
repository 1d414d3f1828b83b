"""Changes of one duty: who came, who went, who has another role, and what else the notation says."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from workpoints.compare.change import Kind
from workpoints.query.parts import parties_of
from workpoints.registry.names import WIDE

if TYPE_CHECKING:
    from workpoints.document import DutyData
    from workpoints.query.duties import Reader

__all__ = ["DutyChange", "Naming", "by_name", "by_registry", "duty_changes", "party_changes"]

Naming = Callable[[str], Hashable]
"""What tells an office from others, whatever it is called."""


def by_registry(reader: Reader) -> Naming:
    """An office is what the registry knows by its name; a name that it does not know is an office of its own."""

    def known(name: str) -> Hashable:
        return reader.resolve(name).identities or by_name(name)

    return known


def by_name(name: str) -> Hashable:
    """An office is its name, whatever the width of brackets in it."""
    return name.translate(WIDE)


_NOTHING = cast("DutyData", {"text": ""})


class DutyChange(NamedTuple):
    """What changed in a duty, without the place."""

    kind: Kind
    unit: str | None = None
    old: str | None = None
    new: str | None = None
    field: str | None = None


class _Party(NamedTuple):
    key: Hashable
    role: str
    name: str


def duty_changes(
    old: DutyData | None, new: DutyData | None, names: tuple[Naming, Naming] = (by_name, by_name)
) -> list[DutyChange]:
    """What changed between two duties; at least one change where they differ at all."""
    if old == new:
        return []
    before, after = old or _NOTHING, new or _NOTHING
    found = [*party_changes([before], [after], names)]
    for kind in (Kind.manner, Kind.scope):
        found += _told(kind, before.get(kind), after.get(kind))
    found += _told(Kind.deadline, _deadline(before), _deadline(after))
    found += _told(Kind.open_ended, *("等" if each.get("open_ended") else None for each in (before, after)))
    return found or [DutyChange(Kind.reworded, old=before["text"], new=after["text"], field="notation")]


def _told(kind: Kind, old: Any, new: Any) -> list[DutyChange]:
    return [] if old == new else [DutyChange(kind, old=old, new=new)]


def _deadline(duty: DutyData) -> str | None:
    return duty["deadline"]["text"].replace(" ", "") if "deadline" in duty else None


def party_changes(
    old: list[DutyData], new: list[DutyData], names: tuple[Naming, Naming] = (by_name, by_name)
) -> Iterator[DutyChange]:
    """Which offices came, went or changed roles between what several duties say together before and after."""
    before, after = ([*_parties(duties, name)] for duties, name in zip((old, new), names, strict=True))
    known_before, known_after = ({party.key for party in parties} for parties in (before, after))
    gone, come = _rest(before, after), _rest(after, before)
    for party in [party for party in gone if party.key in known_after]:
        gone.remove(party)
        other = next((each for each in come if each.key == party.key), None)
        if other:
            come.remove(other)
            yield DutyChange(Kind.role_changed, other.name, party.role, other.role)
        else:
            yield DutyChange(Kind.party_dropped, party.name, party.role)
    leaving = [party for party in gone if party.role == "lead"]
    coming = [party for party in come if party.role == "lead" and party.key not in known_before]
    for former, party in zip(leaving, coming, strict=False):
        gone.remove(former)
        come.remove(party)
        yield DutyChange(Kind.lead_replaced, party.name, former.name, party.name)
    yield from (DutyChange(Kind.party_dropped, party.name, party.role) for party in gone)
    yield from (DutyChange(Kind.party_added, party.name, new=party.role) for party in come)


def _parties(duties: list[DutyData], naming: Naming) -> Iterator[_Party]:
    """Each office in each of its roles, once."""
    found: dict[tuple[Hashable, str], _Party] = {}
    for role, name in (party for duty in duties for party in parties_of(duty)):
        party = _Party(naming(name), role, name)
        found.setdefault((party.key, role), party)
    return iter(found.values())


def _rest(parties: list[_Party], others: list[_Party]) -> list[_Party]:
    """The parties that others do not have in the same role."""
    known = {(party.key, party.role) for party in others}
    return [party for party in parties if (party.key, party.role) not in known]
