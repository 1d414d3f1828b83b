"""The changes as a table with tabs, whose words are Chinese whatever the language of messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.sides import WHOLE, whole_sides
from workpoints.compare.forms.view import View
from workpoints.compare.forms.words import FIELD_NAMES, KIND_NAMES, ROLE_NAMES

__all__ = ["Table", "flat", "table", "tsv"]

Row = tuple[str, ...]
_FILES = ("原文件", "新文件")
_HEADINGS = ("变化", "原编号", "新编号", "单位", "原", "新", "任务")
_ROLES = frozenset({Kind.party_added, Kind.party_dropped, Kind.role_changed})
"""Kinds whose values are roles."""


class Table(NamedTuple):
    """Headings and rows."""

    headings: Row
    rows: list[Row]


def tsv(view: View) -> str:
    """The table, a row a line; line breaks and tabs in cells become blanks."""
    found = table(view.comparisons)
    return "".join("\t".join(map(flat, row)) + "\n" for row in (found.headings, *found.rows))


def flat(cell: str) -> str:
    """A cell on one line: line breaks and tabs become blanks."""
    return " ".join(cell.replace("\t", " ").splitlines())


def table(comparisons: Sequence[Comparison]) -> Table:
    """A row for each change; with the files where there are several."""
    several = len(comparisons) > 1
    rows = [
        (comparison.old, comparison.new, *row) if several else row
        for comparison in comparisons
        for row in map(_row, comparison.changes)
    ]
    return Table((*_FILES, *_HEADINGS) if several else _HEADINGS, rows)


def _row(change: Change) -> Row:
    kind = KIND_NAMES[change.kind]
    old, new = change.ids_old or (change.id_old or "",), change.ids_new or (change.id_new or "",)
    whole = whole_sides(change) if change.kind in WHOLE else (change.old, change.new)
    values = (_value(change, whole[0]), _value(change, whole[1]))
    return kind, "、".join(old), "、".join(new), change.unit or "", *values, _about(change)


def _about(change: Change) -> str:
    """The task; for what stands outside the parts of the plan, which value it is; for other numbers, of how many."""
    if change.kind is Kind.renumbered:
        return f"共{len(change.numbers)}个部分"
    inside = change.id_old or change.id_new
    return change.text if inside else FIELD_NAMES.get(change.field or "", change.text)


def _value(change: Change, value: str | None) -> str:
    return ROLE_NAMES.get(value or "", value or "") if change.kind in _ROLES else value or ""
