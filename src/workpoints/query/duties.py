"""The duties of offices: who has which task, and how it reaches them.

A duty reaches an office where the notation names it (`named`), where it names it without the place that it inherits
(`prefix`), through a set of offices that the registry says it belongs to (`group`), through a sentence that makes it
responsible for all tasks (`rule`), or perhaps through 等, which leaves a list of offices of its place open (`open`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workpoints.query.parts import Task, name_of, parties_of, tasks, title_of
from workpoints.registry.names import opening
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home, Identity, Resolution

if TYPE_CHECKING:
    from workpoints.document import DutyData, NoticeData

__all__ = ["DEFAULT_VIA", "VIA", "Assignment", "Reader", "named_duties"]

VIA = ("named", "prefix", "group", "rule", "open")
DEFAULT_VIA = VIA[:2]
"""What the notation itself says of the office."""


class Assignment(NamedTuple):
    """One unit's share in one duty: a row of `who`."""

    notice: str
    id: str
    role: str
    unit: str
    via: str
    """How the duty reaches the unit, one of `VIA`."""
    text: str
    """What the duty covers: the text of its clause, or the title where it covers a whole part."""
    parties: list[tuple[str, str]]
    """Role and name of each other party."""
    deadline: str | None
    """The last day meant, or the deadline as written where that is not certain."""
    through: str | None
    """The set of offices, or the sentence of the rule, that the duty reaches the unit through."""
    section: str
    """Label and title of the part of the highest level around it."""
    due: dt.date | None
    task: int
    """Number of the task in its notice."""


class _Share(NamedTuple):
    """What of a row is not the task's."""

    role: str
    unit: str
    via: str
    through: str | None = None


def named_duties(data: NoticeData) -> Iterator[Assignment]:
    """Every party of every duty, in reading order."""
    for task in tasks(data):
        if task.duty:
            yield from _named(name_of(data), task, task.duty, None)


def _named(notice: str, task: Task, duty: DutyData, wanted: Iterable[str] | None) -> Iterator[Assignment]:
    named = parties_of(duty)
    for k, (role, name) in enumerate(named):
        if wanted is None or name in wanted:
            others = [other for j, other in enumerate(named) if j != k]
            yield _row(notice, task, _Share(role, name, _written(name, duty["text"])), others)


def _written(name: str, notation: str) -> str:
    """Whether a notation names an office in full, or without a place that it inherits."""
    if name in notation:
        return "named"
    return "prefix" if any(place and rest in notation for place, rest in opening(name)) else "named"


def _row(notice: str, task: Task, share: _Share, parties: list[tuple[str, str]]) -> Assignment:
    due = task.duty.get("deadline") if task.duty else None
    date = due.get("date") if due else None
    return Assignment(
        notice=notice,
        id=task.node.get("id", ""),
        role=share.role,
        unit=share.unit,
        via=share.via,
        text=task.text,
        parties=parties,
        deadline=str(date) if date else due.get("text") if due else None,
        through=share.through,
        section=title_of(task.section),
        due=date if isinstance(date, dt.date) else None,
        task=task.number,
    )


class Reader:
    """One notice, its names read by a registry."""

    def __init__(self, data: NoticeData, registry: Registry) -> None:
        self.data = data
        self.registry = registry
        self.home = _home(data, registry)
        self._members: dict[str, frozenset[Identity]] = {}
        ruling = [party for rule in data.get("plan", {}).get("rules", []) for party in rule.get("parties", [])]
        named = [name for task in tasks(data) if task.duty for _, name in parties_of(task.duty)]
        self.parties = dict.fromkeys([*named, *ruling])
        """The names of all parties of duties and rules, in reading order."""

    def resolve(self, name: str) -> Resolution:
        """What a name means in this notice."""
        return self.registry.resolve(name, self.home)

    @cached_property
    def names(self) -> list[str]:
        """The names of all offices that duties of the notice may reach: the parties, and the members of sets."""
        groups = [group for name in self.parties if (group := self.resolve(name).group)]
        return list(dict.fromkeys([*self.parties, *(member for group in groups for member in group.members)]))

    def members(self, name: str) -> frozenset[Identity]:
        """The offices known to belong to a set, none where a name means no set that the registry lists."""
        if name not in self._members:
            group = self.resolve(name).group
            self._members[name] = self.registry.members(group) if group else frozenset()
        return self._members[name]

    def duties(self, names: Iterable[str]) -> Iterator[Assignment]:
        """The duties that reach the offices with these names, in reading order, each by the most certain way."""
        wanted = frozenset(names)
        notice = name_of(self.data)
        rules = _Rules(self.data)
        for task in tasks(self.data):
            rules.reach(task)
            named = list(_named(notice, task, task.duty, wanted)) if task.duty else []
            yield from named
            reached = {identity for row in named for identity in self.resolve(row.unit).identities}
            for name in wanted - {row.unit for row in named}:
                if reached.isdisjoint(self.resolve(name).identities):
                    yield from self._otherwise(notice, task, name, rules)

    def _otherwise(self, notice: str, task: Task, name: str, rules: _Rules) -> Iterator[Assignment]:
        """The duty of a task that does not name an office, where it reaches it all the same."""
        parties = parties_of(task.duty) if task.duty else []
        own = self.resolve(name).identities
        for role, party in parties:
            if not own.isdisjoint(self.members(party)):
                yield _row(notice, task, _Share(role, name, "group", party), parties)
                return
        for party, sentence in rules.parties:
            if party == name or not own.isdisjoint(self.members(party)):
                yield _row(notice, task, _Share("responsible", name, "rule", sentence), parties)
                return
        if task.duty and task.duty.get("open_ended") and self._same_place(name, parties):
            yield _row(notice, task, _Share(_open_role(task.duty, parties), name, "open"), parties)

    def _same_place(self, name: str, parties: list[tuple[str, str]]) -> bool:
        """Whether an office is of the place of one of the parties, as those are that 等 stands for."""
        places = {place for place, _ in self.resolve(name).identities}
        return any(place in places for _, party in parties for place, _ in self.resolve(party).identities)


class _Rules:
    """The rules of a notice that make an office responsible for all tasks, from the part on that states them."""

    def __init__(self, data: NoticeData) -> None:
        self.waiting = [rule for rule in data.get("plan", {}).get("rules", []) if rule.get("parties")]
        self.parties: list[tuple[str, str]] = []
        """Who has to do the task at hand, and the sentence that says so."""

    def reach(self, task: Task) -> None:
        """Go on to a task."""
        for rule in [rule for rule in self.waiting if rule["from"] == task.node.get("id")]:
            self.waiting.remove(rule)
            self.parties += [(party, rule["text"]) for party in rule.get("parties", [])]


def _open_role(duty: DutyData, parties: list[tuple[str, str]]) -> str:
    """The role of the list that 等 leaves open: that of the last party named before it."""
    text = duty["text"]
    closing = [role for role, name in parties if any(f"{rest}等" in text for _, rest in opening(name))]
    return closing[-1] if closing else parties[-1][0]


def _home(data: NoticeData, registry: Registry) -> Home:
    header = data.get("header", {})
    return registry.home_of(header.get("issuing_body") or header.get("signature", ""))
