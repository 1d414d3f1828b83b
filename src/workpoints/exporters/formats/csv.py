"""The lines of the ledger as csv; for Excel with a byte order mark."""

from __future__ import annotations

from workpoints.exporters.delimited import delimited
from workpoints.exporters.request import Request

SUFFIX = ".csv"


def export(request: Request) -> bytes:
    """UTF-8."""
    return delimited(request, ",").encode("utf-8-sig" if request.bom else "utf-8")
