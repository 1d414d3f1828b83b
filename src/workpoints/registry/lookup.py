"""The offices that a name fits, in the order in which names are read.

    name  = [ place ] rest          示范区市场监管局, 市卫健委, 郑州市教育局
          | before place after      国网济源供电公司, 中国人民银行济源中心支行

A name is looked up first as it stands, then as one with a known place inside, then without the place in front, at last
as one with a place that no list has: of the offices that the project's registry lists, then of those every place has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workpoints.registry.entries import CENTRE, SLOT, VERTICAL, Entry
from workpoints.registry.index import Index
from workpoints.registry.names import is_place, levels_of, normal, opening, place_key
from workpoints.registry.resolution import NOWHERE, Home, Identity, Unit

__all__ = ["Lookup", "central", "identity_of", "told_apart"]

_UNKNOWN_PLACES = range(2, 5)
"""Lengths of places that no list has, in names that need a place: 国网云泽供电公司, 云泽海关."""
_NO_PLACE_ENDS = "局部委办厅院署会室处科站所队地级属管层岸"
"""What no place ends with: offices, and words such as 当地, 各级, 直属, 主管."""
_NO_PLACES = ("国家", "全国", "中央", "铁路", "交通", "有关", "相关")


class Lookup:
    """The tables of registries, those of a project before the shipped ones."""

    def __init__(self, tables: Sequence[Index], above: Mapping[str, str]) -> None:
        self.tables = tables
        self.places = {alias: name for table in tables[::-1] for alias, name in table.places.items()}
        self._above = above
        """Place → the place that it lies in."""
        self._known: dict[tuple[str, str], Unit] = {}

    def near(self, home: Home) -> set[str]:
        """The places that a notice is from, and those that they lie in, as they are compared."""
        if home.central:
            return {CENTRE}
        places = [self.places.get(place, place) for place in home.places.values()]
        return {place_key(place) for place in (*places, *(self._above.get(place, place) for place in places))}

    def units(self, text: str, home: Home) -> tuple[str, str, tuple[Unit, ...]]:
        """The offices that a name fits by the first way of reading that fits any; the place and the rest it reads."""
        plain = normal(text)
        if found := self._bare(text, plain, home):
            return "", plain, _at_home(found, home, text)
        key, units = self._with_place_inside(plain, home, known=True)
        if units:
            return "", key, units
        for place, rest in opening(text)[1:]:
            key = normal(rest)
            if found := tuple(self._local(place, key, home)) or tuple(self.general(place, key, home)):
                return place, key, _at_home(found, home, text)
        shorter = text.removeprefix("中共")
        if shorter != text and not shorter.startswith("中共"):
            return self.units(shorter, home)
        return "", *self._with_place_inside(plain, home, known=False)

    def _bare(self, text: str, plain: str, home: Home) -> tuple[Unit, ...]:
        """The offices that a name without a place fits: those listed where the notice is from, general ones, others."""
        near = self.near(home)
        listed = tuple(self.elsewhere(plain))
        if own := tuple(unit for unit in listed if unit.identity[0] in near):
            return own
        if home.inner:
            return listed
        general = tuple(self.general("", plain, home))
        if not home.places and not any(unit.entry.jurisdiction == CENTRE for unit in general) and plain[-1:] == "局":
            # 医保局 is 国家医保局, and 气象局 中国气象局, among central bodies.
            national = self.national(CENTRE + text) or self.national("中国" + text)
            general = national if home.central and national else (*general, *national)
        return general or listed

    def _local(self, place: str, key: str, home: Home) -> Iterator[Unit]:
        """Offices that are listed at a place."""
        where = self.where(place, home)
        for table in self.tables:
            for number in table.local.get(where, {}).get(key, ()):
                yield self.listed(table.entry(number))

    def elsewhere(self, key: str) -> Iterator[Unit]:
        """Offices that are listed at any place, for a name that has none."""
        for table in self.tables:
            for number in table.bare.get(key, ()):
                yield self.listed(table.entry(number))

    def general(self, place: str, key: str, home: Home) -> Iterator[Unit]:
        """Central bodies, and offices of kinds that places of this level have."""
        for table in self.tables:
            numbers = table.numbers(key)
            for number in (*numbers, *table.numbers(SLOT + key)) if place else numbers:
                entry = table.entry(number)
                if entry.jurisdiction != CENTRE:
                    if self.has(place, entry, home):
                        yield self._office(entry, place, home)
                elif not place:
                    yield central(entry)

    def national(self, name: str) -> tuple[Unit, ...]:
        """The central bodies that a name fits."""
        return tuple(unit for unit in self.general("", normal(name), NOWHERE) if unit.entry.jurisdiction == CENTRE)

    def _office(self, entry: Entry, place: str, home: Home) -> Unit:
        """The office of a kind at a place."""
        full = home.places.get(place, place)
        return Unit(entry, full, identity_of(self.where(place, home), entry))

    def _with_place_inside(self, text: str, home: Home, *, known: bool) -> tuple[str, tuple[Unit, ...]]:
        """The office of which most of the name is fixed: of a known place, or of one in no list (国网云泽供电公司)."""
        fitting: list[tuple[str, Unit]] = []
        for table in self.tables:
            for before, after, number in table.slots.get(text[:1], ()):
                if text.startswith(before) and text.endswith(after):
                    place, entry = text[len(before) : len(text) - len(after)], table.entry(number)
                    is_one = place in self.places or is_place(place)
                    if (is_one if known else _may_be_place(place)) and self.has(place, entry, home):
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

    def listed(self, entry: Entry) -> Unit:
        """An office of one place; its identity is that of its kind, where every place has an office of this kind."""
        known = (entry.jurisdiction, entry.name)
        if known not in self._known:
            where = place_key(entry.jurisdiction)
            kinds = (
                unit.identity
                for place, rest in opening(entry.name)
                if place and self.where(place, NOWHERE) == where
                for unit in self.general(place, normal(rest), NOWHERE)
            )
            self._known[known] = Unit(entry, entry.jurisdiction, next(kinds, (where, entry.name)))
        return self._known[known]

    def has(self, place: str, entry: Entry, home: Home) -> bool:
        """Whether a place is of a level that has such an office."""
        if place.endswith("市") and entry.name.endswith("厅") and not entry.name.endswith("办公厅"):
            return False  # municipalities have 局 and 委员会 where provinces have 厅
        levels = levels_of(home.places.get(place) or self.places.get(place, place))
        return not place or not levels or not set(levels).isdisjoint(entry.levels)

    def where(self, place: str, home: Home) -> str:
        """A place as it is compared, whatever the notice calls it."""
        return place_key(home.places.get(place) or self.places.get(place, place))


def identity_of(where: str, entry: Entry) -> Identity:
    """What tells the office of a kind at a place from others; kinds of one name differ in their levels."""
    return where, f"{entry.name} {entry.levels[0]}"


def central(entry: Entry) -> Unit:
    """The central body of an entry."""
    return Unit(entry, "", ("", entry.name))


def _at_home(units: tuple[Unit, ...], home: Home, text: str) -> tuple[Unit, ...]:
    """Each office once; those that a notice from there means, and of a city that is no prefecture those of a county."""
    units = told_apart(units)
    if home.central or (home.places and not text.startswith((CENTRE, "中国", "中央"))):
        units = tuple(unit for unit in units if (unit.entry.jurisdiction == CENTRE) == home.central) or units
    place = units[0].place or next(reversed(home.places.values()), "")
    levels = levels_of(place)
    if units[0].place:
        levels = levels[:1] if levels[:1] == ("县区",) else ()
    likely = tuple(unit for unit in units if not (levels and unit.entry.levels) or set(levels) & set(unit.entry.levels))
    return likely or units


def told_apart(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Each office once."""
    return tuple({unit.identity: unit for unit in units}.values())


def _may_be_place(text: str) -> bool:
    """Whether a text that stands where a place should may be one that no list has."""
    return len(text) in _UNKNOWN_PLACES and text[-1] not in _NO_PLACE_ENDS and not text.startswith(_NO_PLACES)
