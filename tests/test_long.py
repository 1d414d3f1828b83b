"""Texts made of one piece again and again, tests/long.yaml: their length explains the time to read and check them.

Where the work grows faster than the text, such a text takes minutes; the limit is far above what the slowest machine
needs for one that does not.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

import workpoints
from workpoints.rules import check_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "long.yaml").read_text("utf-8"))
SECONDS_PER_CHARACTER = 100e-6
LEAST_SECONDS = 0.5


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['open']}{case['piece']}")
def test_time_is_linear(case: dict[str, Any]) -> None:
    text = f"{case['open']}{case['piece'] * case['times']}{case.get('close', '')}"
    start = time.process_time()
    check_text(workpoints.Source("x.txt", text), "x.txt")  # reads it too
    assert time.process_time() - start < LEAST_SECONDS + SECONDS_PER_CHARACTER * len(text)
