"""Where the tasks of notices stand: what is late, what is done, by section and by office."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from workpoints.deadlines import last_day
from workpoints.ledger.rows import Row
from workpoints.ledger.state import CHOICES, DONE, LATE, State, States

__all__ = ["OPEN", "STATES", "Standing", "by_section", "by_unit", "standings"]

NameOf = Callable[[str, str], str]
OPEN = "未填报"
"""What stands for a task of which nothing is filled in."""
STATES = (*CHOICES, OPEN)
"""All states, in the order of tables."""
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?|(\d{4})(\d{2})(\d{2})")
"""A day as people write it: 2023-10-31, 2023.10.31, 2023/10/31, 2023年10月31日, 20231031."""


class Standing(NamedTuple):
    """A task, or the share of an office in it."""

    row: Row
    unit: str
    """The office that reports; empty for the task as a whole."""
    progress: str
    deadline: str
    due: dt.date | None
    remarks: str
    days_late: int
    """Days since the deadline, 0 where it is not past or the task is done."""

    @property
    def is_late(self) -> bool:
        """Whether somebody says so, or the deadline is past."""
        return self.progress == LATE or self.days_late > 0


def standings(rows: Iterable[Row], states: States, today: dt.date, name_of: NameOf) -> list[Standing]:
    """All tasks, those that are late first, then by their deadlines; where an office reports, one for each office.

    `name_of` gives, for a notice and a name, the first name of that office there.
    """
    found = [standing for row in rows for standing in _of_row(row, states, today, name_of)]
    return sorted(found, key=_urgency)


def _of_row(row: Row, states: States, today: dt.date, name_of: NameOf) -> Iterator[Standing]:
    """The task as a whole, unless offices report; then the share of each office, of those too that do not."""
    if not states.shares(row.key):
        yield _standing(row, "", states.of(row.key), today)
        return
    for unit in _offices(row, states, name_of):
        yield _share(row, unit, states, today)


def _offices(row: Row, states: States, name_of: NameOf) -> list[str]:
    """The offices of a task, and those that report without being named for it."""
    named = [name_of(row.key.notice, name) for _, name in row.parties()]
    return [*dict.fromkeys([*named, *states.shares(row.key)])]


def _share(row: Row, unit: str, states: States, today: dt.date) -> Standing:
    """The share of an office; of what it does not report, it has the state of the task."""
    state = states.of(row.key._replace(unit=unit))
    whole = states.filled.get(row.key, State())
    return _standing(row, unit, state._replace(progress=state.progress or whole.progress), today)


def _standing(row: Row, unit: str, state: State, today: dt.date) -> Standing:
    due = _day(state.deadline, row.year) if state.deadline else row.due
    late = (today - due).days if due and state.progress != DONE else 0
    deadline = state.deadline or row.deadline
    return Standing(row, unit, state.progress or OPEN, deadline, due, state.remarks, max(late, 0))


def _day(text: str, year: int | None) -> dt.date | None:
    """The day that a filled in deadline means, where that is certain."""
    with suppress(ValueError):  # there is no such day: 2023-02-30
        if found := _DAY.fullmatch(text):
            return dt.date(*(int(number) for number in found.groups() if number))
        return last_day(text, year)
    return None


def _urgency(standing: Standing) -> tuple[bool, int, bool, dt.date]:
    done = standing.progress == DONE
    return not standing.is_late, -standing.days_late, done, standing.due or dt.date.max


def by_section(rows: Iterable[Row], states: States, today: dt.date, name_of: NameOf) -> dict[str, Counter[str]]:
    """Section → how many tasks are in each state, and `late` how many of them are late; in reading order.

    A task is late where the share of one of its offices is. Sections of several notices are told apart by their files.
    """
    rows = list(rows)
    several = len({row.key.notice for row in rows}) > 1
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        whole = _standing(row, "", states.of(row.key), today)
        late = whole.is_late or any(share.is_late for share in _of_row(row, states, today, name_of))
        section = f"{row.key.notice} {row.section}".strip() if several else row.section
        _count(counts, section, whole.progress, late=late)
    return counts


def by_unit(rows: Iterable[Row], states: States, today: dt.date, name_of: NameOf) -> dict[str, Counter[str]]:
    """Office → the same for its shares; one that does not report has the state of the task."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for unit in _offices(row, states, name_of):
            share = _share(row, unit, states, today)
            _count(counts, unit, share.progress, late=share.is_late)
    return counts


def _count(counts: dict[str, Counter[str]], name: str, progress: str, *, late: bool) -> None:
    counts.setdefault(name, Counter())[progress] += 1
    counts[name]["late"] += late
