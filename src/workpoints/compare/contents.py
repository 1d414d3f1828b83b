"""Changes inside a part that both plans have: its title, its tasks, their duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workpoints.compare.change import Change, Kind, Spot
from workpoints.compare.clauses import aligned
from workpoints.compare.duty import Naming, duty_changes, party_changes
from workpoints.compare.nodes import Node
from workpoints.compare.numbering import tag_of

if TYPE_CHECKING:
    from workpoints.document import ClauseData, DutyData

__all__ = ["contents", "parties_between", "with_moves"]


def contents(old: Node, new: Node, names: tuple[Naming, Naming]) -> Iterator[Change]:
    """What changed inside a part."""
    part = Change(
        Kind.title,
        new.headline,
        id_old=tag_of(old).id,
        id_new=tag_of(new).id,
        at_old=(Spot(old.path),),
        at_new=(Spot(new.path),),
    )
    if old.title != new.title:
        was, now = old.data.get("title"), new.data.get("title")
        yield part._replace(field="title", old=was, new=now, data=now)
    before, after = _clauses(old, new), _clauses(new, old)
    ahead = (len(before) - len(old.data.get("clauses", [])), len(after) - len(new.data.get("clauses", [])))
    for ours, theirs in aligned(before, after) if before != after else ():
        place = part._replace(
            at_old=tuple(Spot(old.path, k - ahead[0]) for k in ours) or (Spot(old.path),),
            at_new=tuple(Spot(new.path, k - ahead[1]) for k in theirs) or (Spot(new.path),),
        )
        yield from _clauses_changed([before[k] for k in ours], [after[k] for k in theirs], place, names)


def _clauses_changed(
    old: list[ClauseData], new: list[ClauseData], place: Change, names: tuple[Naming, Naming]
) -> Iterator[Change]:
    """What became of one clause, or of several that were joined, or that one was divided into."""
    told = next((clause["text"] for clause in [*new, *old] if "text" in clause), place.text)
    place = place._replace(text=told)
    if len(old) == len(new) == 1:
        yield from _clause(old[0], new[0], place, names)
    elif old and new:
        kind = Kind.split if len(new) > 1 else Kind.merged
        was, now = ("\n".join(clause.get("text", "") for clause in clauses) for clauses in (old, new))
        yield place._replace(kind=kind, field="clause", old=was, new=now, data=new)
        duties = [[clause["duty"] for clause in clauses if "duty" in clause] for clauses in (old, new)]
        for change in party_changes(duties[0], duties[1], names):
            yield place._replace(**change._asdict(), at_old=())
    else:
        data = (new or old)[0]
        if data:  # and not the empty one that stands for a heading without notation
            yield place._replace(kind=Kind.added if new else Kind.removed, field="clause", data=data)


def _clauses(node: Node, other: Node) -> list[ClauseData]:
    """The clauses of a part; where only the other has a notation for the heading, an empty one for it before them."""
    clauses, others = node.data.get("clauses", []), other.data.get("clauses", [])
    only_there = len(clauses) < len(others) and "text" not in others[0] and all("text" in each for each in clauses[:1])
    return [{}, *clauses] if only_there else clauses


def _clause(old: ClauseData, new: ClauseData, place: Change, names: tuple[Naming, Naming]) -> Iterator[Change]:
    """What changed in a clause."""
    words = place._replace(kind=Kind.reworded, data={"text": new.get("text"), "references": new.get("references")})
    if old.get("text") != new.get("text"):
        yield words._replace(field="text", old=old.get("text"), new=new.get("text"))
    elif old.get("references") != new.get("references"):
        yield words._replace(field="references", old=_references(old), new=_references(new))
    for change in duty_changes(old.get("duty"), new.get("duty"), names):
        yield place._replace(**change._asdict(), data=new.get("duty"))


def _references(clause: ClauseData) -> str:
    return "、".join(f"{each['name']}{each.get('number', '')}" for each in clause.get("references", ()))


def with_moves(changes: list[Change]) -> list[Change]:
    """The changes, a clause that went from one place and came at another told as moved."""
    gone = [change for change in changes if change.kind is Kind.removed and change.field == "clause"]
    moved: dict[int, Change] = {}
    for change in changes:
        if change.kind is Kind.added and change.field == "clause" and "text" in change.data:
            former = next((each for each in gone if each.data == change.data), None)
            if former:
                gone.remove(former)
                moved[id(change)] = _moved(former, change)
                moved[id(former)] = change  # told by the other
    told = [moved.get(id(change), change) for change in changes]
    return [change for change in told if id(change) not in moved]


def _moved(former: Change, now: Change) -> Change:
    """Where a clause was and is: `at_old` has its former place, and the part that it came into as it was before."""
    places = (former.at_old[0], Spot(now.at_old[0].path))
    return now._replace(kind=Kind.moved, id_old=former.id_old, old=former.id_old, new=now.id_new, at_old=places)


def parties_between(old: Sequence[Node], new: Sequence[Node], names: tuple[Naming, Naming]) -> Iterator[Change]:
    """Which offices came, went or changed roles where items were divided or joined, all taken together.

    These changes tell what the division already does, so that there is nothing for `apply` to do.
    """
    for change in party_changes(_duties(old), _duties(new), names):
        node = next((node for node in new if change.unit in node.parties), new[0])
        place = Change(change.kind, node.headline, id_old=tag_of(old[0]).id, id_new=tag_of(node).id)
        yield place._replace(**change._asdict(), at_new=(Spot(node.path),))


def _duties(nodes: Sequence[Node]) -> list[DutyData]:
    return [duty for node in nodes for clause in node.data.get("clauses", []) if (duty := clause.get("duty"))]
