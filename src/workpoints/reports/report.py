"""What a form is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["WIDTH", "Report"]

WIDTH = 100
"""Cells of a line where nobody asks for another width."""


class Report(NamedTuple):
    """The outcome of a check."""

    findings: Sequence[Finding]
    """In the order of the files and of places in them."""
    checked: Sequence[str] = ()
    """The paths of all files that were checked."""
    width: int = WIDTH
    """How many cells a line may take."""
