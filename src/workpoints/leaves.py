"""The values of a notice one by one: each by the part it belongs to and its field, and where two readings differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from workpoints.document import NoticeData
from workpoints.i18n import N_, translate
from workpoints.parts import parts

__all__ = ["OUTSIDE", "Change", "Leaf", "Value", "differences", "leaves", "spoken"]

Leaf = tuple[str, str]
"""Id of a part, empty for what belongs to none, and the path of a value in it, joined by dots."""
Value = str | list[str]
OUTSIDE = ("schema_version", "source", "corrections", "reviewed", "id", "children")
"""Keys that hold no value of their own."""
_NUMBER = re.compile("[0-9]{1,6}")


class Change(NamedTuple):
    """A value that two readings of a notice have differently; None where one of them has nothing."""

    leaf: Leaf
    was: Value | None
    now: Value | None


def leaves(data: NoticeData) -> dict[Leaf, Value]:
    """Every value of header and plan by its part and field, in the order of the file."""
    found = dict(_leaves("", "", cast("dict[str, Any]", data)))
    for _, node in parts(data):
        found |= _leaves(node["id"], "", cast("dict[str, Any]", node))
    return found


def _leaves(part: str, field: str, value: Any) -> Iterator[tuple[Leaf, Value]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if field or key not in OUTSIDE:
                yield from _leaves(part, f"{field}.{key}" if field else key, item) if key != "children" else ()
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for k, item in enumerate(value):
            yield from _leaves(part, f"{field}.{k}", item)
    else:
        yield (part, field), [*value] if isinstance(value, list) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def differences(was: NoticeData, now: NoticeData) -> list[Change]:
    """The values in which two readings differ, in the order of the second, then those that only the first has."""
    before, after = leaves(was), leaves(now)
    changed = [leaf for leaf, value in after.items() if before.get(leaf) != value]
    gone = [leaf for leaf in before if leaf not in after]
    return [Change(leaf, before.get(leaf), after.get(leaf)) for leaf in (*changed, *gone)]


# Keys on the way to a value → how to speak of them; those that are not listed are left out or stand as they are.
_SPOKEN = {
    "title": N_("title"), "label": N_("label"), "text": N_("text"), "lead": N_("lead offices"),
    "responsible": N_("responsible offices"), "support": N_("supporting offices"), "guide": N_("guiding offices"),
    "manner": N_("manner"), "deadline": N_("deadline"), "scope": N_("scope"), "open_ended": N_("open list"),
    "references": N_("reference"), "clauses": N_("clause"), "duty": N_("duty"), "rules": N_("rule"),
}  # fmt: skip


def spoken(leaf: Leaf) -> str:
    """How to speak of a value: 1.1.1 clause 1 duty lead offices."""
    part, field = leaf
    steps = [
        str(int(step) + 1) if _NUMBER.fullmatch(step) else translate(_SPOKEN.get(step, step))
        for step in field.split(".")
    ]
    return " ".join(filter(None, (part, *steps)))
