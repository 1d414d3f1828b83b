"""Which texts of one plan take up which of another, and how likely: scores that mean the same in every pair of plans.

How the figures were found is in docs/comparison.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workpoints.compare.likeness import cosines

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Pairs", "Row", "near_pairs"]

# The likeness at which a pair is as likely right as wrong, and how fast it becomes certain.
_EVEN = 1 / 9
_STEEP = 2.3
_DIGITS = 4

Row = list[tuple[int, float]]
"""Texts of the lower plan with their scores, the nearest first."""


class Pairs(NamedTuple):
    """Pairs of texts, those of an upper one together, the nearest first."""

    upper: NDArray[Any]
    """Numbers of the upper texts."""
    lower: NDArray[Any]
    """Numbers of the lower texts."""
    scores: NDArray[Any]

    def rows(self, count: int, most: int) -> list[Row]:
        """For each of `count` upper texts the nearest lower ones, `most` at most."""
        starts = np.searchsorted(self.upper, np.arange(count + 1)).tolist()
        spans = [slice(start, min(end, start + most)) for start, end in pairwise(starts)]
        return [list(zip(self.lower[span].tolist(), self.scores[span].tolist(), strict=True)) for span in spans]


def near_pairs(upper: Sequence[str], lower: Sequence[str], threshold: float) -> Pairs:
    """The pairs of texts with at least this score.

    A likeness counts by how near it comes to the best that either text reaches: a task that has a better counterpart
    takes up no other by the words that all tasks of a kind use. Exchanging the plans exchanges the pairs.
    """
    best = np.zeros(len(upper)), np.zeros(len(lower))
    found = [(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))]
    for start, block in cosines(upper, lower):
        best[0][start : start + len(block)] = block.max(axis=1, initial=0)
        np.maximum(best[1], block.max(axis=0, initial=0), out=best[1])
        # The score of a pair is at most what its likeness would come to alone.
        rows, columns = np.nonzero((block > 0) & (_score(block) >= threshold))
        found.append((rows + start, columns, block[rows, columns].astype(np.float64)))
    rows, columns, likeness = (np.concatenate(each) for each in zip(*found, strict=True))
    scores = np.round(_score(likeness**2 / np.sqrt(best[0][rows] * best[1][columns])), _DIGITS)
    order = np.lexsort((columns, -scores, rows))
    kept = order[scores[order] >= threshold]
    return Pairs(rows[kept], columns[kept], scores[kept])


def _score(likeness: NDArray[Any]) -> NDArray[Any]:
    """How likely a pair with this likeness is right: 0 for 0, a half at `_EVEN`, 1 for 1."""
    right: NDArray[Any] = (likeness * (1 - _EVEN)) ** _STEEP
    score: NDArray[Any] = right / (right + ((1 - likeness) * _EVEN) ** _STEEP)
    return score
