"""Each change in one sentence of the language in use."""

from __future__ import annotations

from collections.abc import Callable

from workpoints.compare.change import Change, Kind
from workpoints.compare.forms.outline import is_section, outline
from workpoints.compare.forms.pieces import counted_numbers
from workpoints.compare.forms.sides import TOP, WORDED
from workpoints.compare.forms.stretches import beginning, bracketed, seen, stretches
from workpoints.compare.forms.words import field_word, role_word
from workpoints.compare.inline import marks
from workpoints.i18n import N_, translate

__all__ = ["ids", "named", "said", "told"]

# Cells of a text that is named in a sentence, and of a sentence about words that were changed.
_SHORT, _LONG = 60, 300


def said(change: Change) -> str:
    """The change in one sentence on one line, after the ids of its part."""
    place = ids(change)
    return translate(N_("{ids}: {said}")).format(ids=place, said=told(change)) if place else told(change)


def ids(change: Change) -> str:
    """The ids before and after, one where they are equal: 1.1.3 → 1.1.4; those only in the old notice say so.

    Other numbers belong to the whole notice.
    """
    if change.kind is Kind.renumbered:
        return ""
    old, new = change.ids_old or _one(change.id_old), change.ids_new or _one(change.id_new)
    before, after = ", ".join(old), ", ".join(new)
    if before and not after:
        return translate(N_("old {ids}")).format(ids=before)
    return after if before in ("", after) else f"{before} → {after}"


def _one(part: str | None) -> tuple[str, ...]:
    return (part,) if part else ()


def told(change: Change) -> str:
    """The change in one sentence on one line, without ids."""
    return _TELLING.get(change.kind, _valued)(change)


def _came(change: Change) -> str:
    if change.field == "notice":
        return translate(N_("new notice: {text}")).format(text=named(change))
    message = _whole(change, N_("new section: {text}"), N_("new task: {text}"), N_("new text in the task: {text}"))
    return message.format(text=named(change))


def _went(change: Change) -> str:
    if change.field == "notice":
        return translate(N_("notice removed: {text}")).format(text=named(change))
    message = _whole(
        change, N_("section removed: {text}"), N_("task removed: {text}"), N_("text removed from the task: {text}")
    )
    return message.format(text=named(change))


def _whole(change: Change, section: str, task: str, clause: str) -> str:
    """The message for what came or went: a part with parts below it, one without, or a clause of a part that stays."""
    if change.id_old and change.id_new:
        return translate(clause)
    return translate(section if is_section(change) else task)


def named(change: Change) -> str:
    """The title of a part, or how its text begins."""
    first = outline(change)[0]
    return beginning(first.title or first.text or change.text, _SHORT)


def _moved(change: Change) -> str:
    if (change.old or "") == (change.new or ""):
        return translate(N_("stands at another place among its neighbours: {text}")).format(text=named(change))
    top = translate(TOP)
    message = translate(N_("moved from {old} to {new}: {text}"))
    return message.format(old=_value(change.old or top), new=_value(change.new or top), text=named(change))


def _split(change: Change) -> str:
    count = len(change.ids_new or change.at_new)
    return translate(N_("split into {count}: {text}")).format(count=count, text=named(change))


def _merged(change: Change) -> str:
    count = len(change.ids_old or change.at_old)
    return translate(N_("merged from {count}: {text}")).format(count=count, text=named(change))


def _renumbered(change: Change) -> str:
    return translate(N_("parts with another number: {parts}")).format(parts=counted_numbers(change))


_ADDED = {
    "lead": N_("{unit} leads now"), "responsible": N_("{unit} is responsible now"),
    "support": N_("{unit} supports now"), "guide": N_("{unit} guides now"), "": N_("{unit} takes part now"),
}  # fmt: skip
_DROPPED = {
    "lead": N_("{unit} leads no longer"), "responsible": N_("{unit} is responsible no longer"),
    "support": N_("{unit} supports no longer"), "guide": N_("{unit} guides no longer"),
    "": N_("{unit} takes part no longer"),
}  # fmt: skip


def _party_added(change: Change) -> str:
    message = translate(_ADDED.get(change.new or "", _ADDED[""]))
    return message.format(unit=seen(change.unit or ""))


def _party_dropped(change: Change) -> str:
    message = translate(_DROPPED.get(change.old or "", _DROPPED[""]))
    return message.format(unit=seen(change.unit or ""))


def _role_changed(change: Change) -> str:
    message = translate(N_("the role of {unit} changes: {old} → {new}"))
    return message.format(unit=seen(change.unit or ""), old=role_word(change.old), new=role_word(change.new))


def _lead_replaced(change: Change) -> str:
    message = translate(N_("{new} leads instead of {old}"))
    return message.format(new=seen(change.new or change.unit or ""), old=seen(change.old or ""))


def _open_ended(change: Change) -> str:
    return translate(
        N_("等 leaves the list of offices open now") if change.new else N_("等 stands no longer behind the list")
    )


def _valued(change: Change) -> str:
    """A value that came, went or became another one."""
    name = field_word(change)
    if not change.old:
        return translate(N_("{name} is new: {new}")).format(name=name, new=_value(change.new))
    if not change.new:
        return translate(N_("{name} is gone: {old}")).format(name=name, old=_value(change.old))
    if change.kind in WORDED:
        words = bracketed(stretches(marks(change.old, change.new)))
        return translate(N_("{name} changed: {words}")).format(name=name, words=beginning(words, _LONG))
    return translate(N_("{name} changed: {old} → {new}")).format(
        name=name, old=_value(change.old), new=_value(change.new)
    )


def _value(text: str | None) -> str:
    return beginning(text or "", _SHORT)


_TELLING: dict[Kind, Callable[[Change], str]] = {
    Kind.added: _came,
    Kind.removed: _went,
    Kind.moved: _moved,
    Kind.split: _split,
    Kind.merged: _merged,
    Kind.renumbered: _renumbered,
    Kind.party_added: _party_added,
    Kind.party_dropped: _party_dropped,
    Kind.role_changed: _role_changed,
    Kind.lead_replaced: _lead_replaced,
    Kind.open_ended: _open_ended,
}
