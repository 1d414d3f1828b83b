"""Notices against the reading that was written from their text alone: tests/notices/<name>/gold.json."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from benchmarks.accuracy import own_notices, risk, score

FOLDER = Path(__file__).parent
OPEN: dict[str, str] = yaml.safe_load((FOLDER / "open.yaml").read_text("utf-8"))
CASES = {name.removeprefix("tests/"): (parsed, wanted) for name, parsed, wanted in own_notices()}


@pytest.mark.parametrize("name", CASES)
def test_a_notice_is_read_as_annotated(name: str) -> None:
    """All of it, or less where open.yaml says what is open."""
    missed = [measure for measure, counts in score(*CASES[name]).items() if len(set(counts)) > 1]
    assert bool(missed) == (name in OPEN), missed


def test_what_is_open_is_there() -> None:
    assert set(OPEN) <= set(CASES)


def test_a_header_field_read_where_there_is_none_is_wrong() -> None:
    parsed, wanted = CASES["city-division"]
    header: Counter[tuple[str, ...]] = Counter(
        (name, "" if name == "printed_on" else value) for name, value in wanted.header
    )
    assert score(parsed, wanted)["header"] == (7, 7, 7)
    assert score(parsed, wanted._replace(header=header))["header"] == (6, 7, 7)


def test_a_duty_that_the_annotation_does_not_have_is_wrong() -> None:
    parsed, wanted = CASES["city-division"]
    (_, sure, wrong), fewer = risk([("", parsed, wanted)]), wanted.notation - Counter(list(wanted.notation)[:1])
    assert wrong == 0
    assert risk([("", parsed, wanted._replace(notation=fewer))])[1:] == (sure, 1)
