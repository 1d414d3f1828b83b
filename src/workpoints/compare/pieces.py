"""Items that were divided into several, or several that became one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from workpoints.compare.likeness import pairs_of, repeated, shared
from workpoints.compare.nodes import Node

__all__ = ["Division", "divisions"]

# A piece has this share of its words from the whole; the pieces together have this share of the words of the whole.
_FROM_WHOLE = 0.7
_OF_WHOLE = 0.7
# A piece has this share of its words where no other piece has them.
_OWN = 0.6
# Pairs of characters; what is shorter may be found anywhere.
_LEAST = 4


class Division(NamedTuple):
    """An item of one plan, and those of the other that share its text out among them, in reading order."""

    whole: Node
    pieces: list[Node]
    section: Node | None = None
    """The part that holds just the pieces, where the item became a section, or one became the item."""

    @property
    def tops(self) -> list[Node]:
        """The section of the pieces, or the pieces."""
        return [self.section] if self.section else self.pieces

    @property
    def parts(self) -> list[Node]:
        """The pieces, and their section."""
        return [*self.pieces, *([self.section] if self.section else [])]


def divisions(wholes: Sequence[Node], pieces: Sequence[Node], partners: Mapping[int, int]) -> list[Division]:
    """The items that were divided, given all parts of both plans and the pairs found so far, whole → piece.

    A piece is an item that is in no pair, or the partner of the whole.
    """
    taken = set(partners.values())
    loose = [node for node in pieces if node.index not in taken and not node.children]
    loose = [node for node in loose if len(pairs_of(node.words)) >= _LEAST]
    items = [node for node in wholes if not node.children]
    claims: dict[int, list[Node]] = {}
    for piece, whole in zip(loose, _sources(loose, items), strict=True):
        if whole is not None:
            claims.setdefault(whole.index, []).append(piece)
    found = []
    for index, claimed in claims.items():
        partner = pieces[partners[index]] if index in partners else None
        beside = [partner] if partner and not partner.children else []
        parts = sorted(_true_pieces(wholes[index], [*beside, *claimed]), key=lambda node: node.index)
        if len(parts) > 1:
            found.append(Division(wholes[index], parts, _section_of(parts, partner, taken)))
    return found


def _section_of(parts: list[Node], partner: Node | None, taken: set[int]) -> Node | None:
    """The part that holds just some pieces, if it is new or the item itself."""
    section = parts[0].parent
    if section is None or section.children != parts or (section.index in taken and section is not partner):
        return None
    return section


def _sources(pieces: Sequence[Node], wholes: Sequence[Node]) -> list[Node | None]:
    """For each piece the item that most of its words are from; None where that is not enough."""
    words = [pairs_of(node.words) for node in pieces]
    found: list[Node | None] = []
    for start, counts in shared(words, [pairs_of(node.words) for node in wholes]) if pieces and wholes else ():
        best = np.argmax(counts, axis=1)
        for k, column in enumerate(best):
            enough = counts[k, column] >= _FROM_WHOLE * len(words[start + k])
            found.append(wholes[column] if enough else None)
    return found or [None] * len(pieces)


def _true_pieces(whole: Node, pieces: list[Node]) -> list[Node]:
    """Those of some items that hold, each for itself, a part of the whole; none where they leave too much of it out."""
    own = pairs_of(whole.words)
    words = {node.index: pairs_of(node.words) & own for node in pieces}
    true = [node for node in pieces if len(words[node.index]) >= _FROM_WHOLE * len(pairs_of(node.words))]
    again = repeated(whole.words)
    true = [node for node in true if _has_its_own(node, true, {k: each - again for k, each in words.items()})]
    covered = _union(words[node.index] for node in true)
    return true if len(covered) >= _OF_WHOLE * len(own) else []


def _has_its_own(node: Node, pieces: list[Node], words: Mapping[int, frozenset[str]]) -> bool:
    others = _union(words[other.index] for other in pieces if other is not node)
    return len(words[node.index] - others) >= _OWN * len(words[node.index])


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(sets))
