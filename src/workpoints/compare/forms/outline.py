"""A part of a notice with all below it, line by line; from the file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from workpoints.compare.change import Change, Kind

__all__ = ["Line", "is_section", "outline"]


class Line(NamedTuple):
    """A part: how deep it stands below the first, and what it says."""

    depth: int
    id: str
    title: str
    text: str
    """The texts with their notations in brackets."""

    @property
    def words(self) -> str:
        """Title and text."""
        return f"{self.title} {self.text}".strip()


def outline(change: Change) -> list[Line]:
    """The part or the clause that a change brings or takes away, then the parts below it.

    Without the part itself, the text that the change has of it.
    """
    whole = change.kind in (Kind.added, Kind.removed) and isinstance(change.data, Mapping)
    return list(_lines(change.data, 0)) if whole else [Line(0, "", "", change.text)]


def is_section(change: Change) -> bool:
    """Whether the part has parts below it, or is a heading alone, whose parts have changes of their own."""
    data = change.data
    return isinstance(data, Mapping) and ("children" in data or ("title" in data and not data.get("clauses")))


def _lines(data: Mapping[str, Any], depth: int) -> Iterator[Line]:
    clauses = data.get("clauses", () if "id" in data else (data,))
    yield Line(depth, data.get("id", ""), data.get("title", ""), "".join(map(_clause, clauses)))
    for child in data.get("children", ()):
        yield from _lines(child, depth + 1)


def _clause(data: Mapping[str, Any]) -> str:
    duty = data.get("duty", {}).get("text", "")
    return f"{data.get('text', '')}（{duty}）" if duty else str(data.get("text", ""))
