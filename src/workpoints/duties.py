"""What a responsibility notation says: who leads, who is responsible, who supports, who guides.

    notation  = part { separator part } [ rule ]
    part      = label "：" content | statement | deadline | remark
    label     = 责任单位 | 牵头单位 | 配合单位 | … | 完成时限 | 适用范围
    statement = parties { manner } role
              | parties 会同 parties { manner } role          the first parties lead
              | parties                                        responsible, or the role of the label
    parties   = party { ( "、" | "，" | 和 | 及 | 与 | 以及 ) party } [ 等 [ set ] ]
    manner    = 按职责分工 | 分别 | 共同 | …
    role      = 牵头 | 负责 | 配合 | 指导 | …
    rule      = 列第一位者为牵头单位，下同 | 以下均需…落实，不再列出 | …
    separator = "，" | "；" | "、" | "。"

The words are listed in `workpoints.words`. Positions count in the text of the notation, from 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from workpoints.units import read_name
from workpoints.words import (
    DEADLINE_LABELS,
    DEADLINE_WORDS,
    DUTY_LABELS,
    EMPTY_SETS,
    MANNER_WORDS,
    ROLE_WORDS,
    RULE_TAILS,
    RULE_WORDS,
    SCOPE_LABELS,
    TRADITIONAL,
    Role,
    alternatives,
    by_last_character,
)

__all__ = ["NamedParty", "Reading", "RuleReading", "read_duty"]

Range = tuple[int, int]

_ROLE_OF: dict[str, Role] = {word: role for role, words in ROLE_WORDS.items() for word in words}
_ROLE_ENDS = by_last_character(_ROLE_OF)
_MANNER_ENDS = by_last_character(MANNER_WORDS)
_LABEL_KINDS = DUTY_LABELS | dict.fromkeys(DEADLINE_LABELS, "deadline") | dict.fromkeys(SCOPE_LABELS, "scope")
_LABEL = re.compile(rf"({alternatives(_LABEL_KINDS)})[：:。]|(?:^|(?<=[；;，,。\n]))[\u4e00-\u9fff]{{2,8}}[：:]")
_RULE = re.compile(
    "(?:^|(?<=[，,。；;]))(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in RULE_WORDS.items())
    + rf")(?:[，,。；;]?(?:{alternatives(RULE_TAILS)}))*[。；;]?$"
)
_RULE_HINT = re.compile("第一|首位|均")
_DEADLINE = re.compile(rf"(?:{'|'.join(DEADLINE_WORDS)})$")
_SEPARATORS = frozenset("，,、；;。 \n")
_ELEMENT = re.compile("[^、，,；;。\n ]+")
_BRACKETED_ELEMENT = re.compile(
    r"[^、，,；;。\n （(<〈]+(?:[（(<〈][^）)>〉]*[）)>〉]?[^、，,；;。\n （(<〈]*)*|[（(<〈][^、，,；;。\n]*"
)
_AND = re.compile("以及|及|和|与")
_JOINT_MARKS = re.compile("[及和与]")
_MORE = re.compile("(?<![高中初同平对均])等(?!级)")
_PLACES = "(?:省|市|县|区|州|盟|旗|乡|镇|街道|自治[区州县旗]|直辖市|园区|功能区|开发区|级|[（(][^）)]*[）)])"
# 各 governs what follows it: 各州 and 市人民政府, 各市党委 and 政府, 各区 and 县级市.
_EACH = re.compile(f"各.{{0,12}}?(?:{_PLACES}|党委|党工委)")
# A role in brackets behind a name: 市公安局（牵头）
_MARKED_ROLE = re.compile(rf"[（(]({alternatives(_ROLE_OF)})(?:单位|部门)?[）)]$")
# Levels named one after the other mean a set too: 市、县公安局.
_LEVELS = re.compile(f"(?:{_PLACES}|、)+")
_BARE_ORGANS = frozenset({"政府", "人民政府", "管委会", "党委"})
_COUNTED = re.compile(r"[\d一二三四五六七八九十几多]+个?(?:部门|单位)(?:和单位)?")
_EACH_REST = re.compile(rf"{_PLACES}*(?:党委和)?(?:(?:人民)?政府|管委会)?(?:[（(][^）)]*[）)])?")


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
    rule: RuleReading | None = None
    role_given: bool = False
    """Whether a label or a role word says what the parties do."""
    uncertain: list[Range] = field(default_factory=list)
    """Names that do not end as the names of offices do."""
    remarks: list[Range] = field(default_factory=list)
    """Parts that are neither parties nor anything else known."""


@lru_cache(maxsize=4096)
def read_duty(text: str) -> Reading | None:
    """Read the text of a bracket, without its brackets; None where it assigns nothing to anybody.

    Notices of one issuer repeat their notations, so readings are kept; a reading is not changed once it is made.
    """
    plain = text.translate(TRADITIONAL)
    reader = _Reader(plain, text)
    reading = reader.reading
    for kind, start, end in _parts(plain):
        if kind == "deadline":
            reading.deadline = (start, end)
        elif kind == "scope":
            reading.scope = (start, end)
        elif kind == "remark":
            reading.remarks.append((start, end))
        elif not reader.statements(start, end, _ROLES.get(kind)):
            return None
    if not reading.parties:
        return None
    if reader.manners:
        reading.manner = ";".join(dict.fromkeys(reader.manners))
    return reading


_ROLES: dict[str, Role] = {role: role for role in ("lead", "responsible", "support", "guide")}


def _parts(text: str) -> list[tuple[str, int, int]]:
    """The labelled parts of a notation: kind (a role, deadline, scope, remark; empty without label), start, end."""
    if "：" not in text and ":" not in text and "。" not in text:
        return [("", 0, len(text))]
    parts: list[tuple[str, int, int]] = []
    start, kind = 0, ""
    for label in _LABEL.finditer(text):
        parts.append((kind, *_stripped(text, start, label.start())))
        start, kind = label.end(), _LABEL_KINDS.get(label[1] or "", "remark")
    parts.append((kind, *_stripped(text, start, len(text))))
    return [part for part in parts if part[1] < part[2]]


def _stripped(text: str, start: int, end: int) -> Range:
    """The range without separators and blanks around it."""
    while start < end and text[start] in _SEPARATORS:
        start += 1
    while start < end and text[end - 1] in _SEPARATORS:
        end -= 1
    return start, end


class _Reader:
    """Reads the statements of a notation one after the other; what it finds goes to `reading`."""

    __slots__ = ("jurisdiction", "manners", "reading", "text", "written")

    def __init__(self, text: str, written: str) -> None:
        self.text = text
        self.written = written  # the same in the characters of the source
        self.reading = Reading()
        self.manners: list[str] = []
        self.jurisdiction = ""

    def statements(self, start: int, end: int, label: Role | None) -> bool:
        """Read `parties role` again and again; False where the text is no list of parties."""
        text, waiting = self.text, list[Range]()
        end = self.rule(start, end)
        pattern = _BRACKETED_ELEMENT if "（" in text or "(" in text or "<" in text or "〈" in text else _ELEMENT
        for found in pattern.finditer(text, start, end):
            start, end = found.span()
            word = _ending(text, start, end, _ROLE_ENDS)
            if not word:
                waiting.append((start, end))
                continue
            role = _ROLE_OF[word]
            end = self.manner(start, end - len(word))
            if start < end:
                waiting.append((start, end))
            if waiting and not self.together(waiting):
                return False
            if waiting:
                self.reading.role_given = True
                if not self.parties(waiting, role):
                    return False
                waiting.clear()
        return not waiting or self.rest(waiting, label)

    def together(self, waiting: list[Range]) -> bool:
        """Read what stands before 会同: those who lead. False where it is no list of parties."""
        for k, (start, end) in enumerate(waiting):
            cut = self.text.find("会同", start, end - 2)
            if cut >= 0:
                word = _ending(self.text, start, cut, _ROLE_ENDS)
                self.reading.role_given = True
                leads = [*waiting[:k], (start, cut - len(word))] if cut > start else waiting[:k]
                waiting[: k + 1] = [(cut + 2, end)]
                return self.parties(leads, "lead")
        return True

    def manner(self, start: int, end: int) -> int:
        """Take the words of manner off the end of a range; where the rest ends."""
        known = len(self.manners)
        while word := _ending(self.text, start, end, _MANNER_ENDS):
            end -= len(word)
            if MANNER_WORDS[word]:
                self.manners.insert(known, MANNER_WORDS[word])
        return end

    def rule(self, start: int, end: int) -> int:
        """Take a rule of the document off the end; where the rest ends."""
        text = self.text
        if _RULE_HINT.search(text, start, end) is None:
            return end
        found = _RULE.search(text, start, end)
        if found is None:
            return end
        kind: Literal["first_leads", "default_party"] = "first_leads" if found["first_leads"] else "default_party"
        who: list[Range] = []
        if found["who"]:
            who = self._joined([part.span() for part in _BRACKETED_ELEMENT.finditer(text, *found.span("who"))])
        place = _stripped(text, *found.span())
        self.reading.rule = RuleReading(kind, tuple(text[slice(*name)] for name in who), *place)
        return _stripped(text, start, found.start())[1]

    def rest(self, waiting: list[Range], label: Role | None) -> bool:
        """Read what no role word closes: parties, a deadline, or a remark behind parties."""
        text, reading = self.text, self.reading
        if _DEADLINE.match(text, *waiting[-1]):
            reading.deadline = waiting.pop()
        if label is not None:
            reading.role_given = True
            return self.parties(waiting, label)
        if all((name := read_name(text[start:end])) and name.certain for start, end in waiting):
            return self.parties(waiting, "responsible")
        if reading.parties:
            reading.remarks.append((waiting[0][0], waiting[-1][1]))
            return True
        return self._open_list(waiting)

    def _open_list(self, waiting: list[Range]) -> bool:
        """Read a list without a role word that 等 or 和 makes longer than its elements."""
        text = self.text
        return any(_MORE.search(text, *place) or _AND.search(text, *place) for place in waiting) and self.parties(
            waiting, "responsible"
        )

    def parties(self, waiting: list[Range], role: Role) -> bool:
        """Read the elements of a list; False where one cannot be a name."""
        if len(waiting) > 1 and ("各" in self.text or waiting[0][1] - waiting[0][0] == 1):
            waiting = self._joined(waiting)
        return all(self.element(start, end, role) for start, end in waiting)

    def _joined(self, waiting: list[Range]) -> list[Range]:
        """Join what 各 governs (各州、市人民政府, 各市党委、政府) and levels (市、县公安局): one set each."""
        text, joined = self.text, waiting[:1]
        for start, end in waiting[1:]:
            first, last = joined[-1]
            each = _EACH.fullmatch(text, first, last) and _EACH_REST.fullmatch(text, start, end)
            if text[last:start] == "、" and (each or _LEVELS.fullmatch(text, first, last)):
                joined[-1] = (first, end)
            else:
                joined.append((start, end))
        return joined

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
        for joint in _AND.finditer(written) if _JOINT_MARKS.search(written) else ():
            left, right = written[: joint.start()], written[joint.end() :]
            if _is_name(left) and _is_name(right):
                middle = start + joint.start()
                return self.element(start, middle, role) and self.element(start + joint.end(), end, role)
        if written[0] == "由":
            start, written = start + 1, written[1:]
        return self.party(written, start, end, role)

    def party(self, written: str, start: int, end: int, role: Role) -> bool:
        """Add a party, its jurisdiction restored; False where it cannot be one."""
        if marked := _MARKED_ROLE.search(written):
            written, end, role = written[: marked.start()], start + marked.start(), _ROLE_OF[marked[1]]
            self.reading.role_given = True
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


def _ending(text: str, start: int, end: int, words: Mapping[str, tuple[str, ...]]) -> str:
    """The longest of the words, given by their last characters, that a range ends with; empty where none does."""
    if start < end:
        for word in words.get(text[end - 1], ()):
            if text.endswith(word, start, end):
                return word
    return ""


def _is_name(text: str) -> bool:
    """Whether a side of 和 is a name by itself: 发展改革和统计局 is one name, 公安局和交通局 are two."""
    if text in EMPTY_SETS or text in _BARE_ORGANS:
        return False
    name = read_name(text)
    return name is not None and name.certain
