"""The notices that a user asks about, and the units that names mean there, or word of why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from workpoints.cli.console import fail
from workpoints.cli.options import notices, registry
from workpoints.i18n import translate as _
from workpoints.query.duties import Reader
from workpoints.query.matching import Match, find_units, nearest_units

__all__ = ["asked_units", "readers_of"]


def readers_of(paths: list[Path] | None, encoding: str | None, units: Path | None) -> list[Reader]:
    """The notices that paths name, their names read by the registry. Raises `ReadError`."""
    known = registry(units)
    return [Reader(data, known) for data in notices(paths, encoding)]


def asked_units(readers: Sequence[Reader], wanted: str) -> Match | None:
    """The names that a user's name means; None, and why on stderr, where it means none."""
    names = [name for reader in readers for name in reader.names]
    if not wanted.strip():
        raise typer.BadParameter(_("must not be empty"), param_hint="UNIT")
    match = find_units(readers, wanted.strip())
    if not match.all():
        near = "、".join(nearest_units(names, wanted))
        message = _("no unit is called {name}; nearest: {near}") if near else _("no unit is called {name}")
        fail(message.format(name=wanted, near=near))
        return None
    return match
