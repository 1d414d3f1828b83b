"""`workpoints ledger merge`: filled ledgers brought together with what is stored."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from workpoints.cli.asked import readers_of
from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.exporting import Progress, progress_folder, stored_of
from workpoints.cli.options import Encoding, Output, Quiet, Units
from workpoints.i18n import N_
from workpoints.i18n import translate as _
from workpoints.ledger.filled import read_filled
from workpoints.ledger.merge import Finding, Kind, Merged, merge
from workpoints.ledger.offices import Offices
from workpoints.ledger.rows import Key, Row, rows_of
from workpoints.ledger.state import States
from workpoints.ledger.store import write_states
from workpoints.query.duties import Reader
from workpoints.query.parts import name_of
from workpoints.readers import ReadError

HELP = _(
    "Read filled ledgers (xlsx) back: progress, deadlines and remarks go to the progress files; conflicts and locked"
    " cells that were changed are listed. Exit 1 where there are any."
)


class Format(StrEnum):
    """Forms of the answer."""

    table = "table"
    tsv = "tsv"
    json = "json"


KINDS = {
    Kind.taken: N_("taken"), Kind.conflict: N_("conflict"), Kind.locked: N_("locked column changed by hand"),
    Kind.outdated: N_("the plan has changed since"), Kind.refused: N_("cannot be taken"),
    Kind.unknown: N_("no row of the plan"), Kind.missing: N_("column is missing"),
    Kind.added: N_("no column of the ledger"),
}  # fmt: skip
"""Kind → what is said of a cell."""
REASONS = {Kind.refused: N_(" (a state is one of 未启动, 推进中, 已完成, 逾期; a formula needs its value)")}
"""Kind → why it is so."""
OTHER_TABLES = (".xls", ".et", ".ods", ".csv")
"""What programs for tables write besides."""
HARMLESS = (Kind.taken, Kind.outdated, Kind.added)
"""Kinds with which nothing is wrong."""


def command(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA", help=_("The notice that the ledger was made of, or a folder of such."), show_default=False
        ),
    ],
    filled: Annotated[
        list[Path],
        typer.Argument(metavar="FILLED...", help=_("Filled ledgers, or folders of such."), show_default=False),
    ],
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help=_("Take what a ledger says also where the stored value has changed since.")),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help=_("Write nothing, only tell."))] = False,
    progress: Progress = None,
    style: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option("--format", help=_("Default: table on a terminal, tsv in a pipe."), show_default=False),
    ] = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Merge filled ledgers."""
    workbooks, others = _workbooks(filled)
    sheets = [sheet for path in workbooks for sheet in read_filled(path)]
    folder = progress_folder(progress)
    readers = readers_of([data], encoding, units)
    rows = [rows_of(reader.data) for reader in readers]
    stored = [stored_of(reader, folder) for reader in readers]
    states = States({key: state for each in stored for key, state in each.states.items()})
    offices = {name_of(reader.data): Offices(reader) for reader in readers}
    merged = merge(sheets, {row.key: row for of in rows for row in of}, states, offices, overwrite=overwrite)
    for reader, of_notice in zip(readers, rows, strict=True) if not dry_run else ():
        _write(merged, folder, reader, of_notice, quiet=quiet)
    _show(merged.findings, style, output)
    for path in others:
        fail(_("{path}: not read; save it as .xlsx").format(path=path))
    return max(_summed(merged.findings, quiet=quiet), int(bool(others)))


def _workbooks(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The workbooks that paths name, those below folders too; and tables of other kinds, which cannot be read."""
    found: list[Path] = []
    others: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else []
        workbooks = [file for file in inside if _is_workbook(file)] if path.is_dir() else [path]
        others += [file for file in inside if file.suffix.lower() in OTHER_TABLES]
        if not workbooks:
            raise ReadError(str(path), N_("holds no workbooks (.xlsx)"))
        found += workbooks
    return found, others


def _is_workbook(file: Path) -> bool:
    """Whether a file of a folder is a workbook; programs that have one open leave files behind that begin with ~$."""
    return file.suffix.lower() == ".xlsx" and not file.name.startswith("~$")


def _show(findings: list[Finding], style: Format | None, output: Path | None) -> None:
    """Write what is said of cells, those that need a person first."""
    to_terminal = output is None and is_terminal()
    form = style or (Format.table if to_terminal else Format.tsv)
    ordered = sorted(findings, key=lambda finding: finding.kind in HARMLESS)
    if form == Format.json:
        write(render_json([_as_json(finding) for finding in ordered]), output)
    elif ordered or form == Format.tsv:
        drawn = form == Format.table
        headings = ["结果", "单元格", "任务", "已存", "填报"] if drawn else HEADINGS
        rows = [_drawn(finding) if drawn else _cells(finding) for finding in ordered]
        write(render_rows(headings, rows, form, color=to_terminal), output)


HEADINGS = ["结果", "文件", "工作表", "单元格", "编号", "单位", "列", "已存", "填报"]


def _drawn(finding: Finding) -> list[str]:
    """A row of a table that is drawn: place and task in a cell each."""
    kind, file, sheet, cell, part, unit, heading, was, now = _cells(finding)
    where = f"{Path(file).name} {sheet}{f'!{cell}' if cell else ''}"
    return [kind, where, " ".join(filter(None, (part, unit, heading))), was, now]


def _cells(finding: Finding) -> list[str]:
    key = finding.key or Key("", "")
    place = [_(KINDS[finding.kind]), finding.file, finding.sheet, finding.cell]
    return [*place, key.id, key.unit, finding.heading, finding.was, finding.now]


def _as_json(finding: Finding) -> dict[str, object]:
    key = finding.key._asdict() if finding.key else {}
    row = finding._asdict() | {"key": None} | key
    return {name: value for name, value in row.items() if value not in (None, "")}


def _write(merged: Merged, folder: Path, reader: Reader, rows: list[Row], *, quiet: bool) -> None:
    """Write the progress file of a notice in which something changed."""
    notice = name_of(reader.data)
    if any(finding.key and finding.key.notice == notice for finding in merged.taken):
        states = {key: state for key, state in merged.states.items() if key.notice == notice}
        former = stored_of(
            reader, folder
        )  # read anew: a notice of the same name may have been written to the same file
        path, lost = write_states(folder, notice, former._replace(states=states), rows)
        note(_("{path}: written").format(path=path), quiet=quiet)
        for comment in lost:
            message = _("{path}: no place any more for the comment {comment}")
            note(message.format(path=path, comment=comment), quiet=quiet)


def _summed(findings: list[Finding], *, quiet: bool) -> int:
    """Say how many cells there are of each kind; the exit code."""
    counts = Counter(finding.kind for finding in findings)
    if not findings:
        note(_("nothing was filled in"), quiet=quiet)
    for kind in Kind:
        if counts[kind]:
            message = f"{_(KINDS[kind])}: {counts[kind]}"
            if kind in HARMLESS:
                note(message, quiet=quiet)
            else:
                fail(message + _(REASONS.get(kind, "")))
    return 1 if set(counts) - {*HARMLESS} else 0
