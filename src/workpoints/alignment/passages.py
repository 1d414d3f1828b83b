"""What two texts have word for word in common."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

__all__ = ["Passage", "passages"]

_LEAST = 4
"""Characters of a passage."""
_OFTEN = 50
"""What stands more often than this in a text is no sign that one was written after the other."""


class Passage(NamedTuple):
    """A stretch that two texts share: where it begins and ends in each, in characters."""

    upper: tuple[int, int]
    lower: tuple[int, int]


def passages(upper: str, lower: str) -> list[Passage]:
    """The stretches of four characters and more that two texts share, in the order of the first text.

    The longest are taken first, and none lies over another. None begins or ends with punctuation or a blank.
    """
    free = ([True] * len(upper), [True] * len(lower))
    taken: list[Passage] = []
    for start, at, length in sorted(_common(upper, lower), key=lambda each: (-each[2], each[0], each[1])):
        for here, there, count in _untaken(start, at, length, free):
            found = _trimmed(upper, here, there, count)
            if found:
                taken.append(found)
                for taken_up, (first, last) in zip(free, found, strict=True):
                    taken_up[first:last] = [False] * (last - first)
    return sorted(taken)


def _common(upper: str, lower: str) -> Iterator[tuple[int, int, int]]:
    """Every common stretch that cannot be made longer: where it begins in each text, and its length."""
    places = _places(lower)
    for start in range(len(upper) - _LEAST + 1):
        for at in places.get(upper[start : start + _LEAST], ()):
            if not (start and at and upper[start - 1] == lower[at - 1]):
                yield start, at, _length(upper, lower, start, at)


def _places(text: str) -> Mapping[str, Sequence[int]]:
    """Where each piece of a text stands that is as long as the shortest passage."""
    count = len(text) - _LEAST + 1
    places = {text[at : at + _LEAST]: (at,) for at in range(count)}
    if len(places) == max(count, 0):  # as most texts of tasks are: no piece stands twice
        return places
    every: dict[str, list[int]] = {piece: [] for piece in places}
    for at in range(count):
        every[text[at : at + _LEAST]].append(at)
    return {piece: found for piece, found in every.items() if len(found) <= _OFTEN}


def _length(upper: str, lower: str, start: int, at: int) -> int:
    length = _LEAST
    while start + length < len(upper) and at + length < len(lower) and upper[start + length] == lower[at + length]:
        length += 1
    return length


def _untaken(start: int, at: int, length: int, free: tuple[list[bool], list[bool]]) -> Iterator[tuple[int, int, int]]:
    """The parts of a stretch that no longer one covers, in either text."""
    begin = 0
    for step in range(length + 1):
        if step == length or not (free[0][start + step] and free[1][at + step]):
            if step - begin >= _LEAST:
                yield start + begin, at + begin, step - begin
            begin = step + 1


def _trimmed(text: str, start: int, at: int, length: int) -> Passage | None:
    """A stretch without the punctuation at its ends; None where too little is left."""
    end = start + length
    first = next((place for place in range(start, end) if _is_word(text[place])), end)
    last = next((place for place in range(end, first, -1) if _is_word(text[place - 1])), first)
    if last - first < _LEAST:
        return None
    return Passage((first, last), (at + first - start, at + last - start))


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNS"
