"""The ledger as Markdown: a table for each section, as GitHub and editors of notes show it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workpoints.compare.forms.markdown import escaped
from workpoints.exporters.request import Request
from workpoints.ledger.columns import NOTICE, SECTION, Column, Line

SUFFIX = ".md"

_TOLD = (NOTICE, SECTION)
"""Columns that headings tell."""


def export(request: Request) -> bytes:
    """UTF-8. What of a text would be markup is escaped; a paragraph end is a line break."""
    columns = [column for column in request.table if column.heading not in _TOLD]
    return ("\n\n".join(_blocks(request, columns)) + "\n").encode()


def _blocks(request: Request, columns: list[Column]) -> Iterator[str]:
    for (_, notice), of_notice in groupby(request.lines(), key=lambda line: (line.row.key.notice, line.notice)):
        yield f"# {_cell(notice)}"
        for section, lines in groupby(of_notice, key=lambda line: line.row.section):
            if section:
                yield f"## {_cell(section)}"
            yield "\n".join(_table(columns, lines))


def _table(columns: list[Column], lines: Iterator[Line]) -> Iterator[str]:
    yield _row([column.heading for column in columns])
    yield _row(["---"] * len(columns))
    for line in lines:
        yield _row([_cell(column.value(line)) for column in columns])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return "<br>".join(map(escaped, text.split("\n")))
