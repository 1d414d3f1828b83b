"""Structured files: a notice as YAML, read with the place of every value and written the same way each time.

A value is the text that stands there, whatever YAML 1.1 would make of `1.10`, `no` or `2023-05-22`; the few keys with
another type are listed below. A key that stands twice is a fault. Reading needs no pydantic, so queries start quickly;
`validate` checks the whole format with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import yaml

from workpoints.i18n import N_, translate

if TYPE_CHECKING:
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

# Keys whose values are no texts. A key has one type wherever it stands.
_MAPPINGS = frozenset({"source", "header", "plan", "duty", "deadline"})
_LISTS_OF_MAPPINGS = frozenset({"rules", "children", "clauses", "references"})
_LISTS_OF_TEXTS = frozenset({"addressees", "parties", "lead", "responsible", "support", "guide"})
_SCALARS: dict[str, Callable[[str], object]] = {
    "schema_version": int,
    "open_ended": lambda text: {"true": True, "false": False}[text],
    "issued_on": dt.date.fromisoformat,
    "printed_on": dt.date.fromisoformat,
    "date": dt.date.fromisoformat,
}
# Keys without which the answers to questions make no sense.
_REQUIRED = {"children": ("id", "label"), "rules": ("kind", "text", "from")}
# Texts that are quoted even where YAML would not need it, because people would read them as numbers.
_QUOTED = frozenset({"id", "label", "document_number", "number", "from", "sha256"})

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value begins and ends: lines and columns from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fault(NamedTuple):
    """Something wrong with a structured file."""

    code: str
    mark: Mark
    arguments: dict[str, str]

    @property
    def message(self) -> str:
        """The reason, in the language in use."""
        from workpoints.diagnostics import CODES

        arguments = self.arguments | {"reason": translate(self.arguments.get("reason", ""))}
        return translate(CODES[self.code].message).format(**arguments)


class Document(NamedTuple):
    """The content of a structured file. Where there are faults, `data` holds what could be read."""

    data: NoticeData
    marks: dict[Path, Mark]
    """Path of keys and indexes → where the value stands."""
    faults: list[Fault]


def read_document(text: str, *, marks: bool = True) -> Document:
    """Read a structured file and check its shape: every key holds a text, a list or a mapping as it should.

    Without `marks` only the faults have places, and reading is quicker.
    """
    reader = _Reader(marks=marks)
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        mark = Mark(place.line + 1, place.column + 1, place.line + 1, place.column + 2) if place else Mark(1, 1, 1, 1)
        reader.faults.append(Fault("WP501", mark, {"reason": _advice(error.problem or str(error))}))
        root = None
    except (yaml.YAMLError, RecursionError) as error:
        reader.faults.append(Fault("WP501", Mark(1, 1, 1, 1), {"reason": str(error).splitlines()[0]}))
        root = None
    try:
        data = reader.mapping(root, ()) if root is not None else {}
    except RecursionError:
        reader.faults.append(Fault("WP501", Mark(1, 1, 1, 1), {"reason": _TOO_DEEP}))
        data = {}
    if root is None and not reader.faults:
        reader.faults.append(Fault("WP501", Mark(1, 1, 1, 1), {"reason": N_("the file is empty")}))
    return Document(cast("NoticeData", data), reader.marks, reader.faults)


_TOO_DEEP = N_("nested too deeply, or within itself")
_DEEPEST = 200


_DEEP = re.compile(rf"^ {{{4 * _DEEPEST}}}|(?:- ){{{_DEEPEST}}}|(?:[\[{{][^\[\]{{}}]*){{{_DEEPEST}}}", re.MULTILINE)


def _refuse_depth(text: str) -> None:
    """Raise RecursionError where a text is nested deeper than any plan, before the library runs out of stack."""
    if _DEEP.search(text):
        raise RecursionError(_TOO_DEEP)


# What the YAML library says → what the writer of the file has to do.
_ADVICE = {
    "mapping values are not allowed": N_("a text with a colon and a blank in it has to stand in quotation marks"),
    "found character that cannot start any token": N_(
        "a tab, @ or ` cannot stand here: indent with blanks, quote the text"
    ),
    "found a tab character": N_("a tab, @ or ` cannot stand here: indent with blanks, quote the text"),
    "did not find expected key": N_("indentation or a bracket is not right here"),
}


def _advice(problem: str) -> str:
    return next((advice for words, advice in _ADVICE.items() if words in problem), problem)


class _Reader:
    """Builds plain data from YAML nodes, by the types of the keys."""

    def __init__(self, *, marks: bool) -> None:
        self.keep_marks = marks
        self.seen: set[int] = set()
        self.marks: dict[Path, Mark] = {}
        self.faults: list[Fault] = []

    def fault(self, node: yaml.Node, path: Path, reason: str, code: str = "WP502") -> None:
        """Record a fault at a node."""
        where = ".".join(str(step) for step in path) or "document"
        self.faults.append(Fault(code, _mark(node), {"path": where, "reason": reason}))

    def mark(self, node: yaml.Node, path: Path) -> None:
        """Note where a value stands."""
        if self.keep_marks:
            self.marks[path] = _mark(node)

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        """A mapping with each value of its key's type."""
        data: dict[str, Any] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, path, N_("a mapping is expected"))
            return data
        if len(path) > _DEEPEST or id(node) in self.seen:
            raise RecursionError(_TOO_DEEP)
        self.seen.add(id(node))
        self.mark(node, path)
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if not key:
                self.fault(key_node, path, N_("a key is expected"))
            elif key in data:
                self.faults.append(Fault("WP503", _mark(key_node), {"key": key}))
            else:
                data[key] = self.value(value_node, (*path, key), key)
        for required in _REQUIRED.get(str(path[-2]) if len(path) > 1 else "", ()):
            if required not in data:
                self.fault(node, (*path, required), N_("is missing"))
                data[required] = ""
        return data

    def value(self, node: yaml.Node, path: Path, key: str) -> object:
        """The value of a key."""
        if key in _MAPPINGS:
            return self.mapping(node, path)
        if key in _LISTS_OF_MAPPINGS or key in _LISTS_OF_TEXTS:
            if not isinstance(node, yaml.SequenceNode):
                self.fault(node, path, N_("a list is expected"))
                return []
            self.mark(node, path)
            build = self.mapping if key in _LISTS_OF_MAPPINGS else self.text
            return [build(item, (*path, k)) for k, item in enumerate(node.value)]
        return self.text(node, path, _SCALARS.get(key, str))

    def text(self, node: yaml.Node, path: Path, convert: Callable[[str], object] = str) -> object:
        """A scalar."""
        self.mark(node, path)
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, path, N_("a text is expected"))
            return ""
        try:
            return convert(node.value)
        except (ValueError, KeyError):
            return node.value


