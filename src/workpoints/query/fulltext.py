"""Full text: where a text or a regular expression stands in the plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from workpoints.parts import parts_of
from workpoints.query.parts import name_of, title_of

if TYPE_CHECKING:
    from workpoints.document import NodeData, NoticeData

__all__ = ["Hit", "find"]


class Hit(NamedTuple):
    """A text of a notice in which something was found."""

    notice: str
    id: str
    """Id of the part, empty for the texts before the first and behind the last."""
    field: str
    """preamble, title, text, duty or closing."""
    section: str
    """Label and title of the part of the highest level around it."""
    text: str
    matches: list[tuple[int, int]]
    """Where in the text, in characters."""


def find(data: NoticeData, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """The texts of a plan that a pattern is found in, in reading order. Matches of nothing do not count."""
    plan = data.get("plan", {})
    name = name_of(data)
    yield from _hits(name, "", "", [("preamble", plan.get("preamble", ""))], pattern)
    for section in plan.get("children", []):
        for _, node in parts_of([section]):
            yield from _hits(name, node["id"], title_of(section), _texts(node), pattern)
    yield from _hits(name, "", "", [("closing", plan.get("closing", ""))], pattern)


def _texts(node: NodeData) -> Iterator[tuple[str, str]]:
    yield "title", node.get("title", "")
    for clause in node.get("clauses", []):
        yield "text", clause.get("text", "")
        if duty := clause.get("duty"):
            yield "duty", duty["text"]


def _hits(
    notice: str, part: str, section: str, texts: Iterable[tuple[str, str]], pattern: re.Pattern[str]
) -> Iterator[Hit]:
    for field, text in texts:
        matches = [found.span() for found in pattern.finditer(text) if found[0]]
        if matches:
            yield Hit(notice, part, field, section, text, matches)
