"""A ledger that came back filled in: what its cells say now, row by row."""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from workpoints.extras import load_extra
from workpoints.i18n import N_
from workpoints.ledger.columns import COLUMNS, PROGRESS
from workpoints.ledger.names import clean
from workpoints.ledger.tags import Tag, read_heading, read_tag, written
from workpoints.readers import ReadError

__all__ = ["Cell", "FilledRow", "FilledSheet", "read_filled"]

_HEAD_ROWS = 20
"""Rows among which the headings are looked for: people put rows above them."""
_TELLING = 3
"""So many of our headings in a row, one of them 进展情况, make a ledger."""


class Cell(NamedTuple):
    """A value and where it stands."""

    value: str
    place: str
    """Column and row, as the program shows them: D14."""
    fault: bool = False
    """Whether there is no value to take: an error, or a formula that no program has worked out."""


class FilledRow(NamedTuple):
    """A task with what was exported (checksums) and what stands there now, by heading."""

    tag: Tag
    cells: dict[str, Cell]


class FilledSheet(NamedTuple):
    """A sheet of a ledger."""

    file: str
    name: str
    rows: list[FilledRow]
    missing: list[str]
    """Headings of the ledger that the sheet has no longer, or twice; "" for the hidden column."""
    added: list[str]
    """Headings that somebody has put there."""
    strange: list[Cell]
    """The first text of each row that is none of the ledger's, and what stands where a row goes on."""


def read_filled(path: Path) -> list[FilledSheet]:
    """The sheets of a workbook that are ledgers. Raises `ReadError`, `MissingExtraError`.

    Columns and rows may stand in another order, with others between; what tells them is hidden in a column.
    """
    found = [sheet for name, rows in _sheets(path) if (sheet := _sheet(path, name, rows))]
    if not any(sheet.rows for sheet in found):
        raise ReadError(str(path), N_("has no sheet that export made: the hidden column behind the table is missing"))
    return found


class _Raw(NamedTuple):
    """A cell of a workbook that holds something."""

    row: int
    column: int
    value: object
    kind: str
    """`f` for a formula, `e` for an error."""
    form: str
    """How a number is shown."""


_Row = list[_Raw]


