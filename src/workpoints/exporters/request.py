"""What is exported, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workpoints.ledger.columns import COLUMNS, Column, Line, columns_for
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

    reader: Reader
    title: str
    rows: list[Row]
    names: list[str]
    """How the notice calls the office."""


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
        at = 1 if headings[0] == "序号" else 0
        return [*found[:at], *added, *found[at:]]

    def lines(self) -> Iterator[Line]:
        """The rows of all notices, numbered from 1; with the role of the office where one is wanted."""
        lines = (line for _, of_notice in self.by_notice() for line in of_notice)
        for number, line in enumerate(lines, 1):
            yield line._replace(number=number)

    def by_notice(self) -> Iterator[tuple[str, list[Line]]]:
        """Each notice by its title, with its rows, numbered from 1."""
        for k, rows in enumerate(self.rows):
            title, names = self.titles[k], self.units[k] if self.units is not None else ()
            yield title, [self.line(row, number, names, title) for number, row in enumerate(rows, 1)]

    def line(self, row: Row, number: int, names: Sequence[str], notice: str) -> Line:
        """A line of a ledger, of the office with these names where there are any."""
        role = next((role for role, name in row.parties() if name in names), "")
        unit = names[0] if names else ""
        return Line(number, row, self.states.of(row.key._replace(unit=unit)), role, notice, unit)

    def of_office(self, office: Tally) -> list[Share]:
        """What an office has to do, notice by notice."""
        return self._shares.get(office.key, [])

    @cached_property
    def _shares(self) -> dict[object, list[Share]]:
        shares: dict[object, list[Share]] = {}
        for reader, title, rows in zip(self.readers, self.titles, self.rows, strict=True):
            names: dict[object, list[str]] = {}
            for name in reader.parties:
                names.setdefault(key_of(reader, name), []).append(name)
            for key, own in names.items():
                of_office = [row for row in rows if any(name in own for _, name in row.parties())]
                if of_office:
                    shares.setdefault(key, []).append(Share(reader, title, of_office, own))
        return shares

    def lines_of(self, office: Tally) -> Iterator[Line]:
        """The rows of an office, numbered from 1."""
        number = 0
        for _, title, rows, names in self.of_office(office):
            for row in rows:
                number += 1
                yield self.line(row, number, names, title)
