"""What fails inside the check is a finding, WP901, and stops nothing else; no file is known that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from workpoints.rules import RULES, Finding, check_text, run
from workpoints.rules.rule import Remark
from workpoints.rules.subject import Subject
from workpoints.source import Source

RAW = "一、加强巡查。（市城\ufffd局负责）\n"
STRUCTURED = "schema_version: 1\nsource: {name: x.txt, sha256: '0'}\nplan:\n  title: 1.10\n"
REGISTRY = "schema_version: 1\nunits:\n- {name: 城管局, levels: [市], source: [1.10]}\n"


def fail(*_: Any) -> None:
    raise RuntimeError("no luck")


def broken(_: Subject) -> Iterator[Remark]:
    raise RuntimeError("no luck")
    yield


def findings(text: str, name: str) -> list[Finding]:
    return check_text(Source(name, text), name)


@pytest.mark.parametrize(
    ("text", "name", "code", "other"),
    [
        (RAW, "x.txt", "WP001", "WP004"),
        (STRUCTURED, "x.yaml", "WP503", "WP506"),
        (REGISTRY, "x.yaml", "WP511", "WP506"),
    ],
    ids=["raw", "structured", "registry"],
)
def test_a_rule_that_fails_is_told_and_the_others_go_on(
    text: str, name: str, code: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RULES[code], "check", broken)
    found = {finding.code: finding for finding in findings(text, name)}
    assert other in found
    assert (found["WP901"].severity, found["WP901"].line) == ("error", 1)
    assert f"{code} RuntimeError no luck" in found["WP901"].message


def test_a_file_that_cannot_be_taken_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "parse", fail)
    assert [finding.message for finding in findings(RAW, "x.txt") if finding.code == "WP901"] == [
        "the check itself failed, please report this: RuntimeError no luck"
    ]


def test_silences_are_not_told_as_vain_where_the_file_was_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = STRUCTURED.replace("1.10", "加强巡查  # workpoints: ignore WP305 copied")
    assert [finding.code for finding in findings(text, "x.yaml")] == ["WP902"]
    monkeypatch.setattr(run, "validate", fail)
    assert "WP902" not in [finding.code for finding in findings(text, "x.yaml")]
