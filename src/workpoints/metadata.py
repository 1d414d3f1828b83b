"""The table that web pages put above a notice: 发文字号：…, [成文日期] …, a label and its value in two cells.

    line  = { label value } | name value name value { name value }
    label = name "：" | "[" name "]" [ "：" ]

The names are those of `METADATA_LABELS`.
"""

from __future__ import annotations

import re

from workpoints.header_words import METADATA_LABELS
from workpoints.source import Range
from workpoints.words import alternatives

__all__ = ["METADATA_STARTS", "is_label", "metadata_of"]

METADATA_STARTS = ("[", "【", *METADATA_LABELS)
"""How a line of the table may begin."""
_NAMES = alternatives(METADATA_LABELS)
_LABEL = re.compile(rf"[\[【](?P<boxed>{_NAMES})[\]】][：:]?|(?P<plain>{_NAMES})[：:]")
_NAME = re.compile(_NAMES)
# Names that sentences open with too.
_ORDINARY = ("名称", "标题", "日期")
# What the value of a field looks like that no colon parts from its name.
_NO_SENTENCE = re.compile("[^，。；、]*")
_FORMS = {
    "issued_on": re.compile(r"\s*\d{4}[年./-][\d年月日./ -]*|"),
    "document_number": re.compile(r"[^，。；、]*[〔\[（(]\d{4}[^，。；、]*|"),
}
_LONGEST_CELL = 16
_BARE = re.compile(rf"[\[【]?(?:{_NAMES})[\]】]?[：:]?")


def metadata_of(text: str, line: Range) -> dict[str, Range] | None:
    """The header fields in a line of the table; None where it is none."""
    if not _LABEL.match(text, *line):
        return _unmarked(text, line)
    fields: dict[str, Range] = {}
    found = list(_LABEL.finditer(text, *line))
    for label, stop in zip(found, [*(label.start() for label in found[1:]), line[1]], strict=True):
        field = METADATA_LABELS[label["boxed"] or label["plain"]]
        value = text[label.end() : stop]
        start = stop - len(value.lstrip(" "))
        if field and (written := value.strip(" ")):
            fields.setdefault(field, (start, start + len(written)))
    return fields


def _unmarked(text: str, line: Range) -> dict[str, Range] | None:
    """The fields of a line that has names and values and no colons: 发文字号某政发〔2024〕1号发布日期2024年1月2日."""
    found = [name for name in _NAME.finditer(text, *line) if name[0] not in _ORDINARY]
    if len(found) < 2 or found[0].start() > line[0]:  # noqa: PLR2004 - one name may open any sentence
        return None
    fields: dict[str, Range] = {}
    for name, stop in zip(found, [*(name.start() for name in found[1:]), line[1]], strict=True):
        field = METADATA_LABELS[name[0]]
        if not _FORMS.get(field, _NO_SENTENCE).fullmatch(text, name.end(), stop):
            return None
        if field and name.end() < stop:
            fields.setdefault(field, (name.end(), stop))
    return fields


def is_label(text: str, line: Range) -> str | None:
    """The field whose value stands in the next cell, empty where it is not kept; None for a cell that is no label."""
    if line[1] - line[0] > _LONGEST_CELL:
        return None
    cell = "".join(text[line[0] : line[1]].split())
    return METADATA_LABELS[cell.strip("[]【】：:")] if _BARE.fullmatch(cell) else None
