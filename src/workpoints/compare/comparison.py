"""The comparison of two files: what changed, and what a report on it needs to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workpoints.compare.change import Change
from workpoints.source import Position

__all__ = ["Comparison"]


def _nowhere(_change: Change) -> None:
    return None


class Comparison(NamedTuple):
    """Two files, and the changes from one to the other in the reading order of the new one."""

    old: str
    new: str
    """The paths as the user named them."""
    changes: list[Change]
    locate: Callable[[Change], Position | None] = _nowhere
    """Where in the new file a change stands; None where that is not known, or it stands in the old file only."""
    summary: str = ""
    """What the changes come to for the unit asked about, in one sentence."""
