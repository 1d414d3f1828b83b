"""An alignment as text: for people, for other programs, and for the services that show it beside a change.

One module is one form, as in `workpoints.compare.forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workpoints.alignment.forms.github import github
from workpoints.alignment.forms.html import html
from workpoints.alignment.forms.markdown import markdown
from workpoints.alignment.forms.rows import json_array, json_lines
from workpoints.alignment.forms.text import text
from workpoints.alignment.forms.tsv import tsv
from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import counted
from workpoints.compare.styles import Style
from workpoints.reports.segments import Segment, finished, plain

__all__ = ["FORMS", "Part", "Style", "View", "counted", "render"]


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
    return finished(made, paint)
