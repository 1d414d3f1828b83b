"""Text that lost its line breaks: where the lines of a long run of text began.

A line is taken for such a run where it is very long and holds numbered labels one after the other. A label inside it
is one where it stands behind the end of a sentence, a closing bracket or the number of a page, or opens a list right
behind a short heading (二、健全工作机制1.认真总结), and its number is the next of its family or begins anew at 1; the
next number is one behind a notation too that nothing closes. Where the paragraphs were indented, their indents still
stand between them; elsewhere a blank may stand for each break. Around the labels, the elements of a notice are told by
their form: title, addressees, dates, numbers, copies, the printing line, and the plan's title by its having stood in
title marks before.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from workpoints.blanks import breaks_at_blanks
from workpoints.brackets import CLOSERS, OPENERS
from workpoints.header_words import DOCUMENT_KINDS, STANDARD_HEADINGS
from workpoints.labels import Label, label_at, label_pattern, number_of
from workpoints.words import DEADLINE_LABELS, DUTY_LABEL, NOTATION_ENDS, UNIT_SUFFIXES, alternatives

__all__ = ["is_flattened", "line_starts", "next_labels"]

_SHORTEST_RUN = 150
"""Shortest line, in characters, that may hold several; and the mean length of lines from which a text lost breaks."""
_LONGEST_HEADING = 45
_LONGEST_HEAD, _MOST_TITLES = 20_000, 20
_BEHIND = frozenset("。）)〕]】；;：:！!？?”")
_LABEL = re.compile(label_pattern())
# Families that also number the steps of a sentence; without line breaks these are the rule.
_INLINE = frozenset({"point", "ordinal"})
_KINDS = alternatives(DOCUMENT_KINDS)
_DATE = r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
_NUMBER = r"[^\s，。、：《》〔\[（(的]{1,10}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,4}\s?号"
_NAME = "(?>(?:(?!关于)[^，。：:《》]){2,60})"
_NAMES = f"{_NAME}(?:[，,]{_NAME}){{0,60}}[：:]"
# Elements of the header, told by what stands around them; breaks come where the named groups begin and end.
_HEAD = re.compile(
    rf"(?:{_KINDS}|通\s{{0,3}}知|文\s?件)(?P<number>{_NUMBER})(?![，、）)》])(?P<below_number>{_NAMES})?"
    rf"|(?<=的)(?:实施|指导|若干|补充)?(?:{_KINDS}|通\s{{0,3}}知)(?!{_NUMBER})(?P<addressees>{_NAMES})"
    rf"|(?<!\S)(?![为根按依经现近])(?=[^：:。]{{0,300}}各)(?P<first>{_NAMES})(?=.)",
    re.MULTILINE,
)
# The issuer of a letter, whose number stands behind its name.
_ISSUER = re.compile(
    rf"(?P<issuer>[^，。：:《》\d]{{2,30}}?(?:{alternatives(UNIT_SUFFIXES)}))(?P<number>{_NUMBER})(?=[^，。]*关于)"
)
_SIGNED = re.compile(
    rf"(?:(?<=[。）)])(?P<signature>[^。，、；：:（）()《》\d]{{2,40}}?)\s?)?(?<![：:至到])(?P<date>{_DATE})(?![前后起至以的，、内中开印])"
)
_NOTE = re.compile(r"(?P<note>[（(](?:此件|本文有)[^（）()]{2,20}[）)])")
_TAIL = re.compile(rf"(?<=[。）)])(?P<tail>抄送\s?[：:]|[^。，：:]{{2,40}}{_DATE}印发)")
# A list goes on in mid-line behind the brackets of a notation, or behind 责任单位：… and its full stop.
_BEHIND_NOTATION = re.compile(
    rf"(?:(?:{alternatives(NOTATION_ENDS)})[）)〕\]]|(?:{DUTY_LABEL})[：:][^。\n]{{2,200}}。)$"
)
_INDENT = re.compile("(?<=\\S\\S)(?:[ \xa0]{0,3}\u3000{2,4}|[ \xa0]{4,8})(?=\\S\\S)")
_LEAST_INDENTS = 3
_PAGE = re.compile(r"(?<=[\u3000-\uffef])\s?[—–―]\s?\d{1,3}\s?[—–―](?=\s?[\u3000-\uffef]|$)", re.MULTILINE)
_OPEN_RUN = re.compile(rf"(?:{DUTY_LABEL}|{alternatives(DEADLINE_LABELS)})[：:][^。；\n]{{2,200}}$")
# A heading with its notation, glued to the text below: 1.扩大服务范围（市数据局负责）在前两批基础上
_HEADED = re.compile(r"[^\s。，；：:（(〔\[]{2,30}[（(〔\[]")
_ATTACHED = re.compile(r"附件\s?\d{0,2}[：:]?(?:\d[.．、])?$")
_NOTATION = re.compile(rf"(?:{DUTY_LABEL})[：:]|(?:{alternatives(NOTATION_ENDS)})$")
_LISTS = ("附件：", "附件:")
_LONGEST_MARK, _LONGEST_NOTATION = 8, 300
_UNBROKEN = re.compile("[^，。；：、（(]*")
_NAMED = re.compile(r"《([^《》]{6,60})》")
_OPENS_HEADING = re.compile(rf"(?:{alternatives(STANDARD_HEADINGS)})(?=[^，。、；：的和与及等中下上方内（(])")


_WRITTEN = re.compile(r"\S[^\n]*")
"""A line with anything on it."""


def is_flattened(text: str) -> bool:
    """Whether a text lost line breaks: its lines are longer than paragraphs are."""
    return len(text) > _SHORTEST_RUN * max(1, sum(1 for _ in _WRITTEN.finditer(text)))


def line_starts(text: str, start: int, end: int, last: dict[str, int]) -> list[int]:
    """Where lines began in a long line, its own beginning left out; empty where it is an ordinary paragraph.

    `last` has the last number of each family of labels before the line, and is brought up to date.
    """
    indented = breaks_at_blanks(text, start, end) or [found.end() for found in _INDENT.finditer(text, start, end)]
    if len(indented) < _LEAST_INDENTS:
        return _glued(text, start, end, last)
    starts = list(indented)
    for first, stop in pairwise([start, *indented, end]):
        starts += _glued(text, first, stop, last, listed=True)
    return sorted(starts)


def _glued(text: str, start: int, end: int, last: dict[str, int], *, listed: bool = False) -> list[int]:
    """Where lines began that are glued to each other; `listed` where a list may go on in the next paragraph."""
    goes_on = bool(last) or listed
    pages = _page_marks(text, start, end)
    labels = _labels(text, start, end, last, {stop for _, stop in pages})
    if not goes_on and len(labels) < 2:  # noqa: PLR2004 - one label makes no list
        return sorted({place for place in _head_breaks(text, start, end) if start < place < end})
    if not labels or (end - start < _SHORTEST_RUN and not listed):
        return []
    if labels[-1][0] == start:
        return sorted({place for page in pages for place in page if place > start})
    first, behind = labels[0][0], labels[-1][1]
    starts = [place for place, _, _ in labels]
    starts += [place for page in pages for place in page]
    starts += _heading_ends(text, labels, end)
    starts += _head_breaks(text, start, min(first, start + _LONGEST_HEAD))
    for pattern in (_SIGNED, _NOTE, _TAIL):
        starts += _breaks(pattern, text, max(behind, end - _LONGEST_HEAD), end)
    return sorted({place for place in starts if start < place < end})


def _page_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The numbers of pages inside a line (—2—)."""
    return [found.span() for found in _PAGE.finditer(text, start, end)]


