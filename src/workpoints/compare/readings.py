"""Parts that say the same as before and are only read otherwise.

Whether the first words of an item are its title is told by the items beside it. Where one of these comes or goes, the
same words can become a title, or text, without anybody having changed them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from workpoints.compare.change import Reading
from workpoints.compare.likeness import plain
from workpoints.compare.nodes import Node
from workpoints.compare.pairing import Pairs

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NodeData

__all__ = ["read_alike"]


def read_alike(old: list[Node], new: list[Node], pairs: Pairs) -> tuple[list[Node], list[Reading]]:
    """The old parts, read as in the new plan where they say the same in all; and which these are."""
    nodes = [*old]
    readings = []
    for a, b in sorted(pairs.items()):
        data = _as_now(old[a], new[b])
        if data is not None:
            nodes[a] = replace(old[a], data=cast("NodeData", old[a].data | data), title=new[b].title, text=new[b].text)
            readings.append(Reading(old[a].path, data))
    return nodes, readings


def _as_now(old: Node, new: Node) -> dict[str, Any] | None:
    """Title and clauses of the new part with the duties of the old one; None where that would not be the same part."""
    if plain(old.title) == plain(new.title) or plain(old.title + old.text) != plain(new.title + new.text):
        return None
    duties = [clause["duty"] for clause in _clauses(old) if "duty" in clause]
    if len(duties) != sum("duty" in clause for clause in _clauses(new)):
        return None
    ahead = iter(duties)
    clauses = [{**clause, "duty": next(ahead)} if "duty" in clause else clause for clause in _clauses(new)]
    return {"title": new.data.get("title"), "clauses": clauses}


def _clauses(node: Node) -> list[ClauseData]:
    return node.data.get("clauses", [])
