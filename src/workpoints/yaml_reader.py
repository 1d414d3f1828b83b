"""Structured files as text: YAML read to plain data with the place of every value.

A value is the text that stands there, whatever YAML 1.1 would make of `1.10`, `no` or `2023-05-22`; the few keys with
another type are listed below. A key that stands twice is a fault, and so are aliases and nesting without end. Reading
needs no pydantic, so queries start quickly.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import yaml

from workpoints.i18n import N_, translate

if TYPE_CHECKING:
    from workpoints.document import NoticeData

__all__ = ["NOTICE", "Document", "Fault", "Mark", "Path", "Shape", "read_document"]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # which leaves every value the text that stands there
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


class Shape(NamedTuple):
    """What the keys of a kind of file hold, where it is no text. A key has one type wherever it stands."""

    mappings: frozenset[str]
    lists_of_mappings: frozenset[str]
    lists_of_texts: frozenset[str]
    scalars: dict[str, Callable[[str], object]]
    """Key → how its text is read."""
    required: dict[str, tuple[str, ...]]
    """List → keys without which its mappings make no sense."""


NOTICE = Shape(
    mappings=frozenset({"source", "header", "plan", "duty", "deadline"}),
    lists_of_mappings=frozenset({"rules", "children", "clauses", "references"}),
    lists_of_texts=frozenset({"addressees", "parties", "lead", "responsible", "support", "guide"}),
    scalars={
        "schema_version": int,
        "open_ended": lambda text: {"true": True, "false": False}[text],
        "issued_on": dt.date.fromisoformat,
        "printed_on": dt.date.fromisoformat,
        "date": dt.date.fromisoformat,
    },
    required={"children": ("id", "label"), "rules": ("kind", "text", "from")},
)
"""The structured file of a notice."""


class Document(NamedTuple):
    """The content of a structured file. Where there are faults, `data` holds what could be read."""

    data: NoticeData
    marks: dict[Path, Mark]
    """Path of keys and indexes → where the value stands."""
    faults: list[Fault]

    def mark_of(self, path: Path) -> Mark:
        """The place of a value, or of the nearest mapping around a value that is missing."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(1, 1, 1, 1))


def read_document(text: str, *, marks: bool = True, shape: Shape = NOTICE) -> Document:
    """Read a structured file and check its shape: every key holds a text, a list or a mapping as it should.

    Without `marks` only the faults have places, and reading is quicker.
    """
    reader = _Reader(shape, marks=marks)
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
_DEEP_SIGNS = ("- " * _DEEPEST, " " * 4 * _DEEPEST)


def _refuse_depth(text: str) -> None:
    """Raise RecursionError where a text is nested deeper than any plan, before the library runs out of stack."""
    if text.count("[") + text.count("{") < _DEEPEST and not any(sign in text for sign in _DEEP_SIGNS):
        return
    deep = rf"^ {{{4 * _DEEPEST}}}|(?:- ){{{_DEEPEST}}}|(?:[\[{{][^\[\]{{}}]*){{{_DEEPEST}}}"
    if re.search(deep, text, re.MULTILINE):
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

    def __init__(self, shape: Shape, *, marks: bool) -> None:
        self.shape = shape
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
        for required in self.shape.required.get(str(path[-2]) if len(path) > 1 else "", ()):
            if required not in data:
                self.fault(node, (*path, required), N_("is missing"))
                data[required] = ""
        return data

    def value(self, node: yaml.Node, path: Path, key: str) -> object:
        """The value of a key."""
        shape = self.shape
        if key in shape.mappings:
            return self.mapping(node, path)
        of_mappings = key in shape.lists_of_mappings
        if not of_mappings and key not in shape.lists_of_texts:
            return self.text(node, path, shape.scalars.get(key))
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, path, N_("a list is expected"))
            return []
        self.mark(node, path)
        build = self.mapping if of_mappings else self.text
        return [build(item, (*path, k)) for k, item in enumerate(node.value)]

    def text(self, node: yaml.Node, path: Path, convert: Callable[[str], object] | None = None) -> object:
        """A scalar: its text, or what that is read as."""
        if self.keep_marks:
            self.marks[path] = _mark(node)
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, path, N_("a text is expected"))
            return ""
        if convert is None:
            return node.value
        try:
            return convert(node.value)
        except (ValueError, KeyError):
            return node.value


def _mark(node: yaml.Node) -> Mark:
    start, end = node.start_mark, node.end_mark
    return Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
