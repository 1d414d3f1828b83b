"""Arguments and options that several commands share, and the notices that they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.config import Config, find_config
from workpoints.i18n import translate as _
from workpoints.readers import ReadError, read, read_text

if TYPE_CHECKING:
    from workpoints.document import NoticeData

__all__ = ["Encoding", "Output", "Paths", "Quiet", "is_structured", "notices", "project"]

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


def project() -> Config:
    """The settings that hold in the folder at hand."""
    return find_config(Path.cwd())


def is_structured(path: Path) -> bool:
    """Whether a path is that of a structured file."""
    return path.suffix in (".yaml", ".yml")


def notices(paths: list[Path] | None, encoding: str | None) -> Iterator[NoticeData]:
    """The notices that paths name, read or parsed; those of the project without paths. Raises `ReadError`."""
    for path in _files(paths):
        yield _structured(path) if is_structured(path) else _parsed(path, encoding)


def _files(paths: list[Path] | None) -> list[Path]:
    if paths:
        return [file for path in paths for file in (sorted(_in_folder(path)) if path.is_dir() else [path])]
    folder = project().structured
    files = sorted(_in_folder(folder)) if folder.is_dir() else []
    if not files:
        raise ReadError(str(folder), _("holds no structured files; name a notice, or run workpoints parse first"))
    return files


def _in_folder(folder: Path) -> list[Path]:
    files = [file for file in folder.iterdir() if file.suffix in (".yaml", ".yml", ".txt")]
    if not files:
        raise ReadError(str(folder), _("holds no notices (.txt, .yaml)"))
    return files


def _structured(path: Path) -> NoticeData:
    from workpoints.structured import read_document

    document = read_document(read_text(path), marks=False)
    if document.faults:
        fault = document.faults[0]
        raise ReadError(f"{path}:{fault.mark.line}:{fault.mark.column}", fault.message)
    return document.data


def _parsed(path: Path, encoding: str | None) -> NoticeData:
    from workpoints.convert import to_data
    from workpoints.parser import parse

    return to_data(parse(read(path, encoding=encoding)).notice)
