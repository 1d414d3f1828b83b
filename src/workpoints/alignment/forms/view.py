"""What a form of an alignment is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeVar

from workpoints.alignment.result import Addition, Alignment, Drift, Hole, Match, Near
from workpoints.compare.forms.view import WIDTH
from workpoints.source import Position

__all__ = ["Part", "View"]


Row = TypeVar("Row")


class Part(StrEnum):
    """What an alignment tells."""

    matches = "matches"
    holes = "holes"
    additions = "additions"
    drift = "drift"


def _nowhere(_id: str) -> Position | None:
    return None


class View(NamedTuple):
    """What is shown, and how."""

    upper: str
    lower: str
    """The paths as the user named them."""
    alignment: Alignment
    parts: Collection[Part] = tuple(Part)
    """What of it is shown."""
    width: int = WIDTH
    """How many cells a line of text may take."""
    brackets: bool = True
    """Whether signs show what both plans say, where no colour does."""
    locate: Callable[[str], Position | None] = _nowhere
    """Where in its file the upper task with an id stands; None where that is not known."""

    def rows(
        self,
        pair: Callable[[Match, Near], Row],
        hole: Callable[[Hole], Row],
        addition: Callable[[Addition], Row],
        drift: Callable[[Drift], Row],
    ) -> Iterator[Row]:
        """What is shown as rows: one for each pair of tasks, each hole, each addition, each other lead."""
        found = self.alignment
        if Part.matches in self.parts:
            yield from (pair(match, near) for match in found.matches for near in match.near)
        if Part.holes in self.parts:
            yield from map(hole, found.holes)
        if Part.additions in self.parts:
            yield from map(addition, found.additions)
        if Part.drift in self.parts:
            yield from map(drift, found.drift)

    def has(self, part: Part) -> bool:
        """Whether there is anything of a part to be shown."""
        return part in self.parts and bool(getattr(self.alignment, part))
