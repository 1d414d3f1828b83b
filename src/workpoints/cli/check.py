"""`workpoints check`: findings on raw notices, structured files and unit registries."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple, Optional

import typer

from workpoints.cli.console import is_terminal, line_width, note, painted, write
from workpoints.cli.fixing import fix_files
from workpoints.cli.options import Encoding, Output, Quiet, files_of, from_here, project
from workpoints.cli.waiting import shown
from workpoints.diagnostics import CODES
from workpoints.i18n import translate as _
from workpoints.readers import ReadError
from workpoints.reports import Style, plain, render
from workpoints.reports.report import WIDTH
from workpoints.rules import Finding
from workpoints.rules.baseline import ALWAYS, read_baseline, renewed_counts, surplus, to_text, without_known
from workpoints.rules.project import check_files, project_of

HELP = _(
    "Check raw notices, structured files and the unit registry: every finding with code, severity, place and reason."
)
_LEVELS = ("error", "warning", "info")
_Codes = Optional[list[str]]  # noqa: UP045 - typer reads this at run time


class Level(StrEnum):
    """Severities, the gravest first."""

    error = "error"
    warning = "warning"
    info = "info"


_Given = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Argument(
        metavar="[PATH]...",
        help=_("Files or folders; - is standard input. Default: all raw notices, structured files and the registry."),
        show_default=False,
    ),
]
_Form = Annotated[
    Optional[Style],  # noqa: UP045
    typer.Option(
        "--output-format",
        "--format",
        help=_("Form of the findings. Default: full on a terminal, concise in a pipe."),
        show_default=False,
    ),
]
_Select = Annotated[
    _Codes, typer.Option("--select", metavar="CODE", help=_("Only these codes or beginnings of codes."))
]
_Ignore = Annotated[_Codes, typer.Option("--ignore", metavar="CODE", help=_("Not these codes or beginnings of codes."))]
_Severity = Annotated[Level, typer.Option("--severity", help=_("Only findings of this severity or graver."))]
_Fix = Annotated[bool, typer.Option("--fix", help=_("Make the fixes that are certain."))]
_Diff = Annotated[bool, typer.Option("--diff", help=_("Show what --fix would change, and change nothing."))]
_FailOn = Annotated[Level, typer.Option("--fail-on", help=_("Exit 1 from this severity up."))]
_ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help=_("Exit 0 whatever is found, but for files that cannot be read."))
]
_Baseline = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--baseline", metavar="FILE", help=_("Tell only what is beyond the counts of this file.")),
]
_WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help=_("Write the counts of today to the baseline file."))
]


def command(
    paths: _Given = None,
    style: _Form = None,
    select: _Select = None,
    ignore: _Ignore = None,
    severity: _Severity = Level.info,
    fix: _Fix = False,
    diff: _Diff = False,
    fail_on: _FailOn = Level.error,
    exit_zero: _ExitZero = False,
    baseline: _Baseline = None,
    write_baseline: _WriteBaseline = False,
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Check files; exit 1 where an error is found, 2 where a file cannot be read."""
    config = project()
    chosen, others = _codes(select, "--select") or config.select, (*config.ignore, *_codes(ignore, "--ignore"))
    wanted = _Wanted(chosen, others, _from(severity))
    files = _files(paths)
    known = project_of(config, encoding)
    if fix or diff:
        changed = fix_files(files, known, wanted.tells, encoding, write_back=not diff, output=output, quiet=quiet)
        if diff:
            return int(changed and not exit_zero)
    found = check_files(shown(files), known, config.file)
    findings = [each for each in found if wanted.tells(each)]
    counts = baseline or config.baseline
    if write_baseline:
        return _write_baseline(counts, findings, files, quiet=quiet)
    if counts:
        findings = _beyond(findings, found, counts, files, quiet=quiet)
    write(_rendered(findings, style, files, to_terminal=output is None and is_terminal()), output)
    _tell(findings, len(files), quiet=quiet)
    return _code_of(findings, None if exit_zero else fail_on)


class _Wanted(NamedTuple):
    """Which findings are told, by the beginnings of their codes and by severity."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severities: tuple[str, ...]

    def tells(self, finding: Finding) -> bool:
        """Whether a finding is told."""
        if finding.code in ALWAYS:
            return True
        chosen = not self.select or finding.code.startswith(self.select)
        return chosen and not finding.code.startswith(self.ignore) and finding.severity in self.severities


def _from(level: Level) -> tuple[str, ...]:
    """The severities from one up."""
    return _LEVELS[: _LEVELS.index(level) + 1]


def _codes(given: list[str] | None, option: str) -> tuple[str, ...]:
    """The codes of an option, which may be divided by commas."""
    codes = tuple(code.strip().upper() for each in given or () for code in each.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise typer.BadParameter(_("no such code: {code}").format(code=code), param_hint=option)
    return codes


def _files(paths: list[Path] | None) -> list[Path]:
    """The files to check: those named, those in named folders, or all of the project's."""
    config = project()
    wanted = paths or [folder for folder in (config.raw, config.structured) if folder.is_dir()]
    if not paths and config.units:
        wanted.append(config.units)
    if not wanted:
        raise ReadError(str(config.raw), _("no such folder; name the files to check"))
    return files_of(wanted)


def _write_baseline(path: Path | None, findings: list[Finding], files: list[Path], *, quiet: bool) -> int:
    if path is None:
        raise typer.BadParameter(_("needs --baseline FILE"), param_hint="--write-baseline")
    known = read_baseline(path) if path.exists() else {}
    write(to_text(renewed_counts(findings, known, path.parent, files)), path)
    note(_("{path}: written").format(path=path), quiet=quiet)
    return 0


def _beyond(
    findings: list[Finding], found: list[Finding], path: Path, files: list[Path], *, quiet: bool
) -> list[Finding]:
    known = read_baseline(path)
    if fewer := surplus(found, known, path.parent, files):
        message = _("{count} findings that {path} counts are gone: --write-baseline brings it up to date")
        note(message.format(count=fewer, path=path), quiet=quiet)
    return without_known(findings, known, path.parent)


def _rendered(findings: list[Finding], style: Style | None, files: list[Path], *, to_terminal: bool) -> str:
    form = style or (Style.full if to_terminal else Style.concise)
    if form in _FOR_SERVICES:  # which know files by their paths in the repository
        findings = [each._replace(path=from_here(each.path)) for each in findings]
    paint = painted if to_terminal else plain
    width = line_width() if to_terminal or os.environ.get("COLUMNS") else WIDTH
    return render(findings, form, checked=[str(file) for file in files], width=width, paint=paint)


_FOR_SERVICES = (Style.github, Style.gitlab, Style.sarif)


def _tell(findings: list[Finding], files: int, *, quiet: bool) -> None:
    counts = {level: sum(finding.severity == level for finding in findings) for level in _LEVELS}
    note(
        _("files: {files}, errors: {error}, warnings: {warning}, remarks: {info}").format(files=files, **counts),
        quiet=quiet,
    )
    fixable = sum(finding.fix is not None for finding in findings)
    if fixable:
        note(_("can be mended with --fix: {count}").format(count=fixable), quiet=quiet)


def _code_of(findings: list[Finding], fail_on: Level | None) -> int:
    """2 where a file cannot be read, 1 where a finding is grave enough."""
    if any(finding.code == "WP003" for finding in findings):
        return 2
    if fail_on is None:
        return 0
    return int(any(finding.severity in _from(fail_on) for finding in findings))
