"""Pieces of text for people, each with the part it plays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

__all__ = ["Role", "Segment", "finished", "plain"]

Role = Literal[
    "text", "path", "message", "gutter", "marked", "fix", "error", "warning", "info",
    "heading", "dim", "added", "removed", "came", "went", "changed",
]  # fmt: skip
"""`error`, `warning` and `info` are the severity, the code and the carets; `marked` is the place in its line.

`added` and `removed` are stretches of a text that was changed, `came`, `went` and `changed` the signs of changes.
"""


class Segment(NamedTuple):
    """A piece of text on its way to a person; never markup."""

    text: str
    role: Role = "text"


def finished(made: str | Iterable[Segment], paint: Callable[[Iterable[Segment]], str]) -> str:
    """What a form made, drawn where it is for people, as text that can stand in a file."""
    drawn = made if isinstance(made, str) else paint(made)
    # Half a pair of UTF-16, as from a path that is not UTF-8, can stand in no file; escaped it is valid in JSON too.
    return drawn.encode("utf-8", "backslashreplace").decode("utf-8")


def plain(segments: Iterable[Segment]) -> str:
    """The text without colours."""
    return "".join(segment.text for segment in segments)
