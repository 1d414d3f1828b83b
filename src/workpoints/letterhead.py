"""The title of a notice, and the name of its issuer above it.

title      = line { line }, the last of which ends with a kind of document; a remark in brackets may go on below it
letterhead = line [ line ] above the number, where no 文件 marks it
"""

from __future__ import annotations

import re

from workpoints.draft import Draft
from workpoints.elements import element_of, ends_title
from workpoints.header_words import NOTICE_KINDS
from workpoints.source import Range
from workpoints.words import SIGNATURE_SUFFIXES, alternatives

__all__ = ["SENTENCE_END", "adjoin", "goes_on_with", "read_title"]

SENTENCE_END = frozenset("。；：！？;:!?）)")
_LONGEST_LINE, _LONGEST_REST, _LONGEST_OFFICE = 160, 30, 4
_NOTICES = tuple(f"的{kind}" for kind in NOTICE_KINDS)
_MOST_LINES, _MOST_TITLE_LINES, _LEAST_REPEAT = 30, 5, 12
_OPENS_WITH_ISSUER = re.compile(rf"[^，。《》]{{2,40}}?(?:{alternatives(SIGNATURE_SUFFIXES)})(?:关于|印发|转发|批转)")
_NUMBER_BEHIND = re.compile(r"[（(][^（()）]*[〔\[]\d{4}[〕\]]\d+号[)）]$")


def read_title(draft: Draft, lines: list[Range]) -> tuple[Range | None, list[Range]]:
    """Set the title; it, and the lines that are not part of it."""
    text = draft.text
    runs = _title_runs(text, lines)
    title = next((run for run in runs if ends_title(text, *run)), runs[0] if runs else None)
    if title is None:
        return None, lines
    others = [line for line in lines if not title[0] <= line[0] < title[1]]
    if repeat := _repeat(text, title, others):
        others = [line for line in others if not repeat[0] <= line[0] < repeat[1]]
        if not _said(text, title).endswith(_said(text, repeat)):  # a page names the notice in other words above it
            title, repeat = repeat, title
        draft.element("title", repeat)
    draft.title_at = title[0]
    draft.put("title", _said(draft.flow.text, title), title)
    draft.element("title", title)
    above = [line for line in others if line[0] < title[0] and element_of(text, line) is None]
    if above and (letterhead := _letterhead(text, above, [line for line in others if line[0] < title[0]])):
        places = [draft.flow.text[start:end] for start, end in letterhead]
        draft.put("issuing_body", ("" if len(places[-1]) <= _LONGEST_OFFICE else "\n").join(places), *letterhead)
        for line in above:
            if line[0] <= letterhead[-1][0]:
                draft.element("issuer_mark", line)
                others.remove(line)
    return title, others


def _letterhead(text: str, above: list[Range], lines: list[Range]) -> list[Range]:
    """The lines of the letterhead among those above the title; none where there is no letterhead.

    In letters there is no 文件 behind the issuer, but the number below. Elsewhere the mark may take several lines, with
    an issuer each or with the name of one (某某领导小组 / 办公室文件).
    """
    found = [above[0]]
    for line in above[1:]:
        if not adjoin(found[-1], line):
            break
        found.append(line)
    below = next((other for other in lines if other[0] > found[-1][0]), None)
    element = element_of(text, below) if below else None
    if element is None or below is None:
        return []
    if element[0] == "issuer_mark" and adjoin(found[-1], below):
        return [*found, element[1]["issuing_body"]]
    return found if element[0] == "document_number" else []


def _title_runs(text: str, lines: list[Range]) -> list[Range]:
    """The lines above the body that may be a title, each with the lines that go on with it."""
    runs: list[Range] = []
    for line in lines:
        if element_of(text, line) is not None:
            continue
        if (text[line[1] - 1] in SENTENCE_END and not _ends_in_title(text, line)) or line[1] - line[0] > _LONGEST_LINE:
            break
        last = runs[-1] if runs else None
        whole = last and ends_title(text, *last) and (_ends_notice(text, last) or not _ends_notice(text, line))
        if last and adjoin(last, line) and (not whole or goes_on_with(text, line)) and not _is_whole(text, line):
            runs[-1] = (last[0], line[1])
        elif not last or not ends_title(text, *last):
            runs.append(line)
        else:
            break
    return runs


def _ends_notice(text: str, line: Range) -> bool:
    """Whether a line ends as the title of a notice does, and not only as that of the plan which it names."""
    return text.endswith(_NOTICES, *line)


def _is_whole(text: str, line: Range) -> bool:
    """Whether a line is the title of a notice from its issuer on."""
    return _ends_notice(text, line) and _OPENS_WITH_ISSUER.match(text, *line) is not None


def _ends_in_title(text: str, line: Range) -> bool:
    return ends_title(text, *line) or goes_on_with(text, line)


def goes_on_with(text: str, line: Range) -> bool:
    """Whether a line goes on with a title that might end above it, as （2024—2027年）的通知 does."""
    return text[line[0]] in "（(的" and "。" not in text[line[0] : line[1]] and line[1] - line[0] <= _LONGEST_REST


def _repeat(text: str, title: Range, lines: list[Range]) -> Range | None:
    """The lines that say the title again or end as it does, as where a page's title stands above the notice's."""
    written = _said(text, title)
    for last in range(min(len(lines), _MOST_LINES)):
        place = lines[last]
        for line in reversed(lines[max(0, last - _MOST_TITLE_LINES) : last]):
            whole = len(_said(text, place)) >= _LEAST_REPEAT and not written.endswith(_said(text, (line[0], place[1])))
            if not adjoin(line, place) or element_of(text, line) or (whole and _ends_in_title(text, line)):
                break
            place = (line[0], place[1])
        said = _said(text, place)
        if len(said) >= _LEAST_REPEAT and _tail(said) == _tail(written) and element_of(text, lines[last]) is None:
            return place
    return None


def _said(text: str, place: Range) -> str:
    """A title without its line breaks."""
    return text[place[0] : place[1]].replace("\n", "")


def _tail(title: str) -> str:
    """The end of a title by which it is known again, the number in brackets behind it left out."""
    return _NUMBER_BEHIND.sub("", title)[-_LEAST_REPEAT:]


def adjoin(line: Range, following: Range) -> bool:
    """Whether one paragraph follows the other."""
    return line[1] + 1 == following[0]
