"""The ledger (任务分工台账) as a workbook, to be printed, filled in and read back."""

from __future__ import annotations

from workpoints.exporters.request import Request
from workpoints.exporters.sheets.book import workbook

SUFFIX = ".xlsx"
EDITED = True


def export(request: Request) -> bytes:
    """The workbook. Raises `MissingExtraError`."""
    return workbook(request)
