"""Notices against the reading that was written from their text alone: tests/notices/<name>/gold.json."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from benchmarks.accuracy import own_notices, score

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
