"""`workpoints export`: ledgers, tables, documents and pages that offices hand round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.asked import asked_units
from workpoints.cli.console import fail, is_terminal, note, write_bytes
from workpoints.cli.exporting import Progress, request_for
from workpoints.cli.options import Encoding, Output, Paths, Quiet, Units, project
from workpoints.exporters import EXPORTERS, Exporter, exporter_for
from workpoints.i18n import translate as _
from workpoints.ledger.names import file_name

if TYPE_CHECKING:
    from workpoints.exporters.request import Request

HELP = _(
    "Write notices as a ledger (xlsx), as tables and data (csv, tsv, json, jsonl, markdown), as a document laid out by"
    " GB/T 9704 (docx), or as one page for a browser (html)."
)

To = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--to",
        metavar="FORM",
        help=_("{forms}. Default: by the ending of the output.").format(forms=", ".join(EXPORTERS)),
        show_default=False,
    ),
]
UnitOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--unit", metavar="UNIT", help=_("Only the tasks of this unit, with its role."), show_default=False),
]
PerUnit = Annotated[bool, typer.Option("--per-unit", help=_("A sheet for each unit too, with its role (xlsx)."))]
Split = Annotated[
    bool, typer.Option("--split", help=_("A file for each unit; the output is the folder that they go to."))
]
Merged = Annotated[bool, typer.Option("--merge/--no-merge", help=_("Make equal cells below each other one (xlsx)."))]
Unassigned = Annotated[bool, typer.Option("--unassigned", help=_("Texts too for which nobody is named."))]
Bom = Annotated[
    bool,
    typer.Option(
        "--bom", help=_("For Excel: a byte order mark, and ' before what Excel would run as a formula (csv, tsv).")
    ),
]
Force = Annotated[bool, typer.Option("--force", "-f", help=_("Replace a workbook or a document that is there."))]


def command(
    paths: Paths = None,
    to: To = None,
    output: Output = None,
    unit: UnitOption = None,
    per_unit: PerUnit = False,
    split: Split = False,
    merge: Merged = True,
    unassigned: Unassigned = False,
    bom: Bom = False,
    progress: Progress = None,
    force: Force = False,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Write notices in a form."""
    form = _form(to, output)
    given = {"--per-unit": per_unit, "--no-merge": not merge, "--bom": bom}
    _check(form, output, [option for option, asked in given.items() if asked], split=split, unit=unit)
    _refuse_input(paths, output)
    made = exporter_for(form)
    request = request_for(paths, encoding, units, progress, sources=form == "html", quiet=quiet)
    request = replace(request, per_unit=per_unit, merge=merge, unassigned=unassigned, bom=bom)
    if unit is not None:
        match = asked_units(request.readers, unit)
        if match is None:
            return 1
        request = replace(request, units=match.names)
    _remark(request, made, quiet=quiet)
    files = _each(request, made, output) if split and output else [(output, request)]
    if split and not any(request.rows):
        fail(_("no duty names a unit"))
        return 1
    return _write(files, made, force=force, quiet=quiet or not split)


def _remark(request: Request, made: Exporter, *, quiet: bool) -> None:
    """Say what of the notices is not in the file."""
    if request.units is None:
        message = _("texts for which nobody is named, left out: {count} (--unassigned)").format(count=request.left_out)
        note(message, quiet=quiet or made.whole or not request.left_out)
    else:
        told = zip(request.readers, request.units, strict=True)
        count = sum(row.via == "group" for reader, names in told for row in reader.duties(names))
        message = _("{count} more reach it through a set of units it belongs to, and are not its own: who --via group")
        note(message.format(count=count), quiet=quiet or not count)
    if not any(request.rows):
        note(_("no duty names a unit"), quiet=quiet)


def _form(to: str | None, output: Path | None) -> str:
    """The form that is asked for, or that the name of the output tells."""
    if to is not None and to not in EXPORTERS:
        names = ", ".join(EXPORTERS)
        raise typer.BadParameter(_("{name} is none of {known}").format(name=to, known=names), param_hint="--to")
    if to is not None:
        return to
    suffix = output.suffix.lower() if output else ""
    form = next((name for name in EXPORTERS if exporter_for(name).suffix == suffix), None)
    if form is None and suffix:
        reason = _("no form ends in {suffix}; there are {known}").format(suffix=suffix, known=", ".join(EXPORTERS))
        raise typer.BadParameter(reason, param_hint="--output")
    if form is None:
        raise typer.BadParameter(_("missing: one of {known}").format(known=", ".join(EXPORTERS)), param_hint="--to")
    return form


_FORMS = {"--per-unit": ("xlsx",), "--no-merge": ("xlsx",), "--bom": ("csv", "tsv")}
"""Option → the forms that have it."""


def _check(form: str, output: Path | None, options: list[str], *, split: bool, unit: str | None) -> None:
    """Raise `BadParameter` for options that the form has not got."""
    for option in options:
        if form not in _FORMS[option]:
            reason = _("is for {forms} only").format(forms=", ".join(_FORMS[option]))
            raise typer.BadParameter(reason, param_hint=option)
    if unit is not None and (split or "--per-unit" in options):
        raise typer.BadParameter(_("only one of them at a time"), param_hint="--unit, --split, --per-unit")
    if split and (output is None or str(output) == "-"):
        raise typer.BadParameter(_("needs --output, a folder"), param_hint="--split")
    if split and output and output.is_file():
        raise typer.BadParameter(_("is a file, not a folder"), param_hint="--output")
    if split and "--per-unit" in options:
        raise typer.BadParameter(_("only one of them at a time"), param_hint="--split, --per-unit")
    if (output is None or str(output) == "-") and is_terminal() and exporter_for(form).edited:
        raise typer.BadParameter(
            _("a terminal cannot show {form}: name a file").format(form=form), param_hint="--output"
        )


def _refuse_input(paths: list[Path] | None, output: Path | None) -> None:
    """Raise `BadParameter` where a notice would be replaced by what is made of it."""
    if output is None or not output.is_file():
        return
    for path in paths or [project().structured]:
        files = path.iterdir() if path.is_dir() else [path]
        if any(file.exists() and output.samefile(file) for file in files):
            raise typer.BadParameter(_("is one of the notices"), param_hint="--output")


def _each(request: Request, made: Exporter, folder: Path) -> Iterator[tuple[Path, Request]]:
    """A file for each office, and what belongs into it."""
    taken: set[str] = set()
    for office in request.offices:
        shares = request.of_office(office)
        if shares:
            readers = [request.readers[share.notice] for share in shares]
            part = replace(request, readers=readers, units=[share.names for share in shares])
            yield folder / f"{file_name(office.name, taken)}{made.suffix}", part


def _write(files: Iterable[tuple[Path | None, Request]], made: Exporter, *, force: bool, quiet: bool) -> int:
    """Write files; one that people write in is replaced only when that is asked for."""
    code = 0
    for path, request in files:
        data = made.export(request)
        if made.edited and not force and path and path.is_file() and path.read_bytes() != data:
            fail(_("{path}: is there, and may hold what somebody wrote; --force replaces it").format(path=path))
            code = 1
            continue
        write_bytes(data, path)
        note(_("{path}: written").format(path=path), quiet=quiet)
    return code
