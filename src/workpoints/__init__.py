"""Read the work plans of Chinese governments: who leads, who is responsible, who supports.

    parsed = workpoints.parse(text)
    for part in parsed.notice.plan.walk(): ...

`parse` reads any text; `read` gives the source of a file; `load` and `dump` are for structured YAML files; `check`
gives the findings on a file; `diff` tells what changed between two notices, and `apply` makes the changes;
`align` finds the tasks of a lower plan that take up those of an upper one, `history` follows tasks through the years;
`export` makes ledgers, documents and pages; `load_registry` gives the registry that tells which office a name means.
Names are loaded on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workpoints.accounting import Piece, pieces
    from workpoints.alignment.align import align
    from workpoints.alignment.result import Alignment
    from workpoints.compare.apply import apply, bare
    from workpoints.compare.change import Change, Kind
    from workpoints.compare.diff import diff
    from workpoints.convert import from_data, to_data
    from workpoints.diagnostics import Diagnostic
    from workpoints.exporters.export import export
    from workpoints.model import Clause, Deadline, Duty, Header, Item, Notice, Party, Plan, Reference, Rule, Section
    from workpoints.parser import Parsed, parse
    from workpoints.readers import ReadError, read
    from workpoints.registry.reader import load_registry
    from workpoints.registry.registry import Registry
    from workpoints.registry.resolution import Home, Resolution, Unit
    from workpoints.rules import Finding, Project, check
    from workpoints.source import Position, Source, Span
    from workpoints.structured import InvalidDocumentError, dump, load
    from workpoints.years.history import History, history

__all__ = [
    "Alignment",
    "Change",
    "Clause",
    "Deadline",
    "Diagnostic",
    "Duty",
    "Finding",
    "Header",
    "History",
    "Home",
    "InvalidDocumentError",
    "Item",
    "Kind",
    "Notice",
    "Parsed",
    "Party",
    "Piece",
    "Plan",
    "Position",
    "Project",
    "ReadError",
    "Reference",
    "Registry",
    "Resolution",
    "Rule",
    "Section",
    "Source",
    "Span",
    "Unit",
    "align",
    "apply",
    "bare",
    "check",
    "diff",
    "dump",
    "export",
    "from_data",
    "history",
    "load",
    "load_registry",
    "parse",
    "pieces",
    "read",
    "to_data",
]

_HOMES = {
    "convert": ("from_data", "to_data"),
    "diagnostics": ("Diagnostic",),
    "model": (
        "Clause",
        "Deadline",
        "Duty",
        "Header",
        "Item",
        "Notice",
        "Party",
        "Plan",
        "Reference",
        "Rule",
        "Section",
    ),
    "parser": ("Parsed", "parse"),
    "accounting": ("Piece", "pieces"),
    "alignment.align": ("align",),
    "alignment.result": ("Alignment",),
    "compare.apply": ("apply", "bare"),
    "compare.change": ("Change", "Kind"),
    "compare.diff": ("diff",),
    "exporters.export": ("export",),
    "readers": ("ReadError", "read"),
    "registry.reader": ("load_registry",),
    "registry.registry": ("Registry",),
    "registry.resolution": ("Home", "Resolution", "Unit"),
    "rules": ("Finding", "Project", "check"),
    "source": ("Position", "Source", "Span"),
    "structured": ("InvalidDocumentError", "dump", "load"),
    "years.history": ("History", "history"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
