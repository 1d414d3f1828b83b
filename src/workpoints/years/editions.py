"""Notices in the order of their years, and what each is called beside the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from workpoints.deadlines import plan_year

if TYPE_CHECKING:
    from workpoints.model import Notice

__all__ = ["Edition", "editions", "year_of"]


class Edition(NamedTuple):
    """A notice in its year."""

    heading: str
    """What no other edition is called: the year; with the name of the file where two are of one year, the name alone
    where no year is told."""
    year: int | None
    notice: Notice

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.notice.source.name


def editions(notices: Sequence[Notice]) -> list[Edition]:
    """The notices in the order of their years, each with a heading of its own.

    Those of one year keep the order given. One of which no year is told stays behind the one that it was given behind.
    """
    years = [year_of(notice) for notice in notices]
    places: list[int] = []
    for year in years:
        places.append(year if year is not None else places[-1] if places else 0)
    order = sorted(range(len(notices)), key=lambda k: places[k])
    headings = _headings([(years[k], notices[k].source.name) for k in order])
    return [Edition(heading, years[k], notices[k]) for heading, k in zip(headings, order, strict=True)]


def year_of(notice: Notice) -> int | None:
    """The year that the title of the plan or of the notice names; else that of its number, of its date.

    None where there is none, or the title names several.
    """
    header = notice.header
    titles = [title for title in (notice.plan.title, header.title) if title]
    return plan_year(titles, header.document_number or "", header.issued_on)


def _headings(named: Sequence[tuple[int | None, str]]) -> list[str]:
    """Year, year and name, or name; with a number behind it where this tells two not apart."""
    common = Counter(year for year, _ in named)
    headings = [
        name if year is None else f"{year} {name}".strip() if common[year] > 1 else str(year) for year, name in named
    ]
    found: list[str] = []
    for heading in headings:
        others = (f"{heading} ({number})" for number in count(2))
        found.append(next(name for name in chain((heading,), others) if name not in found))
    return found
