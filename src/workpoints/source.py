"""A text and places in it: the types that every other module speaks of."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

__all__ = ["Position", "Range", "Source", "Span", "width"]

Range = tuple[int, int]
"""A half-open range of code points in a text that is not the source: that of a flow, of a paragraph or a notation."""


class Span(NamedTuple):
    """A half-open range of code points in a text."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as editors count it: both numbers from 1, columns in code points."""

    line: int
    column: int


def width(text: str) -> int:
    """How wide a text is in print, in letters: a Han character and its punctuation are as wide as two."""
    return 2 * len(text) - sum(map(str.isascii, text))


class Source:
    """The text of a notice as it was read, and where it came from.

    `name` is the file name without its folder, or `<stdin>`, `<text>`; `text` has every character of the file after
    decoding, and offsets and spans count in it; `data` are the file's bytes, for its hash.
    """

    def __init__(self, name: str, text: str, data: bytes | None = None) -> None:
        self.name = name
        self.text = text
        self._data = data

    @cached_property
    def sha256(self) -> str:
        """Hash of the file's bytes (of the text as UTF-8 where there is no file), in hexadecimal digits."""
        from hashlib import sha256  # noqa: PLC0415 - slow to load, and queries need no hash

        data = self.text.encode("utf-8", "surrogatepass") if self._data is None else self._data
        return sha256(data).hexdigest()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        if len(starts) > 1 and self.text[-1].splitlines() != [""]:  # nothing begins behind a last line without an end
            starts.pop()
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a character offset."""
        line = max(1, bisect_right(self._line_starts, offset))
        return Position(line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines() or [""]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        return self._lines[number - 1] if number <= len(self._lines) else ""
