"""What a notice says of itself: the elements of GB/T 9704-2012 before and behind the plan.

    head = [ issuer mark ] [ number ] title [ number ] [ addressees ] body [ signature ] [ date ] [ note ]
           [ plan title ] preamble
    tail = [ signature ] [ date ] [ note ] [ copied to ] [ printing line ]

A notice that is itself the plan has no plan title, and the text before its first heading is the preamble.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workpoints.boundaries import is_signature, outside, paragraphs
from workpoints.diagnostics import Diagnostic
from workpoints.draft import Draft
from workpoints.elements import ENTRY, element_of, ends_title
from workpoints.flow import Flow
from workpoints.header_words import OPENING_STARTS
from workpoints.i18n import N_
from workpoints.letterhead import SENTENCE_END, adjoin, goes_on_with, read_title
from workpoints.metadata import is_label
from workpoints.model import Header
from workpoints.source import Range, Span
from workpoints.words import ADDRESSEE_ENDS, SIGNATURE_SUFFIXES, UNIT_SUFFIXES, alternatives, simplified

__all__ = ["Frame", "read_frame"]

_EXPECTED = {"title": N_("title"), "document_number": N_("document number"), "issued_on": N_("date of signing")}
# The name of the issuer opens the title: 某市人民政府关于…, 某公司2023年…
_ISSUER_IN_TITLE = re.compile(
    rf"(?!关于)([^《》“”，。]{{2,80}}?(?:{alternatives(SIGNATURE_SUFFIXES)}))(?:印发|转发|批转|发布|关于)"
    r"|(?!关于)([^《》“”，。]{2,80}?)(?:(?:印发|转发|批转|发布)(?:关于|《)|关于)"
    rf"|([^《》“”，。\d]{{2,40}}(?:{alternatives(word for word in UNIT_SUFFIXES if word[-1] != '区')}))(?=\d{{4}}年)"
)
_LEAST_CELLS = 2
_MOST_ADDRESSEE_LINES = 4
_NAME = re.compile("[^，；,;]+")
_NO_ADDRESSEE = re.compile("[。：:《]")
_LONGEST_TITLE = 100


@dataclass(slots=True)
class Frame:
    """What stands around the plan; ranges count in the text of the flow."""

    header: Header
    plan_title: Range | None = None
    preamble: Range | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_frame(flow: Flow, start: int, gaps: list[Range], heads: list[Range]) -> Frame:
    """Read the head, before `start` where the first label stands, and the stretches behind the plan.

    `heads` are the rows of headings of tables, which are elements wherever they stand.
    """
    draft = Draft(flow, simplified(flow.text))
    for head in heads:
        draft.element("table_head", head)
    plan_title, preamble = _read_head(draft, _without_cells(draft, outside(paragraphs(flow.text, 0, start), heads)))
    behind = [paragraphs(flow.text, *gap) for gap in gaps]
    kept = set(outside([line for lines in behind for line in lines], heads))
    for lines in behind:
        _read_tail(draft, [line for line in lines if line in kept])
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
        if not adjoin(line, signed[0] if signed else dated) or not is_signature(text, line, last=not signed):
            break
        signed.insert(0, line)
    return signed


def _without_cells(draft: Draft, lines: list[Range]) -> list[Range]:
    """The lines without the cells of a web page's table, whose values are taken."""
    text = draft.text
    if sum(is_label(text, line) is not None for line in lines) < _LEAST_CELLS:
        return lines
    others: list[Range] = []
    rows = [[cell[0] for cell in row if cell[1]] for row in draft.flow.rows]
    followed = {cell for row in rows for cell in row[:-1]}  # without rows the cells stand one a line
    waiting = iter([*lines, None])
    line = next(waiting)
    while line:
        field, following = is_label(text, line), next(waiting)
        if field is None:
            others.append(line)
        elif following and (line[0] in followed or not rows) and is_label(text, following) is None:
            draft.take((line[0], following[1]), "metadata", {field: following} if field else {}, [])
            following = next(waiting)
        else:
            draft.element("metadata", line)
        line = following
    return others


def _goes_on_listing(draft: Draft, line: Range) -> bool:
    """Whether a line is a further entry of the list of attachments."""
    listed = draft.elements and draft.elements[-1].kind == "attachment_note"
    return bool(listed) and ENTRY.fullmatch(draft.text, *line) is not None


def _read_tail(draft: Draft, lines: list[Range]) -> None:
    """Set the fields of what stands behind a plan.

    A line of the imprint or of the title of an attachment is recorded, though nothing is read from it.
    """
    unknown: list[Range] = []
    kind = "imprint"
    for line in lines:
        found = element_of(draft.text, line)
        if found is None and not unknown and _goes_on_listing(draft, line):
            draft.element("attachment_note", line)
            continue
        if found is None:
            unknown.append(line)
            continue
        signed = unknown if found[0] == "issued_on" else []
        for other in unknown if not signed else ():
            draft.element(kind, other)
        kind = "attachment" if found[0] == "attachment" else kind
        draft.take(line, *found, signed)
        unknown = []
    for line in unknown:
        draft.element(kind, line)


