"""The columns of a ledger, which a project may choose and order: `[ledger] columns` in its settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from workpoints.ledger.rows import Row
from workpoints.ledger.state import State
from workpoints.roles import ROLE_NAMES

__all__ = [
    "COLUMNS",
    "DEADLINE",
    "NOTICE",
    "NUMBER",
    "OWN_TO_SHEET",
    "PROGRESS",
    "REMARKS",
    "ROLE",
    "SECTION",
    "TEXT",
    "Column",
    "Line",
    "columns_for",
]


class Line(NamedTuple):
    """A row of a ledger with its number, and what is filled in."""

    number: int
    row: Row
    state: State = State()
    role: str = ""
    """What the office does whose list it is."""
    notice: str = ""
    """What the notice is called."""
    unit: str = ""
    """The office whose list it is; empty for the ledger of all."""


class Column(NamedTuple):
    """A column: what it shows, and how it looks."""

    heading: str
    value: Callable[[Line], str]
    width: float
    """In Chinese characters."""
    filled: bool = False
    """Whether offices write in it."""
    grouped: bool = False
    """Whether equal values below each other are one."""
    centered: bool = False


def _parties(role: str) -> Callable[[Line], str]:
    """The offices of a role; 等 where the list is open, behind the last role that has any."""

    def value(line: Line) -> str:
        names = getattr(line.row, role)
        last = [each for each in ROLE_NAMES if getattr(line.row, each)][-1:] == [role]
        return "、".join(names) + ("等" if names and last and line.row.open_ended else "")

    return value


NUMBER, NOTICE, SECTION, TEXT, ROLE = "序号", "文件", "工作板块", "具体举措", "角色"
DEADLINE, PROGRESS, REMARKS = "完成时限", "进展情况", "备注"
"""Headings that have a meaning beside that of their column."""
OWN_TO_SHEET = (NUMBER, NOTICE, ROLE)
"""Columns whose values depend on what else is in a sheet."""
_ALL = (
    Column(NUMBER, lambda line: str(line.number), 2.5, centered=True),
    Column(NOTICE, lambda line: line.notice, 6, grouped=True),
    Column("编号", lambda line: line.row.key.id, 4, centered=True),
    Column(SECTION, lambda line: line.row.section, 5, grouped=True),
    Column("重点任务", lambda line: line.row.topic, 6, grouped=True),
    Column(TEXT, lambda line: line.row.measure, 24),
    Column(ROLE, lambda line: ROLE_NAMES.get(line.role, line.role), 3, centered=True),
    Column("牵头单位", _parties("lead"), 6),
    Column("责任单位", _parties("responsible"), 8),
    Column("配合单位", _parties("support"), 6),
    Column("指导单位", _parties("guide"), 5),
    Column("落实方式", lambda line: line.row.manner, 4, centered=True),
    Column("适用范围", lambda line: line.row.scope, 4),
    Column(DEADLINE, lambda line: line.state.deadline or line.row.deadline, 5, filled=True, centered=True),
    Column(PROGRESS, lambda line: line.state.progress, 4, filled=True, centered=True),
    Column(REMARKS, lambda line: line.state.remarks, 5, filled=True),
)
COLUMNS = {column.heading: column for column in _ALL}
"""Heading → the column."""

DEFAULT = (NUMBER, SECTION, "重点任务", TEXT, "牵头单位", "责任单位", "配合单位", DEADLINE, PROGRESS, REMARKS)
"""The columns where a project chooses none."""


def columns_for(chosen: Sequence[str], rows: Iterable[Row]) -> list[Column]:
    """The columns of a ledger; a heading that none of ours has is one more for offices to fill in.

    Where a project chooses none, 指导单位 and 适用范围 are there if a row has them, so that no office is left out.
    """
    headings = [*(chosen or DEFAULT)]
    if not chosen:
        rows = list(rows)
        if any(row.guide for row in rows):
            headings.insert(headings.index(DEADLINE), "指导单位")
        if any(row.scope for row in rows):
            headings.insert(headings.index(DEADLINE), "适用范围")
    return [COLUMNS.get(heading) or _own(heading) for heading in headings]


def _own(heading: str) -> Column:
    return Column(heading, lambda line: dict(line.state.more).get(heading, ""), 5, filled=True)
