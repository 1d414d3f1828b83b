"""An alignment as JSON: an array of rows, or one row a line."""

from __future__ import annotations

from typing import Any

from workpoints.alignment.forms.view import View
from workpoints.alignment.result import Addition, Drift, Hole, Match, Near
from workpoints.reports.rows import json_text

__all__ = ["json_array", "json_lines"]

Row = dict[str, Any]


def json_array(view: View) -> str:
    """All rows in one array."""
    return json_text(list(view.rows(_pair, _hole, _addition, _drift)))


def json_lines(view: View) -> str:
    """One row a line."""
    return "".join(json_text(row, indent=None) for row in view.rows(_pair, _hole, _addition, _drift))


def _pair(match: Match, near: Near) -> Row:
    passages = [
        {"text": match.text[slice(*passage.upper)], "upper": [*passage.upper], "lower": [*passage.lower]}
        for passage in near.passages
    ]
    row = {"kind": "match", "upper": match.id, "lower": near.id, "score": near.score}
    row |= {"upper_leads": [*match.leads], "lower_leads": [*near.leads]}
    return row | {"passages": passages, "upper_text": match.text, "lower_text": near.text}


def _hole(hole: Hole) -> Row:
    row = {"kind": "hole", "upper": hole.id, "lack": str(hole.lack)}
    return row | {"upper_leads": [*hole.leads], "upper_text": hole.text}


def _addition(addition: Addition) -> Row:
    return {"kind": "addition", "lower": addition.id, "lower_leads": [*addition.leads], "lower_text": addition.text}


def _drift(drift: Drift) -> Row:
    return {"kind": "drift"} | drift._asdict()
