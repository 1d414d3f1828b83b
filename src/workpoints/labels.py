"""Labels that number the parts of a plan: 一、 （一） 1. （1） ① 第一章.

The families are those of GB/T 9704-2012 section 7.3.3 (一、 （一） 1. （1）) and the variants that notices use
beside them. A label stands at the start of a paragraph; a decimal (1.5倍), a year and a share are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

__all__ = ["CIRCLED", "FAMILIES", "Decimals", "Label", "han_number", "label_at", "label_pattern", "number_of"]

_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_DIGITS = "[0-9]{1,3}"
_BLANK = r"[^\S\n]*"

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"

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
    "circled": ("", f"[{CIRCLED}]", ""),
}
_ANY = "|".join(
    f"{before}{_BLANK if before else ''}(?P<{name}>{number}){_BLANK}{behind}"
    for name, (before, number, behind) in FAMILIES.items()
)
_LABEL = re.compile(rf"(?:{_ANY}){_BLANK}")
_FIRST = frozenset("第（(0123456789一二三四五六七八九十百" + CIRCLED)


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
    if digits in CIRCLED:
        return CIRCLED.index(digits) + 1
    found = _HAN_NUMBER.fullmatch(digits)
    if found is None:
        return None
    hundred, tens, ten, ones = found.groups()
    value = (100 if hundred else 0) + (10 * _HAN_DIGITS.index(tens or "一") if ten else 0)
    return value + (_HAN_DIGITS.index(ones) if ones else 0)


def han_number(value: int) -> str | None:
    """A number from 1 to 199 as labels write it: 三, 十二, 二十, 一百〇一; None for others."""
    if not 0 < value < 200:  # noqa: PLR2004 - what `number_of` reads
        return None
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    ten = ("一" if hundreds and tens == 1 else _HAN_DIGITS[tens] if tens > 1 else "") + "十" * bool(tens)
    gap = "〇" if hundreds and ones and not tens else ""
    return "一百" * hundreds + gap + ten + (_HAN_DIGITS[ones] if ones else "")


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


# Behind a figure these are measures: 5 个学校, 3.5 亿元.
_DECIMAL = re.compile(
    r"^[^\S\n]*+(?P<label>(?P<numbers>(?:\d{1,2}\.){0,3}\d{1,2})[^\S\n]+)(?=[^\W\d_])"
    r"(?!个(?!人|体)|名(?![录单])|台(?!账)|亿|万|家|户|件|辆|公里|吨|元|亩|平方|立方|年(?!度)|月(?!度)|日|天|小时|倍)",
    re.MULTILINE,
)


class Decimals:
    """Labels of several numbers, each followed by a blank: 1 总则, 1.1 目标, 1.1.1 任务.

    They are in use where one is followed by the first of the level below it or by the next of its level. From there on
    a label opens a level below the last one, or goes on where a level left off, or all begins anew with 1; the
    first numbers may be those of other labels (一、 above 1.1).
    """

    def __init__(self, text: str) -> None:
        self._labels: dict[int, Label] = {}
        found = list(_DECIMAL.finditer(text)) if ".1" in text else []
        numbers = [tuple(map(int, each["numbers"].split("."))) for each in found]
        nested = any(len(own) == 1 and below == (*own, 1) for own, below in pairwise(numbers))
        last: tuple[int, ...] = ()
        for k, (match, own) in enumerate(zip(found, numbers, strict=True)):
            following = numbers[k + 1] if k + 1 < len(numbers) else ()
            if _goes_on(last, own) or _begins(last, own, following, nested=nested):
                last = own
                label = Label(f"decimal_{len(own)}", own[-1], match.start("label"), match.end("label"))
                self._labels[label.start] = label

    def label_at(self, position: int) -> Label | None:
        """The label at a place where a line begins; None where there is none."""
        return self._labels.get(position)


def _goes_on(last: tuple[int, ...], own: tuple[int, ...]) -> bool:
    """Whether a label of several numbers follows another: as the first below it, or as the next of a level."""
    if not last or not own:
        return False
    if own == (*last, 1):
        return True
    before = last[: len(own)]
    return len(before) == len(own) and own == (*before[:-1], before[-1] + 1)


def _begins(last: tuple[int, ...], own: tuple[int, ...], following: tuple[int, ...], *, nested: bool) -> bool:
    """Whether a label begins a count: with 1 before 1.1 or 2, or with 1.1 and 1.2 below labels of another family."""
    if own == (1,):
        return nested and following in ((1, 1), (2,))
    below_others = own[1:] == (1,) and (last == () or (len(last) > 1 and own[0] == last[0] + 1))
    return below_others and (last != () or _goes_on(own, following))
