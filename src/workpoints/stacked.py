"""Tables whose cells stand one a line, as text extraction leaves them, and cells told by what they hold.

    table = 序号 heading { heading } row { row }
    row   = number cell { cell }, the numbers from 1 on

A labelled line is a heading between rows. An element of the notice ends the table, but that a date is a cell where its
row may have a deadline, or the next row follows.
"""

from __future__ import annotations

import re

from workpoints.boundaries import is_signature
from workpoints.columns import columns_of, row_number
from workpoints.duties import LONGEST_NOTATION, read_duty
from workpoints.elements import element_of
from workpoints.flow import Flow
from workpoints.source import Range
from workpoints.units import read_name

__all__ = ["guess", "stacked_rows"]

_HEAD = re.compile(r"^序号\n(?:.{1,14}\n){2,8}?(?=1\n)", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_DEADLINE = re.compile(r".{0,12}(?:前|底|完成|推进|动工|投入使用|见成效|全年|长期|月|季度|年内|半年|日).{0,6}")


def guess(content: str, k: int) -> str:
    """What a cell holds, told by its content and its place in the row."""
    if k == 0 and row_number(content) is not None:
        return "number"
    if content.endswith(("。", "；")) or len(content) > LONGEST_NOTATION:
        return "text"
    name = read_name(content)
    if (name and name.certain) or read_duty(content) is not None:
        return "responsible"
    return "deadline" if k > 1 and _DEADLINE.fullmatch(content) else "text"


def stacked_rows(flow: Flow) -> list[list[Range]]:
    """The cells of a table row by row, its headings first; empty where there is none."""
    text = flow.text
    found = "序号\n" in text and _HEAD.search(text)
    if not found:
        return []
    labelled = {label.start for label in flow.labels}
    head = [line.span() for line in _LINE.finditer(text, *found.span()) if line.start() not in labelled]
    rows = _rows(text, found.end(), labelled)
    columns = columns_of([text[start:end] for start, end in head]) or []
    return [head, *rows[:-1], _without_tail(text, rows[-1], columns)]


def _rows(text: str, start: int, labelled: set[int]) -> list[list[Range]]:
    """The rows, the last of them with what follows it up to a labelled line or an element that is no date."""
    rows: list[list[Range]] = []
    within = False
    for line in _LINE.finditer(text, start):
        if line[0] == str(len(rows) + 1):
            rows.append([])
            within = True
        elif line.start() in labelled:
            within = False
        elif (found := element_of(text, line.span())) and found[0] != "issued_on":
            break
        if within:
            rows[-1].append(line.span())
    return rows


def _without_tail(text: str, row: list[Range], columns: list[str]) -> list[Range]:
    """The last row without the date of the notice, and the signature where the row has enough cells without it."""
    due = "deadline" in columns
    for k, cell in enumerate(row):
        found = element_of(text, cell)
        if found and not due:
            signed = k > len(columns) and is_signature(text, row[k - 1], last=False)
            return row[: k - signed]
        due = due and guess(text[slice(*cell)], k) != "deadline"
    return row
