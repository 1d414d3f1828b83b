"""The changes as JSON: an array of rows, or one row a line."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.compare.change import Change, Number
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.sides import WHOLE, whole_sides
from workpoints.compare.forms.view import View
from workpoints.reports.rows import json_text

__all__ = ["json_array", "json_lines"]

_KEYS = ("id_old", "id_new", "unit", "field", "old", "new", "text", "section", "units", "ids_old", "ids_new")
_ALWAYS = frozenset({"text"})


def json_array(view: View) -> str:
    """All rows in one array."""
    return json_text(list(_rows(view)))


def json_lines(view: View) -> str:
    """One row a line."""
    return "".join(json_text(row, indent=None) for row in _rows(view))


def _rows(view: View) -> Iterator[dict[str, object]]:
    """A row for each change; it names the files where there are several comparisons."""
    several = len(view.comparisons) > 1
    for comparison in view.comparisons:
        files = _files(comparison) if several else {}
        yield from (files | _row(change) for change in comparison.changes)


def _files(comparison: Comparison) -> dict[str, object]:
    return {"file_old": comparison.old, "file_new": comparison.new}


def _row(change: Change) -> dict[str, object]:
    """What a change has; values that are empty are left out, but for the text."""
    values = {key: getattr(change, key) for key in _KEYS}
    if change.kind in WHOLE:
        values |= dict(zip(("old", "new"), whole_sides(change), strict=True))
    row: dict[str, object] = {"kind": str(change.kind)}
    row |= {key: value for key, value in values.items() if value or key in _ALWAYS}
    return row | ({"numbers": [_number(number) for number in change.numbers]} if change.numbers else {})


def _number(number: Number) -> dict[str, str]:
    return {"id_old": number.id_old, "id_new": number.id_new, "old": number.old, "new": number.new}
