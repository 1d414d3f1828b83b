"""Tasks over the years: where each appeared, what it was called, what changed, where it ended; and loads of offices.

A task is a part without parts below it. A thread is a task with all that it came from and became: it has several items
in a year where it was divided, or before some were joined. Each item of each notice is in one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workpoints.compare.change import Change
from workpoints.compare.duty import by_registry
from workpoints.compare.nodes import Node, bare_data, nodes_of, parties_in
from workpoints.query.duties import Reader
from workpoints.registry.reader import load_registry
from workpoints.years.editions import Edition, editions
from workpoints.years.links import Came, Link, Place, covering, links
from workpoints.years.load import Load, loads

if TYPE_CHECKING:
    from workpoints.model import Notice
    from workpoints.registry.registry import Registry

__all__ = ["History", "Step", "Summary", "Thread", "history"]


class Step(NamedTuple):
    """An item of a thread in one edition."""

    edition: int
    """Number of the edition, from 0."""
    part: int
    """Number of the part in its plan, from 0."""
    id: str
    text: str
    """Its title and text."""
    parties: tuple[tuple[str, str], ...]
    """Role and name of each party, lead first; of the heading above where the item has no notation of its own."""
    came: Came
    before: tuple[Place, ...]
    """The items that it came from, of the edition before or, where it is back, of an older one."""
    changes: tuple[Change, ...]
    """What changed since then, as `diff` tells it; numbers that are other ones are not told."""
    duty_at: int
    """Number of the part whose notation covers it: itself, or a heading above."""

    @property
    def place(self) -> Place:
        """Where the item stands."""
        return self.edition, self.part

    @property
    def lead(self) -> tuple[str, ...]:
        """The offices that lead."""
        return self.of_role("lead")

    def of_role(self, role: str) -> tuple[str, ...]:
        """The parties in a role."""
        return tuple(name for each, name in self.parties if each == role)


class Thread(NamedTuple):
    """An item followed from edition to edition, in their order and in reading order; never empty."""

    steps: tuple[Step, ...]

    def at(self, edition: int) -> list[Step]:
        """Its items in one edition, none where it is missing there."""
        return [step for step in self.steps if step.edition == edition]

    @property
    def first(self) -> int:
        """Number of the edition where it appeared."""
        return self.steps[0].edition

    @property
    def last(self) -> int:
        """Number of the last edition that has it."""
        return self.steps[-1].edition


class Summary(NamedTuple):
    """How many items an edition has, and what became of those of the edition before."""

    heading: str
    items: int
    kept: int
    """Those that come from the edition before, divided and joined ones too."""
    back: int
    new: int
    gone: int
    """Items of the edition before that do not go on in this one."""


class History:
    """Notices in the order of their years, and the threads through them."""

    def __init__(self, found: list[Edition], registry: Registry) -> None:
        self.editions = found
        data = [bare_data(edition.notice) for edition in found]
        self.readers = [Reader(each, registry) for each in data]
        """The notices with their names read, in the order of the editions."""
        self._plans = [nodes_of(each) for each in data]
        self._links = links(self._plans, [by_registry(reader) for reader in self.readers])

    @cached_property
    def threads(self) -> list[Thread]:
        """All threads, in the order in which they appear: by editions, then in reading order."""
        found: list[Thread] = []
        seen: set[Place] = set()
        for place in self._steps:
            if place not in seen:
                around = _reached(place, self._back, self._on)
                seen |= around
                found.append(self._thread(around))
        return found

    @cached_property
    def summaries(self) -> list[Summary]:
        """How many items came and went, for each edition."""
        return [self._summary(k) for k in range(len(self.editions))]

    def step(self, place: Place) -> Step:
        """The item at a place. Raises `KeyError` where no item stands there."""
        return self._steps[place]

    def find(self, wanted: str) -> list[Step]:
        """The item with an id of the newest edition, or with `EDITION:ID` of the one with this heading, year or name.

        The items below where the id is that of a section, none where nothing has it.
        """
        heading, colon, part_id = wanted.strip().rpartition(":")
        for k in reversed(range(len(self.editions))) if colon else (len(self.editions) - 1,):
            edition = self.editions[k]
            year = None if edition.year is None else str(edition.year)
            if not colon or heading in (edition.heading, year, edition.name):
                steps = [step for step in self._steps.values() if step.edition == k]
                if found := [step for step in steps if f"{step.id}.".startswith(f"{part_id}.")]:
                    return found
        return []

    def lineage(self, step: Step) -> Thread:
        """An item with what it came from and what it became: of its thread what is not of pieces beside it."""
        return self._thread(_reached(step.place, self._back) | _reached(step.place, self._on))

    def load(self, unit: str) -> list[Load]:
        """The duties of an office in each edition, as `who` has them; none at all where no notice has the office.

        An office that was renamed or reformed is followed as far as the registry tells what it became, or what became
        it. Raises `MissingExtraError` where the name may be initials and the extra is missing.
        """
        headings = [edition.heading for edition in self.editions]
        return loads(headings, self.readers, self._plans, self._links, unit)

    @cached_property
    def _steps(self) -> dict[Place, Step]:
        """Each item of each edition."""
        into: dict[Place, list[Link]] = {}
        for link in self._links:
            into.setdefault(link.new, []).append(link)
        return {
            (k, node.index): _step(k, node, self._between_items(into.get((k, node.index), [])))
            for k, plan in enumerate(self._plans)
            for node in plan
            if not node.children
        }

    def _between_items(self, found: Iterable[Link]) -> list[Link]:
        return [link for link in found if not self._plans[link.old[0]][link.old[1]].children]

    @cached_property
    def _became(self) -> dict[Place, list[Place]]:
        """Item → the items that came from it."""
        found: dict[Place, list[Place]] = {}
        for place, step in self._steps.items():
            for old in step.before:
                found.setdefault(old, []).append(place)
        return found

    def _back(self, place: Place) -> Sequence[Place]:
        return self._steps[place].before

    def _on(self, place: Place) -> Sequence[Place]:
        return self._became.get(place, ())

    def _thread(self, places: Iterable[Place]) -> Thread:
        return Thread(tuple(self._steps[place] for place in sorted(places)))

    def _summary(self, edition: int) -> Summary:
        steps = [step for step in self._steps.values() if step.edition == edition]
        new = sum(step.came in (Came.first, Came.new) for step in steps)
        back = sum(step.came == Came.back for step in steps)
        going_on = {old for step in steps for old in step.before}
        gone = [place for place in self._steps if place[0] == edition - 1 and place not in going_on]
        return Summary(self.editions[edition].heading, len(steps), len(steps) - new - back, back, new, len(gone))


def history(notices: Sequence[Notice], *, registry: Registry | None = None) -> History:
    """Follow the tasks of several notices through the years.

    The registry tells offices apart; without one it is that which comes with the package.
    """
    return History(editions(notices), registry or load_registry(None))


def _reached(start: Place, *ways: Callable[[Place], Sequence[Place]]) -> set[Place]:
    """An item and all that some ways lead to from there."""
    found, waiting = {start}, [start]
    while waiting:
        place = waiting.pop()
        further = {other for way in ways for other in way(place)} - found
        found |= further
        waiting += further
    return found


def _step(edition: int, node: Node, into: list[Link]) -> Step:
    cover = covering(node)
    return Step(
        edition=edition,
        part=node.index,
        id=node.data.get("id", ""),
        text=node.words,
        parties=tuple(dict.fromkeys(_parties(cover, whole=cover is node))),
        came=_came(into) if into else Came.new if edition else Came.first,
        before=tuple(sorted(link.old for link in into)),
        changes=tuple({id(change): change for link in into for change in link.changes}.values()),
        duty_at=cover.index,
    )


def _came(into: Sequence[Link]) -> Came:
    """Joined where several items are, whatever else they are."""
    return Came.merged if len(into) > 1 else into[0].came


def _parties(node: Node, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Role and name of the parties of a part; of a heading, those of the notation that covers what is below."""
    clauses = [clause for clause in node.data.get("clauses", []) if whole or "text" not in clause]
    found = [party for clause in clauses for party in parties_in(clause)]
    return iter(sorted(found, key=lambda party: _ROLES.index(party[0])))


_ROLES = ("lead", "responsible", "support", "guide")
