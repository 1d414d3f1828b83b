"""`workpoints progress`: how far the tasks are, by section and by unit, those that are late first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.exporting import Progress, request_for
from workpoints.cli.options import Encoding, Output, Paths, Quiet, TableFormat, TableStyle, Units, day
from workpoints.i18n import translate as _
from workpoints.ledger.offices import Offices
from workpoints.ledger.standing import STATES, Standing, by_section, by_unit, standings
from workpoints.query.parts import name_of

if TYPE_CHECKING:
    from workpoints.exporters.request import Request

_SHOWN = 20
"""Characters of a task in a table that is drawn."""
HELP = _("Tell how far the tasks are, by section and by unit, those that are late first.")


class By(StrEnum):
    """What the rows are."""

    section = "section"
    unit = "unit"
    task = "task"


def command(
    paths: Paths = None,
    by: Annotated[
        Optional[By],  # noqa: UP045
        typer.Option(
            "--by",
            help=_("Rows. Default: sections, units and late tasks on a terminal, tasks in a pipe."),
            show_default=False,
        ),
    ] = None,
    late: Annotated[bool, typer.Option("--late", help=_("Only what is late."))] = False,
    on: Annotated[
        Optional[dt.date],  # noqa: UP045
        typer.Option("--on", parser=day, metavar="DATE", help=_("As of this day. Default: today."), show_default=False),
    ] = None,
    style: TableStyle = None,
    progress: Progress = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Show progress; exit 1 where nothing is to be shown."""
    request = request_for(paths, encoding, units, progress, quiet=quiet)
    today = on or dt.datetime.now().astimezone().date()
    standing = _standing_of(request, today, late=late)
    if not standing.tasks:
        fail(_("no task is late") if late and any(request.rows) else _("no duty names a unit"))
        return 1
    to_terminal = output is None and is_terminal()
    form = style or (TableFormat.table if to_terminal else TableFormat.tsv)
    write(_shown(standing, by, form, several=len(request.readers) > 1, color=to_terminal), output)
    behind = sum(each.is_late for each in standing.tasks)
    note(
        _("entries: {count}, late: {late}").format(count=len(standing.tasks), late=behind),
        quiet=quiet or not to_terminal,
    )
    return 0


class _All(NamedTuple):
    """What is to be shown, those with most late tasks first."""

    tasks: list[Standing]
    sections: dict[str, Counter[str]]
    units: dict[str, Counter[str]]


def _standing_of(request: Request, today: dt.date, *, late: bool) -> _All:
    rows = [row for of_notice in request.rows for row in of_notice]
    offices = {name_of(reader.data): Offices(reader) for reader in request.readers}

    def first_name(notice: str, name: str) -> str:
        return offices[notice](name)

    given = (rows, request.states, today, first_name)
    tasks = [each for each in standings(*given) if each.is_late or not late]
    return _All(tasks, _ordered(by_section(*given), late=late), _ordered(by_unit(*given), late=late))


def _ordered(counts: dict[str, Counter[str]], *, late: bool) -> dict[str, Counter[str]]:
    found = sorted(counts.items(), key=lambda entry: -entry[1]["late"])
    return {name: numbers for name, numbers in found if numbers["late"] or not late}


def _shown(standing: _All, by: By | None, form: TableFormat, *, several: bool, color: bool) -> str:
    if form == TableFormat.json:
        return render_json(_as_json(standing, by))
    tables = {
        By.section: lambda: _counts("工作板块", standing.sections, form, color=color),
        By.unit: lambda: _counts("单位", standing.units, form, color=color),
        By.task: lambda: _tasks(standing.tasks, form, several=several, color=color),
    }
    if by is not None or form != TableFormat.table:
        return tables[by or By.task]()
    behind = [each for each in standing.tasks if each.is_late]
    late = [_tasks(behind, form, several=several, color=color)] if behind else []
    return "\n".join([*late, tables[By.section](), tables[By.unit]()])


def _counts(heading: str, counts: dict[str, Counter[str]], form: TableFormat, *, color: bool) -> str:
    rows = []
    for name, numbers in counts.items():
        by_state = [numbers[state] for state in STATES]
        rows.append([name, *(_number(each, form) for each in (*by_state, numbers["late"])), str(sum(by_state))])
    return render_rows([heading, *STATES, "已超期", "合计"], rows, form, color=color)


def _number(count: int, form: TableFormat) -> str:
    """A count; a table that is drawn shows no zeros."""
    return "" if form == TableFormat.table and not count else str(count)


def _tasks(found: Sequence[Standing], form: TableFormat, *, several: bool, color: bool) -> str:
    headings = ["编号", "工作板块", "任务", "单位", "进展情况", "完成时限", "超期天数", "备注"]
    rows = [
        [
            each.row.key.id, each.row.section, _text(each, form), each.unit or _offices(each), each.progress,
            each.deadline, str(each.days_late or ""), each.remarks,
        ]
        for each in found
    ]  # fmt: skip
    if form == TableFormat.table:  # what a section is called takes more room than it tells
        del headings[1]
        rows = [[each[0], *each[2:]] for each in rows]
    if several:
        headings = ["文件", *headings]
        rows = [[each.row.key.notice, *row] for each, row in zip(found, rows, strict=True)]
    return render_rows(headings, rows, form, color=color)


def _text(standing: Standing, form: TableFormat) -> str:
    """The task; its beginning where a table is drawn."""
    text = standing.row.text
    return text if form != TableFormat.table or len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _offices(standing: Standing) -> str:
    return "、".join(name for _, name in standing.row.parties())


def _as_json(standing: _All, by: By | None) -> object:
    rows: dict[By, object] = {
        By.section: [{"section": name, **_counted(numbers)} for name, numbers in standing.sections.items()],
        By.unit: [{"unit": name, **_counted(numbers)} for name, numbers in standing.units.items()],
        By.task: [*map(_task, standing.tasks)],
    }
    return rows[by] if by else {f"{name}s": found for name, found in rows.items()}


def _counted(numbers: Counter[str]) -> dict[str, object]:
    states = {state: numbers[state] for state in STATES if numbers[state]}
    return {"total": sum(states.values()), "late": numbers["late"], "states": states}


def _task(each: Standing) -> dict[str, object]:
    row = {
        "notice": each.row.key.notice,
        "id": each.row.key.id,
        "clause": each.row.key.clause,
        "section": each.row.section,
        "text": each.row.text,
        "unit": each.unit,
        "parties": [{"role": role, "unit": name} for role, name in each.row.parties()],
        "progress": each.progress,
        "deadline": each.deadline,
        "due": each.due and each.due.isoformat(),
        "days_late": each.days_late,
        "remarks": each.remarks,
    }
    return {key: value for key, value in row.items() if value not in ("", None, 0)}
