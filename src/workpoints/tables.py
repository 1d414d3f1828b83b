"""Tables of tasks: the rows as parts of the plan.

    head = 序号 | task … | ( 牵头单位 | 责任单位 | 配合单位 | … ) … | [ 完成时限 ] | [ 备注 ]
    row  = [ number ] | task … | parties … | [ deadline ] | [ remark ]

Of several columns of text before the parties the last that names tasks, or the first, is the heading of the row, unless
it is the only one or the last. What stands in other columns of text is
the task's text too, on whichever side of the parties; categories and remarks at the ends of a row are texts of their
own. A number in Han characters with nothing but a text is a heading over the rows below.

Cells that are merged with the one above come out empty: a row without a number is a further task of the row above, and
one that says nowhere who leads, or who does it at all, is done by whom the row above names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import dropwhile, groupby, repeat, takewhile
from typing import NamedTuple

from workpoints.boundaries import attachments
from workpoints.columns import ROLE_COLUMNS, columns_of, row_number
from workpoints.duties import LONGEST_NOTATION, NamedParty, Reading, RuleReading, read_duty
from workpoints.flow import Flow
from workpoints.labels import Label
from workpoints.source import Range
from workpoints.stacked import guess, stacked_rows
from workpoints.words import Role

__all__ = ["Row", "Tables", "Task", "tables_of"]

_LETTER = re.compile(r"\w")
_FEWEST_CELLS = 2
_TEXTS = ("task", "text")
_Cell = tuple[str, Range]
"""What a cell holds, as in `columns_of`, and where it stands in the flow."""


class Task(NamedTuple):
    """What a row says once; ranges count in the text of the flow."""

    text: list[Range]
    """The cells of the task."""
    said: list[Range]
    """The cells of parties and deadlines."""
    reading: Reading | None
    """What the cells of parties and deadlines say; positions count from the first of them."""
    unread: list[Range]
    """Cells of parties that could not be read."""


@dataclass(slots=True)
class Row:
    """A row of a table, and the rows below it that are merged with it."""

    label: Label
    """It begins where the row does and ends with the number."""
    number: Range | None
    title: Range | None
    end: int
    tasks: list[Task] = field(default_factory=list)


class Tables(NamedTuple):
    """The tables of a text that have a column of parties."""

    heads: list[Range]
    """Their rows of headings."""
    rows: dict[int, Row]
    """Their other rows, by where they begin."""


def tables_of(flow: Flow) -> Tables:
    """The tables of a text that have a column of parties."""
    stacked = not flow.rows
    rows = stacked_rows(flow) if stacked else flow.rows
    heads = [start for start, _ in attachments(flow.text)] if rows else []
    reader = _TableReader(flow, stacked, [label.start for label in flow.labels], heads)
    for cells, ruled in zip(rows, ((), *flow.unruled) if flow.unruled else repeat(()), strict=False):
        reader.merged_columns = ruled
        reader.row(cells)
    return Tables(reader.heads, reader.rows)


@dataclass(slots=True)
class _TableReader:
    """Reads rows one after the other."""

    flow: Flow
    stacked: bool
    """Whether the cells stand one a line and show no columns."""
    headings: list[int]
    """Where the labelled lines of the text begin."""
    attachments: list[int]
    """Where lines begin that may head an attachment."""
    heads: list[Range] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    above: Row | None = None
    """The row before, unless a heading stands between."""
    merged_columns: Collection[int] = ()
    """The columns that the rule above the row leaves out."""

    def row(self, cells: list[Range]) -> None:
        """Read a row of headings, or of cells that fit the columns."""
        text, filled = self.flow.text, [cell for cell in cells if cell[1]]
        if not filled:
            return
        if head := columns_of([text[start:end] for start, end in cells]):
            self.columns, self.above = head, None
            self.heads.append((min(filled)[0], max(filled)[1]))
            return
        if not self.columns or len(filled) < _FEWEST_CELLS or self.is_over(filled[0][0]):
            return
        kinds = self.kinds(cells)
        guessed = kinds is None
        if guessed and not self.stacked and row_number(text[slice(*filled[0])]) is None:
            return  # of another table
        kinds = kinds or self.guessed([guess(text[start:end], k) for k, (start, end) in enumerate(cells)])
        self.add([cell for cell in zip(kinds, cells, strict=True) if cell[1][1]], guessed=guessed)

    def is_over(self, start: int) -> bool:
        """Whether the table has ended: an attachment begins between the row above and this one."""
        if self.above is None or not self.is_between(self.attachments, self.above.end, start):
            return False
        self.columns = []
        return True

    def is_between(self, places: list[int], end: int, start: int) -> bool:
        """Whether one of some places lies between the end of a row and the start of another."""
        return bisect_left(places, end) < bisect_left(places, start)

    def kinds(self, cells: list[Range]) -> list[str] | None:
        """What the cells of a row hold; None where only their content tells.

        A row that is short lacks its last cells, or its first ones where it is merged with the row above in them.
        """
        missing = len(self.columns) - len(cells)
        if self.stacked or missing < 0:
            return None
        if missing == 0:
            return self.columns
        merged = self.above is not None and row_number(self.flow.text[slice(*cells[0])]) is None
        ways = [self.columns[missing:]] * merged + [self.columns[: len(cells)]]
        return next((way for way in ways if self.fits(way, cells)), None)

    def fits(self, kinds: list[str], cells: list[Range]) -> bool:
        """Whether the cells of columns of parties name some, one of them at least."""
        named = [cell for kind, cell in zip(kinds, cells, strict=True) if kind in ROLE_COLUMNS and self.is_filled(cell)]
        return bool(named) and all(self.said(cell) for cell in named)

    def is_filled(self, cell: Range) -> bool:
        """Whether a cell says something: a dash or a stroke says that there is nothing to say."""
        return _LETTER.search(self.flow.text, *cell) is not None

    def said(self, cell: Range) -> Reading | None:
        """What a cell of parties says."""
        return read_duty(self.flow.text[slice(*cell)]) if cell[1] - cell[0] <= LONGEST_NOTATION else None

    def guessed(self, kinds: list[str]) -> list[str]:
        """The kinds of cells one a line: of the lines of parties each column has one, and the last the rest."""
        roles = [kind for kind in self.columns if kind in ROLE_COLUMNS]
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
        start = filled[0][1][0]
        above = self.above
        if above and self.is_between(self.headings, above.end, start):
            above = None
        row, rest = self.opened(filled, above, guessed=guessed)
        row.end = filled[-1][1][1]
        last = above.tasks[-1].reading if above and above.tasks else None
        for cells in _tasks(rest, guessed=guessed):
            row.tasks.append(self.task(cells, last))
            last = row.tasks[-1].reading
        self.above = row

    def opened(self, filled: list[_Cell], above: Row | None, *, guessed: bool) -> tuple[Row, list[_Cell]]:
        """The row that some cells are of, and the cells without number and title."""
        start = filled[0][1][0]
        place, number = self.number(filled)
        if above and number is None and "number" in self.columns:
            return above, filled
        rest = [cell for cell in filled if cell[1] != place]
        end = place[1] if place else start
        if number is None:
            number = above.label.number + 1 if above else 1
        if place and self.is_group(place, rest):
            label = Label("row_group", number, start, end)
            row = self.rows[start] = Row(label, place, rest[0][1], end)
            return row, []
        row = self.rows[start] = Row(Label("row", number, start, end), place, None if guessed else _title(rest), end)
        return row, [cell for cell in rest if row.title is None or cell[1] > row.title]

    def number(self, filled: list[_Cell]) -> tuple[Range | None, int | None]:
        """Where the number of a row stands, and the number; a category may stand before it."""
        kind, cell = next(dropwhile(lambda cell: cell[0] == "category", filled), filled[0])
        number = row_number(self.flow.text[slice(*cell)]) if kind in ("number", *_TEXTS) else None
        return (None if number is None else cell), number

    def is_group(self, number: Range, rest: list[_Cell]) -> bool:
        """Whether a numbered row is a heading over those below."""
        alone = len(rest) == 1 and rest[0][0] in _TEXTS
        return alone and "number" in self.columns and not any(map(str.isdecimal, self.flow.text[slice(*number)]))

    def task(self, cells: list[_Cell], above: Reading | None) -> Task:
        """What some cells say; `above` is what the row above says."""
        said = [cell for cell in cells if cell[0] in (*ROLE_COLUMNS, "deadline")]
        inner = [place for kind, place in cells if kind in (*_TEXTS, "number", "deadline", *ROLE_COLUMNS)]
        first, last = (inner[0], inner[-1]) if inner else (cells[0][1], cells[0][1])
        named = {place for _, place in said}
        return Task(
            [place for _, place in cells if first <= place <= last and place not in named],
            [place for _, place in said],
            self.reading(said, above) if said else None,
            [cell for kind, cell in said if kind in ROLE_COLUMNS and self.is_filled(cell) and not self.said(cell)],
        )

    def reading(self, said: list[_Cell], above: Reading | None) -> Reading | None:
        """The parties and the deadline of a task."""
        base = said[0][1][0]
        reading = Reading(role_given=True)
        for kind, (start, end) in said:
            if kind == "deadline":
                reading.deadline = (start - base, end - base)
            elif (cell := self.said((start, end))) is not None:
                reading.parties += [_moved(party, kind, start - base, own=cell.role_given) for party in cell.parties]
                reading.rules += [_shifted(rule, start - base) for rule in cell.rules]
                reading.open_ended |= cell.open_ended
                reading.manner = reading.manner or cell.manner
        merged = self.merged(said, above) if all(party.role != "lead" for party in reading.parties) else []
        reading.parties[:0], reading.merged = merged, bool(merged)
        return reading if reading.parties else None

    def merged(self, said: list[_Cell], above: Reading | None) -> list[NamedParty]:
        """The parties from the row above: all where a task names none, else those of an empty column of leads.

        Where a rule shows which cells are merged, those of each such column.
        """
        kinds = {kind for kind, _ in said} & set(ROLE_COLUMNS)
        if above is None:
            return []
        merged = {self.columns[k] for k in self.merged_columns if k < len(self.columns)} - kinds
        if "lead" in self.columns and "lead" not in kinds:
            merged.add("lead")
        parties = [party for party in above.parties if not kinds or party.role in merged]
        return [party._replace(start=0, end=0, inherited=False) for party in parties]


def _title(cells: list[_Cell]) -> Range | None:
    """Of several cells of text that stand before those of parties, the last of a task with more text behind it."""
    told = list(dropwhile(lambda cell: cell[0] == "category", cells))
    texts = list(takewhile(lambda cell: cell[0] in _TEXTS, told))
    tasks = [place for kind, place in texts[:-1] if kind == "task"]
    return tasks[-1] if tasks else texts[0][1] if len(texts) > 1 else None


def _tasks(cells: list[_Cell], *, guessed: bool) -> list[list[_Cell]]:
    """The cells of a row, task by task: where they stand one a line, text behind parties begins another task."""
    if not guessed:
        return [cells] if cells else []
    tasks: list[list[_Cell]] = []
    for is_text, group in groupby(cells, key=lambda cell: cell[0] in _TEXTS):
        if is_text or not tasks:
            tasks.append([])
        tasks[-1] += group
    return tasks


def _shifted(rule: RuleReading, by: int) -> RuleReading:
    """A rule of a cell with its place in the row."""
    return rule._replace(start=rule.start + by, end=rule.end + by)


def _moved(party: NamedParty, kind: str, by: int, *, own: bool) -> NamedParty:
    """A party of a cell with its place in the row, in the role of the column unless its own words give one."""
    role: Role = party.role if own else kind  # type: ignore[assignment]
    return party._replace(role=role, start=party.start + by, end=party.end + by)
