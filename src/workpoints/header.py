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
from workpoints.flow import Flow
from workpoints.frame import is_signature, paragraphs
from workpoints.i18n import N_
from workpoints.metadata import is_label
from workpoints.model import Element, Header, trusted
from workpoints.source import Span
from workpoints.words import TRADITIONAL, UNIT_SUFFIXES, alternatives

__all__ = ["Frame", "read_frame"]

_EXPECTED = {"title": N_("title"), "document_number": N_("document number"), "issued_on": N_("date of signing")}
# The name of the issuer opens the title: 某市人民政府关于…, 某公司2023年…
_ISSUER_IN_TITLE = re.compile(
    r"(?!关于)([^《》“”，。]{2,80}?)(?:关于|(?:印发|转发|批转|发布)《)"
    rf"|([^《》“”，。\d]{{2,40}}(?:{alternatives(word for word in UNIT_SUFFIXES if word[-1] != '区')}))(?=\d{{4}}年)"
)
_SENTENCE_END = frozenset("。；：！？;:!?）)")
_TRADITIONAL = re.compile("[關於號發辦]")
_ENTRY = re.compile(r"\d{1,2}[.．、].{2,60}")
_LEAST_CELLS, _LONGEST_OFFICE = 2, 4
_MOST_LINES, _LEAST_REPEAT = 30, 12
_LONGEST_LINE = 160
_LONGEST_TITLE, _LONGEST_REST = 100, 30


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
    page_title: Range | None = None
    """The title as the table of a web page has it."""
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


def read_frame(flow: Flow, start: int, gaps: list[Range], table_heads: list[Range]) -> Frame:
    """Read the head, before `start` where the first label stands, and the stretches behind the plan.

    `table_heads` are the headings of tables; those in the head, and above the first row of an attachment, are recorded.
    """
    draft = _Draft(flow, flow.text.translate(TRADITIONAL) if _TRADITIONAL.search(flow.text, 0, start) else flow.text)
    outside = [head for head in table_heads if head[0] < start or any(gap[0] <= head[0] < gap[1] for gap in gaps)]
    for head in outside:
        draft.element("table_head", head)
    lines = [line for line in paragraphs(flow.text, 0, start) if not _within(line, outside)]
    plan_title, preamble = _read_head(draft, _without_cells(draft, lines))
    for gap in gaps:
        _read_tail(draft, [line for line in paragraphs(flow.text, *gap) if not _within(line, outside)])
    if draft.page_title and "title" not in draft.values:
        draft.title_at = draft.page_title[0]
        draft.put_text("title", draft.page_title)
    _name_issuer(draft)
    place = flow.span(0, 1) if flow.text else Span(0, 0)
    for name, element in _EXPECTED.items():
        if start and name not in draft.values:
            draft.diagnostics.append(Diagnostic("WP401", place, {"element": element}))
    header = Header(**draft.values, spans=draft.spans, elements=tuple(draft.elements))  # type: ignore[arg-type]
    return Frame(header, plan_title, preamble, draft.diagnostics)


def _signatures(text: str, rest: list[Range], dated: Range) -> list[Range]:
    """The lines right above a date that are names of issuers."""
    signed: list[Range] = []
    for line in reversed(rest):
        if not _adjoin(line, signed[0] if signed else dated) or not is_signature(text, line):
            break
        signed.insert(0, line)
    return signed


def _take(draft: _Draft, line: Range, kind: str, fields: dict[str, Range], signed: list[Range]) -> None:
    """Set the fields that an element carries, unless it belongs to a document that is attached."""
    draft.element(kind, line)
    if not _is_own(draft, kind, fields):
        return
    if kind == "metadata" and (title := fields.pop("title", None)):
        draft.page_title = title
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


def _within(line: Range, ranges: list[Range]) -> bool:
    return any(start <= line[0] < end for start, end in ranges)


def _without_cells(draft: _Draft, lines: list[Range]) -> list[Range]:
    """The lines without the cells of a web page's table, whose values are taken."""
    text = draft.text
    if sum(is_label(text, line) is not None for line in lines) < _LEAST_CELLS:
        return lines
    others: list[Range] = []
    waiting = iter([*lines, None])
    line = next(waiting)
    while line:
        field, following = is_label(text, line), next(waiting)
        if field is None:
            others.append(line)
        elif following and is_label(text, following) is None:
            _take(draft, (line[0], following[1]), "metadata", {field: following} if field else {}, [])
            following = next(waiting)
        else:
            draft.element("metadata", line)
        line = following
    return others


def _read_tail(draft: _Draft, lines: list[Range]) -> None:
    """Set the fields of what stands behind a plan.

    A line of the imprint or of the title of an attachment is recorded, though nothing is read from it.
    """
    unknown: list[Range] = []
    kind = "imprint"
    for line in lines:
        found = element_of(draft.text, line)
        if found is None:
            unknown.append(line)
            continue
        signed = unknown if found[0] == "issued_on" else []
        for other in unknown if not signed else ():
            draft.element(kind, other)
        kind = "attachment" if found[0] == "attachment" else kind
        _take(draft, line, *found, signed)
        unknown = []
    for line in unknown:
        draft.element(kind, line)


