"""An alignment as one page that needs nothing else: the upper tasks on the left, what takes them up on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workpoints.alignment.forms.shared import Piece, marked
from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import counted, drift_said, heading, hole_said, led_by
from workpoints.alignment.result import Addition, Drift, Hole, Match, Near
from workpoints.compare.forms.stretches import seen
from workpoints.i18n import N_, translate
from workpoints.pages import template
from workpoints.reports.characters import shown

__all__ = ["html"]

_WORDS = {
    "language": N_("en"), "title": N_("Two plans side by side"), "upper": N_("task above"), "lower": N_("task below"),
    "none": N_("no task below takes it up"), "lack": N_("what is missing"), "leads": N_("who leads"),
}  # fmt: skip


class Cell(NamedTuple):
    """A task on the page."""

    id: str
    pieces: list[Piece]
    score: str = ""
    leads: str = ""


class Row(NamedTuple):
    """A task above, what is said of it, and tasks below; either side may be empty."""

    upper: Cell | None
    lower: list[Cell]
    said: str = ""


class Table(NamedTuple):
    """A part of the alignment."""

    part: Part
    title: str
    total: int
    rows: list[Row]


def html(view: View) -> str:
    """The page."""
    tables = [_table(view, part) for part in Part if view.has(part)]
    return template("align.html", "workpoints.alignment.forms").render(
        upper=_visible(view.upper),
        lower=_visible(view.lower),
        summary=counted(view.alignment),
        tables=tables,
        words={name: translate(word) for name, word in _WORDS.items()},
    )


def _table(view: View, part: Part) -> Table:
    found = getattr(view.alignment, part)
    return Table(part, heading(part), len(found), [_TELLING[part](each) for each in found])


def _match(match: Match) -> Row:
    """The upper task with all that any lower one says too marked, and the lower ones each with its own marks."""
    covered = {place for near in match.near for passage in near.passages for place in range(*passage.upper)}
    spans = [(place, place + 1) for place in sorted(covered)]
    return Row(
        _cell(match.id, match.text, _joined(spans))._replace(leads=led_by(match.leads)),
        [_near(near) for near in match.near],
    )


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _near(near: Near) -> Cell:
    spans = [passage.lower for passage in near.passages]
    return _cell(near.id, near.text, spans)._replace(score=f"{near.score:.2f}", leads=led_by(near.leads))


def _hole(hole: Hole) -> Row:
    return Row(_cell(hole.id, hole.text)._replace(leads=led_by(hole.leads)), [], hole_said(hole))


def _addition(addition: Addition) -> Row:
    return Row(None, [_cell(addition.id, addition.text)._replace(leads=led_by(addition.leads))])


def _drift(drift: Drift) -> Row:
    lower = _cell(drift.lower, drift.lower_text)
    return Row(_cell(drift.upper, drift.upper_text), [lower], drift_said(drift))


_TELLING: dict[Part, Callable[..., Row]] = {
    Part.matches: _match,
    Part.holes: _hole,
    Part.additions: _addition,
    Part.drift: _drift,
}


def _cell(part: str, text: str, spans: list[tuple[int, int]] | None = None) -> Cell:
    return Cell(seen(part), [Piece(_visible(piece.text), piece.shared) for piece in marked(text, spans or [])])


def _visible(text: str) -> str:
    """A text with its paragraphs, all else visible."""
    return "\n".join(map(shown, text.split("\n")))
