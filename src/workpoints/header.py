"""What a notice says of itself: the elements of GB/T 9704-2012 before and behind the plan.

    head = [ issuer mark ] [ number ] title [ number ] [ addressees ] body [ signature ] [ date ] [ note ]
           [ plan title ] preamble
    tail = [ signature ] [ date ] [ note ] [ copied to ] [ printing line ]

A notice that is itself the plan has no plan title, and the text before its first heading is the preamble.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from workpoints.diagnostics import Diagnostic
from workpoints.elements import Range, day_of, element_of, ends_title
from workpoints.i18n import N_
from workpoints.labels import Label
from workpoints.lines import Flow
from workpoints.model import Element, Header, trusted
from workpoints.source import Span
from workpoints.words import TRADITIONAL

__all__ = ["Frame", "plan_labels", "read_frame", "tail_start"]

_EXPECTED = {"title": N_("title"), "document_number": N_("document number"), "issued_on": N_("date of signing")}
_ISSUER_IN_TITLE = re.compile(r"(?!关于)([^《》“”，。]{2,80}?)(?:关于|(?:印发|转发|批转|发布)《)")
_SENTENCE_END = frozenset("。；：！？;:!?）)")
# A list of attachments: 附件：1.… with its further entries on lines of their own.
_ATTACHMENTS = re.compile(r"^附件[：:][^\n]*(?:\n\d{1,2}[.．、][^\n。]{2,60}(?=\n))*", re.MULTILINE)
_TRADITIONAL = re.compile("[關於號發辦]")
_ENTRY = re.compile(r"\d{1,2}[.．、].{2,60}")
_LONGEST_HEAD = 20_000
_LONGEST_LINE = 160
_LONGEST_TITLE = 100
_LONGEST_SIGNATURE = 60
_TAIL_LINES = 12


@dataclass(slots=True)
class Frame:
    """What stands around the plan; ranges count in the text of the flow."""

    header: Header
    plan_title: Range | None = None
    preamble: Range | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """The header while it is being read."""

    flow: Flow
    text: str
    """The text of the flow in simplified characters, for telling elements by their words."""
    title_at: int = 0
    in_body: bool = False
    values: dict[str, object] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def put(self, name: str, value: object, *ranges: Range) -> None:
        """Set a field, unless an earlier line has set it."""
        if name not in self.values:
            self.values[name] = value
            self.spans[name] = tuple(self.flow.span(*place) for place in ranges)

    def put_text(self, name: str, *ranges: Range) -> None:
        """Set a field to the paragraphs of these ranges."""
        if ranges:
            self.put(name, "\n".join(self.flow.text[start:end] for start, end in ranges), *ranges)

    def element(self, kind: str, line: Range) -> None:
        """Record a line that fields were read from."""
        self.elements.append(trusted(Element, {"kind": kind, "span": self.flow.span(*line)}))


def read_frame(flow: Flow, start: int, end: int, table_heads: list[Range]) -> Frame:
    """Read the head, before `start` where the first label stands, and the tail, from `end` on.

    `table_heads` are the headings of tables in the head.
    """
    draft = _Draft(flow, flow.text.translate(TRADITIONAL) if _TRADITIONAL.search(flow.text, 0, start) else flow.text)
    for head in table_heads:
        draft.element("table_head", head)
    lines = [line for line in _paragraphs(flow.text, 0, start) if not any(a <= line[0] < b for a, b in table_heads)]
    plan_title, preamble = _read_head(draft, lines)
    signed: list[Range] = []
    for line in _paragraphs(flow.text, end, len(flow.text)):
        found = element_of(draft.text, line)
        if found is None:
            signed.append(line)
        else:
            _take(draft, line, *found, signed)
            signed = []
    _name_issuer(draft)
    place = flow.span(0, 1) if flow.text else Span(0, 0)
    for name, element in _EXPECTED.items():
        if start and name not in draft.values:
            draft.diagnostics.append(Diagnostic("WP401", place, {"element": element}))
    header = Header(**draft.values, spans=draft.spans, elements=tuple(draft.elements))  # type: ignore[arg-type]
    return Frame(header, plan_title, preamble, draft.diagnostics)


def plan_labels(flow: Flow, rows: list[Label]) -> list[Label]:
    """The labels of the plan and of the rows of its tables: from the first part on, attachments left out."""
    labels = sorted(flow.labels + rows, key=lambda label: label.start) if rows else flow.labels
    listed = flow.text.find("附件", 0, _LONGEST_HEAD) >= 0
    if listed and (found := _ATTACHMENTS.search(flow.text, 0, _LONGEST_HEAD)):
        labels = [label for label in labels if not found.start() <= label.start < found.end()]
    first = next((k for k, label in enumerate(labels) if label.number == 1), 0)
    return labels[first:]


def tail_start(text: str, start: int) -> int:
    """Where the elements behind the plan begin: the last lines after `start` that are known by their form."""
    lines = _paragraphs(text, max(start, len(text) - _TAIL_LINES * _LONGEST_LINE), len(text))[-_TAIL_LINES:]
    cut = len(text)
    below = ""
    for line in reversed(lines):
        found = element_of(text, line)
        if found is None and not (below == "issued_on" and _is_signature(text, line)):
            break
        below = found[0] if found else below
        cut = line[0]
    return cut


def _paragraphs(text: str, start: int, end: int) -> list[Range]:
    """The paragraphs that begin in a range of the flow."""
    ranges: list[Range] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop:
            ranges.append((start, stop))
        start = stop + 1
    return ranges


def _is_signature(text: str, line: Range) -> bool:
    """Whether a line above a date may be the name of the issuer."""
    return (
        line[1] - line[0] <= _LONGEST_SIGNATURE
        and text[line[1] - 1] not in _SENTENCE_END
        and "，" not in text[line[0] : line[1]]
    )


def _signatures(text: str, rest: list[Range], dated: Range) -> list[Range]:
    """The lines right above a date that are names of issuers."""
    signed: list[Range] = []
    for line in reversed(rest):
        if not _adjoin(line, signed[0] if signed else dated) or not _is_signature(text, line):
            break
        signed.insert(0, line)
    return signed


def _take(draft: _Draft, line: Range, kind: str, fields: dict[str, Range], signed: list[Range]) -> None:
    """Set the fields that an element carries, unless it belongs to a document that is attached."""
    draft.element(kind, line)
    if not _is_own(draft, kind, fields):
        return
    for name, place in fields.items():
        written = draft.flow.text[place[0] : place[1]]
        if not name.endswith("_on"):
            draft.put(name, written, place)
        elif day := day_of(written):
            draft.put(name, day, place)
        else:
            draft.diagnostics.append(Diagnostic("WP402", draft.flow.span(*place), {"text": written}))
    if kind == "issued_on":
        for signature in signed:
            draft.element("signature", signature)
        draft.put_text("signature", *signed)


def _is_own(draft: _Draft, kind: str, fields: dict[str, Range]) -> bool:
    """Whether an element is the notice's own: an attached one has its number below the date, and is printed before."""
    issued = draft.values.get("issued_on")
    if kind in ("document_number", "issuer_mark"):
        return issued is None or not draft.in_body
    if kind == "printing" and isinstance(issued, date):
        printed = day_of(draft.flow.text[slice(*fields["printed_on"])])
        return printed is None or printed >= issued
    return True


