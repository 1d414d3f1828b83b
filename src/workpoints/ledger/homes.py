"""Which task of the plan, as it is now, a row of a filled ledger is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from workpoints.ledger.columns import COLUMNS, OWN_TO_SHEET, TEXT, Column, Line
from workpoints.ledger.filled import FilledRow
from workpoints.ledger.rows import Key, Row
from workpoints.ledger.tags import sum_of

__all__ = ["NOBODY", "Homes", "Names", "in_order", "was_changed"]

Names = Mapping[str, Callable[[str], str]]
"""Notice → what gives the name under which what an office fills in is stored."""
NOBODY: Names = {}
"""No names of offices are known: they are stored as they are."""

_LIKE = 60
"""From which likeness on (0 to 100) a text is the one that stood there, reworded."""


def in_order(rows: Sequence[FilledRow]) -> Iterator[tuple[FilledRow, bool]]:
    """The rows of a sheet, each with the tag that it belongs to, and whether that is sure.

    Where somebody has sorted the columns that are seen and not the hidden one, rows have the tags of others: a text
    that was exported with another tag, and once, tells which. A row is not sure whose text has been copied, or is
    nobody's while the text of its tag stands in another row; nor one whose text does not tell, where other locked cells
    differ.
    """
    by_text = {row.tag.sums.get(TEXT): row.tag for row in rows}
    exported = Counter(row.tag.sums.get(TEXT) for row in rows)
    now = [sum_of(row.cells[TEXT].value) if TEXT in row.cells else None for row in rows]
    own = {text for row, text in zip(rows, now, strict=True) if text == row.tag.sums.get(TEXT)}
    claimed = Counter(now)
    for row, text in zip(rows, now, strict=True):
        if text is None:
            yield row, not _is_of_another(row)
        elif text == row.tag.sums[TEXT]:
            yield row, exported[text] == 1 or not any(was_changed(row, column) for column in _locked(row))
        elif text not in by_text:
            yield row, row.tag.sums[TEXT] not in claimed and not _is_of_another(row)
        elif text in own or claimed[text] > 1 or exported[text] > 1:
            yield row, False
        else:
            yield row._replace(tag=by_text[text]), True


def _locked(row: FilledRow) -> list[Column]:
    """The locked columns of a row that tell its task, beside its text."""
    columns = [COLUMNS[each] for each in row.cells if each in COLUMNS and each not in (*OWN_TO_SHEET, TEXT)]
    return [column for column in columns if not column.filled]


def _is_of_another(row: FilledRow) -> bool:
    """Whether half of these cells, or more, say something else than its tag."""
    locked = _locked(row)
    return 2 * sum(was_changed(row, column) for column in locked) >= len(locked) > 0


def was_changed(row: FilledRow, column: Column) -> bool:
    """Whether a cell says something else than was exported; one of a group may be empty below the first."""
    value = row.cells[column.heading].value
    return sum_of(value) != row.tag.sums[column.heading] and not (column.grouped and not value)


class Homes:
    """The tasks of a plan by their texts."""

    def __init__(self, rows: Mapping[Key, Row], exported: set[str], offices: Names) -> None:
        self.rows = rows
        self.offices = offices
        self.exported = exported
        """The texts of all tasks when the ledgers were exported."""
        self.sums = {key: sum_of(row.text) for key, row in rows.items()}
        self.by_text: dict[tuple[str, str], list[Key]] = {}
        for key, text in self.sums.items():
            self.by_text.setdefault((key.notice, text), []).append(key)
        self.notices = {key.notice for key in rows}

    def find(self, row: FilledRow) -> Key | None:
        """The task of a row: that with its number and text, that with its text, or that with its number, reworded.

        None where the plan has no such task any more: another one that has its number now is another task.
        """
        key = row.tag.key._replace(notice=self._notice(row.tag.key.notice))
        if key.unit and key.notice in self.offices:
            key = key._replace(unit=self.offices[key.notice](key.unit))
        task = key._replace(unit="")
        same = self.by_text.get((key.notice, row.tag.text), [])
        if len(same) > 1:
            same = self._of_twins(row, same, task)
        elif not same and task in self.rows and self._is_reworded(row, task):
            same = [task]
        return same[0]._replace(unit=key.unit) if len(same) == 1 else None

    def _of_twins(self, row: FilledRow, same: list[Key], task: Key) -> list[Key]:
        """Of tasks with one text, that whose other columns say what was exported; of such, that with the number."""
        told = [COLUMNS[each] for each in row.tag.sums if each in COLUMNS and each not in (*OWN_TO_SHEET, TEXT, "编号")]
        told = [column for column in told if not column.filled]
        fit = [
            key
            for key in same
            if all(sum_of(column.value(Line(0, self.rows[key]))) == row.tag.sums[column.heading] for column in told)
        ]
        return [task] if task in fit else fit

    def _notice(self, name: str) -> str:
        """The notice with a name; one that is told by its path there, or here, where that is the only one so named."""
        same = [notice for notice in self.notices if Path(notice).name == Path(name).name]
        return same[0] if name not in self.notices and len(same) == 1 else name

    def _is_reworded(self, row: FilledRow, task: Key) -> bool:
        if self.sums[task] in self.exported or TEXT not in row.cells:
            return False
        return fuzz.ratio(self.rows[task].measure, row.cells[TEXT].value) >= _LIKE
