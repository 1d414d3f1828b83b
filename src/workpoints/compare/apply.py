"""Changes made: the new notice from the old one and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from workpoints.compare.change import Change, Kind, Path, Reading
from workpoints.compare.nodes import Node, bare_data, nodes_of
from workpoints.compare.numbering import Numbering, Tag
from workpoints.compare.structure import STRUCTURAL
from workpoints.convert import from_data

if TYPE_CHECKING:
    from workpoints.document import NoticeData
    from workpoints.model import Notice

__all__ = ["apply", "bare"]


def bare(notice: Notice) -> Notice:
    """What a notice says, without its file, the places in its text, corrections and reviews: what `diff` compares."""
    return from_data(bare_data(notice))


def apply(old: Notice, changes: Iterable[Change]) -> Notice:
    """Make the changes: `apply(old, diff(old, new)) == bare(new)`.

    The changes have to be those that `diff` gave for this notice, all or some of them. Those of one duty carry the
    whole duty, and bring each other along. Raises `LookupError` where a part that a change names is not
    there.
    """
    return from_data(_applied(bare_data(old), list(changes)))


@dataclass(slots=True, eq=False)
class _Part:
    """A part on its way from the old plan to the new one."""

    data: dict[str, Any]
    children: list[_Part]
    index: int | None = None
    """Of the part in the old plan; None where it is new."""
    is_moved: bool = False
    """Whether its label and id are given, and do not follow from the order."""


def _applied(data: NoticeData, changes: list[Change]) -> NoticeData:
    nodes = nodes_of(data)
    root, parts = _taken_apart(nodes)
    new = cast("dict[str, Any]", {**data, "header": {**data.get("header", {})}, "plan": {**data.get("plan", {})}})
    for reading in (reading for change in changes for reading in change.readings):
        _read(new, parts, reading)
    for change in changes:
        _change_inside(parts, change)
    _change_clauses(parts, changes)
    _rearrange(root, parts, changes)
    ids = _number(root, nodes, changes)
    _change_outside(new, changes, ids)
    new["plan"]["children"] = [_put_together(part) for part in root.children]
    return cast("NoticeData", new)


def _read(data: dict[str, Any], parts: dict[Path, _Part], reading: Reading) -> None:
    """Take over how a part, or what stands in none, is read."""
    if reading.at:
        parts[reading.at].data |= {**reading.data, "clauses": [*reading.data["clauses"]]}
    for group, values in () if reading.at else reading.data.items():
        data[group] |= values


def _taken_apart(nodes: Sequence[Node]) -> tuple[_Part, dict[Path, _Part]]:
    """The parts of the old plan, all in one and by their places."""
    parts: dict[Path, _Part] = {(): _Part({}, [])}
    for node in nodes:
        data: dict[str, Any] = {key: value for key, value in node.data.items() if key != "children"}
        data["clauses"] = [*data.get("clauses", [])]
        parts[node.path] = part = _Part(data, [], node.index)
        parts[node.path[:-1]].children.append(part)
    return parts[()], parts


def _put_together(part: _Part) -> dict[str, Any]:
    data = {key: value for key, value in part.data.items() if value or key in ("id", "label")}
    return data | ({"children": [_put_together(child) for child in part.children]} if part.children else {})


def _change_inside(parts: dict[Path, _Part], change: Change) -> None:
    """Make a change of a title, a text or a duty."""
    if not change.at_old or change.kind in STRUCTURAL:
        return
    path, clause = change.at_old[0]
    data = parts[path].data
    if clause is None:
        data["title"] = change.data
    else:
        told = change.data if change.kind == Kind.rule else {"duty": change.data}
        news = change.data if change.field in ("text", "references") else {"duty": told["duty"]}
        former = data["clauses"][clause] if clause >= 0 else data.get("heading", {})
        changed = {key: value for key, value in (former | news).items() if value is not None}
        if clause < 0:
            data["heading"] = changed
        else:
            data["clauses"][clause] = changed


def _change_clauses(parts: dict[Path, _Part], changes: Iterable[Change]) -> None:
    """Take out the clauses that are gone, the last ones first, and put in the new ones, the first ones first."""
    whole = [change for change in changes if change.field == "clause"]
    gone = {(spot.path, spot.clause) for change in whole for spot in change.at_old if spot.clause is not None}
    for path, clause in sorted(gone, reverse=True):
        del parts[path].data["clauses"][clause]
    for part in parts.values():
        clauses = [part.data.pop("heading", {}), *part.data.get("clauses", [])]
        part.data["clauses"] = [clause for clause in clauses if clause]
    coming: list[tuple[Path, int, _Part, Any]] = []
    for change in whole:
        news = change.data if isinstance(change.data, list) else [change.data]
        part = parts[change.at_old[-1].path]
        coming += ((path, k, part, data) for (path, k), data in zip(change.at_new, news, strict=True) if k is not None)
    for _, clause, part, data in sorted(coming, key=lambda each: each[:2]):
        part.data["clauses"].insert(clause, data)


def _rearrange(root: _Part, parts: dict[Path, _Part], changes: Sequence[Change]) -> None:
    """Take out what is gone or stands elsewhere, then put in what is new where it stands, in reading order.

    When a part is put in, all that stands before it is in place, so that its place is final.
    """
    structural = [change for change in changes if change.kind in STRUCTURAL and change.field != "clause"]
    leaving = {id(parts[spot.path]) for change in structural for spot in change.at_old}
    for part in parts.values():
        part.children = [child for child in part.children if id(child) not in leaving]
    coming = [
        (spot.path, part)
        for change in structural
        for spot, part in zip(change.at_new, _arrivals(change, parts), strict=True)
    ]
    for path, part in sorted(coming, key=lambda each: each[0]):
        above = root
        for step in path[:-1]:
            above = above.children[step]
        above.children.insert(path[-1], part)


def _arrivals(change: Change, parts: dict[Path, _Part]) -> list[_Part]:
    """The parts that a change puts in."""
    match change.kind:
        case Kind.moved:
            part = parts[change.at_old[0].path]
            part.data |= change.data._asdict()
            part.is_moved = True
            return [part]
        case Kind.added:
            return [_new_part(change.data)]
        case Kind.split | Kind.merged:
            return [_new_part(data) for data in change.data]
        case _:
            return []


def _new_part(data: dict[str, Any]) -> _Part:
    return _Part({**data, "children": None}, [_new_part(child) for child in data.get("children", [])])


def _number(root: _Part, nodes: Sequence[Node], changes: Sequence[Change]) -> dict[str, str]:
    """Give each part its label and id; the new id of each part that was in the old plan."""
    numbering = Numbering(nodes, shifts=all(change.shifts for change in changes))
    given = {number.at: Tag(number.id_new, number.new) for change in changes for number in change.numbers}
    former = [node.data.get("id", "") for node in nodes]
    for path, part, above, before in _walk(root):
        if part.index is not None and not part.is_moved:
            tag = given.get(path) or numbering.expected(part.index, _tag(above), _tag(before))
            part.data |= tag._asdict()
        numbering.passed(Tag(part.data["id"], part.data["label"]))
    return {former[part.index]: part.data["id"] for _, part, _, _ in _walk(root) if part.index is not None}


def _tag(part: _Part | None) -> Tag | None:
    return Tag(part.data["id"], part.data["label"]) if part else None


def _walk(root: _Part) -> Iterator[tuple[Path, _Part, _Part | None, _Part | None]]:
    """Each part in reading order: where it stands, itself, the part above and the one before it in its group."""
    waiting: list[tuple[Path, _Part, _Part | None, _Part | None]] = []

    def await_children(path: Path, part: _Part) -> None:
        befores = [None, *part.children]
        above = part if path else None
        children = [((*path, k), child, above, befores[k]) for k, child in enumerate(part.children)]
        waiting.extend(reversed(children))

    await_children((), root)
    while waiting:
        found = waiting.pop()
        yield found
        await_children(found[0], found[1])


def _change_outside(data: dict[str, Any], changes: Iterable[Change], ids: dict[str, str]) -> None:
    """Make the changes of the header and of the plan's own texts; rules follow the parts that state them."""
    header, plan = {**data.get("header", {})}, {**data.get("plan", {})}
    for rule in plan.get("rules", []):
        rule["from"] = ids.get(rule["from"], rule["from"])
    for change in changes:
        if change.kind == Kind.header:
            header[change.field or ""] = change.data
        elif change.kind == Kind.rule:
            plan["rules"] = change.data["rules"]
        elif change.field in ("title", "preamble", "closing") and not change.at_old:
            plan[change.field] = change.data
    data |= {"header": {key: value for key, value in header.items() if value}, "plan": plan}
