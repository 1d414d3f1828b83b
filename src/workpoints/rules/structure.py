"""Structure: headings, numbers, brackets, and sentences that the layout of the pages has cut."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from workpoints.brackets import CLOSERS, partner
from workpoints.duties import LONGEST_NOTATION
from workpoints.model import Item, Notice, Section
from workpoints.rules.cuts import cuts_in, page_breaks, stretches
from workpoints.rules.marks import (
    FULL_WIDTH,
    NARROW,
    PAIRED,
    Slip,
    in_full_width,
    is_chinese,
    narrow_pairs,
    unpaired,
)
from workpoints.rules.rule import NOTICES, Remark, rule
from workpoints.rules.subject import Subject
from workpoints.source import Range, Span
from workpoints.yaml_reader import Path

_NUMBERS = re.compile("[0-9一二三四五六七八九十百零〇①-⑳㉑-㉟]+")
_PAUSE = re.compile(r"[，。；]\s*")
_QUOTES, _STOPS = "”’」』》", frozenset("。！？；：，、…!?;:.,")
_AGREEMENT, _ENOUGH = 4, 3
"""How many texts that end with a mark there have to be for each that does not, and at least."""


@rule("WP100", ("raw",))
def no_labelled_heading(subject: Subject) -> Iterator[Remark]:
    """A plan has parts that begin with labels: 一、 （一） 1. （1）.

    Without one the text has no tree, and no duty is read from it. It may be another kind of document, or its line
    breaks were lost.

    Fails:
        请各单位加强巡查。

    Passes:
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP100")


@rule("WP101", ("raw",))
def repeated_number(subject: Subject) -> Iterator[Remark]:
    """Each number stands once among the parts that stand side by side.

    A number that comes twice is a slip, or the heading above was lost. The part is read under the next free number, so
    its id is not the one that the notice prints.

    Fails:
        一、加强巡查。（市城管局负责）
        二、建立台账。（市城管局负责）
        二、公布结果。（市城管局负责）

    Passes:
        一、加强巡查。（市城管局负责）
        二、建立台账。（市城管局负责）
        三、公布结果。（市城管局负责）
    """
    return subject.told("WP101")


@rule("WP102", ("raw",))
def skipped_number(subject: Subject) -> Iterator[Remark]:
    """The numbers of parts that stand side by side follow each other without a gap.

    Where one is missing, a part was left out or its label was lost and its text now belongs to the part above.

    Fails:
        一、加强巡查。（市城管局负责）
        三、公布结果。（市城管局负责）

    Passes:
        一、加强巡查。（市城管局负责）
        二、公布结果。（市城管局负责）
    """
    return subject.told("WP102")


@rule("WP103", NOTICES)
def bracket_without_partner(subject: Subject) -> Iterator[Remark]:
    """Every bracket, title mark and quotation mark of a part has its partner in the same part.

    Where one is missing, nobody can be sure where a notation, a title or a quotation ends (GB/T 15834-2011). A bracket
    behind the number of a list entry, as in 1）, is none.

    Fails:
        一、加强巡查。（市城管局负责

    Passes:
        一、加强巡查：1）城区；2）乡镇。（市城管局负责）
    """
    yield from subject.told("WP103")
    doubtful = {_part_of(value) for value in subject.texts if not PAIRED.fullmatch(value[1])}
    for values in (values for part, values in groupby(subject.texts, _part_of) if part in doubtful):
        for path, place in unpaired(values):
            yield Remark(path, {"bracket": subject.value(path)[place]}, (place, place + 1))


@rule("WP104", ("raw",))
def brackets_of_two_widths(subject: Subject) -> Iterator[Remark]:
    """The two brackets of a notation are of one width.

    A notation is read either way, but programs that count on one kind of bracket lose it, and in print the line looks
    uneven. Between Chinese characters brackets are full-width (GB/T 15834-2011).

    Fails:
        一、加强巡查。（市城管局负责)

    Passes:
        一、加强巡查。（市城管局负责）
    """
    for told in subject.told("WP104"):
        if isinstance(told.at, Span):
            first, last = subject.source.text[told.at.start], subject.source.text[told.at.end - 1]
            narrow = told.at.start if first.isascii() else told.at.end - 1
            fix = (first if first.isascii() else last).translate(FULL_WIDTH)
            yield told._replace(at=Span(narrow, narrow + 1), fix=fix)


@rule("WP105", ("raw",))
def broken_cells(subject: Subject) -> Iterator[Remark]:
    """Each cell of a table stands on one line.

    Cells over several lines are put together again. Where the lines do not show which cell they go on with, names of
    offices may run together, so such rows are worth a look.

    Fails:
        ┌──┬────┬────┐
        │序号│工作任务│责任单位│
        ├──┼────┼────┤
        │1 │推进老旧│市住建局│
        │  │小区改造│        │
        └──┴────┴────┘

    Passes:
        │序号│工作任务│责任单位│
        │1│推进老旧小区改造│市住建局│
    """
    return subject.told("WP105")


