"""Findings as JSON: an array of rows, or one row a line."""

from __future__ import annotations

import json
from typing import Any

from workpoints.reports.report import Report

__all__ = ["json_array", "json_lines", "json_text"]

# Many programs end a line at these too; in JSON they can only stand inside texts, where an escape means the same.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_array(report: Report) -> str:
    """All rows in one array."""
    return json_text([finding.row() for finding in report.findings])


def json_lines(report: Report) -> str:
    """One row a line."""
    return "".join(json_text(finding.row(), indent=None) for finding in report.findings)


def json_text(data: Any, *, indent: int | None = 2) -> str:
    """JSON with the characters as they are."""
    return json.dumps(data, ensure_ascii=False, indent=indent).translate(_LINE_ENDS) + "\n"
