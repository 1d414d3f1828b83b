"""How high a cell has to be for its text, and texts cut so that a row fits on a page.

Programs do not make a row as high as its wrapped text where cells are merged, so that its height has to be set. Sizes
are in points; widths of texts are counted in halves of a Chinese character.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from workpoints.reports.folding import atoms
from workpoints.source import width

__all__ = ["CHARACTER", "MOST_LINES", "TITLE", "cut", "height", "line_count"]

CHARACTER = 10.5
"""Size of the font of the table: 五号."""
TITLE = 20
"""Size of the font of titles."""
_LINE = 15.5
"""Height of a line; fonts that stand in for 仿宋_GB2312 need up to 1.45 times their size."""
_PADDING = 4.0
MOST_LINES = 24
"""A row higher than 409 points cannot be, and one that is higher than a page is cut in print."""


def height(lines: int) -> float:
    """The height of a row with so many lines."""
    return lines * _LINE + _PADDING


def line_count(text: str, room: int) -> int:
    """How many lines a text takes in a cell that has room for so many half characters."""
    return len(_lines(text, room))


def cut(text: str, room: int) -> list[str]:
    """A text in pieces of at most `MOST_LINES` lines each; together they are the text."""
    lines = _lines(text, room)
    return ["".join(lines[start : start + MOST_LINES]) for start in range(0, len(lines), MOST_LINES)]


@lru_cache(maxsize=1024)
def _lines(text: str, room: int) -> tuple[str, ...]:
    """The lines of a text, each with the line end that the text has there; one at least.

    No line begins with punctuation, and no number is broken, as programs do it.
    """
    *ended, last = text.split("\n")
    return tuple(line for each in (*(f"{each}\n" for each in ended), last) for line in _wrapped(each, room))


def _wrapped(paragraph: str, room: int) -> Iterator[str]:
    if 2 * len(paragraph) <= room:
        yield paragraph
        return
    start = end = used = 0
    for atom in atoms(paragraph.removesuffix("\n"), room):
        size = 2 if len(atom) == 1 and not atom.isascii() else width(atom)
        if used and used + size > room:
            yield paragraph[start:end]
            start, used = end, 0
        end += len(atom)
        used += size
    yield paragraph[start:]
