"""The page: everything of a notice is on it, nothing leaves it, and it is the same on every run."""

from __future__ import annotations

import gettext
import json
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from lxml import html

import workpoints
from workpoints import i18n
from workpoints.document import NoticeData
from workpoints.exporters import exporter_for
from workpoints.exporters.formats.html import export
from workpoints.exporters.page.heat import heat_of
from workpoints.exporters.page.network import MOST, SIZE, network_of
from workpoints.exporters.page.source import Mark, marked, marks_of
from workpoints.exporters.page.view import parts_of_page
from workpoints.exporters.page.words import LANGUAGES, WORDS, words_in
from workpoints.exporters.request import Request
from workpoints.ledger.state import States
from workpoints.parser import Parsed, parse
from workpoints.parts import parts
from workpoints.query.duties import Reader
from workpoints.query.overview import tallies
from workpoints.registry.reader import load_registry
from workpoints.source import Source

from .conftest import NOTICE, ROOT

REGISTRY = load_registry(None)
NOTICES = sorted((ROOT / "tests/notices").glob("*/input.txt"))
# Everything that may not get out of where it stands; the parser of lxml takes NUL for the end of a text.
ODD = "</script><!-- <script>alert(1)</script> --> &amp; \" ' {{ 7 * 7 }} ]]> \x07\x0c\x1b \u202e反 \u200b零 \u2028行"
HOSTILE = f"""{ODD}文件

关于{ODD}的通知

一、{ODD}

（一）{ODD}。开展{ODD}检查。（市{ODD}局牵头，市公安局、<b>局配合，2023年10月底前）

（二）{"甲" * 40_000}。（市公安局负责）
"""


def page_of(*sources: Source | str, names: list[list[str]] | None = None) -> bytes:
    parsed = [parse(source) for source in sources]
    return page_of_parsed(parsed, names)


def page_of_parsed(parsed: list[Parsed], names: list[list[str]] | None = None) -> bytes:
    readers = [Reader(workpoints.to_data(each.notice), REGISTRY) for each in parsed]
    sources = {id(reader): each for reader, each in zip(readers, parsed, strict=True)}
    return export(Request(readers, units=names, parsed=lambda reader: sources[id(reader)]))


def tree(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode(), parser=html.HTMLParser(huge_tree=True))


def select(page: html.HtmlElement, rules: str) -> list[html.HtmlElement]:
    """What some rules of the kind `.part[data-id="1"] a` find."""
    paths = ["".join(map(step, rule.split(" "))) for rule in re.split(", (?=[^ ])", rules)]
    return cast(list[html.HtmlElement], page.xpath("|".join(f".{path}" for path in paths)))


def step(rule: str) -> str:
    tag, *conditions = re.findall(r"^[\w*]*|\.[\w-]+|#[\w-]+|\[[^]]+\]", rule)
    tests = {
        ".": lambda word: f"contains(concat(' ', normalize-space(@class), ' '), ' {word[1:]} ')",
        "#": lambda word: f"@id='{word[1:]}'",
        "[": lambda word: f"@{word[1:-1]}",
    }
    return f"//{tag or '*'}" + "".join(f"[{tests[each[0]](each)}]" for each in conditions)


def source_text(page: html.HtmlElement, number: int = 0) -> str:
    return str(select(page, f"#n{number} .source .text")[0].text_content())


@pytest.fixture(scope="module")
def jiyuan() -> bytes:
    return page_of(workpoints.read(NOTICE))


def test_the_form_is_known() -> None:
    assert exporter_for("html").suffix == ".html"


def test_the_same_bytes_on_every_run(jiyuan: bytes) -> None:
    assert page_of(workpoints.read(NOTICE)) == jiyuan


def test_the_page_is_small_and_soon_made(jiyuan: bytes) -> None:
    start = time.process_time()
    page_of(workpoints.read(NOTICE))
    assert time.process_time() - start < 2
    assert len(jiyuan) < 500_000


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.parent.name)
def test_every_character_of_the_source_is_shown_once(path: Path) -> None:
    parsed = parse(workpoints.read(path))
    marks = marks_of(parsed.notice, parts_of_page(workpoints.to_data(parsed.notice), States()))
    text = shown(str(marked(parsed.source.text, marks))).replace("\r", "&#13;")
    assert tree(f"<div>{text}</div>".encode()).text_content() == shown(parsed.source.text)


def shown(text: str) -> str:
    """What HTML can hold."""
    return text.replace("\0", "␀")


def test_odd_characters_stay_as_they_are() -> None:
    text = "一、甲\r\n（一）乙\r丙\x0c。（市公安局负责）\n\0\x1f\u2028\ud800尾"
    page = page_of(text)
    assert page.count(b"\r") == 0
    assert source_text(tree(page)) == text.replace("\0", "␀").replace("\ud800", "\ufffd")


