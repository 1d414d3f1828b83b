"""The two sides of a comparison: files, folders, or either at a revision of git, read whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workpoints.cli.options import RAW, STRUCTURED
from workpoints.i18n import N_
from workpoints.readers import ReadError, holds_structure, is_structured, read_bytes, source_of
from workpoints.revisions import Revised, revised

if TYPE_CHECKING:
    from workpoints.model import Item, Notice
    from workpoints.source import Position, Source

__all__ = ["Pair", "Side", "pairs_of_sides", "read_side", "read_sides"]


class Side(NamedTuple):
    """A notice, and where its parts stand in its file."""

    name: str
    """The file as the user named it."""
    notice: Notice
    place_of: Callable[[tuple[int, ...]], Position | None]
    """Where the part with this path in the plan stands."""


Pair = tuple[Side | None, Side | None]


def pairs_of_sides(old: str, new: str, encoding: str | None) -> list[Pair]:
    """What is to be compared: two files, or the files of two folders by their names without endings.

    A file that only one of the folders has is beside None, and so is one against the null device, which `git difftool`
    names for a file that came or went. Raises `ReadError`.
    """
    if os.devnull in (old, new):
        return [(_unless_missing(old, encoding), _unless_missing(new, encoding))]
    ours, theirs = _opened(old), _opened(new)
    if not isinstance(ours, dict) and not isinstance(theirs, dict):
        return [(_read(old, ours, encoding), _read(new, theirs, encoding))]
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        folder = old if isinstance(ours, dict) else new
        raise ReadError(folder, N_("is a folder, and the other side is a file"))
    ours, theirs = _by_name(ours, theirs), _by_name(theirs, ours)
    names = sorted({*ours, *theirs})
    sides = [[_read(*side[name], encoding) if name in side else None for name in names] for side in (ours, theirs)]
    return [*zip(*sides, strict=True)]


def _unless_missing(name: str, encoding: str | None) -> Side | None:
    return None if name == os.devnull else read_side(name, encoding)


def _by_name(files: _Folder, others: _Folder) -> _Folder:
    """The files of a folder by their names without endings, which tell the files of one name in two folders.

    By their full names where the other folder has the same one, or where two in one folder have the same beginning.
    """
    stems = [Counter(Path(name).stem for name in folder) for folder in (files, others)]
    alone = {stem for stem, count in stems[0].items() if count == 1 and stems[1][stem] <= 1}
    return {
        name if name in others or Path(name).stem not in alone else Path(name).stem: file
        for name, file in files.items()
    }


def read_sides(names: Iterable[str], encoding: str | None) -> list[Side]:
    """Files, files at a revision, and the notices of folders, in the order given. Raises `ReadError`."""
    files: list[tuple[str, _Opened]] = []
    for name in names:
        opened = _opened(name)
        files += opened.values() if isinstance(opened, dict) else [(name, opened)]
    return [_read(*file, encoding) for file in files]


def read_side(name: str, encoding: str | None) -> Side:
    """One file, or one at a revision of git. Raises `ReadError`."""
    opened = _opened(name)
    if isinstance(opened, dict):
        raise ReadError(name, N_("is a folder, not a file"))
    return _read(name, opened, encoding)


_Opened = Path | Revised
_Folder = dict[str, tuple[str, _Opened]]


def _opened(name: str) -> _Opened | _Folder:
    """A file, or the notices of a folder by their names, each with the name to show."""
    path = Path(name)
    found = revised(name) if name != "-" and not path.exists() else None
    if found is None and not path.is_dir():
        return path
    if found and not found.is_folder:
        return found
    here = [] if found else sorted(file for file in path.iterdir() if file.is_file())
    inside: dict[str, _Opened] = {**found.files()} if found else {file.name: file for file in here}
    top = name if name.endswith((":", "/")) else f"{name}/"
    files = {
        file: (top + file, opened)
        for file, opened in inside.items()
        if Path(file).suffix.lower() in (*STRUCTURED, *RAW) and not _is_registry(opened)
    }
    if not files:
        raise ReadError(name, N_("holds no notices ({suffixes})"), suffixes=", ".join((*RAW, *STRUCTURED)))
    return files


def _is_registry(opened: _Opened) -> bool:
    """Whether a file of a folder is a unit registry, which may lie beside notices."""
    from workpoints.registry.reader import holds_registry

    name = opened.name
    if not is_structured(name):
        return False
    data = opened.data() if isinstance(opened, Revised) else read_bytes(opened)
    return holds_registry(data.decode("utf-8", "replace"))


def _read(name: str, opened: _Opened, encoding: str | None) -> Side:
    data = opened.data() if isinstance(opened, Revised) else read_bytes(opened)
    structured = is_structured(name)
    source = _decoded(data, name, None if structured else encoding)
    return _loaded(name, source) if structured or holds_structure(source.text) else _parsed(name, source)


def _decoded(data: bytes, name: str, encoding: str | None) -> Source:
    """The text of a file; the encoding asked for holds for a side that is not UTF-8."""
    try:
        return source_of(data, name)
    except ReadError:
        if encoding is None:
            raise
        return source_of(data, name, encoding=encoding)


def _parsed(name: str, source: Source) -> Side:
    from workpoints.parser import parse

    notice = parse(source).notice

    def place_of(path: tuple[int, ...]) -> Position | None:
        span = _part(notice, path).label_span
        return source.position(span.start) if span else None

    return Side(name, notice, place_of)


def _part(notice: Notice, path: tuple[int, ...]) -> Item:
    part: Item = notice.plan.children[path[0]]
    for step in path[1:]:
        part = part.children[step]  # type: ignore[attr-defined]
    return part


def _loaded(name: str, source: Source) -> Side:
    from workpoints.convert import from_data
    from workpoints.registry.reader import holds_registry
    from workpoints.structured import read_document, validate
    from workpoints.yaml_reader import place_of as place_in

    text = source.text.lstrip("\ufeff")
    document = read_document(text)
    if holds_registry(text):
        raise ReadError(name, N_("is a unit registry, not a notice"))
    if faults := validate(document):
        raise ReadError(f"{name}:{place_in(text, faults[0])}", faults[0].message)

    def place_of(path: tuple[int, ...]) -> Position | None:
        steps = [step for number in path for step in ("children", number)]
        return source.position(document.span_of(("plan", *steps)).start)

    return Side(name, from_data(document.data), place_of)
