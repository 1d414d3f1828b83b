"""Units by sections as a heat map for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workpoints.cli.console import render

__all__ = ["drawn_matrix"]

MARKS = {"lead": "●", "responsible": "○"}
_OTHER = "·"
# From few duties to many: the colours of cells.
_HEAT = (
    "", "bright_white on grey30", "bright_white on dark_green", "black on dark_goldenrod", "black on dark_orange",
    "bright_white on red3",
)  # fmt: skip


def drawn_matrix(sections: Sequence[str], rows: Sequence[tuple[str, list[Counter[str]]]], *, color: bool) -> str:
    """A table with a column for each section, numbered; the sections are named below it."""
    from rich.table import Table
    from rich.text import Text

    most = max((counts.total() for _, cells in rows for counts in cells), default=1)
    table = Table(pad_edge=False)
    table.add_column(Text("单位"), overflow="fold")
    for number in range(1, len(sections) + 1):
        table.add_column(Text(str(number)), no_wrap=True)
    for unit, cells in rows:
        table.add_row(Text(unit), *(Text(_marked(counts), _heat(counts.total(), most)) for counts in cells))
    legend = "".join(f"{number}  {title}\n" for number, title in enumerate(sections, 1))
    return render(table, color=color) + legend


def _marked(counts: Counter[str]) -> str:
    """Duties by role: ●2 ○3, and · for supporting and guiding."""
    others = counts.total() - sum(counts[role] for role in MARKS)
    marked = [f"{mark}{counts[role]}" for role, mark in MARKS.items() if counts[role]]
    return " ".join([*marked, *([f"{_OTHER}{others}"] if others else [])])


def _heat(count: int, most: int) -> str:
    """The colour of a cell: none without duties, then the redder the more."""
    return _HEAT[-(-count * (len(_HEAT) - 1) // most)]
