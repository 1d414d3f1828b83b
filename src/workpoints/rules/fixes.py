"""Fixes: what certainly has to stand in the place of a finding, put there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workpoints.rules.finding import Finding
from workpoints.rules.run import check_text
from workpoints.rules.subject import Project
from workpoints.source import Source

__all__ = ["fixed"]

_ROUNDS = 100
"""A fix may make way for another; no more than so many times."""


def fixed(source: Source, path: str, project: Project, wanted: Callable[[Finding], bool]) -> tuple[Source, int]:
    """The text of a file with all certain fixes made of the findings that are wanted, and their number."""
    made = 0
    for _ in range(_ROUNDS):
        findings = [each for each in check_text(source, path, project) if wanted(each)]
        text, count = _with_fixes(source.text, findings)
        if not count:
            break
        made += count
        source = Source(source.name, text)
    return source, made


def _with_fixes(text: str, findings: Iterable[Finding]) -> tuple[str, int]:
    """The text with the fixes of findings; of two that overlap only the first is made."""
    pieces: list[str] = []
    position = count = 0
    for finding in sorted(findings, key=lambda each: each.span):
        if finding.fix is not None and finding.span.start >= position and finding.span.start < finding.span.end:
            pieces += text[position : finding.span.start], finding.fix
            position = finding.span.end
            count += 1
    return "".join([*pieces, text[position:]]), count
