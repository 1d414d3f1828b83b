"""Random edits are noticed: a slip of the keyboard in a notice or in its structured file shows in the check."""

from __future__ import annotations

from benchmarks.edits import unnoticed

COUNT, MOST = 1000, 0.01
LENGTH = 2500
"""Characters of the notice, so that a test takes seconds; `make bench` edits all of it."""


def test_edits_are_noticed(notice_text: str) -> None:
    changing, missed = unnoticed(notice_text[:LENGTH], COUNT)
    print(f"{len(missed)} of {changing} edits that change what is read go unnoticed")  # noqa: T201 - the share
    assert changing > COUNT // 2
    assert len(missed) <= MOST * changing, missed
