"""Which offices a user means: by name, other name, name without place, letters left out, initials of the pinyin.

The ways are tried in this order, and the first that finds an office ends the search. What is only near is suggested,
never taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from workpoints.extras import load_extra
from workpoints.query.duties import Reader
from workpoints.registry.names import WIDE, is_place, opening
from workpoints.registry.resolution import Identity, Resolution

__all__ = ["Match", "find_units", "initials", "nearest_units"]


class Match(NamedTuple):
    """The names that a user's name means."""

    step: str
    """How they were found: exact, alias (or without its place), subsequence, pinyin; none where nothing was."""
    names: list[list[str]]
    """For each notice, as it has them."""

    def all(self) -> list[str]:
        """The names of all notices, each once."""
        return list(dict.fromkeys(name for names in self.names for name in names))


def find_units(readers: Sequence[Reader], wanted: str) -> Match:
    """The offices in some notices that a name means. Raises `MissingExtraError`."""
    steps: list[str] = []
    names: list[list[str]] = []
    for reader in readers:
        tried = ((step, _fitting(reader, wanted, fits)) for step, fits in _CERTAIN)
        step, found = next((one for one in tried if one[1]), ("", []))
        steps.append(step)
        names.append(found)
    if any(steps):
        return Match(next(step for step, _ in _CERTAIN[::-1] if step in steps), names)
    for step, fits in _LOOSE:
        names = [_fitting(reader, wanted, fits) for reader in readers]
        if any(names):
            return Match(step, names)
    return Match("none", names)


Fits = Callable[[Reader, str, str], bool]


def _fitting(reader: Reader, wanted: str, fits: Fits) -> list[str]:
    return [name for name in reader.names if fits(reader, wanted, name)]


def _is_exact(reader: Reader, wanted: str, name: str) -> bool:
    """Whether a name is just the wanted one, but for the width of brackets, or another of an office so named."""
    return _plain(name) == _plain(wanted) or (wanted in reader.parties and _is_other_name(reader, wanted, name))


def _plain(name: str) -> str:
    return name.translate(WIDE).strip()


def _is_other_name(reader: Reader, wanted: str, name: str) -> bool:
    """Whether two names mean one office, or one office before and after a reform, or one set of offices."""
    asked, found = reader.resolve(wanted), reader.resolve(name)
    if asked.group:
        return found.group == asked.group
    return bool(_named(asked) & found.identities or _named(found) & asked.identities)


def _named(resolution: Resolution) -> frozenset[Identity]:
    return frozenset(unit.identity for unit in resolution.named)


def _is_unprefixed(reader: Reader, wanted: str, name: str) -> bool:
    """Whether a name is the wanted one behind a place: 示范区市场监管局, but not 市场监管局 for 场监管局."""
    if any(place and rest == wanted for place, rest in opening(name)):
        return True
    kinds = {kind for place, kind in reader.resolve(wanted).identities if not place}
    return any(kind in kinds for _, kind in reader.resolve(name).identities)


def _is_abbreviated(reader: Reader, wanted: str, name: str) -> bool:
    """Whether a name begins with, and holds in order, the characters of another: 市监局, 发改局.

    Their places have to be the same, where both have one: 市监局, which has none, is not 市监察局.
    """
    if is_place(wanted):
        return False
    return any(
        len(short) > 1 and (not place or place == where) and rest[0] == short[0] and _holds(rest, short)
        for where, rest in _parted(reader, name)
        for place, short in _parted(reader, wanted)
    )


def _parted(reader: Reader, name: str) -> Sequence[tuple[str, str]]:
    """The places and rests of a name: as the registry reads it, or all that may be."""
    known = reader.resolve(name)
    return [(known.place, known.rest)] if known.named else opening(name)


def _holds(text: str, characters: str) -> bool:
    waiting = iter(text)
    return all(character in waiting for character in characters)


def _is_pronounced(_reader: Reader, wanted: str, name: str) -> bool:
    """Whether letters are the first ones of the pinyin of a name, with or without its place: scjg, sfqscjgj."""
    letters = wanted.lower()
    if len(letters) < 2 or not (letters.isascii() and letters.isalpha()):  # noqa: PLR2004
        return False
    return any(initials(rest).startswith(letters) for _, rest in opening(name))


def initials(name: str) -> str:
    """The first letters of the pinyin of a name: scjgj for 市场监管局. Raises `MissingExtraError`."""
    pypinyin = load_extra("pypinyin", "pinyin")
    return "".join(pypinyin.lazy_pinyin(name, style=pypinyin.Style.FIRST_LETTER))


_CERTAIN: list[tuple[str, Fits]] = [
    ("exact", _is_exact),
    ("alias", lambda *names: _is_other_name(*names) or _is_unprefixed(*names)),
]
_LOOSE: list[tuple[str, Fits]] = [("subsequence", _is_abbreviated), ("pinyin", _is_pronounced)]


def nearest_units(units: Iterable[str], wanted: str, count: int = 3, *, at_least: int = 35) -> list[str]:
    """The units whose names come nearest to a name that means none, those of some likeness (0 to 100)."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only where no name fits

    names = list(dict.fromkeys(units))
    return [
        name for name, _, _ in process.extract(wanted, names, scorer=fuzz.WRatio, limit=count, score_cutoff=at_least)
    ]
