"""The Code Quality report of GitLab.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workpoints.reports.identity import fingerprints, posix
from workpoints.reports.report import Report
from workpoints.reports.rows import json_text

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["gitlab"]

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(report: Report) -> str:
    """The findings as an array of issues."""
    marks = fingerprints(report.findings)
    return json_text([_issue(finding, mark) for finding, mark in zip(report.findings, marks, strict=True)])


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    return {
        "description": f"{finding.code}: {finding.message}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": posix(finding.path), "lines": {"begin": finding.line, "end": finding.end_line}},
    }
