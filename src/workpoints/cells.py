"""Rows of tables as text extraction leaves them: cells between tabs, pipes or box-drawing lines."""

from __future__ import annotations

import re

__all__ = ["Range", "cells_of", "has_borders"]

Range = tuple[int, int]

_BORDERS = "|｜│┃"
_BORDER = re.compile(rf"[^\S\n]*[{_BORDERS}][^\S\n]*|[^\S\n]*\t[^\S\n]*")
_RULED = re.compile(r"[\s|｜│┃┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛:：+=_-]+")
_LEAST_BORDERS = 2


def has_borders(text: str) -> bool:
    """Whether a text may hold rows of tables."""
    return "\t" in text or any(border in text for border in _BORDERS)


def cells_of(text: str, start: int, end: int) -> tuple[list[Range], list[Range]] | None:
    """The cells of a line, empty ones included, and the marks between them; None where it is no row of a table."""
    if _RULED.fullmatch(text, start, end):
        return [], [(start, end)]
    borders = [found.span() for found in _BORDER.finditer(text, start, end)]
    if len(borders) < _LEAST_BORDERS:
        return None
    marks = [(k, k + 1) for first, last in borders for k in range(first, last) if text[k] in _BORDERS]
    edges = [start, *(place for border in borders for place in border), end]
    cells = list(zip(edges[::2], edges[1::2], strict=True))
    if borders[0][0] == start:
        cells = cells[1:]
    if borders[-1][1] == end:
        cells = cells[:-1]
    return cells, marks
