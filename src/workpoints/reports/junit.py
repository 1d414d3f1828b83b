"""JUnit XML, which services that run tests show: failures for errors and warnings, passed tests for all else.

A remark passes with its text as output, and so does a file without a finding. There is no standard; this is what the
schema of Jenkins asks for, which pytest keeps to as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workpoints.reports.full import one
from workpoints.reports.identity import posix
from workpoints.reports.report import Report
from workpoints.reports.segments import plain

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from workpoints.rules import Finding

__all__ = ["junit"]

# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def junit(report: Report) -> str:
    """The findings as failures of one suite, file by file."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: PLC0415 - slow to load

    cases = _cases(report)
    counts = {"tests": len(cases), "failures": sum(map(_fails, report.findings)), "errors": 0}
    named = {"name": "workpoints"} | {name: str(count) for name, count in counts.items()}
    root = Element("testsuites", named)
    suite = SubElement(root, "testsuite", named)
    suite.extend(_case(path, finding, report.width) for path, finding in cases)
    indent(root)
    return _DECLARATION + tostring(root, encoding="unicode") + "\n"


def _cases(report: Report) -> list[tuple[str, Finding | None]]:
    """Each file with each of its findings, or with none."""
    by_path: dict[str, list[Finding]] = {path: [] for path in report.checked}
    for finding in report.findings:
        by_path.setdefault(finding.path, []).append(finding)
    return [(path, finding) for path, found in by_path.items() for finding in found or (None,)]


def _case(path: str, finding: Finding | None, width: int) -> Element:
    from xml.etree.ElementTree import Element, SubElement  # noqa: PLC0415 - slow to load

    name = f"{finding.code} {finding.line}:{finding.column}" if finding else "check"
    case = Element("testcase", {"classname": _allowed(posix(path)), "name": name})
    if finding:
        told = {"type": finding.severity, "message": _allowed(finding.message)}
        said = SubElement(case, "failure", told) if _fails(finding) else SubElement(case, "system-out")
        said.text = _allowed(plain(one(finding, width)))
    return case


def _fails(finding: Finding) -> bool:
    return finding.severity != "info"


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
