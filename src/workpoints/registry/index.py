"""The tables in which names are looked up; those of the shipped registry are made beforehand and read from text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from workpoints.registry.entries import CENTRE, SLOT, Contents, Entry, Group
from workpoints.registry.names import normal, place_key

__all__ = ["Index", "Shipped", "build", "keys_of", "parted", "to_text"]


class Index:
    """Tables from names to the numbers of entries."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.general: dict[str, list[int]] = {}
        """Name without its place → central bodies and kinds of offices; with 某地 for names that need a place."""
        self.slots: dict[str, list[tuple[str, str, int]]] = {}
        """First character of a name with a place inside → what stands before and behind the place, and whose name."""
        self.local: dict[str, dict[str, list[int]]] = {}
        """Place → name without it → offices of that place."""
        self.bare: dict[str, list[int]] = {}
        """Name without its place → offices of any one place."""
        self.groups: dict[str, list[tuple[str, Group]]] = {}
        """Name without its place → place and set of offices."""
        self.places: dict[str, str] = {}
        """Name of a place, or what notices call it → its name."""

    def numbers(self, key: str) -> Sequence[int]:
        """The numbers of the central bodies and kinds of offices that have a name."""
        return self.general.get(key, ())

    def entry(self, number: int) -> Entry:
        """An entry by its number."""
        return self.entries[number]

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        table: dict[str, list[Entry]] = {}
        for entry in self.entries:
            table.setdefault(entry.name, []).append(entry)
        return table

    def called(self, name: str) -> Iterator[Entry]:
        """The entries with a canonical name."""
        return iter(self._by_name.get(name, ()))


def parted(name: str, names_of_place: Iterable[str]) -> str:
    """A name without the place in front, where that is one of these."""
    for place in sorted(names_of_place, key=len, reverse=True):
        if name.startswith(place) and len(name) > len(place) + 1:
            return name[len(place) :]
    return name


def keys_of(entry: Entry | Group, names_of_place: Iterable[str] = ()) -> dict[str, str]:
    """The names of an entry as they are looked up → as the file has them."""
    names = entry.names if isinstance(entry, Entry) else (entry.name, *entry.aliases)
    return {normal(parted(name, names_of_place)): name for name in reversed(names)}


def build(contents: Contents) -> Index:
    """The tables of a registry file."""
    index = Index(contents.units)
    places = {place.name: (place.name, *place.aliases) for place in contents.jurisdictions}
    index.places = {alias: name for name, aliases in places.items() for alias in aliases}
    for number, entry in enumerate(contents.units):
        if entry.levels or entry.jurisdiction == CENTRE:
            _add_general(index, entry, number)
            continue
        local = index.local.setdefault(place_key(entry.jurisdiction), {})
        for key in keys_of(entry, _names_of(entry.jurisdiction, places)):
            local.setdefault(key, []).append(number)
            index.bare.setdefault(key, []).append(number)
    for group in contents.groups:
        for key in keys_of(group, _names_of(group.jurisdiction, places)):
            index.groups.setdefault(key, []).append((place_key(group.jurisdiction), group))
    return index


def _names_of(place: str, places: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return places.get(place, (place,) if place else ())


def _add_general(index: Index, entry: Entry, number: int) -> None:
    for key in keys_of(entry):
        before, slot, after = key.partition(SLOT)
        if not slot or not before:
            numbers = index.general.setdefault(key, [])
            if number not in numbers:
                numbers.append(number)
        else:
            index.slots.setdefault(before[0], []).append((before, after, number))


# The shipped registry as text: parts one after the other, in each a line for an entry, a place or the names that begin
# with one character; fields are parted by tabs, lists by |. No name holds either.
_PART, _FIELD, _ITEM = "\f\n", "\t", "|"


def to_text(index: Index) -> str:
    """The tables of the shipped registry as text."""
    initials: dict[str, list[str]] = {}
    for key, numbers in index.general.items():
        initials.setdefault(key[0], []).append(_ITEM.join((key, *map(str, numbers))))
    local = [(place, key, *map(str, numbers)) for place, keys in index.local.items() for key, numbers in keys.items()]
    entries = [[_ITEM.join(field) if isinstance(field, tuple) else field for field in entry] for entry in index.entries]
    parts = (
        [(initial, *names) for initial, names in initials.items()],
        [(before, after, str(number)) for slots in index.slots.values() for before, after, number in slots],
        local,
        list(index.places.items()),
        entries,
    )
    return _PART.join("".join(_FIELD.join(row) + "\n" for row in rows) for rows in parts)


class Shipped(Index):
    """The shipped registry. Its names and entries are read when they are asked for, as few of them are."""

    def __init__(self, text: str) -> None:
        super().__init__(())
        general, slots, local, places, entries = (part.splitlines() for part in text.split(_PART))
        self._names = {line[0]: line for line in general}
        self._entries = entries
        for before, after, number in (line.split(_FIELD) for line in slots):
            self.slots.setdefault(before[0], []).append((before, after, int(number)))
        for place, key, *numbers in (line.split(_FIELD) for line in local):
            self.local.setdefault(place, {})[key] = list(map(int, numbers))
            self.bare.setdefault(key, []).extend(map(int, numbers))
        self.places = dict(line.split(_FIELD) for line in places)

    def __len__(self) -> int:
        return len(self._entries)

    def numbers(self, key: str) -> Sequence[int]:
        """The numbers of the central bodies and kinds of offices that have a name."""
        if line := self._names.pop(key[:1], None):
            for name, *numbers in (field.split(_ITEM) for field in line.split(_FIELD)[1:]):
                self.general[name] = list(map(int, numbers))
        return self.general.get(key, ())

    def entry(self, number: int) -> Entry:
        """An entry by its number."""
        name, short, aliases, jurisdiction, levels, system, parent, start, end, renamed, merged, source = self._entries[
            number
        ].split(_FIELD)
        return Entry(
            name, _listed(short), _listed(aliases), jurisdiction, _listed(levels), system, parent, start, end, renamed,
            _listed(merged), _listed(source),
        )  # fmt: skip

    def called(self, name: str) -> Iterator[Entry]:
        """The entries with a canonical name."""
        start = name + _FIELD
        return (self.entry(number) for number, line in enumerate(self._entries) if line.startswith(start))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ITEM)) if text else ()
