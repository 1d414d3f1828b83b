"""Workflow commands, which GitHub Actions turns into annotations of a change.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workpoints.reports.identity import posix
from workpoints.reports.report import Report

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["command", "github"]

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)}
_DATA = _PICTURES | str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github(report: Report) -> str:
    """The findings as commands, one a line."""
    return "".join(map(_command, report.findings))


def _command(finding: Finding) -> str:
    place: dict[str, str | int] = {"file": posix(finding.path), "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns within one line only
        place |= {"col": finding.column, "endColumn": finding.end_column}
    return command(_COMMANDS[finding.severity], place | {"title": finding.code}, finding.message)


def command(name: str, properties: Mapping[str, str | int], message: str) -> str:
    """A command in one line, whatever stands in its properties and its message."""
    written = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {written}::{message.translate(_DATA)}\n"
