"""`workpoints who`: the duties of a unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.asked import asked_units, readers_of
from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Paths, Quiet, TableFormat, TableStyle, Units, day
from workpoints.cli.words import ROLE_NAMES, VIA_NAMES
from workpoints.i18n import N_
from workpoints.i18n import translate as _
from workpoints.query.duties import DEFAULT_VIA, Assignment, Reader
from workpoints.query.matching import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = _("List the duties of a unit: id, role, text, the other parties, and how the duty reaches it.")
# Step of the search → what is said of the name; way of a duty that is left out unless asked for → what is said of it.
LOOSE_STEPS = {
    "subsequence": N_("{name}: characters left out, read as {units}"),
    "pinyin": N_("{name}: read as initials of {units}"),
}
MORE = {
    "group": N_("{count} more reach it through a set of units it belongs to: --via group"),
    "rule": N_("{count} more reach it by a rule for all tasks: --via rule"),
}


class Role(StrEnum):
    """Roles in a duty."""

    lead = "lead"
    responsible = "responsible"
    support = "support"
    guide = "guide"


class Via(StrEnum):
    """Ways in which a duty reaches a unit."""

    named = "named"
    prefix = "prefix"
    group = "group"
    rule = "rule"
    open = "open"


Unit = Annotated[
    str,
    typer.Argument(
        metavar="UNIT",
        help=_("Name of the unit: full or short, with or without its place, characters left out, or pinyin initials."),
    ),
]
Roles = Annotated[
    Optional[list[Role]],  # noqa: UP045
    typer.Option("--role", help=_("Only duties in this role; may be given again."), show_default=False),
]
Ways = Annotated[
    Optional[list[Via]],  # noqa: UP045
    typer.Option(
        "--via",
        help=_(
            "Only duties that reach the unit this way: named, named without its place (prefix), through a set of"
            " units (group), by a rule, or perhaps by 等 (open). May be given again. Default: named and prefix."
        ),
        show_default=False,
    ),
]
With = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--with", metavar="UNIT", help=_("Only duties shared with this unit."), show_default=False),
]
Before = Annotated[
    Optional[dt.date],  # noqa: UP045
    typer.Option(
        "--deadline-before",
        parser=day,
        metavar="DATE",
        help=_("Only duties due before this day."),
        show_default=False,
    ),
]
BySection = Annotated[bool, typer.Option("--by-section", help=_("Tell the sections of the plan apart."))]


def command(
    unit: Unit,
    paths: Paths = None,
    role: Roles = None,
    via: Ways = None,
    shared_with: With = None,
    before: Before = None,
    by_section: BySection = False,
    style: TableStyle = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """List the duties of a unit."""
    readers = readers_of(paths, encoding, units)
    match = asked_units(readers, unit)
    if match is None:
        return 1
    ways = [str(way) for way in via] if via else list(DEFAULT_VIA)
    reached = _duties(readers, match)
    if shared_with is not None:
        others = asked_units(readers, shared_with)
        if others is None:
            return 1
        reached = _shared(reached, [row for row in _duties(readers, others) if row.via in ways])
    rows = _due(before, [row for row in reached if not role or row.role in role], ways, quiet=quiet)
    found = [row for row in rows if row.via in ways]
    _remark(match, unit, [row.via for row in rows if row.via not in ways], readers, quiet=quiet)
    if not found:
        fail(_nothing(match, reached, ways, filtered=bool(role or shared_with or before)))
        return 1
    _show(found, match, style, output, by_section=by_section, quiet=quiet)
    return 0


def _show(
    found: list[Assignment],
    match: Match,
    style: TableFormat | None,
    output: Path | None,
    *,
    by_section: bool,
    quiet: bool,
) -> None:
    """Write the answer, and to a person how many duties each unit has."""
    to_terminal = output is None and is_terminal()
    form = str(style or (TableFormat.table if to_terminal else TableFormat.tsv))
    write(_rendered(found, form, by_section=by_section, color=to_terminal), output)
    for name in match.all() if form != TableFormat.json else ():
        note(_summary(name, [row for row in found if row.unit == name]), quiet=quiet or not is_terminal())


def _due(before: dt.date | None, rows: list[Assignment], ways: list[str], *, quiet: bool) -> list[Assignment]:
    """The duties due before a day; it is said how many have a deadline of which the day is not certain."""
    if before is None:
        return rows
    undated = [row for row in rows if row.deadline and row.due is None and row.via in ways]
    if undated:
        note(_("{count} with a deadline that is no certain day left out").format(count=len(undated)), quiet=quiet)
    return [row for row in rows if row.due is not None and row.due < before]


def _duties(readers: Sequence[Reader], match: Match) -> list[Assignment]:
    return [row for reader, names in zip(readers, match.names, strict=True) for row in reader.duties(names)]


def _shared(rows: list[Assignment], others: list[Assignment]) -> list[Assignment]:
    """The duties that another unit has too."""
    shared = {(row.notice, row.task) for row in others}
    return [row for row in rows if (row.notice, row.task) in shared]


def _remark(match: Match, wanted: str, left_out: list[str], readers: Sequence[Reader], *, quiet: bool) -> None:
    """What the reader of the answer has to know: how the name was read, and which duties are left out."""
    names = "、".join(match.all())
    if match.step in LOOSE_STEPS:
        note(_(LOOSE_STEPS[match.step]).format(name=wanted, units=names), quiet=quiet)
    elif wanted not in match.all() and any(reader.resolve(wanted).evidence == "historical" for reader in readers):
        note(_("{name}: a former name, read as {units}").format(name=wanted, units=names), quiet=quiet)
    others = Counter(left_out)
    for way in (way for way in MORE if others[way]):
        note(_(MORE[way]).format(count=others[way]), quiet=quiet)


def _nothing(match: Match, reached: list[Assignment], ways: list[str], *, filtered: bool) -> str:
    names = "、".join(match.all())
    if filtered and any(row.via in ways for row in reached):
        return _("{names}: no duty of this kind").format(names=names)
    return _("{names}: no duty reaches it this way").format(names=names)


def _rendered(rows: list[Assignment], form: str, *, by_section: bool, color: bool) -> str:
    if form == TableFormat.json:
        return render_json([_as_json(row, section=by_section) for row in rows])
    if not by_section or form != TableFormat.table:
        return _table(rows, form, section=by_section, color=color)
    tables = []
    for (_notice, section), of_section in groupby(rows, key=lambda row: (row.notice, row.section)):
        listed = list(of_section)
        tables.append(f"{section}  [{len(listed)}]\n" + _table(listed, form, section=False, color=color))
    return "\n".join(tables)


def _table(rows: list[Assignment], form: str, *, section: bool, color: bool) -> str:
    columns = {
        "文件": [row.notice for row in rows] if len({row.notice for row in rows}) > 1 else None,
        "板块": [row.section for row in rows] if section else None,
        "编号": [row.id for row in rows],
        "单位": [row.unit for row in rows],
        "角色": [ROLE_NAMES[row.role] for row in rows],
        "任务": [row.text for row in rows],
        "其他单位": [_others(row.parties) for row in rows],
        "完成时限": [row.deadline or "" for row in rows],
        "途径": [_way(row) for row in rows],
    }
    shown = {heading: cells for heading, cells in columns.items() if cells is not None}
    return render_rows(list(shown), zip(*shown.values(), strict=True), form, color=color)


def _way(row: Assignment) -> str:
    """How a duty reaches the unit: 点名, or 成员单位：领导小组有关成员单位."""
    return "：".join(filter(None, (VIA_NAMES[row.via], row.through)))


def _others(parties: list[tuple[str, str]]) -> str:
    """The other parties, role by role: 牵头：A；负责：B、C."""
    by_role = {role: "、".join(name for other, name in parties if other == role) for role in ROLE_NAMES}
    return "；".join(f"{ROLE_NAMES[role]}：{names}" for role, names in by_role.items() if names)


def _as_json(row: Assignment, *, section: bool) -> dict[str, object]:
    data = row._asdict() | {"parties": [{"role": role, "unit": unit} for role, unit in row.parties]}
    data |= {"due": None, "task": None}
    if not section:
        data["section"] = None
    return {key: value for key, value in data.items() if value is not None}


def _summary(unit: str, rows: list[Assignment]) -> str:
    counts = Counter(row.role for row in rows)
    named = "，".join(f"{name} {counts[role]}" for role, name in ROLE_NAMES.items() if counts[role])
    return _("{unit}: {count} in all ({roles})").format(unit=unit, count=len(rows), roles=named or "0")
