"""What the parts of an alignment are called, and its sentences."""

from __future__ import annotations

from collections.abc import Iterable

from workpoints.alignment.forms.view import Part
from workpoints.alignment.result import Alignment, Drift, Hole, Lack
from workpoints.compare.forms.stretches import seen
from workpoints.i18n import N_, translate

__all__ = ["counted", "drift_said", "heading", "hole_said", "led_by", "line", "offices"]

_HEADINGS = {
    Part.matches: N_("tasks and what takes them up"), Part.holes: N_("holes"), Part.additions: N_("local additions"),
    Part.drift: N_("another office leads"),
}  # fmt: skip
_LACKS = {
    Lack.task: N_("no task below takes it up"),
    Lack.owner: N_("without local owner: what takes it up names no office"),
}


def heading(part: Part) -> str:
    """A part of the alignment in the language in use."""
    return translate(_HEADINGS[part])


def line(text: str) -> str:
    """Title and text of a task on one line, all of it visible."""
    return "  ".join(map(seen, text.split("\n")))


def hole_said(hole: Hole) -> str:
    """What an upper task lacks."""
    return translate(_LACKS[hole.lack])


def drift_said(drift: Drift) -> str:
    """Who leads above and who leads below: 省市场监管局 → 市农业农村局."""
    return f"{offices(drift.upper_leads)} → {offices(drift.lower_leads)}"


def led_by(names: Iterable[str]) -> str:
    """Who leads a task, in brackets behind it; nothing where nobody does."""
    told = offices(names)
    return translate(N_(" (led by {offices})")).format(offices=told) if told else ""


def offices(names: Iterable[str]) -> str:
    """Several offices in a row."""
    return "、".join(map(seen, names))


def counted(alignment: Alignment) -> str:
    """What the alignment comes to."""
    lacks = [hole.lack for hole in alignment.holes]
    message = translate(
        N_(
            "tasks above: {tasks}, taken up: {taken_up}, not taken up: {missing}, without local owner: {unowned}, local"
            " additions: {additions}, another office leads: {drift}"
        )
    )
    return message.format(
        tasks=len(alignment.matches),
        taken_up=sum(1 for match in alignment.matches if match.near),
        missing=lacks.count(Lack.task),
        unowned=lacks.count(Lack.owner),
        additions=len(alignment.additions),
        drift=len(alignment.drift),
    )
