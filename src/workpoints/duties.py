"""What a responsibility notation says: who leads, who is responsible, who supports, who guides.

    notation  = part { separator part } [ rule ]
    part      = label "：" content | statement | deadline | remark
    label     = 责任单位 | 牵头单位 | 配合单位 | … | 完成时限 | 适用范围 | 责任领导
    statement = parties { manner } role
              | parties 会同 parties { manner } role          the first parties lead
              | parties [ 会同 parties ]                       responsible, or the role of the label
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
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from workpoints.parties import ROLE_OF, NamedParty, PartyReader, Reading, RuleReading
from workpoints.source import Range
from workpoints.units import read_name
from workpoints.words import (
    DEADLINE_LABELS,
    DEADLINE_WORDS,
    DUTY_LABEL,
    DUTY_LABELS,
    MANNER_WORDS,
    OTHER_LABEL,
    PERSON_LABELS,
    RULE_TAILS,
    RULE_WORDS,
    SCOPE_LABELS,
    SHORT_LABELS,
    TRADITIONAL,
    Role,
    alternatives,
    by_last_character,
)

__all__ = ["LONGEST_NOTATION", "NamedParty", "Reading", "RuleReading", "read_duty"]

LONGEST_NOTATION = 600
"""Longest notation to read, in characters; the longest seen in practice has about 300."""

_ROLE_ENDS = by_last_character(ROLE_OF)
_MANNER_ENDS = by_last_character(MANNER_WORDS)
_LABEL_KINDS = {
    **DUTY_LABELS,
    **SHORT_LABELS,
    **dict.fromkeys(DEADLINE_LABELS, "deadline"),
    **dict.fromkeys(SCOPE_LABELS, "scope"),
    **dict.fromkeys(PERSON_LABELS, "person"),
}
_LABEL = re.compile(
    rf"(?P<label>{DUTY_LABEL}|{OTHER_LABEL})(?:[：:。]|(?=\n))"
    rf"|(?:^|(?<=[；;，,。\n]))(?:(?P<short>{alternatives(SHORT_LABELS)})|[\u4e00-\u9fff]{{2,8}})[：:]"
)
_RULE = re.compile(
    "(?:^|(?<=[，,。；;]))(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in RULE_WORDS.items())
    + rf")(?:[，,。；;]?(?:{alternatives(RULE_TAILS)}))*[。；;]?$"
)
_RULE_HINT = re.compile("第一|首|均")
_DEADLINE = re.compile(rf"(?:{'|'.join(DEADLINE_WORDS)})$")
_WITH = "会同"
_SEPARATORS = frozenset("，,、；;。 \n")
_ELEMENT = re.compile("[^、，,；;。\n ]+")
_BRACKET = re.compile("[（(<〈〔]")
_BRACKETED_ELEMENT = re.compile(
    r"[^、，,；;。\n （(<〈〔]+(?:[（(<〈〔][^）)>〉〕]*[）)>〉〕]?[^、，,；;。\n （(<〈〔]*)*"
    r"|[（(<〈〔][^、，,；;。\n]*"
)


@lru_cache(maxsize=4096)
def read_duty(text: str) -> Reading | None:
    """Read the text of a notation, without its brackets; None where it assigns nothing to anybody.

    The work grows with the square of the length, so nothing longer than `LONGEST_NOTATION` should be read.

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
        elif kind == "person":
            continue  # a duty is that of an office; its text keeps the person's name
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
    """The parts of a notation: kind (a role, deadline, scope, person, remark; empty without label), start, end."""
    if not any(mark in text for mark in "：:。\n"):
        return [("", 0, len(text))]
    parts: list[tuple[str, int, int]] = []
    start, kind = 0, ""
    for label in _LABEL.finditer(text):
        parts.append((kind, *_stripped(text, start, label.start())))
        start, kind = label.end(), _LABEL_KINDS.get(label["label"] or label["short"] or "", "remark")
    parts.append((kind, *_stripped(text, start, len(text))))
    return [part for part in parts if part[1] < part[2]]


def _stripped(text: str, start: int, end: int) -> Range:
    """The range without separators and blanks around it."""
    while start < end and text[start] in _SEPARATORS:
        start += 1
    while start < end and text[end - 1] in _SEPARATORS:
        end -= 1
    return start, end


class _Reader(PartyReader):
    """Reads the statements of a notation one after the other; what it finds goes to `reading`."""

    __slots__ = ("manners",)

    def __init__(self, text: str, written: str) -> None:
        super().__init__(text, written)
        self.manners: list[str] = []

    def statements(self, start: int, end: int, label: Role | None) -> bool:
        """Read `parties role` again and again; False where the text is no list of parties."""
        text, waiting = self.text, list[Range]()
        end = self.rule(start, end)
        pattern = _BRACKETED_ELEMENT if _BRACKET.search(text) else _ELEMENT
        for found in pattern.finditer(text, start, end):
            start, end = found.span()
            word = _ending(text, start, end, _ROLE_ENDS)
            if not word:
                waiting.append((start, end))
                continue
            role = ROLE_OF[word]
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
            cut = self.text.find(_WITH, start, end - len(_WITH))
            if cut >= 0:
                word = _ending(self.text, start, cut, _ROLE_ENDS)
                self.reading.role_given = True
                leads = [place for place in (*waiting[:k], (start, cut - len(word))) if place[0] < place[1]]
                waiting[: k + 1] = [(cut + len(_WITH), end)]
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
        """Take the rules of the document off the end; where the rest ends."""
        text = self.text
        while _RULE_HINT.search(text, start, end) and (found := _RULE.search(text, start, end)):
            kind: Literal["first_leads", "default_party"] = "first_leads" if found["first_leads"] else "default_party"
            who: list[Range] = []
            if found["who"]:
                who = self.joined([part.span() for part in _BRACKETED_ELEMENT.finditer(text, *found.span("who"))])
            place = _stripped(text, *found.span())
            self.reading.rules.insert(0, RuleReading(kind, tuple(text[slice(*name)] for name in who), *place))
            end = _stripped(text, start, found.start())[1]
        return end

    def are_certain(self, waiting: list[Range]) -> bool:
        """Whether all elements end as names of offices do, on both sides of 会同 too."""
        names = [part for start, end in waiting for part in self.text[start:end].split(_WITH) if part]
        return all((name := read_name(each)) and name.certain for each in names)

    def rest(self, waiting: list[Range], label: Role | None) -> bool:
        """Read what no role word closes: parties, a deadline, or a remark behind parties."""
        text, reading = self.text, self.reading
        if due := list(takewhile(lambda place: _DEADLINE.match(text, *place), reversed(waiting))):
            del waiting[-len(due) :]
            reading.deadline = (due[-1][0], due[0][1])
        if label is not None:
            reading.role_given = True
            return self.together(waiting) and self.parties(waiting, label)
        if self.are_certain(waiting):
            return self.together(waiting) and self.parties(waiting, "responsible")
        if reading.parties:
            reading.remarks.append((waiting[0][0], waiting[-1][1]))
            return True
        return self.is_open(waiting) and self.parties(waiting, "responsible")


def _ending(text: str, start: int, end: int, words: Mapping[str, tuple[str, ...]]) -> str:
    """The longest of the words, given by their last characters, that a range ends with; empty where none does."""
    if start < end:
        for word in words.get(text[end - 1], ()):
            if text.endswith(word, start, end):
                return word
    return ""
