"""From the ranges that the stages found to the models: Sections and Items with their clauses, duties and parties.

Two rules of a document are applied here, from the notation that states them on: under `first_leads` the first of
several parties leads where none leads by its own words; `default_party` is recorded, not added to every duty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from workpoints.clauses import ClauseRange, clauses
from workpoints.containers import Container
from workpoints.deadlines import last_day
from workpoints.duties import NamedParty, Reading, RuleReading
from workpoints.flow import Flow
from workpoints.model import ROLES, Clause, Deadline, Duty, Item, Party, Reference, Rule, Section, trusted
from workpoints.outline import ROW_FAMILIES, Entry
from workpoints.references import ReferenceRange, references
from workpoints.remarks import Remarks
from workpoints.source import Range, Span
from workpoints.tables import Row, Task
from workpoints.words import UNIT_SUFFIXES

__all__ = ["Builder"]

_LONG_HEADING = 24
"""Length from which a heading with nothing but text below it may be a sentence that was cut."""
SpanOf = Callable[[int, int], Span]


@dataclass(slots=True)
class Builder:
    """Builds the parts of one notice, in reading order."""

    flow: Flow
    containers: list[Container]
    """The places of the plan where notations may stand, in order."""
    rows: dict[int, Row]
    """The rows of tables, by where they begin."""
    heads: list[Range]
    """The rows of headings of tables, in order."""
    year: int | None = None
    """The year of the plan, where it is certain."""
    places: tuple[str, ...] = ()
    """The names of the place that the notice is of: 象州 in 象州生态环境局 stands for 象州县."""
    strict: bool = False
    """Whether what is not certain is left out."""
    container: int = 0
    """How many of them the parts built so far hold."""
    rules: list[Rule] = field(default_factory=list)
    first_leads: bool = False
    remarks: Remarks = field(init=False)

    def __post_init__(self) -> None:
        self.remarks = Remarks(self.flow)

    def part(self, entry: Entry) -> Section | Item:
        """The model of a labelled part and all below it."""
        text, flow, label = self.flow.text, self.flow, entry.label
        row = self.rows[label.start] if label.family in ROW_FAMILIES else None
        title = row.title if row else entry.title
        own = tuple(self._of_row(row, entry) if row else [self._clause(each, entry.id) for each in self._ranges(entry)])
        written = row.number if row else (label.start, label.end)
        label_span = flow.span(written[0], written[1]) if written else None
        title_span = flow.span(title[0], title[1]) if title else None
        start, end = flow.span(label.start, max(entry.text_start, label.start + 1))
        if own:  # the last line of a row need not be of its last cell
            end = max([clause.span.end for clause in own if clause.span])
        elif title_span:
            end = max(end, title_span.end)
        fields: dict[str, Any] = {
            "id": entry.id,
            "label": text[slice(*written)] if written else "",
            "title": text[title[0] : title[1]] if title else None,
            "clauses": own,
            "reviewed": None,
            "label_span": label_span,
            "title_span": title_span,
            "span": Span(start, end),
        }
        if not entry.children:
            if title and own and title[1] - title[0] > _LONG_HEADING and not text.startswith("。", title[1]):
                self.remarks.add("WP106", *title)
            return trusted(Item, fields)
        fields["children"] = children = tuple([self.part(child) for child in entry.children])
        last = children[-1].span
        fields["span"] = Span(start, last.end if last else end)
        return trusted(Section, fields)

    def _ranges(self, entry: Entry) -> list[ClauseRange]:
        """The clauses of a part."""
        found = self._containers_before(entry.end)
        ranges: list[ClauseRange] = []
        for start, end in self._without_heads(entry.text_start, entry.end):
            inside = found if end == entry.end else [each for each in found if each.start < end]
            ranges += clauses(self.flow.text, start, end, inside)
        if len(found) > sum(each.notation is not None for each in ranges):
            self.remarks.on_unread(found, ranges)
        return ranges

    def _of_row(self, row: Row, entry: Entry) -> list[Clause]:
        """The clauses of a row of a table: its tasks, and the texts before, between and behind them."""
        self._containers_before(entry.end)
        known = sorted(place for place in (row.number, row.title) if place)
        position = entry.label.start
        made: list[Clause] = []
        for place in known:
            made += self._texts(position, place[0], entry.id)
            position = place[1]
        for task in row.tasks:
            cells = sorted(task.text + task.said)
            made += self._texts(position, cells[0][0], entry.id)
            made.append(self._of_task(task, (cells[0][0], cells[-1][1]), entry.id))
            position = cells[-1][1]
        return made + self._texts(position, entry.end, entry.id)

    def _texts(self, start: int, end: int, part_id: str) -> list[Clause]:
        """What stands between the tasks of a row, which has no duty of its own."""
        ranges = [clauses(self.flow.text, *place, []) for place in self._without_heads(start, end)]
        return [self._clause(each, part_id) for found in ranges for each in found]

    def _without_heads(self, start: int, end: int) -> list[Range]:
        """A range without the headings of tables in it."""
        if not self.heads:
            return [(start, end)]
        first, last = bisect_left(self.heads, (start, 0)), bisect_left(self.heads, (end, 0))
        edges = [start, *(place for head in self.heads[first:last] for place in head), end]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _of_task(self, task: Task, place: Range, part_id: str) -> Clause:
        """The clause of a task: the cells of its text, and what those of parties and deadline say."""
        for cell in task.unread:
            self.remarks.add("WP204", *cell, text=self.flow.text[slice(*cell)])
        if not task.reading:
            return self._clause(ClauseRange(place[0], place[1], place[1], None, None), part_id)
        first, last = task.said[0][0], task.said[-1][1]
        if task.text and task.text[-1][1] > first and task.text[0][0] < last:
            self.remarks.add("WP109", *place)
        span = self.flow.span
        text = "\n".join(self.flow.text[slice(*cell)] for cell in task.text)
        text_place = (task.text[0][0], task.text[-1][1]) if task.text else None
        said = "".join(self.flow.text[slice(*cell)] for cell in task.said)
        fields = {
            "text": text,
            "references": self._references(*text_place, span) if text_place else (),
            "duty": self._duty(task.reading, Container(first, last, first, last), span, part_id, said),
            "text_span": span(*text_place) if text_place else None,
            "span": span(*place),
        }
        return trusted(Clause, fields)

    def _containers_before(self, end: int) -> list[Container]:
        """The next containers that begin before a place."""
        containers, first, last = self.containers, self.container, self.container
        while last < len(containers) and containers[last].start < end:
            last += 1
        self.container = last
        return containers[first:last]

    def _clause(self, clause: ClauseRange, part_id: str) -> Clause:
        start, text_end, end, container, reading = clause
        text, span = self.flow.text[start:text_end], self.flow.spans_in(start, end)
        named = "《" in text or "“" in text
        if container is None and text.endswith(UNIT_SUFFIXES):
            self.remarks.on_offices(start, text_end)
        fields = {
            "text": text,
            "references": self._references(start, text_end, span) if named else (),
            "duty": self._duty(reading, container, span, part_id) if container and reading else None,
            "text_span": span(start, text_end) if text else None,
            "span": span(start, end),
        }
        return trusted(Clause, fields)

    def _references(self, start: int, end: int, span: SpanOf) -> tuple[Reference, ...]:
        return tuple([self._reference(found, span) for found in references(self.flow.text, start, end)])

    def _reference(self, found: ReferenceRange, span: SpanOf) -> Reference:
        kind, start, end, number = found
        fields = {
            "kind": kind,
            "name": self.flow.text[start:end],
            "number": self.flow.text[number[0] : number[1]] if number else None,
            "span": span(start, end),
        }
        return trusted(Reference, fields)

    def _duty(
        self, reading: Reading, container: Container, span: SpanOf, part_id: str, written: str | None = None
    ) -> Duty:
        """The duty of a notation; `written` is its text where that does not stand in one piece."""
        text = self.flow.text
        start, end = container.first, container.last
        if text[end - 1] == "。":
            end -= 1
        self.remarks.on_bracket(container)
        self.remarks.on_reading(reading, start, end)
        for rule in reading.rules:
            self._take_rule(rule, start, part_id)
        lead, responsible, support, guide = self._roles(reading, start, span)
        scope = reading.scope
        fields = {
            "text": (written or text[start:end]).replace("\n", "").removesuffix("。"),
            "lead": lead,
            "responsible": responsible,
            "support": support,
            "guide": guide,
            "manner": reading.manner,
            "open_ended": reading.open_ended,
            "deadline": self._deadline(reading.deadline, start) if reading.deadline else None,
            "scope": text[start + scope[0] : start + scope[1]] if scope else None,
            "span": span(start, end),
        }
        return trusted(Duty, fields)

    def _take_rule(self, rule: RuleReading, start: int, part_id: str) -> None:
        first, last = start + rule.start, start + rule.end
        words, place = self.flow.text[first:last], self.flow.span(first, last)
        self.rules.append(Rule(kind=rule.kind, text=words, parties=rule.parties, since=part_id, span=place))
        self.first_leads |= rule.kind == "first_leads"

    def _roles(self, reading: Reading, start: int, span: SpanOf) -> list[tuple[Party, ...]]:
        """The parties of each role, in the order of `ROLES`."""
        roles: dict[str, list[Party]] = {}
        lead = self.first_leads and _first_leads(reading.parties)
        for role, name, written, kind, inherited, first, last in _certain(reading) if self.strict else reading.parties:
            own = inherited and written.startswith(self.places)
            prefixed = inherited and not own
            fields = {
                "name": written if own else name,
                "written": written,
                "kind": kind,
                "evidence": "first_leads" if lead else "prefix" if prefixed else "named" if first < last else "above",
                "span": span(start + first, start + last) if first < last else None,
            }
            roles.setdefault("lead" if lead else role, []).append(trusted(Party, fields))
            lead = False
        return [tuple(roles[role]) if role in roles else () for role in ROLES]

    def _deadline(self, place: tuple[int, int], start: int) -> Deadline:
        first, last = start + place[0], start + place[1]
        text = self.flow.text[first:last]
        try:
            day = last_day(text, self.year)
        except ValueError:
            day = None
            self.remarks.add("WP205", first, last, text=text)
        return Deadline(text=text, date=day, span=self.flow.span(first, last))


def _certain(reading: Reading) -> list[NamedParty]:
    """The parties of which both the name and the role are certain."""
    if not reading.role_given:
        return []
    named = [party for party in reading.parties if party.start < party.end]  # the others are those of a row above
    return [party for party in named if (party.start, party.end) not in reading.uncertain]


def _first_leads(parties: list[NamedParty]) -> bool:
    """Whether the first party leads by the rule: it is one of several, an office, and none leads by its own words."""
    return len(parties) > 1 and parties[0].kind == "unit" and all(party.role != "lead" for party in parties)
