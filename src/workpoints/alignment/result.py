"""What becomes of the tasks of one plan in a lower one that was written independently."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from workpoints.alignment.passages import Passage

__all__ = ["Addition", "Alignment", "Drift", "Hole", "Lack", "Match", "Near", "concerning"]


class Lack(StrEnum):
    """What an upper task lacks below."""

    task = "task"
    """No lower task takes it up."""
    owner = "owner"
    """Those that do name no office, but the upper one does, or all of its plan names none."""


class Near(NamedTuple):
    """A lower task that is near to an upper one."""

    id: str
    text: str
    """Title and text, in two lines where it has both."""
    score: float
    """How likely it takes up the upper one, from 0 to 1; 1 where both have the same words."""
    passages: list[Passage]
    """What both say in the same words."""
    leads: tuple[str, ...] = ()
    """Who leads it: the offices that the notation says so of, or the single one that it names."""


class Match(NamedTuple):
    """An upper task and the lower ones that take it up, the nearest first."""

    id: str
    text: str
    near: list[Near]
    leads: tuple[str, ...] = ()


class Hole(NamedTuple):
    """An upper task that nobody below has to do."""

    id: str
    text: str
    lack: Lack
    leads: tuple[str, ...] = ()


class Addition(NamedTuple):
    """A lower task that takes up nothing."""

    id: str
    text: str
    leads: tuple[str, ...] = ()


class Drift(NamedTuple):
    """A task that an office of another system leads below."""

    upper: str
    lower: str
    """Ids."""
    upper_leads: list[str]
    lower_leads: list[str]
    upper_text: str
    lower_text: str


class Alignment(NamedTuple):
    """What became of each task of an upper plan in a lower one."""

    matches: list[Match]
    """One for each upper task, in reading order."""
    holes: list[Hole]
    additions: list[Addition]
    drift: list[Drift]
    """For the lower tasks that the matches tell."""


def concerning(alignment: Alignment, upper: Collection[str], lower: Collection[str]) -> Alignment:
    """What of an alignment concerns some tasks above and below, given their ids.

    An upper task keeps all that takes it up, another one only the lower tasks that are asked for.
    """
    matches = [
        match._replace(near=[near for near in match.near if match.id in upper or near.id in lower])
        for match in alignment.matches
    ]
    return Alignment(
        [match for match in matches if match.near or match.id in upper],
        [hole for hole in alignment.holes if hole.id in upper],
        [addition for addition in alignment.additions if addition.id in lower],
        [drift for drift in alignment.drift if drift.upper in upper or drift.lower in lower],
    )
