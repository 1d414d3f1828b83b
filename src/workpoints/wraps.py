"""Which lines go on with the sentence of the line before: hard wraps and page breaks.

A line begins a paragraph where the one before ends like a sentence, where it has a label, where it begins outside
brackets with a label of a notation (责任单位：), or where one of the two is an element of a notice that stands alone.
Of the others it goes on

- behind a comma or inside an open bracket or title mark;
- behind a line that fills the page, where the text has hard wraps, or that is too long for a heading;
- behind a list of parties that breaks off within a name;
- behind a labelled line of a family whose lines mostly end like sentences, for then that line is cut;
- inside a paragraph that has gone on before.

In a text whose paragraphs are indented, a full line goes on with one that is not, even behind a full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from workpoints.brackets import partner
from workpoints.elements import ends_title
from workpoints.labels import Label
from workpoints.source import width
from workpoints.words import (
    DEADLINE_LABELS,
    DUTY_LABEL,
    GROUP_SUFFIXES,
    JURISDICTIONS,
    NOTATION_ENDS,
    PERSON_LABELS,
    TOWNS,
    UNIT_SUFFIXES,
    VILLAGES,
    alternatives,
    by_last_character,
)

__all__ = ["Line", "is_closed", "joins"]

_CLOSED = frozenset("。！？.!?")
_NOTATION_ENDS = by_last_character(NOTATION_ENDS)
_PAUSE = re.compile("[，。；、：,;]")
_PAUSES = frozenset("；;：:")
_DOUBTFUL = frozenset("：:；;”’」』)）〕]")
_OPEN = frozenset("，、和与及—《“‘（(〔[【,")
# Elements of a notice that stand on a line of their own (GB/T 9704-2012, 7.2 to 7.4).
_ALONE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|[二○〇零一三四五六七八九ＯO0]{4}年.{1,3}月.{1,3}日$|附件\s*\d*(?:$|[：:])|附[：:]|[（(](?:此件|本文有)"
    r"|[^\s，。]{1,24}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*\d+\s*[号號]$"
)
# Elements that stand alone unless they are the end of a line that was too long.
_USUALLY_ALONE = re.compile(r"[^，。]{2,60}文\s*件$|.{0,60}\d{1,2}日印发$")
_PRINTED = re.compile(r"[^，。]{2,60}\d\s*日\s*印\s*发$")
_COPIES = re.compile(r"抄\s*[送报]\s*[：:]")
_NOTATION_LABEL = re.compile(rf"(?:{DUTY_LABEL}|{alternatives((*PERSON_LABELS, *DEADLINE_LABELS))})[：:]")
_DUTY_LABEL = re.compile(rf"(?:{DUTY_LABEL})[：:]")
_WHOLE_NAMES = (*NOTATION_ENDS, *GROUP_SUFFIXES, *JURISDICTIONS, *TOWNS, *VILLAGES)
_NAME_REST = re.compile("[^、，；。：]{1,20}")
_NO_TITLE = re.compile("[，。；]")
_LONGEST_TITLE = 90
# A line this short may be a heading that the next line does not go on with; a cut sentence fills its line. In letters.
_SHORT = 80
# Fewer cut lines than this tell nothing of a page's width; no page is narrower or wider, in letters.
_FEW, _NARROW, _WIDE = 4, 40, 120
# A line as short as this that ends with a bracket is the end of a notation: 负责）
_REST = 5
# How far back an open bracket is looked for, in characters.
_LOOK_BACK = 300
# An item that a page break cuts is longer than this; a shorter one is an entry of a list.
_LEAST_CUT = 15


class Line(NamedTuple):
    """A line of the source without the blanks around it."""

    start: int
    end: int
    label: Label | None
    closed: bool
    """Whether it ends like a sentence, so that the next line begins a paragraph."""


def is_closed(text: str, start: int, end: int) -> bool:
    """Whether a line ends like a sentence: 。, ： outside brackets, 。 before a quote, or a notation in brackets."""
    last = text[end - 1]
    if last in _CLOSED:
        return True
    if last not in _DOUBTFUL:
        return False
    if last in "：:；;":
        return not _in_bracket(text, start, end)
    if last in "”’」』":
        return end - start > 1 and text[end - 2] in _CLOSED
    if end - start < _REST or text.endswith(_NOTATION_ENDS.get(text[end - 2], ()), start, end - 1):
        return True
    opener = partner(text, max(start, end - _LOOK_BACK), end - 1)
    return opener >= 0 and _NOTATION_LABEL.match(text, opener + 1) is not None


def joins(text: str, lines: list[Line], cells: set[int]) -> list[bool]:
    """For each line, whether it goes on with the line before; the cells of tables, given by number, never do."""
    joined = [False] * len(lines)
    doubtful = [k for k in range(1, len(lines)) if not lines[k].label and _may_break_off(text, lines[k - 1])]
    if not doubtful:
        return joined
    full, items = _full_width(text, lines), _item_families(lines)
    if full < _SHORT and _indents_paragraphs(text, lines):
        doubtful = [k for k in range(1, len(lines)) if not lines[k].label and _may_go_on(text, lines, k, full)]
    labelled = False
    for k in doubtful:
        before = lines[k - 1]
        if before.closed and full == _SHORT:
            continue
        if before.closed and text[before.end - 1] in _PAUSES:
            joined[k] = _in_bracket(text, _begin(lines, joined, k), before.end)
            continue
        labelled = before.label is not None or (joined[k - 1] and labelled)
        if k in cells or _stands_apart(text, before, lines[k], full) or (not labelled and _is_title(text, before)):
            continue
        if _NOTATION_LABEL.match(text, lines[k].start) and not _in_bracket(text, _begin(lines, joined, k), before.end):
            continue
        cut = before.label is not None and before.label.family in items and _may_be_cut(text, before)
        cut = cut or _breaks_off_list(text, before, lines[k])
        joined[k] = joined[k - 1] or cut or _is_unfinished(text, before, full)
    return joined


def _may_break_off(text: str, line: Line) -> bool:
    """Whether a line may be cut: it does not end like a sentence, or with a pause that a bracket may go on behind."""
    return not line.closed or text[line.end - 1] in _PAUSES


def _breaks_off_list(text: str, line: Line, following: Line) -> bool:
    """Whether a list of parties breaks off within a name: it ends like no office, and the next begins with an end."""
    found = _DUTY_LABEL.match(text, line.start, line.end)
    if found is None or found.end() == line.end or text.endswith(_WHOLE_NAMES, line.start, line.end):
        return False
    rest = _NAME_REST.match(text, following.start, following.end)
    return rest is not None and rest[0].endswith(UNIT_SUFFIXES)


def _may_be_cut(text: str, line: Line) -> bool:
    """Whether a labelled line may be the beginning of a sentence: a heading is short or has no pause."""
    return (
        line.end - line.start >= _LEAST_CUT and _PAUSE.search(text, line.start + _LEAST_CUT // 3, line.end) is not None
    )


def _begin(lines: list[Line], joined: list[bool], k: int) -> int:
    """Where the paragraph of the line before begins, as far back as `_in_bracket` looks."""
    k -= 1
    farthest = lines[k].end - _LOOK_BACK
    while joined[k] and lines[k].start > farthest:
        k -= 1
    return lines[k].start


def _indents_paragraphs(text: str, lines: list[Line]) -> bool:
    """Whether the paragraphs of a text are indented, and not its other lines."""
    indented = sum(_is_indented(text, line) for line in lines)
    return _FEW <= indented < len(lines) * 3 // 4


def _is_indented(text: str, line: Line) -> bool:
    return text[line.start - 1 : line.start] in (" ", "\u3000", "\t")


def _may_go_on(text: str, lines: list[Line], k: int, full: int) -> bool:
    """Whether a line may go on with the one before in a text with indented paragraphs."""
    before = lines[k - 1]
    return not before.closed or (_width(text, before) >= full and not _is_indented(text, lines[k]))


def _stands_apart(text: str, before: Line, line: Line, full: int) -> bool:
    """Whether one of two lines is an element of a notice that stands alone."""
    pair = (before, line)
    if _COPIES.match(text, line.start, line.end):
        return True
    if any(_ALONE.match(text, each.start, each.end) for each in pair):
        return True
    if before.closed and _PRINTED.match(text, line.start, line.end):
        return True
    return _width(text, before) < full and any(_USUALLY_ALONE.match(text, each.start, each.end) for each in pair)


def _is_title(text: str, line: Line) -> bool:
    start, end = line.start, line.end
    return end - start <= _LONGEST_TITLE and ends_title(text, start, end) and not _NO_TITLE.search(text, start, end)


def _is_unfinished(text: str, line: Line, full: int) -> bool:
    """Whether a line breaks off: behind a comma, inside a bracket, or because the page is full."""
    last = text[line.end - 1]
    return last in _OPEN or _width(text, line) >= full or _in_bracket(text, line.start, line.end)


def _width(text: str, line: Line) -> int:
    return width(text[line.start : line.end])


def _full_width(text: str, lines: list[Line]) -> int:
    """The width from which a line is too full to be a heading.

    Where a text has hard wraps, the lines without a label that end within a sentence are mostly as wide as the page.
    Elsewhere such lines are few, and only a page break cuts a paragraph, which then is long.
    """
    widths = sorted(_width(text, line) for line in lines if not (line.closed or line.label))
    if len(widths) < _FEW:
        return _SHORT
    widest = widths[-2]
    nearly = widest * 17 // 20
    wrapped = sum(each >= nearly for each in widths)
    return nearly if _NARROW <= widest <= _WIDE and wrapped >= _FEW else _SHORT


def _item_families(lines: list[Line]) -> set[str]:
    """The label families whose lines mostly end like sentences: a line of theirs that does not is cut."""
    ends = Counter((line.label.family, line.closed) for line in lines if line.label)
    return {family for family, closed in ends if closed and ends[family, True] > ends[family, False]}


def _in_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket or a title mark is still open at the end of a line, as far back as it looks."""
    tail = text[max(start, end - _LOOK_BACK) : end]
    if max(tail.rfind("（"), tail.rfind("(")) > max(tail.rfind("）"), tail.rfind(")")):
        return True
    return any(tail.rfind(opener) > tail.rfind(closer) for opener, closer in ("《》", "“”", "〔〕", "［］"))
