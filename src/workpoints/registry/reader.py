"""Registry files: YAML to entries, with every fault by line and reason. Reading needs no pydantic."""

from __future__ import annotations

import pathlib
import re
from typing import Any

from workpoints.diagnostics import Diagnostic
from workpoints.readers import ReadError, read_text
from workpoints.registry.checks import faults_of
from workpoints.registry.entries import Contents, Entry, Group, Jurisdiction
from workpoints.registry.registry import Registry
from workpoints.registry.shipped import shipped_index
from workpoints.source import Span
from workpoints.yaml_reader import Document, Path, Shape, place_of, read_document

__all__ = ["SHAPE", "check_registry", "holds_registry", "load_registry", "read_registry"]

SHAPE = Shape(
    mappings=frozenset({"sources"}),
    lists_of_mappings=frozenset({"jurisdictions", "units", "groups"}),
    lists_of_texts=frozenset({"short", "aliases", "levels", "merged_into", "source", "members"}),
    texts_or_lists=frozenset(),
    scalars={"schema_version": int},
    required={"jurisdictions": ("name", "level"), "units": ("name",), "groups": ("name",)},
)


_NOTICE = re.compile("^(?:header|plan):", re.MULTILINE)


def holds_registry(text: str) -> bool:
    """Whether a YAML text is a unit registry and not a notice, by its keys at the top."""
    if _NOTICE.search(text):  # told at once, for most files are notices
        return False
    keys = set(read_document(text, marks=False, shape=SHAPE).data)
    return bool(keys & SHAPE.lists_of_mappings) and not keys & {"header", "plan"}


def read_registry(text: str, *, shipped: bool = True) -> tuple[Registry, list[Diagnostic]]:
    """The registry of a file and the faults of the file; names may refer to entries of the shipped registry too."""
    document = read_document(text, marks=False, shape=SHAPE)
    data: Any = document.data
    contents = Contents() if document.faults else _contents(data)
    registry = Registry(contents, shipped_index() if shipped else None)
    problems = [] if document.faults else list(faults_of(data, contents, registry))
    if not problems:
        return registry, document.faults
    placed = read_document(text, shape=SHAPE)
    faults = [Diagnostic(code, _place(placed, code, path), {**arguments}) for path, code, arguments in problems]
    return registry, sorted(faults, key=lambda fault: fault.span)


def _place(document: Document, code: str, path: Path) -> Span:
    """Where a problem stands: at the key that is unknown, or at the value."""
    return document.key_span(path) if code == "WP505" else document.span_of(path)


def check_registry(text: str) -> list[Diagnostic]:
    """The faults of a registry file, in its order."""
    return read_registry(text)[1]


def load_registry(path: pathlib.Path | None) -> Registry:
    """The shipped registry, with a project's file over it where there is one.

    Raises `ReadError` with file, line and reason where the file is damaged.
    """
    if path is None:
        return Registry(Contents(), shipped_index())
    text = read_text(path)
    registry, faults = read_registry(text)
    if faults:
        raise ReadError(f"{path}:{place_of(text, faults[0])}", faults[0].message)
    return registry


def _contents(data: Any) -> Contents:
    return Contents(
        tuple(_record(Jurisdiction, row) for row in data.get("jurisdictions", ())),
        tuple(_record(Entry, row) for row in data.get("units", ())),
        tuple(_record(Group, row) for row in data.get("groups", ())),
    )


def _record(kind: Any, row: dict[str, Any]) -> Any:
    """A mapping as a record; keys that it does not know are faults, told elsewhere."""
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return kind(**{key: value for key, value in known.items() if key in kind._fields})
