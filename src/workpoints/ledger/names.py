"""Texts and names as workbooks and file systems can hold them."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["clean", "file_name", "sheet_name"]

# What XML cannot hold, and what it does not keep: a carriage return is read back as a line feed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIGNS = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f\x7f\ufffd]")
_LONGEST_SHEET = 31
"""Of the name of a sheet, in units of UTF-16 (Excel)."""
_LONGEST_FILE = 180
"""Of the name of a file without its ending, in bytes: 255 less what endings and temporary names add."""
_TAKEN_SHEETS = frozenset({"history"})
_TAKEN_FILES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Excel and Windows keep for themselves."""

_Cut = Callable[[str, int], str]


def clean(value: str) -> str:
    """A value as a cell can hold it: U+FFFD stands for a character that XML forbids, and lines end as on Unix."""
    return _FORBIDDEN.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and none has yet, for upper and lower case are the same; it is taken then."""
    wanted = _SIGNS.sub("_", clean(name))
    return _free(wanted, taken, lambda text, room: _cut(text, room, "utf-16-le", 2), _LONGEST_SHEET, _TAKEN_SHEETS)


def file_name(name: str, taken: set[str] | None = None) -> str:
    """A name, without ending, that a file may have on every system and none has yet; it is taken then."""
    wanted = _SIGNS.sub("_", clean(name))
    free = taken if taken is not None else set()
    return _free(wanted, free, lambda text, room: _cut(text, room, "utf-8", 1), _LONGEST_FILE, _TAKEN_FILES)


def _free(wanted: str, taken: set[str], cut: _Cut, longest: int, reserved: frozenset[str]) -> str:
    number, free = 1, cut(wanted, longest).strip("' .") or "_"
    while free.casefold() in taken or free.casefold().partition(".")[0] in reserved:
        number += 1
        mark = f"({number})"
        free = cut(wanted, longest - len(mark)).strip("' .") + mark
    taken.add(free.casefold())
    return free


def _cut(text: str, room: int, encoding: str, size: int) -> str:
    """As much of a text as takes so many units of an encoding."""
    return text.encode(encoding)[: room * size].decode(encoding, "ignore")
