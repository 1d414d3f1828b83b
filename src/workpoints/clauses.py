"""The text of a part split into clauses: each stretch of text with the notation that closes it.

    part     = { clause }
    clause   = text [ notation { punctuation } ]
    notation = container whose content assigns the text to somebody, see `workpoints.containers` and `workpoints.duties`

A bracket that never closes is a notation where it says so by a role word, or names several offices behind a sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from workpoints.containers import Container
from workpoints.duties import LONGEST_NOTATION, Reading, read_duty
from workpoints.units import read_name
from workpoints.words import GROUP_SUFFIXES, UNIT_SUFFIXES

__all__ = ["ClauseRange", "clauses"]

_SHORTEST_BARE = 3
"""Shortest bracket that may be a notation without a role word: （团队） is none."""
_STOPS = frozenset("。；;，,、：:.!！?？")


class ClauseRange(NamedTuple):
    """Where a clause stands in the flow."""

    start: int
    text_end: int
    """End of the text; equal to `start` where a notation covers nothing of its own."""
    end: int
    notation: Container | None
    reading: Reading | None


def clauses(text: str, start: int, end: int, found: list[Container]) -> list[ClauseRange]:
    """Split a range of the flow, given the containers in it."""
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


def _notation(text: str, bracket: Container, end: int) -> Reading | None:
    """The reading of a bracket that assigns the text before it; None for any other bracket."""
    if bracket.end - bracket.start > LONGEST_NOTATION:
        return None
    reading = read_duty(text[bracket.first : bracket.last])
    if reading is None or reading.role_given or bracket.start == bracket.first:
        return reading
    if bracket.last - bracket.first < _SHORTEST_BARE:
        return None
    if bracket.last == bracket.end:
        return reading if len(reading.parties) > 1 and text.endswith("。", 0, bracket.start) else None
    return reading if _stands_alone(text, bracket, end) or _assigns_half(text, bracket, reading) else None


def _stands_alone(text: str, bracket: Container, end: int) -> bool:
    """Whether a bracket with bare names closes a sentence; a gloss on a name (市交通委（市道运局）) does not."""
    behind = text[bracket.end] if bracket.end < end else "\n"
    return text.endswith(("。", "；", "\n"), 0, bracket.start) or (
        behind in "。；;\n" and not text.endswith(UNIT_SUFFIXES, 0, bracket.start)
    )


def _assigns_half(text: str, bracket: Container, reading: Reading) -> bool:
    """Whether a bracket with bare names assigns half a sentence: several offices, the first with its jurisdiction.

    依法采取强制措施（市检察院、市公安局），健全处置机制 does; 国有银行（工商银行、农业银行），… does not.
    """
    return (
        (text.startswith(("，", ","), bracket.end) or text.endswith(("，", ","), 0, bracket.start))
        and len(reading.parties) > 1
        and not text.endswith((*UNIT_SUFFIXES, *GROUP_SUFFIXES), 0, bracket.start)
        and (name := read_name(reading.parties[0].name)) is not None
        and name.jurisdiction != ""
    )
