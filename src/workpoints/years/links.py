"""What became of each part from notice to notice, and over a gap: the same, divided, joined, or back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from workpoints.compare.change import Change, Kind, Path
from workpoints.compare.contents import contents
from workpoints.compare.diff import part_changes
from workpoints.compare.duty import Naming
from workpoints.compare.likeness import pairs_of
from workpoints.compare.nodes import Node
from workpoints.compare.pairing import pair
from workpoints.compare.structure import Matching, matching

__all__ = ["Came", "Link", "Place", "covering", "links"]

Place = tuple[int, int]
"""Number of the edition, and index of a part in its plan."""

# How many editions may lie between where an item ended and where it is back.
_LONGEST_GAP = 2
# An item that is back has this share of its words in common with the former one. Between neighbours less will do, for
# there most items go on; one that had ended is more likely another.
_BACK = 0.5


class Came(StrEnum):
    """How an item came into an edition."""

    first = "first"
    """It stands in the oldest edition."""
    new = "new"
    kept = "kept"
    split = "split"  # type: ignore[assignment]
    """It is one of the pieces of an item."""
    merged = "merged"
    """It is made of several items."""
    back = "back"
    """It was missing in the editions between."""


class Link(NamedTuple):
    """A part, and what it became in a later edition."""

    old: Place
    new: Place
    came: Came
    changes: tuple[Change, ...] = ()
    """What changed, as `diff` tells it of the part that it became."""


def links(plans: Sequence[list[Node]], names: Sequence[Naming]) -> list[Link]:
    """What became of the parts of each plan: in the next one, and of items that ended, within a few more.

    `names` tell offices apart in each plan.
    """
    found: list[Link] = []
    for k in range(1, len(plans)):
        found += _between(k, matching(plans[k - 1], plans[k]), (names[k - 1], names[k]))
        for gap in range(2, min(_LONGEST_GAP + 1, k) + 1):
            found += _back(found, plans, names, (k - gap, k))
    return found


def covering(node: Node) -> Node:
    """The part whose notation says who does a task: itself, or a heading above; itself where there is none.

    Of the headings above it is the nearest that has a notation for all below.
    """
    above: Node | None = node
    while above:
        clauses = above.data.get("clauses", [])
        if any("duty" in clause and (above is node or "text" not in clause) for clause in clauses):
            return above
        above = above.parent
    return node


# Neighbours


def _between(new: int, found: Matching, names: tuple[Naming, Naming]) -> Iterator[Link]:
    """The links from one plan to the next."""
    changes = _by_path(part_changes(found, names))
    for a, b in sorted(found.pairs.items()):
        ours = changes.get(found.new[b].path, []) + _from_above(found, a, b, changes)
        yield Link((new - 1, a), (new, b), Came.kept, tuple(ours))
    for each in found.splits:
        for piece in each.pieces:
            told = tuple(changes.get(piece.path, ()))
            yield Link((new - 1, each.whole.index), (new, piece.index), Came.split, told)
    for each in found.merges:
        for piece in each.pieces:
            told = tuple(changes.get(each.whole.path, ()))
            yield Link((new - 1, piece.index), (new, each.whole.index), Came.merged, told)
    yield from _unfolded(new, found)


def _by_path(changes: Iterable[Change]) -> dict[Path, list[Change]]:
    """The changes by the parts of the new plan that they are about."""
    found: dict[Path, list[Change]] = {}
    for change in changes:
        for path in dict.fromkeys(spot.path for spot in change.at_new):
            found.setdefault(path, []).append(change)
    return found


def _from_above(found: Matching, a: int, b: int, changes: dict[Path, list[Change]]) -> list[Change]:
    """What changed in the notation of a heading that says who does a task, where it is one heading before and after."""
    old, new = covering(found.old[a]), covering(found.new[b])
    if new.index == b or found.pairs.get(old.index) != new.index:
        return []
    return [change for change in changes.get(new.path, ()) if change.kind in _OF_DUTIES]


_OF_DUTIES = frozenset({
    Kind.party_added, Kind.party_dropped, Kind.role_changed, Kind.lead_replaced, Kind.manner, Kind.deadline, Kind.scope,
    Kind.open_ended,
})  # fmt: skip


def _unfolded(new: int, found: Matching) -> Iterator[Link]:
    """Where an item became a section, its pieces are the items in it that come from nowhere else; and back."""
    settled_old, settled_new = _settled(found)
    for a, b in sorted(found.pairs.items()):
        old, now = found.old[a], found.new[b]
        if now.children and not old.children:
            pieces = (node for node in now.below() if not node.children and node.index not in settled_new)
            yield from (Link((new - 1, a), (new, piece.index), Came.split) for piece in pieces)
        elif old.children and not now.children:
            pieces = (node for node in old.below() if not node.children and node.index not in settled_old)
            yield from (Link((new - 1, piece.index), (new, b), Came.merged) for piece in pieces)


def _settled(found: Matching) -> tuple[set[int], set[int]]:
    """The parts of the two plans of which it is known what became of them, and what they were."""
    pieces_new = {node.index for each in found.splits for node in each.pieces}
    pieces_old = {node.index for each in found.merges for node in each.pieces}
    old = {each.whole.index for each in found.splits} | pieces_old | set(found.pairs)
    return old, {each.whole.index for each in found.merges} | pieces_new | set(found.pairs.values())


# Over a gap


def _back(
    found: Sequence[Link], plans: Sequence[list[Node]], names: Sequence[Naming], between: tuple[int, int]
) -> Iterator[Link]:
    """The items that ended in one plan and are back in a later one, by the matching of neighbours, but closer."""
    start, end = between
    gone, come = {link.old for link in found}, {link.new for link in found}
    ended = [node for node in plans[start] if not node.children and (start, node.index) not in gone]
    begun = [node for node in plans[end] if not node.children and (end, node.index) not in come]
    pairs = pair(_counted(ended), _counted(begun)) if ended and begun else {}
    for a, b in sorted(pairs.items()):
        old, new = ended[a], begun[b]
        if _alike(old, new):
            changes = tuple(contents(old, new, (names[start], names[end])))
            yield Link((start, old.index), (end, new.index), Came.back, changes)


def _counted(nodes: list[Node]) -> list[Node]:
    """The parts as a plan of their own."""
    return [replace(node, index=index, parent=None) for index, node in enumerate(nodes)]


def _alike(old: Node, new: Node) -> bool:
    ours, theirs = pairs_of(old.words), pairs_of(new.words)
    return 2 * len(ours & theirs) >= _BACK * (len(ours) + len(theirs))
