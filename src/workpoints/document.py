"""The file format: what a notice looks like as YAML or JSON. `workpoints schema` prints it as a JSON Schema.

Empty values are left out. Parties stand as names. With `--spans` (JSON only) a party is an object, and every part has
spans, which are `[start, end]` in code points of the source text.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NotRequired, get_args, get_type_hints

# pydantic reads the typed dictionaries, and before Python 3.12 those of the standard library lack what it needs.
if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    from typing_extensions import TypedDict

__all__ = [
    "ClauseData",
    "CorrectionData",
    "DeadlineData",
    "DutyData",
    "HeaderData",
    "NodeData",
    "NoticeData",
    "PlanData",
    "ReferenceData",
    "RuleData",
    "SourceData",
    "keys_by_place",
]

# Read by pydantic: unknown keys are refused, and the text below a key describes it in the schema.
_CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}


class SourceData(TypedDict):
    """The file that the notice was read from."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    name: str
    """File name without its folder."""
    sha256: str
    """Hash of the file's bytes, in hexadecimal digits."""
    parsed: NotRequired[str]
    """Fingerprint of what `parse` wrote, by which edits are told from what an older version read."""


class HeaderData(TypedDict, total=False):
    """What the notice says of itself, by the elements of GB/T 9704-2012."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    issuing_body: str
    """发文机关, without 文件."""
    document_number: str
    """发文字号, for example 国发〔2019〕3号."""
    title: str
    """标题 of the notice itself."""
    addressees: list[str]
    """主送机关, split at ， and ；."""
    body: str
    """正文 of a letter that carries the plan."""
    signature: str
    """发文机关署名."""
    issued_on: dt.date
    """成文日期."""
    note: str
    """附注, without its brackets."""
    copied_to: str
    """抄送机关, as written."""
    printed_by: str
    """印发机关."""
    printed_on: dt.date
    """印发日期."""


# `from` is a keyword of Python, so its key cannot be written in a class.
_Since = TypedDict("_Since", {"from": str})


class RuleData(_Since):
    """A sentence inside a notation that governs the document from there on."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    kind: Literal["first_leads", "default_party"]
    """first_leads: the first of several parties leads. default_party: the parties named do every task."""
    text: str
    """The sentence as written."""
    parties: NotRequired[list[str]]
    """Who does every task, under default_party."""


class DeadlineData(TypedDict):
    """By when a duty is due."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    text: str
    """As written."""
    date: NotRequired[dt.date]
    """The last day meant, where that is certain."""


class DutyData(TypedDict):
    """What one responsibility notation says. Parties are full names in reading order."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    text: str
    """The notation without its brackets."""
    lead: NotRequired[list[str]]
    """牵头, 主办."""
    responsible: NotRequired[list[str]]
    """负责, 落实, 责任单位, and parties without a role word."""
    support: NotRequired[list[str]]
    """配合, 参与, 协办."""
    guide: NotRequired[list[str]]
    """指导, 督导."""
    manner: NotRequired[str]
    """按职责分工, 分别, 共同, or several joined by ;."""
    open_ended: NotRequired[bool]
    """true where 等 leaves the list open."""
    deadline: NotRequired[DeadlineData]
    scope: NotRequired[str]
    """适用范围, as written."""


class ReferenceData(TypedDict):
    """A document or a campaign that a text names."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    kind: Literal["document", "campaign"]
    name: str
    """The title in 《》, or the campaign as written."""
    number: NotRequired[str]
    """发文字号 of a document, where it stands behind the title."""


class ClauseData(TypedDict, total=False):
    """A stretch of text and the duty that covers it."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    text: str
    """The text, joined over line breaks; a line break is a paragraph of the source."""
    references: list[ReferenceData]
    """The documents and campaigns that the text names."""
    duty: DutyData


class NodeData(TypedDict):
    """A labelled part: a section where it has children, an item otherwise."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    id: str
    """The numbers of the labels from the outermost in, joined by dots."""
    label: str
    """The label as written, without blanks: 一、 （一） 1."""
    title: NotRequired[str]
    clauses: NotRequired[list[ClauseData]]
    children: NotRequired[list[NodeData]]
    reviewed: NotRequired[str]
    """Fingerprint of the part as a person has seen it: title, texts and duties, and those of all below."""


class PlanData(TypedDict, total=False):
    """The plan that the notice carries."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    title: str
    """Title of the plan, where it has one of its own."""
    preamble: str
    """The text before the first heading."""
    rules: list[RuleData]
    children: list[NodeData]
    closing: str
    """Text behind the last item that concerns the plan as a whole."""


class CorrectionData(TypedDict):
    """What a person has changed in what the parser read; a later reading changes it in the same way."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    id: NotRequired[str]
    """Id of the part; without it, the field counts from the top of the file."""
    field: str
    """Which value: title, clauses.0.duty.lead, header.title."""
    beside: NotRequired[str]
    """The first words of the text that the value belongs to, by which its place is found again."""
    was: NotRequired[str | list[str]]
    """What the parser read; missing where it read nothing."""
    now: NotRequired[str | list[str]]
    """What stands there instead; missing where nothing does."""
    reason: NotRequired[str]
    by: NotRequired[str]
    """Who made the change."""
    date: NotRequired[dt.date]


class NoticeData(TypedDict):
    """A notice: where it comes from, its header and its plan."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    schema_version: Literal[1]
    source: SourceData
    header: NotRequired[HeaderData]
    plan: NotRequired[PlanData]
    corrections: NotRequired[list[CorrectionData]]
    """What persons have corrected."""
    reviewed: NotRequired[str]
    """Fingerprint of header and plan as a person has seen them."""


@cache
def keys_by_place(file_format: type) -> Mapping[str, tuple[str, ...]]:
    """Key → the keys of the mappings that it holds, by the typed dictionary of a file; "" for the top of the file."""
    found: dict[str, tuple[str, ...]] = {}
    _collect("", file_format, found)
    return found


def _collect(place: str, kind: Any, found: dict[str, tuple[str, ...]]) -> None:
    if place in found:
        return
    hints = get_type_hints(kind)
    found[place] = tuple(hints)
    for key, hint in hints.items():
        for held in (hint, *get_args(hint)):
            if hasattr(held, "__required_keys__"):
                _collect(key, held, found)
