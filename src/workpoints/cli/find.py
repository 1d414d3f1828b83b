"""`workpoints find`: full text over the parts of plans."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Optional

import typer

from workpoints.cli.asked import asked_units
from workpoints.cli.console import fail, is_terminal, note, render, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Paths, Quiet, Units, notices, registry
from workpoints.cli.words import FIELD_NAMES
from workpoints.i18n import translate as _
from workpoints.parts import find_part
from workpoints.query.duties import DEFAULT_VIA, Reader
from workpoints.query.fulltext import Hit, find

HELP = _("Find a text or a regular expression in titles, tasks and notations; exit 1 where it is nowhere.")


class Format(StrEnum):
    """Forms of the answer."""

    text = "text"
    tsv = "tsv"
    csv = "csv"
    json = "json"


Wanted = Annotated[str, typer.Argument(metavar="TEXT", help=_("What to look for."))]
Regex = Annotated[bool, typer.Option("--regex", "-e", help=_("TEXT is a regular expression."))]
IgnoreCase = Annotated[bool, typer.Option("--ignore-case", "-i", help=_("Capital and small letters alike."))]
Unit = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--unit", metavar="UNIT", help=_("Only in the parts that name this unit."), show_default=False),
]
Section = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--section",
        metavar="ID|TITLE",
        help=_("Only in this part and below, or in sections with this in the title."),
        show_default=False,
    ),
]
Context = Annotated[int, typer.Option("--context", "-C", min=0, help=_("Characters to show on both sides of a match."))]
Style = Annotated[
    Optional[Format],  # noqa: UP045
    typer.Option("--format", help=_("Default: text on a terminal, tsv in a pipe."), show_default=False),
]


def command(
    wanted: Wanted,
    paths: Paths = None,
    regex: Regex = False,
    ignore_case: IgnoreCase = False,
    unit: Unit = None,
    section: Section = None,
    context: Context = 30,
    style: Style = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Find a text."""
    pattern = _pattern(wanted, regex=regex, ignore_case=ignore_case)
    all_notices = notices(paths, encoding)
    if section is not None and _is_id(section) and not any(find_part(data, section) for data in all_notices):
        fail(_("no part has the id {id}").format(id=section))
        return 1
    kept = None
    if unit is not None:
        known = registry(units)
        kept = _parts_of(unit, [Reader(data, known) for data in all_notices])
        if kept is None:
            return 1
    hits = [
        hit
        for number, data in enumerate(all_notices)
        for hit in find(data, pattern)
        if (kept is None or (number, hit.id) in kept) and _is_within(hit, section)
    ]
    if not hits:
        fail(_("nothing matches {text}").format(text=wanted))
        return 1
    to_terminal = output is None and is_terminal()
    write(_rendered(hits, style or (Format.text if to_terminal else Format.tsv), context, color=to_terminal), output)
    count = sum(len(hit.matches) for hit in hits)
    note(_("{count} matches").format(count=count), quiet=quiet or not is_terminal())
    return 0


def _pattern(wanted: str, *, regex: bool, ignore_case: bool) -> re.Pattern[str]:
    if not wanted:
        raise typer.BadParameter(_("is empty"), param_hint="TEXT")
    try:
        return re.compile(wanted if regex else re.escape(wanted), re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise typer.BadParameter(_("no regular expression: {reason}").format(reason=error), param_hint="TEXT") from None


def _parts_of(unit: str, readers: list[Reader]) -> set[tuple[int, str]] | None:
    """Number of the notice and id of the parts whose duties name a unit; None where there is no such unit."""
    match = asked_units(readers, unit)
    if match is None:
        return None
    return {
        (number, row.id)
        for number, (reader, names) in enumerate(zip(readers, match.names, strict=True))
        for row in reader.duties(names)
        if row.via in DEFAULT_VIA
    }


def _is_within(hit: Hit, section: str | None) -> bool:
    if section is None:
        return True
    return f"{hit.id}.".startswith(f"{section}.") if _is_id(section) else section in hit.section


def _is_id(section: str) -> bool:
    return re.fullmatch(r"[\d.]+", section) is not None


def _rendered(hits: list[Hit], form: Format, context: int, *, color: bool) -> str:
    match form:
        case Format.json:
            return render_json([hit._asdict() for hit in hits])
        case Format.text:
            several = len({hit.notice for hit in hits}) > 1
            return "".join(render(_drawn(hit, context, several=several), color=color) for hit in hits)
        case Format.tsv | Format.csv:
            rows = [
                [hit.notice, hit.id, FIELD_NAMES[hit.field], hit.section, "…".join(_excerpts(hit, context))]
                for hit in hits
            ]
            return render_rows(["文件", "编号", "位置", "板块", "文本"], rows, form, color=color)


def _excerpts(hit: Hit, context: int) -> list[str]:
    """The matches with what stands around them, those that touch joined."""
    return [hit.text[start:end] for start, end in _windows(hit, context)]


def _windows(hit: Hit, context: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, end in hit.matches:
        begin, stop = max(0, start - context), min(len(hit.text), end + context)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], stop)
        else:
            windows.append((begin, stop))
    return windows


def _drawn(hit: Hit, context: int, *, several: bool) -> Any:
    """Where the match is, and the text around it with the match marked."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    place = Text.assemble(
        (f"{hit.notice} " if several else "", "dim"), (f"{hit.id} ", "cyan"), (FIELD_NAMES[hit.field], "dim")
    )
    excerpts = []
    for start, end in _windows(hit, context):
        shown = Text(hit.text[start:end])
        for first, last in hit.matches:
            if start <= first and last <= end:
                shown.stylize("bold black on yellow", first - start, last - start)
        excerpts.append(Text.assemble("…" if start else "", shown, "…" if end < len(hit.text) else ""))
    return Group(place, *(Padding(excerpt, (0, 0, 0, 2)) for excerpt in excerpts))
