"""Rules of `check`: the examples that explain them, and cases in tests/rules/<code>.yaml, see CONTRIBUTING.md."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from workpoints.diagnostics import CODES
from workpoints.rules import FAMILIES, RULES, Finding, Project, check

FOLDER = Path(__file__).parent / "rules"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
NO_EXAMPLE = {"WP901"}
"""No file makes the check fail that is known; tests/test_check_failures.py has a rule that does."""
_FILE = re.compile(r"^==> (.*) <==\n", re.MULTILINE)


def write_files(text: str, folder: Path) -> Path:
    """Write the files of an example, each below a line `==> path <==`; the last of them.

    Without such a line the text is that of data/raw/x.txt. In structured files `sha256: …` stands for the right hash.
    """
    pieces = _FILE.split(text) if _FILE.match(text) else ["", "data/raw/x.txt", text]
    files = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    digest = sha256(files.get("data/raw/x.txt", "").encode()).hexdigest()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.replace("sha256: …", f"sha256: '{digest}'").encode())
    return folder / list(files)[-1]


def project_in(folder: Path) -> Project:
    """The project of an example."""
    units = folder / "data/units.yaml"
    return Project(units if units.exists() else None, folder / "data/raw", folder / "data/structured")


def findings_of(text: str, folder: Path) -> list[Finding]:
    """What a check of the last file of an example finds."""
    return check(write_files(text, folder), project=project_in(folder))


def place(finding: Finding) -> str:
    return f"{finding.line}:{finding.column}-{finding.end_line}:{finding.end_column}"


def test_every_code_has_a_rule_a_family_and_cases() -> None:
    assert list(RULES) == list(CODES)
    assert set(CASES) == set(CODES) - NO_EXAMPLE
    for code, each in RULES.items():
        family = next(module for beginning, module in reversed(FAMILIES.items()) if code.startswith(beginning))
        assert each.check.__module__ == family.__name__, code


@pytest.mark.parametrize("code", [code for code in RULES if code not in NO_EXAMPLE])
def test_explanation(code: str, tmp_path: Path) -> None:
    explanation = RULES[code].explanation
    assert explanation.summary.endswith("."), "a summary is a sentence"
    assert explanation.reason, "a rule gives its reason"
    assert code in [finding.code for finding in findings_of(explanation.fails, tmp_path / "fails")]
    assert code not in [finding.code for finding in findings_of(explanation.passes, tmp_path / "passes")]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_has_cases_of_both_kinds(code: str) -> None:
    assert sum("breaks" in case for case in CASES[code]) >= 1
    assert sum("keeps" in case for case in CASES[code]) >= 2


@pytest.mark.parametrize(
    ("code", "case"),
    [
        pytest.param(code, case, id=f"{code}-{case.get('breaks') or case['keeps']}")
        for code, cases in CASES.items()
        for case in cases
    ],
)
def test_case(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= {"breaks", "keeps", "text", "at", "fixes"}
    found = [finding for finding in findings_of(case["text"], tmp_path) if finding.code == code]
    assert [place(finding) for finding in found] == case.get("at", [])
    assert bool(found) == ("breaks" in case)
    assert [finding.fix for finding in found if finding.fix is not None] == case.get("fixes", [])
