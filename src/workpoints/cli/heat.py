"""Units by sections as a heat map for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workpoints.cli.console import line_width, render

__all__ = ["drawn_matrix"]

MARKS = {"lead": "●", "responsible": "○"}
_OTHER = "·"
# Cells that the names of units have at least, and that the frame of a column takes.
_UNIT, _FRAME = 24, 3
# From few duties to many: the colours of cells.
_HEAT = (
    "", "bright_white on grey30", "bright_white on dark_green", "black on dark_goldenrod", "black on dark_orange",
    "bright_white on red3",
)  # fmt: skip


def drawn_matrix(sections: Sequence[str], rows: Sequence[tuple[str, list[Counter[str]]]], *, color: bool) -> str:
    """Tables with a column for each section, numbered, as many as the width needs; the sections are named below."""
    from rich.cells import cell_len

    widths = [
        max(cell_len(text) for text in (str(number + 1), *(_marked(cells[number]) for _, cells in rows))) + _FRAME
        for number in range(len(sections))
    ]
    most = max((counts.total() for _, cells in rows for counts in cells), default=1)
    parts = [_part(rows, columns, most, color=color) for columns in _blocks(widths, line_width() - _UNIT)]
    legend = "".join(f"{number}  {title}\n" for number, title in enumerate(sections, 1))
    return "\n".join(parts) + legend


def _blocks(widths: Sequence[int], room: int) -> list[list[int]]:
    """The numbers of columns that fit side by side."""
    blocks: list[list[int]] = [[]]
    for number, width in enumerate(widths):
        if blocks[-1] and sum(widths[one] for one in blocks[-1]) + width > room:
            blocks.append([])
        blocks[-1].append(number)
    return blocks


def _part(rows: Sequence[tuple[str, list[Counter[str]]]], columns: list[int], most: int, *, color: bool) -> str:
    from rich.table import Table
    from rich.text import Text

    table = Table(pad_edge=False)
    table.add_column(Text("单位"), overflow="fold", min_width=_UNIT - _FRAME)
    for number in columns:
        table.add_column(Text(str(number + 1)), no_wrap=True)
    for unit, cells in rows:
        shown = [cells[number] for number in columns]
        if any(shown):
            table.add_row(Text(unit), *(Text(_marked(counts), _heat(counts.total(), most)) for counts in shown))
    return render(table, color=color)


def _marked(counts: Counter[str]) -> str:
    """Duties by role: ●2 ○3, and · for supporting and guiding."""
    others = counts.total() - sum(counts[role] for role in MARKS)
    marked = [f"{mark}{counts[role]}" for role, mark in MARKS.items() if counts[role]]
    return " ".join([*marked, *([f"{_OTHER}{others}"] if others else [])])


def _heat(count: int, most: int) -> str:
    """The colour of a cell: none without duties, then the redder the more."""
    return _HEAT[-(-count * (len(_HEAT) - 1) // most)]
