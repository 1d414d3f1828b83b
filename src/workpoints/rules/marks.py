"""Brackets, quotation marks and punctuation: which have no partner, and which are half-width in full-width text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workpoints.labels import label_pattern
from workpoints.source import Range
from workpoints.yaml_reader import Path

__all__ = [
    "FULL_WIDTH",
    "NARROW",
    "PAIRED",
    "Place",
    "Slip",
    "in_full_width",
    "is_chinese",
    "narrow_pairs",
    "unpaired",
]

FULL_WIDTH = str.maketrans("()[],;:", "（）［］，；：")
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_WIDE = f"\u2014\u2018-\u201d\u2026\u3001-\u303f\uff01-\uff60{_HAN}"
_HAN_CHARACTER, _WIDE_CHARACTER = re.compile(f"[{_HAN}]"), re.compile(f"[{_WIDE}]")
# Closing bracket or mark → the one that opens; round brackets of either width pair with each other.
_OPENERS = {"）": "（", ")": "（", "》": "《", "”": "“", "】": "【", "〕": "〔"}
_OPENED = {"(": "（"} | {mark: mark for mark in _OPENERS.values()}
_MARK = re.compile(f"[{''.join(_OPENERS)}{''.join(_OPENED)}]")
_OTHER = f"[^{''.join(_OPENERS)}{''.join(_OPENED)}]*+"
# A text whose marks pair without one inside another needs no closer look.
PAIRED = re.compile(rf"{_OTHER}(?:(?:[（(]{_OTHER}[）)]|《{_OTHER}》|“{_OTHER}”|【{_OTHER}】|〔{_OTHER}〕){_OTHER})*+")
# 1） and a) number the entries of a list inside a sentence.
_LIST_NUMBER = re.compile(r"(?:(?<![0-9A-Za-z])(?:\d{1,3}|[A-Za-z])|(?<!\w)[一二三四五六七八九十]{1,3})[）)]\Z")
_LONGEST_NUMBER = 4
# Round brackets, and where a sentence ends with its line or a labelled part begins: no pair reaches over that.
_ROUND = re.compile(rf"[()（）]|(?<=[。！？；])\s*\n|\n(?=[^\S\n]*{label_pattern()})")
NARROW = re.compile(rf"[,;:](?:(?<=[{_WIDE}].)|(?<=[{_HAN}]\).))[^\S\n]*+(?=\s*+\(?[{_WIDE}])")
Place = tuple[Path, int]
"""A character of a text of the tree."""


class Slip(NamedTuple):
    """A slip in the source and what has to stand there."""

    place: Range
    slip: str
    fix: str


def unpaired(values: Iterable[tuple[Path, str]]) -> list[Place]:
    """The marks of some values that have no partner in them, each kind of mark looked at alone."""
    opened: dict[str, list[Place]] = defaultdict(list)
    closed: dict[str, list[Place]] = defaultdict(list)
    numbers = 0  # of list entries, each of which has taken the bracket that another one closes
    for path, text in values:
        for mark in _MARK.finditer(text):
            place, opener = (path, mark.start()), _OPENERS.get(mark[0])
            if opener is None:
                opened[_OPENED[mark[0]]].append(place)
                continue
            is_number = opener == "（" and _ends_list_number(text, mark.start())
            if opened[opener]:
                opened[opener].pop()
                numbers += is_number
            elif numbers and opener == "（":
                numbers -= not is_number
            elif not is_number:
                closed[opener].append(place)
    return _told_once(opened, closed)


def _told_once(opened: dict[str, list[Place]], closed: dict[str, list[Place]]) -> list[Place]:
    """The marks without partner; of two quotation marks that face the same way only the one that is turned."""
    first, last = closed.pop("“", []), opened.pop("“", [])
    turned = [*first[::2], *last[1::2], *(last[-1:] if len(last) % 2 else [])]
    return turned + [place for places in (*opened.values(), *closed.values()) for place in places]


def _ends_list_number(text: str, place: int) -> bool:
    """Whether a bracket ends the number of an entry of a list: 1） or a)."""
    return _LIST_NUMBER.search(text, max(0, place - _LONGEST_NUMBER), place + 1) is not None


def narrow_pairs(text: str) -> Iterator[Range]:
    """The pairs of half-width round brackets, inner ones before those around them."""
    opened: list[int] = []
    for token in _ROUND.finditer(text):
        mark, place = token[0], token.start()
        if mark in "(（":
            opened.append(place)
        elif mark not in ")）":
            opened.clear()
        elif opened and text[start := opened.pop()] == "(" and mark == ")":
            yield start, place + 1


def is_chinese(text: str, start: int, end: int) -> bool:
    """Whether brackets hold Chinese text and stand beside some, or at an end of their line."""
    if not _HAN_CHARACTER.search(text, start, end):
        return False
    beside = (text[start - 1 : start], text[end : end + 1])
    return any(not mark.strip("\r\n") or _WIDE_CHARACTER.match(mark) for mark in beside)


def in_full_width(text: str, places: list[int]) -> Slip:
    """A pair of brackets, and those inside it, in full width; the first and the last of the places are the pair."""
    start, end = places[0], places[-1] + 1
    slips = set(places)
    written = [mark.translate(FULL_WIDTH) if k in slips else mark for k, mark in enumerate(text[start:end], start)]
    return Slip((start, end), "()", "".join(written))
