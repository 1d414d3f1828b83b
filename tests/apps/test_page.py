"""The page in a real browser: filters, jumps, drawings, languages, keys."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import workpoints
from tests.conftest import NOTICE, ROOT
from workpoints.exporters.formats.html import export
from workpoints.exporters.request import Request
from workpoints.parser import parse
from workpoints.query.duties import Reader
from workpoints.registry.reader import load_registry
from workpoints.source import Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium")
GOLD: dict[str, Any] = json.loads((ROOT / "tests/jiyuan-2023.gold.json").read_text("utf-8"))
OFFICE = "示范区市场监管局"
OF_OFFICE = list(
    dict.fromkeys(duty["id"] for duty in GOLD["duties"] if OFFICE in {party["name"] for party in duty["parties"]})
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None and not os.environ.get("WORKPOINTS_NEEDS_APPS"):
        pytest.skip("Chromium is not installed; make test-apps installs it")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def written(path: Path, *sources: Source, units: list[list[str]] | None = None) -> str:
    """The address of a page."""
    parsed = [parse(source) for source in sources]
    registry = load_registry(None)
    readers = [Reader(workpoints.to_data(each.notice), registry) for each in parsed]
    by_reader = {id(reader): each for reader, each in zip(readers, parsed, strict=True)}
    path.write_bytes(export(Request(readers, units=units, parsed=lambda reader: by_reader[id(reader)])))
    return path.as_uri()


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("page") / "一份 #1.html", workpoints.read(NOTICE))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> str:
    old = workpoints.read(NOTICE)
    new = old.text.replace("（示范区林业局负责）", "（示范区林业局牵头，示范区公安局负责）", 1).replace(
        "2023", "2024", 8
    )
    return written(tmp_path_factory.mktemp("page") / "two.html", old, Source("jiyuan-2024.txt", new))


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1400, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of the browser, on which nothing may go wrong and which may ask for nothing."""
    opened = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url.split("#")[0]))
    yield opened
    opened.close()
    assert wrong == []
    assert len(set(asked) - {"data:,"}) == 1


