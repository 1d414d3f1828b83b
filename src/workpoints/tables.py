"""Tables of tasks: which column says what, and the rows as parts of the plan.

    head = 序号 | task … | ( 牵头单位 | 责任单位 | 配合单位 | … ) … | [ 完成时限 ]
    row  = number | task … | parties … | [ deadline ]

A table whose cells stand one a line has no rows of its own: a row begins where a cell is the next number, and its other
cells are told by what they hold: names of offices, a deadline, or text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from workpoints.cells import Range
from workpoints.duties import NamedParty, Reading, read_duty
from workpoints.labels import Label
from workpoints.lines import Flow
from workpoints.units import read_name
from workpoints.words import DEADLINE_LABELS, DUTY_LABELS, Role

__all__ = ["Row", "Tables", "tables_of"]

_NUMBER = re.compile(r"[（(]?(\d{1,3})[）).、]?")
_DEADLINE = re.compile(r".{0,12}(?:前|底|完成|推进|动工|投入使用|见成效|全年|长期|月|季度|年内|半年).{0,6}")
_LEAST_COLUMNS = 3
_LEAST_RULES = 3


class Row(NamedTuple):
    """A row of a table; ranges count in the text of the flow."""

    label: Label
    text: Range | None
    """The cells of the task."""
    notation: Range | None
    """The cells of parties and deadline."""
    end: int
    reading: Reading | None


class Tables(NamedTuple):
    """The tables of a text that have a column of parties."""

    heads: list[Range]
    """Their rows of headings."""
    rows: dict[int, Row]
    """Their other rows, by where they begin."""
    broken: Range | None = None
    """A table whose cells are broken over lines, which is left as text."""


def tables_of(flow: Flow) -> Tables:
    """The tables of a text that have a column of parties."""
    if broken := _broken(flow.rows):
        return Tables([], {}, broken)
    heads: list[Range] = []
    rows: dict[int, Row] = {}
    columns: list[str] | None = None
    number = 0
    for cells in flow.rows or _stacked(flow.text):
        head = _columns(flow.text, cells)
        if head:
            columns, number = head, 0
            heads.append((min(cell[0] for cell in cells if cell[1]), max(cell[1] for cell in cells)))
        elif columns and (row := _row(flow.text, cells, columns, number + 1)):
            rows[row.label.start] = row
            number = row.label.number
    return Tables(heads, rows)


def _broken(rows: list[list[Range]]) -> Range | None:
    """The first row of a ruled table that takes several lines; rules between all rows are what shows it."""
    if sum(not row for row in rows) < _LEAST_RULES:
        return None
    for row, following in pairwise(rows):
        cells = [cell for cell in (*row, *following) if cell[1]]
        if row and following and cells:
            return min(cells)[0], max(cells)[1]
    return None


def _columns(text: str, cells: list[Range]) -> list[str] | None:
    """What the columns below a row of headings hold: a role, deadline, number or text; None where it is none."""
    kinds = [_kind(text[start:end].replace(" ", "")) for start, end in cells]
    roles = [kind for kind in kinds if kind in ("lead", "responsible", "support", "guide")]
    return kinds if roles and len(kinds) >= _LEAST_COLUMNS else None


def _kind(heading: str) -> str:
    if heading in DUTY_LABELS:
        return DUTY_LABELS[heading]
    if heading in DEADLINE_LABELS:
        return "deadline"
    return "number" if heading in ("序号", "编号") else "text"


def _row(text: str, cells: list[Range], columns: list[str], expected: int) -> Row | None:
    """A row of a table; None where its cells do not fit the columns."""
    kinds = columns if len(cells) == len(columns) else _guessed(text, cells)
    filled = [(kind, cell) for kind, cell in zip(kinds, cells, strict=True) if cell[0] < cell[1]]
    if len(filled) < _LEAST_COLUMNS - 1:
        return None
    first = filled[0][1]
    numbered = _NUMBER.fullmatch(text, *first)
    label = Label("row", int(numbered[1]) if numbered else expected, first[0], first[1] if numbered else first[0])
    rest = filled[1:] if numbered else filled
    said = [(kind, cell) for kind, cell in rest if kind not in ("text", "number")]
    before = [cell for kind, cell in rest if kind in ("text", "number") and (not said or cell[0] < said[0][1][0])]
    return Row(
        label,
        (before[0][0], before[-1][1]) if before else None,
        (said[0][1][0], said[-1][1][1]) if said else None,
        filled[-1][1][1],
        _reading(text, said) if said else None,
    )


def _guessed(text: str, cells: list[Range]) -> list[str]:
    """What the cells of a row hold, told by their content."""
    return [_guess(text[start:end], k) for k, (start, end) in enumerate(cells)]


def _guess(content: str, k: int) -> str:
    if k == 0 and _NUMBER.fullmatch(content):
        return "number"
    name = read_name(content)
    if (name and name.certain) or (read_duty(content) is not None):
        return "responsible"
    return "deadline" if k > 1 and _DEADLINE.fullmatch(content) else "text"


def _reading(text: str, said: list[tuple[str, Range]]) -> Reading | None:
    """The parties and the deadline of a row; positions count from its first cell of them."""
    reading = Reading(role_given=True)
    base = said[0][1][0]
    for kind, (start, end) in said:
        if kind == "deadline":
            reading.deadline = (start - base, end - base)
        elif (cell := read_duty(text[start:end])) is not None:
            reading.parties += [_moved(party, kind, start - base, own=cell.role_given) for party in cell.parties]
            reading.open_ended |= cell.open_ended
            reading.manner = reading.manner or cell.manner
    return reading if reading.parties else None


def _moved(party: NamedParty, kind: str, by: int, *, own: bool) -> NamedParty:
    """A party of a cell with its place in the row, in the role of the column unless its own words give one."""
    role: Role = party.role if own else kind  # type: ignore[assignment]
    return party._replace(role=role, start=party.start + by, end=party.end + by)


def _stacked(text: str) -> list[list[Range]]:
    """The rows of a table whose cells stand one a line, its headings as the first; empty where there is none."""
    found = "序号\n" in text and re.search(r"^序号\n(?:.{1,12}\n){2,8}?(?=1\n)", text, re.MULTILINE)
    if not found:
        return []
    rows: list[list[Range]] = [[line.span() for line in re.finditer(r"[^\n]+", found[0])]]
    rows[0] = [(start + found.start(), end + found.start()) for start, end in rows[0]]
    expected = 1
    for line in re.finditer(r"[^\n]+", text[found.end() :]):
        place = (line.start() + found.end(), line.end() + found.end())
        if line[0] == str(expected):
            rows.append([])
            expected += 1
        rows[-1].append(place)
    return rows
