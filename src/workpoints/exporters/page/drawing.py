"""What the drawings have in common: links that filter the page, and names cut to a width."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from workpoints.source import width

__all__ = ["cut", "ems", "link"]


def link(**state: str | int) -> str:
    """The address of the page in a state, as its script reads it."""
    return "#" + urlencode(state, quote_via=quote, errors="replace")


def ems(text: str) -> float:
    """How wide a text is in print, in widths of a Han character."""
    return width(text) / 2


def cut(text: str, most: int) -> str:
    """A text of at most so many Han characters, a longer one with … in its middle: ends tell offices apart."""
    if ems(text) <= most:
        return text
    half = (most - 1) // 2
    return f"{text[: most - 1 - half]}…{text[-half:]}"
