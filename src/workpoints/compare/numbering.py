"""Labels and ids that follow from the order of the parts: where one is put in, those behind it count on.

`Numbering` tells the label and id that a part of the old plan is expected to have in the new one, given the parts above
and before it there. Comparing and applying both ask it, so that only what is not expected has to be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workpoints.compare.nodes import Node
from workpoints.labels import CIRCLED, han_number, number_of

__all__ = ["Numbering", "Tag", "tag_of"]

_NUMBER = re.compile(rf"[一二三四五六七八九十百零〇]+|[0-9]+|[{CIRCLED}]")
_WIDE = str.maketrans("().", "（）．")
_ABOVE = re.compile(r"(?:[0-9]+\.)+(?=[0-9]+\.?$)")


class Tag(NamedTuple):
    """What a part is called by."""

    id: str
    label: str


def tag_of(node: Node) -> Tag:
    """What a part is called by in its own plan."""
    return Tag(node.data.get("id", ""), node.data.get("label", ""))


class _Label(NamedTuple):
    """A label in pieces: 1.1. and 2 of 1.1.2; （ and 二 and ） of （二）."""

    above: str
    """The numbers of the parts above."""
    before: str
    number: int
    behind: str
    script: str

    @property
    def style(self) -> tuple[str, str, str]:
        """What labels that count on have in common."""
        return self.before.translate(_WIDE), self.behind.translate(_WIDE), self.script

    def text(self) -> str | None:
        """The label; None where the script has no such number, as behind ㉟."""
        match self.script:
            case "digits":
                digits: str | None = str(self.number)
            case "circled":
                digits = CIRCLED[self.number - 1] if 0 < self.number <= len(CIRCLED) else None
            case _:
                digits = han_number(self.number)
        return None if digits is None else self.above + self.before + digits + self.behind


@lru_cache(maxsize=1024)
def _parsed(label: str) -> _Label | None:
    """A label in pieces; None where it holds no number."""
    above = found.group() if (found := _ABOVE.match(label)) else ""
    match = _NUMBER.search(label, len(above))
    number = number_of(match.group()) if match else None
    if match is None or number is None:
        return None
    script = "digits" if match.group().isdecimal() else "circled" if match.group() in CIRCLED else "han"
    return _Label(above, label[len(above) : match.start()], number, label[match.end() :], script)


class _Former(NamedTuple):
    """How a part stood in the old plan."""

    tag: Tag
    above: Tag | None
    """The part that it stood in."""
    first: bool
    counts_on: bool
    """Whether its number is the next behind that of the part before it; for the first of a group, behind that of the
    last part with such a label."""


class Numbering:
    """The numbers of a new plan, asked in its reading order.

    With `shifts` the parts behind one that is put in or taken out count on; without, all keep their labels.
    """

    def __init__(self, old: Sequence[Node], *, shifts: bool) -> None:
        self._shifts = shifts
        self._former = _formers(old) if shifts else {node.index: _former(node, counts_on=False) for node in old}
        # The first of those that a part stood beside.
        self._leaders = {node.index: node.parent.children[0].index if node.parent else 0 for node in old}
        self._last: dict[tuple[str, str, str], int] = {}

    def expected(self, index: int, above: Tag | None, before: Tag | None) -> Tag:
        """The label and id of the part with this index in the old plan; `before` is the part before it in its group."""
        former = self._former[index]
        label = self._label(index, before) if self._shifts else _parsed(former.tag.label)
        own = _parsed(former.tag.label)
        if label is None or own is None:
            return Tag(_below(former, above, 0), former.tag.label)
        label = label._replace(above=_prefix(own.above, former.above, above))
        text = label.text()
        if text is None:
            return Tag(_below(former, above, 0), former.tag.label)
        return Tag(_below(former, above, label.number - own.number), text)

    def passed(self, tag: Tag) -> None:
        """Go on behind a part of the new plan with this label."""
        if label := _parsed(tag.label):
            self._last[label.style] = label.number

    def _label(self, index: int, before: Tag | None) -> _Label | None:
        former = self._former[index]
        own = _parsed(former.tag.label)
        if own is None:
            return None
        if before is None:
            return self._opening(index, own)
        previous = _parsed(before.label)
        if previous is None or previous.style != own.style or not (former.first or former.counts_on):
            return own
        return own._replace(number=previous.number + 1)

    def _opening(self, index: int, own: _Label) -> _Label:
        """The label of the first part of a group."""
        leader = self._former[self._leaders[index]]
        first = _parsed(leader.tag.label)
        if first is None or first.style != own.style:
            return own
        return own._replace(number=self._last.get(own.style, 0) + 1 if leader.counts_on else first.number)


def _former(node: Node, *, counts_on: bool) -> _Former:
    return _Former(tag_of(node), tag_of(node.parent) if node.parent else None, node.path[-1] == 0, counts_on)


def _formers(nodes: Sequence[Node]) -> dict[int, _Former]:
    """How each part stood, by its index."""
    last: dict[tuple[str, str, str], int] = {}
    running: set[tuple[str, str, str]] = set()
    found: dict[int, _Former] = {}
    for node in nodes:
        label = _parsed(node.data.get("label", ""))
        follows = label is not None and last.get(label.style, 0) + 1 == label.number
        if label:
            last[label.style] = label.number
            if node.path[-1] == 0 and follows and label.number > 1:
                running.add(label.style)
        found[node.index] = _former(node, counts_on=follows)
    for index, former in found.items():
        label = _parsed(former.tag.label)
        if former.first and label and label.style not in running:  # each group counts for itself
            found[index] = former._replace(counts_on=False)
    return found


def _below(former: _Former, above: Tag | None, further: int) -> str:
    """The id of a part: that of the part above it now, and its own number, so much further than it was."""
    old = former.above.id + "." if former.above else ""
    own = former.tag.id.removeprefix(old)
    if not former.tag.id.startswith(old) or "." in own:
        return former.tag.id
    if own.isdecimal():
        own = str(int(own) + further)
    return f"{above.id}.{own}" if above else own


def _prefix(written: str, old: Tag | None, new: Tag | None) -> str:
    """The numbers before the last one of a label such as 1.1.2, where these are the number of the part above."""
    if not written or old is None or new is None:
        return written
    for name in (lambda tag: tag.label.rstrip("."), _number):
        if name(old) + "." == written:
            return name(new) + "."
    return written


def _number(tag: Tag) -> str:
    label = _parsed(tag.label)
    return str(label.number) if label else ""
