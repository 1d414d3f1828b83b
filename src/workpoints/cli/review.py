"""`workpoints review`: what persons change in structured files, recorded so that it survives the next parse."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.console import CONTROLS, fail, note, write
from workpoints.cli.options import STRUCTURED, Encoding, Quiet, files_of, project
from workpoints.i18n import translate as _
from workpoints.readers import ReadError, is_structured, read, read_text

if TYPE_CHECKING:
    from workpoints.document import NoticeData
    from workpoints.leaves import Change

HELP = _("Record the edits of structured files as corrections, or mark files and parts as seen.")


def command(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(
            metavar="[FILE]...", help=_("Structured files. Default: all of the project."), show_default=False
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help=_("Why it is changed."), show_default=False)] = "",
    by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--by", help=_("Who changes it. Default: the user name that git knows."), show_default=False),
    ] = None,
    seen: Annotated[bool, typer.Option("--seen", help=_("Mark the files as reviewed, as they stand."))] = False,
    parts: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--part", metavar="ID", help=_("Mark only this part as reviewed."), show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help=_("Write nothing, only tell."))] = False,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Record edits; exit 1 where a file cannot be reviewed, 2 where one cannot be read."""
    author = _git_user() if by is None else by
    code = 0
    for path in _files(files):
        try:
            text = read_text(path)
            problem, data, changes = _recorded(text, encoding, reason, author)
        except ReadError as error:
            fail(str(error))
            code = 2
            continue
        if problem or data is None:
            fail(f"{path}: {problem}")
            code = max(code, 1)
            continue
        write("".join(f"{path}\t{_row(change)}\n" for change in changes))
        if seen or parts:
            code = max(code, _mark(path, data, parts or []))
        if not dry_run:
            _write(path, text, data)
        told = _("{path}: edits to record: {count}") if dry_run else _("{path}: edits recorded: {count}")
        note(told.format(path=path, count=len(changes)), quiet=quiet)
    return code


def _files(files: list[Path] | None) -> list[Path]:
    """The structured files to review. Raises `ReadError`."""
    folder = project().structured
    if not files and not folder.is_dir():
        raise ReadError(str(folder), _("holds no structured files; name a notice, or run workpoints parse first"))
    found = files_of(files or [folder], STRUCTURED)
    for path in found:
        if not is_structured(path):
            raise ReadError(str(path), _("is no structured file"))
    return found


def _recorded(text: str, encoding: str | None, reason: str, by: str) -> tuple[str, NoticeData | None, list[Change]]:
    """Why a file cannot be reviewed, or its data with its edits recorded, and the new ones among them."""
    from workpoints.convert import to_data
    from workpoints.fingerprints import exact, is_edited
    from workpoints.parser import parse
    from workpoints.review import recorded, renewed
    from workpoints.structured import read_document

    if fault := _first_fault(text):
        return fault, None, []
    former = read_document(text, marks=False).data
    source = project().raw / Path(former["source"]["name"]).name
    parsed = to_data(parse(read(source, encoding=encoding)).notice)
    if former["source"]["sha256"] != parsed["source"]["sha256"] and is_edited(former):
        problem = _(
            "{source} has changed since it was parsed, so edits cannot be told from its changes: bring back the former "
            "notice, record the edits, then change it again and run parse"
        )
        return problem.format(source=source), None, []
    if not is_edited(former) and exact(former) != exact(renewed(former, parsed).data):
        return _("the notice is read otherwise by now: run workpoints parse first"), None, []
    today = dt.datetime.now().astimezone().date()
    data, changes = recorded(former, parsed, reason=reason, by=by, date=today)
    _tell_dropped(former, data)
    return "", data, changes


def _tell_dropped(former: NoticeData, data: NoticeData) -> None:
    """Say which corrections are not in the file any more: they changed nothing, or another has taken their place."""
    from workpoints.review import name_of

    kept = [(name_of(each), each.get("now")) for each in data.get("corrections", [])]
    for each in former.get("corrections", []):
        if (name_of(each), each.get("now")) in kept:
            kept.remove((name_of(each), each.get("now")))
        else:
            note(_("correction of {field} dropped: it changes nothing").format(field=name_of(each)))


def _first_fault(text: str) -> str:
    """The first reason why a file is not valid, with its place; empty where it is. Silences do not count here."""
    from workpoints.rules import check_text
    from workpoints.source import Source

    for finding in check_text(Source("x.yaml", text), "x.yaml", silenced=False):
        if finding.code.startswith("WP50") and finding.severity == "error":
            return f"{finding.line}:{finding.column}: {finding.message}"
    return ""


def _row(change: Change) -> str:
    """A change as tab-separated values: part, field, before, after."""
    shown = ["、".join(value) if isinstance(value, list) else value or "" for value in (change.was, change.now)]
    return "\t".join(" ".join(cell.split()).translate(CONTROLS) for cell in (*change.leaf, *shown))


def _mark(path: Path, data: NoticeData, parts: list[str]) -> int:
    from workpoints.fingerprints import mark_reviewed

    missing = mark_reviewed(data, parts)
    for part in missing:
        fail(_("{path}: no part {part}").format(path=path, part=part))
    return int(bool(missing))


def _write(path: Path, former: str, data: NoticeData) -> None:
    """Write a file whose content is reviewed, with its comments; the former one is kept where some have no place."""
    from workpoints.comments import carried
    from workpoints.files import backup_of, write_whole
    from workpoints.fingerprints import stamp
    from workpoints.structured import dump_yaml

    text, lost = carried(former, dump_yaml(stamp(data)))
    if lost:
        kept = backup_of(path)
        write_whole(kept, former.encode())
        for comment in lost:
            note(_("{path}: no place any more for the comment {comment}").format(path=path, comment=comment))
        note(_("{path}: the former file is kept as {kept}").format(path=path, kept=kept))
    if text != former:
        write_whole(path, text.encode())


def _git_user() -> str:
    """The user name of git's settings; empty where there is none."""
    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ""
    return done.stdout.strip()
