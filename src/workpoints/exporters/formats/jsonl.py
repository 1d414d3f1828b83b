"""The rows of the ledger as JSON, one a line."""

from __future__ import annotations

from workpoints.exporters.records import records
from workpoints.exporters.request import Request
from workpoints.reports.rows import json_text

SUFFIX = ".jsonl"


def export(request: Request) -> bytes:
    """UTF-8, a line each."""
    return "".join(json_text(record, indent=None) for record in records(request)).encode()
