"""`workpoints units suggest`: registry entries for the names that the registry lacks."""

from __future__ import annotations

from typing import Annotated

import typer

from workpoints.cli.asked import readers_of
from workpoints.cli.console import fail, note, write
from workpoints.cli.options import Encoding, Output, Paths, Quiet, Units
from workpoints.i18n import translate as _
from workpoints.query.overview import tallies
from workpoints.registry.suggest import proposed_registry

HELP = _("Propose registry entries for the units that the registry lacks, as YAML for review.")


def command(
    paths: Paths = None,
    output: Output = None,
    force: Annotated[bool, typer.Option("--force", "-f", help=_("Overwrite the file of --output."))] = False,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Propose registry entries."""
    from workpoints.structured import dump_yaml

    readers = readers_of(paths, encoding, units)
    found = [(tally.name, tally.resolution, reader.home) for reader in readers for tally in tallies([reader])]
    lacking = [(name, home) for name, resolution, home in found if resolution.kind == "unknown"]
    sets = [
        (name, home) for name, read, home in found if read.kind == "group" and not read.group and "成员单位" in name
    ]
    if not lacking and not sets:
        note(_("the registry knows all units"), quiet=quiet)
        return 0
    if output is not None and output.exists() and not force:
        fail(_("{path}: is there already; --force overwrites it").format(path=output))
        return 2
    write(dump_yaml(proposed_registry(lacking, sets)), output)
    note(
        _("{units} units and {groups} sets of units to review").format(units=len(lacking), groups=len(sets)),
        quiet=quiet,
    )
    return 0