def next_labels(text: str, label: Label, end: int) -> list[int]:
    """Where the next labels of a list stand inside a paragraph of it: behind a notation, each with the next number."""
    places: list[int] = []
    place = text.find(str(label.number + 1), label.end, end)
    while place >= 0:
        following = label_at(text, place) if text[place - 1] in _BEHIND else None
        behind = max(label.end, place - _LONGEST_NOTATION)
        if following and following.family == label.family and _BEHIND_NOTATION.search(text, behind, place):
            places.append(place)
            label = following
        place = text.find(str(label.number + 1), place + 1, end)
    return places


Found = tuple[int, int, str]
"""Start, end and family of a label."""


def _labels(text: str, start: int, end: int, last: dict[str, int], pages: set[int]) -> list[Found]:
    """The labels of a run, by the place they stand in and the order of their numbers."""
    labels: list[Found] = []
    listed = False
    for found in _LABEL.finditer(text, start, end):
        family = found.lastgroup or ""
        number = number_of(found[family])
        if family in _INLINE or number is None:
            continue
        place = found.start()
        if listed and (number == 1 or family != "digit_point"):
            listed = False  # the list of attachments is over
        if number == 1 and text.endswith(_LISTS, start, place):
            listed = True
        if listed:
            continue
        following = number == last.get(family, 0) + 1
        if not following and (number != 1 or family not in last):
            continue
        if (
            place in pages
            or _is_behind_sentence(text, place, start)
            or _opens_list(text, place, family, labels, last)
            or (following and number > 1 and _ends_notation(text, labels[-1][1] if labels else start, place))
        ):
            labels.append((place, found.end(), family))
            last[family] = number
    return labels


