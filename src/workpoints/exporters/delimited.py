"""Rows of a ledger as lines with their cells set apart: csv and tsv."""

from __future__ import annotations

import csv
import io

from workpoints.exporters.request import Request

__all__ = ["delimited"]

# What Excel takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def delimited(request: Request, delimiter: str) -> str:
    """The lines below their headings; a cell that holds a delimiter, a quote or a line end stands in quotes.

    For Excel, an apostrophe stands before what Excel would take for a formula and run; all else is as it is.
    """
    columns = request.table
    rows = [[column.heading for column in columns]]
    rows += ([column.value(line) for column in columns] for line in request.lines())
    text = io.StringIO()
    plain = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    quoted = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = [_inert(cell) if request.bom else cell for cell in row]
        # A reader ends a line at \r too, which the library does not quote.
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return text.getvalue()


def _inert(cell: str) -> str:
    return "'" * cell.startswith(_FORMULA) + cell
