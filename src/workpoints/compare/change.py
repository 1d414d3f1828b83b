"""What a comparison of two notices tells: one change for each thing that a person did to the old one."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

__all__ = ["Change", "Kind", "Number", "Path", "Reading", "Spot"]


# Two of the names are those of methods of texts, which nobody calls on a kind.
class Kind(StrEnum):
    """What was done: to parts, to their numbers and words, to duties, to what stands around the plan."""

    added = "added"
    removed = "removed"
    moved = "moved"
    split = "split"  # type: ignore[assignment]
    merged = "merged"
    renumbered = "renumbered"
    title = "title"  # type: ignore[assignment]
    """The title of a part or of the plan."""
    reworded = "reworded"
    """The text of a task or of the plan, or the words of a notation that says the same as before."""
    party_added = "party_added"
    party_dropped = "party_dropped"
    role_changed = "role_changed"
    lead_replaced = "lead_replaced"
    """An office that led has left the duty, and one that was not in it leads in its stead."""
    manner = "manner"
    deadline = "deadline"
    scope = "scope"
    open_ended = "open_ended"
    """Whether 等 leaves the list of offices open."""
    rule = "rule"
    """A sentence that governs the document, such as 列第一位者为牵头单位."""
    header = "header"


Path = tuple[int, ...]
"""Where a part stands: its number among the parts beside it, from 0, for each level from the outermost in."""


class Spot(NamedTuple):
    """A part of a notice, or one of its clauses."""

    path: Path
    clause: int | None = None
    """Its number among those of the part, from 0; -1 for that of a heading that has no notation of its own."""


class Number(NamedTuple):
    """The label and id of a part before and after."""

    at: Path
    """Where the part stands in the new notice."""
    id_old: str
    id_new: str
    old: str
    new: str
    """The labels."""


class Reading(NamedTuple):
    """A part whose same words are read otherwise, as title or text, because other parts beside it came or went."""

    at: Path
    """Where the part stands in the old notice; empty for what stands in no part."""
    data: Any
    """Title and clauses as they are read now, with the duties as they were; the texts of header or plan otherwise."""


class Change(NamedTuple):
    """One change. What a kind has no use for is None."""

    kind: Kind
    text: str
    """What the change is about: the text of the task, or the title of the part; that of the old notice where the new
    one no longer has it."""
    id_old: str | None = None
    id_new: str | None = None
    """Ids of the part in the two notices; of the first where there are several."""
    field: str | None = None
    """For `header`, `reworded` and `title`: which value; text, notation, references, preamble, closing, issued_on; for
    a task with a notation of its own, clause; reading, where nothing has changed but how it is read."""
    unit: str | None = None
    """For what concerns one office: its name in the new notice, or in the old one that it was dropped from."""
    old: str | None = None
    new: str | None = None
    """Before and after: texts, titles, deadlines; roles of the unit; who led and who leads; where it was moved."""
    units: tuple[str, ...] = ()
    """The offices that have the task, or tasks below the part, before or after."""
    section: str | None = None
    """Label and title of the part of the highest level that it stands in: of the new notice, or where that has none
    that this one became, of the old notice; None for what stands in no part."""
    at_old: tuple[Spot, ...] = ()
    at_new: tuple[Spot, ...] = ()
    """The parts concerned: several in the old notice where they were merged, in the new one where one was split."""
    ids_old: tuple[str, ...] = ()
    ids_new: tuple[str, ...] = ()
    """Their ids, where there are several."""
    numbers: tuple[Number, ...] = ()
    """For `renumbered`: every part with another label or id than it would have by the other changes."""
    readings: tuple[Reading, ...] = ()
    """What else is read otherwise since; the first change of the parts has all of it."""
    shifts: bool = True
    """Whether the parts behind one that came or went count on; False where they keep their labels."""
    data: Any = None
    """What the new notice has there, in the file format; what `apply` puts in."""
