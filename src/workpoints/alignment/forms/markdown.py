"""An alignment as a report in Markdown: a table of the tasks and what takes them up, and lists of the rest.

What both plans say stands in `<ins>`, as stars count as markup only beside blanks. All that comes from a notice is
escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workpoints.alignment.forms.shared import Piece, marked
from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import counted, drift_said, heading, hole_said, led_by, line
from workpoints.alignment.result import Addition, Drift, Hole, Match, Near
from workpoints.compare.forms.markdown import escaped
from workpoints.compare.forms.stretches import beginning
from workpoints.i18n import N_, translate

__all__ = ["markdown"]

_ROOM = 60
"""Cells of what a task is named by where its text stands elsewhere."""


def markdown(view: View) -> str:
    """The report."""
    return "\n\n".join(_blocks(view)) + "\n"


def _blocks(view: View) -> Iterator[str]:
    yield f"### {escaped(view.upper)} → {escaped(view.lower)}"
    yield escaped(counted(view.alignment))
    for part in filter(view.has, Part):
        rows = getattr(view.alignment, part)
        yield f"#### {escaped(heading(part))} ({len(rows)})"
        lines = [line for row in rows for line in _TELLING[part](row)]
        yield "\n".join([*_table_head(), *lines] if part is Part.matches else lines)


def _table_head() -> tuple[str, str]:
    cells = (N_("task above"), N_("score"), N_("task below"))
    return f"| {' | '.join(escaped(translate(cell)) for cell in cells)} |", "| --- | --- | --- |"


def _match(match: Match) -> Iterator[str]:
    """A row for each pair; the upper task stands in the first one only."""
    if not match.near:
        yield f"| {_task(match.id, match.text)}{escaped(led_by(match.leads))} |  |  |"
    for k, near in enumerate(match.near):
        above = "" if k else _task(match.id, match.text) + escaped(led_by(match.leads))
        yield f"| {above} | {near.score:.2f} | {_marked(near)} |"


def _task(part: str, text: str) -> str:
    return f"**{escaped(part)}** {escaped(line(text))}"


def _marked(near: Near) -> str:
    pieces = marked(near.text, [passage.lower for passage in near.passages])
    return f"**{escaped(near.id)}** {''.join(map(_piece, pieces))}{escaped(led_by(near.leads))}"


def _piece(piece: Piece) -> str:
    said = escaped(line(piece.text))
    return f"<ins>{said}</ins>" if piece.shared else said


def _hole(hole: Hole) -> Iterator[str]:
    yield f"- {_named(hole.id, hole.text)}{escaped(led_by(hole.leads))}: {escaped(hole_said(hole))}"


def _addition(addition: Addition) -> Iterator[str]:
    yield f"- {_task(addition.id, addition.text)}{escaped(led_by(addition.leads))}"


def _drift(drift: Drift) -> Iterator[str]:
    yield f"- {_named(f'{drift.upper} → {drift.lower}', drift.upper_text)}: {escaped(drift_said(drift))}"


def _named(part: str, text: str) -> str:
    return f"**{escaped(part)}** {escaped(beginning(line(text), _ROOM))}"


_TELLING: dict[Part, Callable[..., Iterator[str]]] = {
    Part.matches: _match,
    Part.holes: _hole,
    Part.additions: _addition,
    Part.drift: _drift,
}
