"""The changes as one page that needs nothing else: both texts side by side, with marks where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.pieces import NOTHING
from workpoints.compare.forms.said import ids
from workpoints.compare.forms.sides import LISTED, about, sides
from workpoints.compare.forms.stretches import stretches
from workpoints.compare.forms.view import View, groups
from workpoints.compare.forms.words import kind_word, value_word
from workpoints.compare.inline import Mark
from workpoints.i18n import N_, translate
from workpoints.pages import template
from workpoints.reports.characters import shown

__all__ = ["content", "html"]

_CONTEXT = 80
"""How many characters of what stays are shown before and behind a change."""
_WORDS = {
    "language": N_("en"), "title": N_("Comparison of notices"), "old": N_("old"), "new": N_("new"),
    "kind": N_("kind"), "unit": N_("office"), "all": N_("all"), "none": N_("no changes"),
    "total": N_("changes"),
}  # fmt: skip


class Entry(NamedTuple):
    """A change as the page shows it."""

    kind: Kind
    word: str
    anchor: str
    """The id of the kind, for its first change on the page; else empty."""
    ids: str
    field: str
    units: str
    """The offices concerned, one a line."""
    about: str
    whole: bool
    """Whether the sides are parts as a whole, in which nothing is marked."""
    old: list[Mark]
    new: list[Mark]


class Section(NamedTuple):
    """The changes under one heading."""

    title: str
    entries: list[Entry]


class Pair(NamedTuple):
    """Two files that were compared."""

    old: str
    new: str
    summary: str
    sections: list[Section]


def html(view: View) -> str:
    """The page."""
    found = content(view)
    return template("diff.html", "workpoints.compare.forms").render(found=found, words=found["words"])


def content(view: View) -> dict[str, Any]:
    """What `changes.html` shows of some comparisons, in the language in use."""
    changes = [change for comparison in view.comparisons for change in comparison.changes]
    counts = Counter(change.kind for change in changes)
    return {
        "pairs": list(_pairs(view.changed)),
        "kinds": [(kind, kind_word(kind), counts[kind], _SHADES.get(kind, "")) for kind in Kind if kind in counts],
        "units": sorted({unit for change in changes for unit in _units(change)}),
        "total": counts.total(),
        "words": {name: translate(word) for name, word in _WORDS.items()},
        "shades": _SHADES,
    }


_SHADES = {Kind.added: "came", Kind.party_added: "came", Kind.removed: "went", Kind.party_dropped: "went"}
"""Kind → the colour of its word; all others change something that stays."""


def _pairs(comparisons: Iterable[Comparison]) -> Iterator[Pair]:
    met: set[Kind] = set()
    for comparison in comparisons:
        sections = [
            Section(_seen(group.title), [_entry(change, met) for change in group.changes])
            for group in groups(comparison)
        ]
        old, new = (_seen(name) or NOTHING for name in (comparison.old, comparison.new))
        yield Pair(old, new, _seen(comparison.summary), sections)


def _entry(change: Change, met: set[Kind]) -> Entry:
    old, new = (_shown(side) for side in sides(change))
    anchor = "" if change.kind in met else str(change.kind)
    met.add(change.kind)
    return Entry(
        kind=change.kind,
        word=kind_word(change.kind),
        anchor=anchor,
        ids=_seen(ids(change)),
        field=value_word(change),
        units="\n".join(_units(change)),
        about=_seen(about(change)),
        whole=change.kind in LISTED,
        old=old,
        new=new,
    )


def _units(change: Change) -> list[str]:
    """The offices that a change concerns, as the page shows them."""
    return [_seen(unit).replace("\n", " ") for unit in change.units or (change.unit,) if unit]


def _shown(found: list[Mark]) -> list[Mark]:
    """Marks with all characters visible; where a paragraph end came or went, a sign stands for it."""
    return [
        Mark(mark.op, _seen(mark.text if mark.op == "same" or mark.text.strip("\n") else f"↵{mark.text}"))
        for mark in stretches(found, _CONTEXT)
    ]


def _seen(text: str) -> str:
    """A text with its paragraphs, all else visible."""
    return "\n".join(map(shown, text.replace("\r\n", "\n").split("\n")))
