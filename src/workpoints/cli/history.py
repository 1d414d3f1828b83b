"""`workpoints history`: tasks followed over several years, and the load of a unit by year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from workpoints.cli.console import fail, is_terminal, note, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Quiet, TableFormat, TableStyle, Units, registry
from workpoints.cli.sides import read_sides
from workpoints.i18n import translate as _

if TYPE_CHECKING:
    from workpoints.model import Notice
    from workpoints.years.history import History, Thread

HELP = _(
    "Follow tasks over several years: in which notices each stands and under which id, what changed; and the load of a"
    " unit by year. Years are those of the titles, whatever the order of the files."
)
_FEWEST = 2


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help=_("Notices, two at least: raw, structured, folders, REVISION:PATH of git; - is standard input."),
        show_default=False,
    ),
]
ItemOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--item",
        metavar="ID",
        help=_("Follow this item: its id in the newest notice, or YEAR:ID; all below where it is a section."),
        show_default=False,
    ),
]
TextOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--text", metavar="TEXT", help=_("Follow the items that hold this text."), show_default=False),
]
UnitOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--unit",
        metavar="UNIT",
        help=_("The duties of this unit by year, and its tasks; through reforms as far as the registry tells."),
        show_default=False,
    ),
]


def command(
    files: Files,
    item: ItemOption = None,
    text: TextOption = None,
    unit: UnitOption = None,
    style: TableStyle = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Follow tasks over several years."""
    from workpoints.years.history import history

    _check(item, text, unit)
    found = history(_notices(files, encoding, quiet=quiet), registry=registry(units))
    for name in (edition.name for edition in found.editions if edition.year is None):
        note(_("{name}: tells no year, and stays in the place given").format(name=name), quiet=quiet)
    if unit is not None and not _is_known(found, unit):
        return 1
    threads = _asked(found, item, text)
    if threads is None:
        return 1
    to_terminal = output is None and is_terminal()
    form = str(style or (TableFormat.table if to_terminal else TableFormat.tsv))
    _show(found, threads, unit, form, output, color=to_terminal)
    for message in () if unit or threads else _summed(found):
        note(message, quiet=quiet)
    return 0


def _check(item: str | None, text: str | None, unit: str | None) -> None:
    """Raise `BadParameter` where options say nothing or contradict each other."""
    for name, value in (("--item", item), ("--text", text), ("--unit", unit)):
        if value is not None and not value.strip():
            raise typer.BadParameter(_("must not be empty"), param_hint=name)
    if item is not None and text is not None:
        raise typer.BadParameter(_("only one of them at a time"), param_hint="--item --text")


def _notices(files: list[str], encoding: str | None, *, quiet: bool) -> list[Notice]:
    """The notices that were named; those whose files have one name are told apart by their paths."""
    sides = read_sides(files, encoding)
    for side in sides:
        if not side.notice.plan.children:
            note(_("{name}: holds no tasks").format(name=side.name), quiet=quiet)
    sides = [side for side in sides if side.notice.plan.children]
    if len(sides) < _FEWEST:
        raise typer.BadParameter(_("two notices at least are needed"), param_hint="FILE")
    names = [side.notice.source.name for side in sides]
    return [
        _renamed(side.notice, side.name) if names.count(side.notice.source.name) > 1 else side.notice for side in sides
    ]


def _renamed(notice: Notice, name: str) -> Notice:
    return notice.model_copy(update={"source": notice.source.model_copy(update={"name": name})})


def _is_known(found: History, unit: str) -> bool:
    """Whether a notice has the unit; where none has, it is said on stderr."""
    from workpoints.query.matching import nearest_units

    if found.load(unit):
        return True
    near = "、".join(nearest_units([name for reader in found.readers for name in reader.names], unit))
    message = _("no unit is called {name}; nearest: {near}") if near else _("no unit is called {name}")
    fail(message.format(name=unit, near=near))
    return False


def _asked(found: History, item: str | None, text: str | None) -> list[Thread] | None:
    """The threads to be told in full, none where none are asked for; None, and why on stderr, where there are none."""
    if item is not None:
        steps = found.find(item)
        if not steps:
            fail(_no_item(found, item.strip()))
            return None
        threads = [found.lineage(step) for step in steps]
        return list({tuple(step.place for step in thread.steps): thread for thread in threads}.values())
    if text is not None:
        threads = [thread for thread in found.threads if any(text in step.text for step in thread.steps)]
        if not threads:
            fail(_("{text}: in no item").format(text=text))
            return None
        return threads
    return []


def _no_item(found: History, item: str) -> str:
    """What is said where no item has an id, and in which years one has."""
    has = [edition.heading for edition in found.editions if found.find(f"{edition.heading}:{item}")]
    if not has:
        return _("no item {id}").format(id=item)
    newest = found.editions[-1].heading
    return _("no item {id} in {newest}; there is {examples}").format(
        id=item, newest=newest, examples=", ".join(f"{heading}:{item}" for heading in has)
    )


def _summed(found: History) -> list[str]:
    """For each edition how many items came and went."""
    first, *others = found.summaries
    return [
        _("{heading}: items {items}").format(**first._asdict()),
        *(
            _("{heading}: items {items}: kept {kept}, back {back}, new {new}; gone {gone}").format(**each._asdict())
            for each in others
        ),
    ]


def _show(
    found: History, threads: list[Thread], unit: str | None, form: str, output: Path | None, *, color: bool
) -> None:
    """Write the load of the unit, and the threads: each in full, or one in a row."""
    from workpoints.cli import following

    follow = following.followed(found, found.load(unit) if unit else [])
    if form == TableFormat.json:
        told: Any = following.rows_of(follow, threads) if threads else following.overview_rows(follow)
        write(render_json({"load": following.load_rows(follow), "threads": told} if unit else told), output)
        return
    tables = [following.load_table(follow)] if unit else []
    drawn = [render_rows(*table, form, color=color) for table in tables]
    if threads and form == TableFormat.table:
        drawn.append(following.drawn(follow, threads, color=color))
    else:
        table = following.full_table(follow, threads) if threads else following.overview_table(follow)
        drawn.append(render_rows(*table, form, color=color))
    write("\n".join(drawn), output)