def _read_head(draft: _Draft, lines: list[Range]) -> tuple[Range | None, Range | None]:
    """Set the fields of the head; the ranges of the plan's title and preamble."""
    text = draft.text
    rest: list[Range] = []
    dated = 0
    title, lines = _read_title(draft, lines)
    for line in lines:
        found = element_of(text, line)
        if draft.elements and draft.elements[-1].kind == "attachment_note" and _ENTRY.fullmatch(text, *line):
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


def _without_repeat(draft: _Draft, title: Range, lines: list[Range]) -> list[Range]:
    """The lines without those that say the title again, as where a page's title stands above the notice's."""
    text = draft.text
    written = text[title[0] : title[1]].replace("\n", "")
    for k in range(min(len(lines), _MOST_LINES)):
        said, stop = "", k
        while stop < len(lines) and len(said) < len(written):
            said += text[lines[stop][0] : lines[stop][1]]
            stop += 1
            if len(said) >= _LEAST_REPEAT and written.endswith(said):
                draft.element("title", (lines[k][0], lines[stop - 1][1]))
                return lines[:k] + lines[stop:]
    return lines


def _read_title(draft: _Draft, lines: list[Range]) -> tuple[Range | None, list[Range]]:
    """Set the title; it, and the lines that are not part of it."""
    text = draft.text
    runs = _title_runs(text, lines)
    title = next((run for run in runs if ends_title(text, *run)), runs[0] if runs else None)
    if title is None:
        return None, lines
    draft.title_at = title[0]
    draft.put("title", draft.flow.text[title[0] : title[1]].replace("\n", ""), title)
    draft.element("title", title)
    others = _without_repeat(draft, title, [line for line in lines if not title[0] <= line[0] < title[1]])
    first = next((line for line in others if line[0] < title[0] and element_of(text, line) is None), None)
    if first and (letterhead := _letterhead(text, first, others)):
        places = [draft.flow.text[start:end] for start, end in letterhead]
        draft.put("issuing_body", ("" if len(places[-1]) <= _LONGEST_OFFICE else "\n").join(places), *letterhead)
        draft.element("issuer_mark", first)
        others.remove(first)
    return title, others


def _letterhead(text: str, line: Range, lines: list[Range]) -> list[Range]:
    """The lines of the letterhead that a line above the title opens; none where it is none.

    In letters there is no 文件 behind the issuer, but the number below. Elsewhere the mark may take two lines, with two
    issuers or with the name of one (某某领导小组 / 办公室文件).
    """
    below = next((other for other in lines if other[0] > line[0]), None)
    found = element_of(text, below) if below else None
    if found is None or below is None:
        return []
    if found[0] == "issuer_mark" and _adjoin(line, below):
        return [line, found[1]["issuing_body"]]
    return [line] if found[0] == "document_number" else []


def _title_runs(text: str, lines: list[Range]) -> list[Range]:
    """The lines above the body that may be a title, each with the lines that go on with it."""
    runs: list[Range] = []
    for line in lines:
        if element_of(text, line) is not None:
            continue
        if (text[line[1] - 1] in _SENTENCE_END and not _ends_in_title(text, line)) or line[1] - line[0] > _LONGEST_LINE:
            break
        last = runs[-1] if runs else None
        if last and _adjoin(last, line) and (not ends_title(text, *last) or _goes_on_with(text, line)):
            runs[-1] = (last[0], line[1])
        elif not last or not ends_title(text, *last):
            runs.append(line)
        else:
            break
    return runs


def _ends_in_title(text: str, line: Range) -> bool:
    return ends_title(text, *line) or _goes_on_with(text, line)


def _goes_on_with(text: str, line: Range) -> bool:
    """Whether a line goes on with a title that might end above it, as （2024—2027年）的通知 does."""
    return text[line[0]] in "（(的" and "。" not in text[line[0] : line[1]] and line[1] - line[0] <= _LONGEST_REST


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
        if first < len(rest) and _adjoin(rest[title_at], rest[first]) and _goes_on_with(text, rest[first]):
            first += 1
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
        length = max(found.end(1), found.end(2))
        draft.put("issuing_body", title[:length], (draft.title_at, _end_of(draft.flow.text, draft.title_at, length)))
    elif "signature" in draft.values:
        draft.put("issuing_body", draft.values["signature"])
        draft.spans["issuing_body"] = draft.spans["signature"]


def _end_of(text: str, start: int, length: int) -> int:
    """Where so many characters from `start` on end, line breaks not counted."""
    while length:
        length -= text[start] != "\n"
        start += 1
    return start
