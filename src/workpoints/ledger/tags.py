"""What a sheet keeps of its rows in a hidden column, by which a filled ledger is read back.

    tag of the headings = {"workpoints": version, "columns": [heading…]}
    tag of a row        = [notice, id, clause, unit, sums]
    tag of a row that goes on with the one above = [column…]

`sums` has the eight digits of a checksum for each column, of the value as it was exported: what differs was written by
hand, and what does not was left as it was, however the columns are ordered now.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from workpoints.ledger.rows import Key

__all__ = ["Heading", "RowTag", "clean", "continuation", "heading_tag", "read_continuation", "read_heading",
           "read_row", "row_tag", "sum_of"]  # fmt: skip

VERSION = 1
_DIGITS = 8
# What XML cannot hold, and what it does not keep: a carriage return is read back as a line feed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Heading(NamedTuple):
    """The tag of the headings."""

    columns: list[str]


class RowTag(NamedTuple):
    """The tag of a row."""

    key: Key
    sums: dict[str, str]
    """Heading → checksum of the value as it was exported."""


def clean(value: str) -> str:
    """A value as a cell can hold it: U+FFFD stands for a character that XML forbids, and lines end as on Unix."""
    return _FORBIDDEN.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def sum_of(value: str) -> str:
    """The checksum of a value."""
    return sha256(clean(value).encode()).hexdigest()[:_DIGITS]


def heading_tag(columns: Sequence[str]) -> str:
    """The tag of the headings of a ledger."""
    return _written({"workpoints": VERSION, "columns": list(columns)})


def row_tag(key: Key, values: Sequence[str]) -> str:
    """The tag of a row with these values, in the order of the columns."""
    return _written([*key, "".join(map(sum_of, values))])


def continuation(columns: Sequence[int]) -> str:
    """The tag of a row that goes on with the cells of some columns."""
    return _written(list(columns))


def _written(tag: object) -> str:
    return json.dumps(tag, ensure_ascii=False, separators=(",", ":"))


def read_heading(tag: object) -> Heading | None:
    """The tag of headings; None for what is none."""
    match _read(tag):
        case {"workpoints": version, "columns": [*columns]} if version == VERSION:
            return Heading([str(column) for column in columns])
    return None


def read_row(tag: object, heading: Heading) -> RowTag | None:
    """The tag of a row; None for what is none."""
    match _read(tag):
        case [str(notice), str(part), int(clause), str(unit), str(sums)] if len(sums) == _DIGITS * len(heading.columns):
            each = [sums[start : start + _DIGITS] for start in range(0, len(sums), _DIGITS)]
            return RowTag(Key(notice, part, clause, unit), dict(zip(heading.columns, each, strict=True)))
    return None


def read_continuation(tag: object) -> list[int] | None:
    """The columns that a row goes on with; None where it does not."""
    match _read(tag):
        case [int(), *_] as columns:
            return [each for each in columns if isinstance(each, int)]
    return None


def _read(tag: object) -> object:
    try:
        found: object = json.loads(tag) if isinstance(tag, str) else None
    except ValueError:
        return None
    return found
