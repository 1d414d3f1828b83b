"""`workpoints units`: who has how many duties, where, with whom; and which tasks nobody owns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, Optional

import typer

from workpoints.cli.asked import readers_of
from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.heat import drawn_matrix
from workpoints.cli.options import Encoding, Output, Paths, Quiet, Units
from workpoints.cli.words import EVIDENCE_NAMES, KIND_NAMES, LACK_NAMES, ROLE_NAMES
from workpoints.i18n import N_
from workpoints.i18n import translate as _
from workpoints.query.duties import Reader
from workpoints.query.graphml import graphml
from workpoints.query.matching import nearest_units
from workpoints.query.overview import Edge, Orphan, Tally, matrix, network, orphans, sections, tallies
from workpoints.query.parts import name_of
from workpoints.registry.suggest import proposal

HELP = _("List all units with their duties by role; or sections, shared work, tasks without owner, unknown names.")


class Format(StrEnum):
    """Forms of the answer."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"
    graphml = "graphml"


def command(
    paths: Paths = None,
    by_section: Annotated[
        bool, typer.Option("--matrix", help=_("Units by sections: ● leads, ○ is responsible, · other roles."))
    ] = False,
    shared: Annotated[
        bool, typer.Option("--network", help=_("Pairs of units that share duties; also as --format graphml."))
    ] = False,
    unowned: Annotated[
        bool, typer.Option("--unowned", help=_("Tasks without a unit, or shared by several of which none leads."))
    ] = False,
    unknown: Annotated[
        bool, typer.Option("--unknown", help=_("Names that the registry lacks, with the entries proposed for them."))
    ] = False,
    style: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option("--format", help=_("Default: table on a terminal, tsv in a pipe."), show_default=False),
    ] = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """List all units."""
    chosen = (by_section, shared, unowned, unknown)
    asked = [name for name, given in zip(VIEWS, chosen, strict=True) if given] or [""]
    if len(asked) > 1:
        raise typer.BadParameter(_("only one of them at a time"), param_hint=" ".join(asked))
    if style is Format.graphml and asked != ["--network"]:
        raise typer.BadParameter(_("needs --network"), param_hint="--format graphml")
    readers = readers_of(paths, encoding, units)
    form = str(style or (Format.table if is_terminal() and output is None else Format.tsv))
    rows, text = VIEWS.get(asked[0], _all)(readers, form, color=output is None and is_terminal())
    if not rows and asked[0] not in EMPTY:
        write(text if form == Format.json else "", output)
        fail(_("no duty names a unit"))
        return 1
    write(text if rows or form != Format.table else "", output)
    if not rows:
        note(_(EMPTY[asked[0]]), quiet=quiet)
    return 0


Answer = tuple[int, str]
"""How many rows, and the text."""


def _answer(rows: Sequence[dict[str, Any]], form: str, headings: dict[str, str], *, color: bool) -> Answer:
    """Rows as JSON with their keys, or as a table with headings."""
    if form == Format.json:
        return len(rows), render_json([{key: value for key, value in row.items() if value is not None} for row in rows])
    cells = [[_cell(row[key], drawn=form == Format.table) for key in headings] for row in rows]
    return len(rows), render_rows(list(headings.values()), cells, form, color=color)


def _cell(value: Any, *, drawn: bool) -> str:
    """A value as text; a table that is drawn shows no zeros."""
    if value is None or (drawn and value == 0):
        return ""
    return "、".join(value) if isinstance(value, list) else str(value)


def _all(readers: Sequence[Reader], form: str, *, color: bool) -> Answer:
    headings = {"unit": "单位", "kind": "种类"} | ROLE_NAMES
    headings |= {"total": "合计", "canonical": "规范名称", "evidence": "依据", "also": "又写作"}
    rows = [_as_row(tally, named=form != Format.json) for tally in tallies(readers)]
    return _answer(rows, form, headings, color=color)


