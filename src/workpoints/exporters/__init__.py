"""Notices as files that offices hand round: ledgers, tables, documents, a page.

The table of exporters is the package `workpoints.exporters.formats`: a module that is put there is a form.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from workpoints.exporters import formats
from workpoints.exporters.request import Request

__all__ = ["EXPORTERS", "Exporter", "exporter_for"]


class Exporter(NamedTuple):
    """A form: what makes it, and the ending of the names of its files."""

    export: Callable[[Request], bytes]
    suffix: str
    edited: bool
    """Whether people write in such files, so that one is not to be replaced unasked."""
    whole: bool
    """Whether such a file holds the whole notice, and not only the rows of its ledger."""


EXPORTERS = tuple(sorted(module.name for module in iter_modules(formats.__path__)))
"""The names of all forms."""


def exporter_for(name: str) -> Exporter:
    """The form with a name. What it needs is loaded; raises `MissingExtraError` when used, where that is missing."""
    module = import_module(f"{formats.__name__}.{name}")
    return Exporter(module.export, module.SUFFIX, getattr(module, "EDITED", False), getattr(module, "WHOLE", False))
