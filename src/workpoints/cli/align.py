"""`workpoints align`: which tasks of a lower plan take up those of an upper one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.console import fail, is_terminal, note, painter, reading_width, write
from workpoints.cli.options import Encoding, Output, Quiet, Units, from_here, registry
from workpoints.cli.sides import Side, read_side
from workpoints.compare.styles import Style
from workpoints.i18n import translate as _

if TYPE_CHECKING:
    from workpoints.alignment.forms import View
    from workpoints.alignment.result import Alignment
    from workpoints.query.duties import Reader
    from workpoints.registry.registry import Registry

HELP = _(
    "Find for each task of an upper plan the tasks of a lower one that take it up, however they are worded; tell holes,"
    " tasks that only the lower plan has, and tasks that an office of another kind leads below. Exit 0 where every"
    " upper task is taken up and has an owner, 1 where one is not."
)


class Kind(StrEnum):
    """What can be asked for."""

    matches = "matches"
    holes = "holes"
    additions = "additions"
    drift = "drift"


Upper = Annotated[
    str,
    typer.Argument(
        metavar="UPPER", help=_("The plan from above: a raw notice, a structured file, REVISION:PATH of git, or -.")
    ),
]
Lower = Annotated[str, typer.Argument(metavar="LOWER", help=_("The plan that has to carry it out."))]
Threshold = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--threshold",
        min=0.0,
        max=1.0,
        metavar="SCORE",
        help=_("Score from which on a task takes up another, 0 to 1. Default: 0.5, as likely right as wrong."),
        show_default=False,
    ),
]
Most = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(
        "--most",
        min=1,
        metavar="N",
        help=_("Show so many lower tasks for an upper one. Default: 3."),
        show_default=False,
    ),
]
Only = Annotated[
    Optional[list[Kind]],  # noqa: UP045
    typer.Option("--only", help=_("Show only this; may be given again."), show_default=False),
]
UnitOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--unit",
        metavar="UNIT",
        help=_("Only tasks whose duties name this unit, or the one of its kind on the other level."),
        show_default=False,
    ),
]
Form = Annotated[
    Optional[Style],  # noqa: UP045
    typer.Option("--format", help=_("Default: text on a terminal, tsv in a pipe."), show_default=False),
]


def command(
    upper: Upper,
    lower: Lower,
    threshold: Threshold = None,
    most: Most = None,
    only: Only = None,
    unit: UnitOption = None,
    style: Form = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Find what takes up the tasks of an upper plan."""
    from workpoints.alignment.align import MOST, THRESHOLD, align
    from workpoints.alignment.forms import Part, View, counted

    sides = read_side(upper, encoding), read_side(lower, encoding)
    known = registry(units)
    aligned = align(
        sides[0].notice,
        sides[1].notice,
        registry=known,
        threshold=THRESHOLD if threshold is None else threshold,
        most=most or MOST,
    )
    if not aligned.matches:
        fail(_("{name}: holds no tasks").format(name=sides[0].name))
        return 2
    found = aligned if unit is None else _concerning(aligned, sides, known, unit)
    if found is None:
        return 2
    parts = tuple(map(Part, only)) if only else tuple(Part)
    _show(View(sides[0].name, sides[1].name, found, parts), sides[0], style, output)
    note(counted(found), quiet=quiet)
    return 1 if found.holes else 0


def _concerning(found: Alignment, sides: tuple[Side, Side], known: Registry, unit: str) -> Alignment | None:
    """What of an alignment concerns a unit; None, and why on stderr, where no plan has it."""
    from workpoints.alignment.result import concerning
    from workpoints.cli.asked import asked_units
    from workpoints.compare.nodes import bare_data
    from workpoints.query.duties import Reader

    readers = [Reader(bare_data(side.notice), known) for side in sides]
    match = asked_units(readers, unit)
    if match is None:
        return None
    named = match.names
    if not named[0] or not named[1]:  # the office that does the same on the other level
        named = [
            names or _of_one_system(reader, match.all(), readers) for reader, names in zip(readers, named, strict=True)
        ]
    upper, lower = (_tasks_of(reader, names) for reader, names in zip(readers, named, strict=True))
    return concerning(found, upper, lower)


def _of_one_system(reader: Reader, names: list[str], readers: list[Reader]) -> list[str]:
    """The offices of a plan that are of one system with some offices, told by the words of their work."""
    from workpoints.alignment.systems import system_of

    asked = [system_of(name, each.registry, each.home) for each in readers for name in names if name in each.names]
    works = frozenset(word for system in asked if system for word in system)
    found = ((name, system_of(name, reader.registry, reader.home)) for name in reader.names)
    return [name for name, system in found if system and system & works]


def _tasks_of(reader: Reader, names: list[str]) -> set[str]:
    """Ids of the parts whose own duties, or those of a part above, name an office."""
    from workpoints.alignment.leadership import upwards
    from workpoints.compare.nodes import nodes_of
    from workpoints.query.duties import DEFAULT_VIA

    named = {row.id for row in reader.duties(names) if row.via in DEFAULT_VIA}
    return {
        node.data["id"] for node in nodes_of(reader.data) if any(part.data["id"] in named for part in upwards(node))
    }


def _show(view: View, upper: Side, style: Style | None, output: Path | None) -> None:
    from workpoints.alignment.forms import render
    from workpoints.compare.nodes import bare_data, nodes_of

    to_terminal = output is None and is_terminal()
    form = style or (Style.text if to_terminal else Style.tsv)
    if form == Style.github:
        paths = {node.data["id"]: node.path for node in nodes_of(bare_data(upper.notice))}
        view = view._replace(upper=from_here(view.upper), locate=lambda part: upper.place_of(paths[part]))
    write(render(view._replace(width=reading_width()), form, paint=painter(to_terminal=to_terminal)), output)
