"""A text with marks on what another one says too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workpoints.reports.excerpt import CUT

__all__ = ["Piece", "marked", "shortened"]

_WHOLE = 120
"""Characters of a text that is not cut."""
_CONTEXT = 30


class Piece(NamedTuple):
    """A stretch of a text, and whether both texts say it."""

    text: str
    shared: bool


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """A text in pieces; together they are the text."""
    pieces: list[Piece] = []
    done = 0
    for start, end in sorted(spans):
        pieces += [Piece(text[done:start], shared=False), Piece(text[start:end], shared=True)]
        done = end
    return [piece for piece in (*pieces, Piece(text[done:], shared=False)) if piece.text]


def shortened(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a long text, with what is not shared cut to what stands beside the shared."""
    if sum(len(piece.text) for piece in pieces) <= _WHOLE:
        return pieces
    last = len(pieces) - 1
    return [piece if piece.shared else _cut(piece, first=k == 0, last=k == last) for k, piece in enumerate(pieces)]


def _cut(piece: Piece, *, first: bool, last: bool) -> Piece:
    head = 0 if first and not last else _CONTEXT
    tail = 0 if last else _CONTEXT
    if len(piece.text) <= head + tail + len(CUT):
        return piece
    return piece._replace(text=piece.text[:head] + CUT + piece.text[len(piece.text) - tail :])
