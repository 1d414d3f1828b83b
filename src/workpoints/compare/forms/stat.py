"""How many changes there are of each kind, by sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.tsv import Row, Table
from workpoints.compare.forms.view import groups
from workpoints.compare.forms.words import KIND_NAMES

__all__ = ["briefly", "stat"]

_FILES, _SECTION, _CHANGES, _TOTAL = ("原文件", "新文件"), "板块", "变化", "合计"


def stat(comparisons: Sequence[Comparison]) -> Table:
    """A row for each section with changes, a column for each kind that there is; totals last.

    Words are Chinese, as in all tables; with several comparisons the files stand first.
    """
    changes = [change for comparison in comparisons for change in comparison.changes]
    kinds = [kind for kind in Kind if any(change.kind is kind for change in changes)]
    several = len(comparisons) > 1
    rows = [row if several else row[2:] for comparison in comparisons for row in _rows(comparison, kinds)]
    headings = (_SECTION, *(KIND_NAMES[kind] for kind in kinds), _TOTAL)
    total = (_TOTAL, *_counts(changes, kinds))
    return Table((*_FILES, *headings) if several else headings, [*rows, ("", "", *total) if several else total])


def briefly(table: Table) -> Table:
    """The same with the kinds of a row in one cell, which a narrow terminal has room for."""
    front = table.headings.index(_SECTION) + 1
    kinds = table.headings[front:-1]
    rows = [
        (
            *row[:front],
            "，".join(f"{kind}{count}" for kind, count in zip(kinds, row[front:-1], strict=True) if count),
            row[-1],
        )
        for row in table.rows
    ]
    return Table((*table.headings[:front], _CHANGES, _TOTAL), rows)


def _rows(comparison: Comparison, kinds: Sequence[Kind]) -> Iterator[Row]:
    for group in groups(comparison):
        yield comparison.old, comparison.new, group.title, *_counts(group.changes, kinds)


def _counts(changes: Iterable[Change], kinds: Sequence[Kind]) -> Row:
    """How many there are of each kind, nothing for none, and how many in all."""
    counts = Counter(change.kind for change in changes)
    return (*(str(counts[kind] or "") for kind in kinds), str(counts.total()))
