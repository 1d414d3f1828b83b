"""`workpoints view`: notices as a page in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated, Optional

import typer

from workpoints.cli.console import fail, note, write
from workpoints.cli.exporting import Progress, request_for
from workpoints.cli.options import Encoding, Quiet, Units
from workpoints.exporters import exporter_for
from workpoints.files import write_whole
from workpoints.i18n import translate as _

HELP = _(
    "Show notices as a page in the browser: structure beside source, filters, who works with whom. Two are compared."
)


def command(
    paths: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(
            metavar="[NOTICE]...",
            help=_("Raw notices, structured files or folders. Default: the project's structured files."),
            show_default=False,
        ),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help=_("Only write the page and print its path."))] = False,
    progress: Progress = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Write the page to a temporary file and open it; exit 1 where there is no browser."""
    request = request_for(paths, encoding, units, progress, sources=True, quiet=quiet)
    page = exporter_for("html").export(request)
    path = Path(tempfile.mkdtemp(prefix="workpoints-")) / "workpoints.html"
    write_whole(path, page)
    if no_open:
        write(f"{path}\n")
    elif webbrowser.open(path.as_uri()):
        note(_("{path}: opened").format(path=path), quiet=quiet)
    else:
        fail(_("no browser was found; open {path}").format(path=path))
        return 1
    return 0
