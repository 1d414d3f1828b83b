"""A progress bar on stderr for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

from workpoints.i18n import translate as _

__all__ = ["shown"]

_PATIENCE = 2.0
T = TypeVar("T")


def shown(items: Sequence[T]) -> Iterator[T]:
    """The items; once they have taken a while and a person reads stderr, with a bar."""
    started = time.monotonic()
    waiting = iter(enumerate(items))
    for k, item in waiting:
        yield item
        if k + 1 < len(items) and time.monotonic() - started > _PATIENCE and sys.stderr.isatty():
            yield from _with_bar([item for _, item in waiting], done=k + 1)


def _with_bar(items: Sequence[T], done: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("reading"), total=done + len(items), completed=done)
        for item in items:
            yield item
            progress.advance(task)
