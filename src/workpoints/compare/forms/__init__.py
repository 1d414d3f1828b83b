"""A comparison as text: for people, for other programs, and for the services that show it beside a change.

One module is one form. Forms for people are made of segments, each a text and the part that it plays: who draws them
chooses the colours, and no text of a notice is ever taken as markup. What changes with the language are the words
around the texts; the words of `tsv` are Chinese in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.github import github
from workpoints.compare.forms.html import html
from workpoints.compare.forms.markdown import markdown
from workpoints.compare.forms.rows import json_array, json_lines
from workpoints.compare.forms.said import said
from workpoints.compare.forms.stat import briefly, stat
from workpoints.compare.forms.text import text
from workpoints.compare.forms.tsv import Table, table, tsv
from workpoints.compare.forms.view import WIDTH, View
from workpoints.compare.styles import Style
from workpoints.reports.segments import Segment, finished, plain

__all__ = ["FORMS", "Style", "Table", "briefly", "plain", "render", "said", "stat", "table"]


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


def render(
    comparisons: Sequence[Comparison],
    style: Style,
    *,
    width: int = WIDTH,
    side_by_side: bool = False,
    paint: Callable[[Iterable[Segment]], str] = plain,
) -> str:
    """Comparisons in a form, whole lines.

    `width` is that of a line of `text`, and `side_by_side` gives it two columns; `paint` draws it in colour. `plain`
    draws none, and what went and came inside a text stands in `[-…-]` and `{+…+}` then.
    """
    made = FORMS[style](View(comparisons, width, side_by_side, brackets=paint is plain))
    return finished(made, paint)
