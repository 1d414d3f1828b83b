"""Texts that the laws are tried on: a notice damaged, marks and tables without sense, and pieces of notices mixed."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
NOTICE = (ROOT / "data/raw/jiyuan-2023.txt").read_bytes().decode("utf-8")
NOTICES = [file.read_bytes().decode("utf-8") for file in sorted((ROOT / "tests/notices").glob("*/input.txt"))]
LINES = NOTICE.splitlines(keepends=True)
SWAPS = {"（": "(", "）": ")", "(": "（", ")": "）", "〔": "[", "〕": "]", "。": "", "、": "，", "\n": "\r\n"}
STRAY = [chr(code) for code in range(32)] + [
    "\ufeff",
    "\ud800",
    "\udfff",
    "\x7f",
    "\x85",
    "\u2028",
    "\u3000",
    "— 3 —",
    "\f",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of the notice with lines cut, doubled and shuffled, marks swapped and stray characters put in."""
    first = draw(st.integers(0, len(LINES) - 1))
    lines = LINES[first : first + draw(st.integers(1, 60))]
    for action in draw(
        st.lists(st.sampled_from(["cut", "double", "shuffle", "swap", "insert", "crlf", "join"]), max_size=6)
    ):
        k = draw(st.integers(0, max(0, len(lines) - 1)))
        if not lines:
            break
        if action == "cut":
            lines[k] = lines[k][draw(st.integers(0, 20)) :]
        elif action == "double":
            lines.insert(k, lines[k])
        elif action == "shuffle":
            lines = draw(st.permutations(lines))
        elif action == "swap":
            mark = draw(st.sampled_from(sorted(SWAPS)))
            lines[k] = lines[k].replace(mark, SWAPS[mark])
        elif action == "insert":
            at = draw(st.integers(0, len(lines[k])))
            lines[k] = lines[k][:at] + draw(st.sampled_from(STRAY)) + lines[k][at:]
        elif action == "crlf":
            lines = [line.replace("\n", "\r\n") for line in lines]
        else:
            lines[k] = lines[k].rstrip("\n")
    return "".join(lines)


# Text of any kind, and text made of the marks that the parser looks for.
MARKS = st.text(alphabet="一二三、（）()〔〕[]1.．2①第章市局负责牵头，。；：\n \t\u3000《》“”等和各|│", max_size=120)
CELLS = ["序号", "1", "2", "任务", "责任单位", "牵头单位", "完成时限", "市教育局", "市 局", "6月底", "", "甲。"]
TABLES = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), max_size=6).map(
    lambda rows: "\n".join(("|" if k % 2 else "\t").join(row) for k, row in enumerate(rows))
)
# Tables whose columns are drawn, so that cells may break over lines.
DRAWN = st.lists(
    st.one_of(st.just("├──┼──┼──┤"), st.lists(st.sampled_from(CELLS), min_size=3, max_size=3).map("│".join)), max_size=9
).map(lambda rows: "\n".join(row if row.startswith("├") else f"│{row}│" for row in ["序号│任务│责任单位", *rows]))
TEXTS = st.one_of(damaged(), MARKS, TABLES, DRAWN, st.text(max_size=80))

