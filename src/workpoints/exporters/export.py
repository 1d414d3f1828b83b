"""Notices exported in one call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workpoints.convert import to_data
from workpoints.exporters import EXPORTERS, exporter_for
from workpoints.exporters.request import Request
from workpoints.model import Notice
from workpoints.parser import Parsed
from workpoints.query.duties import Reader
from workpoints.query.matching import find_units
from workpoints.registry.reader import load_registry
from workpoints.registry.registry import Registry

__all__ = ["export"]


def export(  # noqa: PLR0913 - options of a form
    notices: Iterable[Notice | Parsed],
    form: str,
    *,
    unit: str = "",
    columns: Sequence[str] = (),
    per_unit: bool = False,
    merge: bool = True,
    unassigned: bool = False,
    bom: bool = False,
    registry: Registry | None = None,
) -> bytes:
    """The bytes of a file with the notices: csv, docx, html, json, jsonl, markdown, tsv or xlsx.

    `unit` leaves only the tasks of an office, named as for `workpoints who`; `columns` are the headings of ledgers;
    `per_unit` adds a sheet for each office and `merge` makes equal cells one (xlsx); `unassigned` adds texts for which
    nobody is named; `bom` is for Excel (csv, tsv). The page (html) shows the source of a notice given as `Parsed`.
    Raises `ValueError` for a form or an office that is not known, and `MissingExtraError`.
    """
    if form not in EXPORTERS:
        raise ValueError(form)
    known = registry or load_registry(None)
    given = list(notices)
    readers = [Reader(to_data(each.notice if isinstance(each, Parsed) else each), known) for each in given]
    sources = {id(reader): each for reader, each in zip(readers, given, strict=True) if isinstance(each, Parsed)}
    request = Request(
        readers,
        units=_named(readers, unit) if unit else None,
        chosen=columns,
        parsed=lambda reader: sources.get(id(reader)),
        per_unit=per_unit,
        merge=merge,
        unassigned=unassigned,
        bom=bom,
    )
    return exporter_for(form).export(request)


def _named(readers: Sequence[Reader], unit: str) -> list[list[str]]:
    match = find_units(readers, unit)
    if not match.all():
        raise ValueError(unit)
    return match.names
