"""Changes of the tree: parts that are new or gone, that stand elsewhere, that were divided or joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workpoints.compare.change import Change, Kind, Reading, Spot
from workpoints.compare.nodes import Node, place_name
from workpoints.compare.numbering import tag_of
from workpoints.compare.pairing import Pairs, longest_run, pair
from workpoints.compare.pieces import Division, divisions
from workpoints.compare.readings import read_alike

__all__ = ["STRUCTURAL", "Matching", "matching", "structure"]

STRUCTURAL = (Kind.added, Kind.removed, Kind.moved, Kind.split, Kind.merged)
"""Kinds of changes by which parts come, go or move."""


@dataclass(slots=True)
class Matching:
    """What became of the parts of the old plan."""

    old: list[Node]
    new: list[Node]
    pairs: Pairs
    splits: list[Division]
    """An old item and new ones."""
    merges: list[Division]
    """A new item and old ones."""
    readings: list[Reading]
    """What is only read otherwise; `old` has it as it is read now."""


def matching(old: list[Node], new: list[Node]) -> Matching:
    """Find what became of each part."""
    pairs = pair(old, new)
    splits = divisions(old, new, pairs)
    pairs = _without(pairs, [each.whole for each in splits], [node for each in splits for node in each.parts])
    back = {b: a for a, b in pairs.items()}
    used = {node.index for each in splits for node in each.parts}
    gone = {each.whole.index for each in splits}
    merges = [
        each
        for each in divisions(new, old, back)
        if each.whole.index not in used and gone.isdisjoint(node.index for node in each.parts)
    ]
    pairs = _without(pairs, [node for each in merges for node in each.parts], [each.whole for each in merges])
    old, readings = read_alike(old, new, pairs)
    return Matching(old, new, pairs, splits, merges, readings)


def _without(pairs: Pairs, old: Iterable[Node], new: Iterable[Node]) -> Pairs:
    ours, theirs = {node.index for node in old}, {node.index for node in new}
    return {a: b for a, b in pairs.items() if a not in ours and b not in theirs}


def structure(found: Matching) -> list[Change]:
    """The changes of the tree, in no order."""
    settled_old = {node.index for each in found.splits for node in [each.whole]}
    settled_old |= {node.index for each in found.merges for node in each.parts} | set(found.pairs)
    settled_new = {node.index for each in found.splits for node in each.parts}
    settled_new |= {each.whole.index for each in found.merges} | set(found.pairs.values())
    return [
        *(_removed(node, settled_old) for node in _tops(found.old, settled_old)),
        *(_added(node, settled_new) for node in _tops(found.new, settled_new)),
        *(_split(each) for each in found.splits),
        *(_merged(each) for each in found.merges),
        *(_moved(found.old[a], found.new[b]) for a, b in sorted(_movements(found).items())),
    ]


def _tops(nodes: Sequence[Node], settled: set[int]) -> list[Node]:
    """The parts that only one plan has, those below such a part left out."""
    return [
        node for node in nodes if node.index not in settled and (node.parent is None or node.parent.index in settled)
    ]


def _removed(node: Node, settled: set[int]) -> Change:
    data = _pruned(node, settled)
    return Change(Kind.removed, node.headline, id_old=tag_of(node).id, at_old=(Spot(node.path),), data=data)


def _added(node: Node, settled: set[int]) -> Change:
    data = _pruned(node, settled)
    return Change(Kind.added, node.headline, id_new=tag_of(node).id, at_new=(Spot(node.path),), data=data)


def _pruned(node: Node, settled: set[int]) -> dict[str, Any]:
    """A part that came or went with those below it that did too; the others have changes of their own."""
    data: dict[str, Any] = {**node.data}
    children = [_pruned(child, settled) for child in node.children if child.index not in settled]
    data.pop("children", None)
    return data | ({"children": children} if children else {})


def _split(found: Division) -> Change:
    return _divided(Kind.split, found, [found.whole], found.pieces)


def _merged(found: Division) -> Change:
    return _divided(Kind.merged, found, found.pieces, [found.whole])


def _divided(kind: Kind, found: Division, old: list[Node], new: list[Node]) -> Change:
    tops_old, tops_new = (found.tops if nodes is found.pieces else nodes for nodes in (old, new))
    ids_old, ids_new = (tuple(tag_of(node).id for node in nodes) for nodes in (old, new))
    return Change(
        kind,
        found.whole.headline,
        id_old=tag_of(tops_old[0]).id,
        id_new=tag_of(tops_new[0]).id,
        at_old=tuple(Spot(node.path) for node in tops_old),
        at_new=tuple(Spot(node.path) for node in tops_new),
        ids_old=ids_old if len(old) > 1 else (),
        ids_new=ids_new if len(new) > 1 else (),
        old="\n".join(node.words for node in old),
        new="\n".join(node.words for node in new),
        data=[node.data for node in tops_new],
    )


def _moved(old: Node, new: Node) -> Change:
    return Change(
        Kind.moved,
        new.headline,
        id_old=tag_of(old).id,
        id_new=tag_of(new).id,
        old=place_name(old.parent),
        new=place_name(new.parent),
        at_old=(Spot(old.path),),
        at_new=(Spot(new.path),),
        data=tag_of(new),
    )


def _movements(found: Matching) -> Pairs:
    """The pairs that stand in another part, or in another order, than the pairs around them."""
    moved: Pairs = {}
    groups: dict[int, list[tuple[int, int]]] = {}
    for a, b in found.pairs.items():
        above = found.new[b].parent
        if _partner(found.old[a].parent, found.pairs) == (above.index if above else -1):
            groups.setdefault(above.index if above else -1, []).append((a, b))
        else:
            moved[a] = b
    for group in groups.values():
        stay = set(longest_run(sorted(group)))
        moved |= dict(each for each in group if each not in stay)
    return moved


def _partner(node: Node | None, pairs: Mapping[int, int]) -> int | None:
    """Index of the part that a part became; -1 for the plan itself, None where it is gone."""
    return -1 if node is None else pairs.get(node.index)
