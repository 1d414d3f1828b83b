"""Answers from structured data: who has which duty, which part has which id, what the tree looks like.

Queries read the data of the file format, not the models, so that they start without loading pydantic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workpoints.words import JURISDICTION_BEFORE, JURISDICTIONS, NOT_JURISDICTION_BEFORE, ROLE_WORDS

if TYPE_CHECKING:
    from workpoints.document import DutyData, NodeData, NoticeData

__all__ = ["Assignment", "assignments", "find_part", "matching_units", "nearest_units", "parts", "parts_of"]

ROLES = tuple(ROLE_WORDS)


class Assignment(NamedTuple):
    """One unit's share in one duty: a row of `who`."""

    notice: str
    id: str
    role: str
    unit: str
    via: str
    """How the duty reaches the unit: `named`."""
    text: str
    """What the duty covers: the text of its clause, or the title where it covers a whole part."""
    parties: list[tuple[str, str]]
    """Role and name of each other party."""
    deadline: str | None


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


def assignments(data: NoticeData) -> Iterator[Assignment]:
    """Every party of every duty, in reading order."""
    name = data.get("source", {}).get("name", "")
    for _, node in parts(data):
        for clause in node.get("clauses", []):
            if duty := clause.get("duty"):
                yield from _of_duty(name, node, clause.get("text") or node.get("title", ""), duty)


def _of_duty(notice: str, node: NodeData, text: str, duty: DutyData) -> Iterator[Assignment]:
    named: list[tuple[str, str]] = [(role, unit) for role in ROLES for unit in duty.get(role, [])]
    due = duty.get("deadline")
    deadline = (str(due["date"]) if "date" in due else due.get("text")) if due else None
    for k, (role, unit) in enumerate(named):
        others = [other for j, other in enumerate(named) if j != k]
        yield Assignment(notice, node.get("id", ""), role, unit, "named", text, others, deadline)


def matching_units(units: Iterable[str], wanted: str) -> list[str]:
    """The units that a name means: that of just this name, and those whose name it is without their jurisdiction."""
    return [unit for unit in dict.fromkeys(units) if unit == wanted or _is_bare_name(unit, wanted)]


def _is_bare_name(unit: str, wanted: str) -> bool:
    """Whether `unit` is `wanted` with a jurisdiction in front: 示范区市场监管局, but not 市场监管局 for 场监管局."""
    if not wanted or not unit.endswith(wanted) or not unit[: -len(wanted)].endswith(JURISDICTIONS):
        return False
    return not wanted.startswith(NOT_JURISDICTION_BEFORE) or wanted.startswith(JURISDICTION_BEFORE)


def nearest_units(units: Iterable[str], wanted: str, count: int = 3) -> list[str]:
    """The units whose names come nearest to a name that means none."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only where no name fits

    names = list(dict.fromkeys(units))
    return [name for name, _, _ in process.extract(wanted, names, scorer=fuzz.WRatio, limit=count, score_cutoff=35)]
