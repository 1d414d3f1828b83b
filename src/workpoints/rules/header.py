"""Header: the number, the dates and the other elements by which a notice is filed and found (GB/T 9704-2012)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from workpoints.elements import day_of
from workpoints.header_words import PLAN_WORDS, REVIEW_WORDS
from workpoints.model import Header, Notice
from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Subject
from workpoints.source import Range, Span
from workpoints.words import alternatives
from workpoints.yaml_reader import Path

__all__ = ["year_of"]

_OPENING, _CLOSING = "〔[（(【［{｛〈<", "〕]）)】］}｝〉>"
_CODE = rf"[^\s，。；：、《》{re.escape(_OPENING + _CLOSING)}]"
# A document number as people write it, in whatever brackets: 云政发【2024】第05号.
_NUMBER = re.compile(
    rf"(?P<code>{_CODE}{{0,24}})(?P<open>[{re.escape(_OPENING)}])\s*(?P<year>[\d〇○OＯ]{{2,4}})年?\s*"
    rf"[{re.escape(_CLOSING)}]\s*第?\s*(?P<number>\d{{1,5}})\s*(?P<end>[号號]?)"
)
# The same without brackets; orders and announcements are numbered 第5号 or 2024年第5号, and that is right.
_NO_BRACKETS = re.compile(rf"(?P<code>{_CODE}{{2,24}}?)(?P<year>(?:19|20)\d\d)年?(?P<number>\d{{1,5}})(?P<end>[号號])")
_RIGHT = re.compile(r".{2,24}〔\d{4}〕[1-9]\d{0,4}[号號]")
_FORM = "发文机关代字〔年份〕序号"
_WHOLE_YEAR = 4
_DIGITS = str.maketrans("〇○OＯ", "0000")

# The year that a title names: 2024年, 2024年度, but not 2030年前, by which something is to be reached.
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TARGET = re.compile("年(?:年?底|末)?(?:之?前|以前)|年(?:远景|愿景|目标)")
_PLANS, _LOOKS_BACK = re.compile(alternatives(PLAN_WORDS)), re.compile(alternatives(REVIEW_WORDS))
_PLANNED_FROM = 7
"""From which month on plans for the year to come are issued."""
_PRINTED = re.compile(r"(.*?)(\d{4}年\d{1,2}月\d{1,2}日)印发")
_JANUARY = 1


_PRINTING = dt.timedelta(days=5)
"""How long printing usually takes at most."""


@rule("WP401", ("raw",))
def missing_element(subject: Subject) -> Iterator[Remark]:
    """A notice has a title, a document number and a date of signing.

    They are what a notice is filed, cited and found by (GB/T 9704-2012, 7.2.5, 7.3.1 and 7.3.5). Where one is missing,
    the copy is not whole, or the line has another form than such lines have.

    Fails:
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）

    Passes:
        云城管〔2024〕5号
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP401")


@rule("WP402", ("raw",))
def day_that_does_not_exist(subject: Subject) -> Iterator[Remark]:
    """The dates of a notice are days of the calendar.

    A date such as 2月30日 is a slip or a fault of reading a scan. It is left out of the header, and the notice has no
    date until it is put right.

    Fails:
        关于做好巡查工作的通知
        云州市城市管理局
        2024年2月30日
        一、加强巡查。（市城管局负责）

    Passes:
        关于做好巡查工作的通知
        云州市城市管理局
        2024年2月29日
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP402")


@rule("WP403", ("raw",))
def line_not_recognised(subject: Subject) -> Iterator[Remark]:
    """Every line above the plan is an element of a notice or a paragraph of its body.

    A line that ends without punctuation and has the form of no element is kept as part of the body. It may be an
    element in an unusual form, or be left over from a web page.

    Fails:
        关于做好巡查工作的通知
        现将有关事项通知如下
        2024年3月1日
        一、加强巡查。（市城管局负责）

    Passes:
        关于做好巡查工作的通知
        现将有关事项通知如下：
        2024年3月1日
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP403")


@rule("WP404")
def form_of_document_number(subject: Subject) -> Iterator[Remark]:
    """A document number is a code of the issuer, the year in full in 〔〕, and a number without 第 or zeros, with 号.

    Registers and search engines find a notice by its number, and look for this form (GB/T 9704-2012, 7.2.5). Numbers of
    documents that a text cites are checked too, where they stand behind the title.

    Fails:
        云城管[2024]05号
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）

    Passes:
        云城管〔2024〕5号
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）
    """
    if subject.notice:
        yield from _own_number(subject.notice.header)
        for path, node in subject.parts:
            for k, clause in enumerate(node.clauses):
                numbers = [each.number for each in clause.references if each.number]
                yield from _cited((*path, "clauses", k, "text"), clause.text, numbers)


def _own_number(header: Header) -> Iterator[Remark]:
    """What is wrong with the number of a notice; a form that no reader knows is left at the head of the title."""
    if header.document_number:
        text = header.document_number
        found = _NUMBER.search(text) or _NO_BRACKETS.fullmatch(text)
        yield from _number_at(("header", "document_number"), found, (0, len(text)))
    elif header.title and (found := _NUMBER.match(header.title)) and found["code"] and found["end"]:
        yield from _number_at(("header", "title"), found, found.span())


def _cited(path: Path, text: str, numbers: list[str]) -> Iterator[Remark]:
    """What is wrong with the numbers of documents that a text cites, in reading order."""
    position = 0
    for number in numbers:
        start = text.find(number, position)
        position = max(position, start + len(number))
        if start >= 0:
            yield from _number_at(path, _NUMBER.fullmatch(number), (start, start + len(number)))


