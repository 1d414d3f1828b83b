"""Filled ledgers brought together with what is stored: three versions of each cell are compared.

What a sheet says now, what it said when it was exported (its checksum), and what is stored by now. A cell that was left
as exported says nothing. One that was changed is taken, unless what is stored was changed too since then, or another
sheet says something else: that is a conflict, and nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from workpoints.ledger.columns import COLUMNS, Column, Line
from workpoints.ledger.filled import Cell, FilledRow, FilledSheet
from workpoints.ledger.rows import Key, Row
from workpoints.ledger.state import PROGRESS, State, States
from workpoints.ledger.tags import clean, sum_of

__all__ = ["Finding", "Kind", "Merged", "merge"]

_FIELDS = {"进展情况": "progress", "完成时限": "deadline", "备注": "remarks"}
"""Heading → field of a state; all other columns to fill in are `more`."""
_NUMBERS = frozenset({"序号", "角色", "文件"})
"""Locked columns whose values depend on what else is in a sheet."""


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


def merge(sheets: Iterable[FilledSheet], rows: Mapping[Key, Row], states: States, *, overwrite: bool = False) -> Merged:
    """Take what was filled in. `rows` are the tasks of the plan as it is now.

    With `overwrite` a sheet counts for more than what was stored since its export.
    """
    findings: list[Finding] = []
    entries: dict[tuple[Key, str], list[_Entry]] = {}
    for sheet in sheets:
        findings += _of_sheet(sheet)
        exported = {row.tag.sums.get(_TEXT, "") for row in sheet.rows}
        for row in (_at_home(row, rows) for row in sheet.rows):
            found = [*_of_row(sheet, row, rows, exported)]
            findings += found
            if not any(finding.kind == Kind.unknown for finding in found):
                for entry in _changed(sheet, row):
                    entries.setdefault((row.tag.key, entry.heading), []).append(entry)
    merging = _Merging(rows, states, overwrite=overwrite)
    for (key, heading), changed in entries.items():
        findings += merging.take(key, heading, changed)
    return Merged(merging.filled, findings)


_TEXT = "具体举措"


_LIKE = 50
"""From which likeness on (0 to 100) a text is the one that stood there, reworded."""


def _at_home(row: FilledRow, rows: Mapping[Key, Row]) -> FilledRow:
    """A row with the key that its task has by now: its text may have another number, or be gone."""
    key, text = row.tag.key, row.cells.get(_TEXT)
    task = rows.get(key._replace(unit=""))
    if text is None or (task and sum_of(task.measure) in (row.tag.sums[_TEXT], sum_of(text.value))):
        return row
    same = [
        other for other, found in rows.items() if text.value.endswith(clean(found.text)) and other.notice == key.notice
    ]
    if len(same) == 1:
        return row._replace(tag=row.tag._replace(key=same[0]._replace(unit=key.unit)))
    if task and fuzz.ratio(task.measure, text.value) < _LIKE and sum_of(text.value) == row.tag.sums[_TEXT]:
        return row._replace(tag=row.tag._replace(key=key._replace(id="")))
    return row


def _of_sheet(sheet: FilledSheet) -> Iterator[Finding]:
    for heading in sheet.missing:
        yield Finding(Kind.missing, sheet.file, sheet.name, "", heading=heading)
    for heading in sheet.added:
        yield Finding(Kind.added, sheet.file, sheet.name, "", heading=heading)
    for cell in sheet.strange:
        yield Finding(Kind.unknown, sheet.file, sheet.name, cell.place, now=cell.value)


def _of_row(sheet: FilledSheet, row: FilledRow, rows: Mapping[Key, Row], exported: set[str]) -> Iterator[Finding]:
    """What is said of a row whose task is gone or in another row's place, or of its locked cells."""
    key = row.tag.key
    task = rows.get(key._replace(unit=""))
    first = next(iter(row.cells.values()), Cell("", ""))
    text = row.cells.get(_TEXT)
    if task is None or (text and _is_of_another(row, text, exported)):
        yield Finding(Kind.unknown, sheet.file, sheet.name, first.place, key, now=(text or first).value)
        return
    line = Line(0, task)
    for heading, cell in row.cells.items():
        column = COLUMNS.get(heading)
        if column is None or column.filled or heading in _NUMBERS:
            continue
        if _was_changed(row, column, cell):
            yield Finding(Kind.locked, sheet.file, sheet.name, cell.place, key, heading, column.value(line), cell.value)
        elif sum_of(column.value(line)) != row.tag.sums[heading]:
            now = column.value(line)
            yield Finding(Kind.outdated, sheet.file, sheet.name, cell.place, key, heading, now, cell.value)


def _is_of_another(row: FilledRow, text: Cell, exported: set[str]) -> bool:
    """Whether the text of a row is that of another row of the sheet: somebody has moved cells and not the row."""
    found = sum_of(text.value)
    return found != row.tag.sums.get(_TEXT) and found in exported


def _was_changed(row: FilledRow, column: Column, cell: Cell) -> bool:
    """Whether a cell says something else than was exported; one of a group may be empty below the first."""
    return sum_of(cell.value) != row.tag.sums[column.heading] and not (column.grouped and not cell.value)


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
        values = {entry.cell.value for entry in changed}
        if {_value(task, _with(State(), heading, value, task=task), heading) for value in values} == {stored}:
            return  # an empty deadline means the plan's
        kind = self._kind(heading, values, {entry.row.tag.sums[heading] for entry in changed}, stored)
        if kind == Kind.taken:
            self.filled[key] = _with(self.filled.get(key, State()), heading, *values, task=task)
        for entry in changed[:1] if kind == Kind.taken else changed:
            place = (entry.sheet.file, entry.sheet.name, entry.cell.place)
            yield Finding(kind, *place, key, heading, stored, entry.cell.value)

    def _kind(self, heading: str, values: set[str], exported: set[str], stored: str) -> Kind:
        """What becomes of the values that sheets have for one thing."""
        if _FIELDS.get(heading) == "progress" and values - {"", *PROGRESS}:
            return Kind.refused
        changed_since = sum_of(stored) not in exported
        return Kind.conflict if len(values) > 1 or (changed_since and not self.overwrite) else Kind.taken


def _value(task: Row, state: State, heading: str) -> str:
    """What the ledger shows in a column to fill in."""
    column = COLUMNS.get(heading)
    return column.value(Line(0, task, state)) if column else dict(state.more).get(heading, "")


def _with(state: State, heading: str, value: str, *, task: Row) -> State:
    """The state with a value; a deadline that is the plan's own is none of its own."""
    match _FIELDS.get(heading):
        case "progress":
            return state._replace(progress=value)
        case "deadline":
            return state._replace(deadline="" if value == task.deadline else value)
        case "remarks":
            return state._replace(remarks=value)
    more = {**dict(state.more), heading: value}
    return state._replace(more=tuple(sorted((name, each) for name, each in more.items() if each)))
