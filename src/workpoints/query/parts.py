"""What a plan assigns: its tasks in reading order, and the texts of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from workpoints.parts import parts_of
from workpoints.words import ROLE_WORDS

if TYPE_CHECKING:
    from workpoints.document import DutyData, NodeData, NoticeData

__all__ = [
    "ROLES",
    "Task",
    "label_of",
    "name_of",
    "parties_of",
    "tasks",
    "text_of",
    "title_of",
]

ROLES = tuple(ROLE_WORDS)
"""lead, responsible, support, guide."""


class Task(NamedTuple):
    """A clause of a part, and where it stands."""

    section: NodeData
    """The part of the highest level around it."""
    node: NodeData
    text: str
    """What the duty covers: the text of the clause, or the title where it covers a whole part."""
    duty: DutyData | None
    number: int
    """Which clause of the notice it is, from 0."""


def tasks(data: NoticeData) -> Iterator[Task]:
    """Every clause of every part, in reading order."""
    number = 0
    for section in data.get("plan", {}).get("children", []):
        for _, node in parts_of([section]):
            for clause in node.get("clauses", []):
                yield Task(section, node, clause.get("text") or node.get("title", ""), clause.get("duty"), number)
                number += 1


def parties_of(duty: DutyData) -> list[tuple[str, str]]:
    """Role and name of each party of a duty, role by role."""
    return [(role, name) for role in ROLES for name in duty.get(role, [])]


def name_of(data: NoticeData) -> str:
    """The name of the file that a notice is from."""
    return data.get("source", {}).get("name", "")


def text_of(node: NodeData) -> str:
    """The text of a part, its clauses joined."""
    return "".join(clause.get("text", "") for clause in node.get("clauses", []))


def label_of(node: NodeData) -> str:
    """The label of a part as it stands before its title: 一、, but 第一章 with a blank."""
    label = node.get("label", "")
    return label + " " * label[-1:].isalnum()


def title_of(node: NodeData) -> str:
    """Label and title of a part, or its text where it has none."""
    return label_of(node) + (node.get("title") or text_of(node))
