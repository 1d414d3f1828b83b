"""Names of sheets and files made of names of offices and notices."""

from __future__ import annotations

import re

__all__ = ["file_name", "unique"]

_LONGEST = 31
"""Characters of the name of a sheet (Excel)."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\<>|\"\x00-\x1f\x7f]")
_RESERVED = frozenset({"history"})


def unique(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and none has yet; upper and lower case are the same."""
    wanted = _FORBIDDEN.sub("_", name).strip("' ") or "_"
    number, free = 1, wanted[:_LONGEST]
    while free.casefold() in taken or free.casefold() in _RESERVED:
        number += 1
        mark = f"({number})"
        free = wanted[: _LONGEST - len(mark)] + mark
    taken.add(free.casefold())
    return free


def file_name(name: str, suffix: str, taken: set[str]) -> str:
    """A name that a file may have on every system and none has yet."""
    wanted = _FORBIDDEN.sub("_", name).strip(" .")[:_MOST] or "_"
    number, free = 1, wanted
    while free.casefold() in taken:
        number += 1
        free = f"{wanted}({number})"
    taken.add(free.casefold())
    return free + suffix


_MOST = 80
"""Characters of the name of a file: three bytes each, of 255."""