def settle(page: Page) -> None:
    """Wait until what a click or a new address sets off is done."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


def items(page: Page) -> list[str]:
    """Ids of the items that are seen."""
    settle(page)
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.notice.here .part.item')].filter((each) => each.checkVisibility())"
        ".map((each) => each.dataset.id)"
    )
    return found


def in_view(page: Page, rule: str) -> bool:
    found: bool = page.evaluate(
        "(rule) => { const box = document.querySelector(rule).getBoundingClientRect();"
        " return box.height > 0 && box.top >= 0 && box.top < innerHeight && box.left < innerWidth }",
        rule,
    )
    return found


def count(page: Page) -> str:
    return page.locator(".count").inner_text()


def test_one_office_has_exactly_its_tasks(page: Page, one: str) -> None:
    page.goto(one)
    assert count(page) == "78 of 78 tasks"
    page.fill("[name=unit]", "市场监管局")
    assert items(page) == OF_OFFICE
    assert count(page) == f"{len(OF_OFFICE)} of 78 tasks"
    page.fill("[name=unit]", OFFICE)
    assert items(page) == OF_OFFICE
    entries = page.locator(".contents li:visible").count()
    sections = page.locator(".structure .part:not(.item):visible").count()
    assert entries == len(OF_OFFICE) + sections
    page.reload()
    assert items(page) == OF_OFFICE
    assert page.input_value("[name=unit]") == OFFICE


def test_an_office_that_was_asked_for(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path / "office.html", workpoints.read(NOTICE), units=[[OFFICE]]))
    assert items(page) == OF_OFFICE
    assert page.locator(".chip.wanted:visible").count() >= len(OF_OFFICE)
    page.keyboard.press("Escape")
    assert len(items(page)) == 78
    page.reload()
    assert len(items(page)) == 78


def test_unit_and_role_hold_for_one_party(page: Page, one: str) -> None:
    leads = [
        duty["id"]
        for duty in GOLD["duties"]
        if any((p["name"], p["role"]) == (OFFICE, "lead") for p in duty["parties"])
    ]
    page.goto(f"{one}#unit=市场监管局&role=lead")
    assert items(page) == list(dict.fromkeys(leads))
    assert page.locator("[name=role]").input_value() == "lead"
    page.select_option("[name=due]", "has")
    assert items(page) == []
    assert page.locator(".nothing:visible").inner_text() == "No task fits."
    assert not page.locator(".contents li:visible").count()
    page.click(".clear")
    assert len(items(page)) == 78


def test_search(page: Page, one: str) -> None:
    page.goto(one)
    page.keyboard.press("/")
    page.keyboard.type("烟草")
    assert items(page) == ["1.3.8"]
    hits = page.locator("mark:visible")
    assert set(hits.all_inner_texts()) == {"烟草"}
    assert count(page) == f"1 of 78 tasks, {hits.count()} hits"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert (len(items(page)), page.locator("mark").count()) == (78, 0)
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_from_the_structure_to_the_source_and_back(page: Page, one: str) -> None:
    page.goto(one)
    chip = page.locator('.part[data-id="3.1.1"] .chip').first
    key = chip.get_attribute("data-k")
    chip.click()
    assert in_view(page, f'.source [data-k="{key}"]')
    assert "flash" in (page.locator(f'.source [data-k="{key}"]').first.get_attribute("class") or "")
    assert page.locator(f'.source [data-k="{key}"]').first.inner_text() in chip.inner_text()
    part = page.locator('.structure .part[data-id="2.1.3"]')
    number = part.get_attribute("data-k")
    page.locator(f'.source .of-part[data-k="{number}"] .of-text').first.click()
    assert in_view(page, '.structure .part[data-id="2.1.3"]')
    assert page.locator('.structure .part[data-id="2.1.3"] .flash').count() == 1
    assert page.locator(".contents [aria-current]").get_attribute("href") == f"#n0-{number}"
    title = page.locator('.structure .part[data-id="7.1"] > .title')
    title.click()
    assert in_view(page, f'.source [data-k="{title.get_attribute("data-k")}"]')


def test_contents(page: Page, one: str) -> None:
    page.goto(one)
    page.locator(".contents a", has_text="加大专利权保护力度").click()
    assert in_view(page, '.structure .part[data-id="2.1"]')
    assert "item=2.1" in page.url
    settle(page)
    page.locator(".structure").first.evaluate("(pane) => pane.scrollTo(0, 0)")
    page.locator(".contents [aria-current]").wait_for(state="detached")
    page.reload()
    assert in_view(page, '.structure .part[data-id="2.1"]')


def test_the_heat_map_leads_to_tasks(page: Page, one: str) -> None:
    page.goto(one)
    page.keyboard.press("h")
    cell = page.locator(".cell").first
    cell.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.column") == "1"
    page.keyboard.press("Enter")
    found = [part for part in OF_OFFICE if part.startswith("2.")]
    assert items(page) == found
    assert page.locator(".at-section").inner_text() == "二、持续加大行政保护力度 ×"
    page.click(".at-section")
    assert items(page) == OF_OFFICE
    page.go_back()
    settle(page)
    assert page.locator(".heat:visible").count() == 1
    page.locator(".cell").first.click()
    assert items(page) == [part for part in OF_OFFICE if part.startswith("1.")]


def test_the_network_leads_to_tasks(page: Page, one: str) -> None:
    page.goto(f"{one}#view=network")
    assert page.evaluate(INSIDE)
    node = page.locator(".node", has_text=OFFICE)
    node.hover()
    assert page.locator(".circle.lit .node.on").count() > 5
    assert page.locator(".edge.on").count() == page.locator(".circle.lit .node.on").count() - 1
    node.click()
    assert items(page) == OF_OFFICE


def test_two_notices(page: Page, two: str) -> None:
    page.goto(two)
    page.select_option(".switch", "1")
    assert page.locator(".notice:visible").get_attribute("id") == "n1"
    page.keyboard.press("Escape")
    page.locator("h1:visible").click()
    page.keyboard.press("[")
    assert page.locator(".notice:visible").get_attribute("id") == "n0"
    page.click(".views [data-view=changes]")
    changes = page.locator(".differences .in-en")
    assert changes.is_visible()
    assert not page.locator(".differences .in-zh").is_visible()
    rows = changes.locator("tr[data-kind]:visible")
    everything = rows.count()
    changes.locator("select[name=kind]").select_option("party_added")
    assert 0 < rows.count() < everything
    assert "示范区公安局" in rows.first.inner_text()


def test_languages(page: Page, one: str) -> None:
    page.goto(f"{one}#unit=市场监管局")
    page.click(".speak")
    assert page.locator(".views button").first.inner_text() == "结构"
    assert count(page) == f"{len(OF_OFFICE)} / 78 项"
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert page.get_attribute("[name=q]", "placeholder") == "搜索"
    assert page.locator(".cell title").first.text_content() == (
        "示范区市场监管局 · 一、突出问题导向，加强重点领域治理 · 牵头 3，负责 11，配合 0，指导 0"
    )
    assert set(page.locator(".structure .role:visible").all_inner_texts()) == {"牵头", "负责"}
    page.click(".speak")
    assert page.locator(".views button").first.inner_text() == "Structure"
    assert items(page) == OF_OFFICE


def test_colours(browser: Browser, one: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(one)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 29)"
    page.click(".theme")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.reload()
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.click(".theme")
    assert page.evaluate(ground) == "rgb(21, 24, 29)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.locator(".bar:visible, .find:visible, .source:visible, .contents:visible").count()
    assert page.locator(".structure:visible").count() == 1
    context.close()


CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  const light = (colour) => [.2126, .7152, .0722].reduce((sum, part, k) => sum + part * linear(colour[k] / 255), 0);
  const ground = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  const tells = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const each of document.querySelectorAll("body *")) {
    if (!each.checkVisibility() || !tells(each)) continue;
    const style = getComputedStyle(each), cell = each.matches(".cell text");
    const below = cell ? parse(getComputedStyle(each.previousElementSibling).fill) : ground(each);
    const colours = [parse(each.closest("svg") ? style.fill : style.color), below];
    const [a, b] = colours.map(light).sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.add(`${each.tagName}.${each.className} ${colours.join(" on ")}`);
  }
  return [...poor];
}"""
INSIDE = """() => {
  const frame = document.querySelector(".circle").getBoundingClientRect();
  return [...document.querySelectorAll(".node text")].map((each) => each.getBoundingClientRect()).every((box) =>
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(browser: Browser, one: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    for view in ("", "#view=heat", "#view=network", "#unit=市场监管局&q=打击&section=0"):
        page.goto(one + view)
        settle(page)
        assert page.evaluate(CONTRAST) == []
    context.close()


def test_keys(page: Page, one: str) -> None:
    page.goto(one)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.id") == "1.1.2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.id") == "1.1.1"
    page.keyboard.press("Enter")
    assert page.locator(".source .flash").count() > 0
    for key, view in (("h", "heat"), ("n", "network"), ("g", "structure")):
        page.keyboard.press(key)
        assert page.locator(f".{view}:visible").count() == 1
    page.keyboard.press("?")
    assert page.locator("dialog[open] kbd").count() > 10
    page.keyboard.press("Escape")
    assert not page.locator("dialog[open]").count()
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_narrow_window(page: Page, two: str) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    for view in ("", "#view=source", "#view=heat", "#view=network", "#view=changes", "#unit=市场监管局&section=0"):
        page.goto(two + view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.goto(two)
    page.click(".tree-switch")
    page.locator("#n0 .contents a", has_text="加大专利权保护力度").click()
    assert in_view(page, '#n0 .structure .part[data-id="2.1"]')
    page.locator('#n0 .structure .part[data-id="2.1"] > .title').click()
    assert page.locator("#n0 .source:visible").count() == 1
    assert page.locator("#n0 .source .flash").count() > 0
    page.locator("#n0 .source .of-party:visible").nth(80).click()
    assert page.locator("#n0 .structure:visible .flash").count() == 1


def test_without_scripts(browser: Browser, one: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(one)
    for rule in (".contents", ".structure", ".source", ".heat svg", ".network svg"):
        assert page.locator(rule).first.is_visible()
    assert not page.locator(".bar:visible, .find:visible").count()
    context.close()
