"""The parts of a plan in a row, each with what tells it from others: its words, its offices, its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from workpoints.compare.change import Path
from workpoints.convert import to_data
from workpoints.parts import parts
from workpoints.query.parts import label_of, parties_of

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NodeData, NoticeData, SourceData
    from workpoints.model import Notice

__all__ = ["Node", "bare_data", "nodes_of", "offices_at", "offices_in", "parties_in", "place_name"]


@dataclass(slots=True, eq=False)
class Node:
    """A part of a plan and where it stands."""

    data: NodeData
    index: int
    """Its number in reading order, from 0."""
    path: Path
    parent: Node | None
    title: str
    text: str
    """The texts of its clauses, one a line."""
    parties: frozenset[str]
    children: list[Node]

    @property
    def words(self) -> str:
        """All that it says itself."""
        return "\n".join(filter(None, (self.title, self.text)))

    @property
    def headline(self) -> str:
        """What to call it by: its title, or its text."""
        return self.title or self.text

    def below(self) -> list[Node]:
        """The parts below it, in reading order."""
        return [node for child in self.children for node in (child, *child.below())]


def bare_data(notice: Notice) -> NoticeData:
    """What a notice says, in the file format: without its file, corrections and reviews."""
    data = to_data(notice)
    data["source"] = cast("SourceData", {"name": "", "sha256": ""})
    data.pop("corrections", None)
    data.pop("reviewed", None)
    for rule in data.get("plan", {}).get("rules", []):
        rule.setdefault("from", "")
    for _, node in parts(data):
        node.pop("reviewed", None)
        node["clauses"] = [clause for clause in node.get("clauses", []) if clause]
    return data


def parties_in(clause: ClauseData) -> list[tuple[str, str]]:
    """Role and name of each party of a clause."""
    return parties_of(clause["duty"]) if "duty" in clause else []


def offices_in(clauses: list[ClauseData]) -> list[str]:
    """The offices of some clauses."""
    return [name for clause in clauses for _, name in parties_in(clause)]


def offices_at(node: Node, clause: int | None) -> list[str]:
    """The offices of a clause, or of a part and all below it; where these are none, of the heading that covers it."""
    if clause is None:
        clauses = [each for part in (node, *node.below()) for each in part.data.get("clauses", [])]
    else:
        clauses = node.data.get("clauses", [])[max(0, clause) : clause + 1]
    found = offices_in(clauses)
    above = node.parent
    while not found and above:
        found = offices_in([each for each in above.data.get("clauses", [])[:1] if "text" not in each])
        above = above.parent
    return found


def nodes_of(data: NoticeData) -> list[Node]:
    """Every part of a plan in reading order."""
    found: list[Node] = []
    _collect(data.get("plan", {}).get("children", []), None, (), found)
    return found


def _collect(parts: list[NodeData], parent: Node | None, path: Path, found: list[Node]) -> None:
    for number, data in enumerate(parts):
        clauses = data.get("clauses", [])
        node = Node(
            data=data,
            index=len(found),
            path=(*path, number),
            parent=parent,
            title=data.get("title", ""),
            text="\n".join(clause["text"] for clause in clauses if "text" in clause),
            parties=frozenset(name for clause in clauses for _, name in parties_in(clause)),
            children=[],
        )
        found.append(node)
        if parent:
            parent.children.append(node)
        _collect(data.get("children", []), node, node.path, found)


def place_name(node: Node | None) -> str | None:
    """Label and title of the part that others stand in; None at the top."""
    return label_of(node.data) + node.headline if node else None
