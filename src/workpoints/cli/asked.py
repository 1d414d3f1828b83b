"""The units that a user asks for by name, or word of why there is none."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from workpoints.cli.console import fail
from workpoints.i18n import translate as _
from workpoints.query.duties import Reader
from workpoints.query.matching import Match, find_units, nearest_units

__all__ = ["asked_units"]


def asked_units(readers: Sequence[Reader], wanted: str) -> Match | None:
    """The names that a user's name means; None, and why on stderr, where it means none."""
    names = [name for reader in readers for name in reader.names]
    if not wanted.strip():
        raise typer.BadParameter(_("is empty"), param_hint="UNIT")
    match = find_units(readers, wanted.strip())
    if not match.all():
        near = "、".join(nearest_units(names, wanted))
        message = _("no unit is called {name}; nearest: {near}") if near else _("no unit is called {name}")
        fail(message.format(name=wanted, near=near))
        return None
    return match