def test_marks_across_each_other() -> None:
    marks = [Mark(0, 4, 0, "a", "1"), Mark(2, 6, 0, "b", "2"), Mark(3, 5, 9, "c", "3"), Mark(1, 1, 0, "d", "4")]
    found = html.fragment_fromstring(marked("甲乙丙丁\n戊己庚", marks), create_parent="div")
    assert found.text_content() == "甲乙丙丁\n戊己庚"
    assert ["".join(each.text_content() for each in select(found, f".{name}")) for name in "abc"] == [
        "甲乙丙丁", "丙丁\n戊", "丁\n",
    ]  # fmt: skip


def test_all_texts_of_the_notice_are_in_the_structure(jiyuan: bytes) -> None:
    parsed = parse(workpoints.read(NOTICE))
    data = workpoints.to_data(parsed.notice)
    for page in (jiyuan, export(Request([Reader(data, REGISTRY)]))):
        said = [str(each.text_content()) for each in select(tree(page), ".structure .s, .structure h1")]
        assert not (set(texts_of(data)) - set(said))


def texts_of(data: NoticeData) -> list[str]:
    header, plan = data["header"], data["plan"]
    found = [str(value) for value in header.values() if isinstance(value, str)] + [plan["title"], plan["preamble"]]
    for _, node in parts(data):
        found += [node["title"]] if "title" in node else []
        for clause in node.get("clauses", []):
            duty = clause.get("duty", {"text": ""})
            found += filter(None, (clause.get("text"), duty["text"]))
            for role in ("lead", "responsible", "support", "guide"):
                found += cast(dict[str, list[str]], duty).get(role, [])
    return found


def test_what_is_linked_is_on_both_sides(jiyuan: bytes) -> None:
    page = tree(jiyuan)
    sides = [{each.get("data-k") for each in select(page, f"{side} [data-k]")} for side in (".structure", ".source")]
    assert sides[0] == sides[1]
    assert len([key for key in sides[0] if re.search(r"u\d", key or "")]) == len(select(page, ".chip"))


def test_a_page_without_sources() -> None:
    structured = workpoints.load((ROOT / "data/structured/jiyuan-2023.yaml").read_text("utf-8"))
    reader = Reader(workpoints.to_data(structured), REGISTRY)
    page = tree(export(Request([reader])))
    assert not select(page, "[data-k], .source .text")
    assert select(page, ".source .missing")[0].text_content() == "The source of this notice is not at hand."
    assert len(select(page, ".structure .item")) == 78


def test_corrections_leave_out_links_and_nothing_else() -> None:
    parsed = parse(workpoints.read(NOTICE))
    data = workpoints.to_data(parsed.notice)
    first = data["plan"]["children"][0]["children"][0]["children"][0]
    first["clauses"][0]["duty"]["responsible"] = ["示范区公安局", "示范区新设单位"]
    page = tree(export(Request([Reader(data, REGISTRY)], parsed=lambda _: parsed)))
    chips = select(page, '.part[data-id="1.1.1"] .chip')
    assert [(chip.tag, chip.text) for chip in chips] == [("button", "示范区公安局"), ("span", "示范区新设单位")]
    assert select(page, f'.source [data-k="{chips[0].get("data-k")}"]')[0].text_content() == "示范区公安局"
    assert source_text(page) == parsed.source.text


