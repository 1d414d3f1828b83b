"""What web pages put around a notice.

furniture   a line of buttons, counters and paths: 【打印】 字号：大 中 小, 来源：某网 浏览次数：35, 首页 > 政策 > 文件
foot        behind the notice, from the first line of furniture on to the end of the page

    line  = piece { separator piece }
    piece = head value, the value no longer than the head allows
    path  = step ( ">" step ) ( ">" step ) …, one of which says what it is
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workpoints.labels import label_at

__all__ = ["KINDS", "LONGEST_FURNITURE", "STARTS", "Foot", "foot_of", "furniture_of", "is_path"]

_REST = 1000
# Kind of furniture → its head, and how long its value may be; the last of a line where it takes the rest.
KINDS = {
    "size": (r"【?\[?字[体号][：:][\s\[【大中小\]】]*", 24),
    "share": (r"分享(?:到|至)[：:]?", 16),
    "button": (r"【?(?:打印|收藏|关闭|纠错|我要纠错|留言|分享)(?:本页|窗口)?】?", 0),
    "counter": (r"(?:浏览|阅读|点击|访问)(?:次数|量|数)[：:]", 10),
    "editor": (r"责任编辑[：:]", 12),
    "reviewer": (r"(?:编辑|审核|校对)[：:]", 12),
    "source": (r"(?:来源|信息来源|稿源)[：:]", 24),
    "time": (r"(?:发布|更新)?(?:日期|时间)[：:](?=\s*[\d年月日:： .-]{8})", 24),
    "neighbour": (r"(?:上|下)一[篇条][：:]", _REST),
    "return": (r"返回(?:顶部|首页|列表)", 0),
    "sizes": (r"【?[大中小]】?(?:\s?【?[大中小]】?){2}\]?", 0),
    "place": (r"(?:当前位置|您(?:现在|当前)?的?位置)(?:是)?[：:]", _REST),
}
STARTS = frozenset("【[字分打收关纠我留浏阅点访责编审校来信稿发更日时上下返大中小当您")
"""The characters that these begin with: most lines are told by their first."""
# What is furniture at the foot of a page, and words elsewhere.
_FOOT_KINDS = {
    "scan": ("扫一扫", 16),
    "related": (r"(?:相关|附件)(?:新闻|链接|阅读|文档|稿件|解读|下载)[：:]?", 80),
    "site": ("版权所有|网站标识码|网站地图", 80),
    "support": ("技术支持[：:]", 80),
}
# Who runs a page; in a text that is none these are labels of parties.
_HOST_KINDS = {"host": (r"(?:主办|承办|运行维护|网站主办)(?:单位)?[：:]", 100)}
_PAGE_WORDS = (
    "网站标识码", "ICP备", "扫一扫", "浏览次数", "责任编辑", "版权所有", "索引号", "当前位置", "打印本页", "【打印】",
)  # fmt: skip
_DOUBTFUL = frozenset({"reviewer", "source", "time", "host", "support"})
"""Kinds whose heads a plan may use too."""
_EVERY = {**KINDS, **_FOOT_KINDS, **_HOST_KINDS}
_SEPARATORS = " \t\u3000\xa0|丨·"
LONGEST_FURNITURE = 160
_FOOT_LINES, _LONGEST_FOOT_LINE = 20, 120
# What may stand behind a notice and belongs to it (GB/T 9704-2012, 7.4): copies, dates, the printing line.
_END = r"抄\s*送|.*印\s*发$|.*日[）)]?$|[（(](?:此件|本文|信息公开)"
_NOTICE_END, _OWN_END = re.compile(_END), re.compile(rf"{_END}|.*[。；：]$")
_PATH_HOMES = ("首页", "主页")
_PATH_WORDS = (*_PATH_HOMES, "公开", "政策", "新闻")
_PATH_MARK = re.compile("[>＞»]")
_LONGEST_STEP, _FEWEST_STEPS = 30, 3


def _heads(kinds: dict[str, tuple[str, int]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{head})" for kind, (head, _) in kinds.items()))


_HEADS = _heads(KINDS)
_FOOT_HEADS, _HOSTED_FOOT_HEADS = _heads({**KINDS, **_FOOT_KINDS}), _heads(_EVERY)


class Foot(NamedTuple):
    """The foot of a web page."""

    start: int
    """Where it begins; the end of the text where there is none."""
    others: frozenset[int]
    """Where lines of it begin that are no furniture."""


def furniture_of(line: str, heads: re.Pattern[str] = _HEADS, *, within: bool = False) -> set[str]:
    """The kinds of furniture that make up a line; none for a line that says anything else.

    `within` the plan a line is none that holds nothing but what a plan may say too, as 来源：某局.
    """
    kinds: set[str] = set()
    place = 0
    while place < len(line):
        head = heads.match(line, place)
        if head is None:
            return set()
        kind = head.lastgroup or ""
        kinds.add(kind)
        longest = _EVERY[kind][1]
        following = heads.search(line, head.end()) if longest < _REST else None
        place = following.start() if following else len(line)
        if len(line[head.end() : place].strip(_SEPARATORS)) > longest:
            return set()
    return kinds if kinds - (_DOUBTFUL if within else {"time"}) else set()


def is_path(line: str, *, within: bool = False) -> bool:
    """Whether a line is the way to a page: 首页 > 政策 > 国务院文件; `within` the plan it has to name the home page."""
    steps = [step.strip() for step in _PATH_MARK.split(line)]
    if len(steps) < _FEWEST_STEPS or not any(word in line for word in (_PATH_HOMES if within else _PATH_WORDS)):
        return False
    return all(1 < len(step) <= _LONGEST_STEP and "。" not in step and "，" not in step for step in steps)


def foot_of(text: str) -> Foot:
    """The foot of a page, found from the end upwards: it ends at the first line that is the notice's own.

    It begins with furniture that no plan has, or above the names of a site with any. Lines that are none are part of it
    between furniture of two kinds. Right below a date, a note or the printing line it begins with any furniture.
    """
    heads = _HOSTED_FOOT_HEADS if any(word in text for word in _PAGE_WORDS) else _FOOT_HEADS
    foot = Foot(len(text), frozenset())
    kinds: set[str] = set()
    others: list[int] = []
    above = -1
    for start, line in _lines_upwards(text):
        found = furniture_of(line, heads)
        if not found and (len(line) > _LONGEST_FOOT_LINE or _OWN_END.match(line) or label_at(line, 0)):
            ends = _NOTICE_END.match(line) is not None and not label_at(line, 0)
            return Foot(above, frozenset(others)) if ends and above >= 0 else foot
        kinds |= found
        above = start if found else -1
        if not found:
            others.append(start)
        elif (found - _DOUBTFUL or "site" in kinds) and (len(others) == len(foot.others) or len(kinds) > 1):
            foot = Foot(start, frozenset(others))
    return foot


def _lines_upwards(text: str) -> Iterator[tuple[int, str]]:
    """The last lines that are not empty, the first line of the text left out, and where they begin; last first."""
    start, count = len(text), 0
    while count < _FOOT_LINES:
        end = start
        start = text.rfind("\n", 0, max(0, end - 1)) + 1
        if not start:
            break
        line = text[start:end]
        if kept := line.strip():
            count += 1
            yield start + line.index(kept[0]), kept