# What gives a text its structure, or takes it away: each is put between pieces of notices.
STRUCTURE = {
    "blank": ["\n", "\n\n", "\r\n", "\t", "\t\t", " ", "    ", "　　", "\f", "\n\f", "\x85", "\u2028"],
    "stray": ["\ufeff", "\x01", "\u200b", "(nóng)", "農(nóng)業(yè)"],
    "bracket": ["（", "）", "(", ")", "《", "》", "〔", "【", "】", "“", "”"],
    "label": ["一、", "（二）", "3.", "4、", "（5）", "6）", "⑦", "第八条", "第九章 总则\n", "第十、", "一是", "二是"],
    "border": ["|", "│", "├──┼──┤\n", "┌──┬──┐\n", "└──┴──┘\n", "+---+---+\n", "|---|---|\n"],
    "row": [
        "序号\t任务\t责任单位\n",
        "│序号│任务│责任单位│\n",
        "序号\n任务\n责任单位\n1\n",
        "1\t甲\t市教育局\n",
        "\t\t市财政局\n",
        "│1│甲乙│市教│\n",
        "│ │ │育局│\n",
        "| | | |\n",
        "2\n",
    ],
    "page": ["— 3 —\n", "-4-\n", "\n5\n", "第6页 共8页\n"],
    "web": [
        "来源：某市人民政府网\n",
        "责任编辑：王某\n",
        "【打印】\n",
        "【打印】 【关闭】\n",
        "字号：大 中 小\n",
        "首页 > 政策 > 文件\n",
        "发文字号：某政办发〔2023〕5号\n",
        "标题\n甲\n",
        "扫一扫在手机打开当前页\n",
    ],
    "attachment": ["附件\n", "附件1\n", "附件：1.甲\n2.乙\n", "附件2任务分工表\n", "\n附件3\n", "附件："],
    "head": ["某市文件\n", "某政发〔2023〕1号\n", "关于甲的通知\n", "各县区人民政府：\n", "各有关单位："],
    "foot": [
        "2023年5月1日\n",
        "二〇二三年五月一日\n",
        "（此件公开发布）\n",
        "某市人民政府办公室\n",
        "某市人民政府\n2023年5月1日\n",
        "抄送：市委办公室。\n",
        "某市人民政府办公室 2023年5月2日印发\n",
    ],
    "duty": [
        "（市教育局牵头，市财政局配合）",
        "责任单位：市教育局\n",
        "牵头单位：市教育局；配合单位：市财政局\n",
        "完成时限：6月底前",
        "按职责分工负责",
    ],
    "role": ["由负责", "会同", "负责", "牵头", "配合", "等", "分别负责", "由等负责"],
    "empty": ["责任单位：", "责任单位：由等", "牵头单位：、、\n", "（责任单位：）", "责任单位\n", "完成时限：", "（）"],
}


def part_of(line: str) -> st.SearchStrategy[str]:
    """Some of a line, cut on both sides at any place."""
    places = st.integers(0, len(line))
    return st.tuples(places, places).map(lambda cut: line[min(cut) : max(cut)])


def stretch_of(notice: str) -> st.SearchStrategy[str]:
    """Some lines of a notice one behind another; the first is cut at any place."""
    return st.builds(
        lambda start, count: "".join(notice[start:].splitlines(keepends=True)[:count]),
        st.integers(0, len(notice) - 1),
        st.integers(1, 12),
    )


ALL_LINES = st.sampled_from(
    sorted(
        {line for notice in NOTICES for line in notice.splitlines(keepends=True)}, key=lambda line: (len(line), line)
    )
)
PIECE = st.one_of(
    st.sampled_from([mark for marks in STRUCTURE.values() for mark in marks]),
    st.sampled_from(list(STRUCTURE.values())).flatmap(st.sampled_from),
    ALL_LINES,
    ALL_LINES.flatmap(part_of),
    st.sampled_from(NOTICES).flatmap(stretch_of),
)
# What happens to the breaks of a text as a whole, mostly nothing.
BREAKS = st.sampled_from(["\n", "\n", "\n", "\n", "", "\n\n", "\r\n"])


@st.composite
def mixed(draw: st.DrawFn) -> str:
    """Pieces of many notices with marks of structure between them, now and then inside a stretch of one notice."""
    middle = "".join(draw(st.lists(PIECE, min_size=1, max_size=10)))
    if draw(st.integers(0, 5)) == 5:
        notice = draw(st.sampled_from(NOTICES))
        place = draw(st.integers(0, len(notice)))
        before, behind = draw(st.integers(0, len(notice))), draw(st.integers(0, len(notice)))
        middle = notice[max(0, place - before) : place] + middle + notice[place : place + behind]
    return middle.replace("\n", draw(BREAKS))
