"""Changes outside the parts of the plan: the header, the plan's own texts, the sentences that govern it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from workpoints.compare.change import Change, Kind

if TYPE_CHECKING:
    from workpoints.document import NoticeData, RuleData

__all__ = ["outside"]

# Field of the plan → the kind of its changes.
_TEXTS = {"title": Kind.title, "preamble": Kind.reworded, "closing": Kind.reworded}


def outside(old: NoticeData, new: NoticeData, moved_ids: Mapping[str, str]) -> Iterator[Change]:
    """What changed outside the parts; `moved_ids` has the new id of each part of the old plan that is in both."""
    before, after = (cast("dict[str, Any]", each.get("header", {})) for each in (old, new))
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield _value(Kind.header, field, before.get(field), after.get(field))
    before, after = (cast("dict[str, Any]", each.get("plan", {})) for each in (old, new))
    for field, kind in _TEXTS.items():
        if before.get(field) != after.get(field):
            yield _value(kind, field, before.get(field), after.get(field))
    yield from _rules(before.get("rules", []), after.get("rules", []), moved_ids)


def _value(kind: Kind, field: str, old: Any, new: Any) -> Change:
    was, now = _written(old), _written(new)
    return Change(kind, now or was or "", field=field, old=was, new=now, data=new)


def _written(value: Any) -> str | None:
    if value is None:
        return None
    return "；".join(value) if isinstance(value, list) else str(value)


def _rules(old: list[RuleData], new: list[RuleData], moved_ids: Mapping[str, str]) -> Iterator[Change]:
    """One change for each sentence that came, went or changed; a sentence that follows its part has not changed."""
    expected: list[RuleData] = [rule | {"from": moved_ids.get(rule["from"], rule["from"])} for rule in old]
    gone = [rule for rule in expected if rule not in new]
    come = [rule for rule in new if rule not in expected]
    if not gone and not come and expected != new:  # only their order
        gone, come = expected[:1], new[:1]
    for k in range(max(len(gone), len(come))):
        was, now = (rules[k]["text"] if k < len(rules) else None for rules in (gone, come))
        yield Change(Kind.rule, now or was or "", field="rules", old=was, new=now, data={"rules": new})
