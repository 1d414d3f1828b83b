"""The Jiyuan notice against its annotation by hand: every heading, item, clause, party and role."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import workpoints
from workpoints import Item, Notice
from workpoints.fingerprints import stamp
from workpoints.structured import dump_yaml

from .conftest import NOTICE, ROOT

GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "jiyuan-2023.gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def notice() -> Notice:
    return workpoints.parse(workpoints.read(NOTICE)).notice


def test_header(notice: Notice) -> None:
    header = notice.header
    assert {name: getattr(header, name) for name in ("issuing_body", "document_number", "title", "printed_by")} == {
        name: GOLD["header"][name] for name in ("issuing_body", "document_number", "title", "printed_by")
    }
    assert list(header.addressees) == GOLD["header"]["addressees"]
    assert [str(header.issued_on), str(header.printed_on)] == [
        GOLD["header"]["issued_on"],
        GOLD["header"]["printed_on"],
    ]


def test_plan(notice: Notice) -> None:
    assert notice.plan.title == GOLD["plan"]["title"]
    assert notice.plan.preamble == GOLD["plan"]["preamble"]


def texts(part: Item) -> list[str] | None:
    return [clause.text for clause in part.clauses] or None


def test_outline(notice: Notice) -> None:
    found = [(part.id, part.title, texts(part)) for part in notice.plan.walk()]
    assert found == [(entry["id"], entry["title"], entry["text"]) for entry in GOLD["outline"]]


def test_labels(notice: Notice) -> None:
    labels = [part.label.replace("(", "（").replace(")", "）").rstrip("、") for part in notice.plan.walk()]
    assert labels == [entry["path"][-1].replace("(", "（").replace(")", "）") for entry in GOLD["outline"]]


def test_duties(notice: Notice) -> None:
    found: list[dict[str, Any]] = [
        {
            "id": part.id,
            "covers": clause.text,
            "raw": clause.duty.text,
            "parties": sorted(
                (party.span, party.name, role, party.kind) for role, party in clause.duty.parties() if party.span
            ),
            "manner": clause.duty.manner,
            "open_ended": clause.duty.open_ended,
        }
        for part in notice.plan.walk()
        for clause in part.clauses
        if clause.duty
    ]
    for duty in found:
        duty["parties"] = [{"name": name, "role": role, "kind": kind} for _, name, role, kind in duty["parties"]]
    keys = ("id", "covers", "raw", "parties", "manner", "open_ended")
    assert found == [{key: duty[key] for key in keys} for duty in GOLD["duties"]]


def test_evidence_of_an_inherited_jurisdiction(notice: Notice) -> None:
    parties = {party.written: party for part in notice.plan.walk() for clause in part.clauses if clause.duty
               for _, party in clause.duty.parties() if party.written != party.name}  # fmt: skip
    assert parties["市场监管局"].name == "示范区市场监管局"
    assert parties["市场监管局"].evidence == "prefix"
    assert "市检察院" not in parties


def test_the_structured_file_is_what_parsing_makes(notice: Notice) -> None:
    written = (ROOT / "data/structured/jiyuan-2023.yaml").read_text("utf-8")
    assert dump_yaml(stamp(workpoints.to_data(notice))) == written
    assert workpoints.dump(workpoints.load(written)) == written


def test_parts_can_be_copied_and_pickled(notice: Notice) -> None:
    assert pickle.loads(pickle.dumps(notice)) == notice == copy.deepcopy(notice)  # noqa: S301 - our own bytes
    other = notice.header.model_copy(update={"note": "此件公开发布"})
    assert (other.note, notice.header.note) == ("此件公开发布", None)
