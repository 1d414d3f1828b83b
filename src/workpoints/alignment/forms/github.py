"""Workflow commands, by which GitHub Actions shows holes and other leads at the tasks of the upper file."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.alignment.forms.view import Part, View
from workpoints.alignment.forms.words import drift_said, hole_said
from workpoints.compare.forms.stretches import beginning
from workpoints.i18n import N_, translate
from workpoints.reports.github import command
from workpoints.reports.identity import posix

__all__ = ["github"]

_ROOM = 60
"""Cells of what a task is named by."""


def github(view: View) -> str:
    """A warning for each hole and a notice for each other lead, one a line."""
    return "".join(_commands(view))


def _commands(view: View) -> Iterator[str]:
    for hole in view.alignment.holes if Part.holes in view.parts else ():
        yield _command(view, "warning", hole.id, N_("hole"), f"{beginning(hole.text, _ROOM)}: {hole_said(hole)}")
    for drift in view.alignment.drift if Part.drift in view.parts else ():
        message = translate(N_("{text}: taken up by {id}, led by another office: {leads}"))
        said = message.format(text=beginning(drift.upper_text, _ROOM), id=drift.lower, leads=drift_said(drift))
        yield _command(view, "notice", drift.upper, N_("another office leads"), said)


def _command(view: View, name: str, part: str, title: str, message: str) -> str:
    place = view.locate(part)
    line = {"line": place.line} if place else {}
    return command(name, {"file": posix(view.upper), **line, "title": translate(title)}, f"{part} {message}")
