"""What a form is made of, and the changes of a comparison by the sections they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workpoints.compare.change import Change
from workpoints.compare.comparison import Comparison
from workpoints.i18n import N_, translate

__all__ = ["WIDTH", "Group", "View", "groups"]

WIDTH = 100
"""Cells of a line where nobody asks for another width."""


class View(NamedTuple):
    """What is shown, and how."""

    comparisons: Sequence[Comparison]
    width: int = WIDTH
    """How many cells a line may take."""
    side_by_side: bool = False
    """Whether the old and the new text stand in two columns."""
    brackets: bool = True
    """Whether signs show what was added and removed, where no colour does."""

    @property
    def changed(self) -> Sequence[Comparison]:
        """Those with changes, which is what people want to see; all where there are none."""
        return [each for each in self.comparisons if each.changes] or self.comparisons


class Group(NamedTuple):
    """A section and its changes, in the order of the comparison."""

    title: str
    changes: list[Change]


_OUTSIDE = N_("outside the parts of the plan")


def groups(comparison: Comparison) -> list[Group]:
    """The changes by sections: first what stands in none, then each section where the first of its changes stands."""
    found: dict[str | None, list[Change]] = {None: []}
    for change in comparison.changes:
        found.setdefault(change.section, []).append(change)
    return [
        Group(translate(_OUTSIDE) if section is None else section, changes)
        for section, changes in found.items()
        if changes
    ]
