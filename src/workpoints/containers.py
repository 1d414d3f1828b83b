"""Where notations may stand: brackets, and runs of labels such as 责任单位：…；完成时限：… outside brackets.

    bracket   = ( "（" | "(" ) … ( "）" | ")" ) | "〔" … "〕" | "[" … "]" | "［" … "］" | "【" … "】"
    label run = label "：" content { [ "。" | line break ] label "：" content }

Round brackets of either width pair with each other. A bracket that never closes reaches to the end of its paragraph. A
label run begins where a sentence or a paragraph does; its content ends with the sentence or the paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from workpoints.words import DEADLINE_LABELS, DUTY_LABELS, SCOPE_LABELS, alternatives

__all__ = ["Container", "containers"]

_OPEN, _CLOSE = "（(〔[［【", "）)〕]］】"
# A bracket with none inside, or a mark that needs a closer look.
_SIMPLE = re.compile(
    rf"[{re.escape(_OPEN)}][^{re.escape(_OPEN + _CLOSE)}\n]*[{re.escape(_CLOSE)}]?|[{re.escape(_CLOSE)}]"
)
_TOKEN = re.compile(rf"[{re.escape(_OPEN + _CLOSE)}\n]")
_PAIRS = frozenset({"（）", "()", "（)", "(）", "〔〕", "[]", "［］", "［]", "[］", "【】"})
# 主办单位： is what the foot of a web page has.
_RUN_LABELS = alternatives(label for label in DUTY_LABELS if label != "主办单位")
_ANY_LABELS = alternatives((*DUTY_LABELS, *DEADLINE_LABELS, *SCOPE_LABELS))
_RUN = re.compile(
    rf"(?:^|(?<=[。；;！!？?）)”\n]))(?:{_RUN_LABELS})[：:。][^。\n]{{2,300}}"
    rf"(?:[。\n]{{1,2}}(?:{_ANY_LABELS})[：:][^。\n]{{2,300}})*",
    re.MULTILINE,
)
# A text without one of these holds no label run; looking for them first is much quicker.
_RARE_HINTS = ("责任主体。", "责任单位。", "责任部门。")
_RUN_HINTS = (*{label[-2:] + colon for label in DUTY_LABELS for colon in "：:"}, *_RARE_HINTS)


class Container(NamedTuple):
    """A place where a notation may stand; what it says lies between `first` and `last`."""

    start: int
    end: int
    """Behind the closing bracket; the end of the paragraph where it has none."""
    first: int
    last: int


def containers(text: str, start: int, end: int) -> list[Container]:
    """The outermost brackets and the label runs of a range, in order; they do not overlap."""
    found = _brackets(text, start, end)
    if not _may_hold_runs(text, start, end):
        return found
    runs = [Container(*run.span(), *run.span()) for run in _RUN.finditer(text, start, end)]
    merged: list[Container] = []
    for container in sorted(found + runs):
        if not merged or container.start >= merged[-1].end:
            merged.append(container)
    return merged


def _may_hold_runs(text: str, start: int, end: int) -> bool:
    """Whether a text may hold a label run, told by what is quick to look for."""
    hints = _RUN_HINTS if text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0 else _RARE_HINTS
    return any(text.find(hint, start, end) >= 0 for hint in hints)


def _brackets(text: str, start: int, end: int) -> list[Container]:
    """The outermost brackets of a range, in order; each pair lies within a paragraph."""
    found: list[Container] = []
    for simple in _SIMPLE.finditer(text, start, end):
        opened, stop = simple.span()
        if text[opened] + text[stop - 1] not in _PAIRS:
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
        elif mark in _OPEN:
            open_at.append(position)
        elif open_at and text[open_at[-1]] + mark in _PAIRS:
            opened = open_at.pop()
            while found and found[-1].start > opened:
                found.pop()
            found.append(Container(opened, position + 1, opened + 1, position))
    _add_unclosed(found, open_at, end)
    return found


def _add_unclosed(found: list[Container], open_at: list[int], end: int) -> None:
    """Add the last bracket still open where a paragraph ends; one with brackets behind it is a stray mark."""
    if open_at and not (found and found[-1].start > open_at[-1]):
        found.append(Container(open_at[-1], end, open_at[-1] + 1, end))
    open_at.clear()
