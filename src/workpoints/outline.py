"""The labelled parts of a plan: which label stands below which, and the id of each.

A label opens a part below the one before it when its family is new on the way up, and a part beside the last of its
family otherwise; so nesting follows from the order of appearance and no family has a fixed depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workpoints.diagnostics import Diagnostic
from workpoints.flow import Flow
from workpoints.header_words import CLOSING_STARTS
from workpoints.labels import Label
from workpoints.source import Range
from workpoints.words import NOTATION_ENDS

__all__ = ["ROW_FAMILIES", "Entry", "closing_start", "outline"]

ROW_FAMILIES = ("row_group", "row")
"""The families of the labels of rows of tables: of a heading over rows, and of a row."""

# Which family usually stands above which (GB/T 9704-2012, 7.3.3, and the families that go with it).
_ORDER = (
    "chapter",
    "article",
    "han",
    "ordinal",
    *(f"decimal_{depth}" for depth in range(1, 5)),
    "han_bracket",
    "digit_point",
    "digit_bracket",
    "digit_half_bracket",
    "circled",
    "point",
    *ROW_FAMILIES,
)
_RANKS = {family: rank for rank, family in enumerate(_ORDER)}


@dataclass(slots=True)
class Entry:
    """A labelled part: positions count in the text of the flow."""

    label: Label
    id: str
    number: int
    """The label's number, or the next free one where that repeats."""
    end: int
    """End of the part's own text, where the next label or the end of the plan comes."""
    children: list[Entry] = field(default_factory=list)
    title: tuple[int, int] | None = None
    text_start: int = 0
    """Where the text begins, behind the label or the title."""


def outline(flow: Flow, labels: list[Label], gaps: list[Range]) -> tuple[list[Entry], list[Diagnostic]]:
    """Nest the labels of a plan and its attachments, given the stretches behind each of them.

    The parts of an attachment stand beside those of the plan; their ids go on behind them.
    """
    diagnostics: list[Diagnostic] = []
    ahead = iter(gaps)
    gap, base = next(ahead), 0
    roots: list[Entry] = []
    stack: list[Entry] = []
    last: dict[str, int] = {}
    for k, label in enumerate(labels):
        if label.start >= gap[1]:
            gap, base = next(ahead), roots[-1].number
            stack.clear()
        _climb(stack, label)
        siblings = stack[-1].children if stack else roots
        prefix = stack[-1].id + "." if stack else ""
        expected = siblings[-1].number + 1 if siblings else 1
        written = label.number + (0 if stack else base)
        number = max(written, expected) if siblings else written
        end = min(labels[k + 1].start if k + 1 < len(labels) else gap[0], gap[0])
        entry = Entry(label, f"{prefix}{number}", number, end)
        if written != expected and (number != written or number != last.get(label.family, 0) + 1):
            begins = label.number == 1 and bool(siblings) and siblings[-1].label.family == label.family
            code = "WP102" if number == written else "WP110" if begins else "WP101"
            diagnostics.append(_remark(flow, entry, code, expected - written + label.number))
        if stack and _RANKS[stack[-1].label.family] > _RANKS[label.family]:
            diagnostics.append(_remark_on_order(flow, entry, stack[-1]))
        siblings.append(entry)
        stack.append(entry)
        last[label.family] = label.number
    return roots, diagnostics


def closing_start(text: str, start: int, end: int) -> int:
    """Where the text begins that concerns the plan as a whole, behind the last part; `end` where there is none.

    It is the paragraphs behind the last notation of the last part, where the first of them speaks to all (各单位要…).
    """
    paragraph = closing = stop = end
    while stop > start:
        paragraph = max(start, text.rfind("\n", start, stop) + 1)
        if _ends_with_notation(text, paragraph, stop):
            return closing if text.startswith(CLOSING_STARTS, closing) else end
        closing, stop = paragraph, paragraph - 1
    return end


def _ends_with_notation(text: str, start: int, end: int) -> bool:
    while end > start and text[end - 1] in "。\n":
        end -= 1
    return text[end - 1] in "）)〕]］" and text.endswith(NOTATION_ENDS, start, end - 1)


def _climb(stack: list[Entry], label: Label) -> None:
    """Leave the parts that a label closes.

    These are the ones from the last of its family down. A family met first in the middle of its numbers stands above
    the families that usually stand below it.
    """
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].label.family == label.family:
            del stack[depth:]
            return
    while label.number > 1 and stack and _RANKS[stack[-1].label.family] > _RANKS[label.family]:
        stack.pop()


def _remark_on_order(flow: Flow, entry: Entry, above: Entry) -> Diagnostic:
    """A remark on a part below one of a family that usually stands below its own."""
    label = entry.label
    written = flow.text[label.start : label.end].strip()
    return Diagnostic("WP108", flow.span(label.start, label.end), {"label": written, "id": above.id})


def _remark(flow: Flow, entry: Entry, code: str, expected: int) -> Diagnostic:
    """A remark on a skipped or a repeated number, or on numbers that begin again."""
    label = entry.label
    written = flow.text[label.start : label.end].strip()
    place = flow.span(label.start, max(label.end, label.start + 1))
    if code == "WP102":
        return Diagnostic(code, place, {"label": written, "expected": expected})
    return Diagnostic(code, place, {"label": written, "id": entry.id})
