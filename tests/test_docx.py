"""The exporter `docx`: what a document of Word has in it, read back with another pair of eyes."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.conftest import NOTICE, ROOT
from workpoints.convert import to_data
from workpoints.exporters.archive import steady
from workpoints.exporters.formats.docx import export
from workpoints.exporters.official.breaking import broken
from workpoints.exporters.official.plan import level_of, notation_of
from workpoints.exporters.official.text import clean, width
from workpoints.exporters.request import Request
from workpoints.ledger.rows import Key
from workpoints.ledger.state import State, States
from workpoints.parser import parse
from workpoints.parts import parts
from workpoints.query.duties import Reader
from workpoints.readers import read
from workpoints.registry.reader import load_registry

NOTICES = sorted((ROOT / "tests/notices").glob("*/input.txt"))
OFFICE = "示范区市场监管局"


@cache
def reader_of(path: Path) -> Reader:
    return Reader(to_data(parse(read(path)).notice), load_registry(None))


def made(plan: dict[str, Any], header: dict[str, Any] | None = None) -> Reader:
    """A notice that no text was read for."""
    source = {"name": "made.yaml", "sha256": ""}
    data: Any = {"schema_version": 1, "source": source, "header": header or {}, "plan": plan}
    return Reader(data, load_registry(None))


def item(text: str, *, title: str = "") -> dict[str, Any]:
    return {"id": "1", "label": "1.", **({"title": title} if title else {}), "clauses": [{"text": text}]}


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def paragraphs(document: Document) -> list[Paragraph]:
    """All of them, those in tables too, in reading order."""
    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def written(file: bytes) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(opened(file)) if paragraph.text]


def bare(text: str) -> str:
    return "".join(text.split())


def pieces_of(plan: Any) -> Iterator[str]:
    """All that a plan says, in reading order."""
    yield from (plan.get("title", ""), plan.get("preamble", ""))
    for _, node in parts({"plan": plan}):  # type: ignore[typeddict-item]
        yield from (node["label"], node.get("title", ""))
        for clause in node.get("clauses", []):
            yield from (clause.get("text", ""), notation_of(clause))
    yield plan.get("closing", "")


def values_of(header: Any) -> Iterator[str]:
    """All that a header says."""
    for value in header.values():
        if isinstance(value, dt.date):
            yield f"{value.year}年{value.month}月{value.day}日"
        else:
            yield from value if isinstance(value, list) else value.split("\n")


@cache
def plan_of_jiyuan() -> bytes:
    return export(Request([reader_of(NOTICE)]))


@cache
def list_of_office() -> bytes:
    return export(Request([reader_of(NOTICE)], units=[[OFFICE]]))


def test_no_text_of_a_notice_is_lost() -> None:
    readers = [reader_of(path) for path in [NOTICE, *NOTICES]]
    text = bare("".join(written(export(Request(readers)))))
    at = 0
    for reader in readers:
        name = reader.data["source"]["sha256"]
        for piece in map(bare, pieces_of(reader.data.get("plan", {}))):
            found = text.find(piece, at)
            assert found >= 0, (name, piece)
            at = found + len(piece)
        for value in values_of(reader.data.get("header", {})):
            assert bare(value) in text, (name, value)


def test_the_same_request_gives_the_same_bytes() -> None:
    assert export(Request([reader_of(NOTICE)])) == plan_of_jiyuan()
    assert export(Request([reader_of(NOTICE)], units=[[OFFICE]])) == list_of_office()
    with zipfile.ZipFile(io.BytesIO(plan_of_jiyuan())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert steady(plan_of_jiyuan()) == plan_of_jiyuan()


def test_properties_have_no_clock() -> None:
    properties = opened(plan_of_jiyuan()).core_properties
    assert properties.title == "示范区2023年打击侵犯知识产权和制售假冒伪劣商品工作要点"
    assert (properties.author, properties.last_modified_by) == ("workpoints", "workpoints")
    assert properties.created == properties.modified
    assert properties.created
    assert properties.created.year == 2000
    assert properties.language == "zh-CN"


def test_the_page_is_that_of_the_standard() -> None:
    document = opened(plan_of_jiyuan())
    (section,) = document.sections
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in page if size] == [210, 297]
    assert [round(size.mm) for size in margins if size] == [37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    normal = document.styles["Normal"].paragraph_format
    assert normal.line_spacing.pt == pytest.approx(28.95)
    assert normal.widow_control is False
    assert document.element.body.sectPr.find(qn("w:docGrid")) is None


def test_page_numbers_stand_on_the_outer_side() -> None:
    section = opened(plan_of_jiyuan()).sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment is not None
        assert paragraph.alignment.name.lower() == side
        assert getattr(paragraph.paragraph_format, f"{side}_indent").pt == 14
        assert [element.text for element in paragraph._p.iter(qn("w:t"))] == ["— ", "1", " —"]
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"


def fonts(style: Any) -> dict[str, str]:
    found = style.element.rPr.find(qn("w:rFonts"))
    return {key.rpartition("}")[2]: value for key, value in found.attrib.items()}


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("版记", "仿宋_GB2312", 14),
        ("Footer", "宋体", 14),
    ],
)
def test_fonts_are_those_of_the_standard_in_every_script(style: str, font: str, size: int) -> None:
    found = opened(plan_of_jiyuan()).styles[style]
    assert fonts(found) == dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font) | {"hint": "eastAsia"}
    assert found.font.size.pt == size


def test_headings_are_those_of_word() -> None:
    document = opened(plan_of_jiyuan())
    for level in range(1, 5):
        outline = document.styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl"))
        assert outline.get(qn("w:val")) == str(level - 1)
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    headings = [(name, text) for name, text in found if name and name.startswith("Heading")]
    assert headings[:2] == [
        ("Heading 1", "一、突出问题导向，加强重点领域治理"),
        ("Heading 2", "（一）推进互联网领域侵权假冒治理"),
    ]
    assert len([name for name, _ in headings if name == "Heading 1"]) == 7


@pytest.mark.parametrize(
    ("label", "depth", "level"),
    [
        ("一、", 0, 1), ("第一章", 0, 1), ("（一）", 1, 2), ("(十二)", 0, 2), ("1.", 2, 3), ("12．", 1, 3),
        ("3、", 1, 3),
        ("（1）", 3, 4), ("①", 2, 4), ("1", 0, 1), ("1.1", 1, 2), ("一是", 7, 4), ("", 0, 1),
    ],
)  # fmt: skip
def test_the_label_says_the_level_of_a_heading(label: str, depth: int, level: int) -> None:
    assert level_of(label, depth) == level


def test_first_lines_begin_two_characters_further_in() -> None:
    style = opened(plan_of_jiyuan()).styles["Body Text"]
    indent = style.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_what_stands_around_the_text_of_a_notice() -> None:
    header = {
        "issuing_body": "白鹭区城市管理局",
        "document_number": "白城管〔2024〕6号",
        "title": "关于印发工作要点的通知",
        "addressees": ["各科室", "各街道"],
        "body": "现印发给你们。",
        "signature": "白鹭区城市管理局",
        "issued_on": dt.date(2024, 2, 7),
        "note": "此件公开发布",
        "copied_to": "市城市管理局。",
        "printed_by": "白鹭区城市管理局办公室",
        "printed_on": dt.date(2024, 2, 8),
    }
    file = export(Request([made({"title": "工作要点", "children": [item("清扫街道。")]}, header)]))
    assert [text.replace("\n", "") for text in written(file)] == [
        "白鹭区城市管理局文件",
        "白城管〔2024〕6号",
        "关于印发工作要点的通知",
        "各科室，各街道：",
        "现印发给你们。",
        "白鹭区城市管理局",
        "2024年2月7日",
        "（此件公开发布）",
        "工作要点",
        "1.清扫街道。",
        "抄送：市城市管理局。",
        "白鹭区城市管理局办公室\t2024年2月8日印发",
    ]


def test_the_day_begins_two_characters_behind_the_name() -> None:
    header = {"title": "通知", "signature": "白鹭区城市管理局办公室", "issued_on": dt.date(2024, 2, 7)}
    name, date = paragraphs(opened(export(Request([made({"preamble": "如下。"}, header)]))))[-2:]
    ends = [paragraph.paragraph_format.right_indent for paragraph in (name, date)]
    (name_end, date_end) = [end.pt / 15.75 for end in ends if end is not None]
    assert name_end == pytest.approx(2, abs=0.01)
    assert width(name.text) + name_end == pytest.approx(width(date.text) + date_end + 2, abs=0.01)


def test_a_plan_that_is_itself_the_notice_is_signed_at_its_end() -> None:
    header = {"title": "关于做好工作的意见", "signature": "某局", "issued_on": dt.date(2024, 2, 7)}
    texts = written(export(Request([made({"preamble": "提出意见。", "children": [item("清扫街道。")]}, header)])))
    assert texts == ["关于做好工作的意见", "提出意见。", "1.清扫街道。", "某局", "2024年2月7日"]


def test_titles_begin_the_paragraph_where_no_part_of_the_row_has_others_below_it() -> None:
    inner = [item("学习。", title="理论"), item("调研。", title="作风")]
    part = {"id": "1", "label": "一、", "title": "党建", "children": inner}
    assert written(export(Request([made({"children": [part]})]))) == ["一、党建", "1.理论。学习。", "1.作风。调研。"]
    inner.append({"id": "2", "label": "2.", "title": "其他", "children": [item("检查。")]})
    again = written(export(Request([made({"children": [part]})])))
    assert again == ["一、党建", "1.理论", "学习。", "1.作风", "调研。", "2.其他", "1.检查。"]


def test_clauses_stand_behind_each_other_with_their_notations() -> None:
    clauses = [
        {"text": "一是清扫", "duty": {"text": "甲局负责"}},
        {"text": "二是巡查\n另起一段", "duty": {"text": "责任单位：乙局"}},
    ]
    part = {"id": "1", "label": "1.", "clauses": clauses}
    found = written(export(Request([made({"children": [part]})])))
    assert found == ["1.一是清扫（甲局负责）；二是巡查", "另起一段（责任单位：乙局）。"]


def test_a_rule_that_no_notation_has_the_words_of_stands_behind_its_part() -> None:
    rules = [{"kind": "first_leads", "text": "列首位者为牵头单位，下同", "from": "1"}]
    found = written(export(Request([made({"rules": rules, "children": [item("清扫。")]})])))
    assert found == ["1.清扫。", "（列首位者为牵头单位，下同）"]


def test_every_notice_begins_a_page() -> None:
    reader = made({"title": "要点", "children": [item("清扫。")]})
    first, _, again, _ = paragraphs(opened(export(Request([reader, reader]))))
    assert not first.paragraph_format.page_break_before
    assert again.paragraph_format.page_break_before


def test_one_office_has_each_of_its_duties_once_below_its_role() -> None:
    gold = json.loads((ROOT / "tests/jiyuan-2023.gold.json").read_text())
    words = {"牵头任务": "lead", "负责任务": "responsible", "配合任务": "support", "指导任务": "guide"}
    found, role = [], ""
    for paragraph in paragraphs(opened(list_of_office())):
        if heading := re.fullmatch(r"[一二三四]、(..任务)（\d+项）", paragraph.text):
            role = words[heading[1]]
        if paragraph.style and paragraph.style.name == "任务" and re.match(r"\d+\. ", paragraph.text):
            found.append((role, bare(re.sub(r"^\d+\. ", "", paragraph.text)).rstrip("。")))
    wanted = [
        (party["role"], bare(duty["covers"].split("\n")[0]).rstrip("。"))
        for duty in gold["duties"]
        for party in duty["parties"]
        if party["name"] == OFFICE
    ]
    assert len(found) == len(wanted) > 30
    for role, text in wanted:
        matching = [have for have in found if have[0] == role and (text.startswith(have[1]) or have[1].endswith(text))]
        assert len(matching) == 1, (role, text)


def test_a_task_says_where_it_stands_who_else_does_it_and_how_far_it_is() -> None:
    reader = reader_of(NOTICE)
    key = Key("jiyuan-2023.txt", "1.1.4", 0, OFFICE)
    state = State(progress="推进中", deadline="2023-10-31", remarks="每季度报送")
    texts = written(export(Request([reader], units=[[OFFICE]], states=States({key: state}))))
    at = next(k for k, text in enumerate(texts) if "集中清理网上涉侵权假冒违法违规信息" in text)
    assert texts[at + 1 : at + 4] == [
        "出处：一、突出问题导向，加强重点领域治理／（一）推进互联网领域侵权假冒治理（编号1.1.4）",
        "牵头单位：示范区党工委宣传部；落实方式：按职责分工；完成时限：2023-10-31。",
        "进展情况：推进中；备注：每季度报送。",
    ]
    assert [text.replace("\n", "") for text in texts[:3]] == [
        "示范区市场监管局责任清单",
        "（示范区2023年打击侵犯知识产权和制售假冒伪劣商品工作要点）",
        "根据济双打办〔2023〕1号文件，共承担任务37项，其中牵头9项、负责28项。",
    ]


def test_lists_of_several_notices_stand_below_one_title() -> None:
    duty = {"text": "甲局负责", "responsible": ["甲局"]}
    part = {"id": "1", "label": "1.", "clauses": [{"text": "清扫。", "duty": duty}]}
    readers = [made({"title": title, "children": [part]}) for title in ("甲要点", "乙要点", "丙要点")]
    texts = written(export(Request(readers, units=[["甲局"], [], ["甲局"]])))
    assert [text for text in texts if "要点" in text or "清单" in text] == ["甲局责任清单", "（甲要点）", "（丙要点）"]
    assert "文件没有给该单位安排任务。" in written(export(Request(readers[:1], units=[["乙局"]])))


def test_odd_text_is_read_back() -> None:
    odd = ["=1+1", "+1", "-1", "@SUM", "<script>alert(1)</script>", "a & b ]]> {{ x }}", "甲\t乙", "𠮷野", "x" * 40_000]
    children = [item(text) for text in odd]
    texts = written(export(Request([made({"title": "<b>=1</b>", "preamble": "&amp;", "children": children})])))
    assert texts == ["<b>=1</b>", "&amp;", *(f"1.{text}" for text in odd)]


def test_what_xml_cannot_hold_is_shown() -> None:
    assert clean("a\x00b\x08\x0c\x1b\x7f") == "a␀b␈␌␛␡"
    assert clean("\ud800\ufffe\uffff") == "\ufffd" * 3
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"
    every = "".join(map(chr, [*range(0x20), 0x7F, *range(0xD7FE, 0xE002), 0xFFFE, 0xFFFF]))
    odd = {"label": every, "title": every, "id": "1", "clauses": [{"text": every, "duty": {"text": every}}]}
    header = dict.fromkeys(
        ("issuing_body", "document_number", "title", "body", "signature", "note", "copied_to", "printed_by"), every
    )
    file = export(Request([made({"title": every, "children": [odd]}, {**header, "addressees": [every]})]))
    assert "␀" in "".join(written(file))
    assert export(Request([made({"title": every, "children": [odd]})], units=[[every]]))


def test_nothing_at_all_is_a_document() -> None:
    assert written(export(Request([]))) == []
    assert written(export(Request([made({})]))) == []
    assert written(export(Request([], units=[]))) == ["责任清单"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于做好工作的通知", ["关于做好工作的通知"]),
        (
            "关于印发《示范区2023年打击侵犯知识产权和制售假冒伪劣商品工作要点》的通知",
            ["关于印发《示范区2023年打击侵犯知识产权", "和制售假冒伪劣商品工作要点》的通知"],
        ),
        ("国务院办公厅关于进一步做好消费扶贫工作的指导意见", ["国务院办公厅关于进一步", "做好消费扶贫工作的指导意见"]),
    ],
)
def test_titles_are_broken_between_words(title: str, lines: list[str]) -> None:
    assert broken(title, 19) == lines


def test_a_break_loses_nothing_and_keeps_to_the_width() -> None:
    for path in NOTICES:
        title = reader_of(path).data.get("header", {}).get("title", "")
        lines = broken(title, 19)
        assert "".join(lines) == title
        assert all(width(line) <= 19 for line in lines)
    assert broken("字" * 40_000, 19) == ["字" * 40_000]


def test_a_task_that_is_a_piece_of_a_sentence_ends_as_one() -> None:
    duty = {"text": "甲局负责", "responsible": ["甲局"]}
    clauses = [{"text": "运用数据比对，", "duty": duty}, {"text": "斩断链条", "duty": duty}]
    reader = made({"children": [{"id": "1", "label": "1.", "clauses": clauses}]})
    texts = written(export(Request([reader], units=[["甲局"]])))
    assert [text for text in texts if re.match(r"\d\. ", text)] == ["1. 运用数据比对。", "2. 斩断链条。"]


def test_the_cells_of_a_table_are_told_by_their_headings() -> None:
    duty: Any = {"text": "市教育局市财政局6月底前", "lead": ["市教育局"], "support": ["市财政局"]}
    duty["deadline"] = {"text": "6月底前"}
    assert notation_of({"duty": duty}) == "牵头单位：市教育局；配合单位：市财政局；完成时限：6月底前"
    written_out: Any = {"text": "市教育局、财政局负责", "responsible": ["市教育局", "市财政局"]}
    assert notation_of({"duty": written_out}) == "市教育局、财政局负责"
