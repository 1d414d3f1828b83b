"""Structured files written anew, with everything that persons added to them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from workpoints.comments import carried
from workpoints.convert import from_data, to_data
from workpoints.document import NoticeData
from workpoints.fingerprints import exact, is_edited, stamp
from workpoints.review import Renewed, renewed
from workpoints.structured import dump_yaml, read_document, validate

__all__ = ["Renewal", "renew", "schema_line"]


class Renewal(NamedTuple):
    """The text of a structured file made anew, and what of the former one does not go on in it."""

    text: str
    obstacle: Literal["", "invalid", "edited"] = ""
    """Why the former file should not be written over: it is not valid, or has edits that are not recorded."""
    renewed: Renewed | None = None
    comments: list[str] = []  # noqa: RUF012 - never changed
    """Comments that have no place any more."""

    @property
    def has_conflicts(self) -> bool:
        """Whether there are corrections that could not be made."""
        return bool(self.renewed and self.renewed.conflicts)


def renew(former: str | None, parsed: NoticeData, *, schema: str = "") -> Renewal:
    """Make a structured file anew from a reading of its source; `schema` is the file name of a schema beside it."""
    fresh = (schema_line(schema) if schema else "") + dump_yaml(stamp(parsed))
    if former is None:
        return Renewal(fresh)
    document = read_document(former)
    if validate(document):
        return Renewal(fresh, "invalid")
    outcome = renewed(document.data, parsed)
    text, lost = carried(former, dump_yaml(stamp(outcome.data)))
    edited = is_edited(document.data) and exact(to_data(from_data(document.data))) != exact(outcome.data)
    return Renewal(text, "edited" if edited else "", outcome, lost)


def schema_line(schema: str) -> str:
    """The comment by which editors find the schema of a file: the path of the schema from the file's folder."""
    return f"# yaml-language-server: $schema={schema}\n"
