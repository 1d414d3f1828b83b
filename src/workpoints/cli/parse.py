"""`workpoints parse`: raw notices to structured data."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.console import fail, note, render_json, write
from workpoints.cli.options import RAW, Encoding, Output, Quiet, files_of, project
from workpoints.cli.waiting import shown
from workpoints.convert import to_data
from workpoints.files import backup_of, write_whole
from workpoints.fingerprints import stamp
from workpoints.i18n import translate as _
from workpoints.parser import parse
from workpoints.readers import ReadError, holds_structure, read, read_text
from workpoints.renewal import Renewal, renew
from workpoints.review import name_of
from workpoints.structured import dump_yaml

if TYPE_CHECKING:
    from workpoints.document import NoticeData

HELP = _(
    "Read raw notices. Without files: bring the project's structured files up to date, with the corrections made there."
)


class Format(StrEnum):
    """Forms of structured data."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"


def command(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(metavar="[FILE]...", help=_("Raw notices; - is standard input."), show_default=False),
    ] = None,
    style: Annotated[Format, typer.Option("--format", help=_("Form of the output for named files."))] = Format.yaml,
    spans: Annotated[bool, typer.Option("--spans", help=_("Add the place of every part (json, jsonl)."))] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=_("Leave out what is not certain instead of guessing."))
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help=_("Write nothing; exit 1 where a structured file is missing or out of date.")),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", "-f", help=_("Write over edits that are not recorded; the former file is kept as .old.")
        ),
    ] = False,
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Read raw notices."""
    if spans and style is Format.yaml:
        raise typer.BadParameter(_("needs --format json or jsonl"), param_hint="--spans")
    if check or not files:
        for option, given in (("--output", output), ("--format", style is not Format.yaml), ("--strict", strict)):
            if given:
                raise typer.BadParameter(_("needs files to read"), param_hint=option)
        return _project(files, encoding, check=check, force=force, quiet=quiet)
    return _print(files, style, partial(_read, encoding=encoding, strict=strict, spans=spans), output)


def _read(file: Path, *, encoding: str | None, strict: bool, spans: bool) -> NoticeData:
    source = read(file, encoding=encoding)
    if holds_structure(source.text):
        raise ReadError(str(file), _("is a structured file already, not a raw notice"))
    return to_data(parse(source, strict=strict).notice, spans=spans)


def _print(files: list[Path], style: Format, read_one: Callable[[Path], NoticeData], output: Path | None) -> int:
    """Print the notices of some files; nothing is written where one of them cannot be read."""
    read_all: list[NoticeData] = []
    unreadable = False
    for file in shown(files):
        try:
            read_all.append(read_one(file))
        except ReadError as error:
            fail(str(error))
            unreadable = True
    if read_all and not (unreadable and output):
        write(_rendered(read_all, style), output)
    return 2 if unreadable else 0


def _rendered(notices: list[NoticeData], style: Format) -> str:
    match style:
        case Format.yaml:
            return "---\n".join(dump_yaml(stamp(data)) for data in notices)
        case Format.json:
            return render_json(notices if len(notices) > 1 else notices[0])
        case Format.jsonl:
            return "".join(render_json(data, indent=None) for data in notices)


def _project(files: list[Path] | None, encoding: str | None, *, check: bool, force: bool, quiet: bool) -> int:
    """Bring the project's structured files up to date, or tell which are not."""
    config = project()
    schema = "notice.schema.json" if (config.structured / "notice.schema.json").is_file() else ""
    code = 0
    sources: dict[Path, Path] = {}
    for raw in shown(files or _raw_notices(config.raw)):
        target = config.structured / f"{raw.stem}.yaml"
        if (other := sources.setdefault(target, raw)) != raw:
            fail(
                _("{path}: {other} has this structured file already; rename one of the two").format(
                    path=raw, other=other
                )
            )
            code = 2
            continue
        try:
            parsed = to_data(parse(read(raw, encoding=encoding)).notice)
            former = read_text(target) if target.exists() else None
        except ReadError as error:
            fail(str(error))
            code = 2
            continue
        renewal = renew(former, parsed, schema=schema)
        one = _compare(target, former, renewal, quiet) if check else _update(target, former, renewal, force, quiet)
        code = max(code, one)
    return code


def _raw_notices(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ReadError(str(folder), _("no such folder; name a notice, or make the folder"))
    return files_of([folder], RAW)


def _compare(target: Path, former: str | None, renewal: Renewal, quiet: bool) -> int:
    """Whether a structured file is what parsing and its corrections make of its notice: 0 where it is."""
    if former is None:
        note(_("{path}: missing").format(path=target), quiet=quiet)
    elif former != renewal.text:
        note(_("{path}: out of date, or edited").format(path=target), quiet=quiet)
    _tell_corrections(target, renewal)
    return int(former != renewal.text or renewal.has_conflicts)


def _update(target: Path, former: str | None, renewal: Renewal, force: bool, quiet: bool) -> int:
    """Write a structured file, unless that would lose what a person wrote. The exit code."""
    if renewal.obstacle and not force:
        changed = renewal.renewed and not renewal.renewed.same_source
        note(_OBSTACLES["both" if changed else renewal.obstacle].format(path=target))
        return 1
    _tell_corrections(target, renewal)
    if former == renewal.text:
        note(_("{path}: up to date").format(path=target), quiet=quiet)
        return int(renewal.has_conflicts)
    try:
        if former is not None and (renewal.obstacle or renewal.comments):
            kept = backup_of(target)
            write_whole(kept, former.encode())
            note(_("{path}: the former file is kept as {kept}").format(path=target, kept=kept))
        write_whole(target, renewal.text.encode())
    except OSError as error:
        fail(f"{target}: {error.strerror}")
        return 2
    note(_("{path}: written").format(path=target), quiet=quiet)
    return int(renewal.has_conflicts)


_OBSTACLES = {
    "both": _(
        "{path}: left as it is, for it has edits that are not recorded, and its notice has changed: bring back the "
        "former notice, record the edits with workpoints review, then change it again; --force writes it anew"
    ),
    "invalid": _("{path}: left as it is, for it is not valid: see workpoints check; --force writes it anew"),
    "edited": _(
        "{path}: left as it is, for it has edits that are not recorded: record them with workpoints review, or write "
        "it anew with --force"
    ),
}


def _tell_corrections(target: Path, renewal: Renewal) -> None:
    """Say what became of corrections, marks and comments, where they did not just go on."""
    renewed = renewal.renewed
    if not renewed:
        return
    for correction in renewed.agreed:
        note(
            _("{path}: correction of {field} dropped, the notice is read so by now").format(
                path=target, field=name_of(correction)
            )
        )
    for correction, _found in renewed.conflicts:
        note(
            _("{path}: correction of {field} not made, the notice is read otherwise by now").format(
                path=target, field=name_of(correction)
            )
        )
    for part in renewed.lost:
        note(_("{path}: {part} was reviewed and is no longer there").format(path=target, part=part))
    for comment in renewal.comments:
        note(_("{path}: no place any more for the comment {comment}").format(path=target, comment=comment))
