"""Labels that number the parts of a plan: 一、 （一） 1. （1） ① 第一章.

The families are those of GB/T 9704-2012 section 7.3.3 (一、 （一） 1. （1）) and the variants that notices use
beside them. A label stands at the start of a paragraph; a decimal (1.5倍), a year and a share are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["FAMILIES", "Decimals", "Label", "label_at", "label_pattern", "number_of"]

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_DIGITS = "[0-9]{1,3}"
_BLANK = r"[^\S\n]*"

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"

# Family → what stands before its number, the number, what stands behind. The first that matches wins.
FAMILIES = {
    "chapter": ("第", f"{_HAN}|{_DIGITS}", "(?:章|编|部分)"),
    "article": ("第", f"{_HAN}|{_DIGITS}", "条"),
    "ordinal": ("第", _HAN, "[、，]"),
    "han": ("", _HAN, "、"),
    "point": ("", _HAN, "是(?=[^一二三四五六七八九十否非])"),
    "han_bracket": ("[（(]", _HAN, "[）)]"),
    "digit_bracket": ("[（(]", _DIGITS, "[）)]"),
    "digit_point": ("", _DIGITS, r"(?:[.．](?:(?!\d)|(?=(?:19|20)\d\d年))|、)"),
    "digit_half_bracket": ("", _DIGITS, "[）)]"),
    "circled": ("", f"[{_CIRCLED}]", ""),
}
_ANY = "|".join(
    f"{before}{_BLANK if before else ''}(?P<{name}>{number}){_BLANK}{behind}"
    for name, (before, number, behind) in FAMILIES.items()
)
_LABEL = re.compile(rf"(?:{_ANY}){_BLANK}")
_FIRST = frozenset("第（(0123456789一二三四五六七八九十百" + _CIRCLED)


class Label(NamedTuple):
    """A label found at a place of a text."""

    family: str
    number: int
    start: int
    end: int
    """End of the label with the blanks behind it: where the title or text begins."""


_HAN_NUMBER = re.compile(r"(?:(一?百)[零〇]?)?(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九])?")
_HAN_DIGITS = "零一二三四五六七八九"


@lru_cache(maxsize=256)
def number_of(digits: str) -> int | None:
    """The value of a label's number: 三, 十二, 一百〇一, 7, ⑤; None where it is not a number (一三)."""
    if digits.isdecimal():
        return int(digits)
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    found = _HAN_NUMBER.fullmatch(digits)
    if found is None:
        return None
    hundred, tens, ten, ones = found.groups()
    value = (100 if hundred else 0) + (10 * _HAN_DIGITS.index(tens or "一") if ten else 0)
    return value + (_HAN_DIGITS.index(ones) if ones else 0)


def label_pattern() -> str:
    """A regular expression for a label of any family, its number in a group named after the family."""
    return f"(?:{_ANY})"


def label_at(text: str, position: int) -> Label | None:
    """The label at a place where a line begins, with the blanks behind it; None where there is none."""
    if text[position] not in _FIRST:  # most lines that have no label are told by their first character
        return None
    found = _LABEL.match(text, position)
    if found is None:
        return None
    family = found.lastgroup or ""
    number = number_of(found[family])
    return None if number is None else Label(family, number, position, found.end())


_DECIMAL = re.compile(r"(?P<above>(?:\d{1,2}\.){0,3})(?P<number>\d{1,2})[^\S\n]+(?=[^\W\d_])")
_IS_DECIMAL = re.compile(r"^[^\S\n]*+\d{1,2}\.1[^\S\n]+[^\W\d_]", re.MULTILINE)


class Decimals:
    """Labels of several numbers, each followed by a blank: 1 总则, 1.1 目标, 1.1.1 任务.

    They are looked for where a line begins with one that ends in .1, as the first of a level does. A figure at the
    start of a line (5 个, 3.5 亿) is told from them by the order: a label goes on where one before it left off.
    """

    def __init__(self, text: str) -> None:
        self.in_use = ".1" in text and _IS_DECIMAL.search(text) is not None
        self._last: tuple[int, ...] = ()

    def label_at(self, text: str, position: int) -> Label | None:
        """The label at a place where a line begins, asked for in the order of the text; None where there is none."""
        found = _DECIMAL.match(text, position) if self.in_use else None
        if found is None:
            return None
        numbers = tuple(int(number) for number in found[0].split(".") if number.strip())
        if not self._goes_on(numbers):
            return None
        self._last = numbers
        return Label(f"decimal_{len(numbers)}", numbers[-1], position, found.end())

    def _goes_on(self, numbers: tuple[int, ...]) -> bool:
        """Whether a label opens a level below the last one, or is the next of a level that is open."""
        above, number = numbers[:-1], numbers[-1]
        if number == 1 and above in (self._last, ()) and len(self._last) <= len(above):
            return True
        before = self._last[: len(numbers)]
        return len(before) == len(numbers) and before[:-1] == above and number == before[-1] + 1
