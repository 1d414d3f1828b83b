"""Fingerprints: whether a structured file has been edited since it was written, and changed since it was reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from workpoints.document import NodeData, NoticeData
from workpoints.parts import parts

__all__ = ["carry_marks", "exact", "fingerprint", "is_edited", "mark_reviewed", "stamp", "unreviewed"]

_DIGITS = 16
"""How many hexadecimal digits of a hash make a fingerprint: it guards against oversight, not against forgery."""


def fingerprint(data: NoticeData | NodeData) -> str:
    """A fingerprint over title, texts and duties of a part or a notice, and of all below; labels may change."""
    return _hash(_without(data, ("reviewed", "corrections", "source", "id", "label")))


def exact(data: NoticeData) -> str:
    """A fingerprint over header and plan as they stand, labels and order too."""
    return _hash(_without(data, ("reviewed", "corrections", "source")))


def _hash(data: object) -> str:
    from hashlib import sha256  # noqa: PLC0415 - slow to load

    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return f"sha256-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def _without(value: Any, keys: Iterable[str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(item, keys) for key, item in value.items() if key not in keys}
    return [_without(item, keys) for item in value] if isinstance(value, list) else value


def stamp(data: NoticeData) -> NoticeData:
    """The data with the fingerprint by which later edits are told."""
    source = data["source"] | {"parsed": exact(data)}
    return cast("NoticeData", data | {"source": source})


def is_edited(data: NoticeData) -> bool:
    """Whether a person has edited a structured file since it was written; so is one without a fingerprint."""
    return data["source"].get("parsed") != exact(data)


def mark_reviewed(data: NoticeData, ids: Iterable[str] = ()) -> list[str]:
    """Mark a file as seen, or parts of it by their ids, in place; the ids that there are not."""
    wanted = set(ids)
    if not wanted:
        data["reviewed"] = fingerprint(data)
    for _, node in parts(data):
        if node["id"] in wanted:
            node["reviewed"] = fingerprint(node)
            wanted.discard(node["id"])
    return sorted(wanted)


def unreviewed(data: NoticeData | NodeData) -> bool:
    """Whether a file or a part has changed since it was marked as seen."""
    return "reviewed" in data and data["reviewed"] != fingerprint(data)


def carry_marks(former: NoticeData, data: NoticeData) -> list[str]:
    """Give parts the marks that they had; the ids of those that are gone."""
    marks = {node["id"]: node["reviewed"] for _, node in parts(former) if "reviewed" in node}
    for _, node in parts(data):
        if node["id"] in marks:
            node["reviewed"] = marks.pop(node["id"])
    return list(marks)
