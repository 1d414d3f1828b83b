"""Which stretches of a text are the plan and the parts of its attachments, and which stand around them.

text       = head plan { gap parts } [ tail ]
gap        = tail [ 附件N ] title
tail       = signature, date, note, copies, printing line
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TypeVar

from workpoints.elements import ENTRY, element_of, ends_attachment
from workpoints.flow import Flow
from workpoints.labels import Label
from workpoints.source import Range
from workpoints.words import SIGNATURE_SUFFIXES, TRADITIONAL

__all__ = ["attachments", "gaps_behind", "is_signature", "outside", "paragraphs", "plan_labels"]

AnyRange = TypeVar("AnyRange", bound=tuple[int, ...])

# A list of attachments: 附件：1.… with its further entries on lines of their own, or all of them below 附件：
_ATTACHMENTS = re.compile(
    r"^附件[：:](?:(?:1[.．、][^\n]*)?(?:\n\d{1,2}[.．、][^\n。]{2,60}(?=\n))+|[^\n]*)$", re.MULTILINE
)
# The first line of an attachment: 附件, 附件2, 附件2任务分工表, 附：名单
_ATTACHMENT = re.compile(
    r"^附(?:件[\d一二三四五六七八九十]{0,2}[：:]?|(?:件\d{1,2}(?P<colon>[：:]?)|[：:])(?P<title>[^\n。；，]{4,60}))$",
    re.MULTILINE,
)
# What stands behind the name of an issuer: （盖章）, （代章）.
_STAMP = re.compile("[（(][^（）()]{0,8}章[）)]$")
_LONGEST_LINE = 160
_LONGEST_SIGNATURE, _LONGEST_NAME = 60, 30
_NO_NAME = re.compile("[，。；：、！？:;]")
_TAIL_LINES = 12


def plan_labels(flow: Flow, rows: list[Label]) -> list[Label]:
    """The labels of the plan and of the rows of its tables: from the first part on, attachments left out."""
    labels = sorted(flow.labels + rows, key=lambda label: label.start) if rows else flow.labels
    if "附件" in flow.text:
        lists = [found.span() for found in _ATTACHMENTS.finditer(flow.text)]
        kept = set(outside([(label.start, label.end) for label in labels], lists))
        labels = [label for label in labels if (label.start, label.end) in kept]
    labels = _without_lone_points(labels)
    first = next((k for k, label in enumerate(labels) if label.number == 1), 0)
    return labels[first:]


def _without_lone_points(labels: list[Label]) -> list[Label]:
    """The labels without a 一是 that opens a paragraph in which 二是 follows: then these are words of a sentence."""
    points = [label for label in labels if label.family == "point"]
    if not points:
        return labels
    pairs = [(first, second) for first, second in pairwise(points) if first.number + 1 == second.number]
    kept = {label.start for pair in pairs for label in pair}
    return [label for label in labels if label.family != "point" or label.start in kept]


def gaps_behind(text: str, labels: list[Label], rows: dict[int, int]) -> list[Range]:
    """The stretches behind the plan's first label that belong to none: before each attachment, and the tail.

    An attachment's first label, or the end of the text, ends the gap before it; the last gap ends with the text. `rows`
    are the ends of the rows of tables by their starts. The line of a label and the cells of a row are never in a gap.
    """
    gaps: list[Range] = []
    behind = labels[0].end if labels else len(text)
    starts = [label.start for label in labels]
    cells = sorted(rows.items())
    for first, end in attachments(text, behind):
        above = bisect_left(cells, (end, 0)) - 1
        if first < behind or (above >= 0 and first < cells[above][1]):
            continue
        last = labels[bisect_left(starts, first) - 1]
        k = bisect_left(starts, end)
        stop = starts[k] if k < len(starts) else len(text)
        gaps.append((_tail_start(text, _line_end(text, last, rows), first), stop))
        behind = labels[k].end if k < len(labels) else len(text)
    if not gaps or gaps[-1][1] < len(text):
        start = _line_end(text, labels[-1], rows) if labels else len(text)
        gaps.append((_tail_start(text, start, len(text)), len(text)))
    return gaps


def attachments(text: str, start: int = 0) -> list[Range]:
    """The lines that head an attachment, with its title if any."""
    if "\n附" not in text:
        return []
    found = _ATTACHMENT.finditer(text, start)
    return [line.span() for line in found if line.start("title") < 0 or line["colon"] or _is_title(text, line)]


def _is_title(text: str, line: re.Match[str]) -> bool:
    start, end = line.span("title")
    return text.startswith("关于", start) or ends_attachment(text, start, end)


def _line_end(text: str, label: Label, rows: dict[int, int]) -> int:
    """Where the line of a label ends, or the row of a table that it opens."""
    if label.start in rows:
        return rows[label.start]
    end = text.find("\n", label.end)
    return end if end >= 0 else len(text)


def _tail_start(text: str, start: int, end: int) -> int:
    """Where the elements behind the plan begin, in a range behind its last label.

    They are the last lines that are known by their form. From the copies or the printing line on all is imprint
    (GB/T 9704-2012, 7.4: 版记), whatever its lines look like.
    """
    lines = paragraphs(text, max(start, end - _TAIL_LINES * _LONGEST_LINE), end)[-_TAIL_LINES:]
    kinds: list[str] = []
    for line in lines:
        listed = kinds and kinds[-1] == "attachment_note" and ENTRY.fullmatch(text, *line)
        found = element_of(text, line)
        kinds.append("attachment_note" if listed else found[0] if found else "")
    imprint = next((k for k, kind in enumerate(kinds) if kind in ("copied_to", "printing")), len(lines))
    cut = lines[imprint][0] if imprint < len(lines) else end
    below = ""
    for line, kind in reversed(list(zip(lines[:imprint], kinds, strict=False))):
        signs = not kind and below.startswith("issued_on") and is_signature(text, line, last=below == "issued_on")
        if not kind and not signs:
            break
        below = kind or "issued_on, signed"
        cut = line[0]
    return cut


def paragraphs(text: str, start: int, end: int) -> list[Range]:
    """The paragraphs that begin in a range of the flow."""
    ranges: list[Range] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop:
            ranges.append((start, stop))
        start = stop + 1
    return ranges


def outside(places: list[AnyRange], ranges: list[Range]) -> list[AnyRange]:
    """The places, given in order, that overlap none of some ranges."""
    found: list[AnyRange] = []
    ahead = sorted(ranges)
    k = behind = 0
    for place in places:
        while k < len(ahead) and ahead[k][0] < place[1]:
            behind = max(behind, ahead[k][1])
            k += 1
        if behind <= place[0]:
            found.append(place)
    return found


def is_signature(text: str, line: Range, *, last: bool) -> bool:
    """Whether a line above a date may be the name of the issuer, or of one of several.

    It ends like the name of a body; the `last` one above the date may also be any short line that stands between the
    date and an element or the end of a sentence.
    """
    if line[1] - line[0] > _LONGEST_SIGNATURE:
        return False
    name = _STAMP.sub("", text[slice(*line)].translate(TRADITIONAL))
    if "，" not in name and name.endswith(SIGNATURE_SUFFIXES):
        return True
    if not last or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return False
    above = (text.rfind("\n", 0, max(0, line[0] - 1)) + 1, line[0] - 1)
    return above[0] < above[1] and (text[above[1] - 1] in "。）)" or element_of(text, above) is not None)
