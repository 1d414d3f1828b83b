"""Where notations may stand: brackets, and outside brackets runs of labels (责任单位：…；完成时限：…) and duty lines.

    bracket   = ( "（" | "(" ) … ( "）" | ")" ) | "〔" … "〕" | "[" … "]" | "［" … "］" | "【" … "】"
    label run = part { ( "。" | line break ) part }, one part at least with a label of parties
    part      = label "：" [ line break ] content
    duty line = a paragraph, or its last sentence, of nothing but offices and what they do: 市教育局牵头，市财政局配合
              | a paragraph of nothing but the names of several offices

Round brackets of either width pair with each other, and at the end of a sentence brackets of any two shapes. A bracket
that never closes reaches to the end of its paragraph. A label run begins where a sentence or a paragraph does; its
content ends with the sentence or the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workpoints.brackets import CLOSERS, OPENERS, PAIRS
from workpoints.duties import Reading, read_duty
from workpoints.labels import Label, label_at
from workpoints.parties import ROLE_OF
from workpoints.words import (
    DUTY_LABEL,
    DUTY_LABELS,
    OTHER_LABEL,
    SHORT_LABELS,
    UNIT_SUFFIXES,
    alternatives,
)

__all__ = ["Container", "containers", "is_duty_line", "read_line"]

# A bracket with none inside, or a mark that needs a closer look.
_SIMPLE = re.compile(
    rf"[{re.escape(OPENERS)}][^{re.escape(OPENERS + CLOSERS)}\n]*[{re.escape(CLOSERS)}]?|[{re.escape(CLOSERS)}]"
)
_TOKEN = re.compile(rf"[{re.escape(OPENERS + CLOSERS)}\n]")
_SHORT_LABELS = alternatives(SHORT_LABELS)
_CONTENT = rf"(?!(?:{DUTY_LABEL}|{OTHER_LABEL})(?:[：:]|$)|(?:{_SHORT_LABELS})[：:])[^。\n]{{2,300}}"
_FURTHER = re.compile(
    rf"[。\n]{{1,2}}(?:(?:{DUTY_LABEL}|{OTHER_LABEL})(?:[：:]\n?|\n)|(?:{_SHORT_LABELS})[：:]){_CONTENT}", re.MULTILINE
)
_RUN = re.compile(
    rf"(?:^|(?<=[。；;！!？?）)”\n、.．]))(?:(?:{OTHER_LABEL})[：:][^。\n]{{2,60}}?[。\n]{{0,2}}){{0,3}}"
    rf"(?:(?:{DUTY_LABEL})(?:[：:。]\n?|\n)|(?:{_SHORT_LABELS})[：:]){_CONTENT}(?:{_FURTHER.pattern})*",
    re.MULTILINE,
)
# A text without one of these holds no label run; looking for them first is much quicker.
_RARE_HINTS = ("责任主体。", "责任单位。", "责任部门。")
_RUN_HINTS = tuple(sorted({label[-2:] for label in (*DUTY_LABELS, *SHORT_LABELS)}))
_ROLE_ENDS = tuple(ROLE_OF)
_LAST_CHARACTERS = frozenset(word[-1] for word in (*ROLE_OF, *UNIT_SUFFIXES, *DUTY_LABELS))
_LONGEST_DUTY_LINE = 200


class Container(NamedTuple):
    """A place where a notation may stand; what it says lies between `first` and `last`."""

    start: int
    end: int
    """Behind the closing bracket; the end of the paragraph where it has none."""
    first: int
    last: int


def containers(text: str, start: int, end: int, labels: Sequence[Label] = ()) -> list[Container]:
    """The outermost brackets, the label runs and the duty lines of a range, in order; they do not overlap.

    `labels` are those of the parts, in order. A label run may begin right behind one, as in 2、责任单位：市教育局。 and
    none goes on behind the next.
    """
    found = _brackets(text, start, end)
    others, has_label = _duty_lines(text, start, end)
    if has_label or _may_hold_runs(text, start, end):
        others += _label_runs(text, start, end, labels)
    if not others:
        return found
    merged: list[Container] = []
    for container in sorted(found + others):
        if not merged or container.start >= merged[-1].end:
            merged.append(container)
    return merged


def is_duty_line(text: str, start: int, end: int) -> bool:
    """Whether a paragraph or sentence without a label only says who does what, or only names several offices."""
    if not text.endswith((*_ROLE_ENDS, *UNIT_SUFFIXES), start, end - (text[end - 1] == "。")):
        return False
    reading = read_line(text, start, end)
    return reading is not None and (reading.role_given or (len(reading.parties) > 1 and text[end - 1] != "。"))


def read_line(text: str, start: int, end: int) -> Reading | None:
    """The reading of a paragraph that names offices and says nothing but what they do; None for any other."""
    if not 1 < end - start <= _LONGEST_DUTY_LINE or text[start] in OPENERS or label_at(text, start):
        return None
    if text.find("。", start, end - 1) >= 0 or text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0:
        return None
    reading = read_duty(text[start:end])
    if reading is None or reading.uncertain or reading.remarks:
        return None
    return reading if reading.parties[0].kind == "unit" else None  # 各部门要加强配合 is a sentence


def _duty_lines(text: str, start: int, end: int) -> tuple[list[Container], bool]:
    """The duty lines of a range, and whether a label of parties stands alone on a line."""
    found: list[Container] = []
    has_label = False
    stop = start - 1
    while stop < end:
        line_start = stop + 1
        stop = text.find("\n", line_start, end)
        stop = stop if stop >= 0 else end
        last = stop - text.endswith("。", line_start, stop)
        if last <= line_start or text[last - 1] not in _LAST_CHARACTERS:
            continue
        has_label = has_label or text[line_start:stop] in DUTY_LABELS
        first = text.rfind("。", line_start, last) + 1 or line_start
        if first > start and text[first - 2] not in "：:" and is_duty_line(text, first, stop):
            found.append(Container(first, stop, first, stop))
    return found, has_label


def _may_hold_runs(text: str, start: int, end: int) -> bool:
    """Whether a text may hold a label run, told by what is quick to look for."""
    marks = [mark for mark in "：:" if text.find(mark, start, end) >= 0]
    hints = [hint + mark for hint in _RUN_HINTS for mark in marks]
    return any(text.find(hint, start, end) >= 0 for hint in (*hints, *_RARE_HINTS))


def _label_runs(text: str, start: int, end: int, labels: Sequence[Label]) -> list[Container]:
    """The label runs of a range, each within one part."""
    found: list[Container] = []
    parts = [start, *(place for label in labels for place in (label.start, label.end) if start <= place <= end), end]
    for first, stop in zip(parts[::2], parts[1::2], strict=True):
        runs = [run.span() for run in _RUN.finditer(text, first, stop)] if first < stop else []
        found += [_label_run(text, *run, stop) for run in runs if run[0] == first or text[run[0] - 1] not in "、.．"]
    return found


def _label_run(text: str, start: int, stop: int, end: int) -> Container:
    """A label run with the paragraphs behind it that only go on with its last list of names, or are labelled too."""
    while stop < end and text[stop] == "\n":
        if more := _FURTHER.match(text, stop, end):
            stop = more.end()
            continue
        line_end = text.find("\n", stop + 1, end)
        line_end = line_end if line_end >= 0 else end
        reading = read_line(text, stop + 1, line_end)
        if reading is None or reading.role_given:
            break
        stop = line_end
    return Container(start, stop, start, stop)


def _brackets(text: str, start: int, end: int) -> list[Container]:
    """The outermost brackets of a range, in order; each pair lies within a paragraph."""
    found: list[Container] = []
    for simple in _SIMPLE.finditer(text, start, end):
        opened, stop = simple.span()
        if text[opened] + text[stop - 1] not in PAIRS:
            return _nested(text, start, end)
        found.append(Container(opened, stop, opened + 1, stop - 1))
    return found


def _nested(text: str, start: int, end: int) -> list[Container]:
    """The outermost brackets where some are nested or have no partner."""
    found: list[Container] = []
    open_at: list[int] = []
    for token in _TOKEN.finditer(text, start, end):
        mark, position = token[0], token.start()
        if mark == "\n":
            _add_unclosed(found, open_at, position)
        elif mark in OPENERS:
            open_at.append(position)
        elif open_at and (text[open_at[-1]] + mark in PAIRS or _closes_line(text, open_at, position)):
            opened = open_at.pop()
            while found and found[-1].start > opened:
                found.pop()
            found.append(Container(opened, position + 1, opened + 1, position))
    _add_unclosed(found, open_at, end)
    return found


def _closes_line(text: str, open_at: list[int], position: int) -> bool:
    """Whether a bracket of another shape closes the only open one, at the end of a sentence: （县水利局负责〕."""
    return len(open_at) == 1 and text[position + 1 : position + 2] in ("", "\n", "。", "；")


def _add_unclosed(found: list[Container], open_at: list[int], end: int) -> None:
    """Add the last bracket still open where a paragraph ends; one with brackets behind it is a stray mark."""
    if open_at and not (found and found[-1].start > open_at[-1]):
        found.append(Container(open_at[-1], end, open_at[-1] + 1, end))
    open_at.clear()
