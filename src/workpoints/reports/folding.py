"""Lines broken at the width of a terminal: Chinese has no blanks to break at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from workpoints.reports.characters import cells
from workpoints.reports.segments import Role, Segment

__all__ = ["atoms", "folded"]

# A number or a word stays whole, and no line begins with a mark that belongs to what stands before it.
_ATOM = re.compile(
    r"(?:\[-|\{[+=])?[（《“「『【〔]{0,2}(?:[0-9A-Za-z.%:/\\_]{1,24}|[^ ])(?:-\]|[+=]\})?"
    r"[、，。；：！？）》”」』】〕…]{0,3}| ",
    re.DOTALL,
)
_ROOM = 8
"""Cells that a line has at least behind its indent, however narrow the terminal."""


def folded(segments: Iterable[Segment], width: int, indent: int) -> Iterator[Segment]:
    """One line, broken where it takes more than `width` cells; the lines below the first are indented."""
    pieces = [(character, segment.role) for segment in segments for character in segment.text]
    width = max(width, indent + _ROOM)
    used = 0
    out: list[tuple[str, Role]] = []
    for atom in _atoms(pieces, width - indent):
        size = sum(cells(character) for character, _ in atom)
        if used and used + size > width:
            _strip(out)
            out.append(("\n" + " " * indent, "text"))
            used = indent
            if atom[0][0] == " ":
                continue
        out += atom
        used += size
    _strip(out)
    for role, run in groupby((*out, ("\n", "text")), key=lambda piece: piece[1]):
        yield Segment("".join(text for text, _ in run), role)


def _strip(pieces: list[tuple[str, Role]]) -> None:
    """Drop the blanks at the end of a line."""
    while pieces and pieces[-1][0] == " ":
        pieces.pop()


def _atoms(pieces: list[tuple[str, Role]], room: int) -> Iterator[list[tuple[str, Role]]]:
    """What is not broken."""
    start = 0
    for atom in atoms("".join(character for character, _ in pieces), room):
        yield pieces[start : start + len(atom)]
        start += len(atom)


def atoms(text: str, room: int) -> Iterator[str]:
    """What of a text is not broken; where that alone takes more than a line of so many cells, single characters.

    Together they are the text.
    """
    for found in _ATOM.finditer(text):
        if len(found[0]) * 2 <= room or cells(found[0]) <= room:
            yield found[0]
        else:
            yield from found[0]
