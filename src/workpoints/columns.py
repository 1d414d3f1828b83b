"""What the columns of a table of tasks hold, told by the row of headings above them, and by its content a cell.

    heading = part { ( 及 | 和 | 与 | 、 | / ) part }, remarks in brackets left out

A part is known by what it ends with. A column with a part that ends like a task or what is said of one
(工作任务及完成时限) holds text.
"""

from __future__ import annotations

import re

from workpoints.labels import number_of
from workpoints.words import COLUMN_WORDS, DETAIL_WORDS, DIVISION_WORDS, DUTY_LABEL, DUTY_LABELS, TASK_WORDS

__all__ = ["ROLE_COLUMNS", "columns_of", "row_number"]

ROLE_COLUMNS = ("lead", "responsible", "support", "guide")
_REMARK = re.compile(r"[（(][^（）()]*[）)]")
_AND = re.compile("[及和与、/／]")
_DUTY_END = re.compile(f"(?:{DUTY_LABEL})$")
_TEXTS = ("task", "detail", "text")
_LONGEST_HEADING, _MANY, _LONG_ROW = 14, 3, 200
# 1, 1., （1）, 一、, and the second number of 2.1 or 2-1.
_NUMBER = re.compile(
    r"[（(]?(?:(?:\d{1,3}[-－—.．])?(?P<digits>\d{1,3})|(?P<han>[一二三四五六七八九十百零〇]{1,5}))[）)]?[.．、]?"
)


def columns_of(headings: list[str]) -> list[str] | None:
    """What the columns below a row of headings hold; None where it heads no column of parties.

    A kind is a role, `number`, `deadline`, `person`, `category`, `remark`, `task`, or `text` for any other text.
    """
    if len(headings) < _MANY - 1 or sum(map(len, headings)) > _LONG_ROW:
        return None
    names = ["".join(heading.split()) for heading in headings]
    kinds = [_kind(name) for name in names]
    known = sum(kind not in _TEXTS for kind in kinds)
    exact = any(name in DUTY_LABELS for name in names)
    enough = (exact or known > 1) if len(kinds) >= _MANY else (exact and any(kind in _TEXTS[:2] for kind in kinds))
    if not enough or not any(kind in ROLE_COLUMNS for kind in kinds):
        return None
    return ["text" if kind == "detail" else kind for kind in kinds]


def row_number(cell: str) -> int | None:
    """The number of a row; None where a cell holds none."""
    found = _NUMBER.fullmatch(cell)
    return number_of(found["digits"] or found["han"]) if found else None


def _kind(name: str) -> str:
    """What a column holds: its first known part, but a text where one of them is."""
    name = _REMARK.sub("", name)
    if len(name) > _LONGEST_HEADING:
        return "text"
    kinds = [_kind_of_part(part) for part in (*_AND.split(name), name)]
    known = [kind for kind in kinds if kind != "text"]
    return next((kind for kind in known if kind in _TEXTS), known[0] if known else "text")


def _kind_of_part(part: str) -> str:
    if label := _DUTY_END.search(part):
        return DUTY_LABELS[label[0]]
    if part.endswith(DIVISION_WORDS):
        return "responsible"
    known = next((kind for kind, words in COLUMN_WORDS.items() if part.endswith(words)), "text")
    if known != "text":
        return known
    return "task" if part.endswith(TASK_WORDS) else "detail" if part.endswith(DETAIL_WORDS) else "text"