def _read_head(draft: _Draft, lines: list[Range]) -> tuple[Range | None, Range | None]:
    """Set the fields of the head; the ranges of the plan's title and preamble."""
    text = draft.text
    rest: list[Range] = []
    dated = 0
    title, lines = _read_title(draft, lines)
    for line in lines:
        found = element_of(text, line)
        if title and _same(text, title, line):
            draft.element("title", line)
        elif draft.elements and draft.elements[-1].kind == "attachment_note" and _ENTRY.fullmatch(text, *line):
            draft.element("attachment_note", line)
        elif found is None and not rest and text[line[1] - 1] in "：:" and "addressees" not in draft.values:
            _read_addressees(draft, line)
        elif found is None:
            rest.append(line)
            draft.in_body = True
        else:
            signed = _signatures(text, rest, line) if found[0] == "issued_on" else []
            del rest[len(rest) - len(signed) :]
            _take(draft, line, *found, signed)
            if found[0] in ("issued_on", "note", "attachment"):
                dated = len(rest)
    return _split_body(draft, rest, dated, has_title=bool(title))


def _same(text: str, first: Range, second: Range) -> bool:
    """Whether a line says again what another says, as where a page's title stands above the notice's."""
    return text[first[0] : first[1]].replace("\n", "") == text[second[0] : second[1]]


