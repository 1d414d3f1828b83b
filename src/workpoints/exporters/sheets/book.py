"""The workbook: an index, a ledger for each notice, and a list for each office."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workpoints.exporters.request import Request
from workpoints.exporters.sheets.grid import grid
from workpoints.exporters.sheets.ledger import Placed, write_ledger
from workpoints.exporters.sheets.styles import Styles
from workpoints.extras import load_extra
from workpoints.ledger.columns import NOTICE, ROLE, SECTION, Column, Line
from workpoints.ledger.names import clean, sheet_name

if TYPE_CHECKING:
    from workpoints.exporters.sheets.index import Counted, Office
    from workpoints.query.overview import Tally

__all__ = ["workbook"]

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""No clock: the same request gives the same bytes."""


def workbook(request: Request) -> bytes:
    """The bytes of the workbook; of one office where the request is for one. Raises `MissingExtraError`."""
    made = io.BytesIO()
    with load_extra("xlsxwriter", "xlsx").Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": clean(_title(request)), "created": _MADE})
        filling = _Filling(book, request)
        if request.units is None:
            filling.whole()
        else:
            filling.one_office()
    return made.getvalue()


def _title(request: Request) -> str:
    return request.titles[0] if len(request.readers) == 1 else "任务分工台账"


class _Filling:
    """A workbook in the making."""

    def __init__(self, book: Any, request: Request) -> None:
        self.book = book
        self.request = request
        self.styles = Styles(book)
        self.taken: set[str] = set()

    def whole(self) -> None:
        """Index, ledgers, and lists of offices where they are wanted."""
        from workpoints.exporters.sheets.index import write_index  # noqa: PLC0415 - needs the extra

        index = self._sheet("目录")
        parts = self._ledgers()
        write_index(index, self.styles, _title(self.request), parts, [*map(self._office, self.request.offices)])

    def one_office(self) -> None:
        """The list of the one office that is wanted."""
        name = next((names[0] for names in self.request.units or () if names), "")
        self._list(name, self.request.lines(), several=len(self.request.readers) > 1)

    def _ledgers(self) -> list[Counted]:
        """A ledger for each notice; what is in them."""
        from workpoints.exporters.sheets.index import Counted  # noqa: PLC0415 - needs the extra

        counted: list[Counted] = []
        lines: list[Line] = []
        for notice, lines in self.request.by_notice():
            name = "台账" if len(self.request.readers) == 1 else notice
            columns = self.request.columns(rows=[line.row for line in lines])
            placed = self._ledger(name, f"{notice}任务分工台账", columns, lines)
            states = Counter(line.state.progress for line in lines)
            counted.append(Counted(notice, states, placed))
        return [*_by_section(lines, counted[0].at)] if len(counted) == 1 else counted

    def _office(self, office: Tally) -> Office:
        """An office for the index; with a sheet of its own where that is wanted."""
        from workpoints.exporters.sheets.index import Office  # noqa: PLC0415 - needs the extra

        lines = list(self.request.lines_of(office))
        counts = Counter(line.role for line in lines)
        several = len(self.request.of_office(office)) > 1
        sheet = self._list(office.name, lines, several=several).sheet if self.request.per_unit else ""
        return Office(office.name, counts, sheet)

    def _list(self, name: str, lines: Iterable[Line], *, several: bool) -> Placed:
        """The list of an office."""
        listed = list(lines)
        extra = [NOTICE, ROLE] if several else [ROLE]
        columns = self.request.columns(*extra, rows=[line.row for line in listed])
        return self._ledger(name, f"{name}责任清单", columns, listed)

    def _ledger(self, name: str, title: str, columns: Sequence[Column], lines: Sequence[Line]) -> Placed:
        cells = grid(title, columns, lines, merge=self.request.merge)
        return write_ledger(self._sheet(name), self.styles, cells)

    def _sheet(self, name: str) -> Any:
        return self.book.add_worksheet(sheet_name(name, self.taken))


def _by_section(lines: Sequence[Line], at: Placed) -> Iterable[Counted]:
    """The sections of a ledger, in their order."""
    from workpoints.exporters.sheets.index import Counted  # noqa: PLC0415 - needs the extra

    states: dict[str, Counter[str]] = {}
    for line in lines:
        states.setdefault(line.row.section, Counter())[line.state.progress] += 1
    return [Counted(section, counts, at, SECTION) for section, counts in states.items()]
