"""What changed between two notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from workpoints.compare.change import Change, Kind, Number, Path, Reading
from workpoints.compare.contents import contents, parties_between, with_moves
from workpoints.compare.duty import Naming, by_name, by_registry
from workpoints.compare.nodes import bare_data, nodes_of, offices_at, offices_in, place_name
from workpoints.compare.numbering import Numbering, Tag, tag_of
from workpoints.compare.outside import outside
from workpoints.compare.readings import around_alike
from workpoints.compare.structure import Matching, matching, structure
from workpoints.parts import parts_of
from workpoints.query.duties import Reader

if TYPE_CHECKING:
    from workpoints.model import Notice
    from workpoints.registry.registry import Registry

__all__ = ["diff", "part_changes"]


def diff(old: Notice, new: Notice, *, registry: Registry | None = None) -> list[Change]:
    """What was done to one notice to make another of it, in the reading order of the new one.

    Each thing that was done is one change; what follows from it, as the numbers behind a part that was put in do, is
    none. With a registry, offices are compared and not their names: one that is called otherwise is the same.
    Files, places in the text and reviews are not compared.
    """
    after = bare_data(new)
    before, readings = around_alike(bare_data(old), after)
    found = matching(nodes_of(before), nodes_of(after))
    names: tuple[Naming, Naming] = (by_name, by_name)
    if registry is not None:
        names = (by_registry(Reader(before, registry)), by_registry(Reader(after, registry)))
    changes = [*outside(before, after, _ids(found)), *_numbered(found, part_changes(found, names))]
    return _read((*readings, *found.readings), _joined(changes))


def part_changes(found: Matching, names: tuple[Naming, Naming]) -> list[Change]:
    """What changed in the parts of a plan and their order, but for their numbers."""
    order = _order(found)
    changes = sorted([*structure(found), *with_moves([*_inside(found, names)])], key=order)
    section, units = _sections(found), _units(found)
    return [change._replace(section=section(change), units=units(change)) for change in changes]


def _read(readings: tuple[Reading, ...], changes: list[Change]) -> list[Change]:
    """The changes with what is only read otherwise: with the first, else as a change of its own."""
    if not readings:
        return changes
    if not changes:
        return [Change(Kind.reworded, "", field="reading", readings=readings)]
    return [changes[0]._replace(readings=readings), *changes[1:]]


def _ids(found: Matching) -> dict[str, str]:
    """The new id of each part that both plans have."""
    pairs = sorted(found.pairs.items(), key=lambda pair: pair[1])
    return {tag_of(found.old[a]).id: tag_of(found.new[b]).id for a, b in pairs}


def _joined(changes: list[Change]) -> list[Change]:
    """The changes, those of a sentence that governs the document and of the notation it stands in made one."""
    joined: list[Change] = []
    notations = [change for change in changes if change.field == "notation"]
    for change in changes:
        if change.kind == Kind.rule:
            own = next((each for each in notations if _states(each, change)), None)
            if own:
                notations.remove(own)
                data = change.data | {"duty": own.data}
                joined.append(change._replace(at_old=own.at_old, at_new=own.at_new, data=data))
                continue
        joined.append(change)
    return [change for change in joined if change.field != "notation" or change in notations]


def _states(notation: Change, rule: Change) -> bool:
    """Whether what changed in a notation is a sentence that governs the document."""
    before, after = notation.old or "", notation.new or ""
    return (rule.old or "") in before and (rule.new or "") in after


def _inside(found: Matching, names: tuple[Naming, Naming]) -> Iterator[Change]:
    for a, b in found.pairs.items():
        yield from contents(found.old[a], found.new[b], names)
    for each in found.splits:
        yield from parties_between([each.whole], each.parts, names)
    for each in found.merges:
        yield from parties_between(each.parts, [each.whole], names)


_KINDS = {kind: number for number, kind in enumerate(Kind)}


def _order(found: Matching) -> Callable[[Change], tuple[Path, int, Path]]:
    """Where a change is told: at its place in the new plan; a part that is gone, behind the last one before it."""
    behind: dict[Path, Path] = {}
    last: Path = ()
    for node in found.old:
        if node.index in found.pairs:
            last = found.new[found.pairs[node.index]].path
        behind[node.path] = last

    def order(change: Change) -> tuple[Path, int, Path]:
        old = change.at_old[0].path if change.at_old else ()
        if change.at_new:
            return change.at_new[0].path, _KINDS[change.kind], old
        return behind[old], len(_KINDS), old

    return order


def _sections(found: Matching) -> Callable[[Change], str | None]:
    """What gives the name of the part of the highest level that a change stands in."""
    ours, theirs = ({node.path[0]: node for node in nodes if node.parent is None} for nodes in (found.old, found.new))

    def section(change: Change) -> str | None:
        if change.at_new:
            return place_name(theirs[change.at_new[0].path[0]])
        top = ours[change.at_old[0].path[0]]
        return place_name(found.new[found.pairs[top.index]] if top.index in found.pairs else top)

    return section


def _units(found: Matching) -> Callable[[Change], tuple[str, ...]]:
    """What gives the offices that a change concerns."""
    ours, theirs = ({node.path: node for node in nodes} for nodes in (found.old, found.new))

    def units(change: Change) -> tuple[str, ...]:
        if change.kind in (Kind.added, Kind.removed) and change.field != "clause":
            parts = [part for _, part in parts_of([change.data])]
            return tuple(dict.fromkeys(name for part in parts for name in offices_in(part.get("clauses", []))))
        named = [change.unit, change.old if change.kind == Kind.lead_replaced else None]
        at = [*((ours, spot) for spot in change.at_old), *((theirs, spot) for spot in change.at_new)]
        offices = [name for nodes, spot in at for name in offices_at(nodes[spot.path], spot.clause)]
        return tuple(dict.fromkeys(name for name in (*named, *offices) if name))

    return units


def _numbered(found: Matching, changes: list[Change]) -> list[Change]:
    """The changes, with one for all labels and ids that they do not explain."""
    numbers, shifts = _unexpected(found, changes, shifts=True), True
    if numbers and len(kept := _unexpected(found, changes, shifts=False)) < len(numbers):
        numbers, shifts = kept, False
    if numbers:
        first = numbers[0]
        headline = next(node.headline for node in found.new if node.path == first.at)
        told = Change(Kind.renumbered, headline, first.id_old, first.id_new, old=first.old, new=first.new)
        changes = [*changes, told._replace(numbers=tuple(numbers))]
    return changes if shifts else [change._replace(shifts=False) for change in changes]


def _unexpected(found: Matching, changes: list[Change], *, shifts: bool) -> list[Number]:
    """The parts whose label or id is not what the order of the parts lets one expect."""
    moved = {spot.path for change in changes if change.kind == Kind.moved for spot in change.at_new}
    back = {b: a for a, b in found.pairs.items()}
    numbering = Numbering(found.old, shifts=shifts)
    tags: dict[Path, Tag] = {}
    numbers: list[Number] = []
    for node in found.new:
        *above, last = node.path
        tag = tags[node.path] = tag_of(node)
        if node.index in back and node.path not in moved:
            expected = numbering.expected(back[node.index], tags.get((*above,)), tags.get((*above, last - 1)))
            if expected != tag:
                former = tag_of(found.old[back[node.index]])
                numbers.append(Number(node.path, former.id, tag.id, former.label, tag.label))
        numbering.passed(tag)
    return numbers
