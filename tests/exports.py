"""Requests for exports, and what comes back from workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

import workpoints
from workpoints.exporters import exporter_for
from workpoints.exporters.request import Request
from workpoints.parser import Parsed
from workpoints.query.duties import Reader

__all__ = ["REGISTRY", "cells_of", "exported", "opened", "reader_of", "request_of"]

REGISTRY = workpoints.load_registry(None)


def reader_of(text: str, name: str = "plan.txt") -> tuple[Reader, Parsed]:
    parsed = workpoints.parse(text, name=name)
    return Reader(workpoints.to_data(parsed.notice), REGISTRY), parsed


def request_of(*texts: str, **options: Any) -> Request:
    """A request for plans; their names are plan.txt, plan2.txt and so on."""
    found = [reader_of(text, f"plan{k if k > 1 else ''}.txt") for k, text in enumerate(texts, 1)]
    parsed = {id(reader): source for reader, source in found}
    return Request([reader for reader, _ in found], parsed=lambda reader: parsed[id(reader)], **options)


def exported(form: str, request: Request) -> bytes:
    return exporter_for(form).export(request)


def opened(data: bytes | Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)


def cells_of(sheet: Any, headings: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of a ledger by the headings of the second row; equal cells that were made one are filled up."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            if row > 1:
                rows[row - 2][area.min_col - 1] = sheet.cell(area.min_row, area.min_col).value
    names = rows[0][:-1]
    return [_picked(dict(zip(names, row[:-1], strict=True)), headings) for row in rows[1:]]


def _picked(row: dict[str, Any], headings: Iterable[str] | None) -> dict[str, Any]:
    return row if headings is None else {heading: row[heading] for heading in headings}
