"""A finding with the line it is about and carets under its place, as compilers show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workpoints.i18n import N_, translate
from workpoints.reports.characters import cells, shown
from workpoints.reports.excerpt import CUT, excerpt, shortened
from workpoints.reports.report import Report
from workpoints.reports.segments import Segment

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["full", "one"]

_REPLACE, _ADD, _REMOVE = N_("replace {old} with {new}"), N_("add {new}"), N_("remove {old}")


def full(report: Report) -> Iterator[Segment]:
    """The findings with an empty line between them."""
    for number, finding in enumerate(report.findings):
        if number:
            yield Segment("\n")
        yield from one(finding, report.width)


def one(finding: Finding, width: int) -> Iterator[Segment]:
    """One finding, in lines of at most `width` cells but for its message and its path."""
    number = str(finding.line)
    margin = " " * len(number)
    yield Segment(f"{finding.severity}[{finding.code}]", finding.severity)
    yield Segment(f": {shown(finding.message)}\n", "message")
    yield Segment(f"{margin}--> ", "gutter")
    end = "" if finding.end_line == finding.line else f"-{finding.end_line}:{finding.end_column}"
    yield Segment(f"{shown(finding.path)}:{finding.line}:{finding.column}{end}\n", "path")
    if finding.source_line:
        yield from _place(finding, number, width)
    if finding.fix is not None:
        yield from (Segment(f"{margin} |\n", "gutter"), Segment(f"{margin} = ", "gutter"))
        yield Segment(f"fix: {_fix(finding, finding.fix, width - len(number) - len(' = fix: '))}\n", "fix")


def _place(finding: Finding, number: str, width: int) -> Iterator[Segment]:
    """The line with its number, and the carets."""
    gutter = " " * len(number) + " | "
    found = excerpt(finding.source_line, *_ends(finding), width - len(gutter))
    yield Segment(gutter.rstrip() + "\n", "gutter")
    yield Segment(f"{number} | ", "gutter")
    yield from (Segment(found.before), Segment(found.marked, "marked"), Segment(found.after.rstrip() + "\n"))
    yield from (Segment(gutter, "gutter"), Segment(found.carets + "\n", finding.severity))


def _ends(finding: Finding) -> tuple[int, int]:
    """The place in its first line, in characters from 0; a place over several lines goes to the end of the first."""
    length = len(finding.source_line)
    start = min(finding.column - 1, length)
    return start, max(start, min(finding.end_column - 1, length)) if finding.end_line == finding.line else length


def _fix(finding: Finding, fix: str, room: int) -> str:
    """What has to be done, in words."""
    start, end = _ends(finding)
    old = finding.source_line[start:end] + ("" if finding.end_line == finding.line else CUT)
    message = translate((_REPLACE if old else _ADD) if fix else _REMOVE)
    room = (room - cells(message.format(old="``", new="``"))) // (2 if old and fix else 1)
    return message.format(old=f"`{shortened(old, room)}`", new=f"`{shortened(fix, room)}`")
