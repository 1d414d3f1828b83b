"""A ledger that came back filled in: what its cells say now, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from workpoints.extras import load_extra
from workpoints.i18n import N_
from workpoints.ledger.tags import Heading, RowTag, clean, read_continuation, read_heading, read_row
from workpoints.readers import ReadError

__all__ = ["Cell", "FilledRow", "FilledSheet", "read_filled"]

_HEAD_ROWS = 20
"""Rows among which the headings are looked for: people put rows above them."""


class Cell(NamedTuple):
    """A value and where it stands."""

    value: str
    place: str
    """Column and row, as the program shows them: D14."""


class FilledRow(NamedTuple):
    """A row with what was exported (checksums) and what stands there now, by heading."""

    tag: RowTag
    cells: dict[str, Cell]


class FilledSheet(NamedTuple):
    """A sheet of a ledger."""

    file: str
    name: str
    rows: list[FilledRow]
    missing: list[str]
    """Headings of the ledger that the sheet has no longer."""
    added: list[str]
    """Headings that somebody has put there."""
    strange: list[Cell]
    """The first text of each row that is none of the ledger's."""


def read_filled(path: Path) -> list[FilledSheet]:
    """The sheets of a workbook that are ledgers. Raises `ReadError`, `MissingExtraError`.

    Columns may stand in another order and rows may have been put between; what tells them is hidden in a column.
    """
    load = load_extra("openpyxl", "xlsx").load_workbook
    if not path.is_file():
        raise ReadError(str(path), N_("is a folder, not a file") if path.is_dir() else N_("no such file"))
    try:
        book = load(path, data_only=True)
        sheets = [found for sheet in book.worksheets if (found := _sheet(path, sheet))]
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        # The library says in many ways that a file is no workbook: its exceptions of damaged parts are not told apart.
        raise ReadError(str(path), N_("is not a workbook (.xlsx) that can be read")) from error
    if not sheets:
        raise ReadError(str(path), N_("has no sheet that export made: the hidden column behind the table is missing"))
    return sheets


def _sheet(path: Path, sheet: Any) -> FilledSheet | None:
    """A sheet that has headings with a tag."""
    rows = [list(row) for row in sheet.iter_rows()]
    for k, row in enumerate(rows[:_HEAD_ROWS]):
        for cell in row:
            if heading := read_heading(cell.value):
                return _filled(path, sheet.title, rows[k:], cell.column - 1, heading)
    return None


def _filled(path: Path, name: str, rows: Sequence[list[Any]], tags: int, heading: Heading) -> FilledSheet:
    """The rows below the headings; `tags` is the column of the tags."""
    shown = {
        text: cell.column - 1 for cell in rows[0] if cell.column - 1 != tags and (text := _text(cell.value).strip())
    }
    columns = {text: shown[text] for text in heading.columns if text in shown}
    found = FilledSheet(path.name, name, [], [], [], [])
    found.missing.extend(text for text in heading.columns if text not in shown)
    found.added.extend(text for text in shown if text not in heading.columns)
    for row in rows[1:]:
        tag = row[tags].value
        if known := read_row(tag, heading):
            cells = {text: Cell(_text(row[at].value), row[at].coordinate) for text, at in columns.items()}
            found.rows.append(FilledRow(known, cells))
        elif (goes_on := read_continuation(tag)) and found.rows:
            _go_on(found.rows[-1], row, columns, {heading.columns[k] for k in goes_on})
        elif first := next(_texts(row, tags), None):
            found.strange.append(first)
    return found


def _go_on(above: FilledRow, row: Sequence[Any], columns: dict[str, int], which: set[str]) -> None:
    """Join the rest of long texts to the row that they belong to."""
    for text, at in columns.items():
        if text in which:
            cell = above.cells[text]
            above.cells[text] = cell._replace(value=cell.value + _text(row[at].value))


def _texts(row: Sequence[Any], tags: int) -> Iterator[Cell]:
    for cell in row:
        if cell.value is not None and cell.column - 1 != tags:
            yield Cell(_text(cell.value), cell.coordinate)


def _text(value: object) -> str:
    """A value as people see it: a day as 2023-10-31, a whole number without its point."""
    match value:
        case None:
            return ""
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return clean(str(value))
