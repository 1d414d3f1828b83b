"""SARIF 2.1.0, which code scanning of GitHub and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from workpoints.reports.identity import fingerprints, posix
from workpoints.reports.report import Report
from workpoints.reports.rows import json_text

if TYPE_CHECKING:
    from workpoints.rules import Finding, Rule

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# Where `Source` begins a line: where Python does.
_LINE_ENDS = ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def sarif(report: Report) -> str:
    """The findings as the log of one run, with the rules they break."""
    codes = sorted({finding.code for finding in report.findings})
    places = {code: number for number, code in enumerate(codes)}
    marks = fingerprints(report.findings)
    run = {
        "tool": {"driver": {"name": "workpoints", "version": _version(), "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _LINE_ENDS,
        "results": [
            _result(finding, places[finding.code], mark) for finding, mark in zip(report.findings, marks, strict=True)
        ],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - slow to load

    return version("workpoints")


def _rule(code: str) -> dict[str, Any]:
    from workpoints.rules import RULES  # noqa: PLC0415 - loads every rule

    return {"id": code} | (_described(RULES[code]) if code in RULES else {})


def _described(rule: Rule) -> dict[str, Any]:
    summary, reason, fails, passes = rule.explanation
    return {
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": "\n\n".join(reason) or summary},
        "help": {"text": f"{summary}\n\nFails:\n\n{fails}\nPasses:\n\n{passes}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    place = {"artifactLocation": _file(finding.path), "region": _region(finding)}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }
    if finding.fix is not None:
        replacement = {"deletedRegion": place["region"], "insertedContent": {"text": finding.fix}}
        change = {"artifactLocation": place["artifactLocation"], "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _file(path: str) -> dict[str, str]:
    """Where a file is: from the root of the sources, unless its path says from where."""
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(os.fsencode(posix(path))), "uriBaseId": "%SRCROOT%"}


def _region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
