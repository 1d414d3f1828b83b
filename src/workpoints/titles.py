"""Which labelled parts have a title, and where their text begins.

    heading   a line of its own that does not end like a sentence: 一、突出问题导向，加强重点领域治理
              or one short sentence with parts or paragraphs below it: （一）统筹两个市场，打造加工制造中心。
    run-in    a short first sentence with more text behind it in the paragraph, where nearly all its siblings have one:
              1.拓展两个市场。积极稳妥地……
              a part that says no more than such a sentence has it as its title where its siblings have one

Whatever else follows a label is text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from workpoints.brackets import CLOSERS, OPENERS, partner
from workpoints.containers import is_duty_line
from workpoints.duties import LONGEST_NOTATION, read_duty
from workpoints.outline import ROW_FAMILIES, Entry
from workpoints.words import DEADLINE_LABELS, DUTY_LABELS, PERSON_LABELS

__all__ = ["mark_titles"]

_ENDS = "。；：！？;:!?，、"
_NOTATION_STARTS = (*OPENERS, *DUTY_LABELS, *PERSON_LABELS, *DEADLINE_LABELS)
_INNER_END = re.compile("[。；;）)〕\\]]")
_LONGEST_HEADING = 80
_LONGEST_SENTENCE = 45
_LONGEST_RUN_IN, _SHORT_RUN_IN = 40, 16
_AGREEMENT, _LEAST_SHARE, _ENOUGH = 0.75, 0.5, 3
"""Share of parts that make a way of writing the rule; share in the document below which it is none; least number."""


class _Opening(NamedTuple):
    """How a part without a heading opens."""

    entry: Entry
    stop: int
    """Where its first sentence ends, if that is short; else 0."""
    alone: bool
    """Whether the part says no more than this sentence, who does it left out."""


def mark_titles(text: str, entries: list[Entry]) -> None:
    """Set the title range and the start of the text of every entry, those below included."""
    plain: list[list[_Opening]] = []
    headed: list[_Opening] = []  # headings show the way of writing too
    for group in _sibling_groups(entries):
        others: list[_Opening] = []
        for entry in group:
            entry.text_start = entry.label.end
            if entry.label.family in ROW_FAMILIES:
                continue
            if stop := _heading_end(text, entry, entry.label.end):
                _mark(text, entry, stop)
                headed.append(_Opening(entry, stop, alone=False))
            else:
                others.append(_opening(text, entry))
        plain.append(others)
    shares = _run_in_shares([*plain, headed])
    for others in plain:
        if _agree(others, shares):
            for entry, stop, _ in others:
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
    if text[stop - 1] in CLOSERS:
        opener = partner(text, start, stop - 1)
        if opener > start and read_duty(text[opener + 1 : stop - 1]) is not None:
            if not below or (not entry.children and text[opener - 1] == "。"):
                return 0  # a task of its own, not a heading
            stop = opener - (text[opener - 1] == " ")
    if text[stop - 1] not in _ENDS:
        return stop if stop - start <= _LONGEST_HEADING and text.find("。", start, stop) < 0 else 0
    one_sentence = text[stop - 1] == "。" and not _INNER_END.search(text, start, stop - 1)
    return stop - 1 if one_sentence and below and 1 < stop - start <= _LONGEST_SENTENCE else 0


def _is_notation(text: str, start: int, end: int) -> bool:
    """Whether the paragraph at `start` begins like a notation, or is one without brackets."""
    if text.startswith(_NOTATION_STARTS, start):
        return True
    line_end = text.find("\n", start, end)
    return is_duty_line(text, start, line_end if line_end >= 0 else end)


def _opening(text: str, entry: Entry) -> _Opening:
    """How a part opens: with a short sentence that has more text behind it, or that is all it says."""
    start = entry.label.end
    stop = text.find("。", start, min(start + _LONGEST_RUN_IN, entry.end))
    if stop <= start or "\n" in text[start:stop]:
        return _Opening(entry, 0, alone=False)
    alone = not entry.children and _only_notations(text, stop + 1, entry.end)
    goes_on = stop + 1 < entry.end and text[stop + 1] != "\n"
    return _Opening(entry, stop if alone or goes_on else 0, alone)


def _only_notations(text: str, start: int, end: int) -> bool:
    """Whether every paragraph of a range, the rest of a first one included, begins like a notation."""
    while start < end:
        line_end = text.find("\n", start, end)
        stop = line_end if line_end >= 0 else end
        if start < stop and not _is_notation(text, start, stop):
            return False
        start = stop + 1
    return True


def _run_in_shares(groups: list[list[_Opening]]) -> dict[str, float]:
    """For each family of labels, how many of its parts in the document have a heading or open with a short sentence."""
    seen: dict[str, list[bool]] = defaultdict(list)
    for group in groups:
        for entry, stop, alone in group:
            if not alone:
                seen[entry.label.family].append(stop > 0)
    return {family: sum(found) / len(found) for family, found in seen.items() if len(found) >= _ENOUGH}


def _agree(group: list[_Opening], shares: dict[str, float]) -> bool:
    """Whether the parts of a group open with run-in headings; those that are a single sentence do as the others do."""
    share = shares.get(group[0].entry.label.family) if group else None
    if share is not None and share < _LEAST_SHARE:
        return False
    telling = [part for part in group if not part.alone]
    found = sum(part.stop > 0 for part in telling)
    if len(telling) >= _ENOUGH:
        return found >= _AGREEMENT * len(telling)
    if found == len(telling) > 0 and len(group) > 1:
        short = all(part.stop - part.entry.label.end <= _SHORT_RUN_IN for part in telling)
        if short:
            return True
    return found > 0 and share is not None and share >= _AGREEMENT
