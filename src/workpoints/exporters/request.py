"""What is exported, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workpoints.ledger.columns import COLUMNS, NOTICE, NUMBER, ROLE, Column, Line, columns_for
from workpoints.ledger.offices import Offices
from workpoints.ledger.rows import Row, rows_of
from workpoints.ledger.state import States
from workpoints.query.overview import Tally, key_of, tallies
from workpoints.query.parts import name_of

if TYPE_CHECKING:
    from workpoints.parser import Parsed
    from workpoints.query.duties import Reader

__all__ = ["Request", "Share", "title_of_notice"]


def title_of_notice(reader: Reader) -> str:
    """What a notice is called: the title of its plan, its own, or the name of its file."""
    data = reader.data
    return data.get("plan", {}).get("title") or data.get("header", {}).get("title") or name_of(data)


class Share(NamedTuple):
    """What an office has to do in a notice."""

    notice: int
    """Which of the notices."""
    rows: list[Row]
    names: Sequence[str]
    """What the notice calls the office; empty for all offices."""


@dataclass(frozen=True)
class Request:
    """Some notices, the part of them that is wanted, and what is filled in for their tasks."""

    readers: Sequence[Reader]
    units: Sequence[Sequence[str]] | None = None
    """For each notice the names of the one office whose tasks are wanted; None for all tasks."""
    chosen: Sequence[str] = ()
    """Headings of the columns, in order; the usual ones where there are none."""
    states: States = field(default_factory=States)
    """What is filled in."""
    parsed: Callable[[Reader], Parsed | None] = lambda _: None
    """What gives the source of a notice with the places of its parts; None where that is not at hand."""
    per_unit: bool = False
    """Whether each office has a sheet of its own."""
    merge: bool = True
    """Whether equal cells below each other are made one."""
    unassigned: bool = False
    """Whether texts are rows too that nobody is named for: 指导思想, but also tasks that were forgotten."""
    bom: bool = False
    """Whether csv is meant for Excel."""

    @cached_property
    def _every(self) -> list[list[Row]]:
        return [rows_of(reader.data) for reader in self.readers]

    @cached_property
    def rows(self) -> list[list[Row]]:
        """For each notice its rows, of the office that is wanted."""
        rows = [[row for row in every if self.unassigned or row.via != "none"] for every in self._every]
        if self.units is None:
            return rows
        return [
            [row for row in of_notice if not {name for _, name in row.parties()}.isdisjoint(names)]
            for of_notice, names in zip(rows, self.units, strict=True)
        ]

    @property
    def left_out(self) -> int:
        """How many texts are no rows because nobody is named for them."""
        return 0 if self.unassigned else sum(row.via == "none" for every in self._every for row in every)

    @cached_property
    def titles(self) -> list[str]:
        """What each notice is called; those of one title are told apart by the names of their files."""
        titles = [title_of_notice(reader) for reader in self.readers]
        count = Counter(titles)
        return [
            title if count[title] == 1 else f"{title}（{name_of(reader.data)}）"
            for title, reader in zip(titles, self.readers, strict=True)
        ]

    @cached_property
    def offices(self) -> list[Tally]:
        """All offices of the notices, those with most duties first."""
        return tallies(self.readers)

    def columns(self, *extra: str, rows: Iterable[Row] | None = None) -> list[Column]:
        """The columns of a ledger with some rows, or all; `extra` ones stand behind the number if they lack."""
        if rows is None:
            rows = (row for of_notice in self.rows for row in of_notice)
        found = columns_for(self.chosen, rows)
        headings = [column.heading for column in found]
        added = [COLUMNS[heading] for heading in extra if heading not in headings]
        at = 1 if headings[0] == NUMBER else 0
        return [*found[:at], *added, *found[at:]]

    @property
    def table(self) -> list[Column]:
        """The columns of one table of all rows: with the notice where there are several, and the role of the office."""
        several = [NOTICE] if len(self.readers) > 1 else []
        return self.columns(*several, *([ROLE] if self.units is not None else []))

    def lines(self) -> Iterator[Line]:
        """The rows of all notices, numbered from 1; with the role of the office where one is wanted."""
        lines = (line for _, of_notice in self.by_notice() for line in of_notice)
        for number, line in enumerate(lines, 1):
            yield line._replace(number=number)

    def by_notice(self) -> Iterator[tuple[str, list[Line]]]:
        """Each notice by its title, with its rows, numbered from 1."""
        for k, rows in enumerate(self.rows):
            share = Share(k, rows, self.units[k] if self.units is not None else ())
            yield self.titles[k], [self._line(share, row, number) for number, row in enumerate(rows, 1)]

    def _line(self, share: Share, row: Row, number: int) -> Line:
        """A line of a ledger, of the office with these names where there are any."""
        title = self.titles[share.notice]
        if not share.names:
            return Line(number, row, self.states.of(row.key), notice=title)
        role, name = next((role, name) for role, name in row.parties() if name in share.names)
        unit = self._names[share.notice](name)
        return Line(number, row, self.states.of(row.key._replace(unit=unit)), role, title, unit)

    @cached_property
    def _names(self) -> list[Offices]:
        return [Offices(reader) for reader in self.readers]

    def of_office(self, office: Tally) -> list[Share]:
        """What an office has to do, notice by notice."""
        return self._shares.get(office.key, [])

    @cached_property
    def _shares(self) -> dict[object, list[Share]]:
        shares: dict[object, list[Share]] = {}
        for k, (reader, rows) in enumerate(zip(self.readers, self.rows, strict=True)):
            keys = {name: key_of(reader, name) for name in reader.parties}
            found: dict[object, Share] = {}
            for row in rows:
                for key in dict.fromkeys(keys[name] for _, name in row.parties() if name in keys):
                    names = () if key in found else [name for name, other in keys.items() if other == key]
                    found.setdefault(key, Share(k, [], names)).rows.append(row)
            for key, share in found.items():
                shares.setdefault(key, []).append(share)
        return shares

    def lines_of(self, office: Tally) -> Iterator[Line]:
        """The rows of an office, numbered from 1."""
        rows = [(share, row) for share in self.of_office(office) for row in share.rows]
        for number, (share, row) in enumerate(rows, 1):
            yield self._line(share, row, number)
