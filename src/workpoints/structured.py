"""Structured files: a notice as YAML, checked against the file format and written the same way each time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from workpoints.diagnostics import Diagnostic
from workpoints.i18n import N_, translate
from workpoints.yaml_reader import Document, Path, place_of, read_document

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

    from workpoints.model import Notice

__all__ = [
    "Document",
    "InvalidDocumentError",
    "dump",
    "dump_yaml",
    "json_schema",
    "load",
    "read_document",
    "validate",
]

# Texts that are quoted even where YAML would not need it, because people would read them as numbers.
_QUOTED = frozenset({"id", "label", "document_number", "number", "from", "sha256"})


@cache
def _format(kind: type | None) -> TypeAdapter[Any]:
    """A file format for checking; built once, as that takes longer than checking a file."""
    from pydantic import TypeAdapter

    from workpoints.document import NoticeData

    return TypeAdapter(kind or NoticeData)


def validate(document: Document, kind: type | None = None) -> list[Diagnostic]:
    """All faults of a file against its format, in the order of the file; without a format, against that of a notice."""
    from pydantic import ValidationError

    faults = list(document.faults)
    if any(fault.code == "WP501" for fault in faults) or (faults and not document.data):
        return faults
    try:
        _format(kind).validate_python(document.data, strict=True)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        unknown = {_where(each["loc"]) for each in problems if each["type"] == "extra_forbidden"}
        faults = [each for each in faults if not _is_below(each.arguments.get("path"), unknown)]
        broken = {str(each.arguments.get("path")) for each in faults}
        faults += [_fault(document, each) for each in problems if not _is_below(_where(each["loc"]), broken)]
    return sorted(faults, key=lambda fault: fault.span)


def _where(path: Path) -> str:
    """A path in one word; that of the whole file is `document`."""
    return ".".join(map(str, path)) or "document"


def _is_below(path: str | int | None, above: set[str]) -> bool:
    """Whether a path, or one above it, is among others: what is wrong there has been told."""
    steps = str(path).split(".")
    return bool(above) and any(".".join(steps[: k + 1]) in above for k in range(len(steps)))


_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What pydantic finds → what the writer of the file is told; the context of the error fills the braces.
_REASONS = {
    "missing": N_("is missing"),
    "literal_error": N_("has to be {expected}"),
    "string_type": N_("a text is expected"),
    "bool_type": N_("true or false is expected"),
    "date_type": N_("a day is expected, such as 2023-05-22"),
    "too_short": N_("a list with at least one entry is expected"),
}


def _fault(document: Document, problem: ErrorDetails) -> Diagnostic:
    """What is wrong with one value, or one key."""
    path = problem["loc"]
    if problem["type"] == "extra_forbidden":
        return Diagnostic("WP505", document.key_span(path), {"key": str(path[-1])})
    reason = translate(_REASONS.get(problem["type"], problem["msg"])).format(**problem.get("ctx", {}))
    if problem["type"] == "date_type" and _DAY.fullmatch(str(problem["input"])):
        reason = N_("there is no such day")
    place = document.place_of_missing(path) if problem["type"] == "missing" else document.span_of(path)
    return Diagnostic("WP502", place, {"path": _where(path), "reason": reason})


def json_schema() -> dict[str, Any]:
    """The file format as a JSON Schema, draft 2020-12."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | _format(None).json_schema()


class InvalidDocumentError(ValueError):
    """A structured file that does not keep to the file format; `faults` says where and why."""

    def __init__(self, text: str, faults: list[Diagnostic]) -> None:
        self.faults = faults
        super().__init__(f"{place_of(text, faults[0])}: {faults[0].message}")


def load(text: str) -> Notice:
    """The notice in the text of a structured file. Raises `InvalidDocumentError`."""
    from workpoints.convert import from_data

    document = read_document(text)
    if faults := validate(document):
        raise InvalidDocumentError(text, faults)
    return from_data(document.data)


def dump(notice: Notice) -> str:
    """The text of the structured file for a notice; `dump(load(text)) == text` for every text that it makes."""
    from workpoints.convert import to_data

    return dump_yaml(to_data(notice))


class _Quoted(str):
    """A text that is written in quotation marks."""

    __slots__ = ()


class _Block(str):
    """A text of several paragraphs, written as a block."""

    __slots__ = ()


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The one way in which structured files are written."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write every value in full, also one that stands twice."""
        return True


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")
)
_Dumper.add_representer(
    _Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")
)


def dump_yaml(data: Mapping[str, Any]) -> str:
    """The YAML text of data: keys in their order, one line a value, the same bytes for the same data."""
    text: str = yaml.dump(
        _styled(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**30, default_flow_style=False
    )
    return text


def _styled(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _styled(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_styled(item) for item in value]
    if isinstance(value, str):
        return _Block(value) if "\n" in value else _Quoted(value) if key in _QUOTED else value
    return value
