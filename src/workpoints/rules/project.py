"""Many files of one project: what settings silence is left out, and what they silence in vain is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from workpoints.config import Config
from workpoints.diagnostics import CODES, Diagnostic
from workpoints.readers import read_text
from workpoints.rules.finding import Finding
from workpoints.rules.run import findings_on
from workpoints.rules.silences import Silence, split_silenced
from workpoints.rules.subject import Project
from workpoints.source import Source, Span

__all__ = ["check_files", "project_of"]

_ENTRY = re.compile(r"^[ \t]*\[\[[^\]\n]*silence[^\]\n]*\]\]|^[ \t]*silence[ \t]*=", re.MULTILINE)


def project_of(config: Config, encoding: str | None = None) -> Project:
    """What a check knows of a project by its settings."""
    silences = tuple(Silence(each.code, each.reason, path=each.path, text=each.text) for each in config.silence)
    return Project(config.units, config.raw, config.structured, encoding, silences)


def check_files(paths: Iterable[Path], project: Project, settings: Path | None = None) -> list[Finding]:
    """The findings on files, file by file; `settings` is the file that has the project's silences."""
    findings: list[Finding] = []
    checked: list[str] = []
    for path in paths:
        findings += findings_on(path, project)
        checked.append(path.resolve().as_posix())
    kept, unused = split_silenced(findings, project.silences)
    if settings and unused:
        kept += _in_vain([each for each in unused if _concerns(each, checked)], project.silences, settings)
    return kept


def _concerns(silence: Silence, checked: list[str]) -> bool:
    return any(fnmatchcase(path, silence.path) for path in checked)


def _in_vain(unused: list[Silence], all_silences: tuple[Silence, ...], settings: Path) -> list[Finding]:
    """A finding for each entry of the settings that silences nothing."""
    source = Source(settings.name, read_text(settings))
    entries = [match.start() for match in _ENTRY.finditer(source.text)]
    found: list[Finding] = []
    for silence in unused:
        number = min(all_silences.index(silence), len(entries) - 1)
        span = Span(entries[number], entries[number] + 1) if entries else Span(0, 0)
        code = "WP902" if any(known.startswith(silence.code) for known in CODES) else "WP904"
        start, end = source.position(span.start), source.position(span.end)
        message = Diagnostic(code, span, {"code": silence.code}).message
        line = source.line(start.line)
        found.append(Finding(str(settings), *start, *end, code, CODES[code].severity, message, None, line, span))
    return found