def _read_head(draft: Draft, lines: list[Range]) -> tuple[Range | None, Range | None]:
    """Set the fields of the head; the ranges of the plan's title and preamble."""
    text = draft.text
    rest: list[Range] = []
    dated = 0
    title, lines = read_title(draft, lines)
    addressed = 0
    for k, line in enumerate(lines):
        found = element_of(text, line)
        if found and found[0] == "contact":
            found = None  # in a letter whom to ask is part of the body
        if line[1] <= addressed:
            continue
        if _goes_on_listing(draft, line):
            draft.element("attachment_note", line)
        elif (
            found is None
            and _may_address(draft, rest)
            and (place := _addressees(text, lines[k : k + _MOST_ADDRESSEE_LINES]))
        ):
            _read_addressees(draft, place)
            addressed = place[1]
        elif found is None:
            rest.append(line)
            draft.in_body = True
        else:
            signed = _signatures(text, rest, line) if found[0] == "issued_on" else []
            del rest[len(rest) - len(signed) :]
            draft.take(line, *found, signed)
            if found[0] in ("issued_on", "note", "attachment"):
                dated = len(rest)
    return _split_body(draft, rest, dated, has_title=bool(title))


def _may_address(draft: Draft, rest: list[Range]) -> bool:
    """Whether the addressees may follow: nothing but elements stands between them and the title."""
    return "addressees" not in draft.values and (not rest or rest[-1][0] < draft.title_at)


def _addressees(text: str, lines: list[Range]) -> Range | None:
    """The addressees that a list of lines opens with: names, broken over lines or not, up to a colon."""
    for k, line in enumerate(lines):
        if (k and not adjoin(lines[k - 1], line)) or _NO_ADDRESSEE.search(text, line[0], line[1] - 1):
            return None
        if text[line[1] - 1] in "：:":
            place = lines[0][0], line[1]
            return place if _are_addressees(text[place[0] : place[1] - 1].replace("\n", "")) else None
    return None


def _are_addressees(written: str) -> bool:
    """Whether the words before a colon name those whom a notice is for, and do not open its text."""
    if written.startswith(OPENING_STARTS):
        return False
    return any("各" in name or name.endswith(ADDRESSEE_ENDS) for name in _NAME.findall(written))


def _read_addressees(draft: Draft, place: Range) -> None:
    """Set the addressees: the names before the colon, split at ， and ；."""
    text = draft.flow.text
    names = [found.span() for found in _NAME.finditer(text[place[0] : place[1] - 1])]
    ranges = [(place[0] + start, place[0] + end) for start, end in names]
    draft.put("addressees", tuple(text[start:end].replace("\n", "") for start, end in ranges), *ranges)
    draft.element("addressees", place)


def _split_body(draft: Draft, rest: list[Range], dated: int, *, has_title: bool) -> tuple[Range | None, Range | None]:
    """Tell the letter's body from the plan's title and preamble."""
    text = draft.text
    title_at = _plan_title_at(text, rest, dated)
    if title_at is None or (title_at == 0 and not dated and has_title):
        body, first, plan_title = rest[:dated], dated, None
    else:
        first = title_at + 1
        if first < len(rest) and adjoin(rest[title_at], rest[first]) and goes_on_with(text, rest[first]):
            first += 1
        while title_at > max(dated, 1) and _goes_on(text, rest[title_at - 1], rest[title_at]):
            title_at -= 1
        body, plan_title = rest[:title_at], (rest[title_at][0], rest[first - 1][1])
        if first + 1 < len(rest) and _signs_plan(text, rest[first - 1], rest[first]):
            draft.element("byline", rest.pop(first))
    gap = next((k for k in range(len(rest) - 1, first, -1) if not adjoin(rest[k - 1], rest[k])), first)
    body, first = body + rest[first:gap], gap  # what stands before an element in the middle cannot be the preamble
    draft.put_text("body", *body)
    for line in body:
        if text[line[1] - 1] not in SENTENCE_END:
            draft.diagnostics.append(Diagnostic("WP403", draft.flow.span(*line)))
    preamble = (rest[first][0], rest[-1][1]) if first < len(rest) else None
    return plan_title, preamble


def _signs_plan(text: str, title: Range, line: Range) -> bool:
    """Whether a line below the title of a plan names who drew it up."""
    return adjoin(title, line) and not ends_title(text, *line) and is_signature(text, line, last=False)


def _plan_title_at(text: str, rest: list[Range], dated: int) -> int | None:
    """Which line ends the title of the plan: the last that ends as titles do, else the last that may be one."""
    titled = [k for k, line in enumerate(rest) if _is_plan_title(text, line, after_date=k >= dated > 0)]
    return max((k for k in titled if ends_title(text, *rest[k])), default=titled[-1] if titled else None)


def _goes_on(text: str, line: Range, following: Range) -> bool:
    """Whether a title may be broken between two lines."""
    return adjoin(line, following) and text[line[1] - 1] not in SENTENCE_END


def _is_plan_title(text: str, line: Range, *, after_date: bool) -> bool:
    """Whether a line below the notice's own title is the title of the plan it carries."""
    if line[1] - line[0] > _LONGEST_TITLE or "。" in text[line[0] : line[1]]:
        return False
    return ends_title(text, *line) or (after_date and text[line[1] - 1] not in SENTENCE_END)


def _name_issuer(draft: Draft) -> None:
    """Without a letterhead the issuer is named by the title, or by the signature where that names it in full."""
    if "issuing_body" in draft.values:
        return
    title, signature = (str(draft.values.get(name, "")) for name in ("title", "signature"))
    found = _ISSUER_IN_TITLE.match(simplified(title))
    length = found.end(found.lastindex or 0) if found else 0
    if signature and signature.endswith(title[:length]):
        draft.put("issuing_body", signature)
        draft.spans["issuing_body"] = draft.spans["signature"]
    elif found:
        draft.put("issuing_body", title[:length], (draft.title_at, _end_of(draft.flow.text, draft.title_at, length)))


def _end_of(text: str, start: int, length: int) -> int:
    """Where so many characters from `start` on end, line breaks not counted."""
    while length:
        length -= text[start] != "\n"
        start += 1
    return start
