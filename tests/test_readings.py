"""Rules of reading, each shown by a short text: tests/readings/<group>.yaml, see CONTRIBUTING.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import workpoints
from tests.property.test_laws import LAWS
from tests.test_notices import outcome

FILES = sorted((Path(__file__).parent / "readings").glob("*.yaml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['rule']}")
    for path in FILES
    for case in yaml.safe_load(path.read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_rule(case: dict[str, Any]) -> None:
    parsed = workpoints.parse(case["text"])
    found = outcome(parsed)
    expected = {key: value for key, value in case.items() if key not in ("rule", "text")}
    assert set(expected) <= set(found), "an expectation names something that is not compared"
    for key, value in expected.items():
        assert found[key] == value, key
    for law in LAWS:
        law(case["text"])
