"""Pieces of text for people, each with the part it plays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

__all__ = ["Role", "Segment", "plain"]

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


def plain(segments: Iterable[Segment]) -> str:
    """The text without colours."""
    return "".join(segment.text for segment in segments)
