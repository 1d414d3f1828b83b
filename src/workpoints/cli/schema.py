"""`workpoints schema`: the file format as a JSON Schema."""

from __future__ import annotations

from workpoints.cli.console import render_json, write
from workpoints.cli.options import Output
from workpoints.i18n import translate as _

HELP = _("Print the JSON Schema (2020-12) of structured files.")


def command(output: Output = None) -> int:
    """Print the JSON Schema of structured files."""
    from workpoints.structured import json_schema

    write(render_json(json_schema()), output)
    return 0
