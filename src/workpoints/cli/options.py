"""Arguments and options that several commands share, and the notices that they name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from workpoints.cli.waiting import shown
from workpoints.config import Config, find_config
from workpoints.i18n import translate as _
from workpoints.readers import ReadError, holds_structure, is_structured, read, read_text

if TYPE_CHECKING:
    from workpoints.document import NoticeData
    from workpoints.parser import Parsed
    from workpoints.registry.registry import Registry
    from workpoints.source import Source

__all__ = [
    "RAW",
    "Encoding",
    "Output",
    "Paths",
    "Quiet",
    "Reading",
    "TableFormat",
    "TableStyle",
    "Units",
    "day",
    "files_of",
    "from_here",
    "notices",
    "project",
    "readings",
    "registry",
]

RAW, STRUCTURED = (".txt",), (".yaml", ".yml")
"""Endings of the names of raw notices and structured files."""

Paths = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads this at run time
    typer.Argument(
        metavar="[PATH]...",
        help=_(
            "Raw notices, structured files or folders; - is standard input. Default: the project's structured files."
        ),
        show_default=False,
    ),
]
Encoding = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--encoding", help=_("Encoding of raw notices, such as gb18030. Default: UTF-8."), show_default=False),
]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", "-o", help=_("Write to this file instead of standard output."), show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("Say nothing but errors."))]
Units = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--units",
        metavar="FILE",
        help=_("Unit registry of the project. Default: the one of the settings, or data/units.yaml."),
        show_default=False,
    ),
]


class TableFormat(StrEnum):
    """Forms of an answer that is a table."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"


TableStyle = Annotated[
    Optional[TableFormat],  # noqa: UP045
    typer.Option("--format", help=_("Default: table on a terminal, tsv in a pipe."), show_default=False),
]


def day(text: str) -> dt.date:
    """The day that an option names. Raises `BadParameter`."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("a day is expected, such as 2023-05-22")) from None


def project() -> Config:
    """The settings that hold in the folder at hand."""
    return find_config(Path.cwd())


class Reading(NamedTuple):
    """A notice, and its source with the places of its parts, where that was parsed for it."""

    data: NoticeData
    parsed: Parsed | None = None


def notices(paths: list[Path] | None, encoding: str | None) -> list[NoticeData]:
    """The notices that paths name, read or parsed; those of the project without paths. Raises `ReadError`.

    Those whose files have one name in different folders are told apart by their paths.
    """
    files = _files(paths)
    return _told_apart(files, [_read(path, encoding).data for path in shown(files)])


def readings(paths: list[Path] | None, encoding: str | None) -> list[Reading]:
    """The notices that paths name, with their sources: also those of structured files whose raw notice is at hand."""
    files = _files(paths)
    found = [_read(path, encoding) for path in shown(files)]
    sources = [each.parsed or _source_of(each.data, path) for path, each in zip(files, found, strict=True)]
    return [*map(Reading, _told_apart(files, [each.data for each in found]), sources)]


def _told_apart(files: list[Path], found: list[NoticeData]) -> list[NoticeData]:
    names = Counter(data.get("source", {}).get("name") for data in found)
    for path, data in zip(files, found, strict=True):
        if "source" in data and names[data["source"]["name"]] > 1:
            data["source"] = data["source"] | {"name": str(path)}
    return found


def _read(path: Path, encoding: str | None) -> Reading:
    if is_structured(path):
        return Reading(_structured(read_text(path), path))
    source = read(path, encoding=encoding)
    return Reading(_structured(source.text, path)) if holds_structure(source.text) else _parsed(source)


def _source_of(data: NoticeData, path: Path) -> Parsed | None:
    """The raw notice that a structured file was made of, parsed; it lies in the project's folder or beside the file."""
    told = data.get("source", {"name": "", "sha256": ""})
    for folder in (project().raw, path.parent):
        raw = folder / Path(told["name"]).name
        if raw.is_file() and raw.suffix.lower() in RAW:
            with suppress(ReadError):  # a raw notice that cannot be read is not at hand
                source = read(raw)
                if source.sha256 == told["sha256"]:
                    return _parsed(source).parsed
    return None


def registry(path: Path | None) -> Registry:
    """The shipped unit registry, with that of the project over it. Raises `ReadError` where it is damaged."""
    from workpoints.registry.reader import load_registry

    return load_registry(path or project().units)


def _files(paths: list[Path] | None) -> list[Path]:
    if paths:
        return files_of(paths)
    folder = project().structured
    if not folder.is_dir():
        raise ReadError(str(folder), _("holds no structured files; name a notice, or run workpoints parse first"))
    return files_of([folder])


def files_of(paths: list[Path], suffixes: tuple[str, ...] = (*RAW, *STRUCTURED)) -> list[Path]:
    """The files that paths name, folders replaced by their notices. Raises `ReadError` where a folder has none."""
    files: list[Path] = []
    for path in paths:
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in suffixes) if path.is_dir() else [path]
        if not found:
            raise ReadError(str(path), _("holds no notices ({suffixes})"), suffixes=", ".join(suffixes))
        files += found
    return files


def from_here(path: str) -> str:
    """A path from the folder at hand, where the file is below it: as services that show files want it."""
    absolute, here = Path(path), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else path


def _structured(text: str, path: Path) -> NoticeData:
    from workpoints.yaml_reader import place_of, read_document

    document = read_document(text, marks=False)
    if document.faults:
        if _holds_registry(text):
            raise ReadError(str(path), _("is a unit registry, not a notice"))
        fault = document.faults[0]
        raise ReadError(f"{path}:{place_of(text, fault)}", fault.message)
    return document.data


def _holds_registry(text: str) -> bool:
    from workpoints.registry.reader import holds_registry

    return holds_registry(text)


def _parsed(source: Source) -> Reading:
    from workpoints.convert import to_data
    from workpoints.parser import parse

    parsed = parse(source)
    return Reading(to_data(parsed.notice), parsed)
