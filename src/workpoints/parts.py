"""The parts of a plan in the file format: all of them in reading order, or the one with an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workpoints.document import NodeData, NoticeData

__all__ = ["find_part", "parts", "parts_of"]


def parts(data: NoticeData) -> Iterator[tuple[int, NodeData]]:
    """Every labelled part of a plan with its depth from 0, in reading order."""
    return parts_of(data.get("plan", {}).get("children", []))


def parts_of(nodes: list[NodeData]) -> Iterator[tuple[int, NodeData]]:
    """Some parts and all below them, each with its depth from 0, in reading order."""
    waiting = [(0, node) for node in reversed(nodes)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        waiting += [(depth + 1, child) for child in reversed(node.get("children", []))]


def find_part(data: NoticeData, part_id: str) -> NodeData | None:
    """The part with an id."""
    return next((node for _, node in parts(data) if node.get("id") == part_id), None)
