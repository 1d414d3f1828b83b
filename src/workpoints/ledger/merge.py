"""Filled ledgers brought together with what is stored: three versions of each cell are compared.

What a sheet says now, what it said when it was exported (its checksum), and what is stored by now. A cell that was left
as exported says nothing. One that was changed is taken, unless what is stored was changed too since then, or another
sheet says something else: that is a conflict, and nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from workpoints.ledger.columns import COLUMNS, DEADLINE, NUMBER, OWN_TO_SHEET, PROGRESS, REMARKS, TEXT, Line
from workpoints.ledger.filled import Cell, FilledRow, FilledSheet
from workpoints.ledger.homes import NOBODY, Homes, Names, in_order, was_changed
from workpoints.ledger.rows import Key, Row
from workpoints.ledger.state import CHOICES, State, States
from workpoints.ledger.tags import sum_of

__all__ = ["Finding", "Kind", "Merged", "merge"]

HIDDEN = "（隐藏列）"
"""What stands for the column of the tags, where it is missing."""


class Kind(StrEnum):
    """What is said of a cell."""

    taken = "taken"
    conflict = "conflict"
    locked = "locked"
    """A column that is not to be filled in was changed by hand."""
    outdated = "outdated"
    """The plan says something else by now than when the ledger was exported."""
    refused = "refused"
    """What was filled in cannot be taken."""
    unknown = "unknown"
    """A row that is none of the plan's."""
    missing = "missing"
    """A column is missing."""
    added = "added"
    """A column is not the ledger's."""


class Finding(NamedTuple):
    """Something about one cell."""

    kind: Kind
    file: str
    sheet: str
    cell: str
    key: Key | None = None
    heading: str = ""
    was: str = ""
    """What is stored, or what the plan says."""
    now: str = ""
    """What the cell says."""


class Merged(NamedTuple):
    """What comes of filled ledgers."""

    states: dict[Key, State]
    findings: list[Finding]

    @property
    def taken(self) -> list[Finding]:
        """The cells that changed something."""
        return [finding for finding in self.findings if finding.kind == Kind.taken]


class _Entry(NamedTuple):
    """A cell that was changed in a column to fill in."""

    sheet: FilledSheet
    row: FilledRow
    heading: str
    cell: Cell


def merge(
    sheets: Sequence[FilledSheet],
    rows: Mapping[Key, Row],
    states: States,
    offices: Names = NOBODY,
    *,
    overwrite: bool = False,
) -> Merged:
    """Take what was filled in.

    `rows` are the tasks of the plan as it is now; `offices` gives for a notice the name under which what an office
    fills in is stored. With `overwrite` a sheet counts for more than what was stored since its export.
    """
    findings: list[Finding] = []
    entries: dict[tuple[Key, str], list[_Entry]] = {}
    homes = Homes(rows, {row.tag.text for sheet in sheets for row in sheet.rows}, offices)
    for sheet in sheets:
        findings += _of_sheet(sheet)
        for row, sure in in_order(sheet.rows):
            key = homes.find(row) if sure else None
            findings += _of_row(sheet, row, rows, key)
            for entry in _changed(sheet, row) if key else ():
                entries.setdefault((key or row.tag.key, entry.heading), []).append(entry)
    merging = _Merging(rows, states, overwrite=overwrite)
    for (key, heading), changed in entries.items():
        findings += merging.take(key, heading, changed)
    return Merged(merging.filled, findings)


def _of_sheet(sheet: FilledSheet) -> Iterator[Finding]:
    for heading in sheet.missing:
        yield Finding(Kind.missing, sheet.file, sheet.name, "", heading=heading or HIDDEN)
    for heading in sheet.added:
        yield Finding(Kind.added, sheet.file, sheet.name, "", heading=heading)
    for cell in sheet.strange:
        yield Finding(Kind.unknown, sheet.file, sheet.name, cell.place, now=cell.value)


