"""Rows of a ledger as records for programs: the parties as lists, days as days."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.exporters.request import Request
from workpoints.ledger.columns import Line
from workpoints.roles import ROLE_NAMES

__all__ = ["records"]

_PLAIN = ("section", "topic", "text", "manner", "open_ended", "scope", "deadline")


def records(request: Request) -> Iterator[dict[str, object]]:
    """A record for each row; values that are empty are left out.

    `notice`, `id`, `clause` (from 0), `section`, `topic`, `text`, a list for each role,
    `manner`, `open_ended`, `scope`, `deadline` as written and `due` as a day, `via` (own, heading, rule) and `role`
    of the office that was asked for; `state` has what is filled in.
    """
    for line in request.lines():
        yield {key: value for key, value in _record(line).items() if key == "clause" or value}


def _record(line: Line) -> dict[str, object]:
    row = line.row
    filled = line.state._asdict() | {"more": dict(line.state.more)}
    told = {key: getattr(row, key) for key in _PLAIN} | {role: list(getattr(row, role)) for role in ROLE_NAMES}
    return {
        "notice": row.key.notice,
        "id": row.key.id,
        "clause": row.key.clause,
        **told,
        "due": row.due and row.due.isoformat(),
        "via": row.via if row.via != "none" else "",
        "role": line.role,
        "state": {key: value for key, value in filled.items() if value},
    }
