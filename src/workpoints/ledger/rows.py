"""The tasks of a plan as lines of a ledger, each with who does it.

A clause with a duty is a line, and so is a clause of an item without one: that has the duty of the nearest heading
above it, or of a rule of the document (以下均需试点城市政府落实). A heading over such items is no line of its own,
unless it has a text. Texts that introduce a section assign nothing and are no lines.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from workpoints.deadlines import plan_year
from workpoints.query.parts import label_of, name_of
from workpoints.roles import ROLE_NAMES

if TYPE_CHECKING:
    from workpoints.document import ClauseData, DutyData, NodeData, NoticeData

__all__ = ["JOINT", "Key", "Row", "rows_of"]

JOINT = "／"
"""What stands between the headings of several levels."""

Via = Literal["own", "heading", "rule", "none"]


class Key(NamedTuple):
    """What tells a task from all others, and its share of an office from those of others."""

    notice: str
    """Name of the file that the notice is from."""
    id: str
    """Id of the part."""
    clause: int = 0
    """Which clause of the part it is, from 0; where two parts have one id, those of the second count on."""
    unit: str = ""
    """The office; empty for the task as a whole."""


class Row(NamedTuple):
    """A task and who does it."""

    key: Key
    section: str
    """工作板块: label and title of the part of the highest level; empty where the plan has no sections."""
    topic: str
    """重点任务: labels and titles of the headings between section and text."""
    measure: str
    """具体举措: the text that the duty covers, behind the label and the title that are not told under `topic`."""
    text: str
    """The text alone; the title where there is no text."""
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    manner: str = ""
    scope: str = ""
    open_ended: bool = False
    deadline: str = ""
    """As the plan has it."""
    due: dt.date | None = None
    """The last day meant, where that is certain."""
    year: int | None = None
    """The year of the plan, which a deadline without one means."""
    via: Via = "none"
    """Whose duty it is: the clause's own, that of a heading above, or that of a rule; `none` where nobody is named."""

    def parties(self) -> Iterator[tuple[str, str]]:
        """Role and name of each party, role by role."""
        for role in ROLE_NAMES:
            for name in getattr(self, role):
                yield role, name


class _Above(NamedTuple):
    """What a part inherits."""

    section: str = ""
    topic: str = ""
    duty: DutyData | None = None


def rows_of(data: NoticeData) -> list[Row]:
    """The lines of a notice, in reading order."""
    plan = data.get("plan", {})
    rules = {rule["from"]: rule["parties"] for rule in plan.get("rules", []) if "parties" in rule}
    walk = _Walk(name_of(data), rules, _year(data))
    rows: list[Row] = []
    for node in plan.get("children", []):
        rows += walk.part(node, _Above(section=_heading(node) if "children" in node else ""))
    return rows


class _Walk:
    """A walk through the parts of a plan."""

    def __init__(self, notice: str, rules: dict[str, list[str]], year: int | None) -> None:
        self.notice = notice
        self.year = year
        self.rules = rules
        """Id of the part that states a rule → who does every task from there on."""
        self.ruling: list[str] = []
        self.counted: Counter[str] = Counter()
        """Id → clauses of parts with that id so far."""

    def part(self, node: NodeData, above: _Above) -> list[Row]:
        """The lines of a part and of all below it."""
        self.ruling = self.ruling + self.rules.pop(node.get("id", ""), [])
        clauses = node.get("clauses", [])
        before = self.counted[node.get("id", "")]
        self.counted[node.get("id", "")] += len(clauses)
        if "children" not in node:
            return [self._row(node, k, before, above) for k in range(len(clauses))]
        inside = above._replace(topic=self._topic(node, above))
        duties = [k for k, clause in enumerate(clauses) if "duty" in clause]
        handed = inside._replace(duty=clauses[duties[-1]]["duty"]) if duties else inside
        below = [row for child in node["children"] for row in self.part(child, handed)]
        taken = any(row.via == "heading" for row in below)
        told = [k for k in duties if not taken or k != duties[-1] or clauses[k].get("text")]
        return [self._row(node, k, before, inside) for k in told] + below

    def _topic(self, node: NodeData, above: _Above) -> str:
        heading = _heading(node)
        return "" if heading == above.section else JOINT.join(filter(None, (above.topic, heading)))

    def _row(self, node: NodeData, number: int, before: int, above: _Above) -> Row:
        clause = node.get("clauses", [])[number]
        own = clause.get("duty")
        topic, measure = _told(node, clause, number, above)
        text = clause.get("text") or node.get("title", "")
        key = Key(self.notice, node.get("id", ""), before + number)
        row = Row(key, above.section, topic, measure, text, year=self.year)
        if duty := own or above.duty:
            return _with_duty(row, duty, "own" if own else "heading")
        if self.ruling and "children" not in node:
            return row._replace(responsible=tuple(self.ruling), via="rule")
        return row


def _year(data: NoticeData) -> int | None:
    header, issued = data.get("header", {}), data.get("header", {}).get("issued_on")
    titles = [data.get("plan", {}).get("title", ""), header.get("title", "")]
    day = issued if isinstance(issued, dt.date) else None
    return plan_year([title for title in titles if title], header.get("document_number", ""), day)


def _heading(node: NodeData) -> str:
    return label_of(node) + node.get("title", "")


def _told(node: NodeData, clause: ClauseData, number: int, above: _Above) -> tuple[str, str]:
    """Topic and measure: the title of an item is its topic where no heading between it and the section is."""
    text, title, label = clause.get("text", ""), node.get("title", ""), label_of(node)
    if "children" in node:
        return above.topic, text
    if title and not above.topic:
        return label + title, text
    if number:
        return above.topic, text
    return above.topic, label + "。".join(filter(None, (title, text)))


def _with_duty(row: Row, duty: DutyData, via: Via) -> Row:
    deadline = duty.get("deadline", {"text": ""})
    due = deadline.get("date")
    return row._replace(
        lead=tuple(duty.get("lead", ())),
        responsible=tuple(duty.get("responsible", ())),
        support=tuple(duty.get("support", ())),
        guide=tuple(duty.get("guide", ())),
        manner=duty.get("manner", ""),
        scope=duty.get("scope", ""),
        open_ended=duty.get("open_ended", False),
        deadline=deadline["text"],
        due=due if isinstance(due, dt.date) else None,
        via=via,
    )