def _of_row(sheet: FilledSheet, row: FilledRow, rows: Mapping[Key, Row], key: Key | None) -> Iterator[Finding]:
    """What is said of a row without a task, or of the locked cells of one."""
    if key is None:
        if row.tag.key.notice not in {task.notice for task in rows} and not any(_changed(sheet, row)):
            return  # nothing was filled in for a notice that is not asked about
        first = next(iter(row.cells.values()), Cell("", ""))
        now = row.cells.get(TEXT, first).value
        yield Finding(Kind.unknown, sheet.file, sheet.name, first.place, row.tag.key, now=now)
        return
    line = Line(0, rows[key._replace(unit="")])
    for heading, cell in row.cells.items():
        column = COLUMNS.get(heading)
        if column is None or column.filled or heading == NUMBER:
            continue
        value = "" if heading in OWN_TO_SHEET else column.value(line)
        if was_changed(row, column):
            yield Finding(Kind.locked, sheet.file, sheet.name, cell.place, key, heading, value, cell.value)
        elif heading not in OWN_TO_SHEET and sum_of(value) != row.tag.sums[heading]:
            yield Finding(Kind.outdated, sheet.file, sheet.name, cell.place, key, heading, value, cell.value)


def _changed(sheet: FilledSheet, row: FilledRow) -> Iterator[_Entry]:
    """The cells of a row that were filled in."""
    for heading, cell in row.cells.items():
        column = COLUMNS.get(heading)
        value = cell.value.strip()
        if (column is None or column.filled) and row.tag.sums[heading] not in (sum_of(cell.value), sum_of(value)):
            yield _Entry(sheet, row, heading, cell._replace(value=value))


class _Merging:
    """What is stored, and what becomes of it."""

    def __init__(self, rows: Mapping[Key, Row], states: States, *, overwrite: bool) -> None:
        self.rows = rows
        self.states = states
        self.overwrite = overwrite
        self.filled = dict(states.filled)

    def take(self, key: Key, heading: str, changed: list[_Entry]) -> Iterator[Finding]:
        """Take a value, or tell of each cell that says something why not."""
        task = self.rows[key._replace(unit="")]
        stored = _value(task, self.states.of(key), heading)
        refused = [entry for entry in changed if _is_refused(entry)]
        good = [entry for entry in changed if entry not in refused]
        values = {entry.cell.value for entry in good}
        if {self._shown(key, task, heading, value) for value in values} <= {stored}:
            good = []  # what is stored already; an empty deadline means the plan's
        kind = self._kind(values, {entry.row.tag.sums[heading] for entry in good}, stored)
        if good and kind == Kind.taken:
            self.filled[key] = _with(self.filled.get(key, State()), heading, *values, task=task)
            good = good[:1]
        for entry in (*refused, *good):
            place = (entry.sheet.file, entry.sheet.name, entry.cell.place)
            told = Kind.refused if entry in refused else kind
            yield Finding(told, *place, key, heading, stored, entry.cell.value)

    def _shown(self, key: Key, task: Row, heading: str, value: str) -> str:
        """What the ledger would show if a value was taken: of a task, perhaps what its offices have filled in."""
        shares = {key._replace(unit=unit): state for unit, state in self.states.shares(key).items()}
        taken = States(shares | {key: _with(self.filled.get(key, State()), heading, value, task=task)})
        return _value(task, taken.of(key), heading)

    def _kind(self, values: set[str], exported: set[str], stored: str) -> Kind:
        """What becomes of the values that sheets have for one thing."""
        changed_since = sum_of(stored) not in exported
        return Kind.conflict if len(values) > 1 or (changed_since and not self.overwrite) else Kind.taken


def _is_refused(entry: _Entry) -> bool:
    """Whether a cell holds no value to take, or no state that there is."""
    return entry.cell.fault or (entry.heading == PROGRESS and entry.cell.value not in ("", *CHOICES))


def _value(task: Row, state: State, heading: str) -> str:
    """What the ledger shows in a column to fill in."""
    column = COLUMNS.get(heading)
    return column.value(Line(0, task, state)) if column else dict(state.more).get(heading, "")


def _with(state: State, heading: str, value: str, *, task: Row) -> State:
    """The state with a value; a deadline that is the plan's own is none of its own."""
    if heading == PROGRESS:
        return state._replace(progress=value)
    if heading == DEADLINE:
        return state._replace(deadline="" if value == task.deadline else value)
    if heading == REMARKS:
        return state._replace(remarks=value)
    more = {**dict(state.more), heading: value}
    return state._replace(more=tuple(sorted((name, each) for name, each in more.items() if each)))
