"""Forms of comparisons: what changed is told in all of them, and no text of a notice is taken for anything else."""

from __future__ import annotations

import gettext
import json
import re
import time
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len
from rich.text import Text

from workpoints import i18n
from workpoints.cli.console import painted
from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms import FORMS, Style, render, said, stat, table
from workpoints.compare.forms.markdown import _line, escaped
from workpoints.compare.forms.outline import outline
from workpoints.compare.forms.stretches import beginning, bracketed, seen, stretches
from workpoints.compare.forms.view import groups
from workpoints.compare.forms.words import KIND_NAMES, kind_word
from workpoints.compare.inline import _TOKEN, Mark, marks
from workpoints.reports import Segment
from workpoints.reports.folding import folded

from .comparisons import EVERY_KIND, HOSTILE, HOSTILE_TEXT, SECTIONS
from .conftest import ROOT

FORMS_FOLDER = ROOT / "tests/forms"
NOTHING = Comparison("a.txt", "b.txt", [])
BOTH = [EVERY_KIND, HOSTILE, NOTHING]

# Marks inside texts

PIECES = st.sampled_from(
    ["市公安局", "、", "，", "甲", "乙", "丙丁", "2023", "2024年", "1.5", "。", "十四五", "ab", "\n", "（", "）"]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what some edits made of it or another text altogether."""
    pieces = draw(st.lists(PIECES, max_size=25))
    other = list(pieces)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(other)))
        other[place : place + draw(st.integers(0, 3))] = draw(st.lists(PIECES, max_size=3))
    return "".join(pieces), draw(st.one_of(st.just("".join(other)), TEXTS))


def of(found: list[Mark], *ops: str) -> str:
    return "".join(mark.text for mark in found if mark.op in ops)


@given(edited())
@example(("12", "1"))
@example(("甲，乙", "丙，丁"))
def test_marks_hold_both_texts(texts: tuple[str, str]) -> None:
    old, new = texts
    found = marks(old, new)
    assert of(found, "same", "removed") == old
    assert of(found, "same", "added") == new
    assert all(mark.text for mark in found)
    assert all((a.op, b.op) in _FOLLOWING for a, b in pairwise(found))
    if old == new:
        assert found == ([Mark("same", old)] if old else [])


_FOLLOWING = {("same", "removed"), ("same", "added"), ("removed", "added"), ("removed", "same"), ("added", "same")}


@given(edited())
def test_no_islands_between_changes(texts: tuple[str, str]) -> None:
    inner = marks(*texts)[1:-1]
    assert all(len(mark.text) > 2 for mark in inner if mark.op == "same")


@given(edited())
def test_numbers_change_as_a_whole(texts: tuple[str, str]) -> None:
    found = marks(*texts)
    for text, gone in zip(texts, ("added", "removed"), strict=True):
        whole = {end for token in _TOKEN.finditer(text) for end in token.span()}
        place = 0
        for mark in found:
            if mark.op != gone:
                place += len(mark.text)
                assert place in whole


# Old, new → what is read.
READ = [
    ("到2023年底达到95%。", "到2024年底达到97.5%。", "到[-2023-]{+2024+}年底达到[-95-]{+97.5+}%。"),
    ("二〇二三年", "二〇二四年", "[-二〇二三-]{+二〇二四+}年"),
    ("市公安局、市财政局负责", "市公安局、市教育局、市财政局负责", "市公安局、{+市教育局、+}市财政局负责"),
    ("打击侵权、假冒行为", "打击侵权行为", "打击侵权[-、假冒-]行为"),
    ("加强监管。压实责任。", "加强监管。", "加强监管。[-压实责任。-]"),
    ("严厉打击违法行为", "严厉打击（含网络）违法行为", "严厉打击{+（含网络）+}违法行为"),
    ("完全不同的文字", "没有一点儿像样", "[-完全不同的文字-]{+没有一点儿像样+}"),
    ("", "甲", "{+甲+}"),
    ("甲\n乙", "甲乙", "甲[-↵-]乙"),
]


@pytest.mark.parametrize(("old", "new", "read"), READ)
def test_marks_read_well(old: str, new: str, read: str) -> None:
    assert bracketed(marks(old, new)) == read


LONG = [
    ("甲乙" * 1500, "甲丙" * 1500),
    ("甲" * 20000, "乙甲" * 10000),
    ("。" * 30000, "。甲" * 20000),
    ("甲乙" * 50000, "甲乙" * 50000 + "丙"),
    ("\n" * 5000 + "甲" * 5000, "甲" * 5000 + "\n" * 5000),
    ("甲乙" * 170, "甲丙" * 170),
    ("甲乙丙丁。" * 3000, "甲乙戊丁。" + "甲乙丙丁。" * 2999 + "己"),
]


@pytest.mark.parametrize(("old", "new"), LONG, ids=range(len(LONG)))
def test_long_texts_take_no_long_time(old: str, new: str) -> None:
    start = time.process_time()
    found = marks(old, new)
    assert time.process_time() - start < 3
    assert (of(found, "same", "removed"), of(found, "same", "added")) == (old, new)


def test_long_texts_are_matched_by_sentences(notice_text: str) -> None:
    old = notice_text * 2
    new = old.replace("示范区市场监管局", "示范区市监局", 3).replace("2023", "2024", 4)
    found = marks(old, new)
    assert (of(found, "same", "removed"), of(found, "same", "added")) == (old, new)
    assert len(of(found, "removed", "added")) < 300


def test_stretches_around_changes() -> None:
    far = "子丑寅卯辰巳午未申酉" * 10
    found = stretches(marks(f"{far}2023{far}2023{far}", f"{far}2024{far}2025{far}"), 5)
    assert bracketed(found) == ("…巳午未申酉[-2023-]{+2024+}子丑寅卯辰…巳午未申酉[-2023-]{+2025+}子丑寅卯辰…")
    short = marks("到2023年底", "到2024年底")
    assert stretches(short, 1) == short
    assert stretches([Mark("same", far)]) == [Mark("same", far)]


@given(st.text(max_size=40), st.integers(4, 40))
def test_beginnings_fit(text: str, room: int) -> None:
    found = beginning(text, room)
    assert cell_len(found) <= room or found == seen(text)
    assert seen(text).startswith(found.removesuffix("…"))


# All forms


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    "comparisons", [[EVERY_KIND], [HOSTILE], BOTH, [NOTHING], []], ids=["every", "hostile", "both", "same", "none"]
)
def test_every_form_is_whole_lines_that_a_file_can_hold(style: Style, comparisons: list[Comparison]) -> None:
    text = render(comparisons, style)
    assert text.encode() == b"" or text.endswith("\n")
    assert text == render(comparisons, style)


def test_every_style_has_a_form() -> None:
    assert list(FORMS) == list(Style)


def test_halves_of_pairs_are_escaped() -> None:
    odd = [Comparison("旧\udc80.txt", "新.txt", [Change(Kind.rule, "", new="\ud800")])]
    for style in Style:
        assert render(odd, style).encode()


GOLDEN = {
    "text.txt": (Style.text, False),
    "side-by-side.txt": (Style.text, True),
    "changes.tsv": (Style.tsv, False),
    "changes.json": (Style.json, False),
    "comment.md": (Style.markdown, False),
    "commands.txt": (Style.github, False),
}


@pytest.mark.parametrize(("name", "style", "side_by_side"), [(name, *form) for name, form in GOLDEN.items()])
def test_a_change_of_every_kind(name: str, style: Style, side_by_side: bool) -> None:  # noqa: FBT001
    expected = (FORMS_FOLDER / name).read_text("utf-8")
    assert render([EVERY_KIND], style, side_by_side=side_by_side) == expected


def test_the_sample_has_every_kind() -> None:
    assert {change.kind for change in EVERY_KIND.changes} == set(Kind)


# Sentences and groups

SAID = {
    Kind.party_added: ("1.1.2: 市公安局 is responsible now", "1.1.2：新增负责单位市公安局"),
    Kind.party_dropped: ("1.1.2: 市财政局 supports no longer", "1.1.2：市财政局不再配合"),
    Kind.role_changed: ("1.1.2: the role of 市医保局 changes: supports → leads", "1.1.2：市医保局由配合改为牵头"),
    Kind.lead_replaced: (
        "1.1.2: 示范区工科委 leads instead of 示范区农业农村局",
        "1.1.2：牵头单位由示范区农业农村局更换为示范区工科委",
    ),
    Kind.split: ("1.3 → 1.3, 1.4: split into 2: 完善信用监管", "1.3 → 1.3, 1.4：拆分为 2 项：完善信用监管"),
    Kind.deadline: (
        "1.1.2: deadline changed: 2023年10月底前 → 2024年6月底前",
        "1.1.2：时限由“2023年10月底前”改为“2024年6月底前”",
    ),
}


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = gettext.translation("workpoints", ROOT / "src/workpoints/locale", ["zh_CN"])
    monkeypatch.setattr(i18n, "_catalogue", catalogue)


@pytest.mark.parametrize("kind", SAID)
def test_sentences(kind: Kind) -> None:
    assert said(next(change for change in EVERY_KIND.changes if change.kind is kind)) == SAID[kind][0]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("kind", SAID)
def test_sentences_in_chinese(kind: Kind) -> None:
    assert said(next(change for change in EVERY_KIND.changes if change.kind is kind)) == SAID[kind][1]


@pytest.mark.usefixtures("chinese")
def test_kinds_in_chinese_are_those_of_the_tables() -> None:
    assert {kind: kind_word(kind) for kind in Kind} == KIND_NAMES


def test_a_part_that_left_the_highest_level_is_told_from_one_in_another_order() -> None:
    moved = Change(Kind.moved, "甲", "2", "1.3", new="一、乙")
    assert said(moved) == "2 → 1.3: moved from the highest level to 一、乙: 甲"
    assert said(moved._replace(new=None, id_new="1")) == "2 → 1: stands at another place among its neighbours: 甲"
    assert said(moved._replace(old="一、乙", id_old="1.1")).startswith("1.1 → 1.3: stands at another place")


def test_an_unknown_role_is_told_without_it() -> None:
    change = Change(Kind.party_added, "甲", "1", "1", unit="市教育局", new="other")
    assert said(change) == "1: 市教育局 takes part now"


def test_groups_are_in_the_order_of_the_sections() -> None:
    titles = [group.title for group in groups(EVERY_KIND)]
    assert titles == ["outside the parts of the plan", *SECTIONS.values(), "四、强化组织保障"]
    changes = [
        Change(Kind.title, "", id_new=place, section=section)
        for place, section in (("2", "乙"), ("1", "甲"), ("2.1", "乙"))
    ]
    found = groups(Comparison("a", "b", changes))
    assert [(group.title, [change.id_new for change in group.changes]) for group in found] == [
        ("乙", ["2", "2.1"]),
        ("甲", ["1"]),
    ]


def test_outlines_hold_what_is_below() -> None:
    (section,) = [change for change in EVERY_KIND.changes if change.id_new == "2.5"]
    assert [(line.depth, line.id, line.title) for line in outline(section)] == [
        (0, "2.5", "规范招标投标和政府采购"),
        (1, "2.5.1", "推进招标投标全流程电子化"),
        (1, "2.5.2", ""),
    ]
    assert outline(section)[1].text == "全面推行远程异地评标。（市发展改革委牵头）"
    assert [line.text for line in outline(section._replace(data=None))] == ["规范招标投标和政府采购"]


# At a terminal


@pytest.mark.parametrize("side_by_side", [False, True])
@pytest.mark.parametrize("width", [60, 79, 100, 200])
def test_lines_keep_to_the_width(width: int, side_by_side: bool) -> None:  # noqa: FBT001
    text = render(BOTH, Style.text, width=width, side_by_side=side_by_side)
    assert max(map(cell_len, text.splitlines())) <= width
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert not [character for character in text if not character.isprintable() and character != "\n"]


def pieces(side_by_side: bool) -> list[Segment]:  # noqa: FBT001
    found: list[Segment] = []

    def keep(segments: Iterable[Segment]) -> str:
        found.extend(segments)
        return "".join(segment.text for segment in found)

    render([EVERY_KIND], Style.text, side_by_side=side_by_side, paint=keep)
    return found


@pytest.mark.parametrize("side_by_side", [False, True])
def test_colours_take_the_place_of_brackets(side_by_side: bool) -> None:  # noqa: FBT001
    found = pieces(side_by_side)
    assert not {"[-", "{+"} & {segment.text[:2] for segment in found}
    assert Segment("97.5", "added") in found
    assert Segment("95", "removed") in found


@pytest.mark.parametrize("side_by_side", [False, True])
def test_brackets_are_no_markup(monkeypatch: pytest.MonkeyPatch, side_by_side: bool) -> None:  # noqa: FBT001
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = render([HOSTILE], Style.text, side_by_side=side_by_side, paint=painted)
    assert "\x1b[9;31m" in text or "\x1b[31;9m" in text
    assert "\x07" not in text
    assert "[b]粗[/b]" in Text.from_ansi(text).plain.replace("\n", "")


@given(st.text("甲乙，。（）a1 ", max_size=60), st.integers(12, 40))
@example("。。。 。。。", 12)
def test_folding_loses_nothing(text: str, width: int) -> None:
    lines = "".join(segment.text for segment in folded([Segment(text[:20]), Segment(text[20:], "dim")], width, 2))
    assert lines.endswith("\n")
    assert "".join(lines.split()) == "".join(text.split())
    assert max(map(cell_len, lines.split("\n"))) <= width
    assert " " in text or not re.search(r"[^\s，。）]{3}\n  [，。）]", lines)


# For programs


def test_json_rows() -> None:
    rows = json.loads(render([EVERY_KIND], Style.json))
    assert rows == [json.loads(line) for line in render([EVERY_KIND], Style.jsonl).splitlines()]
    assert [row["kind"] for row in rows] == [change.kind for change in EVERY_KIND.changes]
    for row, change in zip(rows, EVERY_KIND.changes, strict=True):
        assert row["text"] == change.text
        assert all(value for key, value in row.items() if key != "text")
        assert set(row) <= {
            "kind", "id_old", "id_new", "unit", "field", "old", "new", "text", "section", "ids_old", "ids_new",
            "numbers",
        }  # fmt: skip
    assert rows[4]["numbers"][1] == {"id_old": "1.2", "id_new": "1.3", "old": "（二）", "new": "（3）"}


def test_json_rows_of_several_comparisons_name_the_files() -> None:
    lines = render(BOTH, Style.jsonl).splitlines()
    rows = [json.loads(line) for line in lines]
    assert {(row["file_old"], row["file_new"]) for row in rows} == {(each.old, each.new) for each in BOTH[:2]}
    assert len(rows) == 2 * len(EVERY_KIND.changes)
    assert rows[-1]["text"] == HOSTILE.changes[-1].text


def test_tables() -> None:
    for comparisons in ([HOSTILE], BOTH):
        found = table(comparisons)
        lines = [line.split("\t") for line in render(comparisons, Style.tsv).split("\n")[:-1]]
        assert {len(line) for line in lines} == {len(found.headings)}
        assert len(lines) == 1 + len(found.rows)
    assert table(BOTH).headings[:2] == ("原文件", "新文件")


def test_stat() -> None:
    headings, rows = stat([EVERY_KIND])
    assert headings == ("板块", *(KIND_NAMES[kind] for kind in Kind), "合计")
    assert {len(row) for row in rows} == {len(headings)}
    assert rows[-1][0] == "合计"
    for column in list(zip(*rows, strict=True))[1:]:
        assert sum(int(cell or 0) for cell in column[:-1]) == int(column[-1] or 0)
    assert rows[-1][-1] == str(len(EVERY_KIND.changes))
    assert stat([NOTHING]) == (("板块", "合计"), [("合计", "0")])
    assert stat(BOTH).rows[0][:2] == (EVERY_KIND.old, EVERY_KIND.new)


def test_commands_are_one_a_line() -> None:
    for comparison in (EVERY_KIND, HOSTILE):
        lines = render([comparison], Style.github).split("\n")[:-1]
        assert len(lines) == len(comparison.changes)
        assert all(re.fullmatch(r"::notice file=[^,:]+(,line=\d+)?,title=[^,:]+::.+", line) for line in lines)
        where = [bool(re.search(",line=", line)) for line in lines]
        assert where == [change.id_new is not None for change in comparison.changes]


# Markdown

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inner(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield from (token, *inner(token.children or ()))


def text_of(tokens: Iterable[Token]) -> str:
    return "".join(token.content for token in inner(tokens) if token.type in ("text", "text_special"))


LINE = st.text(
    st.one_of(st.sampled_from("*_~`[]()<>#+-.!|&;:@$=\\/\"'w1a 甲（“"), st.characters(max_codepoint=0x3000)),
    max_size=30,
)
HARMLESS = {"<!-- -->", "<span>", "</span>", "<ins>", "</ins>", "<del>", "</del>"}


@given(LINE)
@example(HOSTILE_TEXT)
@example("&lt;www.a.b")
@example("1) 甲")
def test_escaped_texts_come_back(text: str) -> None:
    for before, line in (("- ", _line(escaped(text.strip()))), ("- 甲 ", escaped(text.strip()))):
        tokens = MARKDOWN.parse(before + line)
        shown = before[2:] + seen(text.strip())
        assert "".join(text_of(tokens).split()) == "".join(shown.split())
        assert {token.type for token in inner(tokens)} <= {
            "bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "text_special", "html_inline",
            "paragraph_close", "list_item_close", "bullet_list_close",
        }  # fmt: skip
        assert {token.content for token in inner(tokens) if token.type == "html_inline"} <= HARMLESS


def test_nothing_on_github_becomes_a_link() -> None:
    text = escaped("@someone #12 :tada: $x$ www.a.cn https://a.cn a@b.cn")
    assert text == (
        "@<!-- -->someone \\#<!-- -->12 :<!-- -->tada: <span>$</span>x<span>$</span> www\\.a.cn "
        "https:<!-- -->//a.cn a@<!-- -->b.cn"
    )


@pytest.mark.parametrize("comparison", [EVERY_KIND, HOSTILE], ids=["every", "hostile"])
def test_a_comment_has_a_heading_a_line_of_counts_and_lists(comparison: Comparison) -> None:
    tokens = MARKDOWN.parse(render([comparison], Style.markdown))
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h3", *["h4"] * 5]
    assert {token.type for token in inner(tokens)} == {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
        "list_item_open", "list_item_close", "inline", "text", "html_inline", "strong_open", "strong_close",
        *(["text_special"] if any(token.type == "text_special" for token in inner(tokens)) else []),
    }  # fmt: skip
    assert {token.content for token in inner(tokens) if token.type == "html_inline"} <= HARMLESS
    top = [token for token in tokens if token.type == "list_item_open" and token.level == 1]
    assert len(top) == len(comparison.changes)
    assert "".join(seen(comparison.new).split()) in "".join(text_of(tokens).split())


# The page


class Page(HTMLParser):
    """A page with its elements as they are nested."""

    VOID = ("meta", "link", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@pytest.mark.parametrize("comparisons", [[EVERY_KIND], [HOSTILE], BOTH], ids=["every", "hostile", "both"])
def test_the_page_needs_nothing_else(comparisons: list[Comparison]) -> None:
    page = Page(render(comparisons, Style.html))
    targets = page.values("href")
    assert targets.pop(0) == "data:,"
    assert {target.removeprefix("#") for target in targets} == set(map(str, Kind))
    assert sorted(page.values("id")) == sorted(target.removeprefix("#") for target in targets)
    assert not page.values("src")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("script"), tags.count("style"), tags.count("link")) == (1, 1, 1)
    assert "url(" not in render(comparisons, Style.html)
    assert "@import" not in render(comparisons, Style.html)
    assert len(page.values("data-kind")) == sum(len(each.changes) for each in comparisons)


def test_the_page_shows_both_texts() -> None:
    page = Page(render([EVERY_KIND], Style.html))
    assert len(page.cells) == 3 * len(EVERY_KIND.changes)
    sides = [(page.cells[k + 1], page.cells[k + 2]) for k in range(0, len(page.cells), 3)]
    worded = [change for change in EVERY_KIND.changes if change.kind in (Kind.header, Kind.title)]
    assert {(change.old, change.new) for change in worded} <= set(sides)
    assert page.tags[0] == ("html", {"lang": "en"})
    assert "zh-CN" in page.values("lang")


def test_hostile_texts_stand_on_the_page_as_they_are() -> None:
    page = Page(render([HOSTILE], Style.html))
    assert any("<script>alert(1)</script>[b]粗[/b]" in cell for cell in page.cells)
    assert not [cell for cell in page.cells if "\x07" in cell or "\u202e" in cell]


def test_the_page_shows_that_a_paragraph_went() -> None:
    change = Change(Kind.reworded, "", "1", "1", field="text", old="甲甲甲\n乙乙乙", new="甲甲甲乙乙乙")
    page = render([Comparison("a", "b", [change])], Style.html)
    assert "甲甲甲<del>↵\n</del>乙乙乙" in page


def test_the_page_without_changes_says_so() -> None:
    text = render([NOTHING], Style.html)
    assert "no changes" in text
    assert "<script" not in text
    Page(text)


@pytest.mark.usefixtures("chinese")
def test_the_page_in_chinese() -> None:
    page = Page(render([EVERY_KIND], Style.html))
    assert page.tags[0] == ("html", {"lang": "zh-CN"})
