"""Where output goes: data to stdout or a file, everything else to stderr; tables for people, plain rows for pipes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workpoints.files import write_whole

if TYPE_CHECKING:
    from rich.text import Text

    from workpoints.reports import Segment

__all__ = [
    "fail",
    "has_colors",
    "is_terminal",
    "note",
    "painted",
    "painter",
    "reading_width",
    "render_rows",
    "styled",
    "write",
    "write_bytes",
]


CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in (9, 10)} | {0x7F: 0x2421, 0x9B: 0xFFFD}
"""Control characters → the pictures that stand for them."""
# Columns of what is drawn into a pipe, unless COLUMNS says otherwise: enough for a row of a ledger.
_WIDE = 400
# Below this, the columns of a table have no room for a character.
_NARROW = 60
_READABLE = 120
# Cells of so many characters are not broken.
_SHORT = 8


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def has_colors() -> bool:
    """Whether colours are wanted, where there is a terminal."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fail(message: str) -> None:
    """Say on stderr what went wrong, in one line."""
    print(f"workpoints: {_visible(message)}", file=sys.stderr)


def _visible(message: str) -> str:
    """A message without what a terminal would obey: a name or a text in it may hold anything."""
    return message.translate(CONTROLS)


def note(message: str, *, quiet: bool = False) -> None:
    """Say on stderr what was done."""
    if not quiet:
        print(_visible(message), file=sys.stderr)


def write(text: str, output: Path | None = None) -> None:
    """Write data to stdout, or whole to a file."""
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(output, text.encode("utf-8"))


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write a file to stdout, or whole to where it belongs."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        write_whole(output, data)


def render_rows(headings: Sequence[str], rows: Iterable[Sequence[str]], style: str, *, color: bool) -> str:
    """A table as `table` (drawn), `tsv` or `csv`."""
    if style == "table":
        return _drawn(headings, rows, color=color)
    if style == "tsv":
        return "".join("\t".join(map(_flat, row)) + "\n" for row in (headings, *rows))
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows((headings, *rows))
    return text.getvalue()


def _flat(cell: str) -> str:
    """A cell on one line: line breaks and tabs become blanks."""
    return " ".join(cell.replace("\t", " ").splitlines())


def _drawn(headings: Sequence[str], rows: Iterable[Sequence[str]], *, color: bool) -> str:
    """A table drawn to the width of the terminal; in a pipe as wide as it needs, so that nothing is cut.

    Columns of short cells keep them on one line; columns without any text are left out.
    """
    from rich.table import Table
    from rich.text import Text

    columns = [column for column in zip(headings, *rows, strict=True) if any(column[1:])]
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(Text(column[0]), no_wrap=max(map(len, column)) <= _SHORT, overflow="fold")
    for row in list(zip(*columns, strict=True))[1:]:
        table.add_row(*(Text(cell) for cell in row))
    return render(table, color=color)


def line_width() -> int:
    """Columns of a line: of the terminal, of COLUMNS in a pipe, or enough for all."""
    asked = os.environ.get("COLUMNS", "")
    if is_terminal():
        return shutil.get_terminal_size().columns
    return max(_NARROW, int(asked)) if asked.isdecimal() else _WIDE


def reading_width() -> int:
    """Columns of a line of text that is to be read, which is not to be too long."""
    return min(line_width(), _READABLE)


def render(renderable: Any, *, color: bool) -> str:
    """What rich draws, as text; document text has to be given as `Text`, never as markup."""
    from rich.console import Console

    colored = color and has_colors()
    console = Console(force_terminal=colored, no_color=not colored, width=line_width())
    with console.capture() as capture:
        console.print(renderable)
    text = capture.get()
    return text if is_terminal() else "".join(line.rstrip() + "\n" for line in text.splitlines())


# The part that a piece of text plays in a report → its colour.
_COLORS = {
    "path": "bold", "message": "bold", "gutter": "blue", "marked": "bold", "fix": "green", "error": "bold red",
    "warning": "yellow", "info": "cyan", "heading": "bold", "dim": "dim", "added": "underline green",
    "removed": "strike red", "came": "green", "went": "red", "changed": "yellow",
}  # fmt: skip


def painter(*, to_terminal: bool) -> Callable[[Iterable[Segment]], str]:
    """What draws a report: in colour on a terminal that may have colours, else plain."""
    from workpoints.reports.segments import plain

    return painted if to_terminal and has_colors() else plain


def painted(segments: Iterable[Segment]) -> str:
    """The pieces of a report in colour, where colour is wanted."""
    return render(styled(segments), color=True)


def styled(segments: Iterable[Segment]) -> Text:
    """The pieces of a report in the colours of the parts that they play."""
    from rich.text import Text

    return Text.assemble(*((text, _COLORS.get(role, "")) for text, role in segments), end="")


def render_json(data: Any, *, indent: int | None = 2) -> str:
    """JSON with the characters as they are; dates as ISO texts."""
    import json

    return json.dumps(data, ensure_ascii=False, indent=indent, default=str) + "\n"
