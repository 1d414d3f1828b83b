"""What the forms for people share: the sign and the word of a change, its marks, the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workpoints.compare.change import Change, Kind
from workpoints.compare.forms.stretches import BRACKETS, seen
from workpoints.compare.forms.words import kind_word
from workpoints.compare.inline import Mark
from workpoints.i18n import N_, translate
from workpoints.reports.characters import cells
from workpoints.reports.segments import Role, Segment

__all__ = ["NOTHING", "counted", "counted_numbers", "drawn", "opening"]

NOTHING = "—"
"""Stands for the file or the value that one side does not have."""
_EXAMPLES = 3

_SIGNS: dict[Kind, tuple[str, Role]] = {
    Kind.added: ("+", "came"),
    Kind.removed: ("-", "went"),
    Kind.moved: (">", "changed"),
    Kind.split: ("/", "changed"),
    Kind.merged: ("&", "changed"),
    Kind.renumbered: ("#", "changed"),
    Kind.party_added: ("+", "came"),
    Kind.party_dropped: ("-", "went"),
}
"""Kind → what it is told by at the start of a line; all others change something that stays."""
_CHANGED: tuple[str, Role] = ("~", "changed")


def opening(change: Change) -> Segment:
    """Sign and kind, as wide as those of any other change."""
    sign, role = _SIGNS.get(change.kind, _CHANGED)
    word = kind_word(change.kind)
    blanks = " " * (max(cells(kind_word(kind)) for kind in Kind) - cells(word))
    return Segment(f"{sign} {word}{blanks}", role)


def counted(changes: Iterable[Change]) -> str:
    """How many changes there are, and of which kinds."""
    counts = Counter(change.kind for change in changes)
    if not counts:
        return translate(N_("no changes"))
    kinds = translate(N_(", ")).join(f"{kind_word(kind)} {counts[kind]}" for kind in Kind if kind in counts)
    return translate(N_("changes: {count} ({kinds})")).format(count=counts.total(), kinds=kinds)


def counted_numbers(change: Change) -> str:
    """How many parts have another number, and the first of them: 24, 一、 → 第一章 …."""
    pairs = [(f"{each.id_old} {each.old}", f"{each.id_new} {each.new}") for each in change.numbers]
    shown = ", ".join(f"{seen(old)} → {seen(new)}" for old, new in pairs[:_EXAMPLES])
    return translate(N_("{count} parts ({examples})")).format(
        count=len(pairs), examples=shown + ", …" * (len(pairs) > _EXAMPLES)
    )


def drawn(found: Iterable[Mark], *, brackets: bool) -> list[Segment]:
    """Marks as segments of one line, in brackets where there are no colours."""
    return [_mark(mark, *(BRACKETS.get(mark.op, ("", "")) if brackets else ("", ""))) for mark in found]


def _mark(mark: Mark, opening: str, closing: str) -> Segment:
    return Segment(f"{opening}{seen(mark.text)}{closing}", "text" if mark.op == "same" else mark.op)