PAGES: dict[str, Callable[[], bytes]] = {
    "jiyuan": lambda: page_of(workpoints.read(NOTICE)),
    "hostile": lambda: page_of(Source(ODD, HOSTILE)),
    "two": lambda: page_of(Source("甲.txt", HOSTILE), Source(f"{ODD}.txt", HOSTILE.replace("公安", "财政"))),
    "empty": lambda: page_of(""),
    "none": lambda: export(Request([])),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_needs_nothing_else(name: str) -> None:
    text = PAGES[name]().decode()
    page = tree(text.encode())
    scripts = select(page, "script")
    assert [script.get("type") for script in scripts] == [None, "application/json", None]
    assert json.loads(scripts[1].text or "")["languages"] == LANGUAGES
    assert [link.get("href") for link in select(page, "link")] == ["data:,"]
    assert all(str(link.get("href")).startswith("#") for link in select(page, "a"))
    assert not select(page, "[src], [srcset], [action], img, iframe, object, base, [style], b")
    assert not [key for each in page.iter() for key in each.attrib if str(key).startswith("on")]
    assert not re.search(r"https?://|url\(|@import|innerHTML|eval\(", re.sub(r"\s+", " ", text))
    assert "default-src 'none'" in str(select(page, "meta[http-equiv]")[0].get("content"))
    assert not [found for found in select(page, "article *") if found.tag == "script"]
    assert "built-in" not in text
    assert "49" not in source_of_titles(page)


def source_of_titles(page: html.HtmlElement) -> str:
    return "".join(str(each.text_content()) for each in select(page, "title, .structure"))[:400]


def test_hostile_texts_stand_on_the_page_as_they_are() -> None:
    page = tree(page_of(Source(ODD, HOSTILE)))
    assert source_text(page) == HOSTILE
    structure = str(select(page, ".structure")[0].text_content())
    assert structure.count("<script>alert(1)</script>") > 3
    assert "甲" * 40_000 in structure


def test_no_two_elements_have_one_id() -> None:
    ids = [str(each.get("id")) for each in select(tree(PAGES["two"]()), "[id]")]
    assert len(ids) == len(set(ids))


def test_ids_that_links_lead_to_are_there(jiyuan: bytes) -> None:
    page = tree(jiyuan)
    ids = {each.get("id") for each in select(page, "[id]")}
    assert {str(each.get("href"))[1:] for each in select(page, ".contents a")} <= ids


def test_the_words_are_there_in_both_languages(jiyuan: bytes) -> None:
    words = json.loads(select(tree(jiyuan), "#data")[0].text or "")["words"]
    chinese = gettext.translation("workpoints", ROOT / "src/workpoints/locale", ["zh_CN"])
    assert words == {
        "en": {name: str(word) for name, word in WORDS.items()},
        "zh": {name: chinese.gettext(word) for name, word in WORDS.items()},
    }
    assert [name for name in WORDS if words["en"][name] == words["zh"][name]] == []


def test_words_of_the_page_are_all_known(jiyuan: bytes) -> None:
    page = tree(jiyuan)
    for name in ("data-t", "data-t-label", "data-t-title", "data-t-placeholder"):
        assert {str(each.get(name)) for each in select(page, f"[{name}]")} <= set(WORDS)


def test_the_page_begins_in_the_language_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = gettext.translation("workpoints", ROOT / "src/workpoints/locale", ["zh_CN"])
    monkeypatch.setattr(i18n, "_catalogue", catalogue)
    page = tree(PAGES["two"]())
    assert page.get("lang") == "zh-CN"
    assert select(page, ".views button")[0].text == words_in("zh")["structure"]
    assert [str(each.text_content()).strip()[-1] for each in select(page, ".differences .total")] == ["s", "化"]
    assert i18n.translate("en") == "zh-CN"


def test_the_offices_that_are_asked_for() -> None:
    page = tree(page_of("一、甲\n（一）乙。（市公安局负责）", names=[["市公安局"]]))
    data = json.loads(select(page, "#data")[0].text or "")
    assert (data["wanted"], data["names"], data["offices"]) == ([["市公安局"]], [{"市公安局": 0}], ["市公安局"])


def test_duties_of_headings_reach_the_tasks_below() -> None:
    text = "一、甲（市公安局牵头，市财政局配合）\n（一）乙乙乙。\n（二）丙丙丙。（市教育局负责，2023年10月底前完成）"
    page = tree(page_of(text))
    found = [
        (part.get("data-id"), [(chip.get("data-r"), chip.text) for chip in select(part, ".chip")])
        for part in select(page, ".structure .item")
    ]
    assert found == [
        ("1.1", [("lead", "市公安局"), ("support", "市财政局")]),
        ("1.2", [("responsible", "市教育局")]),
    ]
    assert [duty.get("data-due") for duty in select(page, ".item .duty")] == ["", "2023-10-31"]


def reader_of(text: str) -> Reader:
    return Reader(workpoints.to_data(parse(text).notice), REGISTRY)


def test_the_heat_map_counts_duties() -> None:
    reader = reader_of(NOTICE.read_text("utf-8"))
    found = tallies([reader])
    heat = heat_of(reader, found, 0)
    assert sum(cell.total for cell in heat.cells) == sum(tally.total for tally in found) == sum(
        int(count) for cell in heat.cells for count in cell.counts.split()
    )  # fmt: skip
    assert [name.text for name in heat.columns] == list("一二三四五六七")
    assert [name.full for name in heat.rows] == [tally.name for tally in found]


def test_the_network_has_no_names_upon_each_other() -> None:
    units = [
        f"{name}{kind}" for name in "甲乙丙丁戊己庚辛壬癸" for kind in ("市财政局", "市公安局", "县人民政府办公室")
    ]
    units += [f"{unit[0]}地{unit[1:]}" for unit in units[:10]] + [f"第{unit}" for unit in units]
    clauses = "\n".join(
        f"{k + 1}．做好工作。（{units[k]}牵头，{units[k * 7 % len(units)]}、{units[(k + 1) % len(units)]}配合）"
        for k in range(len(units))
    )
    reader = reader_of(f"一、总体\n{clauses}")
    drawn = network_of(reader, tallies([reader]), 0)
    assert len(drawn.nodes) == MOST
    assert drawn.left_out > 0
    places = [(node.x, node.y) for node in drawn.nodes]
    steps = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairwise(places)]
    assert min(steps) > SIZE
    assert max(abs(node.x) for node in drawn.nodes) + 18 * SIZE < drawn.across + 15 * SIZE


def test_many_notices_take_no_long_time() -> None:
    parsed = parse(workpoints.read(NOTICE))
    start = time.process_time()
    few = page_of_parsed([parsed] * 5)
    middle = time.process_time()
    many = page_of_parsed([parsed] * 25)
    assert time.process_time() - middle < 8 * max(0.3, middle - start)
    assert len(many) < 6 * len(few)
