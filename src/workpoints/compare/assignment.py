"""The best way to pair: of all ways in which each takes part once, the one with the highest sum of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["best_pairs"]


def best_pairs(rows: NDArray[np.intp], columns: NDArray[np.intp], scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The pairs of rows and columns that maximise the sum of scores, of those that are given with a score above 0.

    Each row and each column is in one pair at most; some are in none, where that is better for the sum. It is the
    assignment problem, solved exactly by the library; a row that stays alone takes a column of its own with score 0.
    """
    keep = scores > 0
    rows, columns, scores = rows[keep], columns[keep], scores[keep]
    if not len(rows):
        return []
    row_names, row = np.unique(rows, return_inverse=True)
    column_names, column = np.unique(columns, return_inverse=True)
    alone = np.arange(len(row_names))
    # The library takes a cost of 0 for no edge, so all costs are moved above it.
    most = float(scores.max()) + 1
    costs = np.concatenate([most - scores, np.full(len(alone), most)])
    places = (np.concatenate([row, alone]), np.concatenate([column, len(column_names) + alone]))
    graph = csr_array((costs, places), shape=(len(alone), len(column_names) + len(alone)))
    chosen_rows, chosen_columns = min_weight_full_bipartite_matching(graph)
    paired = chosen_columns < len(column_names)
    return [
        (int(row_names[r]), int(column_names[c]))
        for r, c in zip(chosen_rows[paired], chosen_columns[paired], strict=True)
    ]
