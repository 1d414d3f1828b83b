"""One sheet of a ledger: title, headings, rows, laid out for print on A4 across."""

from __future__ import annotations

from typing import Any, NamedTuple

from workpoints.exporters.sheets.grid import Grid
from workpoints.exporters.sheets.styles import Styles
from workpoints.ledger.columns import NUMBER, PROGRESS, Column
from workpoints.ledger.state import CHOICES
from workpoints.ledger.tags import heading_tag

__all__ = ["Placed", "write_ledger"]

_FIRST_ROW = 2
"""Row of the first task, from 0: below the title and the headings."""
_A4 = 9
_MARGIN = 12 / 25.4
"""Inches."""
# A protected sheet still lets people filter, sort and make columns wider; without a password anyone may lift it.
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "format_cells": True}


class Placed(NamedTuple):
    """Where a ledger stands in its workbook."""

    sheet: str
    columns: list[str]
    rows: tuple[int, int]
    """First and last row of the tasks, from 0."""


def write_ledger(sheet: Any, styles: Styles, ledger: Grid) -> Placed:
    """Fill a sheet."""
    headings = [column.heading for column in ledger.columns]
    last = _FIRST_ROW + len(ledger.strips) - 1
    _set_up(sheet, ledger, last)
    _write_head(sheet, styles, ledger)
    for k, strip in enumerate(ledger.strips):
        sheet.set_row(_FIRST_ROW + k, strip.height)
        for j, column in enumerate(ledger.columns):
            _write_cell(sheet, (_FIRST_ROW + k, j), column.heading, strip.cells[j], styles[_kind(column)])
        sheet.write_string(_FIRST_ROW + k, len(headings), strip.tag)
    _write_groups(sheet, styles, ledger)
    if PROGRESS in headings and last >= _FIRST_ROW:
        _offer_states(sheet, styles, headings.index(PROGRESS), last)
    return Placed(sheet.get_name(), headings, (_FIRST_ROW, max(last, _FIRST_ROW)))


def _set_up(sheet: Any, ledger: Grid, last: int) -> None:
    """Paper, what is repeated on each page, what stays in view."""
    count = len(ledger.columns)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=15 / 25.4)
    sheet.set_footer("&C第 &P 页 共 &N 页", {"margin": 7 / 25.4})
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(0, 1)
    sheet.set_h_pagebreaks([_FIRST_ROW + k for k in ledger.breaks])
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.print_area(0, 0, max(last, _FIRST_ROW), count - 1)
    # With the hidden column, so that rows that are sorted take it along.
    sheet.autofilter(1, 0, max(last, _FIRST_ROW), count)
    sheet.protect("", _ALLOWED)
    for j, points in enumerate(ledger.widths):
        sheet.set_column_pixels(j, j, round(points * 96 / 72))
    sheet.set_column(count, count, None, None, {"hidden": True})


def _write_head(sheet: Any, styles: Styles, ledger: Grid) -> None:
    headings = [column.heading for column in ledger.columns]
    count = len(headings)
    for row, points in enumerate(ledger.head):
        sheet.set_row(row, points)
    if count > 1:
        sheet.merge_range(0, 0, 0, count - 1, "", styles["title"])
    sheet.write_string(0, 0, ledger.title, styles["title"])
    for j, heading in enumerate(headings):
        sheet.write_string(1, j, heading, styles["heading"])
    sheet.write_string(1, count, heading_tag(headings))


def _write_cell(sheet: Any, place: tuple[int, int], heading: str, text: str, style: Any) -> None:
    """A text as it is: nothing in it is a formula or a link. The number of the row can be sorted by."""
    if heading == NUMBER and text:
        sheet.write_number(*place, int(text), style)
    elif text:
        sheet.write_string(*place, text, style)
    else:
        sheet.write_blank(*place, None, style)


def _kind(column: Column) -> str:
    if column.filled:
        return "filled" if column.centered else "free"
    return "group" if column.grouped else "center" if column.centered else "text"


def _write_groups(sheet: Any, styles: Styles, ledger: Grid) -> None:
    """Make equal cells one. Each keeps its value below, so that the filter finds all rows of a group."""
    for group in ledger.groups:
        first, last = _FIRST_ROW + group.first, _FIRST_ROW + group.last
        sheet.merge_range(first, group.column, last, group.column, "", styles["group"])
        text = ledger.strips[group.first].cells[group.column]
        for row in range(first, last + 1):
            sheet.write_string(row, group.column, text, styles["group"])


def _offer_states(sheet: Any, styles: Styles, column: int, last: int) -> None:
    sheet.data_validation(
        _FIRST_ROW,
        column,
        last,
        column,
        {"validate": "list", "source": [*CHOICES], "error_title": PROGRESS, "error_message": "、".join(CHOICES)},
    )
    for state, style in (("逾期", "late"), ("已完成", "done")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{state}"', "format": styles[style]}
        sheet.conditional_format(_FIRST_ROW, column, last, column, rule)