@rule("WP106", ("raw",))
def heading_or_sentence(subject: Subject) -> Iterator[Remark]:
    """A long heading ends with its line, or with a full stop.

    Without one the line may be a sentence that a page break has cut and that goes on in the next line. Then title and
    text are one.

    Fails:
        一、推进城区老旧小区改造和背街小巷整治以及停车泊位建设工作有序开展
        完善配套设施。（市住建局负责）

    Passes:
        一、推进老旧小区改造
        完善配套设施。（市住建局负责）
    """
    return subject.told("WP106")


@rule("WP107", ("raw",))
def brackets_of_two_shapes(subject: Subject) -> Iterator[Remark]:
    """The two brackets of a notation are of one shape.

    Two shapes come from machine reading or a slip of the hand. The notation is read all the same; the original tells
    which bracket is meant.

    Fails:
        一、加强巡查。（市城管局负责〕

    Passes:
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP107")


@rule("WP108", ("raw",))
def unusual_order_of_labels(subject: Subject) -> Iterator[Remark]:
    """Labels stand below each other in the usual order: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3).

    Where a higher kind of label follows a lower one, it is read as part of it. It may also begin a new part of the
    plan.

    Fails:
        1.加强巡查。
        （一）每周巡查。（市城管局负责）

    Passes:
        （一）加强巡查。
        1.每周巡查。（市城管局负责）
    """
    return subject.told("WP108")


@rule("WP109", ("raw",))
def text_around_parties(subject: Subject) -> Iterator[Remark]:
    """In a row of a table the text of a task stands on one side of its parties.

    Where columns of text stand on both sides, they are read as one text. A column behind the parties that is a remark
    is then part of the task.

    Fails:
        序号|工作任务|责任单位|工作措施
        1|扩建学校|市教育局|选址两处

    Passes:
        序号|工作任务|工作措施|责任单位
        1|扩建学校|选址两处|市教育局
    """
    return subject.told("WP109")


@rule("WP110", ("raw",))
def numbers_begin_again(subject: Subject) -> Iterator[Remark]:
    """The numbers of parts that stand side by side begin with the first only once.

    Where they begin again, the heading above the second count was most likely lost. Its parts are read as going on with
    the first count, so their ids are not the numbers that the notice prints.

    Fails:
        一、加强巡查。（市城管局负责）
        二、建立台账。（市城管局负责）
        一、公布结果。（市城管局负责）

    Passes:
        （一）巡查
        1.加强巡查。（市城管局负责）
        （二）公布
        1.公布结果。（市城管局负责）
    """
    return subject.told("WP110")


@rule("WP111")
def heading_without_content(subject: Subject) -> Iterator[Remark]:
    """A heading has something below it: text, a duty or further parts.

    Where it has not, the text below it was lost, or the heading is a task whose duty is missing. Where most of the
    headings side by side have nothing below them, they are a list.

    Fails:
        一、加强巡查
        二、整治市容
        清理占道经营。（市城管局负责）

    Passes:
        一、加强巡查
        每周巡查。（市城管局负责）
        二、整治市容
        清理占道经营。（市城管局负责）
    """
    if not subject.notice:
        return
    groups: list[tuple[Path, Sequence[Item]]] = [(("plan", "children"), subject.notice.plan.children)]
    groups += [((*path, "children"), node.children) for path, node in subject.parts if isinstance(node, Section)]
    for path, siblings in groups:
        bare = [k for k, node in enumerate(siblings) if _is_bare(node)]
        if 2 * len(bare) <= len(siblings) or len(siblings) == 1:
            yield from (Remark((*path, k, "title"), {"title": siblings[k].title or ""}) for k in bare)


@rule("WP112", ("raw",))
def half_width_brackets(subject: Subject) -> Iterator[Remark]:
    """Brackets around Chinese text in Chinese text are full-width.

    So GB/T 15834-2011 has them, and a search for （ finds them all. Around figures and Latin letters, as in
    (GB/T 9704), half-width brackets are usual.

    Fails:
        一、加强巡查。(市城管局负责)

    Passes:
        一、落实标准(GB/T 9704)。（市城管局负责）
    """
    text = subject.source.text
    found: list[list[int]] = []
    for start, end in narrow_pairs(text):
        if end - start <= LONGEST_NOTATION and is_chinese(text, start, end):
            places = [start]
            while found and found[-1][0] > start:
                places += found.pop()
            found.append([*places, end - 1])
    yield from _changes(subject, "pair", (in_full_width(text, places) for places in found))


@rule("WP113", ("raw",))
def cut_sentence(subject: Subject) -> Iterator[Remark]:
    """No page break and no empty line stands inside a sentence.

    The pieces are put together again. But other programs take them for two paragraphs, and a notation that is cut is
    lost to them.

    Fails:
        一、加强城区巡查，

        建立台账。（市城管局负责）

    Passes:
        一、加强城区巡查，
        建立台账。（市城管局负责）
    """
    notice, text = subject.notice, subject.source.text
    if not notice or not (breaks := page_breaks(text, notice)):
        return
    starts = [start for start, _ in breaks]
    for span, value in stretches(notice):
        inside = breaks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        for place in cuts_in(text, span, inside, value):
            yield Remark(Span(place - 1, place))


@rule("WP114")
def text_without_end(subject: Subject) -> Iterator[Remark]:
    """A text of whole sentences ends with a punctuation mark, as the other texts of the plan do.

    Where it does not, its end may have been lost, or the mark was forgotten before the notation. Short phrases without
    a comma, and plans whose texts mostly end without a mark, are not meant.

    Fails:
        一、加强巡查，建立台账。（市城管局负责）
        二、整治市容，清理占道。（市城管局负责）
        三、清扫道路，清运垃圾。（市城管局负责）
        四、修剪树木，补种花草。（市园林局负责）
        五、公布结果，接受监督（市城管局负责）

    Passes:
        一、加强巡查，建立台账。（市城管局负责）
        二、公布结果，接受监督。（市城管局负责）
    """
    ended: dict[str, int] = defaultdict(int)
    endless: dict[str, list[Remark]] = defaultdict(list)
    for path, node in subject.parts:
        shape = _NUMBERS.sub("", node.label)
        for k, clause in enumerate(node.clauses):
            last = _last_phrase(clause.text)
            if last and _has_end(clause.text):
                ended[shape] += 1
            elif last:
                place = (*path, "clauses", k, "text")
                endless[shape].append(Remark(place, {"text": clause.text[slice(*last)]}, last))
    for shape, remarks in endless.items():
        if ended[shape] >= max(_ENOUGH, _AGREEMENT * len(remarks)):
            yield from remarks


@rule("WP115", ("raw",))
def half_width_marks(subject: Subject) -> Iterator[Remark]:
    """Commas, semicolons and colons between Chinese characters are full-width.

    So GB/T 15834-2011 has them, and who splits a text at ， finds them all. Between figures and Latin letters, as in
    3:1, they are half-width.

    Fails:
        一、加强巡查,建立台账。（市城管局负责）

    Passes:
        一、按3:1加强巡查，建立台账。（市城管局负责）
    """
    marks = NARROW.finditer(subject.source.text)
    found = (Slip(each.span(), each[0][0], each[0][0].translate(FULL_WIDTH)) for each in marks)
    yield from _changes(subject, "mark", found)


def _is_bare(node: Item) -> bool:
    return node.title is not None and not node.clauses and not isinstance(node, Section)


def _changes(subject: Subject, name: str, changes: Iterable[Slip]) -> Iterator[Remark]:
    """Remarks on the slips that stand in the notice, not in what is around it."""
    outside = _outside(subject.notice) if subject.notice else []
    for place, slip, fix in changes:
        before = bisect_right(outside, place) - 1
        if before < 0 or outside[before][1] <= place[0]:
            yield Remark(Span(*place), {name: slip}, fix=fix)


def _outside(notice: Notice) -> list[Range]:
    """What in a file is no part of the notice: noise, and the table above it on a web page."""
    places = [each.span for each in notice.noise]
    places += [each.span for each in notice.header.elements if each.kind == "metadata"]
    return sorted(filter(None, places))


def _part_of(value: tuple[Path, str]) -> Path:
    """The path of the part that a text belongs to."""
    path = value[0]
    return path[: path.index("clauses")] if "clauses" in path else path[:-1]


def _has_end(text: str) -> bool:
    """Whether a text ends with a punctuation mark, before a quotation mark or a remark in brackets or inside these."""
    last = text.rstrip(_QUOTES)
    if last[-1:] not in CLOSERS:
        return last[-1:] in _STOPS
    return text[max(0, partner(last, 0, len(last) - 1)) - 1] in _STOPS or last[-2:-1] in _STOPS


def _last_phrase(text: str) -> Range | None:
    """The phrase behind the last pause of a text whose last paragraph is a sentence; None for other texts."""
    start = text.rfind("\n") + 1
    last = max((pause.end() for pause in _PAUSE.finditer(text, start, len(text) - 1)), default=0)
    return (last, len(text)) if last else None
