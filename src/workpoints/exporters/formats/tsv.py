"""The lines of the ledger set apart by tabs."""

from __future__ import annotations

from workpoints.exporters.delimited import delimited
from workpoints.exporters.request import Request

SUFFIX = ".tsv"


def export(request: Request) -> bytes:
    """UTF-8."""
    return delimited(request, "\t").encode("utf-8-sig" if request.bom else "utf-8")