def _sheets(path: Path) -> list[tuple[str, list[_Row]]]:
    """Name and rows of each sheet of a workbook; cells without a value are left out, and rows without cells."""
    load = load_extra("openpyxl", "xlsx").load_workbook
    if not path.is_file():
        raise ReadError(str(path), N_("is a folder, not a file") if path.is_dir() else N_("no such file"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = dict(_read(load(path, read_only=True)))
            worked_out = {name for name, rows in sheets.items() if _has_formulas(rows)}
            values = dict(_read(load(path, read_only=True, data_only=True), worked_out)) if worked_out else {}
    except Exception as error:  # the library says in many ways that a file is no workbook
        raise ReadError(str(path), N_("is not a workbook (.xlsx) that can be read")) from error
    return [(name, _with_values(rows, values.get(name, []))) for name, rows in sheets.items()]


def _read(book: Any, wanted: set[str] | None = None) -> Iterator[tuple[str, list[_Row]]]:
    try:
        for sheet in book.worksheets:
            if wanted is None or sheet.title in wanted:
                sheet.reset_dimensions()
                rows = (
                    [
                        _Raw(cell.row, cell.column, cell.value, cell.data_type, str(cell.number_format))
                        for cell in row
                        if cell.value is not None
                    ]
                    for row in sheet.iter_rows()
                )
                yield sheet.title, [row for row in rows if row]
    finally:
        book.close()


def _has_formulas(rows: Sequence[_Row]) -> bool:
    """Whether a ledger has formulas, whose values are read apart; the index, which always has, is none."""
    if not any(read_heading(cell.value) for row in rows[:_HEAD_ROWS] for cell in row):
        return False
    return any(cell.kind == "f" for row in rows for cell in row)


def _with_values(rows: list[_Row], values: list[_Row]) -> list[_Row]:
    """The rows with what their formulas come to, where a program has worked that out."""
    known = {(cell.row, cell.column): cell for row in values for cell in row}
    return [[known.get((cell.row, cell.column), cell) if cell.kind == "f" else cell for cell in row] for row in rows]


def _sheet(path: Path, name: str, rows: Sequence[_Row]) -> FilledSheet | None:
    """A sheet that has headings with a tag, or without one though they are ours."""
    for k, row in enumerate(rows[:_HEAD_ROWS]):
        for cell in row:
            if headings := read_heading(cell.value):
                return _filled(path, name, rows[k:], cell.column, headings)
        texts = {_text(cell).strip() for cell in row}
        if PROGRESS in texts and len(texts & {*COLUMNS}) >= _TELLING:
            return FilledSheet(str(path), name, [], [""], [], [])
    return None


def _filled(path: Path, name: str, rows: Sequence[_Row], tags: int, headings: list[str]) -> FilledSheet:
    """The rows below the headings; `tags` is the column of the tags."""
    named = [(_text(cell).strip(), cell.column) for cell in rows[0] if cell.column != tags]
    count = Counter(text for text, _ in named)
    places = {column: text for text, column in named if text in headings and count[text] == 1}
    found = FilledSheet(str(path), name, [], [], [], [])
    found.missing.extend(text for text in headings if count[text] != 1)
    found.added.extend(text for text in count if text and text not in headings)
    pieces: dict[str, list[tuple[Tag, dict[str, Cell]]]] = {}
    for row in rows[1:]:
        tag = next((read_tag(cell.value, headings) for cell in row if cell.column == tags), None)
        cells = {places[cell.column]: _cell(cell) for cell in row if cell.column in places}
        if tag is None:
            found.strange.extend([_cell(cell) for cell in row if cell.column != tags][:1])
            continue
        empty = {text: Cell("", _place(row[0].row, column)) for column, text in places.items()}
        pieces.setdefault(written(tag._replace(piece=0)), []).append((tag, empty | cells))
    for parts in pieces.values():
        found.rows.extend(_joined(parts, found.strange))
    return found


def _joined(parts: list[tuple[Tag, dict[str, Cell]]], strange: list[Cell]) -> Iterator[FilledRow]:
    """The rows of a task as one; several where somebody has copied it.

    A text that goes on below is put together again. Where a piece of it is missing, it has no value to take.
    """
    firsts = [cells for piece, cells in parts if not piece.piece]
    rests = sorted(((piece, cells) for piece, cells in parts if piece.piece), key=lambda part: part[0].piece)
    for first in firsts:
        for piece, cells in rests if len(firsts) == 1 else ():
            for text, cell in cells.items():
                if text in piece.columns:
                    first[text] = first[text]._replace(value=first[text].value + cell.value)
                elif text in COLUMNS and not COLUMNS[text].filled:
                    continue
                elif cell.value:
                    strange.append(cell)
        numbers = [piece.piece for piece, _ in rests]
        if numbers != [*range(1, len(numbers) + 1)] or (rests and len(firsts) > 1):
            split = {text for piece, _ in rests for text in piece.columns}
            first |= {text: first[text]._replace(fault=True) for text in split if text in first}
        yield FilledRow(parts[0][0]._replace(piece=0, columns=()), first)
    if not firsts:
        strange.extend(next(iter(cells.values())) for _, cells in rests)


def _place(row: int, column: int) -> str:
    """A cell as programs call it: row 14 of column 4 is D14."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _cell(cell: _Raw) -> Cell:
    return Cell(_text(cell), _place(cell.row, cell.column), fault=cell.kind in ("e", "f"))


def _text(cell: _Raw) -> str:
    """A value as people see it: a day as 2023-10-31, a month as 2023年10月, a share as 50%, 3 without its point."""
    value, form = cell.value, cell.form
    match value:
        case bool():
            return str(value).upper()
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat() if "d" in form.lower() else f"{value.year}年{value.month}月"
        case int() | float() if "%" in form:
            return f"{value * 100:g}%"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return clean(str(value))