def _ends_notation(text: str, start: int, place: int) -> bool:
    """Whether a notation ends at a place that no bracket and no full stop closes."""
    return (
        text.endswith(NOTATION_ENDS, start, place) or _OPEN_RUN.search(text, max(start, place - 200), place) is not None
    )


def _is_behind_sentence(text: str, place: int, start: int) -> bool:
    before = text[place - 1] if place > start else "。"
    return before in _BEHIND or before.isspace()


def _opens_list(text: str, place: int, family: str, labels: list[Found], last: dict[str, int]) -> bool:
    """Whether a label may stand right behind a short heading: its family is new, or was met after the heading's."""
    if not labels:
        return False
    _, heading, above = labels[-1]
    if not 0 < place - heading <= _LONGEST_HEADING or "。" in text[heading:place]:
        return False
    families = list(last)
    return family not in last or families.index(family) > families.index(above)


def _heading_ends(text: str, labels: list[Found], end: int) -> list[int]:
    """Where headings end that are glued to the text below them."""
    ends: list[int] = []
    for family in {family for _, _, family in labels}:
        own = [label_end for _, label_end, of in labels if of == family]
        halves = [_second_half(text, place, end) for place in own]
        if all(halves):
            ends += halves
        else:
            ends += (found.end() for place in own if (found := _OPENS_HEADING.match(text, place, end)))
        ends += (stop for place in own if (stop := _notation_end(text, place, end)))
    return ends


def _notation_end(text: str, start: int, end: int) -> int:
    """Where the notation of a heading ends that is glued to the text below; 0 where there is none."""
    found = _HEADED.match(text, start, end)
    if found is None:
        return 0
    depth = 0
    for place in range(found.end() - 1, min(end - 1, found.end() + _LONGEST_NOTATION)):
        depth += (text[place] in OPENERS) - (text[place] in CLOSERS)
        if depth == 0:
            behind = "\u4e00" <= text[place + 1] <= "\u9fff" or text[place + 1] in "“《"
            return place + 1 if behind and _NOTATION.search(text, found.end(), place) else 0
    return 0


def _second_half(text: str, start: int, end: int) -> int:
    """Where a heading of two halves of one length ends, with text glued to it; 0 where there is none."""
    comma = text.find("，", start, min(end, start + _LONGEST_HEADING // 2))
    stop = 2 * comma + 1 - start
    if comma <= start or stop >= end:
        return 0
    rest = _UNBROKEN.match(text, comma + 1, stop + _LONGEST_HEADING)
    return stop if rest and len(rest[0]) > comma - start + 1 else 0


def _head_breaks(text: str, start: int, end: int) -> list[int]:
    """Where the elements of the header begin and end."""
    breaks = [place for pattern in (_HEAD, _SIGNED, _NOTE) for place in _breaks(pattern, text, start, end)]
    if issuer := _ISSUER.match(text, start, end):
        breaks += [*issuer.span("number"), *_signed_by(text, issuer["issuer"], issuer.end(), end)]
    for named in islice(_NAMED.finditer(text, start, end), _MOST_TITLES):
        place = named.end()
        while (place := text.find(named[1], place, end)) >= 0:
            breaks += _title_breaks(text, start, place, place + len(named[1]))
            place += len(named[1])
    return breaks


def _signed_by(text: str, issuer: str, start: int, end: int) -> tuple[int, ...]:
    """Where the issuer's name stands above a date."""
    found = re.compile(rf"{re.escape(issuer)}\s?(?={_DATE})").search(text, start, end)
    return found.span() if found else ()


def _title_breaks(text: str, start: int, place: int, end: int) -> list[int]:
    """The breaks around a title named before: 附件：甲方案 is one line of a letter, 附件1 stands above the plan."""
    if attached := _ATTACHED.search(text, max(start, place - _LONGEST_MARK), place):
        return [attached.start(), end] if text[place - 1] in "：:" else [attached.start(), place, end]
    return [place, end] if text[place - 1] in "。：:）)日" else []


def _breaks(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[int]:
    """Where the named groups of a pattern begin and end."""
    found = pattern.finditer(text, start, end)
    return [place for match in found for name, part in match.groupdict().items() if part for place in match.span(name)]
