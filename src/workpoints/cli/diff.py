"""`workpoints diff`: what changed between two notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from workpoints.cli.console import is_terminal, note, painter, reading_width, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Quiet, Units, from_here, registry
from workpoints.cli.sides import pairs_of_sides
from workpoints.compare.change import Kind
from workpoints.compare.styles import Style
from workpoints.i18n import translate as _

if TYPE_CHECKING:
    from workpoints.compare.change import Change
    from workpoints.compare.comparison import Comparison

HELP = _(
    "Tell what changed between two notices: tasks, duties, titles, numbers; item by item, whatever their numbers."
    " Exit 0 where nothing changed, 1 where something did."
)
# What can be asked for together → the kinds it means.
GROUPS = {
    "tasks": (Kind.added, Kind.removed, Kind.moved, Kind.split, Kind.merged),
    "words": (Kind.title, Kind.reworded),
    "duties": (
        Kind.party_added, Kind.party_dropped, Kind.role_changed, Kind.lead_replaced, Kind.manner, Kind.deadline,
        Kind.scope, Kind.open_ended, Kind.rule,
    ),
}  # fmt: skip


WITH_COUNTS = (Style.text, Style.tsv, Style.json)
"""Forms of the counts."""
WITH_SUMMARY = (Style.text, Style.markdown, Style.html)
"""Forms that say themselves what the changes come to for a unit."""

_SIDE = _("A raw notice, a structured file, a folder, REVISION:PATH of git, or - for standard input.")
Old = Annotated[str, typer.Argument(metavar="OLD", help=_SIDE)]
New = Annotated[str, typer.Argument(metavar="NEW", help=_("The same, as it is now."))]
UnitOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--unit", metavar="UNIT", help=_("Only what concerns this unit, and what it comes to."), show_default=False
    ),
]
OnlyOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--only",
        metavar="KIND",
        help=_("Only changes of this kind: {kinds}; or of a group: {groups}. May be given again.").format(
            kinds=", ".join(Kind), groups=", ".join([*GROUPS, "lead"])
        ),
        show_default=False,
    ),
]
Stat = Annotated[bool, typer.Option("--stat", help=_("Only how many changes of each kind there are, by section."))]
SideBySide = Annotated[bool, typer.Option("--side-by-side", "-y", help=_("Old and new in two columns."))]
Form = Annotated[
    Optional[Style],  # noqa: UP045
    typer.Option("--format", help=_("Default: text on a terminal, tsv in a pipe."), show_default=False),
]


def command(
    old: Old,
    new: New,
    unit: UnitOption = None,
    only: OnlyOption = None,
    stat: Stat = False,
    side_by_side: SideBySide = False,
    style: Form = None,
    output: Output = None,
    units: Units = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> int:
    """Tell what changed."""
    from workpoints.cli.comparing import compared, concerning

    _check(style, stat=stat, side_by_side=side_by_side)
    wanted = _kinds(only)
    pairs = pairs_of_sides(old, new, encoding)
    known = registry(units)
    comparisons = [compared(pair, known) for pair in pairs]
    if unit is not None:
        found = concerning(comparisons, pairs, known, unit)
        if found is None:
            return 2
        comparisons = found
    if wanted:
        comparisons = [each._replace(changes=[*filter(wanted, each.changes)]) for each in comparisons]
    _show(comparisons, style, output, stat=stat, side_by_side=side_by_side, quiet=quiet)
    count = sum(len(each.changes) for each in comparisons)
    nothing = _("no change of this kind") if only else _("no change")
    told = _("changes: {count}").format(count=count) if count else nothing
    note(told, quiet=quiet or (not is_terminal() and (count > 0 or unit is not None)))
    return 1 if count else 0


def _check(style: Style | None, *, stat: bool, side_by_side: bool) -> None:
    """Raise `BadParameter` for a form that an option has not got."""
    if stat and style not in (None, *WITH_COUNTS):
        names = ", ".join(WITH_COUNTS)
        raise typer.BadParameter(_("counts are shown as {names}").format(names=names), param_hint="--format")
    if side_by_side and (stat or style not in (None, Style.text)):
        raise typer.BadParameter(_("is for text only"), param_hint="--side-by-side")


def _kinds(only: list[str] | None) -> Callable[[Change], bool] | None:
    """Whether a change is of one of the kinds asked for; None where all are."""
    if not only:
        return None
    for name in only:
        if name not in (*Kind, *GROUPS, "lead"):
            known = ", ".join((*Kind, *GROUPS, "lead"))
            raise typer.BadParameter(_("{name} is none of {known}").format(name=name, known=known), param_hint="--only")
    kinds = {kind for name in only for kind in GROUPS.get(name, (name,))}
    return lambda change: change.kind in kinds or ("lead" in only and _is_about_lead(change))


def _is_about_lead(change: Change) -> bool:
    """Whether another office leads now, or one more, or one less."""
    return change.kind == Kind.lead_replaced or (change.unit is not None and "lead" in (change.old, change.new))


def _show(
    comparisons: Sequence[Comparison],
    style: Style | None,
    output: Path | None,
    *,
    stat: bool,
    side_by_side: bool,
    quiet: bool,
) -> None:
    """Write the changes in the form asked for; what they come to for a unit goes with them, or to stderr."""
    from workpoints.compare import forms

    to_terminal = output is None and is_terminal()
    form = style or (Style.text if to_terminal or side_by_side else Style.tsv)
    if stat:
        table = forms.stat(comparisons)
        if form == Style.json:
            rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
            write(render_json([{heading: cell for heading, cell in row.items() if cell} for row in rows]), output)
        else:
            shown = forms.briefly(table) if form == Style.text else table
            write(render_rows(*shown, "table" if form == Style.text else "tsv", color=to_terminal), output)
    else:
        if form == Style.github:
            comparisons = [each._replace(new=from_here(each.new)) for each in comparisons]
        drawn = forms.render(
            comparisons, form, width=reading_width(), side_by_side=side_by_side, paint=painter(to_terminal=to_terminal)
        )
        write(drawn, output)
    for each in comparisons if form not in WITH_SUMMARY or stat else ():
        file = f"{each.new or each.old}: " if len(comparisons) > 1 else ""
        note(file + each.summary, quiet=quiet or not each.summary)
