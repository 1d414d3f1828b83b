"""Elements of a notice that a line shows by its form (GB/T 9704-2012, 7.2 to 7.4), and what web pages add."""

from __future__ import annotations

import re
from datetime import date

from workpoints.header_words import ATTACHMENT_KINDS, DOCUMENT_KINDS
from workpoints.metadata import METADATA_STARTS, metadata_of
from workpoints.source import Range
from workpoints.words import SIGNATURE_SUFFIXES, alternatives

__all__ = ["ENTRY", "day_of", "element_of", "ends_attachment", "ends_title"]

_HAN_DIGITS = "〇○零一二三四五六七八九"
_DATE = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_HAN_MONTH, _HAN_DAY = "[一二三四五六七八九十元]{1,2}", "[一二三四五六七八九十]{1,3}"
_HAN_DATE = rf"(?P<year>[{_HAN_DIGITS}ＯO0]{{4}})年(?P<month>{_HAN_MONTH})月(?P<day>{_HAN_DAY})日"
# Element → the form of its line; groups are named after header fields, year, month and day make a date.
_ELEMENTS = {
    "document_number": re.compile(
        r"[（(]?(?P<document_number>[^\s，。：〔\[（(【［]{1,24}[〔\[（(【［][\d〇○]{4}[〕\]）)】］]第?\d{1,5}号)[）)]?(?:签发人[：:].{2,30})?"
    ),
    "signatory": re.compile("签发人[：:].{2,30}"),
    "issued_on": re.compile(rf"[（(]?(?:{_DATE})[）)]?"),
    "issued_on_han": re.compile(_HAN_DATE),
    "printing": re.compile(rf"(?P<printed_by>[^，。]{{2,80}}?)[，,]?{_DATE}印发?。?(?:[（(]?共印\d+份[）)]?)?"),
    "issuer_mark": re.compile(rf"(?P<issuing_body>[^，。：]{{2,100}}?(?:{alternatives(SIGNATURE_SUFFIXES)}))文件"),
    "note": re.compile(r"[（(](?P<note>(?:此件|本文有)[^（）()]{2,30}|信息公开[^（）()]{2,30})[）)]"),
    "copied_to": re.compile(r"(?:抄送|抄报|抄送机关)[：:](?P<copied_to>.+)"),
    "signed": re.compile(rf"(?P<signature>[^，。；：]{{2,40}}?(?:{alternatives(SIGNATURE_SUFFIXES)})){_DATE}"),
    "contact": re.compile(r"[（(]?联系(?:人|电话|方式)[：:].{1,60}"),
    "attachment_note": re.compile(r"附件[：:].*"),
    "attachment": re.compile(r"附件[\d一二三四五六七八九十]{0,2}"),
    "copy_mark": re.compile(r"\d{6}|(?:特急|加急|急件|特提)|(?:绝密|机密|秘密)(?:★.{0,6})?"),
}
ENTRY = re.compile(r"\d{1,2}[.．、].{2,60}")
"""A further entry of the list of attachments that a line 附件：1.… begins."""
_LONGEST = 160
_LONGEST_LABEL = 8


def element_of(text: str, line: Range) -> tuple[str, dict[str, Range]] | None:
    """The element that a line is by its form, and the ranges of the header fields in it."""
    if line[1] - line[0] > _LONGEST and not text.startswith("抄", line[0]):
        return None
    for kind, pattern in _ELEMENTS.items():
        if found := pattern.fullmatch(text, *line):
            fields = {name: found.span(name) for name in found.groupdict() if name not in ("year", "month", "day")}
            if "day" in found.groupdict():
                fields["printed_on" if kind == "printing" else "issued_on"] = (
                    found.start("year"),
                    found.end("day") + 1,
                )
            return {"issued_on_han": "issued_on", "signed": "issued_on"}.get(kind, kind), fields
    opening = text[line[0] : line[0] + _LONGEST_LABEL]
    said = metadata_of(text, line) if opening.startswith(METADATA_STARTS) else None
    return None if said is None else ("metadata", said)


def ends_title(text: str, start: int, end: int, kinds: tuple[str, ...] = DOCUMENT_KINDS) -> bool:
    """Whether a line ends as titles do: with a kind of document, a remark in brackets behind it or not (（试行）)."""
    if text[end - 1] in "）)":
        end = max(text.rfind("（", start, end), text.rfind("(", start, end))
    return text.endswith(kinds, start, max(start, end)) and (
        text.count("《", start, end) <= text.count("》", start, end)
    )


def ends_attachment(text: str, start: int, end: int) -> bool:
    """Whether a line ends as titles of attachments do, tables and lists among them."""
    return ends_title(text, start, end, (*DOCUMENT_KINDS, *ATTACHMENT_KINDS))


def day_of(written: str) -> date | None:
    """The day that a date names, in digits or Han characters; None where there is no such day."""
    parts = re.fullmatch(r"(.{4})年(.{1,3})月(.{1,3})日|(\d{4})[-./](\d{1,2})[-./](\d{1,2})", written)
    if parts is None:
        return None
    try:
        if parts[4]:
            return date(int(parts[4]), int(parts[5]), int(parts[6]))
        return date(_year(parts[1]), _number(parts[2]), _number(parts[3]))
    except ValueError:
        return None


def _year(written: str) -> int:
    """二〇二三 or 2023; the circle stands in several characters."""
    return int(written.translate(str.maketrans(_HAN_DIGITS + "ＯO", "00012345678900")))


def _number(written: str) -> int:
    """The value of 3, 三, 十, 十二, 二十一; 元 is the first month."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    digits = "元一二三四五六七八九"
    value = 10 * (digits.index(tens) if tens else 1) if ten else 0
    return value + (max(1, digits.index(ones)) if ones else 0)
