"""Findings as text: for people, for other programs, and for the services that show them beside a change.

One module is one form; `rows` has the two that are plain JSON. Forms for people are made of segments, each a text and
the part that it plays: who draws them chooses the colours, and no text is ever taken as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from workpoints.reports.concise import concise
from workpoints.reports.full import full
from workpoints.reports.github import github
from workpoints.reports.gitlab import gitlab
from workpoints.reports.junit import junit
from workpoints.reports.report import WIDTH, Report
from workpoints.reports.rows import json_array, json_lines
from workpoints.reports.sarif import sarif
from workpoints.reports.segments import Role, Segment, finished, plain

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["FORMS", "Report", "Role", "Segment", "Style", "plain", "render"]


class Style(StrEnum):
    """Forms of the findings."""

    full = "full"
    concise = "concise"
    json = "json"
    jsonl = "jsonl"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"
    junit = "junit"


FORMS: dict[Style, Callable[[Report], str | Iterator[Segment]]] = {
    Style.full: full,
    Style.concise: concise,
    Style.json: json_array,
    Style.jsonl: json_lines,
    Style.github: github,
    Style.gitlab: gitlab,
    Style.sarif: sarif,
    Style.junit: junit,
}
"""Style → what makes it: the text, or the segments for a form that may have colours."""


def render(
    findings: Sequence[Finding],
    style: Style,
    *,
    checked: Sequence[str] = (),
    width: int = WIDTH,
    paint: Callable[[Iterable[Segment]], str] = plain,
) -> str:
    """Findings in a form, whole lines.

    `checked` are the paths of all files, those without findings too, which `junit` counts; `width` is that of a line of
    `full`; `paint` draws the forms for people, in colour for example.
    """
    made = FORMS[style](Report(findings, checked, width))
    return finished(made, paint)
