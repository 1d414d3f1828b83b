"""Texts shortened for people: the stretches around changes, the beginning of a text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from workpoints.compare.inline import Mark
from workpoints.reports.characters import cells, shown
from workpoints.reports.excerpt import CUT

__all__ = ["BRACKETS", "beginning", "bracketed", "seen", "stretches"]

BRACKETS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
"""What shows changes where no colour does, as `git diff --word-diff` has it."""
_WHOLE = 80
"""Characters of a text that is not cut."""
CONTEXT = 20
"""How many characters are shown before and behind a change."""


def seen(text: str) -> str:
    """A text on one line, all of it visible; ↵ stands where a paragraph ends."""
    return shown(text.replace("\r\n", "\n").replace("\n", "↵"))


def beginning(text: str, room: int) -> str:
    """As much of a text, as it is shown, as fits into so many cells."""
    line = seen(text)
    if cells(line) <= room:
        return line
    edges = accumulate(map(cells, line))
    return line[: sum(1 for edge in edges if edge < room)] + CUT


def stretches(found: list[Mark], context: int = CONTEXT) -> list[Mark]:
    """The marks; in a long text what stays the same is cut to so many characters before and behind each change."""
    if sum(len(mark.text) for mark in found) <= _WHOLE:
        return found
    last = len(found) - 1
    return [_cut(mark, k > 0, k < last, context) if mark.op == "same" else mark for k, mark in enumerate(found)]


def _cut(mark: Mark, behind: bool, before: bool, context: int) -> Mark:  # noqa: FBT001 - which ends are near a change
    head, tail = context * behind, context * before
    if not head + tail or len(mark.text) <= head + tail + len(CUT):
        return mark
    return Mark("same", mark.text[:head] + CUT + mark.text[len(mark.text) - tail :])


def bracketed(found: Iterable[Mark]) -> str:
    """Marks as one line without colours."""
    return "".join(_in_brackets(mark) for mark in found)


def _in_brackets(mark: Mark) -> str:
    opening, closing = BRACKETS.get(mark.op, ("", ""))
    return f"{opening}{seen(mark.text)}{closing}"
