"""One line a finding: `path:line:column: severity code message`."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.reports.characters import shown
from workpoints.reports.report import Report
from workpoints.reports.segments import Segment

__all__ = ["concise"]


def concise(report: Report) -> Iterator[Segment]:
    """The findings, one a line."""
    for finding in report.findings:
        yield Segment(f"{shown(finding.path)}:{finding.line}:{finding.column}", "path")
        yield Segment(": ")
        yield Segment(finding.severity, finding.severity)
        yield Segment(f" {finding.code} {shown(finding.message)}\n")
