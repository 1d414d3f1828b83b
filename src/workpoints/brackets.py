"""The brackets that notices use, and which of them belong together."""

from __future__ import annotations

__all__ = ["CLOSERS", "OPENERS", "PAIRS", "partner"]

OPENERS, CLOSERS = "（(〔[［【〈", "）)〕]］】〉"
PAIRS = frozenset({"（）", "()", "（)", "(）", "〔〕", "[]", "［］", "［]", "[］", "【】", "〈〉"})
"""Brackets of either width pair with each other."""


def partner(text: str, start: int, closer: int) -> int:
    """Where the bracket opens that closes at a place, those inside it passed over; -1 where there is none."""
    depth = 0
    for place in range(closer, start - 1, -1):
        depth += (text[place] in CLOSERS) - (text[place] in OPENERS)
        if depth == 0:
            return place
    return -1
