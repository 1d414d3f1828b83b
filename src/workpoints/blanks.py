"""Text in which a blank stands for each line break, as where a text was put into one cell or one field of data."""

from __future__ import annotations

import re

from workpoints.labels import label_pattern

__all__ = ["breaks_at_blanks"]

_LABEL = re.compile(label_pattern())
_BEHIND = frozenset("。）)〕]】；;：:！!？?”")
_BLANK = re.compile("(?<=\\S)[^\\S\n]+(?=\\S)")
_BEGINS_DATE = re.compile(r"\d{4}\s?年")
_NEARLY_ALL, _LONGEST_QUOTE = 0.9, 40
_LEAST, _LONGEST_NOTATION = 3, 300


def breaks_at_blanks(text: str, start: int, end: int) -> list[int]:
    """The places behind blanks, where these stand for line breaks: before nearly all labels, and half behind sentences.

    Blanks behind a label, in quotes and brackets, and beside letters and figures are written, unless a date or a label
    follows.
    """
    labels = [found.span() for found in _LABEL.finditer(text, start, end) if _may_begin(text, found.start(), start)]
    behind = sum(text[first - 1].isspace() for first, _ in labels if first > start)
    if behind < _LEAST or behind < _NEARLY_ALL * sum(first > start for first, _ in labels):
        return []
    opened, closed = {first for first, _ in labels}, {stop for _, stop in labels}
    places: list[int] = []
    ended = 0
    for blank in _BLANK.finditer(text, start, end):
        first, stop = blank.span()
        if stop not in opened and _in_bracket(text, max(start, first - _LONGEST_NOTATION), first):
            continue
        written = any(text[place].isascii() and text[place].isalnum() for place in (first - 1, stop))
        if first in closed or (written and stop not in opened and not _BEGINS_DATE.match(text, stop)):
            continue
        nearby = max(start, first - _LONGEST_QUOTE)
        if text.rfind("“", nearby, first) <= text.rfind("”", nearby, first):
            places.append(stop)
            ended += text[first - 1] in _BEHIND
    return places if ended >= len(places) / 2 else []


def _in_bracket(text: str, start: int, end: int) -> bool:
    """Whether a round bracket is open at the end of a range."""
    opened = max(text.rfind("（", start, end), text.rfind("(", start, end))
    return opened > max(text.rfind("）", start, end), text.rfind(")", start, end))


def _may_begin(text: str, place: int, start: int) -> bool:
    """Whether a label may stand at a place: behind a blank or the end of a sentence."""
    return place == start or text[place - 1].isspace() or text[place - 1] in _BEHIND
