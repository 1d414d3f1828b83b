"""Two plans that were written independently: which tasks of the lower one take up which of the upper one.

A pair of tasks is told by its words alone, so that who does them may differ. What a score means is in
docs/comparison.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from workpoints.alignment.leadership import Leadership
from workpoints.alignment.nearness import Pairs, Row, near_pairs
from workpoints.alignment.passages import passages
from workpoints.alignment.result import Addition, Alignment, Drift, Hole, Lack, Match, Near
from workpoints.alignment.systems import System
from workpoints.compare.likeness import says_anything
from workpoints.compare.nodes import Node, bare_data, nodes_of
from workpoints.registry.reader import load_registry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workpoints.model import Notice
    from workpoints.registry.registry import Registry

__all__ = ["MOST", "THRESHOLD", "Alignment", "align"]

THRESHOLD = 0.5
"""The score from which on a task takes up another: as likely right as wrong."""
MOST = 3
"""How many lower tasks are told for an upper one."""


def align(
    upper: Notice, lower: Notice, *, registry: Registry | None = None, threshold: float = THRESHOLD, most: int = MOST
) -> Alignment:
    """Find for each task of a plan those of a lower one that take it up.

    Tasks are the parts that have none below them. `most` limits how many lower ones a match tells; holes and additions
    do not depend on it. The registry tells which offices names mean; without one it is the one that comes with the
    package.
    """
    data = bare_data(upper), bare_data(lower)
    above, below = ([node for node in nodes_of(each) if _is_task(node)] for each in data)
    names = registry or load_registry(None)
    leads = Leadership(data[0], names), Leadership(data[1], names)
    central, local = ([*map(side.leads, nodes)] for side, nodes in zip(leads, (above, below), strict=True))
    pairs = near_pairs([node.words for node in above], [node.words for node in below], threshold)
    nearest = pairs.rows(len(above), most)
    return Alignment(
        [_match(node, row, below, who, local) for node, row, who in zip(above, nearest, central, strict=True)],
        list(_holes(above, below, pairs, leads, central)),
        _additions(below, pairs, local),
        list(_drift(above, below, nearest, central, local)),
    )


def _is_task(node: Node) -> bool:
    return not node.children and says_anything(node.words)


Leads = dict[str, System]
"""The offices that lead a task, each with its system."""


def _match(node: Node, row: Row, below: Sequence[Node], central: Leads, local: Sequence[Leads]) -> Match:
    near = [
        Near(_id(below[k]), below[k].words, score, passages(node.words, below[k].words), (*local[k],))
        for k, score in row
    ]
    return Match(_id(node), node.words, near, (*central,))


def _id(node: Node) -> str:
    return node.data["id"]


def _holes(
    above: Sequence[Node],
    below: Sequence[Node],
    pairs: Pairs,
    leads: tuple[Leadership, Leadership],
    central: Sequence[Leads],
) -> Iterator[Hole]:
    owned = np.array([leads[1].is_owned(node) for node in below], bool)
    # A plan that names nobody is no measure for one that does.
    all_owned = leads[1].names_any and not leads[0].names_any
    taken_up, has_owner = _met(pairs.upper, above), _met(pairs.upper[owned[pairs.lower]], above)
    for k, node in enumerate(above):
        if not taken_up[k]:
            yield Hole(_id(node), node.words, Lack.task, (*central[k],))
        elif not has_owner[k] and (all_owned or leads[0].is_owned(node)):
            yield Hole(_id(node), node.words, Lack.owner, (*central[k],))


def _additions(below: Sequence[Node], pairs: Pairs, local: Sequence[Leads]) -> list[Addition]:
    taking_up = _met(pairs.lower, below)
    return [Addition(_id(node), node.words, (*local[k],)) for k, node in enumerate(below) if not taking_up[k]]


def _met(numbers: NDArray[Any], nodes: Sequence[Node]) -> list[bool]:
    """Whether the number of each part is among some numbers."""
    counts: list[int] = np.bincount(numbers, minlength=len(nodes)).tolist()
    return [count > 0 for count in counts]


def _drift(
    above: Sequence[Node],
    below: Sequence[Node],
    nearest: Sequence[Row],
    central: Sequence[Leads],
    local: Sequence[Leads],
) -> Iterator[Drift]:
    for node, row, who in zip(above, nearest, central, strict=True):
        for k in sorted(k for k, _ in row):
            if who and local[k] and _systems(who).isdisjoint(_systems(local[k])):
                yield Drift(_id(node), _id(below[k]), [*who], [*local[k]], node.words, below[k].words)


def _systems(leads: Mapping[str, System]) -> System:
    """All that the offices of one side do."""
    return frozenset(chain.from_iterable(leads.values()))
