"""Names of offices: which are one office, which a set, and which jurisdiction they carry or inherit.

    name          = [ jurisdiction ] office | set
    jurisdiction  = ( 省 | 市 | 县 | 区 | 示范区 | … )            省发展改革委, 示范区公安局
                  | place ( 省 | 市 | 县 | 区 | 自治州 | … )      郑州市公安局
    set           = a name with 各, 有关, 成员单位, …, or that ends with 部门, 单位, …

A notation names the jurisdiction once: in 示范区公安局、农业农村局 the second office is that of the 示范区 too. An
office of another system (济源海关, 市检察院, 人民银行…支行) neither inherits a jurisdiction nor passes one on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from workpoints.places import CITIES, PLACES
from workpoints.words import (
    BARE_JURISDICTIONS,
    GROUP_SUFFIXES,
    GROUP_WORDS,
    JURISDICTION_BEFORE,
    JURISDICTIONS,
    LOCAL_COMPANIES,
    LOCAL_STATE_OFFICES,
    NOT_JURISDICTION_BEFORE,
    OTHER_SYSTEMS,
    TOWNS,
    UNIT_SUFFIXES,
    VILLAGES,
    alternatives,
)

__all__ = ["Name", "places_of", "read_name"]

SHORTEST_NAME, LONGEST_NAME = 2, 40
"""Lengths of a party's name in characters; a leading group's office with its jurisdiction has about 30."""

_GROUP = re.compile(rf"{alternatives(GROUP_WORDS)}|(?:{alternatives(GROUP_SUFFIXES)})(?<!委机关)(?:[（(].*)?$")
_SET_END = re.compile(
    rf"(?:{alternatives(GROUP_SUFFIXES + UNIT_SUFFIXES + JURISDICTIONS + BARE_JURISDICTIONS + VILLAGES)})$"
)
_BRACKET = re.compile("[（(<〈〔]")
_INNER = re.compile("[（(<〈〔][^（(<〈〔）)>〉〕。；：]*[）)>〉〕]")
_UNIT_END = re.compile(rf"(?:{alternatives(UNIT_SUFFIXES)})(?:[（(<〈〔].+[）)>〉〕])?$")
_NOT_AHEAD = rf"(?!(?!{alternatives(JURISDICTION_BEFORE)})(?:{alternatives(NOT_JURISDICTION_BEFORE)}))"
_JURISDICTION = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,8}}?(?:{alternatives(JURISDICTIONS)})"
    rf"|{alternatives(JURISDICTIONS + BARE_JURISDICTIONS)}){_NOT_AHEAD}(?=.)"
)
_BARE = re.compile(rf"(?:{alternatives(JURISDICTIONS + BARE_JURISDICTIONS)}){_NOT_AHEAD}(?=.)")
_COUNTED_SET = re.compile(rf"\d+(?:个|家).*(?:{alternatives(GROUP_SUFFIXES)})")
_PLACE_NAME = re.compile(rf"(?:中共)?([\u4e00-\u9fff]{{2,4}}?)(?:{alternatives((*JURISDICTIONS, *TOWNS))})")
_OTHER_SYSTEM = re.compile(alternatives(OTHER_SYSTEMS))
# Names that hold their jurisdiction inside: 城关镇政府, 团市委, 生态环境局东港分局.
_OWN_INSIDE = re.compile(
    "(?:镇|乡|街道)(?:人民政府|政府|办事处|党委|党工委)|^团[省市县区州]委|^[省市县区州]直|[局委].{2,6}分局$"
)
_PLACES = frozenset(PLACES + CITIES)
_PLACE_LENGTHS = sorted({len(place) for place in _PLACES})
# What no name of an office holds: punctuation of sentences, and words that make a sentence of it.
_NOT_A_NAME = re.compile(
    r"[。，,；;：:！？!?…《》\n]|的(?!(?:各|所有|有关|相关).{0,12}(?:部门|单位|机构|企业)$)|由|不(?!动产|正当)|应当|或者|根据|按照|结合|实际|情况|以下|以上$|简称|详见|含"
    r"|^(?:实行|实现|开展|做到|予以|加强|推行|严格)"
)


class Name(NamedTuple):
    """What a name says by itself."""

    kind: Literal["unit", "group"]
    certain: bool
    """Whether it ends as the names of offices do."""
    jurisdiction: str
    """The jurisdiction that it opens with, empty without one."""
    inherits: bool
    """Whether a jurisdiction named before is meant before this name too."""
    passes_on: bool
    """Whether names after this one inherit its jurisdiction."""


@lru_cache(maxsize=4096)
def read_name(name: str) -> Name | None:
    """The reading of a name; None where it cannot be one (a sentence, a figure, a single character)."""
    bare = _INNER.sub("", name) if _BRACKET.search(name) else name
    if not SHORTEST_NAME <= len(bare) <= LONGEST_NAME or len(name) > 2 * LONGEST_NAME or _NOT_A_NAME.search(bare):
        return None
    if name[0].isdecimal() and not _COUNTED_SET.fullmatch(name):
        return None
    if "、" in name or _GROUP.search(name):
        certain = _SET_END.search(bare) is not None
        return Name("group", certain=certain, jurisdiction="", inherits=False, passes_on=False)
    jurisdiction = _jurisdiction_of(name)
    other = _OTHER_SYSTEM.search(name) is not None and not name.startswith(LOCAL_COMPANIES)
    return Name(
        "unit",
        certain=_UNIT_END.search(name) is not None,
        jurisdiction=jurisdiction,
        inherits=not (
            jurisdiction or other or "领导小组" in name or _opens_with_place(name) or _OWN_INSIDE.search(name)
        ),
        passes_on=bool(jurisdiction) and not other,
    )


def places_of(text: str) -> list[str]:
    """The short names of the places that a title or a name opens with, 象州 and 石龙 of 象州县石龙镇人民政府."""
    places: list[str] = []
    position = 0
    while found := _PLACE_NAME.match(text, position):
        places.append(found[1])
        position = found.end()
    return places


def _opens_with_place(name: str) -> bool:
    return not name.startswith(LOCAL_STATE_OFFICES) and any(name[:length] in _PLACES for length in _PLACE_LENGTHS)


def _jurisdiction_of(name: str) -> str:
    """The jurisdiction that a name opens with: the shortest bare one first (市 of 市场监管局 is none)."""
    if bare := _BARE.match(name):
        return bare[0]
    found = _JURISDICTION.match(name)
    return found[0] if found and _UNIT_END.search(name, found.end()) else ""
