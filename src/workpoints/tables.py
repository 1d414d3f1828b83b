"""Tables of tasks: which column says what, and the rows as parts of the plan.

    head = 序号 | task … | ( 牵头单位 | 责任单位 | 配合单位 | … ) … | [ 完成时限 ]
    row  = [ number ] | task … | parties … | [ deadline ]

Of two columns of text before the parties the first is the heading of the row; one that sorts the rows (任务类别) is
neither. Cells that are merged with the one above
come out empty: a row without a number is a further task of the row above, and one that says nowhere who leads, or who
does it at all, is done by whom the row above names.

A table whose cells stand one a line has no rows of its own: a row begins where a cell is the next number, and its other
cells are told by what they hold: names of offices, a deadline, or text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from workpoints.cells import Range
from workpoints.duties import NamedParty, Reading, read_duty
from workpoints.elements import element_of
from workpoints.flow import Flow
from workpoints.labels import Label
from workpoints.units import read_name
from workpoints.words import DEADLINE_LABELS, DUTY_LABEL, DUTY_LABELS, PERSON_LABELS, Role

__all__ = ["Row", "Tables", "Task", "tables_of"]

_NUMBER = re.compile(r"[（(]?(\d{1,3})[）).、]?")
_DEADLINE = re.compile(r".{0,12}(?:前|底|完成|推进|动工|投入使用|见成效|全年|长期|月|季度|年内|半年).{0,6}")
# What a column holds is told by a word of its heading: 市级牵头单位, 责任单位及责任人.
_DUTY_HEADING = re.compile(DUTY_LABEL)
_HEADINGS = (
    ("number", ("序号", "编号")),
    ("deadline", DEADLINE_LABELS),
    ("person", PERSON_LABELS),
    ("category", ("类别", "分类", "板块", "版块", "领域", "大类")),
)
_LONGEST_HEADING = 14
_LEAST_COLUMNS = 3
_ROLES = ("lead", "responsible", "support", "guide")
_Cell = tuple[str, Range]
"""What a cell holds (a role, deadline, number, person or text) and where it stands in the flow."""


class Task(NamedTuple):
    """What a row says once; ranges count in the text of the flow."""

    text: Range | None
    """The cells of the task."""
    notation: Range | None
    """The cells of parties and deadline."""
    end: int
    reading: Reading | None


@dataclass(slots=True)
class Row:
    """A row of a table, and the rows below it that are merged with it."""

    label: Label
    title: Range | None
    tasks: list[Task]


class Tables(NamedTuple):
    """The tables of a text that have a column of parties."""

    heads: list[Range]
    """Their rows of headings."""
    rows: dict[int, Row]
    """Their other rows, by where they begin."""


def tables_of(flow: Flow) -> Tables:
    """The tables of a text that have a column of parties."""
    reader = _TableReader(flow, [label.start for label in flow.labels], [], {})
    for cells in flow.rows or _stacked(flow):
        reader.row(cells)
    return Tables(reader.heads, reader.rows)


@dataclass(slots=True)
class _TableReader:
    """Reads rows one after the other."""

    flow: Flow
    headings: list[int]
    """Where the labelled lines of the text begin."""
    heads: list[Range]
    rows: dict[int, Row]
    columns: list[str] | None = None
    above: Row | None = None
    """The row before, unless a heading stands between."""

    def row(self, cells: list[Range]) -> None:
        """Read a row of headings, or of cells that fit the columns."""
        text = self.flow.text
        if not cells:
            return
        if head := _columns(text, cells):
            self.columns, self.above = head, None
            self.heads.append((min(cell[0] for cell in cells if cell[1]), max(cell[1] for cell in cells)))
            return
        if not self.columns or self.is_over(cells):
            return
        kinds = self.kinds(cells)
        fits = kinds is not None
        kinds = kinds or self.guessed([_guess(text[start:end], k) for k, (start, end) in enumerate(cells)])
        filled = [(kind, cell) for kind, cell in zip(kinds, cells, strict=True) if cell[0] < cell[1]]
        if len(filled) >= _LEAST_COLUMNS - 1:
            self.add(filled, guessed=not fits)

    def is_over(self, cells: list[Range]) -> bool:
        """Whether the table has ended: an attachment begins between the row above and this one."""
        if self.above is None:
            return False
        first = min((cell[0] for cell in cells if cell[1]), default=0)
        over = self.flow.text.find("\n附件", self.above.tasks[-1].end, first) >= 0
        self.columns = None if over else self.columns
        return over

    def kinds(self, cells: list[Range]) -> list[str] | None:
        """What the cells of a row hold; None where only their content tells.

        A row that is short by its first cells is merged with the one above in them. Cells one a line show no columns.
        """
        columns = self.columns or []
        missing = len(columns) - len(cells)
        if missing == 0 or not self.flow.rows:
            return columns if self.flow.rows else None
        if missing > 0 and self.above and not _NUMBER.fullmatch(self.flow.text, *cells[0]):
            rest = columns[missing:]
            return rest if any(kind in _ROLES for kind in rest) else None
        return None

    def guessed(self, kinds: list[str]) -> list[str]:
        """The kinds of cells one a line: of the lines of parties each column has one, and the last the rest."""
        roles = [kind for kind in self.columns or () if kind in _ROLES]
        told: list[str] = []
        position = 0
        for kind in kinds:
            if kind != "responsible":
                position = position if kind == "deadline" else 0
                told.append(kind)
            else:
                told.append(roles[min(position, len(roles) - 1)])
                position += 1
        return told

    def add(self, filled: list[_Cell], *, guessed: bool) -> None:
        """Add the tasks of a row, to the row above where it has no number of its own."""
        kind, first = filled[0]
        above = self.above if self.above and not self.is_parted(self.above, first[0]) else None
        number = _NUMBER.fullmatch(self.flow.text, *first) if kind in ("number", "text") else None
        rest = filled[1:] if number else filled
        if number or above is None or "number" not in (self.columns or ()):
            expected = above.label.number + 1 if above else 1
            label = Label("row", int(number[1]) if number else expected, first[0], first[1] if number else first[0])
            row = self.rows[first[0]] = Row(label, None if guessed else _title(rest), [])
            if row.title:
                rest = rest[1:]
        else:
            row = above
        last = above.tasks[-1].reading if above else None
        for cells in _tasks(rest, guessed=guessed):
            row.tasks.append(self.task(cells, last))
            last = row.tasks[-1].reading
        self.above = row

    def is_parted(self, above: Row, start: int) -> bool:
        """Whether a heading stands between two rows."""
        return bisect_left(self.headings, above.tasks[-1].end) < bisect_left(self.headings, start)

    def task(self, cells: list[_Cell], above: Reading | None) -> Task:
        """What some cells say; `above` is what the row above says."""
        said = [cell for cell in cells if cell[0] in (*_ROLES, "deadline")]
        first = said[0][1][0] if said else cells[-1][1][1]
        texts = [cell for kind, cell in cells if kind in ("text", "number") and cell[1] <= first]
        return Task(
            (texts[0][0], texts[-1][1]) if texts else None,
            (first, said[-1][1][1]) if said else None,
            cells[-1][1][1],
            self.reading(said, above) if said else None,
        )

    def reading(self, said: list[_Cell], above: Reading | None) -> Reading | None:
        """The parties and the deadline of a task; positions count from its first cell of them."""
        text, base = self.flow.text, said[0][1][0]
        merged = self.merged(said, above)
        reading = Reading(role_given=True, parties=merged, merged=bool(merged))
        for kind, (start, end) in said:
            if kind == "deadline":
                reading.deadline = (start - base, end - base)
            elif (cell := read_duty(text[start:end])) is not None:
                reading.parties += [_moved(party, kind, start - base, own=cell.role_given) for party in cell.parties]
                reading.open_ended |= cell.open_ended
                reading.manner = reading.manner or cell.manner
        return reading if reading.parties else None

    def merged(self, said: list[_Cell], above: Reading | None) -> list[NamedParty]:
        """The parties from the row above: all where a task names none, else those of an empty column of leads."""
        kinds = {kind for kind, _ in said} & set(_ROLES)
        if above is None or "lead" in kinds or (kinds and "lead" not in (self.columns or ())):
            return []
        parties = [party for party in above.parties if not kinds or party.role == "lead"]
        return [party._replace(start=0, end=0, inherited=False) for party in parties]


def _columns(text: str, cells: list[Range]) -> list[str] | None:
    """What the columns below a row of headings hold; None where the row is none."""
    headings = ["".join(text[start:end].split()) for start, end in cells]
    kinds = [_kind(heading) for heading in headings]
    if len(kinds) < _LEAST_COLUMNS or not any(kind in _ROLES for kind in kinds):
        return None
    known = sum(kind != "text" for kind in kinds)
    return kinds if known > 1 or any(heading in DUTY_LABELS for heading in headings) else None


def _kind(heading: str) -> str:
    if len(heading) <= _LONGEST_HEADING:
        if label := _DUTY_HEADING.search(heading):
            return DUTY_LABELS[label[0]]
        return next((kind for kind, words in _HEADINGS if any(word in heading for word in words)), "text")
    return "text"


def _title(cells: list[_Cell]) -> Range | None:
    """The first of two cells of text that stand before those of parties."""
    return cells[0][1] if len(cells) > 1 and cells[0][0] == cells[1][0] == "text" else None


def _tasks(cells: list[_Cell], *, guessed: bool) -> list[list[_Cell]]:
    """The cells of a row, task by task: where they stand one a line, text behind parties begins another task."""
    if not guessed:
        return [cells]
    tasks: list[list[_Cell]] = []
    for is_text, group in groupby(cells, key=lambda cell: cell[0] == "text"):
        if is_text or not tasks:
            tasks.append([])
        tasks[-1] += group
    return tasks


def _guess(content: str, k: int) -> str:
    """What a cell holds, told by its content."""
    if k == 0 and _NUMBER.fullmatch(content):
        return "number"
    if content.endswith(("。", "；")):
        return "text"
    name = read_name(content)
    if (name and name.certain) or (read_duty(content) is not None):
        return "responsible"
    return "deadline" if k > 1 and _DEADLINE.fullmatch(content) else "text"


def _moved(party: NamedParty, kind: str, by: int, *, own: bool) -> NamedParty:
    """A party of a cell with its place in the row, in the role of the column unless its own words give one."""
    role: Role = party.role if own else kind  # type: ignore[assignment]
    return party._replace(role=role, start=party.start + by, end=party.end + by)


def _stacked(flow: Flow) -> list[list[Range]]:
    """The rows of a table whose cells stand one a line, its headings as the first; empty where there is none.

    A labelled line is a heading between rows; an element of the notice ends the table.
    """
    text = flow.text
    found = "序号\n" in text and re.search(r"^序号\n(?:.{1,12}\n){2,8}?(?=1\n)", text, re.MULTILINE)
    if not found:
        return []
    labelled = {label.start for label in flow.labels}
    head = [(line.start() + found.start(), line.end() + found.start()) for line in re.finditer(r"[^\n]+", found[0])]
    rows = [[cell for cell in head if cell[0] not in labelled]]
    expected, within = 1, False
    for line in re.compile(r"[^\n]+").finditer(text, found.end()):
        if element_of(text, line.span()) is not None:
            break
        if line[0] == str(expected):
            rows.append([])
            expected += 1
        elif line.start() in labelled:
            within = False
            continue
        within = within or rows[-1] == []
        if within:
            rows[-1].append(line.span())
    return rows
