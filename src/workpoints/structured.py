"""Structured files: a notice as YAML, checked against the file format and written the same way each time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from workpoints.yaml_reader import Document, Fault, read_document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from workpoints.document import NoticeData
    from workpoints.model import Notice

__all__ = [
    "Document",
    "Fault",
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
def _notice_format() -> TypeAdapter[NoticeData]:
    """The file format for checking; built once, as that takes longer than checking a notice."""
    from pydantic import TypeAdapter

    from workpoints.document import NoticeData

    return TypeAdapter(NoticeData)


def validate(document: Document) -> list[Fault]:
    """All faults of a structured file against the file format, in the order of the file."""
    from pydantic import ValidationError

    faults = list(document.faults)
    if any(fault.code == "WP501" for fault in faults):
        return faults
    broken = {fault.mark for fault in faults}
    try:
        _notice_format().validate_python(document.data, strict=True)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            path = problem["loc"]
            mark = document.mark_of(path)
            if mark not in broken:
                where = ".".join(str(step) for step in path) or "document"
                faults.append(Fault("WP502", mark, {"path": where, "reason": problem["msg"]}))
    return sorted(faults, key=lambda fault: fault.mark)


def json_schema() -> dict[str, Any]:
    """The file format as a JSON Schema, draft 2020-12."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | _notice_format().json_schema()


class InvalidDocumentError(ValueError):
    """A structured file that does not keep to the file format; `faults` says where and why."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        first = faults[0]
        super().__init__(f"{first.mark.line}:{first.mark.column}: {first.message}")


def load(text: str) -> Notice:
    """The notice in the text of a structured file. Raises `InvalidDocumentError`."""
    from workpoints.convert import from_data

    document = read_document(text)
    if faults := validate(document):
        raise InvalidDocumentError(faults)
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
        return _Quoted(value) if key in _QUOTED else _Block(value) if "\n" in value else value
    return value
