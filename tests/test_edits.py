"""Random edits are noticed: a slip of the keyboard in a notice or in its structured file shows in the check."""

from __future__ import annotations

from benchmarks.edits import unnoticed

COUNT, MOST = 1000, 0.01
LENGTH = 2500
"""Characters of the notice, so that a test takes seconds; `make bench` edits all of it."""

MOST_ALONE = 0.4
"""Of a file without the other, where a slip in the middle of a text shows by nothing."""


def test_edits_are_noticed(notice_text: str) -> None:
    changing, missed = unnoticed(notice_text[:LENGTH], COUNT)
    print(f"{len(missed)} of {changing} edits that change what is read go unnoticed")  # noqa: T201 - the share
    assert changing > COUNT // 2
    assert len(missed) <= MOST * changing, missed


def test_many_edits_of_a_file_alone_are_noticed(notice_text: str) -> None:
    changing, missed = unnoticed(notice_text[:LENGTH], COUNT // 4, alone=True)
    print(f"{len(missed)} of {changing} in a file alone")  # noqa: T201 - the share
    assert len(missed) <= MOST_ALONE * changing, missed