def _read_title(draft: _Draft, lines: list[Range]) -> tuple[Range | None, list[Range]]:
    """Set the title, which may be broken over lines; it, and the lines that are not part of it."""
    text = draft.text
    others: list[Range] = []
    title: Range | None = None
    for k, line in enumerate(lines):
        found = element_of(text, line)
        ends_sentence = text[line[1] - 1] in _SENTENCE_END and not ends_title(text, *line)
        if title and not _adjoin(title, line):
            others += lines[k:]
            break
        if found is None and not ends_sentence and line[1] - line[0] <= _LONGEST_LINE:
            title = (title[0] if title else line[0], line[1])
            if ends_title(text, *line):
                others += lines[k + 1 :]
                break
        elif found is not None and (title is None or found[0] == "metadata"):
            others.append(line)
        else:
            others += lines[k:]
            break
    if title:
        draft.title_at = title[0]
        draft.put("title", draft.flow.text[title[0] : title[1]].replace("\n", ""), title)
        draft.element("title", title)
    return title, others


def _read_addressees(draft: _Draft, line: Range) -> None:
    """Set the addressees: the names before the colon, split at ， and ；."""
    text = draft.text
    names = [found.span() for found in re.finditer(r"[^，；,;]+", text[line[0] : line[1] - 1])]
    ranges = [(line[0] + start, line[0] + end) for start, end in names]
    draft.put("addressees", tuple(draft.flow.text[start:end] for start, end in ranges), *ranges)
    draft.element("addressees", line)


def _split_body(draft: _Draft, rest: list[Range], dated: int, *, has_title: bool) -> tuple[Range | None, Range | None]:
    """Tell the letter's body from the plan's title and preamble."""
    text = draft.text
    title_at = next(
        (k for k in range(len(rest) - 1, -1, -1) if _is_plan_title(text, rest[k], after_date=k >= dated > 0)), None
    )
    if title_at is None or (title_at == 0 and not dated and has_title):
        body, first, plan_title = rest[:dated], dated, None
    else:
        first = title_at + 1
        while title_at > max(dated, 1) and _goes_on(text, rest[title_at - 1], rest[title_at]):
            title_at -= 1
        body, plan_title = rest[:title_at], (rest[title_at][0], rest[first - 1][1])
    gap = next((k for k in range(len(rest) - 1, first, -1) if not _adjoin(rest[k - 1], rest[k])), first)
    body, first = body + rest[first:gap], gap  # what stands before an element in the middle cannot be the preamble
    draft.put_text("body", *body)
    for line in body:
        if text[line[1] - 1] not in _SENTENCE_END:
            draft.diagnostics.append(Diagnostic("WP403", draft.flow.span(*line)))
    preamble = (rest[first][0], rest[-1][1]) if first < len(rest) else None
    return plan_title, preamble


def _adjoin(line: Range, following: Range) -> bool:
    return line[1] + 1 == following[0]


def _goes_on(text: str, line: Range, following: Range) -> bool:
    """Whether a title may be broken between two lines."""
    return _adjoin(line, following) and text[line[1] - 1] not in _SENTENCE_END


def _is_plan_title(text: str, line: Range, *, after_date: bool) -> bool:
    """Whether a line below the notice's own title is the title of the plan it carries."""
    if line[1] - line[0] > _LONGEST_TITLE or "。" in text[line[0] : line[1]]:
        return False
    return ends_title(text, *line) or (after_date and text[line[1] - 1] not in _SENTENCE_END)


def _name_issuer(draft: _Draft) -> None:
    """Without a letterhead the issuer is named by the title or the signature."""
    if "issuing_body" in draft.values:
        return
    title = str(draft.values.get("title", ""))
    if found := _ISSUER_IN_TITLE.match(title.translate(TRADITIONAL)):
        place = (draft.title_at, _end_of(draft.flow.text, draft.title_at, found.end(1)))
        draft.put("issuing_body", title[: found.end(1)], place)
    elif "signature" in draft.values:
        draft.put("issuing_body", draft.values["signature"])
        draft.spans["issuing_body"] = draft.spans["signature"]


def _end_of(text: str, start: int, length: int) -> int:
    """Where so many characters from `start` on end, line breaks not counted."""
    while length:
        length -= text[start] != "\n"
        start += 1
    return start
