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
from workpoints.ledger.rows import Key, rows_of
from workpoints.ledger.state import State, States
from workpoints.ledger.store import path_of, read_states
from workpoints.query.duties import Reader
from workpoints.query.parts import name_of

__all__ = ["Progress", "progress_folder", "request_for", "states_of"]

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


def states_of(readers: Sequence[Reader], folder: Path, *, quiet: bool) -> States:
    """What is filled in for the tasks of some notices. Raises `ReadError` where a progress file is damaged."""
    filled: dict[Key, State] = {}
    for reader in readers:
        notice = name_of(reader.data)
        if not path_of(folder, notice).exists():
            continue
        stored = read_states(folder, notice, rows_of(reader.data))
        filled |= stored.states
        for key in stored.lost:
            message = _("{path}: the notice has no task {id} any more").format(path=path_of(folder, notice), id=key.id)
            note(message, quiet=quiet)
    return States(filled)


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
        states=states_of(readers, progress_folder(progress), quiet=quiet),
        parsed=lambda reader: parsed[id(reader)],
    )
