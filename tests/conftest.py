from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The width of what is drawn is that of a pipe, also where the tests run side by side and someone has set another.
os.environ.pop("COLUMNS", None)
# As users have it: modules compiled once are loaded from then on, by all the processes that the tests start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parent.parent
NOTICE = ROOT / "data/raw/jiyuan-2023.txt"

# The same examples on every run, so that a red build can be repeated; `--hypothesis-profile=search` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def notice_text() -> str:
    return NOTICE.read_bytes().decode("utf-8")
