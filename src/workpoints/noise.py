"""What in a file is no part of the notice: the numbers and heads of pages, and what web pages put around a text.

page number   — 3 —, 第3页 共8页, alone on a line
page head     a short line that comes back in the same words behind two page breaks or more
furniture     a line of buttons, counters and paths: 【打印】 字号：大 中 小, 首页 > 政策 > 文件
foot          behind the notice, from the first line of furniture on to the end of the page
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from workpoints.labels import label_at
from workpoints.source import Span
from workpoints.words import TRADITIONAL

__all__ = ["PINYIN", "Noise", "Page"]

# 一 3 一 is what reading by machine makes of it.
_PAGE_NUMBER = re.compile(
    r"[-—–－―·]+\s*\d{1,4}\s*[-—–－―·]+|一\s*\d{1,4}\s*一|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?"
)
_PAGE_HEAD = re.compile(
    rf"(?:\f|^[^\S\n]*(?:{_PAGE_NUMBER.pattern})[^\S\n]*\n)[\s\f]*(?P<head>\S[^\n\f。：；]{{2,40}}?)[^\S\n]*$",
    re.MULTILINE,
)
PINYIN = re.compile(r"\((?<=[\u3400-\u9fff]\()[a-zü]{0,5}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]{0,4}\)")
"""Pronunciation that mirror sites put behind rare characters: 農(nóng)業(yè)."""

# Lines, or the parts of lines, of a web page around a notice.
_FURNITURE = (
    r"【?\[?字[体号][：:].{0,24}?",
    r"【?(?:打印|收藏|关闭|纠错|我要纠错|留言|分享)(?:本页|窗口)?】?",
    r"分享(?:到|至)[：:]?.{0,16}?",
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)[：:].{0,10}?",
    r"(?:责任编辑|编辑|审核|校对)[：:].{0,12}?",
    r"(?:来源|信息来源|稿源)[：:].{0,24}?",
    r"(?:发布|更新)?(?:日期|时间)[：:]\s*[\d年月日:： .-]{8,20}(?=.*(?:来源|字[体号]|浏览|打印|点击))",
    r"(?:上|下)一[篇条][：:].{0,60}",
    r"返回(?:顶部|首页|列表)",
    r"【?(?:大|中|小)】?(?:\s?【?(?:大|中|小)】?){2}\]?",
    r"(?:当前位置|您(?:现在|当前)?的?位置)(?:是)?[：:].*",
)
# What is furniture at the foot of a page, and words elsewhere.
_AT_FOOT = (
    r"扫一扫.{0,16}",
    r"(?:相关|附件)(?:新闻|链接|阅读|文档|稿件|解读|下载)(?:[：:].{0,80})?",
    r"(?:版权所有|网站标识码|网站地图|技术支持[：:]).{0,80}",
)
# Who runs a page; in a text that is none these are labels of parties.
_HOSTS = (r"(?:主办|承办|运行维护|网站主办)(?:单位)?[：:].{0,100}",)
_PAGE_WORDS = (
    "网站标识码",
    "ICP备",
    "打印",
    "扫一扫",
    "浏览次数",
    "责任编辑",
    "版权所有",
    "索引号",
    "当前位置",
    "网站",
)


def _line_of(*items: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(items)})[\s|丨·]*)+")


_FURNITURE_LINE = _line_of(*_FURNITURE)
_FOOT_LINE, _HOSTED_FOOT_LINE = _line_of(*_FURNITURE, *_AT_FOOT), _line_of(*_FURNITURE, *_AT_FOOT, *_HOSTS)
_TRADITIONAL = "關於號發辦"
_FIRST = frozenset("-—–－―·一第【[字打收关纠我留分浏阅点访责编审校来信稿发更日时上下扫返相附主承运网版技大中小当您")
# The way to a page: 首页 > 政策 > 国务院文件
_PATH = re.compile(r"(?=.*(?:首页|主页|公开|政策|新闻))[^。，>＞»]{2,20}(?:\s*[>＞»]\s*[^。，>＞»]{2,30}){2,}")
_PATH_MARKS = ">＞»"
_LONGEST_FURNITURE = 160
_FOOT_LINES, _LONGEST_FOOT_LINE = 20, 120
# What may stand behind a notice and belongs to it (GB/T 9704-2012, 7.4): copies and the printing line.
_OWN_END = re.compile(r"\s*抄\s*送|.*印\s*发\s*$|.*\d\s*日\s*$|.*[。；：]\s*$|\s*[（(](?:此件|本文|信息公开).*")


class Noise(NamedTuple):
    """Something in the source that is no part of the notice."""

    kind: str
    """`page_number`, `page_head`, `border` (of a table), `pinyin`, `web` (furniture of a page), or `control` (control
    characters, byte order marks, lone surrogates)."""
    span: Span


class Page:
    """Tells the noise among the lines of a text."""

    def __init__(self, text: str) -> None:
        self.text = text = text.translate(TRADITIONAL) if any(mark in text for mark in _TRADITIONAL) else text
        self.has_breaks = "\f" in text
        self.has_paths = any(mark in text for mark in _PATH_MARKS)
        self.foot = self._foot()

    @cached_property
    def heads(self) -> set[int]:
        """Where the heads of pages stand."""
        found = [(match["head"], match.start("head")) for match in _PAGE_HEAD.finditer(self.text)]
        times = Counter(head for head, _ in found)
        return {start for head, start in found if times[head] > 1}

    def noise(self, start: int, end: int) -> str:
        """The kind of noise that a line is; empty for any other line."""
        if start >= self.foot:
            return "web"
        if self.has_breaks and start in self.heads:
            return "page_head"
        text = self.text
        if text[start] in _FIRST:
            if _PAGE_NUMBER.fullmatch(text, start, end):
                self.has_breaks = True
                return "page_number"
            if end - start <= _LONGEST_FURNITURE and _FURNITURE_LINE.fullmatch(text, start, end):
                return "web"
        return (
            "web" if self.has_paths and end - start <= _LONGEST_FURNITURE and _PATH.fullmatch(text, start, end) else ""
        )

    def _foot(self) -> int:
        """Where the foot of a web page begins: from its first furniture on no line is one of the notice."""
        text, foot = self.text, len(self.text)
        start, foot_line = foot, _HOSTED_FOOT_LINE if any(word in text for word in _PAGE_WORDS) else _FOOT_LINE
        for _ in range(_FOOT_LINES):
            end = start
            start = text.rfind("\n", 0, max(0, end - 1)) + 1
            line = text[start:end].strip()
            if start and not line:
                continue
            if not start or len(line) > _LONGEST_FOOT_LINE or _OWN_END.fullmatch(line) or label_at(line, 0):
                break
            if line[0] in _FIRST and foot_line.fullmatch(line):
                foot = start
        return foot
