"""What changed inside a text: the stretches that stayed, went and came, cut where a reader of Chinese would cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, takewhile
from typing import Literal, NamedTuple

__all__ = ["Mark", "marks"]

Op = Literal["same", "removed", "added"]

# Numbers, in Chinese digits too, and words of letters change as a whole; all else by characters.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿]+|[A-Za-z]+|.", re.DOTALL)
_POINT = re.compile(r"\d[.,]\d")
_SENTENCE_ENDS = frozenset("。；！？\n")
_AFTER = frozenset("、，。；：！？）》”\n")
_BEFORE = frozenset("（《“")
# The matcher looks at every pair of equal pieces, again and again; texts with more of them are matched by sentences.
_PAIRS = 60_000
# Fewer equal characters than this between two changes are chance.
_ISLAND = 3
# An island is read over too where the changes on both sides are so many times as long.
_SURROUNDED = 3


class Mark(NamedTuple):
    """A stretch of one text or of both; never empty."""

    op: Op
    text: str


class _Step(NamedTuple):
    """A stretch that is the same in both texts, and what changed behind it."""

    same: str
    removed: str
    added: str

    @property
    def size(self) -> int:
        return max(len(self.removed), len(self.added))


class _Match(NamedTuple):
    """So many equal pieces, from these places on."""

    old: int
    new: int
    size: int


def marks(old: str, new: str) -> list[Mark]:
    """The stretches of two texts in their order, what went before what came.

    `same` and `removed` together are the old text, `same` and `added` the new one. Between two changes at least three
    characters are the same, and no number is cut.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = _joined(_slid(_steps(before, after, _matches(before, after))))
    found = (Mark(op, text) for step in steps for op, text in zip(_OPS, step, strict=True) if text)
    return list(found)


_OPS: tuple[Op, Op, Op] = ("same", "removed", "added")


# Matching


def _matches(old: Sequence[str], new: Sequence[str], *, in_sentences: bool = True) -> Iterator[_Match]:
    """The pieces that two texts share, in their order: the head, the tail, and what is found between them."""
    head = _common(zip(old, new, strict=False))
    tail = _common(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    yield _Match(0, 0, head)
    found = _aligned(*middle) or (_by_sentences(*middle) if in_sentences else ())
    yield from (_Match(head + match.old, head + match.new, match.size) for match in found)
    yield _Match(len(old) - tail, len(new) - tail, tail)


def _common(pairs: Iterator[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Match]:
    """Equal pieces, longest runs first; none where looking for them would take long."""
    counts = Counter(new)
    if sum(counts[piece] for piece in old) > _PAIRS:
        return []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [_Match(*block) for block in blocks if block.size]


def _by_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[_Match]:
    """Equal sentences, and what the sentences between them share."""
    left, right = list(_sentences(old)), list(_sentences(new))
    starts, others = ([0, *accumulate(map(len, sentences))] for sentences in (left, right))
    a = b = 0
    for match in (*_aligned(left, right), _Match(len(left), len(right), 0)):
        i, j = starts[match.old], others[match.new]
        inner = _matches(old[a:i], new[b:j], in_sentences=False)
        yield from (_Match(a + each.old, b + each.new, each.size) for each in inner)
        a, b = starts[match.old + match.size], others[match.new + match.size]
        yield _Match(i, j, a - i)


def _sentences(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for k, token in enumerate(tokens, 1):
        if token in _SENTENCE_ENDS or k == len(tokens):
            yield tuple(tokens[start:k])
            start = k


def _steps(old: Sequence[str], new: Sequence[str], matches: Iterator[_Match]) -> list[_Step]:
    """What is the same and what changed, in turns; the last step has no change."""
    steps, same, i, j = [], "", 0, 0
    for match in matches:
        removed, added = "".join(old[i : match.old]), "".join(new[j : match.new])
        if removed or added:
            steps.append(_Step(same, removed, added))
            same = ""
        i, j = match.old + match.size, match.new + match.size
        same += "".join(old[match.old : i])
    return [*steps, _Step(same, "", "")]


# Reading well


def _slid(steps: list[_Step]) -> list[_Step]:
    """What only came or only went begins and ends at a mark, where the same change can be told so.

    In 公安局、教育局、财政局 it is 教育局、 that came, and not 、教育局 or 育局、教.
    """
    for k in range(len(steps) - 1):
        step, behind = steps[k : k + 2]
        moved = step.removed or step.added
        if not (step.removed and step.added):
            text = step.same + moved + behind.same
            start = _best(text, len(step.same), len(moved))
            end = start + len(moved)
            cut = text[start:end]
            steps[k] = _Step(text[:start], cut if step.removed else "", cut if step.added else "")
            steps[k + 1] = behind._replace(same=text[end:])
    return steps


def _best(text: str, start: int, size: int) -> int:
    """Where a stretch of so many characters reads best, of the places where leaving it out leaves the same text."""
    low = high = start
    while low and text[low - 1] == text[low + size - 1]:
        low -= 1
    while high + size < len(text) and text[high] == text[high + size]:
        high += 1
    return max(range(high, low - 1, -1), key=lambda place: _edge(text, place) + _edge(text, place + size))


def _edge(text: str, place: int) -> int:
    """How well a text can be cut at a place; worst inside a number or a word."""
    if place in (0, len(text)):
        return 2
    before, after = text[place - 1], text[place]
    if _TOKEN.fullmatch(before + after) or _POINT.search(text, max(0, place - 2), place + 2):
        return -9
    return 2 * (before in _AFTER or after in _BEFORE) or int(after in _AFTER)


def _joined(steps: list[_Step]) -> list[_Step]:
    """Changes with nothing or an island between them are one."""
    out: list[_Step] = []
    for step in steps:
        out.append(step)
        while len(out) > 1 and _is_island(*out[-2:]):
            behind, first = out.pop(), out.pop()
            removed, added = (a + behind.same + b for a, b in zip(first[1:], behind[1:], strict=True))
            out.append(_Step(first.same, removed, added))
    return out


def _is_island(step: _Step, behind: _Step) -> bool:
    """Whether what stays between two changes is too little to be read as a stretch of its own."""
    size = len(behind.same)
    return bool(behind.size) and (size < _ISLAND or size * _SURROUNDED <= min(step.size, behind.size))
