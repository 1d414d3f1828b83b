"""`workpoints who`: the duties of a unit."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated, Optional

import typer

from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Paths, Quiet, notices
from workpoints.i18n import translate as _
from workpoints.query import Assignment, assignments, matching_units, nearest_units

HELP = _("List the duties of a unit: id, role, text and the other parties.")

ROLE_NAMES = {"lead": "牵头", "responsible": "负责", "support": "配合", "guide": "指导"}


class Role(StrEnum):
    """Roles in a duty."""

    lead = "lead"
    responsible = "responsible"
    support = "support"
    guide = "guide"


class Format(StrEnum):
    """Forms of the answer."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"


def command(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=_("Name of the unit, with or without its jurisdiction."))],
    paths: Paths = None,
    role: Annotated[
        Optional[list[Role]],  # noqa: UP045
        typer.Option("--role", help=_("Only duties in this role; may be given again."), show_default=False),
    ] = None,
    style: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option("--format", help=_("Default: table on a terminal, tsv in a pipe."), show_default=False),
    ] = None,
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """List the duties of a unit."""
    rows = [row for data in notices(paths, encoding) for row in assignments(data)]
    units = matching_units((row.unit for row in rows), unit)
    if not units:
        near = "、".join(nearest_units((row.unit for row in rows), unit))
        message = _("no unit is called {name}; nearest: {near}") if near else _("no unit is called {name}")
        fail(message.format(name=unit, near=near))
        return 1
    found = [row for row in rows if row.unit in units and (not role or row.role in {str(name) for name in role})]
    if not found:
        fail(_("{names}: no duty in this role").format(names="、".join(units)))
        return 1
    form = str(style or (Format.table if is_terminal() and output is None else Format.tsv))
    write(_rendered(found, form, to_terminal=output is None and is_terminal()), output)
    for name in units if form != Format.json else ():
        note(_summary(name, [row for row in found if row.unit == name]), quiet=quiet or not is_terminal())
    return 0


def _rendered(rows: list[Assignment], form: str, *, to_terminal: bool) -> str:
    if form == Format.json:
        return render_json([_as_json(row) for row in rows])
    several = len({row.notice for row in rows}) > 1
    headings = ["编号", "单位", "角色", "任务", "其他单位", "完成时限"]
    cells = [
        [row.id, row.unit, ROLE_NAMES[row.role], row.text, _others(row.parties), row.deadline or ""] for row in rows
    ]
    if several:
        headings.insert(0, "文件")
        cells = [[row.notice, *cell] for row, cell in zip(rows, cells, strict=True)]
    if not any(row.deadline for row in rows) and form == Format.table:
        headings, cells = headings[:-1], [cell[:-1] for cell in cells]
    return render_rows(headings, cells, form, color=to_terminal)


def _others(parties: list[tuple[str, str]]) -> str:
    """The other parties, role by role: 牵头：A；负责：B、C."""
    by_role = {role: "、".join(name for other, name in parties if other == role) for role in ROLE_NAMES}
    return "；".join(f"{ROLE_NAMES[role]}：{names}" for role, names in by_role.items() if names)


def _as_json(row: Assignment) -> dict[str, object]:
    parties = [{"role": role, "unit": unit} for role, unit in row.parties]
    data = row._asdict() | {"parties": parties}
    return {key: value for key, value in data.items() if value is not None}


def _summary(unit: str, rows: list[Assignment]) -> str:
    counts = Counter(row.role for row in rows)
    named = "，".join(f"{name} {counts[role]}" for role, name in ROLE_NAMES.items() if counts[role])
    return _("{unit}: {count} duties ({roles})").format(unit=unit, count=len(rows), roles=named or "0")
