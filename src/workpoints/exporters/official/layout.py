"""What GB/T 9704-2012 《党政机关公文格式》 says of the layout, in the terms of Word. Numbers are those of its clauses.

Fonts are names only: whoever opens a document needs them, or sees what stands in for them (`STAND_INS`).
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "BODY_SIZE",
    "FINE_SIZE",
    "FOOTER_MM",
    "LINE",
    "LINE_CHARACTERS",
    "MARGINS_MM",
    "MARK_TOP_MM",
    "OFFICES",
    "PAGE_MM",
    "RED",
    "RULE_GAP_MM",
    "STAND_INS",
    "STYLES",
    "TEXT_WIDTH",
    "TIGHTER",
    "Style",
    "body_characters",
    "heading",
    "heading_inside",
    "points",
]

PAGE_MM = (210, 297)
"""5.1: A4."""
MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""5.2.1: 天头 37, 订口 28 and a 版心 of 156 × 225, which leaves the others."""
LINE_CHARACTERS = 28
"""5.2.3: 一般每面排22行，每行排28个字，并撑满版心."""

XIAOBIAOSONG, HEITI, KAITI, FANGSONG, SONGTI = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
STAND_INS = {XIAOBIAOSONG: "宋体", HEITI: "SimHei", KAITI: "楷体", FANGSONG: "仿宋", SONGTI: "SimSun"}
"""Font → the one that Word takes in its place where it is not installed."""

TITLE_SIZE, BODY_SIZE, FINE_SIZE = 22, 16, 14
"""2号, 3号 and 4号 in points."""
RED = "FF0000"
LINE = 28.95
"""Points from line to line: 22 of them fill the 637.8 points of 225 mm. A line of 29 points would leave room for 21."""
TIGHTER = -0.25
"""Points between two characters. 28 of 16 points are 448 wide, and the 版心 is 442.2: the 3号 of the standard is a bit
smaller than that of Word."""
TEXT_WIDTH = 442.2

MARK_TOP_MM = 35
"""7.2.4: 发文机关标志 上边缘至版心上边缘."""
RULE_GAP_MM = 4
"""7.2.7: 发文字号之下4 mm处居中印一条与版心等宽的红色分隔线."""
FOOTER_MM = 25.6
"""7.5: 一字线上距版心下边缘7 mm. Word counts from the edge of the paper to the foot of its line."""


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * 72 / 25.4


def body_characters(number: float, size: float = BODY_SIZE) -> float:
    """The width of characters of the body in points."""
    return number * (size + (TIGHTER if size == BODY_SIZE else 0))


class Style(NamedTuple):
    """A style of paragraphs, in points; what is not said is as in the text: 仿宋 of 3号, both sides even."""

    id: str
    name: str
    """As Word calls it, which translates the names of its own styles."""
    font: str = FANGSONG
    size: float = BODY_SIZE
    line: float = LINE
    align: str = "both"
    indented: bool = False
    """Whether the first line begins two characters further in."""
    left: float = 0
    hanging: float = 0
    """How far the first line begins before the others."""
    right: float = 0
    before: float = 0
    after: float = 0
    colour: str = ""
    level: int = 0
    """Level in the outline, from 1; 0 for text."""
    keep: bool = False
    """Whether it stands on the page of the paragraph behind it."""
    following: str = ""
    """Id of the style of the paragraph that is begun behind it."""


def heading(level: int) -> str:
    """Id of the style of headings of a level from 1 to 4."""
    return f"Heading{level}"


def heading_inside(level: int) -> str:
    """Id of the style of characters of a title at the beginning of a paragraph."""
    return f"Heading{level}Char"


_TASK_INDENT = body_characters(2)

STYLES = (
    Style("Normal", "Normal"),
    Style("BodyText", "Body Text", indented=True),
    # 7.3.3: 第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字.
    *(
        Style(heading(level), f"heading {level}", font, indented=True, level=level, keep=True, following="BodyText")
        for level, font in enumerate((HEITI, KAITI, FANGSONG, FANGSONG), start=1)
    ),
    # 7.2.4: 小标宋体字，颜色为红色; the size is left to the office (`letterhead.mark`).
    Style("Mark", "发文机关标志", XIAOBIAOSONG, align="center", colour=RED),
    # 7.2.5: 发文机关标志下空二行位置，居中排布.
    Style("Number", "发文字号", align="center", before=2 * LINE),
    # 7.3.1: 2号小标宋体字, 红色分隔线下空二行位置; 7.3.2: 标题下空一行位置.
    Style(
        "Title", "Title", XIAOBIAOSONG, TITLE_SIZE, line=33, align="center", after=LINE, keep=True, following="BodyText"
    ),
    Style("Subtitle", "Subtitle", KAITI, align="center", after=LINE, keep=True, following="BodyText"),
    # 7.3.2: 居左顶格，回行时仍顶格.
    Style("Addressees", "主送机关", following="BodyText"),
    # 7.3.5: 右空二字.
    Style("Signature", "署名", align="right", right=body_characters(2)),
    # 7.3.6: 居左空二字加圆括号编排在成文日期下一行.
    Style("Note", "附注", indented=True),
    # 7.4: 4号仿宋体字，左右各空一字, 回行时与冒号后的首字对齐.
    Style("Imprint", "版记", size=FINE_SIZE, line=24, left=4 * FINE_SIZE, hanging=3 * FINE_SIZE, right=FINE_SIZE),
    Style("Task", "任务", indented=True, keep=True),
    Style("TaskNote", "任务说明", KAITI, FINE_SIZE, line=24, left=_TASK_INDENT),
    # 7.5: 4号半角宋体阿拉伯数字.
    Style("Footer", "footer", SONGTI, FINE_SIZE, line=FINE_SIZE, align="left"),
)

OFFICES = {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位", "guide": "指导单位"}
"""Role → what a document calls the offices that have it."""
