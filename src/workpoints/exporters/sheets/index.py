"""The first sheet of a workbook: what is in it, how many tasks there are and how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from workpoints.exporters.sheets.fit import height, line_count
from workpoints.exporters.sheets.ledger import Placed
from workpoints.exporters.sheets.styles import Styles
from workpoints.ledger.columns import NOTICE, PROGRESS, SECTION
from workpoints.ledger.names import clean
from workpoints.ledger.standing import OPEN
from workpoints.ledger.state import CHOICES
from workpoints.roles import ROLE_NAMES

__all__ = ["Counted", "Office", "write_index"]

_NAME_WIDTH, _NUMBER_WIDTH = 46, 9


class Counted(NamedTuple):
    """A section or a notice: its name, how many tasks it has by their state, and where they stand."""

    name: str
    states: Counter[str]
    at: Placed
    column: str = ""
    """The column that holds the name; without one, all rows of the sheet are meant."""

    @property
    def total(self) -> int:
        """Its tasks."""
        return self.states.total()


class Office(NamedTuple):
    """An office, how many tasks it has by role, and its sheet, where it has one."""

    name: str
    counts: Counter[str]
    sheet: str = ""


def write_index(sheet: Any, styles: Styles, title: str, parts: Sequence[Counted], offices: Sequence[Office]) -> None:
    """Fill the sheet. The numbers by state follow what is filled in: they are formulas, with the values of now."""
    _set_up(sheet, title, styles)
    heading = SECTION if parts and parts[0].column else NOTICE
    row = _write_parts(sheet, styles, 2, heading, parts)
    _write_offices(sheet, styles, row + 2, offices)


def _set_up(sheet: Any, title: str, styles: Styles) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    sheet.repeat_rows(0)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, len(CHOICES) + 2, _NUMBER_WIDTH)
    sheet.set_row(0, 30 * line_count(title, 40))
    sheet.merge_range(0, 0, 0, len(CHOICES) + 2, "", styles["title"])
    sheet.write_string(0, 0, clean(title), styles["title"])


def _headings(sheet: Any, styles: Styles, row: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings):
        sheet.write_string(row, column, heading, styles["heading"])


def _name(sheet: Any, styles: Styles, row: int, name: str, target: str) -> None:
    """A name, as a link to a sheet where there is one."""
    name = clean(name)
    sheet.set_row(row, height(line_count(name, _NAME_WIDTH - 2)))
    if target:
        quoted = target.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", styles["link"], string=name)
    else:
        sheet.write_string(row, 0, name, styles["text"])


def _write_parts(sheet: Any, styles: Styles, row: int, heading: str, parts: Sequence[Counted]) -> int:
    """The tasks of each section, or of each notice; the row below."""
    _headings(sheet, styles, row, [heading, "任务", *CHOICES, OPEN])
    first = row + 1
    for row, part in enumerate(parts, first):  # noqa: PLR1704 - the last row is used below
        _name(sheet, styles, row, part.name, part.at.sheet)
        sheet.write_number(row, 1, part.total, styles["center"])
        for column, state in enumerate(CHOICES, 2):
            formula = _count(part, xl_rowcol_to_cell(row, 0), xl_rowcol_to_cell(first - 1, column, row_abs=True))
            sheet.write_formula(row, column, formula, styles["center"], part.states[state])
        filled = sum(part.states[state] for state in CHOICES)
        first_state, last_state = (xl_rowcol_to_cell(row, column) for column in (2, len(CHOICES) + 1))
        rest = f"={xl_rowcol_to_cell(row, 1)}-SUM({first_state}:{last_state})"
        sheet.write_formula(row, len(CHOICES) + 2, rest, styles["center"], part.total - filled)
    total = first + len(parts)
    sheet.write_string(total, 0, "合计", styles["heading"])
    by_state = [sum(part.states[state] for part in parts) for state in CHOICES]
    whole = sum(part.total for part in parts)
    sums = [whole, *by_state, whole - sum(by_state)]
    for column, value in enumerate(sums, 1):
        above = f"{xl_rowcol_to_cell(first - 1, column)}:{xl_rowcol_to_cell(total - 1, column)}"
        sheet.write_formula(total, column, f"=SUM({above})", styles["total"], value)
    return total + 1


def _count(part: Counted, name: str, state: str) -> str:
    """How many rows of a sheet are in a state, and in the section with a name. The cells are compared as they are."""
    by_state = f"({_range(part.at, PROGRESS)}={state})" if PROGRESS in part.at.columns else "0"
    by_name = f"*({_range(part.at, part.column)}={name})" if part.column in part.at.columns else ""
    return f"=SUMPRODUCT({by_state}{by_name or '*1'})"


def _range(at: Placed, heading: str) -> str:
    column = at.columns.index(heading)
    first, last = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in at.rows)
    sheet = at.sheet.replace("'", "''")
    return f"'{sheet}'!{first}:{last}"


def _write_offices(sheet: Any, styles: Styles, row: int, offices: Sequence[Office]) -> None:
    """The tasks of each office by role."""
    _headings(sheet, styles, row, ["单位", "合计", *ROLE_NAMES.values()])
    for at, office in enumerate(offices, row + 1):
        _name(sheet, styles, at, office.name, office.sheet)
        for column, count in enumerate((office.counts.total(), *(office.counts[role] for role in ROLE_NAMES)), 1):
            sheet.write_number(at, column, count, styles["center"])
