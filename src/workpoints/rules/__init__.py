"""Checks of notices, structured files and unit registries: findings, each with a code, a place and a reason."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import NamedTuple

from workpoints.diagnostics import CODES, Diagnostic, Severity
from workpoints.document import NodeData
from workpoints.parser import parse
from workpoints.readers import holds_structure, is_structured, read, read_text
from workpoints.registry.reader import check_registry, holds_registry
from workpoints.source import Source
from workpoints.structured import Document, Fault, read_document, validate

__all__ = ["Finding", "check", "check_source", "check_structured"]


class Finding(NamedTuple):
    """Something that `check` reports; lines and columns count from 1, the end is behind the last character."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str


def check(path: str | Path, *, encoding: str | None = None, registry: bool = False) -> list[Finding]:
    """The findings on a file, in its order; raises `ReadError` where it cannot be read.

    `registry` says that the file is meant as a unit registry, which is otherwise told by its content.
    """
    if is_structured(path):
        text = read_text(path)
        if registry or holds_registry(text):
            return [_from_fault(fault, str(path)) for fault in check_registry(text)]
        return check_structured(text, str(path))
    source = read(path, encoding=encoding)
    if holds_structure(source.text):
        return check_structured(source.text, str(path))
    return check_source(source, str(path))


def check_source(source: Source, path: str) -> list[Finding]:
    """The remarks on a raw notice."""
    return [_from_diagnostic(diagnostic, source, path) for diagnostic in parse(source).diagnostics]


def _from_diagnostic(diagnostic: Diagnostic, source: Source, path: str) -> Finding:
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    return Finding(diagnostic.code, diagnostic.severity, path, *start, *end, diagnostic.message)


def check_structured(text: str, path: str) -> list[Finding]:
    """The faults of a structured file: its YAML, its shape, its values, and ids that do not fit their place."""
    document = read_document(text)
    faults = validate(document)
    if not faults:
        faults = list(_misplaced(document))
    return [_from_fault(fault, path) for fault in faults]


def _from_fault(fault: Fault, path: str) -> Finding:
    return Finding(fault.code, CODES[fault.code].severity, path, *fault.mark, fault.message)


def _misplaced(document: Document) -> list[Fault]:
    """Ids that do not begin with the id of the part above, or that stand twice."""
    faults: list[Fault] = []
    seen: set[str] = set()
    waiting: deque[tuple[tuple[str | int, ...], str, NodeData]] = deque(
        (("plan", "children", k), "", node) for k, node in enumerate(document.data.get("plan", {}).get("children", []))
    )
    while waiting:
        path, above, node = waiting.popleft()
        own = node["id"]
        if own.rpartition(".")[0] != above or own in seen:
            expected = f"{above}.…" if above else "1, 2, …"
            faults.append(Fault("WP504", document.marks[(*path, "id")], {"id": own, "expected": expected}))
        seen.add(own)
        children = node.get("children", [])
        waiting += [((*path, "children", k), own, child) for k, child in enumerate(children)]
    return sorted(faults, key=lambda fault: fault.mark)
