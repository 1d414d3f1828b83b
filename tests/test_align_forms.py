"""Alignments as text, and the command `align`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workpoints.alignment.align import Alignment
from workpoints.alignment.forms import FORMS, Style, View, render
from workpoints.alignment.passages import passages
from workpoints.alignment.result import Addition, Drift, Hole, Lack, Match, Near, concerning
from workpoints.cli.app import run

from .conftest import ROOT

HOSTILE = "<script>alert(1)</script> | *a* `b`\n\x1b[31m::error::红\t色[x](http://y)"
EVERYTHING = Alignment(
    [
        Match("1.1", HOSTILE, [Near("2.1", f"甲{HOSTILE}", 0.75, passages(HOSTILE, f"甲{HOSTILE}"))]),
        Match("1.2", "无", []),
    ],
    [Hole("1.2", "无", Lack.task), Hole("1.1", HOSTILE, Lack.owner)],
    [Addition("2.2", HOSTILE)],
    [Drift("1.1", "2.1", ["省<b>厅</b>"], ["市|局"], HOSTILE, HOSTILE)],
)


@pytest.mark.parametrize("style", FORMS)
def test_forms_take_no_text_for_markup(style: Style) -> None:
    drawn = render(View("a<b>.txt", "b.txt", EVERYTHING), style)
    assert drawn.endswith("\n")
    if style in (Style.markdown, Style.html):
        assert "<script>alert" not in drawn
    if style in (Style.markdown, Style.html, Style.text, Style.github):
        assert "\x1b" not in drawn
    if style is Style.github:
        assert all(line.startswith(("::warning file=", "::notice file=")) for line in drawn.splitlines())
    if style is Style.tsv:
        assert {line.count("\t") for line in drawn.rstrip("\n").split("\n")} == {8}


def test_rows_as_json() -> None:
    rows = json.loads(render(View("a", "b", EVERYTHING), Style.json))
    assert rows == [json.loads(line) for line in render(View("a", "b", EVERYTHING), Style.jsonl).splitlines()]
    assert [row["kind"] for row in rows] == ["match", "hole", "hole", "addition", "drift"]
    match = rows[0]
    assert (match["upper"], match["lower"], match["score"]) == ("1.1", "2.1", 0.75)
    assert all(each["text"] == match["lower_text"][slice(*each["lower"])] for each in match["passages"])


def test_what_concerns_some_tasks() -> None:
    found = concerning(EVERYTHING, {"1.2"}, {"2.2"})
    assert [match.id for match in found.matches] == ["1.2"]
    assert [hole.id for hole in found.holes] == ["1.2"]
    assert (len(found.additions), found.drift) == (1, [])
    assert len(concerning(EVERYTHING, set(), {"2.1"}).drift) == 1


def files(name: str) -> list[str]:
    return [str(ROOT / "tests/aligned" / name / side) for side in ("upper.txt", "lower.txt")]


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    upper, lower = files("ipr-2023")
    assert run(["align", upper, upper]) == 0
    assert run(["align", upper, "missing.txt"]) == 2
    assert run(["align", upper, lower, "--unit", "没有这个单位"]) == 2
    capsys.readouterr()
    assert run(["align", upper, lower, "--only", "holes", "--only", "drift"]) == 1
    printed = capsys.readouterr()
    assert {line.split("\t")[0] for line in printed.out.splitlines()[1:]} == {"缺口", "牵头单位变化"}
    assert printed.err.count("\n") == 1


def test_the_command_for_one_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["align", *files("ipr-2023"), "--unit", "知识产权局", "--format", "json", "-q"]) == 1
    printed = capsys.readouterr()
    assert [row["upper"] for row in json.loads(printed.out) if row["kind"] == "hole"] == ["2.23", "4.27"]
    assert printed.err == ""


def test_annotations_stand_at_the_tasks_of_the_upper_file(capsys: pytest.CaptureFixture[str]) -> None:
    upper, lower = files("ipr-2023")
    assert run(["align", upper, lower, "--format", "github", "-q"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    line = next(k for k, text in enumerate(Path(upper).read_text("utf-8").splitlines(), 1) if "健全直播带货" in text)
    assert f",line={line}," in first


def test_who_leads_is_told_beside_each_task(capsys: pytest.CaptureFixture[str]) -> None:
    run(["align", *files("ipr-2023"), "--format", "json", "-q"])
    told = json.loads(capsys.readouterr().out)
    pair = next(row for row in told if row["kind"] == "match" and row["upper_leads"] and row["lower_leads"])
    assert run(["align", *files("ipr-2023"), "--format", "text", "-q"]) == 1
    drawn = capsys.readouterr().out.replace("\n        ", "").replace("\n  ", "")
    assert f"(led by {'、'.join(pair['upper_leads'])})" in drawn


def test_threshold_and_most(capsys: pytest.CaptureFixture[str]) -> None:
    def pairs(*options: str) -> list[tuple[str, float]]:
        run(["align", *files("safety-2023"), "--only", "matches", "--format", "json", "-q", *options])
        return [(row["upper"], row["score"]) for row in json.loads(capsys.readouterr().out)]

    assert all(score >= 0.9 for _, score in pairs("--threshold", "0.9"))
    assert len(pairs("--threshold", "0.9")) < len(pairs())
    nearest = [upper for upper, _ in pairs("--most", "1")]
    assert len(nearest) == len(set(nearest)) < len(pairs())


def test_a_plan_without_tasks_is_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("请各单位认真贯彻执行。\n", "utf-8")
    assert run(["align", str(tmp_path / "letter.txt"), files("ipr-2023")[1]]) == 2
    assert "holds no tasks" in capsys.readouterr().err


def test_an_office_named_below_only_has_the_holes_of_its_kind_above(capsys: pytest.CaptureFixture[str]) -> None:
    def holes(unit: str) -> list[str]:
        run(["align", *files("ipr-2023"), "--unit", unit, "--only", "holes", "--format", "json", "-q"])
        return [row["upper"] for row in json.loads(capsys.readouterr().out)]

    assert set(holes("市市场监管局")) >= set(holes("市场监管总局")) > set()
