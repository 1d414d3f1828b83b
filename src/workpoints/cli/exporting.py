"""What `export`, `view`, `progress` and `ledger merge` share: notices with what is filled in for their tasks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Optional

import typer

from workpoints.cli.console import note
from workpoints.cli.options import Reading, notices, project, readings, registry
from workpoints.exporters.request import Request
from workpoints.i18n import translate as _
from workpoints.ledger.offices import Offices
from workpoints.ledger.rows import Key, rows_of
from workpoints.ledger.state import State, States
from workpoints.ledger.store import Stored, path_of, read_states
from workpoints.query.duties import Reader
from workpoints.query.parts import name_of

__all__ = ["Progress", "progress_folder", "request_for", "stored_of"]

Progress = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--progress",
        metavar="FOLDER",
        help=_("What offices have filled in. Default: the folder of the settings, or data/progress."),
        show_default=False,
    ),
]


def progress_folder(asked: Path | None) -> Path:
    """The folder of progress files."""
    return asked or project().progress


def _states_of(readers: Sequence[Reader], folder: Path, *, quiet: bool) -> States:
    """What is filled in for the tasks of some notices. Raises `ReadError` where a progress file is damaged."""
    filled: dict[Key, State] = {}
    for reader in readers:
        stored = stored_of(reader, folder)
        filled |= stored.states
        for entry in stored.lost:
            message = _("{path}: the notice has no task {id} with this text any more")
            note(message.format(path=path_of(folder, name_of(reader.data)), id=entry["id"]), quiet=quiet)
    return States(filled)


def stored_of(reader: Reader, folder: Path) -> Stored:
    """What the progress file of a notice says, each office by the name that the notice gives it first."""
    if not path_of(folder, name_of(reader.data)).exists():
        return Stored({}, [])
    return read_states(folder, name_of(reader.data), rows_of(reader.data), Offices(reader))


def request_for(
    paths: list[Path] | None,
    encoding: str | None,
    units: Path | None,
    progress: Path | None,
    *,
    sources: bool = False,
    quiet: bool,
) -> Request:
    """All tasks of the notices that paths name, with what is filled in; with their sources where these are wanted.

    Raises `ReadError`.
    """
    known = registry(units)
    found = readings(paths, encoding) if sources else [*map(Reading, notices(paths, encoding))]
    readers = [Reader(each.data, known) for each in found]
    parsed = {id(reader): each.parsed for reader, each in zip(readers, found, strict=True)}
    return Request(
        readers,
        chosen=project().ledger.columns,
        states=_states_of(readers, progress_folder(progress), quiet=quiet),
        parsed=lambda reader: parsed[id(reader)],
    )
