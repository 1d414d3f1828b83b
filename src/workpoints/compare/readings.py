"""Parts that say the same as before and are only read otherwise.

Whether the first words of an item are its title is told by the items beside it, and whether a line goes on in the next
one by the lines around it. Where one of these comes or goes, the same words can become a title, or text, or get a line
break, without anybody having changed them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from workpoints.compare.change import Reading
from workpoints.compare.likeness import plain, squeezed
from workpoints.compare.nodes import Node
from workpoints.compare.pairing import Pairs

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NodeData, NoticeData

__all__ = ["around_alike", "read_alike"]


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


_AROUND = (("header", "title"), ("header", "body"), ("plan", "title"), ("plan", "preamble"), ("plan", "closing"))


def around_alike(old: NoticeData, new: NoticeData) -> tuple[NoticeData, list[Reading]]:
    """The old notice with the texts in no part read as in the new one, where they say the same; and which."""
    before: dict[str, Any] = {**old, "header": {**old.get("header", {})}, "plan": {**old.get("plan", {})}}
    after = cast("dict[str, Any]", new)
    readings = []
    for group, field in _AROUND:
        was, now = before[group].get(field), after.get(group, {}).get(field)
        if was and now and was != now and squeezed(was) == squeezed(now):
            before[group][field] = now
            readings.append(Reading((), {group: {field: now}}))
    return cast("NoticeData", before), readings


def _as_now(old: Node, new: Node) -> dict[str, Any] | None:
    """Title and clauses of the new part with the duties of the old one; None where that would not be the same part."""
    if _texts(old) == _texts(new) or not _says_the_same(old, new):
        return None
    duties = [clause["duty"] for clause in _clauses(old) if "duty" in clause]
    if len(duties) != sum("duty" in clause for clause in _clauses(new)):
        return None
    ahead = iter(duties)
    clauses = [{**clause, "duty": next(ahead)} if "duty" in clause else clause for clause in _clauses(new)]
    return {"title": new.data.get("title"), "clauses": clauses}


def _texts(node: Node) -> list[str | None]:
    return [node.data.get("title"), *(clause.get("text") for clause in _clauses(node))]


def _says_the_same(old: Node, new: Node) -> bool:
    """Whether the words are the same, to the mark where they are no title before or after."""
    if plain(old.title) == plain(new.title):
        return squeezed(old.title + old.text) == squeezed(new.title + new.text)
    return plain(old.title + old.text) == plain(new.title + new.text)


def _clauses(node: Node) -> list[ClauseData]:
    return node.data.get("clauses", [])
