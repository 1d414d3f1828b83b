"""Every message is in both languages."""

from __future__ import annotations

import gettext
import subprocess
import sys

import pytest

from workpoints import diagnostics, i18n

from .conftest import ROOT


def test_catalogues_are_complete_and_compiled() -> None:
    command = [sys.executable, str(ROOT / "tools/messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("", {}, "en"),
        ("", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("", {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ("", {"LANG": "de_DE.UTF-8", "WORKPOINTS_LANG": "zh"}, "zh"),
        ("en", {"WORKPOINTS_LANG": "zh"}, "en"),
        ("zh", {"LANG": "en_GB.UTF-8"}, "zh"),
    ],
)
def test_language(asked: str, environment: dict[str, str], language: str) -> None:
    assert i18n.language_of(asked, environment) == language


def test_every_code_has_a_chinese_message() -> None:
    catalogue = gettext.translation("workpoints", ROOT / "src/workpoints/locale", ["zh_CN"])
    for code in diagnostics.CODES.values():
        translated = catalogue.gettext(code.message)
        assert translated != code.message