def _number_at(path: Path, found: re.Match[str] | None, part: Range) -> Iterator[Remark]:
    """A remark on a number that is not in the right form, with the right one where that is certain."""
    if found is None or _RIGHT.fullmatch(found[0]):
        return
    year, number = found["year"].translate(_DIGITS), int(found["number"])
    whole = len(year) == _WHOLE_YEAR and bool(number) and bool(found["code"] and found["end"])
    right = f"{found['code']}〔{year}〕{number}{found['end']}" if whole else ""
    is_all = found.end() - found.start() == part[1] - part[0] and "open" in found.groupdict()
    arguments: dict[str, str | int] = {"number": found[0], "expected": right or _FORM}
    yield Remark(path, arguments, part, right if right and is_all else None)


@rule("WP405")
def year_of_title_and_number(subject: Subject) -> Iterator[Remark]:
    """The title of a plan and the document number name one year, or two that follow each other at the turn of the year.

    A plan made from the one of the year before easily keeps its year. Plans for the next year are issued from July on,
    and what looks back on a year, as an assessment does, is issued in the next; both are no slips. Titles without a
    year, with several, or with a year by which something is to be reached are not compared.

    Fails:
        云城管〔2024〕5号
        关于印发《云州市2023年城管工作要点》的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）

    Passes:
        云城管〔2023〕95号
        关于印发《云州市2024年城管工作要点》的通知
        2023年12月25日
        一、加强巡查。（市城管局负责）
    """
    notice = subject.notice
    number = _NUMBER.search(notice.header.document_number or "") if notice else None
    if notice is None or number is None or len(number["year"]) != _WHOLE_YEAR:
        return
    numbered = int(number["year"].translate(_DIGITS))
    for path, title in (("header", "title"), notice.header.title), (("plan", "title"), notice.plan.title):
        named = year_of(title or "")
        if title and named and _differ(title, int(named[0]), numbered, notice.header.issued_on):
            yield Remark(path, {"year": named[0], "other": str(numbered)}, named.span())
            return


def year_of(title: str) -> re.Match[str] | None:
    """The year of the plan where a title names one year, which is none by which something is to be reached."""
    found = list(_YEAR.finditer(title))
    if not found or len({each[0] for each in found}) > 1 or _TARGET.match(title, found[0].end()):
        return None
    return found[0] if title.startswith("年", found[0].end()) else None


def _differ(title: str, named: int, numbered: int, issued: date | None) -> bool:
    """Whether the year in the title of a plan does not fit the year in which the notice was numbered."""
    if named == numbered or not _PLANS.search(title):
        return False
    if named < numbered:
        return not _LOOKS_BACK.search(title)
    if named > numbered + 1 or issued is None:
        return named > numbered + 1
    if issued.year == numbered:
        return issued.month < _PLANNED_FROM
    return issued.year == named and issued.month > _JANUARY


@rule("WP406")
def printed_before_signed(subject: Subject) -> Iterator[Remark]:
    """A notice is printed on the day on which it is signed, or later.

    The date of printing is that on which a signed notice goes to the printer (GB/T 9704-2012, 7.4.3), so one of the two
    dates is wrong. Compare them with the register of documents.

    Fails:
        关于做好巡查工作的通知
        云州市城市管理局
        2024年3月11日
        一、加强巡查。（市城管局负责）
        云州市城市管理局 2024年3月1日印发

    Passes:
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）
        云州市城市管理局 2024年3月1日印发
    """
    if subject.notice and (printed := _printing(subject, subject.notice)):
        issued = subject.notice.header.issued_on
        if issued and printed.day < issued:
            yield Remark(printed.at, {"printed_on": str(printed.day), "issued_on": str(issued)})


class _Printing(NamedTuple):
    """The day on which a notice was printed, and where it says so."""

    at: Path | Span
    day: date


def _printing(subject: Subject, notice: Notice) -> _Printing | None:
    """When a notice was printed, in its header or in a line of its own name that was taken for an attached notice's."""
    if notice.header.printed_on:
        return _Printing(("header", "printed_on"), notice.header.printed_on)
    for element in notice.header.elements:
        if element.kind == "printing" and element.span:
            found = _PRINTED.search(subject.source.text[slice(*element.span)])
            day = day_of(found[2]) if found else None
            if found and day and _is_of(subject.issuer, found[1]):
                start = element.span.start
                return _Printing(Span(start + found.start(2), start + found.end(2)), day)
    return None


def _is_of(issuer: str, printer: str) -> bool:
    """Whether a notice was printed by the body that issued it, or by an office of that."""
    return bool(issuer) and "".join(issuer.split()) in "".join(printer.split())


@rule("WP407")
def printed_later_than_signed(subject: Subject) -> Iterator[Remark]:
    """A notice is printed within five days of its signing.

    The date of a notice is that of its signing (GB/T 9704-2012, 7.3.5); that of printing (7.4.3) is commonly the same,
    or a few days later. Where they are further apart, who sorts notices by date or counts a term from it should know
    that there are two.

    Fails:
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）
        云州市城市管理局 2024年3月8日印发

    Passes:
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市城管局负责）
        云州市城市管理局 2024年3月1日印发
    """
    if subject.notice:
        header = subject.notice.header
        if header.printed_on and header.issued_on and header.printed_on - header.issued_on > _PRINTING:
            yield Remark(
                ("header", "printed_on"),
                {"issued_on": str(header.issued_on), "printed_on": str(header.printed_on)},
            )
