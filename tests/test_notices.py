"""Notices with what they should be read as: tests/notices/<name>/input.txt and expected.yaml, see CONTRIBUTING.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import workpoints
from workpoints import Duty, Item, Parsed

FOLDER = Path(__file__).parent / "notices"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def test_there_are_notices() -> None:
    assert NAMES


def outline_line(part: Item) -> str:
    """One line a part: id, label, and the title in 《》 or the beginning of the text."""
    text = "".join(clause.text for clause in part.clauses).replace("\n", " ")
    shown = f"《{part.title}》" if part.title else ""
    return " ".join(filter(None, [part.id, part.label, shown, text[:12]]))


def duty_data(part: Item, covers: str, duty: Duty) -> dict[str, Any]:
    """A duty as the expectations have it: empty values left out, inherited jurisdictions marked by evidence."""
    roles = {
        role: [party.name for party in getattr(duty, role)] for role in ("lead", "responsible", "support", "guide")
    }
    data = {
        "id": part.id,
        "covers": covers,
        "text": duty.text,
        **roles,
        "groups": [party.name for _, party in duty.parties() if party.kind == "group"],
        "manner": duty.manner,
        "open": duty.open_ended,
        "deadline": duty.deadline.text if duty.deadline else None,
        "scope": duty.scope,
    }
    return {key: value for key, value in data.items() if value}


def outcome(parsed: Parsed) -> dict[str, Any]:
    """The reading of a notice in the form of an expectation."""
    notice = parsed.notice
    header = notice.header.model_dump(exclude={"spans", "elements"}, exclude_defaults=True)
    plan = notice.plan.model_dump(include={"title", "preamble", "closing"}, exclude_defaults=True)
    parts = list(notice.plan.walk())
    return {
        "header": header | {"addressees": list(notice.header.addressees)} if notice.header.addressees else header,
        "plan": plan,
        "rules": [{"kind": rule.kind, "from": rule.since, "parties": list(rule.parties)} for rule in notice.plan.rules],
        "outline": [outline_line(part) for part in parts],
        "duties": [
            duty_data(part, clause.text, clause.duty) for part in parts for clause in part.clauses if clause.duty
        ],
        "diagnostics": [diagnostic.code for diagnostic in parsed.diagnostics],
        "noise": [noise.kind for noise in notice.noise],
    }


@pytest.mark.parametrize("name", NAMES)
def test_notice(name: str) -> None:
    text = (FOLDER / name / "input.txt").read_bytes().decode("utf-8")
    expected = yaml.safe_load((FOLDER / name / "expected.yaml").read_text("utf-8"))
    found = outcome(workpoints.parse(text, name="input.txt"))
    assert set(expected) <= set(found), "an expectation names something that is not compared"
    for key, value in expected.items():
        assert found[key] == value, key
