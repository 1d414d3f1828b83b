"""An alignment as text: for people, for other programs, and for the services that show it beside a change.

One module is one form, as in `workpoints.compare.forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from workpoints.alignment.forms.github import github
from workpoints.alignment.forms.html import html
from workpoints.alignment.forms.markdown import markdown
from workpoints.alignment.forms.rows import json_array, json_lines
from workpoints.alignment.forms.text import text
from workpoints.alignment.forms.tsv import tsv
from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import counted
from workpoints.reports.segments import Segment, plain

__all__ = ["FORMS", "Part", "Style", "View", "counted", "render"]


class Style(StrEnum):
    """Forms of an alignment."""

    text = "text"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    html = "html"
    github = "github"


FORMS: dict[Style, Callable[[View], str | Iterator[Segment]]] = {
    Style.text: text,
    Style.tsv: tsv,
    Style.json: json_array,
    Style.jsonl: json_lines,
    Style.markdown: markdown,
    Style.html: html,
    Style.github: github,
}
"""Style → what makes it: the text, or the segments for a form that may have colours."""


def render(view: View, style: Style, *, paint: Callable[[Iterable[Segment]], str] = plain) -> str:
    """An alignment in a form, whole lines.

    `paint` draws `text` in colour; `plain` draws none, and what both plans say stands in `{=…=}` then.
    """
    made = FORMS[style](view._replace(brackets=paint is plain))
    drawn = made if isinstance(made, str) else paint(made)
    # Half a pair of UTF-16, as from a path that is not UTF-8, can stand in no file; escaped it is valid in JSON too.
    return drawn.encode("utf-8", "backslashreplace").decode("utf-8")
