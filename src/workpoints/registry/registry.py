"""From names to offices: what a name means, on which evidence, and all that it may mean.

Nothing is guessed: a name that fits two offices gives both, and a name in no list gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.registry.entries import CENTRE, SLOT, Contents, Entry, Group
from workpoints.registry.index import Index, build, keys_of, parted
from workpoints.registry.lookup import Lookup, central, identity_of, told_apart
from workpoints.registry.names import normal, opening, place_key, places_in, without_bracket
from workpoints.registry.resolution import NOWHERE, Evidence, Home, Identity, Resolution, Unit
from workpoints.words import (
    DUTY_LABELS,
    GROUP_SUFFIXES,
    GROUP_WORDS,
    JURISDICTIONS,
    TOWNS,
    TRADITIONAL,
    UNIT_SUFFIXES,
    VILLAGES,
)

__all__ = ["Registry", "is_set"]

_BLANKS = str.maketrans("", "", " \u3000")
_SET_ENDS = (*UNIT_SUFFIXES, *JURISDICTIONS, *TOWNS, *VILLAGES, "人员", "医院", "团体", "党派", "组织", "）", ")")
_MANY = 50
"""A name that more offices than this have in common is looked up when the registry is loaded."""
_INNER = ("公司", "集团", "医院", "学校", "大学", "学院", "中学", "小学")
"""Ends of the names of issuers that have departments of their own."""
_REMEMBERED = 20_000
"""How many answers are kept."""


class Registry:
    """Offices by all their names: those of a project, over those that every place has."""

    def __init__(self, contents: Contents, base: Index | None = None) -> None:
        own = build(contents)
        self.own = own
        self.lookup = Lookup(
            (own,) if base is None else (own, base),
            {place.name: place.parent for place in contents.jurisdictions if place.parent},
        )
        self._read: dict[tuple[object, ...], Resolution] = {}
        self._common = {key: self._all_of(key) for key, numbers in own.bare.items() if len(numbers) > _MANY}

    def home_of(self, issuing_body: str) -> Home:
        """Where a notice of this issuing body is from."""
        issuers = self.resolve(issuing_body).named
        central = bool(issuers) and all(unit.entry.jurisdiction == CENTRE for unit in issuers)
        return Home(places_in(issuing_body), central, issuing_body.endswith(_INNER))

    def resolve(self, name: str, home: Home = NOWHERE) -> Resolution:
        """What a name means in a notice from `home`."""
        asked = (name, *home.places.items(), home.central, home.inner)
        if asked not in self._read:
            if len(self._read) > _REMEMBERED:
                self._read.clear()
            self._read[asked] = self._resolution(name, home)
        return self._read[asked]

    def _resolution(self, name: str, home: Home) -> Resolution:
        text = without_bracket(name.translate(TRADITIONAL).translate(_BLANKS))
        if group := self._group(text, home):
            return Resolution(name, "group", group=group, evidence="exact" if group.name == text else "alias")
        plain = normal(text)
        if plain in self._common and not any(self.lookup.general("", plain, home)):
            today, units = self._common[plain]
            return Resolution(name, "unit", today, units, evidence="unprefixed" if today == units else "historical")
        place, key, units = self.lookup.units(text, home)
        if (place or key != plain) and is_set(name.translate(TRADITIONAL)):
            return Resolution(name, "group")
        if not units:
            return Resolution(name, "unknown")
        today = self._all_today(units)
        ended = today != units and any(unit.entry.successors or unit.entry.valid_to for unit in units)
        evidence: Evidence = "historical" if ended else self._evidence(text, key, units[0])
        return Resolution(name, "unit", today, units, evidence=evidence, place=place)

    def members(self, group: Group) -> frozenset[Identity]:
        """The identities of the offices that belong to a set."""
        home = Home({group.jurisdiction: group.jurisdiction})
        return frozenset(key for member in group.members for key in self.resolve(member, home).identities)

    def parents(self, entry: Entry) -> list[Entry]:
        """The offices that an entry may mean by its parent: of the same place, or of the centre."""
        home = Home({entry.jurisdiction: entry.jurisdiction} if entry.jurisdiction else {})
        names = (entry.parent, entry.jurisdiction + entry.parent) if entry.parent else ()
        return [unit.entry for name in names for unit in self.resolve(name, home).named]

    def successors(self, entry: Entry) -> list[Entry]:
        """The entries that an entry names as its successors, those of the same scope."""
        found = [other for name in entry.successors for table in self.lookup.tables for other in table.called(name)]
        if entry.levels:
            return [other for other in found if not set(entry.levels).isdisjoint(other.levels)]
        return [other for other in found if other.jurisdiction == entry.jurisdiction]

    def follows(self, name: str, entry: Entry) -> bool:
        """Whether an entry that is named as a successor exists wherever the entry does."""
        found = [other for table in self.lookup.tables for other in table.called(name)]
        if entry.levels:
            return set(entry.levels) <= {level for other in found for level in other.levels}
        return any(other.jurisdiction == entry.jurisdiction for other in found)

    def _group(self, text: str, home: Home) -> Group | None:
        for place, rest in opening(text):
            found = self.own.groups.get(normal(rest), ())
            here = {self.lookup.where(place, home)} if place else self.lookup.near(home)
            fitting = [group for where, group in found if not here or not where or where in here]
            if len(fitting) == 1:
                return fitting[0]
        return None

    # ---- what became of them, and how the name tells ----

    def _today(self, unit: Unit, before: frozenset[Identity] = frozenset()) -> Iterator[Unit]:
        """What an office has become: itself where it still exists, nothing where that is not known."""
        if not unit.entry.successors and not unit.entry.valid_to:
            yield unit
        for name in unit.entry.successors:
            for office in self._successor(unit, name):
                if office.identity not in before:
                    yield from self._today(office, before | {unit.identity})

    def _all_today(self, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
        return told_apart(later for unit in units for later in self._today(unit))

    def _all_of(self, key: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """The offices of all places that have a name, today and as they were named."""
        units = told_apart(self.lookup.elsewhere(key))
        return self._all_today(units), units

    def _successor(self, unit: Unit, name: str) -> Iterator[Unit]:
        own = unit.entry
        for table in self.lookup.tables:
            for entry in table.called(name):
                if not set(own.levels).isdisjoint(entry.levels) and self.lookup.has(unit.place, entry, NOWHERE):
                    yield Unit(entry, unit.place, identity_of(unit.identity[0], entry))
                elif not own.levels and entry.jurisdiction == own.jurisdiction:
                    yield central(entry) if entry.jurisdiction == CENTRE else self.lookup.listed(entry)

    def _evidence(self, text: str, key: str, unit: Unit) -> Evidence:
        """How the name tells the office."""
        if text == unit.name:
            return "exact"
        entry = unit.entry
        places = [
            place for place, name in self.lookup.places.items() if entry.jurisdiction and name == entry.jurisdiction
        ]
        listed = keys_of(entry, places)
        name = listed.get(SLOT + key) or listed.get(key, entry.name)
        if places and normal(text) != normal(name) and not self._opens_with(text, entry.jurisdiction):
            return "unprefixed"
        if name == entry.name:  # but for its place, or for 委 and 办
            return "exact" if text.endswith(parted(name, places)) else "short"
        return "short" if name in entry.short else "alias"

    def _opens_with(self, text: str, jurisdiction: str) -> bool:
        return any(place and self.lookup.where(place, NOWHERE) == place_key(jurisdiction) for place, _ in opening(text))


def is_set(name: str) -> bool:
    """Whether a name means a set of offices: 有关部门, 各县（市、区）人民政府; not a sentence that speaks of one."""
    if name.endswith(GROUP_SUFFIXES):
        return "的" not in name and not name.endswith("委机关") and name not in DUTY_LABELS
    return ("、" in name or any(word in name for word in GROUP_WORDS)) and name.endswith(_SET_ENDS)
