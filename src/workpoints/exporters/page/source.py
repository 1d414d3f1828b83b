"""The source of a notice as the page shows it: every character once and unchanged, with marks around what was read.

Marks may lie in each other and, where the cells of a table break over lines, across each other. So the text is cut at
all their ends, and each stretch stands in elements for the marks that cover it; neighbours share what they have in
common. A line is an element of its own, with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from workpoints.model import Clause, Duty, Item, Notice, Section
from workpoints.reports.characters import picture

if TYPE_CHECKING:
    from workpoints.exporters.page.view import Duty as Shown
    from workpoints.exporters.page.view import Part
    from workpoints.source import Span

__all__ = ["Mark", "keys_of", "marked", "marks_of"]

# Controls, and characters without width or that turn the direction of writing: a picture stands before them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\r(?!\n)"
)
_CONTENT = 100
"""Layer of what stands in parts, whatever their depth."""


class Mark(NamedTuple):
    """A range of the source that something of the structure was read from."""

    start: int
    end: int
    layer: int
    """What lies in what: lower ones outside."""
    kind: str
    key: str
    """Of what it is in the structure; empty where that has no such thing."""


def marks_of(notice: Notice, shown: Sequence[Part]) -> list[Mark]:
    """The marks of a parsed notice, tied to the parts that the page shows."""
    known: dict[str, Part] = {}
    for each in shown:
        known.setdefault(each.id, each)
    found = list(_of_frame(notice))
    waiting = [(0, part) for part in reversed(notice.plan.children)]
    while waiting:
        depth, part = waiting.pop()
        found += _of_part(part, depth, known.get(part.id))
        below = part.children if isinstance(part, Section) else ()
        waiting += [(depth + 1, child) for child in reversed(below)]
    return found


def _mark(span: Span | None, layer: int, kind: str, key: str) -> Iterator[Mark]:
    if span and span.start < span.end:
        yield Mark(span.start, span.end, layer, kind, key)


def _of_frame(notice: Notice) -> Iterator[Mark]:
    for name, spans in notice.header.spans.items():
        for span in spans:
            yield from _mark(span, _CONTENT, "of-field", f"h{name}")
    plan = notice.plan
    for name, place in (("plan", plan.title_span), ("preamble", plan.preamble_span), ("closing", plan.closing_span)):
        yield from _mark(place, _CONTENT, "of-title" if name == "plan" else "of-field", f"h{name}")


def _of_part(part: Item, depth: int, shown: Part | None) -> Iterator[Mark]:
    number = str(shown.number) if shown else ""
    yield from _mark(part.span, min(depth, _CONTENT - 1), "of-part", number)
    yield from _mark(part.label_span, _CONTENT, "of-label", number and f"{number}t")
    yield from _mark(part.title_span, _CONTENT, "of-title", number and f"{number}t")
    for k, clause in enumerate(part.clauses):
        yield from _of_clause(clause, shown.clauses[k].key if shown and k < len(shown.clauses) else "", shown, k)


def _of_clause(clause: Clause, key: str, shown: Part | None, k: int) -> Iterator[Mark]:
    yield from _mark(clause.text_span, _CONTENT, "of-text", key)
    if clause.duty:
        duty = shown.clauses[k].duty if shown and key else None
        yield from _of_duty(clause.duty, duty if duty and duty.via == "own" else None)


def _of_duty(duty: Duty, shown: Shown | None) -> Iterator[Mark]:
    yield from _mark(duty.span, _CONTENT + 1, "of-duty", shown.key if shown else "")
    if duty.deadline:
        yield from _mark(duty.deadline.span, _CONTENT + 2, "of-deadline", shown.key if shown else "")
    chips = [(role, chip) for role, group in shown.groups for chip in group] if shown else []
    for role, party in duty.parties():
        fitting = [each for each in chips if each[1].name == party.name]
        fitting.sort(key=lambda each: each[0] != role)
        if fitting:
            chips.remove(fitting[0])
        yield from _mark(party.span, _CONTENT + 3, f"of-party {role}", fitting[0][1].key if fitting else "")


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as lines of markup."""
    starts = _line_starts(text)
    made: list[str] = []
    opened: list[Mark] = []
    for start, end, active in _stretches(text, marks, starts):
        if start in starts:
            made.append("</span>" * len(opened) + "</span>" * bool(start) + '<span class="line">')
            opened = []
        shared = _shared(opened, active)
        made.append("</span>" * (len(opened) - shared))
        made += map(_tag, active[shared:])
        made.append(_characters(text[start:end]))
        opened = active
    made.append("</span>" * (len(opened) + bool(text)))
    return Markup("".join(made))  # noqa: S704 - all texts in it are escaped


def _line_starts(text: str) -> set[int]:
    starts, position = set(), 0
    for line in text.splitlines(keepends=True):
        starts.add(position)
        position += len(line)
    return starts


def _stretches(text: str, marks: Iterable[Mark], starts: set[int]) -> Iterator[tuple[int, int, list[Mark]]]:
    """The text cut at the ends of marks and of lines, each stretch with the marks that cover it, outermost first."""
    waiting = sorted(marks, reverse=True)
    ends = {place for mark in waiting for place in mark[:2] if place < len(text)}
    cuts = [*sorted(ends | starts), len(text)]
    active: list[Mark] = []
    for k, start in enumerate(cuts[:-1]):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start <= start:
            active.append(waiting.pop())
        active.sort(key=lambda mark: (mark.layer, mark.start, -mark.end))
        yield start, cuts[k + 1], list(active)


def _shared(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many marks both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _tag(mark: Mark) -> str:
    key = f' data-k="{escape(mark.key)}"' if mark.key else ""
    return f'<span class="{mark.kind}"{key}>'


def _characters(text: str) -> str:
    return _UNSEEN.sub(
        lambda found: f'<span class="sign" data-sign="{_sign(found[0])}">{found[0]}</span>', escape(text)
    )


def _sign(character: str) -> str:
    return str(escape(picture(character)))


def keys_of(marks: Iterable[Mark]) -> Mapping[str, None]:
    """The keys that lead to a place in the source."""
    return dict.fromkeys(mark.key for mark in marks if mark.key)
