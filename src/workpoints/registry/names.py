"""Names of offices in the form in which they are compared, and the places that they open with."""

from __future__ import annotations

from functools import lru_cache

from workpoints.places import CITIES, PLACES, PROVINCES
from workpoints.words import BARE_JURISDICTIONS, JURISDICTIONS, TOWNS, TRADITIONAL, by_last_character

__all__ = ["WIDE", "is_place", "kind_of", "levels_of", "normal", "opening", "place_key", "places_in", "without_bracket"]

WIDE = str.maketrans("()[],<>", "（）［］，〈〉")
"""Brackets and commas of half width → those of full width."""
_DROPPED = str.maketrans("", "", "和与及、，· \u3000")
_WHOLE = {"委员会": "委", "办公室": "办", "人民政府": "政府", "中国共产党": "中共"}
_OPENING_BRACKETS, _CLOSING_BRACKETS = "（(〔[【<〈", tuple("）)〕]】>〉")

# What the name of a place ends with → its levels. 市 alone tells least: a municipality, a prefecture or a county.
_LEVELS = {
    "省": ("省",), "自治区": ("省",), "兵团": ("省", "市"), "市": ("省", "市", "县区"), "州": ("市",), "盟": ("市",),
    "自治州": ("市",), "师": ("市",), "地区": ("市",), "县": ("县区",), "自治县": ("县区",), "旗": ("县区",),
    "区": ("县区", "开发区"), "特区": ("县区",), "林区": ("县区",), "镇": ("乡镇",), "乡": ("乡镇",), "街道": ("乡镇",),
}  # fmt: skip
_ENDS = by_last_character({*JURISDICTIONS, *BARE_JURISDICTIONS, *TOWNS, *_LEVELS})
_PREFECTURES = frozenset(CITIES)
_KNOWN = frozenset(PLACES + CITIES)
_LONGEST_PLACE = 16
# Two of these in a row name a set of places (市县, 郑州市区), not one; 沙市区 and 津市市 are places.
_BARE = frozenset("省市县区州盟旗镇乡全")
_SETS = ("各", "有关", "相关", "所有", "市直", "省直", "县直", "区直", "市属", "省属")
# Characters of offices that no place has in its name.
_OFFICES = frozenset("委局厅署办")
_JOINED = tuple(f"{end}和" for end in "省市县区州盟旗镇乡")
# What the names of central bodies and companies open with is no place that has offices of its own.
_NO_PLACES = ("中央", "国家", "国务院", "全国", "中国", "中共", "最高", "中华", "国网", "共青团")


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """A name as it is compared: simplified, without 和 and the like, 委 for 委员会, without a bracket behind it."""
    name = without_bracket(name.translate(TRADITIONAL)).translate(_DROPPED)
    for whole, abbreviated in _WHOLE.items():
        name = name.replace(whole, abbreviated)
    return name


def without_bracket(name: str) -> str:
    """A name without a bracket behind it, which holds another name plate: 市交通委（市道运局）."""
    if name[-1:] not in _CLOSING_BRACKETS:
        return name
    return name[: max(name.rfind(bracket) for bracket in _OPENING_BRACKETS)] or name


def _end_of(place: str) -> str:
    """The word for a kind of place that a place ends with."""
    return next((end for end in _ENDS.get(place[-1:], ()) if place.endswith(end)), "")


def is_place(text: str) -> bool:
    """Whether a text names one place: 市, 郑州市, 济源产城融合示范区, 济源; not 市县, 各市."""
    if text.startswith(_NO_PLACES) or (text[:1] == "团" and len(text) != len("团风县") and is_place(text[1:])):
        return False
    end = _end_of(text)
    if text in _KNOWN or not end:
        return text in _KNOWN
    if any(
        text[: k - 1] in _KNOWN and text[k - 1] in "省市州盟" and is_place(text[k:]) for k in range(3, len(text) - 1)
    ):
        return True  # a place within a known one: 襄阳市襄州区
    if (
        len(text) > _LONGEST_PLACE
        or not text.isalpha()
        or not _OFFICES.isdisjoint(text)
        or text.startswith(_SETS)
        or any(joined in text for joined in _JOINED)
    ):
        return False
    return _is_stem(text[: -len(end)], end)


def _is_stem(stem: str, end: str) -> bool:
    """Whether a place may be called this before the word for its kind: not 省 before 市, nor 河南省郑 before 州."""
    if end == "州" and stem[-1:] + end in _PREFECTURES:
        return False
    if len(stem) > 2 and stem[-1] + end == "城市" and stem[-3] not in _BARE:  # noqa: PLR2004 - 诸城市 is a place
        return False
    if len(stem) == 1:
        return stem not in _BARE
    if stem[-1:] == "团":  # 团市委 is no office of a place 洛阳团市
        return False
    return stem in _KNOWN or len(stem) in (0, 2) or len(end) > 1 or stem[-1] not in _BARE or stem[-2:] in _PREFECTURES


@lru_cache(maxsize=4096)
def opening(name: str) -> tuple[tuple[str, str], ...]:
    """Each way to part a name into a place and the rest, the shortest place first, beginning with none."""
    ends = [
        end
        for end in range(1, min(len(name), _LONGEST_PLACE + 1))
        if (name[end - 1] in _ENDS or name[:end] in _KNOWN) and is_place(name[:end])
    ]
    return ("", name), *((name[:end], name[end:]) for end in ends)


def levels_of(place: str) -> tuple[str, ...]:
    """The levels that a place may have, the likeliest first; none where its name does not tell."""
    end = "" if place in _KNOWN else _end_of(place)
    stem = place[: -len(end)] if end else place
    if stem in _PREFECTURES and not end:
        return ("市",)
    if end in ("", "市") and stem in PROVINCES:
        return ("省",)
    if end == "市" and stem:
        return ("市",) if stem in _PREFECTURES else ("县区", "市")
    if end == "新区":  # 浦东新区 is a district
        return ("开发区", "县区")
    if end in ("管理区", "功能区", "示范区", "开发区", "高新区", "经开区", "实验区", "合作区", "度假区"):
        return ("开发区",)
    return _LEVELS.get(end, ())


def kind_of(place: str) -> str:
    """The word for its kind that a place ends with, none where it has none: 州 of 恩施州, none of 郑州."""
    return "" if place in _KNOWN else _end_of(place)


def places_in(name: str) -> dict[str, str]:
    """The places that the name of an office opens with, by the words that stand for them in its notices.

    象州县石龙镇人民政府 gives 县 → 象州县 and 镇 → 石龙镇; 景德镇市教育局 gives 市 → 景德镇市.
    """
    found: dict[str, str] = {}
    name = name.removeprefix("中国共产党").removeprefix("中共")
    start = 0
    for end in range(3, min(len(name), 2 * _LONGEST_PLACE)):
        place, word = name[start:end], _end_of(name[start:end])
        if word and len(place) > len(word) + 1 and place not in _KNOWN and is_place(place):
            found[word] = place
            start = end
    return found


def place_key(place: str) -> str:
    """A place as it is compared: without the province in front of a city, and without 市 or 省 behind."""
    for end in ("自治区", "省"):
        head, found, rest = place.partition(end)
        if found and head and rest:
            place = rest
    return place[:-1] if len(place) > 2 and place[-1] in "省市" else place  # noqa: PLR2004 - 沙市 is a name
