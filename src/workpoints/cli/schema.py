"""`workpoints schema`: the file formats as JSON Schemas, for editors and validators."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from workpoints.cli.console import note, render_json, write
from workpoints.cli.options import STRUCTURED, Output, Quiet, files_of, project
from workpoints.i18n import N_
from workpoints.i18n import translate as _
from workpoints.readers import ReadError, read_text

HELP = _("Print the JSON Schema (2020-12) of structured, registry or progress files; --write puts it beside them.")


class Kind(StrEnum):
    """The formats that have a schema."""

    notice = "notice"
    units = "units"
    progress = "progress"


def command(
    kind: Annotated[
        Kind, typer.Argument(help=_("Which format: a notice, a unit registry, or a progress file."))
    ] = Kind.notice,
    write_beside: Annotated[
        bool,
        typer.Option(
            "--write", help=_("Write the schema beside the project's files, and name it in them for editors.")
        ),
    ] = False,
    output: Output = None,
    quiet: Quiet = False,
) -> int:
    """Print a JSON Schema, or write it beside the files that it describes."""
    match kind:
        case Kind.notice:
            from workpoints.structured import json_schema
        case Kind.units:
            from workpoints.registry.document import json_schema
        case Kind.progress:
            from workpoints.ledger.document import json_schema
    text = render_json(json_schema())
    if not write_beside:
        write(text, output)
        return 0
    if output:
        raise typer.BadParameter(_("cannot be used with --output"), param_hint="--write")
    files = _files(kind)
    name = f"{kind.value}.schema.json"
    write(text, files[0].parent / name)
    note(_("{path}: written").format(path=files[0].parent / name), quiet=quiet)
    for file in files:
        if _name_schema(file, name):
            note(_("{path}: names the schema now").format(path=file), quiet=quiet)
    return 0


def _files(kind: Kind) -> list[Path]:
    """The project's files of a format. Raises `ReadError` where there are none."""
    config = project()
    if kind is Kind.units:
        if not config.units:
            raise ReadError("data/units.yaml", _("no such file"))
        return [config.units]
    if kind is Kind.progress:
        if not config.progress.is_dir():
            raise ReadError(str(config.progress), N_("no such folder"))
        return files_of([config.progress], STRUCTURED)
    if not config.structured.is_dir():
        raise ReadError(str(config.structured), _("holds no structured files; run workpoints parse first"))
    return files_of([config.structured], STRUCTURED)


def _name_schema(file: Path, schema: str) -> bool:
    """Name the schema in the first line of a file, for editors; whether it was not named there before."""
    from workpoints.files import write_whole
    from workpoints.renewal import schema_line

    text = read_text(file)
    if any(line.startswith("# yaml-language-server:") for line in text.splitlines()):
        return False
    write_whole(file, (schema_line(schema) + text).encode())
    return True
