"""What a name means: offices, sets of offices, and the evidence."""

from __future__ import annotations

from typing import Literal, NamedTuple

from workpoints.registry.entries import SLOT, Entry, Group
from workpoints.registry.names import kind_of

__all__ = ["NOWHERE", "Evidence", "Home", "Identity", "Resolution", "Unit"]

Identity = tuple[str, str]
"""Place and name by which two offices are told apart."""

Evidence = Literal["exact", "alias", "short", "historical", "unprefixed"]
"""How a name was recognised: it is the canonical name, another name in use, an abbreviation, a name from before a
reform, or without the place that belongs in front."""


class Unit(NamedTuple):
    """One office: an entry of the registry, at a place."""

    entry: Entry
    place: str
    """As the name has it, empty where it has none."""
    identity: Identity

    @property
    def name(self) -> str:
        """The canonical name; 某地 stays in it where the place is not known."""
        name, place = self.entry.name, self.place
        if not self.entry.levels:
            return name
        if SLOT not in name:
            # Autonomous regions have a 党委 where others have a 委.
            return place + ("党" if name[0] == "委" and (not place or place.endswith("自治区")) else "") + name
        if not place:
            return name
        if f"{SLOT}监管局" in name:  # 财政部福建监管局
            place = place.removesuffix("省")
        city = place if kind_of(place) else f"{place}市"  # 某地市 is 洛阳市 for 洛阳 and for 洛阳市, but 恩施州
        return name.replace(f"{SLOT}市", city).replace(SLOT, place)


class Resolution(NamedTuple):
    """What a name means."""

    name: str
    kind: Literal["unit", "group", "unknown"]
    units: tuple[Unit, ...] = ()
    """The offices of today; several where the name is ambiguous or the office was split up, none where no successor is
    known of an office that has ended."""
    named: tuple[Unit, ...] = ()
    """The offices as they were named at their time."""
    group: Group | None = None
    """The set of offices, where the registry lists it."""
    evidence: Evidence | None = None
    place: str = ""
    """The place that the name opens with, as it has it."""

    @property
    def rest(self) -> str:
        """The name without that place."""
        return self.name[len(self.place) :]

    @property
    def identities(self) -> frozenset[Identity]:
        """Those of the offices named and of what they became."""
        return frozenset(unit.identity for unit in (*self.named, *self.units))

    @property
    def ambiguous(self) -> bool:
        """Whether the name fits several offices."""
        return len({unit.name for unit in self.named}) > 1


class Home(NamedTuple):
    """Where a notice is from: what the words 省, 市, 县 in it stand for."""

    places: dict[str, str] = {}  # noqa: RUF012 - never changed
    central: bool = False
    """Whether a central body issued it, so that 财政部 and 发展改革委 are the central ones."""
    inner: bool = False
    """Whether a company, a school or a hospital did, so that 宣传部 is a department of its own."""


NOWHERE = Home()
"""Where a notice is from of which nothing is known."""
