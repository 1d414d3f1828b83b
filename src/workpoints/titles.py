"""Which labelled parts have a title, and where their text begins.

    heading   a line of its own that does not end like a sentence: 一、突出问题导向，加强重点领域治理
              or one short sentence with parts or paragraphs below it: （一）统筹两个市场，打造加工制造中心。
    run-in    a short first sentence with more text behind it in the paragraph, where nearly all its siblings have one:
              1.拓展两个市场。积极稳妥地……

Whatever else follows a label is text.
"""

from __future__ import annotations

import re
from collections import defaultdict

from workpoints.clauses import LONGEST_NOTATION
from workpoints.containers import is_duty_line
from workpoints.duties import read_duty
from workpoints.outline import Entry
from workpoints.words import DEADLINE_LABELS, DUTY_LABELS, PERSON_LABELS

__all__ = ["mark_titles"]

_ENDS = "。；：！？;:!?，、"
_OPENERS = "（(〔[［"
_NOTATION_STARTS = (*_OPENERS, *DUTY_LABELS, *PERSON_LABELS, *DEADLINE_LABELS)
_CLOSERS = "）)〕]］"
_INNER_END = re.compile("[。；;）)〕\\]]")
_LONGEST_HEADING = 80
_LONGEST_SENTENCE = 60
_LONGEST_RUN_IN, _SHORT_RUN_IN = 40, 16
_AGREEMENT, _ENOUGH = 0.75, 3
"""Share of parts, and least number of them, that make a way of writing the rule."""


def mark_titles(text: str, entries: list[Entry]) -> None:
    """Set the title range and the start of the text of every entry, those below included."""
    plain: list[list[tuple[Entry, int]]] = []
    sentences: list[tuple[Entry, int]] = []  # headings that are sentences: they show the way of writing too
    for group in _sibling_groups(entries):
        others: list[tuple[Entry, int]] = []
        for entry in group:
            start = entry.label.end
            if entry.label.family == "row":
                entry.text_start = start
            elif stop := _heading_end(text, entry, start):
                _mark(text, entry, stop)
                if text[stop : stop + 1] == "。":
                    sentences.append((entry, stop))
            else:
                entry.text_start = start
                others.append((entry, _run_in_end(text, entry)))
        plain.append(others)
    families = _run_in_families([*plain, sentences])
    for others in plain:
        if _agree(others, families):
            for entry, stop in others:
                if stop:
                    _mark(text, entry, stop)


def _sibling_groups(entries: list[Entry]) -> list[list[Entry]]:
    groups = [entries]
    for group in groups:
        groups += [entry.children for entry in group if entry.children]
    return groups


def _mark(text: str, entry: Entry, stop: int) -> None:
    entry.title = (entry.label.end, stop)
    entry.text_start = stop + (text[stop : stop + 1] == "。")


def _heading_end(text: str, entry: Entry, start: int) -> int:
    """Where a heading ends, without its 。; 0 where the line is none."""
    stop = entry.end
    while stop > start and text[stop - 1] in "\n ":
        stop -= 1
    if stop == start:
        return 0
    below = bool(entry.children)
    line_end = text.find("\n", start, stop)
    if line_end >= 0:
        below = below or not _is_notation(text, line_end + 1, stop)
        stop = line_end
    if not below and (text[stop - 1] in _ENDS or text.find("。", start, stop) >= 0):
        return 0
    if stop - start > _LONGEST_HEADING + LONGEST_NOTATION:
        return 0
    if text[stop - 1] in _CLOSERS:
        opener = max(text.rfind(mark, start, stop) for mark in _OPENERS)
        if opener > start and read_duty(text[opener + 1 : stop - 1]) is not None:
            if not below or (not entry.children and text[opener - 1] == "。"):
                return 0  # a task of its own, not a heading
            stop = opener - (text[opener - 1] == " ")
    if text[stop - 1] not in _ENDS:
        return stop if stop - start <= _LONGEST_HEADING and text.find("。", start, stop) < 0 else 0
    one_sentence = text[stop - 1] == "。" and not _INNER_END.search(text, start, stop - 1)
    return stop - 1 if one_sentence and below and stop - start <= _LONGEST_SENTENCE else 0


def _is_notation(text: str, start: int, end: int) -> bool:
    """Whether the paragraph at `start` begins like a notation, or is one without brackets."""
    if text.startswith(_NOTATION_STARTS, start):
        return True
    line_end = text.find("\n", start, end)
    return is_duty_line(text, start, line_end if line_end >= 0 else end)


def _run_in_end(text: str, entry: Entry) -> int:
    """Where a short first sentence with more text behind it ends; 0 where there is none."""
    start = entry.label.end
    stop = text.find("。", start, min(start + _LONGEST_RUN_IN, entry.end - 1))
    closes = "\n" if entry.children else "\n（(〔["
    if stop <= start or text[stop + 1] in closes or "\n" in text[start:stop]:
        return 0
    return 0 if _is_notation(text, stop + 1, entry.end) and not entry.children else stop


def _run_in_families(groups: list[list[tuple[Entry, int]]]) -> set[str]:
    """The label families of which nearly every part in the document opens with a short sentence."""
    seen: dict[str, list[bool]] = defaultdict(list)
    for group in groups:
        for entry, stop in group:
            seen[entry.label.family].append(stop > 0)
    return {family for family, found in seen.items() if len(found) >= _ENOUGH and sum(found) >= _AGREEMENT * len(found)}


def _agree(group: list[tuple[Entry, int]], families: set[str]) -> bool:
    """Whether the parts of a group open with run-in headings."""
    found = sum(stop > 0 for _, stop in group)
    if len(group) >= _ENOUGH:
        return found >= _AGREEMENT * len(group)
    if found == len(group) > 1 and all(stop - entry.label.end <= _SHORT_RUN_IN for entry, stop in group):
        return True
    return found > 0 and group[0][0].label.family in families