def _mark(node: yaml.Node) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def validate(document: Document) -> list[Fault]:
    """All faults of a structured file against the file format, in the order of the file."""
    from pydantic import TypeAdapter, ValidationError

    from workpoints.document import NoticeData

    faults = list(document.faults)
    if any(fault.code == "WP501" for fault in faults):
        return faults
    broken = {fault.mark for fault in faults}
    try:
        TypeAdapter(NoticeData).validate_python(document.data, strict=True)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            path = problem["loc"]
            mark = _nearest(document.marks, path)
            if mark not in broken:
                where = ".".join(str(step) for step in path) or "document"
                faults.append(Fault("WP502", mark, {"path": where, "reason": problem["msg"]}))
    return sorted(faults, key=lambda fault: fault.mark)


def json_schema() -> dict[str, Any]:
    """The file format as a JSON Schema, draft 2020-12."""
    from pydantic import TypeAdapter

    from workpoints.document import NoticeData

    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | TypeAdapter(NoticeData).json_schema()


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


def _nearest(marks: dict[Path, Mark], path: Path) -> Mark:
    """The place of a value, or of the nearest mapping around a value that is missing."""
    while path and path not in marks:
        path = path[:-1]
    return marks.get(path, Mark(1, 1, 1, 1))


class _Quoted(str):
    """A text that is written in quotation marks."""

    __slots__ = ()


class _Block(str):
    """A text of several paragraphs, written as a block."""

    __slots__ = ()


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
