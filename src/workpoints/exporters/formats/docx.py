"""A document of Word in the layout of official documents: the notice with its plan, or the tasks of one office."""

from __future__ import annotations

from workpoints.exporters.official.duty_list import write_duty_list
from workpoints.exporters.official.plan import write_notice
from workpoints.exporters.official.sheet import Sheet
from workpoints.exporters.request import Request, title_of_notice

SUFFIX = ".docx"
WHOLE = True
EDITED = True


def export(request: Request) -> bytes:
    """All notices one behind the other; where one office is wanted, its tasks."""
    sheet = Sheet()
    if request.units is not None:
        write_duty_list(sheet, request)
        return sheet.saved()
    for reader in request.readers:
        write_notice(sheet, reader.data)
    sheet.title = title_of_notice(request.readers[0]) if request.readers else ""
    return sheet.saved()
