"""Where the values of a notice stand in the text of its file."""

from __future__ import annotations

from typing import Any

from workpoints.model import Header, Notice
from workpoints.source import Span
from workpoints.yaml_reader import Path

__all__ = ["offsets", "span_at"]


def span_at(notice: Notice, path: Path) -> Span:
    """The span of a value of a parsed notice, or of the nearest part around it that has one."""
    node: Any = notice
    place = Span(0, 0)
    for depth, step in enumerate(path):
        if isinstance(node, Header) and (spans := node.spans.get(str(step))):
            return spans[int(path[depth + 1])] if len(path) > depth + 1 and len(spans) > 1 else spans[0]
        own = getattr(node, f"{step}_span", None) if isinstance(step, str) else None
        if own is not None and depth == len(path) - 1:
            return Span(*own)
        node = node[step] if isinstance(step, int) else getattr(node, step)
        place = getattr(node, "span", None) or place
    return place


def offsets(text: str, span: Span, value: str, noise: tuple[Span, ...] = ()) -> list[int]:
    """Where each character of a value stands, given the span that holds it; empty where that cannot be followed.

    In a file the value may be broken over lines, indented, or have page numbers in it, so it is followed character by
    character. A blank of the value has the place of what comes next.
    """
    skip = {place.start: place.end for place in noise if span.start <= place.start < span.end}
    position, found = span.start, list[int]()
    for character in value:
        while not character.isspace() and position < span.end and (position in skip or text[position] != character):
            position = skip.get(position, position + 1)
        found.append(position)
        position += not character.isspace()
    return found if position <= span.end else []
