"""`workpoints check`: findings on raw notices and structured files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from workpoints.cli.console import fail, is_terminal, note, render, render_json, write
from workpoints.cli.options import Encoding, Output, Paths, Quiet, files_of, project
from workpoints.i18n import translate as _
from workpoints.readers import ReadError
from workpoints.rules import Finding, check

HELP = _(
    "Check raw notices, structured files and the unit registry: every finding with code, severity, place and reason."
)
_COLORS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


class Format(StrEnum):
    """Forms of the findings."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


def command(
    paths: Paths = None,
    style: Annotated[
        Format, typer.Option("--output-format", "--format", help=_("Form of the findings."))
    ] = Format.text,
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Check files; exit 1 where an error is found, 2 where a file cannot be read."""
    findings: list[Finding] = []
    unreadable = False
    files = _files(paths)
    units = project().units
    for path in files:
        try:
            findings += check(path, encoding=encoding, registry=path == units)
        except ReadError as error:
            fail(str(error))
            unreadable = True
    write(_rendered(findings, style, to_terminal=output is None and is_terminal()), output)
    counts = {level: sum(finding.severity == level for finding in findings) for level in _COLORS}
    note(
        _("{files} files: {error} errors, {warning} warnings, {info} remarks").format(files=len(files), **counts),
        quiet=quiet,
    )
    return 2 if unreadable else 1 if counts["error"] else 0


def _files(paths: list[Path] | None) -> list[Path]:
    """The files to check: those named, those in named folders, or all of the project's."""
    config = project()
    wanted = paths or [folder for folder in (config.raw, config.structured) if folder.is_dir()]
    if not paths and config.units:
        wanted.append(config.units)
    if not wanted:
        raise ReadError(str(config.raw), _("no such folder; name the files to check"))
    return files_of(wanted)


def _rendered(findings: list[Finding], style: Format, *, to_terminal: bool) -> str:
    match style:
        case Format.json:
            return render_json([finding._asdict() for finding in findings])
        case Format.jsonl:
            return "".join(render_json(finding._asdict(), indent=None) for finding in findings)
        case Format.text:
            return "".join(_line(finding, color=to_terminal) for finding in findings)


def _line(finding: Finding, *, color: bool) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    if not color:
        return f"{place}: {finding.severity} {finding.code} {finding.message}\n"
    from rich.text import Text

    level = (finding.severity, _COLORS[finding.severity])
    return render(Text.assemble((place, "bold"), ": ", level, f" {finding.code} {finding.message}"), color=True)
