"""One name for each office of a notice, whatever it is called there."""

from __future__ import annotations

from workpoints.query.duties import Reader
from workpoints.query.overview import key_of

__all__ = ["Offices"]


class Offices:
    """The offices of a notice by the names that it gives them first."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._first: dict[object, str] = {}
        self._known = {name: self._first.setdefault(key_of(reader, name), name) for name in reader.parties}

    def __call__(self, name: str) -> str:
        """The first name of the office that a name means, also one that the notice has no longer; else the name."""
        return self._known.get(name) or self._first.get(key_of(self.reader, name), name)
