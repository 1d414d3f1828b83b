"""What the duties of notices add up to: who has how many, in which section, with whom, and what nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from workpoints.query.duties import Reader, named_duties
from workpoints.query.parts import Task, name_of, parties_of, tasks, title_of
from workpoints.registry.resolution import Resolution

__all__ = ["Edge", "Orphan", "Tally", "key_of", "matrix", "network", "orphans", "sections", "tallies"]


class Tally(NamedTuple):
    """One office, or one set of offices, with what it has to do."""

    name: str
    """As the notices name it most often."""
    also: list[str]
    """Its other names in the notices."""
    resolution: Resolution
    counts: Counter[str]
    """Duties by role."""
    by_section: dict[str, Counter[str]]
    """Section → duties by role."""
    evidence: list[str]
    """How its names were recognised, and `prefix` where a notation leaves its place to be inherited."""
    key: object
    """What tells it from others."""

    @property
    def total(self) -> int:
        """All its duties."""
        return self.counts.total()


class Edge(NamedTuple):
    """Two offices that share duties."""

    one: str
    other: str
    shared: int
    """Duties that name both."""
    one_leads: int
    """Those of them that the first leads."""
    other_leads: int


class Orphan(NamedTuple):
    """A task that nobody owns."""

    notice: str
    id: str
    lack: str
    """`duty`: no office is named for it; `lead`: several are, and none leads."""
    text: str
    parties: list[tuple[str, str]]


def tallies(readers: Iterable[Reader]) -> list[Tally]:
    """All parties of some notices, one entry for each office by whatever names; those with most duties first."""
    readers = list(readers)
    found = _collected(readers)
    common = Counter(tally.name for tally in found.values())
    for key, tally in found.items():
        if common[tally.name] > 1:  # offices of two places under one name
            found[key] = tally._replace(name=_full_name(tally))
    return sorted(found.values(), key=lambda tally: -tally.total)


def _collected(readers: Sequence[Reader]) -> dict[object, Tally]:
    names: dict[object, Counter[str]] = {}
    found: dict[object, Tally] = {}
    for reader in readers:
        for row in named_duties(reader.data):
            resolution = reader.resolve(row.unit)
            key = key_of(reader, row.unit)
            names.setdefault(key, Counter())[row.unit] += 1
            tally = found.setdefault(key, Tally(row.unit, [], resolution, Counter(), {}, [], key))
            seen = (resolution.evidence, "prefix" if row.via == "prefix" else None)
            tally.evidence.extend(sign for sign in seen if sign and sign not in tally.evidence)
            tally.counts[row.role] += 1
            tally.by_section.setdefault(section_of(reader, row.section), Counter())[row.role] += 1
    for key, tally in found.items():
        first, *also = [name for name, _ in names[key].most_common()]
        found[key] = tally._replace(name=first, also=also)
    return found


def _full_name(tally: Tally) -> str:
    """The name of an office with the full name of its place, or a name of a notice with the place of that."""
    if tally.resolution.group:
        return tally.resolution.group.name
    if tally.resolution.named:
        return tally.resolution.named[0].name
    return f"{tally.name}（{tally.key[0]}）" if isinstance(tally.key, tuple) else tally.name


def key_of(reader: Reader, name: str) -> object:
    """What two names of one office have in common; a name that the registry lacks means an office of its notice."""
    resolution = reader.resolve(name)
    if resolution.group:
        return resolution.group
    if resolution.named:
        return frozenset(unit.identity for unit in resolution.named)
    return (next(reversed(reader.home.places.values()), name_of(reader.data)), name)


def section_of(reader: Reader, section: str) -> str:
    """A section, by which those of other notices are told from it."""
    return f"{name_of(reader.data)} {section}"


def sections(readers: Sequence[Reader]) -> list[tuple[str, str]]:
    """The sections of some notices: as in `Tally.by_section`, and as a heading."""
    several = len(readers) > 1
    titles = [
        (section_of(reader, title_of(node)), title_of(node))
        for reader in readers
        for node in reader.data.get("plan", {}).get("children", [])
    ]
    return [(key, key if several else title) for key, title in dict.fromkeys(titles)]


def matrix(found: Iterable[Tally], columns: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[Counter[str]]]]:
    """Each office with its duties by role in each section."""
    keys = [key for key, _ in columns]
    for tally in found:
        yield tally.name, [tally.by_section.get(key, Counter()) for key in keys]


def network(readers: Iterable[Reader]) -> list[Edge]:
    """The pairs of offices that share duties, those that share most first. Sets of offices are left out."""
    readers = list(readers)
    called = {tally.key: tally.name for tally in tallies(readers)}
    shared: Counter[tuple[str, str]] = Counter()
    leads: Counter[tuple[str, str, str]] = Counter()
    for reader in readers:
        for task in tasks(reader.data):
            parties = [(role, called[key_of(reader, name)]) for role, name in _units(reader, task)]
            for (role, one), (other_role, other) in combinations(dict.fromkeys(parties), 2):
                if one == other:
                    continue
                pair = (min(one, other), max(one, other))
                shared[pair] += 1
                leads.update((*pair, name) for name, part in ((one, role), (other, other_role)) if part == "lead")
    edges = [Edge(*pair, count, leads[*pair, pair[0]], leads[*pair, pair[1]]) for pair, count in shared.items()]
    return sorted(edges, key=lambda edge: (-edge.shared, edge.one, edge.other))


def _units(reader: Reader, task: Task) -> list[tuple[str, str]]:
    parties = parties_of(task.duty) if task.duty else []
    return [(role, name) for role, name in parties if reader.resolve(name).kind != "group"]


def orphans(readers: Iterable[Reader]) -> Iterator[Orphan]:
    """The tasks that nobody owns: no duty covers them, or several offices share them and none leads.

    One office alone owns its task. The notation of a heading covers all below it, a rule all behind it.
    """
    for reader in readers:
        data = reader.data
        ruled = {rule["from"] for rule in data.get("plan", {}).get("rules", []) if rule.get("parties")}
        covered: set[str] = set()
        by_rule = False
        for task in tasks(data):
            by_rule = by_rule or task.node["id"] in ruled
            if task.duty and "children" in task.node:
                covered.add(task.node["id"])
            lack = _lack(task, covered=by_rule or _below(task.node["id"], covered))
            if lack:
                parties = parties_of(task.duty) if task.duty else []
                yield Orphan(name_of(data), task.node["id"], lack, task.text, parties)


def _lack(task: Task, *, covered: bool) -> str | None:
    if task.duty:
        parties = parties_of(task.duty)
        alone = len(parties) == 1 and not task.duty.get("open_ended")
        return None if alone or task.duty.get("lead") else "lead" if parties else "duty"
    return None if covered or "children" in task.node or not task.text else "duty"


def _below(part: str, above: set[str]) -> bool:
    """Whether one of some parts is above a part."""
    steps = part.split(".")
    return any(".".join(steps[:count]) in above for count in range(1, len(steps)))
