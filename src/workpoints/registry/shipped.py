"""The registry that comes with the package: the usual offices of every level, and what reforms made of them.

`units.yaml` is the file that people edit; `units.tsv` holds the tables made of it, because reading YAML at every start
would take longer than answering. `make units` brings it up to date, and a test checks that it is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workpoints.registry.index import Shipped

__all__ = ["shipped_index"]


@cache
def shipped_index() -> Shipped:
    """The tables of the shipped registry."""
    return Shipped(Path(__file__).with_name("units.tsv").read_text("utf-8"))
