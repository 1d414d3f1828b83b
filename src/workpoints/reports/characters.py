"""Characters as a terminal shows them: how many cells they take, and pictures of those that it would hide or obey."""

from __future__ import annotations

from unicodedata import category, east_asian_width

__all__ = ["cells", "picture", "shown"]

_TAB = " " * 4
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
# Controls, formats (marks of direction, joiners), line and paragraph ends, halves of UTF-16 pairs, and marks that stand
# on the character before: none of them has a cell of its own.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Mc", "Me", "Mn", "Zl", "Zp"})


def picture(character: str) -> str:
    """What stands for a character: ␇ for a bell, <U+200B> for a blank without width, four blanks for a tab."""
    if character == "\t":
        return _TAB
    code = ord(character)
    if code in _CONTROLS:
        return _CONTROLS[code]
    return f"<U+{code:04X}>" if category(character) in _UNSEEN else character


def shown(text: str) -> str:
    """A text on one line, all of it visible."""
    return text if text.isascii() and text.isprintable() else "".join(map(picture, text))


def cells(text: str) -> int:
    """How many cells of a terminal a shown text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(character) in "FW" else 1 for character in text)
