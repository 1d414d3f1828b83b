"""The text of a part split into clauses: each stretch of text with the notation that closes it.

    part    = { clause }
    clause  = text [ notation { punctuation } ]
    notation = bracket whose content assigns the text to somebody, see `workpoints.duties`

Round brackets of either width pair with each other, 〔〕 and [] with themselves. A bracket that never closes reaches to
the end of its paragraph, and is a notation where it says so by a role word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from workpoints.duties import Reading, read_duty
from workpoints.words import UNIT_SUFFIXES

__all__ = ["Bracket", "ClauseRange", "brackets", "clauses"]

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
# A bracket with none inside, or a mark that needs a closer look.
_SIMPLE = re.compile(
    rf"[{re.escape(_OPEN)}][^{re.escape(_OPEN + _CLOSE)}\n]*[{re.escape(_CLOSE)}]?|[{re.escape(_CLOSE)}]"
)
_TOKEN = re.compile(rf"[{re.escape(_OPEN + _CLOSE)}\n]")
_PAIRS = frozenset({"（）", "()", "（)", "(）", "〔〕", "[]", "【】"})
LONGEST_NOTATION = 600
"""Longest bracket that is read, in characters; the longest seen in practice has about 300."""
_STOPS = frozenset("。；;，,、：:.!！?？")


class Bracket(NamedTuple):
    """An outermost bracket; `end` is behind its closing mark, or the end of the paragraph where it has none."""

    start: int
    end: int
    closed: bool


class ClauseRange(NamedTuple):
    """Where a clause stands in the flow."""

    start: int
    text_end: int
    """End of the text; equal to `start` where a notation covers nothing of its own."""
    end: int
    notation: Bracket | None
    reading: Reading | None


def brackets(text: str, start: int, end: int) -> list[Bracket]:
    """The outermost brackets of a range, in order; each pair lies within a paragraph."""
    found: list[Bracket] = []
    for simple in _SIMPLE.finditer(text, start, end):
        opened, stop = simple.span()
        if text[opened] + text[stop - 1] not in _PAIRS:
            return _nested(text, start, end)
        found.append(Bracket(opened, stop, True))  # noqa: FBT003 - a keyword costs time here
    return found


def _nested(text: str, start: int, end: int) -> list[Bracket]:
    """The outermost brackets where some are nested or have no partner."""
    found: list[Bracket] = []
    open_at: list[int] = []
    for token in _TOKEN.finditer(text, start, end):
        mark, position = token[0], token.start()
        if mark == "\n":
            _add_unclosed(found, open_at, position)
        elif mark in _OPEN:
            open_at.append(position)
        elif open_at and text[open_at[-1]] + mark in _PAIRS:
            opened = open_at.pop()
            while found and found[-1].start > opened:
                found.pop()
            found.append(Bracket(opened, position + 1, closed=True))
    _add_unclosed(found, open_at, end)
    return found


def _add_unclosed(found: list[Bracket], open_at: list[int], end: int) -> None:
    """Add the last bracket still open where a paragraph ends; one with brackets behind it is a stray mark."""
    if open_at and not (found and found[-1].start > open_at[-1]):
        found.append(Bracket(open_at[-1], end, closed=False))
    open_at.clear()


def clauses(text: str, start: int, end: int, found: list[Bracket]) -> list[ClauseRange]:
    """Split a range of the flow, given the brackets in it."""
    ranges: list[ClauseRange] = []
    position = _skip(text, start, end)
    for bracket in found:
        reading = _notation(text, bracket, end)
        if reading is None or bracket.start < position:
            continue
        stop = bracket.end
        while stop < end and text[stop] in _STOPS:
            stop += 1
        text_end = bracket.start
        while text_end > position and text[text_end - 1] in "\n ":
            text_end -= 1
        ranges.append(ClauseRange(position, text_end, stop, bracket, reading))
        position = _skip(text, stop, end)
    while end > position and text[end - 1] in "\n ":
        end -= 1
    if position < end:
        ranges.append(ClauseRange(position, end, end, None, None))
    return ranges


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in "\n ":
        start += 1
    return start


def _notation(text: str, bracket: Bracket, end: int) -> Reading | None:
    """The reading of a bracket that assigns the text before it; None for any other bracket."""
    if bracket.end - bracket.start > LONGEST_NOTATION:
        return None
    reading = read_duty(text[bracket.start + 1 : bracket.end - bracket.closed])
    if reading is None or (not reading.role_given and not _stands_alone(text, bracket, end)):
        return None
    return reading if bracket.closed or reading.role_given else None


def _stands_alone(text: str, bracket: Bracket, end: int) -> bool:
    """Whether a bracket with bare names closes a sentence; a gloss on a name (市交通委（市道运局）) does not."""
    behind = text[bracket.end] if bracket.end < end else "\n"
    return text.endswith(("。", "；", "\n"), 0, bracket.start) or (
        behind in "。；;\n" and not text.endswith(UNIT_SUFFIXES, 0, bracket.start)
    )
