"""The clauses of two forms of a part side by side."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from workpoints.compare.likeness import pairs_of
from workpoints.compare.nodes import parties_in

if TYPE_CHECKING:
    from workpoints.document import ClauseData

__all__ = ["aligned"]

Group = tuple[list[int], list[int]]
"""Numbers of old and of new clauses that belong together: one of each, or one and several, or one alone."""

# From which likeness on (0 to 1) of text and offices two clauses are the same.
_SAME = 0.4
_WORDS, _OFFICES = 0.7, 0.3
# From which likeness on several clauses together are one that was divided, or one that they became.
_TOGETHER = 90
# Characters of two texts, multiplied, up to which they are compared one by one.
_LONG = 10**8
# So many pairs are looked at between clauses that are the same; more of them go in the order they stand in.
_MOST = 40_000


def aligned(old: list[ClauseData], new: list[ClauseData]) -> Iterator[Group]:
    """The clauses side by side, in order.

    Of all ways to do so the one in which they are most alike. A part with one clause in both is the same part for it.
    """
    if len(old) == len(new) == 1:
        yield [0], [0]
        return
    pairs: list[Group] = []
    for kind, a, b, c, d in SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False).get_opcodes():
        here, there = old[a:b], new[c:d]
        small = len(here) * len(there) <= _MOST
        found = _in_order(here, there) if kind != "equal" and small else _one_by_one(len(here), len(there))
        pairs += (([a + k for k in ours], [c + k for k in theirs]) for ours, theirs in found)
    yield from _grouped(pairs, old, new)


def _one_by_one(old: int, new: int) -> Iterator[Group]:
    yield from (([k] * (k < old), [k] * (k < new)) for k in range(max(old, new)))


def _in_order(old: list[ClauseData], new: list[ClauseData]) -> Iterator[Group]:
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gains = [[_likeness(a, b) - _SAME for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gains[i][j])
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j + 1] + gains[i][j]:
            yield [i], [j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield [i], []
            i += 1
        else:
            yield [], [j]
            j += 1
    yield from (([k], []) for k in range(i, len(old)))
    yield from (([], [k]) for k in range(j, len(new)))


def _likeness(old: ClauseData, new: ClauseData) -> float:
    """How alike two clauses are, from 0 to 1."""
    words = _ratio(old.get("text", ""), new.get("text", "")) / 100
    ours, theirs = ({name for _, name in parties_in(each)} for each in (old, new))
    offices = len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
    return _WORDS * words + _OFFICES * offices


def _ratio(old: str, new: str) -> float:
    """How alike two texts are, from 0 to 100; long ones by their pairs of characters, which is quicker."""
    if len(old) * len(new) <= _LONG:
        return fuzz.ratio(old, new)
    ours, theirs = pairs_of(old), pairs_of(new)
    return 200 * len(ours & theirs) / (len(ours) + len(theirs))


def _grouped(pairs: list[Group], old: list[ClauseData], new: list[ClauseData]) -> Iterator[Group]:
    """The groups, neighbours put together where one clause was divided, or several joined."""
    waiting = list(pairs)
    while waiting:
        group = waiting.pop(0)
        while waiting and _belong(wider := (group[0] + waiting[0][0], group[1] + waiting[0][1]), old, new):
            group = wider
            del waiting[0]
        yield group


def _belong(group: Group, old: list[ClauseData], new: list[ClauseData]) -> bool:
    """Whether a clause and several are the same text, which none of the several is alone."""
    if min(map(len, group)) != 1 or max(map(len, group)) < 2:  # noqa: PLR2004 - one and several
        return False
    ours, theirs = ([clauses[k].get("text", "") for k in side] for side, clauses in zip(group, (old, new), strict=True))
    return all([*ours, *theirs]) and _ratio("".join(ours), "".join(theirs)) >= _TOGETHER
