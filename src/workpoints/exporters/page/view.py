"""What the page shows of a notice: its parts one after another, each with its texts and duties.

What stands in the structure and in the source has a key, by which the page finds one from the other: `12` is part 12,
`12t` its title, `12c0` the text of its first clause, `12d0` the duty of that and `12d0u1` the second party of that;
`hnote` is a field of the header.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from workpoints.exporters.page.drawing import ems
from workpoints.ledger.rows import Row, rows_of
from workpoints.ledger.state import State, States
from workpoints.parts import parts
from workpoints.query.parts import ROLES, label_of, name_of

if TYPE_CHECKING:
    from workpoints.document import DutyData, NodeData, NoticeData

__all__ = ["Clause", "Duty", "Field", "Part", "fields_of", "parts_of_page"]

_SHORT = 40
"""How many characters of a text stand for a part without a title in the contents."""
_DEEPEST = 6
_ROOM = 2.2
"""How wide a label is that stands beside the text, in Han characters."""
_FIELDS = (
    "document_number", "issuing_body", "addressees", "issued_on", "signature", "note", "copied_to", "printed_by",
    "printed_on",
)  # fmt: skip


class Field(NamedTuple):
    """A line of the block on the notice."""

    name: str
    values: list[str]
    key: str


class Chip(NamedTuple):
    """A party."""

    name: str
    key: str


class Duty(NamedTuple):
    """Who does it, and how."""

    key: str
    text: str
    groups: list[tuple[str, list[Chip]]]
    """Role → its parties."""
    manner: str = ""
    open_ended: bool = False
    deadline: str = ""
    due: str = ""
    scope: str = ""
    via: str = "own"
    """Whose duty it is, as in `workpoints.ledger.rows`."""


class Clause(NamedTuple):
    """A text and its duty."""

    key: str
    text: str
    duty: Duty | None
    reported: list[str]
    """What offices have filled in, one a line."""


class Part(NamedTuple):
    """A section or an item."""

    number: int
    id: str
    label: str
    title: str
    short: str
    """The beginning of the text, where there is no title."""
    depth: int
    level: int
    """Of its heading."""
    parent: int
    """Number of the part around it, -1 where there is none."""
    top: int
    """Number of the part of the highest level around it, counted among those."""
    long: bool
    """Whether the label has no room beside the text."""
    item: bool
    counted: bool
    """Whether it is a task: an item, or a heading with a text that has a duty."""
    clauses: list[Clause]


def fields_of(data: NoticeData) -> list[Field]:
    """What the notice says of itself, in the order of a page."""
    header: Mapping[str, object] = {**data.get("header", {})}
    found = [Field(name, _values(header[name]), f"h{name}") for name in _FIELDS if header.get(name)]
    title, plan_title = header.get("title"), data.get("plan", {}).get("title")
    if title and plan_title and title != plan_title:
        found.insert(0, Field("letter_title", [str(title)], "htitle"))
    return [*found, Field("file", [name_of(data)], "")] if name_of(data) else found


def _values(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def parts_of_page(data: NoticeData, states: States) -> list[Part]:
    """All parts in reading order, with what is filled in for their tasks."""
    rows = {(row.key.id, row.key.clause): row for row in rows_of(data)}
    counted: Counter[str] = Counter()
    found: list[Part] = []
    above: list[int] = []
    top = -1
    for number, (depth, node) in enumerate(parts(data)):
        top += depth == 0
        del above[depth:]
        before = counted[node.get("id", "")]
        counted[node.get("id", "")] += len(node.get("clauses", []))
        own = [rows.get((node.get("id", ""), before + k)) for k in range(len(node.get("clauses", [])))]
        found.append(_part(node, number, (depth, above[-1] if above else -1, top), own, states))
        above.append(number)
    return found


def _part(node: NodeData, number: int, place: tuple[int, int, int], own: list[Row | None], states: States) -> Part:
    depth, parent, top = place
    clauses = node.get("clauses", [])
    made = [
        Clause(
            f"{number}c{k}",
            clause.get("text", ""),
            _duty(clause.get("duty"), row, f"{number}d{k}"),
            [*_reported(row, states)] if row else [],
        )
        for k, (clause, row) in enumerate(zip(clauses, own, strict=True))
    ]
    item, label = "children" not in node, _label(node)
    text = next((clause.text for clause in made if clause.text), "")
    return Part(
        number, node.get("id", ""), label, node.get("title", ""),
        text[:_SHORT] + "…" * (len(text) > _SHORT), min(depth, _DEEPEST), min(depth + 2, 6), parent, top,
        ems(label.strip()) > _ROOM,
        item, item or any(own), made,
    )  # fmt: skip


def _reported(row: Row, states: States) -> Iterator[str]:
    """What is filled in for a task, and for the shares of its offices."""
    shares = {f"{unit}：": state for unit, state in states.shares(row.key).items()}
    for who, state in {"": states.filled.get(row.key, State()), **shares}.items():
        told = [state.progress, state.deadline, state.remarks, *(f"{name} {value}" for name, value in state.more)]
        if any(told):
            yield who + "　".join(filter(None, told))


def _label(node: NodeData) -> str:
    """A label with what sets it apart from a title: nothing behind a wide sign, which has a blank of its own."""
    label = label_of(node)
    return label + " " * (label[-1:].isascii() and bool(label.strip()) and label[-1:] != " ")


def _duty(duty: DutyData | None, row: Row | None, key: str) -> Duty | None:
    """A duty of a clause: its own, or the one it has from a heading or a rule."""
    if duty is None:
        return _inherited(row, key) if row and row.via in {"heading", "rule"} else None
    due = duty.get("deadline", {"text": ""})
    return Duty(
        key,
        duty["text"],
        list(_groups({role: duty.get(role, []) for role in ROLES}, key)),
        duty.get("manner", ""),
        duty.get("open_ended", False),
        due["text"],
        _day(due.get("date")),
        duty.get("scope", ""),
    )


def _inherited(row: Row, key: str) -> Duty:
    groups = list(_groups({role: list(getattr(row, role)) for role in ROLES}, key))
    return Duty(key, "", groups, row.manner, row.open_ended, row.deadline, _day(row.due), row.scope, row.via)


def _groups(names: Mapping[str, list[str]], key: str) -> Iterator[tuple[str, list[Chip]]]:
    number = 0
    for role, of_role in names.items():
        if of_role:
            yield role, [Chip(name, f"{key}u{number + k}") for k, name in enumerate(of_role)]
        number += len(of_role)


def _day(date: dt.date | str | None) -> str:
    """A date of a file, which is a date or a text, as 2023-10-31."""
    return str(date) if date else ""
