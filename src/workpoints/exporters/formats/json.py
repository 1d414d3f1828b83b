"""The rows of the ledger as one JSON array."""

from __future__ import annotations

from workpoints.exporters.records import records
from workpoints.exporters.request import Request
from workpoints.reports.rows import json_text

SUFFIX = ".json"


def export(request: Request) -> bytes:
    """UTF-8, indented."""
    return json_text(list(records(request))).encode()
