"""How far a task is: what offices write into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workpoints.ledger.rows import Key

__all__ = ["CHOICES", "DONE", "LATE", "State", "States"]

CHOICES = ("未启动", "推进中", "已完成", "逾期")
"""The values of 进展情况."""
_, GOING_ON, DONE, LATE = CHOICES


class State(NamedTuple):
    """What is filled in for a task; empty where nothing is."""

    progress: str = ""
    """One of `CHOICES`."""
    deadline: str = ""
    """Another deadline than the plan's: a day (2023-10-31) or as written."""
    remarks: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """Heading and value of the columns that a project has added."""


class States:
    """What is filled in, by task and office."""

    def __init__(self, filled: Mapping[Key, State] | None = None) -> None:
        self.filled = filled or {}
        self._by_task: dict[Key, dict[str, State]] = {}
        for key, state in self.filled.items():
            if key.unit:
                self._by_task.setdefault(key._replace(unit=""), {})[key.unit] = state

    def shares(self, key: Key) -> Mapping[str, State]:
        """What each office has filled in for its share in a task."""
        return self._by_task.get(key, {})

    def of(self, key: Key) -> State:
        """What is filled in for a task, or an office's share in it.

        The share of an office has the deadline of the task, where it has none of its own. Where nothing is filled in
        for a task as a whole, it is what its offices have filled in comes to: late where one is, done where all are
        that report, and their remarks with their names.
        """
        own = self.filled.get(key, State())
        if key.unit:
            whole = self.filled.get(key._replace(unit=""), State())
            return own._replace(deadline=own.deadline or whole.deadline)
        shares = self.shares(key)
        progress = own.progress or _overall(state.progress for state in shares.values())
        return own._replace(progress=progress, remarks=own.remarks or _remarks(shares))


def _overall(states: Iterable[str]) -> str:
    found = {state for state in states if state}
    if LATE in found:
        return LATE
    return found.pop() if len(found) == 1 else GOING_ON if found else ""


def _remarks(shares: Mapping[str, State]) -> str:
    return "；".join(f"{unit}：{state.remarks}" for unit, state in shares.items() if state.remarks)
