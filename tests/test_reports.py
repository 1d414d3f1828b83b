"""Forms of findings: each keeps to its schema, and in all of them the place and the text are those of the finding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from workpoints.reports import FORMS, Segment, Style, identity, render
from workpoints.reports.characters import shown
from workpoints.rules import RULES, Finding, check
from workpoints.source import Source, Span

from .conftest import NOTICE, ROOT

SCHEMAS = ROOT / "tests/schemas"
TEXT = "一、加强[bold]巡查[/bold]。（市城管局负责)\n二、\t普查\u200b底数。\n三、开展“治违禁”行动，\n持续严打。\x07\n"


def found(text: str, start: int, end: int, *, path: str = "data/raw/x.txt", **other: Any) -> Finding:
    """A finding on a range of a text, in a file that ends its last line."""
    source = Source("x.txt", text + "\n")
    begin, stop = source.position(start), source.position(end)
    told = {"code": "WP104", "severity": "info", "message": "一对括号：（)", "fix": None} | other
    return Finding(path, *begin, *stop, **told, source_line=source.line(begin.line), span=Span(start, end))


def at(line: str, marked: str, **other: Any) -> Finding:
    """A finding on the first place where a line has a text."""
    start = line.index(marked)
    return found(line, start, start + len(marked), **other)


FINDINGS = [
    found(TEXT, TEXT.index(")"), TEXT.index(")") + 1, fix="）"),
    found(TEXT, TEXT.index("\t"), TEXT.index("普"), code="WP001", severity="warning", message="a %: b,\r\nc", fix=""),
    found(TEXT, TEXT.index("三"), TEXT.index("\x07") + 1, code="WP999", severity="error", message="\x07 & <b>"),
    found(TEXT, 2, 2, path="数据/a b:c,d%.txt", fix="加 ", message="[red]红[/red]"),
    found("", 0, 0, path="/srv/\udc80.txt", code="WP003", severity="error", message="\ud800"),
    *check(NOTICE),
]
PATHS = ["data/raw/clean.txt", *dict.fromkeys(finding.path for finding in FINDINGS)]


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("findings", [FINDINGS, []], ids=["some", "none"])
def test_every_form_is_whole_lines_that_a_file_can_hold(style: Style, findings: list[Finding]) -> None:
    text = render(findings, style, checked=PATHS)
    assert text.encode() == b"" or text.endswith("\n")
    assert text == render(findings, style, checked=PATHS)


def test_every_style_has_a_form() -> None:
    assert list(FORMS) == list(Style)


# Forms for people


def test_concise() -> None:
    assert render(FINDINGS[:2], Style.concise) == (
        "data/raw/x.txt:1:28: info WP104 一对括号：（)\ndata/raw/x.txt:2:3: warning WP001 a %: b,␍␊c\n"
    )


def test_full() -> None:
    assert render([FINDINGS[0], FINDINGS[1]], Style.full) == (
        "info[WP104]: 一对括号：（)\n"
        " --> data/raw/x.txt:1:28\n"
        "  |\n"
        "1 | 一、加强[bold]巡查[/bold]。（市城管局负责)\n"
        "  |                                          ^\n"
        "  |\n"
        "  = fix: replace `)` with `）`\n"
        "\n"
        "warning[WP001]: a %: b,␍␊c\n"
        " --> data/raw/x.txt:2:3\n"
        "  |\n"
        "2 | 二、    普查<U+200B>底数。\n"
        "  |     ^^^^\n"
        "  |\n"
        "  = fix: remove `    `\n"
    )


LONG = "一、" + "甲乙丙丁" * 12 + "（市教育局负责）" + "戊己庚辛" * 12 + "。"
# A finding → the line and the carets at a width of 44 cells.
DRAWN = {
    "wide characters": (at("一、治理（违禁）。", "（违禁）"), "一、治理（违禁）。", "        ^^^^^^^^"),
    "narrow quotes": (at("“治违禁”", "违"), "“治违禁”", "   ^^"),
    "a control": (at("甲\x07乙\x7f", "乙"), "甲␇乙␡", "   ^^"),
    "no width": (at("甲\u200b乙", "\u200b"), "甲<U+200B>乙", "  ^^^^^^^^"),
    "an accent": (at("e\u0301甲", "甲"), "e<U+0301>甲", "         ^^"),
    "a mark of direction": (at("甲\u202e乙", "乙"), "甲<U+202E>乙", "          ^^"),
    "nothing": (found("甲乙", 1, 1), "甲乙", "  ^"),
    "nothing at the end": (found("甲乙", 2, 2), "甲乙", "    ^"),
    "the end of the line": (found("甲\r\n乙", 2, 3), "甲", "  ^"),
    "over several lines": (found("甲乙\n丙丁\n戊", 1, 7), "甲乙", "  ^^"),
    "blanks at the end": (found("甲 \u3000", 1, 3), "甲 \u3000", "  ^^^"),
    "cut on both sides": (
        at(LONG, "（市教育局负责）"),
        "…丁甲乙丙丁（市教育局负责）戊己庚辛戊己…",
        "           ^^^^^^^^^^^^^^^^",
    ),
    "cut behind": (at(LONG, "一、"), "一、甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲…", "^^^^"),
    "cut before": (at(LONG, "。"), "…庚辛戊己庚辛戊己庚辛戊己庚辛戊己庚辛。", " " * 37 + "^^"),
    "room for all": (at("甲" * 19 + "乙", "乙"), "甲" * 19 + "乙", " " * 38 + "^^"),
    "no room for the caret": (found("甲" * 20, 20, 20), "…" + "甲" * 18, " " * 37 + "^"),
    "narrow, cut on both sides": (
        at("a" * 40 + "bc" + "d" * 40, "bc"),
        "…" + "a" * 18 + "bc" + "d" * 18 + "…",
        " " * 19 + "^^",
    ),
    "narrow, nothing at the start": (found("a" * 50, 0, 0), "a" * 38 + "…", "^"),
    "cut inside": (found(LONG, 10, 80), "…乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁…", " " * 7 + "^" * 32),
}


def drawn(finding: Finding, width: int) -> tuple[str, str]:
    """The line of a finding and that of its carets, without the gutter."""
    lines = render([finding], Style.full, width=width).split("\n")
    gutter = len(f"{finding.line} | ")
    return lines[3][gutter:], lines[4][gutter:]


@pytest.mark.parametrize(("finding", "line", "carets"), DRAWN.values(), ids=DRAWN)
def test_carets(finding: Finding, line: str, carets: str) -> None:
    assert drawn(finding, 44) == (line, carets)


def test_a_place_over_several_lines_says_where_it_ends() -> None:
    assert " --> x.txt:1:2-3:2\n" in render([found("甲乙\n丙丁\n戊", 1, 7, path="x.txt")], Style.full)


# What is there, what has to be there → the last line at a width of 60 cells.
FIXES = {
    "replaced": (at("（甲)", ")", fix="）"), "replace `)` with `）`"),
    "added": (found("甲", 1, 1, fix="。"), "add `。`"),
    "removed": (at("甲\u200b", "\u200b", fix=""), "remove `<U+200B>`"),
    "long": (
        found("(市教育局、市财政局按职责分工负责)", 0, 18, fix="（市教育局、市财政局按职责分工负责）"),
        "replace `(市教育…工负责)` with `（市教…负责）`",
    ),
    "over several lines": (found("甲乙\n丙丁", 1, 4, fix="乙，丙"), "replace `乙…` with `乙，丙`"),
}


@pytest.mark.parametrize(("finding", "words"), FIXES.values(), ids=FIXES)
def test_fixes_in_words(finding: Finding, words: str) -> None:
    last = render([finding], Style.full, width=60).splitlines()[-1]
    assert last == f"  = fix: {words}"
    assert cell_len(last) <= 60


CHARACTERS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(max_codepoint=0x7F, exclude_characters="^\r\n\v\f\x1c\x1d\x1e"),
    st.sampled_from("，。、（）〔〕“”—·①\u3000\u200b\u202e\u0301\ufeff🈲"),
)
# No character stands twice, so that what is marked tells the place.
LINES = st.lists(CHARACTERS, unique=True, min_size=1, max_size=120).map("".join)


def marked_by(line: str, carets: str) -> str:
    """The characters that stand over carets, by the width that the library for terminals gives them."""
    edges = [0, *accumulate(map(cell_len, line))]
    covered = {place for place, sign in enumerate(carets) if sign == "^"}
    return "".join(
        character for character, a, b in zip(line, edges, edges[1:], strict=False) if covered & set(range(a, b))
    )


@given(LINES, st.data(), st.integers(40, 160))
def test_carets_stand_under_the_place(line: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    row, carets = drawn(found(line, start, end), width)
    marked = marked_by(row, carets)
    assert shown(line[start:end]).startswith(marked)
    cut = len(carets) < cell_len(row)
    assert marked == shown(line[start:end]) or (marked and cut and row.endswith(marked + "…"))
    assert max(cell_len(row), len(carets)) + len("1 | ") <= width
    assert row.strip("…").rstrip() in shown(line)


@given(LINES, st.data(), st.integers(40, 160))
def test_one_caret_where_a_place_is_empty(line: str, data: st.DataObject, width: int) -> None:
    place = data.draw(st.integers(0, len(line)))
    row, carets = drawn(found(line, place, place), width)
    assert carets.count("^") == 1
    assert len(carets) + len("1 | ") <= width
    edges = list(accumulate(map(cell_len, row + " "), initial=0))
    follows = row[edges.index(len(carets) - 1) :]
    assert shown(line[place:]).startswith(follows.removesuffix("…").rstrip())
    assert bool(follows.rstrip()) == bool(shown(line[place:]).rstrip())


def painted(segments: Iterable[Segment]) -> str:
    """Segments as the command line draws them."""
    console = Console(force_terminal=True, width=200)
    text = Text()
    for segment in segments:
        text.append(segment.text, {"error": "red", "info": "cyan"}.get(segment.role))
    with console.capture() as capture:
        console.print(text, end="", soft_wrap=True)
    return capture.get()


@pytest.mark.parametrize("style", [Style.full, Style.concise])
def test_brackets_are_no_markup(style: Style) -> None:
    text = render(FINDINGS, style, paint=painted)
    assert "\x1b[36minfo" in text
    assert "[red]红[/red]" in text
    assert Text.from_ansi(text).plain.strip("\n") == render(FINDINGS, style).strip("\n")


# Forms for programs


def test_json_and_json_lines_are_the_rows() -> None:
    rows = [finding.row() for finding in FINDINGS]
    assert json.loads(render(FINDINGS, Style.json)) == rows
    odd = [finding._replace(message="a\u2028b\x85c") for finding in FINDINGS]
    lines = render(odd, Style.jsonl).splitlines()
    assert [json.loads(line) for line in lines] == [finding.row() for finding in odd]
    assert "一对括号" in render(FINDINGS, Style.json)


def test_github() -> None:
    assert render(FINDINGS[1:4], Style.github) == (
        "::warning file=data/raw/x.txt,line=2,endLine=2,col=3,endColumn=4,title=WP001::a %25: b,%0D%0Ac\n"
        "::error file=data/raw/x.txt,line=3,endLine=4,title=WP999::␇ & <b>\n"
        "::notice file=数据/a b%3Ac%2Cd%25.txt,line=1,endLine=1,col=3,endColumn=3,title=WP104::[red]红[/red]\n"
    )


def test_gitlab() -> None:
    issues = json.loads(render(FINDINGS, Style.gitlab))
    assert [issue.pop("fingerprint") for issue in issues] == identity.fingerprints(FINDINGS)
    assert issues[1] == {
        "description": "WP001: a %: b,\r\nc",
        "check_name": "WP001",
        "severity": "minor",
        "location": {"path": "data/raw/x.txt", "lines": {"begin": 2, "end": 2}},
    }
    assert [issue["severity"] for issue in issues[:3]] == ["info", "minor", "major"]


def test_fingerprints_stay_when_lines_move_and_tell_repeats_apart() -> None:
    text = "一、甲）乙）\n二、丙）\n一、甲）乙）\n"
    places = [place for place, character in enumerate(text) if character == "）"]
    before = identity.fingerprints([found(text, place, place + 1) for place in places])
    above = "新的一行\n"
    moved = [place + len(above) for place in places]
    assert identity.fingerprints([found(above + text, place, place + 1) for place in moved]) == before
    assert len(set(before)) == len(places)
    others = [found(text, 3, 4, path="y.txt"), found(text, 3, 4, code="WP103")]
    assert not set(before) & set(identity.fingerprints(others))


def sarif(findings: list[Finding]) -> dict[str, Any]:
    """The run of a SARIF log that keeps to its schema."""
    log = json.loads(render(findings, Style.sarif))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_sarif_keeps_to_its_schema() -> None:
    run = sarif(FINDINGS)
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted({finding.code for finding in FINDINGS})
    assert [ids[result["ruleIndex"]] for result in run["results"]] == [finding.code for finding in FINDINGS]
    assert driver["rules"][ids.index("WP104")]["name"] == RULES["WP104"].name
    assert driver["rules"][ids.index("WP999")] == {"id": "WP999"}
    assert [result["level"] for result in run["results"][:3]] == ["note", "warning", "error"]
    assert sarif([])["results"] == []


def test_sarif_describes_every_rule() -> None:
    described = sarif([found("甲", 0, 1, code=code) for code in RULES])["tool"]["driver"]["rules"]
    assert [rule["shortDescription"]["text"] for rule in described] == [
        RULES[code].explanation.summary for code in sorted(RULES)
    ]


def test_sarif_places_and_fixes() -> None:
    results = sarif(FINDINGS)["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places[0]["artifactLocation"] == {"uri": "data/raw/x.txt", "uriBaseId": "%SRCROOT%"}
    assert places[2]["region"] == {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 7}
    assert places[3]["artifactLocation"]["uri"] == "%E6%95%B0%E6%8D%AE/a%20b%3Ac%2Cd%25.txt"
    assert places[4]["artifactLocation"] == {"uri": "file:///srv/%80.txt"}
    (change,) = results[0]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": places[0]["region"], "insertedContent": {"text": "）"}}]
    assert "fixes" not in results[2]


def test_sarif_counts_lines_as_the_source_does() -> None:
    run = sarif([])
    assert run["columnKind"] == "unicodeCodePoints"
    ends = [character for character in map(chr, range(0x3000)) if len(f"a{character}b".splitlines()) > 1]
    assert sorted(run["newlineSequences"]) == sorted([*ends, "\r\n"])


def test_junit_keeps_to_its_schema() -> None:
    text = render(FINDINGS, Style.junit, checked=PATHS)
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(text)
    (suite,) = ET.fromstring(text)  # noqa: S314 - written above
    grave = sum(finding.severity != "info" for finding in FINDINGS)
    assert (suite.get("tests"), suite.get("failures")) == (str(len(FINDINGS) + 1), str(grave))
    assert [case.get("classname") for case in suite if not list(case)] == ["data/raw/clean.txt"]
    failures = suite.findall("testcase/failure")
    assert [failure.get("message") for failure in failures[:2]] == ["a %: b,\r\nc", " & <b>"]
    assert "三、开展“治违禁”行动，\n" in (failures[1].text or "")
    assert len(suite.findall("testcase/system-out")) == len(FINDINGS) - grave


@pytest.mark.parametrize("path", [PurePosixPath("data/raw/x.txt"), PureWindowsPath("data\\raw\\x.txt")])
def test_paths_have_slashes(path: PurePosixPath | PureWindowsPath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "PurePath", type(path))
    assert identity.posix(str(path)) == "data/raw/x.txt"
