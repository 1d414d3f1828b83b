"""Reading: what of a file is no text of the notice, or was lost before it got here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Subject
from workpoints.source import Span

# What cannot be decoded becomes �; where that is then saved and read in two encodings, two of them become 锟斤拷.
_MARKS = ("\ufffd", "锟斤拷")
_LOST = re.compile("\ufffd+|(?:锟斤拷)+锟?")


@rule("WP001", ("raw",))
def control_characters(subject: Subject) -> Iterator[Remark]:
    """No control characters stand in the text.

    They come from conversion and show in no editor. They are left out of the reading. The place is that of the first.

    Fails:
        一、加强巡查。（市城管局\x07负责）

    Passes:
        一、加强巡查。（市城管局负责）
    """  # noqa: D301 - a backslash stands for the character
    return subject.told("WP001")


@rule("WP002", ("raw",))
def lines_of_a_web_page(subject: Subject) -> Iterator[Remark]:
    """No other lines stand between the buttons and links of a web page below a notice.

    Below a notice that was copied from a web page the page may go on: buttons, links, the names of other articles.
    Lines among them that are no button themselves are left out of the reading too. Where one belongs to the notice,
    move it above the first button; otherwise delete what the page has added. The place is the first such line.

    Fails:
        一、加强巡查。（市城管局负责）
        【打印】【关闭】
        相关新闻：
        我市召开城市管理工作会议
        版权所有：某市人民政府

    Passes:
        一、加强巡查。（市城管局负责）
        【打印】【关闭】
        版权所有：某市人民政府
    """
    return subject.told("WP002")


@rule("WP003", ("unreadable",))
def unreadable_file(subject: Subject) -> Iterator[Remark]:
    """A file can be read as text.

    What is no text, empty, or in another encoding than the one named is not read at all. Save documents as plain text;
    name the encoding of a text that is not in UTF-8 with `--encoding`.

    Fails:
        %PDF-1.7

    Passes:
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP003")


@rule("WP004", ("raw",))
def lost_characters(subject: Subject) -> Iterator[Remark]:
    """No character was lost when the text was decoded.

    The mark � stands where a program could not decode what it read, and 锟斤拷 where such marks were decoded once more.
    What stood there can only be found in the original.

    Fails:
        一、加强巡查。（市城�局负责）

    Passes:
        一、加强巡查。（市城管局负责）
    """
    text = subject.source.text
    if any(mark in text for mark in _MARKS):
        for found in _LOST.finditer(text):
            yield Remark(Span(*found.span()), {"count": found.end() - found.start()})
