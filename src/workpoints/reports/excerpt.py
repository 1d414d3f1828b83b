"""The part of a line that shows a place: all of it where there is room, else a window around the place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from workpoints.reports.characters import cells, picture

__all__ = ["CUT", "Excerpt", "excerpt", "shortened"]

CUT = "…"
# With less room than this, a single character may not fit: <U+E0100> takes nine cells.
_ROOM = 20
# A place that is longer than the line keeps this share of it for what stands before.
_LEAD = 5


class Excerpt(NamedTuple):
    """A line as it is shown, in three parts."""

    before: str
    marked: str
    """The place, as far as it is in the window."""
    after: str

    @property
    def carets(self) -> str:
        """The line below: a caret in each cell of the place, one where the place is empty."""
        return " " * cells(self.before) + "^" * max(1, cells(self.marked))


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """The characters from `start` to `end` with as much of the line around them as fits into `room` cells."""
    room = max(room, _ROOM)
    # Every character takes a cell, so that none beyond these can be in the window, and one more tells that it is cut.
    near, far = max(0, start - room), min(end, start + room)
    line, start, end = line[near : far + room + 1], start - near, far - near
    pictures, edges = _measured(line)
    first, last = _window(edges, start, end, room)
    end = min(end, last)
    before, marked, after = ("".join(pictures[a:b]) for a, b in ((first, start), (start, end), (end, last)))
    return Excerpt(CUT * (first > 0) + before, marked, after + CUT * (last < len(line)))


def _window(edges: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """The first and the last character boundary that are shown; `edges` are the cells before each boundary."""
    whole = edges[-1] + (start == len(edges) - 1)  # a caret behind the last character needs a cell too
    if whole <= room:
        return 0, len(edges) - 1
    room -= 2 * len(CUT)
    place = max(1, edges[end] - edges[start])
    lead = (room - place) // 2 if place <= room else room // _LEAD
    first = bisect_left(edges, edges[start] - lead)
    last = bisect_right(edges, edges[first] + room) - 1
    if last == len(edges) - 1:
        first = min(first, bisect_left(edges, whole - room))
    return first, last


def _measured(text: str) -> tuple[list[str], list[int]]:
    """The characters as they are shown, and how many cells stand before each boundary."""
    pictures = [picture(character) for character in text]
    return pictures, [0, *accumulate(map(cells, pictures))]


def shortened(text: str, room: int) -> str:
    """A text as it is shown; where it takes more than `room` cells, only its ends."""
    pictures, edges = _measured(text)
    if edges[-1] <= room:
        return "".join(pictures)
    half = max(0, room - len(CUT)) // 2
    front, back = bisect_right(edges, half) - 1, bisect_left(edges, edges[-1] - half)
    return "".join((*pictures[:front], CUT, *pictures[back:]))
