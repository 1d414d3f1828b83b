"""Lists of parties: names, what 等 adds to them, sets that 各 governs, and jurisdictions named once.

    parties = party { ( "、" | "，" | 和 | 及 | 与 | 以及 ) party } [ 等 [ set ] ]
    party   = name [ "（" role "）" ]

A list is read element by element; see `workpoints.units` for what a name says by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from workpoints.source import Range
from workpoints.units import read_name
from workpoints.words import (
    EMPTY_SETS,
    GROUP_SUFFIXES,
    JURISDICTIONS,
    ROLE_WORDS,
    RULE_WORDS,
    UNIT_SUFFIXES,
    Role,
    alternatives,
)

__all__ = ["ROLE_OF", "NamedParty", "PartyReader", "Reading", "RuleReading"]

ROLE_OF: dict[str, Role] = {word: role for role, words in ROLE_WORDS.items() for word in words}
"""Role word → the role it gives."""
_AND = re.compile("以及|及|和|与")
_JOINT_MARKS = re.compile("[及和与]")
_LAST_JOINT = re.compile("以及|及|和|与|等")
_MORE = re.compile("(?<![高中初同平对均])等(?!级)")
_PLACES = "(?:省|市|县|区|州|盟|旗|乡|镇|街道|自治[区州县旗]|直辖市|园区|功能区|开发区|级|[（(〔][^）)〕]*[）)〕])"
_BRANCHES = "(?:局|分局|分公司|公司|行政公署|行署)?"
# 各 governs what follows it: 各州 and 市人民政府, 各市党委 and 政府, 各区 and 县级市.
_EACH = re.compile(f"各.{{0,12}}?(?:{_PLACES}|党委|党工委){_BRANCHES}")
# In brackets behind a name, a role or a rule of the document: 市公安局（牵头）, 市教育局（列首位者为牵头单位，下同）
_MARKED = re.compile(
    rf"[（(](?:(?P<role>{alternatives(ROLE_OF)})(?:单位|部门)?|{RULE_WORDS['first_leads']}(?:[，,]下同)?)[）)]$"
)
# Levels named one after the other mean a set too: 市、县公安局.
_LEVELS = re.compile(f"(?:{_PLACES}|、)+")
# Sets that are named without what stands before: 有关部门, 各成员单位.
_SETS_ALONE = ("各", "有关", "相关", "其他", "全体", "所有", "单位", "部门")
_BARE_ORGANS = frozenset({"政府", "人民政府", "管委会", "党委", "中央", "国家机关"})
# 园区和示范区管委会 is one set: a place alone is no office before the body that governs both.
_BARE_PLACES = frozenset((*JURISDICTIONS, "园区"))
_GOVERNING = ("政府", "管委会", "管理委员会")
_COUNTED = re.compile(r"[\d一二三四五六七八九十几多]+个?(?:部门|单位)(?:和单位)?")
_EACH_REST = re.compile(
    rf"{_PLACES}+{_BRANCHES}|{_PLACES}*(?:党委和)?(?:(?:人民)?政府|管委会)?(?:[（(〔][^）)〕]*[）)〕])?(?:(?:人民)?政府|管委会)?"
)


class NamedParty(NamedTuple):
    """A party of a notation and where its name stands."""

    role: Role
    name: str
    written: str
    kind: Literal["unit", "group"]
    inherited: bool
    """Whether the jurisdiction in `name` comes from a party before."""
    start: int
    end: int


class RuleReading(NamedTuple):
    """A sentence that governs the document."""

    kind: Literal["first_leads", "default_party"]
    parties: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """The reading of a notation."""

    parties: list[NamedParty] = field(default_factory=list)
    manner: str | None = None
    open_ended: bool = False
    deadline: Range | None = None
    scope: Range | None = None
    rules: list[RuleReading] = field(default_factory=list)
    role_given: bool = False
    """Whether a label or a role word says what the parties do."""
    merged: bool = False
    """Whether some of the parties are those of the row of a table above."""
    uncertain: list[Range] = field(default_factory=list)
    """Names that do not end as the names of offices do."""
    remarks: list[Range] = field(default_factory=list)
    """Parts that are neither parties nor anything else known."""


class PartyReader:
    """Reads lists of parties one after the other; what it finds goes to `reading`."""

    __slots__ = ("jurisdiction", "reading", "text", "written")

    def __init__(self, text: str, written: str) -> None:
        self.text = text
        self.written = written  # the same in the characters of the source
        self.reading = Reading()
        self.jurisdiction = ""

    def parties(self, waiting: list[Range], role: Role) -> bool:
        """Read the elements of a list; False where one cannot be a name."""
        if len(waiting) > 1 and self.may_join(waiting):
            waiting = self.joined(waiting)
        return all(self.element(start, end, role) for start, end in waiting)

    def may_join(self, waiting: list[Range]) -> bool:
        """Whether some elements of a list may name one set; most lists show at once that none do."""
        if "各" in self.text or waiting[0][1] - waiting[0][0] == 1:
            return True
        return any(self.text.endswith(GROUP_SUFFIXES, start, end) for start, end in waiting)

    def joined(self, waiting: list[Range]) -> list[Range]:
        """Join the elements that name one set between them.

        These are what 各 governs (各州、市人民政府, 各市党委、政府), levels (市、县公安局), and what only the name of a
        set makes a name of (各级教育、卫生健康部门).
        """
        return self.merged(self.merged(waiting, self.is_governed)[::-1], self.is_unfinished)[::-1]

    def merged(self, waiting: list[Range], is_one: Callable[[int, int, int, int], bool]) -> list[Range]:
        """Merge neighbours of a list, in the order given, as long as they name one set."""
        text, merged = self.text, waiting[:1]
        for place in waiting[1:]:
            (first, last), (start, end) = sorted((merged[-1], place))
            more = _MORE.search(text, start, end)
            stop = more.start() if more else end
            if text[last:start] == "、" and is_one(self.last_name(first, last), last, start, stop):
                merged[-1] = (first, end)
            else:
                merged.append(place)
        return merged

    def last_name(self, start: int, end: int) -> int:
        """Where the last of the names begins that 和 or 等 joins to one element."""
        for joint in _LAST_JOINT.finditer(self.text, start, end):
            start = joint.end()
        return start

    def is_governed(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether 各 before the first of two elements governs the second, or both are levels."""
        each = _EACH.fullmatch(self.text, first, last) and _EACH_REST.fullmatch(self.text, start, end)
        return bool(each or _LEVELS.fullmatch(self.text, first, last))

    def is_unfinished(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether the first of two elements is no name without the set that the second names."""
        text, rest = self.text, self.text[start:end]
        if not rest.endswith(GROUP_SUFFIXES) or rest.startswith(_SETS_ALONE) or "领导小组" in rest:
            return False
        name = read_name(text[first:last])
        return name is not None and not text.endswith((*UNIT_SUFFIXES, *GROUP_SUFFIXES), first, last)

    def element(self, start: int, end: int, role: Role) -> bool:
        """Read one element of a list: a name, names joined by 和 or 会同, and what 等 adds."""
        written = self.text[start:end]
        if "等" in written and (more := _MORE.search(written)):
            self.reading.open_ended = True
            cut = start + more.start()
            rest = start + more.end()
            if rest < end and (joint := _AND.match(self.text, rest, end)):
                rest = joint.end()
            return (cut == start or self.element(start, cut, role)) and (
                rest == end
                or self.text[rest:end] in EMPTY_SETS
                or _COUNTED.fullmatch(self.text, rest, end) is not None
                or self.element(rest, end, role)
            )
        for joint in _joints(written) if _JOINT_MARKS.search(written) else ():
            left, right = written[: joint.start()], written[joint.end() :]
            if _is_name(left) and _is_name(right) and not (left in _BARE_PLACES and right.endswith(_GOVERNING)):
                middle = start + joint.start()
                return self.element(start, middle, role) and self.element(start + joint.end(), end, role)
        if written.startswith("由"):
            start, written = start + 1, written[1:]
        return start < end and self.party(written, start, end, role)

    def party(self, written: str, start: int, end: int, role: Role) -> bool:
        """Add a party, its jurisdiction restored; False where it cannot be one."""
        if written[-1] in "）)" and (marked := _MARKED.search(written)):
            inner = (start + marked.start() + 1, end - 1)
            written, end = written[: marked.start()], start + marked.start()
            if marked["role"]:
                role, self.reading.role_given = ROLE_OF[marked["role"]], True
            else:
                self.reading.rules.append(RuleReading("first_leads", (), *inner))
        name = read_name(written)
        if name is None:
            return False
        if not name.certain:
            if not self.reading.role_given:
                return False
            self.reading.uncertain.append((start, end))
        inherited = name.inherits and self.jurisdiction != ""
        written = self.written[start:end]
        full = self.jurisdiction + written if inherited else written
        if name.passes_on:
            self.jurisdiction = name.jurisdiction
        self.reading.parties.append(NamedParty(role, full, written, name.kind, inherited, start, end))
        return True

    def is_open(self, waiting: list[Range]) -> bool:
        """Whether 等 or 和 makes a list longer than its elements."""
        return any(_MORE.search(self.text, *place) or _AND.search(self.text, *place) for place in waiting)


def _joints(text: str) -> list[re.Match[str]]:
    """Where a list may be parted: 及 parts before 和, which also stands inside names."""
    return sorted(_AND.finditer(text), key=lambda joint: joint[0] in "和与")


def _is_name(text: str) -> bool:
    """Whether a side of 和 is a name by itself: 发展改革和统计局 is one name, 公安局和交通局 are two."""
    if text in EMPTY_SETS or text in _BARE_ORGANS:
        return False
    name = read_name(text)
    return name is not None and name.certain
