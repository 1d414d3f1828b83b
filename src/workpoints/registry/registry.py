"""From names to offices: what a name means, on which evidence, and all that it may mean.

    name  = [ place ] rest          示范区市场监管局, 市卫健委, 郑州市教育局
          | before place after      国网济源供电公司, 中国人民银行济源中心支行

A name is looked up first as it stands, then without the place in front, then as one with a place inside: of the offices
that the project's registry lists, then of those every place has. Nothing is guessed: a name that fits two offices
gives both, and a name in no list gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workpoints.registry.entries import CENTRE, SLOT, VERTICAL, Contents, Entry, Group
from workpoints.registry.index import Index, build, keys_of, parted
from workpoints.registry.names import (
    is_place,
    levels_of,
    normal,
    opening,
    place_key,
    places_in,
    without_bracket,
)
from workpoints.registry.resolution import Evidence, Home, Identity, Resolution, Unit
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
_UNKNOWN_PLACES = range(2, 5)
"""Lengths of places that no list has, in names that need a place: 国网云泽供电公司, 云泽海关."""
_NO_PLACE_ENDS = "局部委办厅院署会室处科站所队地级属管层岸"
"""What no place ends with: offices, and words such as 当地, 各级, 直属, 主管."""
_NO_PLACES = ("国家", "全国", "中央", "铁路", "交通", "有关", "相关")
_INNER = ("公司", "集团", "医院", "学校", "大学", "学院", "中学", "小学")
"""Ends of the names of issuers that have departments of their own."""
_REMEMBERED = 20_000


NOWHERE = Home()


class Registry:
    """Offices by all their names: those of a project, over those that every place has."""

    def __init__(self, contents: Contents, base: Index | None = None) -> None:
        own = build(contents)
        self.tables = (own,) if base is None else (own, base)
        self.own = own
        self._known: dict[tuple[str, str], Unit] = {}
        self._read: dict[tuple[object, ...], Resolution] = {}
        self.places = {alias: name for table in self.tables[::-1] for alias, name in table.places.items()}
        self._above = {place.name: place.parent for place in contents.jurisdictions if place.parent}
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
        if plain in self._common and not any(self._general("", plain, home)):
            today, units = self._common[plain]
            return Resolution(name, "unit", today, units, evidence="unprefixed" if today == units else "historical")
        place, key, units = self._units(text, home)
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
        found = [other for name in entry.successors for table in self.tables for other in table.called(name)]
        if entry.levels:
            return [other for other in found if not set(entry.levels).isdisjoint(other.levels)]
        return [other for other in found if other.jurisdiction == entry.jurisdiction]

    def follows(self, name: str, entry: Entry) -> bool:
        """Whether an entry that is named as a successor exists wherever the entry does."""
        found = [other for table in self.tables for other in table.called(name)]
        if entry.levels:
            return set(entry.levels) <= {level for other in found for level in other.levels}
        return any(other.jurisdiction == entry.jurisdiction for other in found)

    def _group(self, text: str, home: Home) -> Group | None:
        for place, rest in opening(text):
            found = self.own.groups.get(normal(rest), ())
            here = {self._where(place, home)} if place else self._near(home)
            fitting = [group for where, group in found if not here or not where or where in here]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _near(self, home: Home) -> set[str]:
        """The places that a notice is from, and those that they lie in, as they are compared."""
        places = [self.places.get(place, place) for place in home.places.values()]
        return {place_key(place) for place in (*places, *(self._above.get(place, place) for place in places))}

    # ---- the offices that a name fits ----

    def _units(self, text: str, home: Home) -> tuple[str, str, tuple[Unit, ...]]:
        """The offices that a name fits by the first way of reading that fits any; the place and the rest it reads."""
        plain = normal(text)
        if found := self._bare(text, plain, home):
            return "", plain, _at_home(found, home, text)
        key, units = self._with_place_inside(plain, home, known=True)
        if units:
            return "", key, units
        for place, rest in opening(text)[1:]:
            key = normal(rest)
            if found := tuple(self._local(place, key, home)) or tuple(self._general(place, key, home)):
                return place, key, _at_home(found, home, text)
        shorter = text.removeprefix("中共")
        if shorter != text and not shorter.startswith("中共"):
            return self._units(shorter, home)
        return "", *self._with_place_inside(plain, home, known=False)

    def _bare(self, text: str, plain: str, home: Home) -> tuple[Unit, ...]:
        """The offices that a name without a place fits: those listed where the notice is from, general ones, others."""
        near = self._near(home)
        listed = tuple(self._elsewhere(plain))
        if own := tuple(unit for unit in listed if unit.identity[0] in near):
            return own
        if home.inner:
            return listed
        general = tuple(self._general("", plain, home))
        if not home.places and not any(unit.entry.jurisdiction == CENTRE for unit in general) and plain[-1:] == "局":
            # 医保局 is 国家医保局, and 气象局 中国气象局, among central bodies.
            national = self._central(CENTRE + text) or self._central("中国" + text)
            general = national if home.central and national else (*general, *national)
        return general or listed

    def _local(self, place: str, key: str, home: Home) -> Iterator[Unit]:
        """Offices that are listed at a place."""
        where = self._where(place, home)
        for table in self.tables:
            for number in table.local.get(where, {}).get(key, ()):
                yield self._listed(table.entry(number))

    def _elsewhere(self, key: str) -> Iterator[Unit]:
        """Offices that are listed at any place, for a name that has none."""
        for table in self.tables:
            for number in table.bare.get(key, ()):
                yield self._listed(table.entry(number))

    def _general(self, place: str, key: str, home: Home) -> Iterator[Unit]:
        """Central bodies, and offices of kinds that places of this level have."""
        for table in self.tables:
            numbers = table.numbers(key)
            for number in (*numbers, *table.numbers(SLOT + key)) if place else numbers:
                entry = table.entry(number)
                if entry.jurisdiction != CENTRE:
                    if self._has(place, entry, home):
                        yield self._office(entry, place, home)
                elif not place:
                    yield _central(entry)

    def _central(self, name: str) -> tuple[Unit, ...]:
        """The central bodies that a name fits."""
        return tuple(unit for unit in self._general("", normal(name), NOWHERE) if unit.entry.jurisdiction == CENTRE)

    def _office(self, entry: Entry, place: str, home: Home) -> Unit:
        """The office of a kind at a place."""
        full = home.places.get(place, place)
        return Unit(entry, full, _identity(self._where(place, home), entry))

    def _with_place_inside(self, text: str, home: Home, *, known: bool) -> tuple[str, tuple[Unit, ...]]:
        """The office of which most of the name is fixed: of a known place, or of one in no list (国网云泽供电公司)."""
        fitting: list[tuple[str, Unit]] = []
        for table in self.tables:
            for before, after, number in table.slots.get(text[:1], ()):
                if text.startswith(before) and text.endswith(after):
                    place, entry = text[len(before) : len(text) - len(after)], table.entry(number)
                    is_one = place in self.places or is_place(place)
                    if (is_one if known else _may_be_place(place)) and self._has(place, entry, home):
                        fitting.append((before + SLOT + after, self._office(entry, place, home)))
            if not known:
                fitting += self._of_unknown_place(table, text, home)
        if not fitting:
            return "", ()
        key, unit = max(fitting, key=lambda one: len(one[0]))
        return key, (unit,)

    def _of_unknown_place(self, table: Index, text: str, home: Home) -> Iterator[tuple[str, Unit]]:
        """Offices of vertical systems whose names open with a place that no list has: 云泽海关."""
        for length in _UNKNOWN_PLACES:
            place, key = text[:length], SLOT + text[length:]
            if _may_be_place(place):
                for entry in map(table.entry, table.numbers(key)):
                    if entry.system == VERTICAL:
                        yield key, self._office(entry, place, home)

    def _listed(self, entry: Entry) -> Unit:
        """An office of one place; its identity is that of its kind, where every place has an office of this kind."""
        known = (entry.jurisdiction, entry.name)
        if known not in self._known:
            where = place_key(entry.jurisdiction)
            kinds = (
                unit.identity
                for place, rest in opening(entry.name)
                if place and self._where(place, NOWHERE) == where
                for unit in self._general(place, normal(rest), NOWHERE)
            )
            self._known[known] = Unit(entry, entry.jurisdiction, next(kinds, (where, entry.name)))
        return self._known[known]

    def _has(self, place: str, entry: Entry, home: Home) -> bool:
        """Whether a place is of a level that has such an office."""
        if place.endswith("市") and entry.name.endswith("厅") and not entry.name.endswith("办公厅"):
            return False  # municipalities have 局 and 委员会 where provinces have 厅
        levels = levels_of(home.places.get(place) or self.places.get(place, place))
        return not place or not levels or not set(levels).isdisjoint(entry.levels)

    def _where(self, place: str, home: Home) -> str:
        """A place as it is compared, whatever the notice calls it."""
        return place_key(home.places.get(place) or self.places.get(place, place))

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
        return _told_apart(later for unit in units for later in self._today(unit))

    def _all_of(self, key: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """The offices of all places that have a name, today and as they were named."""
        units = _told_apart(self._elsewhere(key))
        return self._all_today(units), units

    def _successor(self, unit: Unit, name: str) -> Iterator[Unit]:
        own = unit.entry
        for table in self.tables:
            for entry in table.called(name):
                if not set(own.levels).isdisjoint(entry.levels) and self._has(unit.place, entry, NOWHERE):
                    yield Unit(entry, unit.place, _identity(unit.identity[0], entry))
                elif not own.levels and entry.jurisdiction == own.jurisdiction:
                    yield _central(entry) if entry.jurisdiction == CENTRE else self._listed(entry)

    def _evidence(self, text: str, key: str, unit: Unit) -> Evidence:
        """How the name tells the office."""
        if text == unit.name:
            return "exact"
        entry = unit.entry
        places = [place for place, name in self.places.items() if entry.jurisdiction and name == entry.jurisdiction]
        listed = keys_of(entry, places)
        name = listed.get(SLOT + key) or listed.get(key, entry.name)
        if places and normal(text) != normal(name) and not self._opens_with(text, entry.jurisdiction):
            return "unprefixed"
        if name == entry.name:  # but for its place, or for 委 and 办
            return "exact" if text.endswith(parted(name, places)) else "short"
        return "short" if name in entry.short else "alias"

    def _opens_with(self, text: str, jurisdiction: str) -> bool:
        return any(place and self._where(place, NOWHERE) == place_key(jurisdiction) for place, _ in opening(text))


def _identity(where: str, entry: Entry) -> Identity:
    """What tells the office of a kind at a place from others; kinds of one name differ in their levels."""
    return where, f"{entry.name} {entry.levels[0]}"


def _central(entry: Entry) -> Unit:
    return Unit(entry, "", ("", entry.name))


def _at_home(units: tuple[Unit, ...], home: Home, text: str) -> tuple[Unit, ...]:
    """Each office once; those that a notice from there means, and of a city that is no prefecture those of a county."""
    units = _told_apart(units)
    if home.central or (home.places and not text.startswith((CENTRE, "中国", "中央"))):
        units = tuple(unit for unit in units if (unit.entry.jurisdiction == CENTRE) == home.central) or units
    place = units[0].place or next(reversed(home.places.values()), "")
    levels = levels_of(place)
    if units[0].place:
        levels = levels[:1] if levels[:1] == ("县区",) else ()
    likely = tuple(unit for unit in units if not (levels and unit.entry.levels) or set(levels) & set(unit.entry.levels))
    return likely or units


def _told_apart(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Each office once."""
    return tuple({unit.identity: unit for unit in units}.values())


def _may_be_place(text: str) -> bool:
    """Whether a text that stands where a place should may be one that no list has."""
    return len(text) in _UNKNOWN_PLACES and text[-1] not in _NO_PLACE_ENDS and not text.startswith(_NO_PLACES)


def is_set(name: str) -> bool:
    """Whether a name means a set of offices: 有关部门, 各县（市、区）人民政府; not a sentence that speaks of one."""
    if name.endswith(GROUP_SUFFIXES):
        return "的" not in name and not name.endswith("委机关") and name not in DUTY_LABELS
    return ("、" in name or any(word in name for word in GROUP_WORDS)) and name.endswith(_SET_ENDS)
