"""One sheet of a ledger: title, headings, rows, laid out for print on A4 across."""

from __future__ import annotations

from typing import Any, NamedTuple

from workpoints.exporters.sheets.grid import Grid
from workpoints.exporters.sheets.styles import Styles
from workpoints.ledger.columns import Column
from workpoints.ledger.state import PROGRESS
from workpoints.ledger.tags import heading_tag

__all__ = ["FIRST_ROW", "Placed", "write_ledger"]

FIRST_ROW = 2
"""Row of the first task, from 0: below the title and the headings."""
_CENTERED = frozenset({"序号", "编号", "角色", "落实方式", "完成时限", "进展情况"})
_A4 = 9
_MARGIN = 12 / 25.4
"""Inches."""
# A protected sheet still lets people filter, sort and make columns wider; without a password anyone may lift it.
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True, "format_cells": True}
_STATE = "进展情况"


class Placed(NamedTuple):
    """Where a ledger stands in its workbook."""

    sheet: str
    columns: list[str]
    rows: tuple[int, int]
    """First and last row of the tasks, from 0."""


def write_ledger(sheet: Any, styles: Styles, ledger: Grid) -> Placed:
    """Fill a sheet."""
    headings = [column.heading for column in ledger.columns]
    last = FIRST_ROW + len(ledger.strips) - 1
    _set_up(sheet, ledger, last)
    _write_head(sheet, styles, ledger)
    for k, strip in enumerate(ledger.strips):
        sheet.set_row(FIRST_ROW + k, strip.height)
        for j, column in enumerate(ledger.columns):
            _write_cell(sheet, (FIRST_ROW + k, j), column.heading, strip.cells[j], styles[_kind(column)])
        sheet.write_string(FIRST_ROW + k, len(headings), strip.tag)
    _write_groups(sheet, styles, ledger)
    if _STATE in headings and last >= FIRST_ROW:
        _offer_states(sheet, styles, headings.index(_STATE), last)
    return Placed(sheet.get_name(), headings, (FIRST_ROW, max(last, FIRST_ROW)))


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
    sheet.set_h_pagebreaks([FIRST_ROW + k for k in ledger.breaks])
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.print_area(0, 0, max(last, FIRST_ROW), count - 1)
    sheet.autofilter(1, 0, max(last, FIRST_ROW), count - 1)
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
    if heading == "序号" and text:
        sheet.write_number(*place, int(text), style)
    elif text:
        sheet.write_string(*place, text, style)
    else:
        sheet.write_blank(*place, None, style)


def _kind(column: Column) -> str:
    if column.filled:
        return "filled" if column.heading in _CENTERED else "free"
    return "group" if column.grouped else "center" if column.heading in _CENTERED else "text"


def _write_groups(sheet: Any, styles: Styles, ledger: Grid) -> None:
    """Make equal cells one. Each keeps its value below, so that the filter finds all rows of a group."""
    for group in ledger.groups:
        first, last = FIRST_ROW + group.first, FIRST_ROW + group.last
        sheet.merge_range(first, group.column, last, group.column, "", styles["group"])
        text = ledger.strips[group.first].cells[group.column]
        for row in range(first, last + 1):
            sheet.write_string(row, group.column, text, styles["group"])


def _offer_states(sheet: Any, styles: Styles, column: int, last: int) -> None:
    sheet.data_validation(
        FIRST_ROW,
        column,
        last,
        column,
        {"validate": "list", "source": [*PROGRESS], "error_title": _STATE, "error_message": "、".join(PROGRESS)},
    )
    for state, style in (("逾期", "late"), ("已完成", "done")):
        rule = {"type": "cell", "criteria": "==", "value": f'"{state}"', "format": styles[style]}
        sheet.conditional_format(FIRST_ROW, column, last, column, rule)
