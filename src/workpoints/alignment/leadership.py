"""Who leads the tasks of a plan, and which of them somebody has to do at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workpoints.alignment.systems import System, system_of
from workpoints.compare.nodes import Node, nodes_of
from workpoints.query.duties import Reader
from workpoints.query.parts import parties_of

if TYPE_CHECKING:
    from workpoints.document import DutyData, NoticeData
    from workpoints.registry.registry import Registry

__all__ = ["Leadership", "upwards"]


class Leadership:
    """The offices of a plan as a registry reads them."""

    def __init__(self, data: NoticeData, registry: Registry) -> None:
        self.reader = Reader(data, registry)
        self._ruled_from = _first_ruled(data)
        self.names_any = bool(self.reader.parties)
        """Whether the plan names an office for any of its tasks."""

    def is_owned(self, node: Node) -> bool:
        """Whether an office is named for a task: in its own notation, in that of a part above, or for all tasks."""
        ruled = self._ruled_from is not None and node.index >= self._ruled_from
        return ruled or any(parties_of(duty) for part in upwards(node) for duty in _duties(part))

    def leads(self, node: Node) -> dict[str, System]:
        """The offices that lead a task by its own notation or else by the nearest above, each with its system.

        A single office leads its task; sets of offices lead none.
        """
        for part in upwards(node):
            names = [name for duty in _duties(part) for name in _leading(duty)]
            if names:
                found = {name: system_of(name, self.reader.registry, self.reader.home) for name in names}
                return {name: system for name, system in found.items() if system is not None}
        return {}


def _first_ruled(data: NoticeData) -> int | None:
    """The number of the part from which on a sentence makes some offices responsible for every task."""
    rules = [rule for rule in data.get("plan", {}).get("rules", []) if rule.get("parties")]
    first = {rule["from"] for rule in rules}
    return next((node.index for node in nodes_of(data) if node.data["id"] in first), None)


def upwards(node: Node) -> Iterator[Node]:
    """A part and those that it stands in, from the inside out."""
    part: Node | None = node
    while part:
        yield part
        part = part.parent


def _duties(node: Node) -> Iterator[DutyData]:
    return (clause["duty"] for clause in node.data.get("clauses", []) if "duty" in clause)


def _leading(duty: DutyData) -> list[str]:
    """Who leads by a notation: those that it says lead, or the only one that it names."""
    parties = parties_of(duty)
    alone = len(parties) == 1 and not duty.get("open_ended")
    return duty.get("lead") or ([parties[0][1]] if alone else [])
