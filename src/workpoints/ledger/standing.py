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

OPEN = "未填报"
"""What stands for a task of which nothing is filled in."""
STATES = (*CHOICES, OPEN)
"""All states, in the order of tables."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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


def standings(rows: Iterable[Row], states: States, today: dt.date) -> list[Standing]:
    """All tasks, and the shares of offices that report: those that are late first, then by their deadlines."""
    found = [standing for row in rows for standing in _of_row(row, states, today)]
    return sorted(found, key=_urgency)


def _of_row(row: Row, states: States, today: dt.date) -> Iterator[Standing]:
    """The task as a whole, unless only offices report; then each of them."""
    shares = states.shares(row.key)
    if not shares or row.key in states.filled:
        yield _standing(row, "", states.of(row.key), today)
    for unit in shares:
        yield _share(row, unit, states, today)


def _share(row: Row, unit: str, states: States, today: dt.date) -> Standing:
    """The share of an office; of what it does not report, it has the state of the task."""
    state = states.of(row.key._replace(unit=unit))
    whole = states.filled.get(row.key, State())
    return _standing(row, unit, state._replace(progress=state.progress or whole.progress), today)


def _standing(row: Row, unit: str, state: State, today: dt.date) -> Standing:
    due = _day(state.deadline, row.due.year if row.due else None) if state.deadline else row.due
    late = (today - due).days if due and state.progress != DONE else 0
    deadline = state.deadline or row.deadline
    return Standing(row, unit, state.progress or OPEN, deadline, due, state.remarks, max(late, 0))


def _day(text: str, year: int | None) -> dt.date | None:
    """The day that a filled in deadline means, where that is certain."""
    with suppress(ValueError):
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else last_day(text, year)
    return None


def _urgency(standing: Standing) -> tuple[bool, int, bool, dt.date]:
    done = standing.progress == DONE
    return not standing.is_late, -standing.days_late, done, standing.due or dt.date.max


def by_section(rows: Iterable[Row], states: States, today: dt.date) -> dict[str, Counter[str]]:
    """Section → how many tasks are in each state, and `late` how many of them are late; in reading order.

    A task is late where the share of one of its offices is. Sections of several notices are told apart by their files.
    """
    rows = list(rows)
    several = len({row.key.notice for row in rows}) > 1
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        whole = _standing(row, "", states.of(row.key), today)
        late = whole.is_late or any(share.is_late for share in _of_row(row, states, today))
        section = f"{row.key.notice} {row.section}".strip() if several else row.section
        _count(counts, section, whole.progress, late=late)
    return counts


def by_unit(
    rows: Iterable[Row], states: States, today: dt.date, name_of: Callable[[str, str], str]
) -> dict[str, Counter[str]]:
    """Office → the same for its shares; one that does not report has the state of the task.

    `name_of` gives, for a notice and a name, the first name of that office there.
    """
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        named = [name_of(row.key.notice, name) for _, name in row.parties()]
        for unit in dict.fromkeys([*named, *states.shares(row.key)]):
            share = _share(row, unit, states, today)
            _count(counts, unit, share.progress, late=share.is_late)
    return counts


def _count(counts: dict[str, Counter[str]], name: str, progress: str, *, late: bool) -> None:
    counts.setdefault(name, Counter())[progress] += 1
    counts[name]["late"] += late
