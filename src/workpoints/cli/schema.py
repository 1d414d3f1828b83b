"""`workpoints schema`: the file formats as JSON Schemas."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from workpoints.cli.console import render_json, write
from workpoints.cli.options import Output
from workpoints.i18n import translate as _

HELP = _("Print the JSON Schema (2020-12) of structured files, or of the unit registry.")


class Kind(StrEnum):
    """The formats that have a schema."""

    notice = "notice"
    units = "units"


def command(
    kind: Annotated[Kind, typer.Argument(help=_("Which format: a notice, or a unit registry."))] = Kind.notice,
    output: Output = None,
) -> int:
    """Print a JSON Schema."""
    match kind:
        case Kind.notice:
            from workpoints.structured import json_schema
        case Kind.units:
            from workpoints.registry.document import json_schema
    write(render_json(json_schema()), output)
    return 0
