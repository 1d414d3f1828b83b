"""What `check` reports."""

from __future__ import annotations

from typing import NamedTuple

from workpoints.diagnostics import Severity
from workpoints.source import Span

__all__ = ["Finding"]


class Finding(NamedTuple):
    """Something that a rule found in a file; lines and columns count from 1, the end is behind the last character."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    severity: Severity
    message: str
    """The reason, in the language in use."""
    fix: str | None = None
    """What has to stand in this place instead, where that is certain."""
    source_line: str = ""
    """The line of the file in which it begins, without its end."""
    span: Span = Span(0, 0)
    """The same place as a range of the text."""

    def row(self) -> dict[str, object]:
        """The finding as a row of JSON; without `fix` where none is certain."""
        names = ("code", "severity", "path", "line", "column", "end_line", "end_column", "message")
        row = {name: getattr(self, name) for name in names}
        return row if self.fix is None else row | {"fix": self.fix}
