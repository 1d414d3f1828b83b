"""Libraries that only some users need: loaded when they are used, with word of what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from workpoints.i18n import N_, translate

__all__ = ["MissingExtraError", "load_extra"]


class MissingExtraError(Exception):
    """A library that is not installed; its text says which extra brings it."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(extra)

    def __str__(self) -> str:
        message = translate(N_("this needs the extra {extra}: pip install 'workpoints[{extra}]'"))
        return message.format(extra=self.extra)


def load_extra(module: str, extra: str) -> Any:
    """A module of an extra. Raises `MissingExtraError`."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(extra) from None
