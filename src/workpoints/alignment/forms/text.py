"""An alignment for a person at a terminal: each upper task, below it what takes it up; then what is missing or new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from workpoints.alignment.forms.shared import Piece, marked, shortened
from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import drift_said, heading, hole_said, led_by, line
from workpoints.alignment.result import Addition, Drift, Hole, Match, Near
from workpoints.compare.forms.stretches import beginning, seen
from workpoints.i18n import N_, translate
from workpoints.reports.folding import folded
from workpoints.reports.segments import Segment

__all__ = ["text"]

_INDENT, _DEEP = 6, 8
_ROOM = 60
"""Cells of what a task is named by where its text stands elsewhere."""
_GAP = "  "


def text(view: View) -> Iterator[Segment]:
    """The two files, and each part of the alignment that has anything."""
    head = [Segment(seen(view.upper), "path"), Segment(" → "), Segment(seen(view.lower), "path")]
    yield from folded(head, view.width, 2)
    for part in filter(view.has, Part):
        yield Segment("\n")
        rows = getattr(view.alignment, part)
        if part is not Part.matches:
            yield from folded([Segment(f"{heading(part)} ({len(rows)})", "heading")], view.width, 2)
        yield from chain.from_iterable(_TELLING[part](row, view) for row in rows)


def _match(match: Match, view: View) -> Iterator[Segment]:
    leads = Segment(led_by(match.leads), "dim")
    yield from folded([Segment(seen(match.id), "heading"), Segment(_GAP + line(match.text)), leads], view.width, 2)
    for near in match.near:
        head = Segment(f"{_GAP}{near.score:.2f}{_GAP}{seen(near.id)}{_GAP}")
        yield from folded([head, *_words(near, view), Segment(led_by(near.leads), "dim")], view.width, _DEEP)
    if not match.near:
        none = translate(N_("no task below takes it up"))
        yield from folded([Segment(f"{_GAP}----{_GAP}"), Segment(none, "went")], view.width, _DEEP)


def _words(near: Near, view: View) -> Iterable[Segment]:
    """The words of a lower task, with what the upper one says too marked."""
    pieces = shortened(marked(near.text, [passage.lower for passage in near.passages]))
    return (_piece(piece, brackets=view.brackets) for piece in pieces)


def _piece(piece: Piece, *, brackets: bool) -> Segment:
    said = line(piece.text)
    if not piece.shared:
        return Segment(said)
    return Segment(f"{{={said}=}}" if brackets else said, "came")


def _hole(hole: Hole, view: View) -> Iterator[Segment]:
    told = [Segment(f"{_GAP}{seen(hole.id)}{_GAP}"), Segment(hole_said(hole), "went")]
    yield from folded([*told, _named(hole.text), Segment(led_by(hole.leads), "dim")], view.width, _INDENT)


def _addition(addition: Addition, view: View) -> Iterator[Segment]:
    told = [Segment(f"{_GAP}{seen(addition.id)}{_GAP}{line(addition.text)}"), Segment(led_by(addition.leads), "dim")]
    yield from folded(told, view.width, _INDENT)


def _drift(drift: Drift, view: View) -> Iterator[Segment]:
    ids = f"{_GAP}{seen(drift.upper)} → {seen(drift.lower)}{_GAP}"
    told = [Segment(ids), Segment(drift_said(drift), "changed"), _named(drift.upper_text)]
    yield from folded(told, view.width, _INDENT)


def _named(text: str) -> Segment:
    return Segment(_GAP + beginning(line(text), _ROOM), "dim")


_TELLING: dict[Part, Callable[..., Iterator[Segment]]] = {
    Part.matches: _match,
    Part.holes: _hole,
    Part.additions: _addition,
    Part.drift: _drift,
}
