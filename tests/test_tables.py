"""Tables that anyone can add a line to: notations.yaml, names.yaml, noise.yaml, labels."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import workpoints
from workpoints.deadlines import last_day, plan_year
from workpoints.duties import read_duty
from workpoints.labels import label_at
from workpoints.units import read_name

TESTS = Path(__file__).parent
NOTATIONS: list[dict[str, Any]] = yaml.safe_load((TESTS / "notations.yaml").read_text("utf-8"))
LINES: list[dict[str, Any]] = yaml.safe_load((TESTS / "noise.yaml").read_text("utf-8"))
NAMES: list[dict[str, Any]] = yaml.safe_load((TESTS / "names.yaml").read_text("utf-8"))


def shown(text: str, place: tuple[int, int] | None) -> str | None:
    return text[slice(*place)] if place else None


@pytest.mark.parametrize("case", NOTATIONS, ids=lambda case: case.get("text") or case["none"])
def test_notation(case: dict[str, Any]) -> None:
    if "none" in case:
        assert read_duty(case["none"]) is None
        return
    text = case["text"]
    reading = read_duty(text)
    assert reading is not None
    parties: dict[str, list[str]] = {}
    for party in reading.parties:
        parties.setdefault(party.role, []).append(f"({party.name})" if party.kind == "group" else party.name)
        assert text[party.start : party.end] == party.written
    found = {
        "text": text,
        "parties": parties,
        "manner": reading.manner,
        "open": reading.open_ended or None,
        "deadline": shown(text, reading.deadline),
        "scope": shown(text, reading.scope),
        "remark": "；".join(text[slice(*place)] for place in reading.remarks) or None,
        "rule": ";".join(rule.kind for rule in reading.rules) or None,
        "rule_parties": [name for rule in reading.rules for name in rule.parties] or None,
    }
    assert {key: value for key, value in found.items() if value is not None} == case
    assert not reading.uncertain


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case.get("name") or case["none"])
def test_name(case: dict[str, Any]) -> None:
    name = read_name(case.get("name") or case["none"])
    if "none" in case:
        assert name is None
        return
    assert name is not None
    assert (name.kind, name.jurisdiction) == (case.get("kind", "unit"), case.get("jurisdiction", ""))
    assert name.certain


@pytest.mark.parametrize(
    ("text", "family", "number"),
    [
        ("一、总体要求", "han", 1),
        ("二十三、保障", "han", 23),
        ("一百〇一、保障", "han", 101),
        ("（十二）加强", "han_bracket", 12),
        ("( 三 ) 加强", "han_bracket", 3),
        ("1. 开展", "digit_point", 1),
        ("12．开展", "digit_point", 12),
        ("3、开展", "digit_point", 3),
        ("1. 121人才工程", "digit_point", 1),
        ("（4）开展", "digit_bracket", 4),
        ("5）开展", "digit_half_bracket", 5),
        ("⑥开展", "circled", 6),
        ("第一章 总则", "chapter", 1),
        ("第十条 开展", "article", 10),
        ("第二、开展", "ordinal", 2),
        ("三是开展", "point", 3),
    ],
)
def test_label(text: str, family: str, number: int) -> None:
    label = label_at(text, 0)
    assert label is not None
    assert (label.family, label.number) == (family, number)


@pytest.mark.parametrize(
    "text", ["1.5倍以上", "2023年底前", "2023.5", "十分重要", "一三、", "（试行）", "第一书记", "10%", "十是"]
)
def test_no_label(text: str) -> None:
    assert label_at(text, 0) is None


DEADLINES: list[dict[str, Any]] = yaml.safe_load((TESTS / "deadlines.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", DEADLINES, ids=lambda case: case["text"])
def test_deadline(case: dict[str, Any]) -> None:
    if case.get("wrong"):
        with pytest.raises(ValueError, match=r"day|month|13"):
            last_day(case["text"], 2024)
    else:
        assert last_day(case["text"], 2024) == case.get("day")


@pytest.mark.parametrize(
    ("titles", "number", "issued", "year"),
    [
        (["某市2024年工作要点"], "某发〔2023〕1号", None, 2024),
        (["某市2021—2023年行动方案"], "某发〔2021〕1号", None, None),
        (["某市工作要点"], "某发〔2023〕1号", date(2022, 12, 31), 2023),
        (["某市工作要点"], "", date(2022, 12, 31), 2022),
        ([], "", None, None),
    ],
)
def test_plan_year(titles: list[str], number: str, issued: date | None, year: int | None) -> None:
    assert plan_year(titles, number, issued) == year


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"])
def test_noise(case: dict[str, Any]) -> None:
    text = f"一、加强保障\n（一）健全机制。\n{case['line']}\n（二）压实责任。（市政府办负责）\n"
    found = [noise.kind for noise in workpoints.parse(text).notice.noise]
    assert found == ([case["noise"]] if "noise" in case else [])