def _as_row(tally: Tally, *, named: bool) -> dict[str, Any]:
    """A unit with its counts; in tables, kinds and evidence are told in Chinese."""
    found = tally.resolution
    canonical = [unit.name for unit in found.units or found.named] or ([found.group.name] if found.group else [])
    row: dict[str, Any] = {"unit": tally.name, "kind": KIND_NAMES[found.kind] if named else found.kind}
    row |= {role: tally.counts[role] for role in ROLE_NAMES}
    evidence = [EVIDENCE_NAMES[sign] if named else sign for sign in tally.evidence]
    return row | {"total": tally.total, "canonical": canonical, "evidence": evidence, "also": tally.also}


def _matrix(readers: Sequence[Reader], form: str, *, color: bool) -> Answer:
    columns = sections(readers)
    rows = list(matrix(tallies(readers), columns))
    if form == Format.table:
        return len(rows), drawn_matrix([title for _key, title in columns], rows, color=color)
    if form == Format.json:
        data = [
            {"unit": unit, "section": title} | {role: counts[role] for role in ROLE_NAMES if counts[role]}
            for unit, cells in rows
            for (_key, title), counts in zip(columns, cells, strict=True)
            if counts
        ]
        return len(rows), render_json(data)
    cells = [[unit, *map(_counted, counts)] for unit, counts in rows]
    return len(rows), render_rows(["单位", *(title for _key, title in columns)], cells, form, color=color)


def _counted(counts: Counter[str]) -> str:
    """Duties by role in few characters: 牵头2 负责3."""
    return " ".join(f"{name}{counts[role]}" for role, name in ROLE_NAMES.items() if counts[role])


def _network(readers: Sequence[Reader], form: str, *, color: bool) -> Answer:
    edges = network(readers)
    if form == Format.graphml:
        offices = [tally for tally in tallies(readers) if tally.resolution.kind != "group"]
        return len(edges), graphml(offices, edges)
    headings = dict(zip(Edge._fields, ("单位甲", "单位乙", "共同任务", "甲牵头", "乙牵头"), strict=True))
    return _answer([edge._asdict() for edge in edges], form, headings, color=color)


def _unowned(readers: Sequence[Reader], form: str, *, color: bool) -> Answer:
    headings = dict(zip(Orphan._fields, ("文件", "编号", "缺", "任务", "单位"), strict=True))
    if len(readers) == 1:
        del headings["notice"]
    if form == Format.json:
        rows = [row._asdict() | {"parties": _parties(row.parties)} for row in orphans(readers)]
        return len(rows), render_json(rows)
    rows = [
        row._asdict() | {"lack": LACK_NAMES[row.lack], "parties": [name for _role, name in row.parties]}
        for row in orphans(readers)
    ]
    return _answer(rows, form, headings, color=color)


def _parties(parties: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"role": role, "unit": unit} for role, unit in parties]


def _unknown(readers: Sequence[Reader], form: str, *, color: bool) -> Answer:
    headings = {
        "unit": "单位",
        "total": "责任条数",
        "nearest": "近似",
        "name": "拟用名称",
        "jurisdiction": "地方",
        "system": "系统",
    }
    if len(readers) > 1:
        headings = {"notice": "文件"} | headings
    known = [tally.name for tally in tallies(readers) if tally.resolution.kind == "unit"]
    rows = []
    for reader in readers:
        for tally in tallies([reader]):
            if tally.resolution.kind == "unknown":
                entry = proposal(tally.name, reader.home)
                near = nearest_units(known, tally.name, 1, at_least=SIMILAR)
                row = {"notice": name_of(reader.data), "unit": tally.name, "total": tally.total, "nearest": near}
                rows.append(row | ({"entry": entry} if form == Format.json else entry))
    return _answer(rows, form, headings, color=color)


SIMILAR = 80
"""From which likeness on (0 to 100) another name is worth showing: it may be the same one misspelt."""
EMPTY = {"--unowned": N_("every task has an owner"), "--unknown": N_("the registry knows all units")}
"""View that may well have nothing to show → what is said then."""
VIEWS = {"--matrix": _matrix, "--network": _network, "--unowned": _unowned, "--unknown": _unknown}
