"""What a sheet keeps of its rows in a hidden column, by which a filled ledger is read back.

    tag of the headings = {"workpoints": version, "columns": [heading…]}
    tag of a row        = [notice, id, clause, unit, text, sums]
    tag of the rows below that hold the rest of long texts
                        = [notice, id, clause, unit, text, sums, number, [column…]]

`sums` has the eight digits of a checksum for each column, of the value as it was exported: what differs was written by
hand, and what does not was left as it was, however rows and columns are ordered now. `text` is that of the text of the
task, by which it is found when numbers have changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from workpoints.ledger.names import clean
from workpoints.ledger.rows import Key

__all__ = ["Tag", "heading_tag", "read_heading", "read_tag", "sum_of", "tag_of", "written"]

VERSION = 1
_DIGITS = 8


class Tag(NamedTuple):
    """The tag of a row."""

    key: Key
    text: str
    """Checksum of the text of the task."""
    sums: dict[str, str]
    """Heading → checksum of the value as it was exported."""
    piece: int = 0
    """Which row of the task it is, from 0."""
    columns: tuple[str, ...] = ()
    """Of a row below the first: the headings of the texts that go on in it."""


def sum_of(value: str) -> str:
    """The checksum of a value."""
    return sha256(clean(value).encode()).hexdigest()[:_DIGITS]


def tag_of(key: Key, text: str, values: Sequence[tuple[str, str]]) -> Tag:
    """The tag of the first row of a task, with heading and value of each column."""
    return Tag(key, sum_of(text), {heading: sum_of(value) for heading, value in values})


def written(tag: Tag) -> str:
    """A tag as it stands in a cell."""
    data = [*tag.key, tag.text, "".join(tag.sums.values())]
    if tag.piece:
        headings = [*tag.sums]
        data += [tag.piece, [headings.index(heading) for heading in tag.columns]]
    return _json(data)


def heading_tag(columns: Sequence[str]) -> str:
    """The tag of the headings of a ledger."""
    return _json({"workpoints": VERSION, "columns": list(columns)})


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read_heading(cell: object) -> list[str] | None:
    """The headings of a ledger as it was exported; None for a cell that holds no such tag."""
    match _read(cell):
        case {"workpoints": version, "columns": [*columns]} if version == VERSION:
            return [str(column) for column in columns]
    return None


def read_tag(cell: object, headings: Sequence[str]) -> Tag | None:
    """The tag of a row of a ledger with these headings; None for a cell that holds none."""
    match _read(cell):
        case [str(notice), str(part), int(clause), str(unit), str(text), str(sums), *rest] if len(
            sums
        ) == _DIGITS * len(headings):
            each = [sums[start : start + _DIGITS] for start in range(0, len(sums), _DIGITS)]
            tag = Tag(Key(notice, part, clause, unit), text, dict(zip(headings, each, strict=True)))
            return _with_piece(tag, headings, rest)
    return None


def _with_piece(tag: Tag, headings: Sequence[str], rest: Sequence[object]) -> Tag | None:
    match rest:
        case []:
            return tag
        case [int(piece), [*columns]] if piece > 0:
            found = [headings[k] for k in columns if isinstance(k, int) and 0 <= k < len(headings)]
            return tag._replace(piece=piece, columns=tuple(found))
    return None


def _read(cell: object) -> object:
    try:
        found: object = json.loads(cell) if isinstance(cell, str) and cell[:1] in ("[", "{") else None
    except (ValueError, RecursionError):
        return None
    return found
