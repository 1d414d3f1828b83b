"""Texts as a document can hold them."""

from __future__ import annotations

import re

__all__ = ["STOPS", "clean", "stopped", "width"]

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_END_OF_LINE = re.compile("\r\n?|[\x85\u2028\u2029]")
_DELETE = 0x7F

STOPS = "。；！？：，、…;!?:,."
"""Behind these no full stop is put."""


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold.

    Control characters become their pictures (U+2400 to U+2421), so that a reader sees that one stood there; surrogates
    and the two that are no characters become U+FFFD. Ends of lines of every kind become that of Unix.
    """
    return _REFUSED.sub(_picture, _END_OF_LINE.sub("\n", text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == _DELETE:
        return "\u2421"
    return chr(0x2400 + code) if code < _DELETE else "\ufffd"


def stopped(title: str, stop: str = "。") -> str:
    """A title with a stop behind it where it has none."""
    return title if title.endswith(tuple(STOPS)) else title + stop


def width(text: str) -> float:
    """The width of a text in Chinese characters; letters and digits take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)
