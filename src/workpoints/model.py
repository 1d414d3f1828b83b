"""The tree of a notice: frozen pydantic models with the place of every part in the source text.

A span is None where the tree was loaded from a structured file, which leaves spans out. The file format itself, with
the names of parties instead of `Party` objects, is described in `workpoints.document`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field

from workpoints.source import Span

__all__ = [
    "Clause",
    "Correction",
    "Deadline",
    "Duty",
    "Element",
    "Header",
    "Item",
    "Noise",
    "Notice",
    "Party",
    "Plan",
    "Reference",
    "Rule",
    "Section",
    "SourceInfo",
]

Place = Span | None
"""Where a part stands."""


# What a pydantic model keeps in an instance; `BaseModel.model_construct` sets the same four.
_set_values, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
_new = object.__new__
# Model → the names of its fields: one set for all its instances, which are frozen; copies of these get their own.
_names: dict[type[BaseModel], set[str]] = {}


class Model(BaseModel, frozen=True, extra="forbid"):
    """What all parts of the tree have in common: they cannot be changed, and unknown fields are refused."""


AnyModel = TypeVar("AnyModel", bound=Model)


def trusted(model: type[AnyModel], fields: dict[str, Any]) -> AnyModel:
    """A model with these fields, all of them and unchecked: for the parser, whose values are right already.

    It does what `model_construct` does without looking at each field, which would cost more than the parsing.
    """
    made = _new(model)
    _set_values(made, fields)
    _set_names(made, _names.get(model) or _names.setdefault(model, set(fields)))
    _set_extra(made, None)
    _set_private(made, None)
    return made


class Party(Model, frozen=True):
    """An office, or a set of offices, that has a role in a duty."""

    name: str
    """Full name, an elided jurisdiction restored."""
    written: str
    """The name as the notation has it."""
    kind: Literal["unit", "group"] = "unit"
    evidence: Literal["named", "prefix", "first_leads", "default_party", "above"] = "named"
    """How the reading came about: named in full, jurisdiction inherited, by a rule of the document, or named in the row
    of a table above, whose cell is merged with one of this row."""
    span: Place = None


class Deadline(Model, frozen=True):
    """By when a duty is due."""

    text: str
    date: dt.date | None = None
    """The last day meant, where that is certain."""
    span: Place = None


class Duty(Model, frozen=True):
    """What one responsibility notation says; parties stand in reading order."""

    text: str
    """The notation without its brackets, joined over line breaks."""
    lead: tuple[Party, ...] = ()
    responsible: tuple[Party, ...] = ()
    support: tuple[Party, ...] = ()
    guide: tuple[Party, ...] = ()
    manner: str | None = None
    """按职责分工, 分别, 共同, or several joined by `;`."""
    open_ended: bool = False
    """Whether 等 leaves the list open."""
    deadline: Deadline | None = None
    scope: str | None = None
    """适用范围, as written."""
    span: Place = None

    def parties(self) -> Iterator[tuple[str, Party]]:
        """Role and party, role by role: lead, responsible, support, guide."""
        for role in ROLES:
            for party in getattr(self, role):
                yield role, party


ROLES = ("lead", "responsible", "support", "guide")


class Reference(Model, frozen=True):
    """A document or a campaign that a text names."""

    kind: Literal["document", "campaign"]
    name: str
    """The title in 《》, or the campaign as written: “剑网2023”专项行动."""
    number: str | None = None
    """发文字号 of a document, where it stands behind the title."""
    span: Place = None


class Clause(Model, frozen=True):
    """A stretch of text and the duty that covers it."""

    text: str = ""
    references: tuple[Reference, ...] = ()
    """What the text names, in reading order."""
    duty: Duty | None = None
    text_span: Place = None
    span: Place = None
    """The text, its notation with the brackets, and the punctuation behind it."""


class Item(Model, frozen=True):
    """A labelled part of the plan with nothing below it."""

    id: str
    """The numbers of the labels from the outermost in, joined by dots."""
    label: str
    """The label as written, without blanks."""
    title: str | None = None
    clauses: tuple[Clause, ...] = ()
    reviewed: str | None = None
    """Fingerprint of the part as a person has seen it."""
    label_span: Place = None
    title_span: Place = None
    span: Place = None


class Section(Item, frozen=True):
    """A labelled part with parts below it."""

    children: tuple[Section | Item, ...] = Field(min_length=1)

    def walk(self) -> Iterator[Section | Item]:
        """Every part below this one, in reading order."""
        return _walk(self.children)


def _walk(children: tuple[Section | Item, ...]) -> Iterator[Section | Item]:
    for child in children:
        yield child
        if isinstance(child, Section):
            yield from _walk(child.children)


class Rule(Model, frozen=True):
    """A sentence inside a notation that governs the document from there on."""

    kind: Literal["first_leads", "default_party"]
    text: str
    parties: tuple[str, ...] = ()
    """For `default_party`: who does every task from here on."""
    since: str
    """Id of the part whose notation states the rule; `from` in files."""
    span: Place = None


class Plan(Model, frozen=True):
    """The plan that the notice carries."""

    title: str | None = None
    preamble: str | None = None
    rules: tuple[Rule, ...] = ()
    children: tuple[Section | Item, ...] = ()
    closing: str | None = None
    title_span: Place = None
    preamble_span: Place = None
    closing_span: Place = None

    def walk(self) -> Iterator[Section | Item]:
        """Every section and item of the plan, in reading order."""
        return _walk(self.children)


class Element(Model, frozen=True):
    """A line of the notice outside the plan, named as in GB/T 9704-2012."""

    kind: str
    span: Place = None


class Header(Model, frozen=True):
    """What a notice says of itself (GB/T 9704-2012: 版头, 主体, 版记)."""

    issuing_body: str | None = None
    document_number: str | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    body: str | None = None
    """The text of a letter or notice that carries the plan."""
    signature: str | None = None
    issued_on: dt.date | None = None
    note: str | None = None
    copied_to: str | None = None
    printed_by: str | None = None
    printed_on: dt.date | None = None
    spans: dict[str, tuple[Span, ...]] = {}
    """Field → where its value stands; one span for each addressee, one for each paragraph of the body."""
    elements: tuple[Element, ...] = ()
    """The lines that the fields were read from, with 文件, ： and 印发."""


class Noise(Model, frozen=True):
    """Something in the file that is no part of the notice."""

    kind: str
    """page_number, page_head, border (of a table), pinyin, web (furniture), foot (a line among that), control."""
    span: Place = None


class SourceInfo(Model, frozen=True):
    """Which file the notice was read from."""

    name: str
    sha256: str
    parsed: str | None = None
    """Fingerprint of what `parse` wrote."""


class Correction(Model, frozen=True):
    """What a person has changed in what the parser read."""

    id: str | None = None
    """Id of the part; None where the field counts from the top."""
    field: str
    beside: str | None = None
    """The first words of the text that the value belongs to."""
    was: str | tuple[str, ...] | None = None
    now: str | tuple[str, ...] | None = None
    reason: str | None = None
    by: str | None = None
    date: dt.date | None = None


class Notice(Model, frozen=True):
    """A notice: where it comes from, its header and its plan."""

    schema_version: Literal[1] = 1
    source: SourceInfo
    header: Header = Header()
    plan: Plan = Plan()
    noise: tuple[Noise, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviewed: str | None = None
    """Fingerprint of header and plan as a person has seen them."""
