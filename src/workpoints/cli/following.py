"""Threads and loads as rows: for tables, whose words are Chinese, and for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from workpoints.cli.console import has_colors, render, styled
from workpoints.cli.words import ROLE_NAMES
from workpoints.compare.change import Change, Kind
from workpoints.compare.forms.pieces import drawn as in_line
from workpoints.compare.forms.said import told
from workpoints.compare.forms.words import field_word, kind_word
from workpoints.compare.inline import marks
from workpoints.i18n import translate as _
from workpoints.years.links import Came

if TYPE_CHECKING:
    from rich.text import Text

    from workpoints.years.history import History, Step, Thread
    from workpoints.years.load import Load

__all__ = [
    "Follow",
    "drawn",
    "followed",
    "full_table",
    "load_rows",
    "load_table",
    "overview_rows",
    "overview_table",
    "rows_of",
]

Table = tuple[list[str], list[list[str]]]
"""Headings and rows."""


class Follow(NamedTuple):
    """What is told: a history, and the loads of a unit where one is asked for."""

    history: History
    loads: Sequence[Load]
    held: Sequence[Mapping[int, list[str]]]
    """For each load, the roles of the unit by the number of the part."""

    def heading(self, edition: int) -> str:
        """What an edition is called."""
        return self.history.editions[edition].heading

    def step(self, place: tuple[int, int]) -> Step:
        """The item at a place."""
        return self.history.step(place)

    def roles(self, step: Step) -> list[str]:
        """What the unit has to do with an item."""
        if not self.loads:
            return []
        roles = self.held[step.edition]
        return list(dict.fromkeys([*roles.get(step.part, ()), *roles.get(step.duty_at, ())]))


def followed(history: History, loads: Sequence[Load] = ()) -> Follow:
    """A history, and what a unit has to do in it."""
    return Follow(history, loads, [_roles_by_part(load) for load in loads])


def _roles_by_part(load: Load) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for place, row in zip(load.places, load.duties, strict=True):
        found.setdefault(place, []).append(row.role)
    return found


# Loads


def load_table(follow: Follow) -> Table:
    """The duties of the unit: one row a year."""
    headings = ["年份", "单位", *ROLE_NAMES.values(), "合计", "新增", "减少", "延续"]
    return headings, [_load_cells(load) for load in follow.loads]


def _load_cells(load: Load) -> list[str]:
    moves = ("" if count is None else str(count) for count in (load.came, load.went, load.stayed))
    counts = [load.counts[role] for role in ROLE_NAMES]
    return [load.heading, "、".join(load.names), *map(str, counts), str(sum(counts)), *moves]


def load_rows(follow: Follow) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {"year": load.heading, "units": load.names}
        | {role: load.counts[role] for role in ROLE_NAMES}
        | {"total": len(load.duties)}
        | {key: value for key in ("came", "went", "stayed") if (value := getattr(load, key)) is not None}
        for load in follow.loads
    ]


# All threads


def _shown(follow: Follow) -> Iterator[Thread]:
    """All threads, or those in which the unit has a duty in some year."""
    for thread in follow.history.threads:
        if not follow.loads or any(follow.roles(step) for step in thread.steps):
            yield thread


def overview_table(follow: Follow) -> Table:
    """One row a thread: its ids in each year, with the roles of the unit, and its newest text."""
    editions = range(len(follow.history.editions))
    rows = [
        [*("、".join(_called(follow, step) for step in thread.at(k)) for k in editions), _newest(thread)]
        for thread in _shown(follow)
    ]
    return [*map(follow.heading, editions), "任务"], rows


def _called(follow: Follow, step: Step) -> str:
    """The id, and what the unit has to do: 1.2（牵头）."""
    roles = "、".join(ROLE_NAMES[role] for role in follow.roles(step))
    return f"{step.id}（{roles}）" if roles else step.id


def _newest(thread: Thread) -> str:
    return " / ".join(step.text for step in thread.at(thread.last))


def overview_rows(follow: Follow) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [_overview_row(follow, thread) for thread in _shown(follow)]


def _overview_row(follow: Follow, thread: Thread) -> dict[str, Any]:
    ids: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    for step in thread.steps:
        ids.setdefault(follow.heading(step.edition), []).append(step.id)
        if own := follow.roles(step):
            roles.setdefault(follow.heading(step.edition), []).extend(own)
    row: dict[str, Any] = {"ids": ids, "text": _newest(thread)}
    return row | ({"roles": {year: list(dict.fromkeys(own)) for year, own in roles.items()}} if follow.loads else {})


# Threads in full


class _Line(NamedTuple):
    """One item in one year, or a year without."""

    thread: int
    edition: int
    step: Step | None


def _lines(follow: Follow, threads: Sequence[Thread]) -> Iterator[_Line]:
    """Each item from the year where the thread appears to the year in which it is gone."""
    for number, thread in enumerate(threads, 1):
        for edition in range(thread.first, min(thread.last + 2, len(follow.history.editions))):
            steps: list[Step | None] = [*thread.at(edition)]
            yield from (_Line(number, edition, step) for step in steps or [None])


def _says(follow: Follow, line: _Line, threads: Sequence[Thread], *, drawn: bool) -> list[str]:
    """What became of an item since the year before, in words."""
    step = line.step
    if step is None:
        return [_("no longer there") if line.edition > threads[line.thread - 1].last else _("not there")]
    came = _came(follow, step)
    changes = [said for change in step.changes if (said := _told(change, drawn=drawn))]
    return [*came, *changes] or ([] if step.came == Came.first else [_("as before")])


def _came(follow: Follow, step: Step) -> list[str]:
    """How an item came about, where it is not just one of the year before."""
    ids = ", ".join(follow.step(place).id for place in step.before)
    match step.came:
        case Came.new:
            return [_("new this year")]
        case Came.back:
            return [_("back, last there in {heading}").format(heading=follow.heading(step.before[0][0]))]
        case Came.split:
            return [_("a piece of {ids}").format(ids=ids)]
        case Came.merged:
            return [_("joined from {ids}").format(ids=ids)]
        case _:
            return []


def _told(change: Change, *, drawn: bool) -> str:
    """The change in words; not the text, which stands beside it, nor in a drawn table what the marks in it show."""
    if change.kind in (Kind.split, Kind.merged):
        return ""
    if drawn and change.kind in (Kind.title, Kind.reworded):
        return " ".join(dict.fromkeys((kind_word(change.kind), field_word(change))))
    return told(change)


def full_table(follow: Follow, threads: Sequence[Thread]) -> Table:
    """One row a year and item; with the number of the thread where there are several."""
    return _cells(follow, threads, drawn=False)


def _cells(follow: Follow, threads: Sequence[Thread], *, drawn: bool) -> Table:
    number = ["线索"] if len(threads) > 1 else []
    headings = [*number, "年份", "编号", "任务", *ROLE_NAMES.values(), "变化"]
    rows = []
    for line in _lines(follow, threads):
        step = line.step
        rows.append([
            *([str(line.thread)] if number else []),
            follow.heading(line.edition),
            step.id if step else "",
            step.text if step else "",
            *("、".join(step.of_role(role)) if step else "" for role in ROLE_NAMES),
            _("; ").join(_says(follow, line, threads, drawn=drawn)),
        ])  # fmt: skip
    return headings, rows


def drawn(follow: Follow, threads: Sequence[Thread], *, color: bool) -> str:
    """The same as a table that shows in the texts what changed."""
    from rich import table
    from rich.text import Text

    headings, rows = _cells(follow, threads, drawn=True)
    place = headings.index("任务")
    made = table.Table(show_lines=True)
    kept = [k for k, heading in enumerate(headings) if any(row[k] for row in rows) or heading == "任务"]
    for k in kept:
        made.add_column(Text(headings[k]), no_wrap=max(len(row[k]) for row in rows) <= _UNBROKEN, overflow="fold")
    for line, row in zip(_lines(follow, threads), rows, strict=True):
        texts: list[Text] = [Text(cell) for cell in row]
        texts[place] = _marked(follow, line.step, color=color and has_colors())
        made.add_row(*(texts[k] for k in kept))
    return render(made, color=color)


_UNBROKEN = 8
"""Cells of so many characters are not broken."""


def _marked(follow: Follow, step: Step | None, *, color: bool) -> Text:
    """The text of an item, with what went and came since the year before; in brackets where there are no colours."""
    from rich.text import Text

    if step is None:
        return Text("")
    compared = step.came in (Came.kept, Came.back)
    old = follow.step(step.before[0]).text if compared else step.text
    return styled(in_line(marks(old, step.text), brackets=not color))


def rows_of(follow: Follow, threads: Sequence[Thread]) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [_as_row(follow, line, threads) for line in _lines(follow, threads)]


def _as_row(follow: Follow, line: _Line, threads: Sequence[Thread]) -> dict[str, Any]:
    row: dict[str, Any] = {"thread": line.thread, "year": follow.heading(line.edition)}
    step = line.step
    if step is None:
        return row | {"came": "gone" if line.edition > threads[line.thread - 1].last else "absent"}
    row |= {"notice": follow.history.editions[line.edition].name, "id": step.id, "came": str(step.came)}
    row["text"] = step.text
    row["parties"] = [{"role": role, "unit": unit} for role, unit in step.parties]
    before = [{"year": follow.heading(edition), "id": follow.step((edition, k)).id} for edition, k in step.before]
    row |= {"before": before, "changes": [_change(change) for change in step.changes]}
    return {key: value for key, value in row.items() if value not in ([], "")}


def _change(change: Change) -> dict[str, Any]:
    """What a change says, as in `diff`, but for the place and the text, which the row has."""
    values = {key: getattr(change, key) for key in ("unit", "field", "old", "new", "ids_old", "ids_new")}
    return {"kind": str(change.kind)} | {key: value for key, value in values.items() if value}
