"""Which part of the old plan is which of the new one: by words, offices and place together.

Parts that nothing else resembles so much (the same words and offices, once in each plan) are paired at once; the others
so that the sum of likeness over all pairs is the highest. Numbers play no part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workpoints.compare.assignment import best_pairs
from workpoints.compare.likeness import alike, pairs_of, shared
from workpoints.compare.nodes import Node

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Pairs", "longest_run", "pair"]

Pairs = dict[int, int]
"""Index of a part in the old plan → that of the same part in the new one."""

# What words, offices and place count for. A part is the same where these come to a half: where its words are the same,
# wherever it stands and whoever does it; where a sixth of the words is, if it stands in the same place and the same
# office does it. With fewer words in common than neighbouring tasks have by chance it is another one in any case.
_WORDS, _OFFICES, _PLACE = 0.6, 0.25, 0.15
_ENOUGH = 0.5
_LEAST_WORDS = 0.1
# Each further office in common, up to so many, makes it less likely that they are together by chance.
_FURTHER, _MOST_FURTHER = 0.05, 3
# Parts between, from which on the place says half as much.
_NEAR = 3.0
_TOP, _UNKNOWN = -1, -2
"""In place of the index of a part: for the plan itself, for a part of which it is not known what it became."""
# So many parts are tried for each, those that fit best.
_TRIED = 64
# For sections: what the words of the section itself, the parts below it that are the same, and its place count for.
_TITLE, _BELOW = 0.5, 0.35


def pair(old: Sequence[Node], new: Sequence[Node]) -> Pairs:
    """Pair the parts of two plans."""
    pairs = _unmistakable(old, new)
    _add(pairs, old, new, lambda node: not node.children, _of_items)
    _add(pairs, old, new, lambda node: bool(node.children), _of_sections)
    _add(pairs, old, new, lambda _node: True, _of_items)
    return pairs


def _unmistakable(old: Sequence[Node], new: Sequence[Node]) -> Pairs:
    """The parts whose words and offices are the same, and stand once in each plan."""
    keys = [[(node.title, node.text, node.parties, not node.children) for node in nodes] for nodes in (old, new)]
    counts = [Counter(each) for each in keys]
    places = {key: index for index, key in enumerate(keys[1]) if counts[1][key] == 1}
    return {index: places[key] for index, key in enumerate(keys[0]) if counts[0][key] == 1 and key in places}


Scorer = Callable[[Sequence[Node], Sequence[Node], "Context"], tuple[Any, Any, Any]]


def _add(pairs: Pairs, old: Sequence[Node], new: Sequence[Node], wanted: Callable[[Node], bool], score: Scorer) -> None:
    """Pair those of the parts left that are wanted."""
    taken = set(pairs.values())
    ours = [node for node in old if node.index not in pairs and wanted(node)]
    theirs = [node for node in new if node.index not in taken and wanted(node)]
    if ours and theirs:
        rows, columns, scores = score(ours, theirs, Context(pairs, len(old), len(new)))
        pairs |= {ours[r].index: theirs[c].index for r, c in best_pairs(rows, columns, scores)}


class Context:
    """What the pairs found so far say about the place of the others."""

    def __init__(self, pairs: Pairs, old: int, new: int) -> None:
        self.pairs = pairs
        self._back = {b: a for a, b in pairs.items()}
        kept = longest_run(sorted(pairs.items()))
        self._known = ([-1, *(a for a, _ in kept), old], [-1, *(b for _, b in kept), new])

    def closeness(self, old: Sequence[Node], new: Sequence[Node]) -> NDArray[Any]:
        """From 1, where a part stands where the others lead one to expect it, to 0, far away in another section."""
        expected = np.interp([node.index for node in old], *self._known)
        away = np.abs(expected[:, None] - np.array([node.index for node in new])[None, :])
        close: NDArray[Any] = (1 / (1 + away / _NEAR) + self._beside(old, new)) / 2
        return close

    def _beside(self, old: Sequence[Node], new: Sequence[Node]) -> NDArray[Any]:
        """1 where two parts stand in parts that are the same, 0 where not, a half where that is not known."""
        ours = np.array([self.pairs.get(node.parent.index, _UNKNOWN) if node.parent else _TOP for node in old])
        theirs = np.array([node.parent.index if node.parent else _TOP for node in new])
        known = np.array([node.parent is None or node.parent.index in self._back for node in new])
        same = (ours[:, None] == theirs[None, :]).astype(np.float64)
        return np.where((ours == _UNKNOWN)[:, None] | ~known[None, :], 1 / 2, same)


def longest_run(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, sorted by their first numbers, whose second numbers rise too."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at[length : length + 1] = [k]
    run: list[tuple[int, int]] = []
    k = at[-1] if at else -1
    while k >= 0:
        run.append(pairs[k])
        k = before[k]
    return run[::-1]


def _of_items(old: Sequence[Node], new: Sequence[Node], context: Context) -> tuple[Any, Any, Any]:
    """The pairs of items that may be the same, and by how much they are more than not."""
    words = _words(old, new)
    sizes = [[len(features) for features in each] for each in words]
    offices = [[node.parties for node in nodes] for nodes in (old, new)]
    found = []
    for start, counts in shared(*words):
        rows = slice(start, start + len(counts))
        likeness = alike(counts, sizes[0][rows], sizes[1])
        office, known = _offices(offices[0][rows], offices[1])
        total = _WORDS * likeness + office + _PLACE * context.closeness(old[rows], new)
        total = np.where(known, total, total / (1 - _OFFICES))
        found.append(_above(total, (likeness >= _LEAST_WORDS) & (total >= _ENOUGH), start))
    return _joined(found)


def _words(old: Sequence[Node], new: Sequence[Node]) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    return [pairs_of(node.words) for node in old], [pairs_of(node.words) for node in new]


def _offices(old: list[frozenset[str]], new: list[frozenset[str]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """What the offices that two parts have in common count for, and whether either part has any."""
    sizes = [np.array([len(each) for each in side], np.float32) for side in (old, new)]
    both = np.concatenate([counts for _, counts in shared(old, new)])
    either = sizes[0][:, None] + sizes[1][None, :] - both
    weight = _OFFICES + _FURTHER * np.clip(both - 1, 0, _MOST_FURTHER)
    return weight * both / np.maximum(either, 1), either > 0


def _of_sections(old: Sequence[Node], new: Sequence[Node], context: Context) -> tuple[Any, Any, Any]:
    """The pairs of sections that may be the same, and by how much they are more than not."""
    words = _words(old, new)
    sizes = [[len(features) for features in each] for each in words]
    below = [
        [frozenset(str(context.pairs.get(node.index, f"-{node.index}")) for node in each.below()) for each in old],
        [frozenset(str(node.index) for node in each.below()) for each in new],
    ]
    inside = [[len(each) for each in side] for side in below]
    same = np.concatenate([counts for _, counts in shared(*below)])
    found = []
    for start, counts in shared(*words):
        rows = slice(start, start + len(counts))
        total = _TITLE * alike(counts, sizes[0][rows], sizes[1])
        total += _BELOW * alike(same[rows], inside[0][rows], inside[1])
        total += _PLACE * context.closeness(old[rows], new)
        found.append(_above(total, total >= _ENOUGH, start))
    return _joined(found)


def _above(total: NDArray[Any], enough: NDArray[Any], start: int) -> tuple[Any, Any, Any]:
    if total.shape[1] > _TRIED:
        least = np.partition(total, -_TRIED, axis=1)[:, -_TRIED]
        enough &= total >= least[:, None]
    rows, columns = np.nonzero(enough)
    # What just suffices still counts, so that it is better to pair than not.
    return rows + start, columns, total[rows, columns] - _ENOUGH + 0.001


def _joined(found: list[tuple[Any, Any, Any]]) -> tuple[Any, Any, Any]:
    rows, columns, scores = (np.concatenate(each) for each in zip(*found, strict=True))
    return rows, columns, scores.astype(np.float64)
