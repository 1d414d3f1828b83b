"""The changes as a comment on GitHub: under each section a list, with what went and came marked inside the texts.

Marks are `<del>` and `<ins>`: stars and tildes count as markup only beside blanks, which Chinese has none of. All that
comes from a notice is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from workpoints.compare.change import Change, Kind
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.outline import Line, outline
from workpoints.compare.forms.pieces import NOTHING, counted
from workpoints.compare.forms.said import ids, named, told
from workpoints.compare.forms.sides import WORDED, about
from workpoints.compare.forms.stretches import beginning, seen, stretches
from workpoints.compare.forms.view import View, groups
from workpoints.compare.forms.words import field_word
from workpoints.compare.inline import Mark, marks
from workpoints.i18n import N_, translate

__all__ = ["escaped", "markdown"]

# What has a meaning anywhere in a line, and what has one only where a line begins.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|!~&^=]|(?<=[wW]{3})\.")
_START = re.compile(r"^\s*(?:(\d{1,9})([.)])|([-+]))")
# GitHub makes links of names, numbers of issues and addresses, pictures of :names: and formulas of what stands in $.
_LINKED = re.compile(r"(\\#|@|:)(?=[\w/+-])")
_SEPARATOR = "<!-- -->"
_TAGS = {"removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
_ABOUT = 60
"""Cells of what a change is about."""


def markdown(view: View) -> str:
    """The comparisons, each under a heading."""
    blocks = chain.from_iterable(_blocks(comparison) for comparison in view.changed)
    return "\n\n".join(blocks) + "\n" if view.comparisons else ""


def escaped(text: str) -> str:
    """A text on one line in which nothing is markup, where something stands before it."""
    line = _SPECIAL.sub(r"\\\g<0>", seen(text))
    return _LINKED.sub(rf"\1{_SEPARATOR}", line).replace("$", "<span>$</span>")


def _line(text: str) -> str:
    """An escaped text at the start of a line."""
    return _START.sub(_at_start, text)


def _at_start(found: re.Match[str]) -> str:
    number, mark, sign = found.groups()
    return f"{number}\\{mark}" if number else f"\\{sign}"


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield f"### {escaped(comparison.old) or NOTHING} → {escaped(comparison.new) or NOTHING}"
    yield _line(escaped(counted(comparison.changes)))
    if comparison.summary:
        yield _line(escaped(comparison.summary))
    for group in groups(comparison):
        yield f"#### {escaped(group.title)}"
        yield "\n".join(chain.from_iterable(map(_lines, group.changes)))


def _lines(change: Change) -> Iterator[str]:
    """The line of a change, and a list below it of the parts that came or went with it."""
    place = ids(change)
    yield f"- {f'**{escaped(place)}** {_said(change)}' if place else _line(_said(change))}"
    if change.kind in (Kind.added, Kind.removed):
        first, *below = outline(change)
        if seen(first.words) != named(change):
            yield f"  - {_line(escaped(first.words))}"
        yield from (f"{'  ' * line.depth}- {_part(line)}" for line in below)


def _part(line: Line) -> str:
    words = escaped(line.words)
    return f"**{escaped(line.id)}** {words}" if line.id else _line(words)


def _said(change: Change) -> str:
    if change.kind in WORDED and change.old and change.new:
        words = "".join(map(_marked, stretches(marks(change.old, change.new))))
        return translate(N_("{name} changed: {words}")).format(name=escaped(field_word(change)), words=words)
    task = "" if change.kind in _NAMING else beginning(about(change), _ABOUT)
    return escaped(told(change)) + (f" · {escaped(task)}" if task else "")


_NAMING = frozenset({Kind.moved, Kind.split, Kind.merged})
"""Kinds whose sentence names the task."""


def _marked(mark: Mark) -> str:
    opening, closing = _TAGS.get(mark.op, ("", ""))
    return f"{opening}{escaped(mark.text)}{closing}"
