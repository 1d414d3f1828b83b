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

from workpoints.diagnostics import Diagnostic
from workpoints.i18n import N_
from workpoints.source import Source, Span
from workpoints.yaml_loader import LOADER

if TYPE_CHECKING:
    from workpoints.document import NoticeData

__all__ = ["NOTICE", "Document", "Path", "Shape", "place_of", "read_document"]

Path = tuple[str | int, ...]


class Shape(NamedTuple):
    """What the keys of a kind of file hold, where it is no text. A key has one type wherever it stands."""

    mappings: frozenset[str]
    lists_of_mappings: frozenset[str]
    lists_of_texts: frozenset[str]
    texts_or_lists: frozenset[str]
    """Keys that hold a text or a list of texts."""
    scalars: dict[str, Callable[[str], object]]
    """Key → how its text is read."""
    required: dict[str, tuple[str, ...]]
    """List → keys without which its mappings make no sense."""


NOTICE = Shape(
    mappings=frozenset({"source", "header", "plan", "duty", "deadline"}),
    lists_of_mappings=frozenset({"rules", "children", "clauses", "references", "corrections"}),
    lists_of_texts=frozenset({"addressees", "parties", "lead", "responsible", "support", "guide"}),
    texts_or_lists=frozenset({"was", "now"}),
    scalars={
        "schema_version": int,
        "open_ended": lambda text: {"true": True, "false": False}[text],
        "issued_on": dt.date.fromisoformat,
        "printed_on": dt.date.fromisoformat,
        "date": dt.date.fromisoformat,
    },
    required={"children": ("id", "label"), "rules": ("kind", "text", "from"), "corrections": ("field",)},
)
"""The structured file of a notice."""


class Document(NamedTuple):
    """The content of a structured file. Where there are faults, `data` holds what could be read."""

    data: NoticeData
    nodes: dict[Path, yaml.Node]
    """Path of keys and indexes → the value in the file."""
    keys: dict[Path, yaml.Node]
    """Path of a value → its key in the file."""
    plain: dict[Path, str]
    """Path → the text of a value that stands without quotation marks."""
    faults: list[Diagnostic]

    def span_of(self, path: Path) -> Span:
        """The place of a value, or of the nearest mapping around a value that is missing."""
        while path and path not in self.nodes:
            path = path[:-1]
        return _span(self.nodes[path]) if path in self.nodes else Span(0, 0)

    def key_span(self, path: Path) -> Span:
        """The place of the key of a value, or of the value where it has none."""
        return _span(self.keys[path]) if path in self.keys else self.span_of(path)

    def place_of_missing(self, path: Path) -> Span:
        """The first key of the mapping in which a key is missing."""
        above: Any = self.data
        for step in path[:-1]:
            above = above[step]
        first = (*path[:-1], next(iter(above), ""))
        return self.key_span(first) if first in self.keys else self.span_of(path)


def place_of(text: str, fault: Diagnostic) -> str:
    """Line and column of a fault in the text of its file, as `line:column`."""
    return ":".join(map(str, Source("", text).position(fault.span.start)))


def read_document(text: str, *, marks: bool = True, shape: Shape = NOTICE) -> Document:
    """Read a structured file and check its shape: every key holds a text, a list or a mapping as it should.

    Without `marks` only the faults have places, and reading is quicker.
    """
    reader = _Reader(shape, marks=marks)
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=LOADER)
        data = reader.mapping(root, ()) if root is not None else {}
        if root is None:
            reader.faults.append(_no_yaml(Span(0, 0), N_("the file is empty")))
        if not reader.faults and _MAYBE_TAG.search(text):
            reader.faults += _tagged(text)
    except yaml.YAMLError as error:
        from workpoints.yaml_advice import advised

        data = {}
        reader.faults.append(_no_yaml(*advised(text, error)))
    except RecursionError:
        data = {}
        reader.faults.append(_no_yaml(Span(0, 0), _TOO_DEEP))
    return Document(cast("NoticeData", data), reader.nodes, reader.keys, reader.plain, reader.faults)


_MAYBE_TAG = re.compile(r"[:\-\[,{]\s+[&!]|[\[,{][&!]")


def _tagged(text: str) -> list[Diagnostic]:
    """A fault for each word that YAML would leave out of a value."""
    from workpoints.yaml_advice import names_and_tags

    reason = N_("a text that begins with & or ! has to stand in quotation marks")
    return [_no_yaml(place, reason) for place in names_and_tags(text)]


_TOO_DEEP = N_("nested too deeply")
_DEEPEST = 200
_DEEP_SIGNS = ("- " * _DEEPEST, " " * 4 * _DEEPEST)


def _refuse_depth(text: str) -> None:
    """Raise RecursionError where a text is nested deeper than any plan, before the library runs out of stack."""
    if text.count("[") + text.count("{") < _DEEPEST and not any(sign in text for sign in _DEEP_SIGNS):
        return
    deep = rf"^ {{{4 * _DEEPEST}}}|(?:- ){{{_DEEPEST}}}|(?:[\[{{][^\[\]{{}}]*){{{_DEEPEST}}}"
    if re.search(deep, text, re.MULTILINE):
        raise RecursionError(_TOO_DEEP)


def _no_yaml(span: Span, reason: str) -> Diagnostic:
    return Diagnostic("WP501", span, {"reason": reason})


class _Reader:
    """Builds plain data from YAML nodes, by the types of the keys."""

    def __init__(self, shape: Shape, *, marks: bool) -> None:
        self.shape = shape
        self.keep_marks = marks
        self.seen: set[int] = set()
        self.nodes: dict[Path, yaml.Node] = {}
        self.keys: dict[Path, yaml.Node] = {}
        self.plain: dict[Path, str] = {}
        self.faults: list[Diagnostic] = []

    def fault(self, node: yaml.Node, path: Path, reason: str) -> None:
        """Record a fault at a node, or at the first key or entry of one that has lines of its own."""
        where = ".".join(str(step) for step in path) or "document"
        self.faults.append(Diagnostic("WP502", _span(_head(_head(node))), {"path": where, "reason": reason}))

    def mark(self, node: yaml.Node, path: Path) -> None:
        """Note where a value stands."""
        if self.keep_marks:
            self.nodes[path] = node

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        """A mapping with each value of its key's type."""
        data: dict[str, Any] = {}
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, path, N_("keys are expected, each with a colon, a blank and a value"))
            return data
        if len(path) > _DEEPEST:
            raise RecursionError(_TOO_DEEP)
        if id(node) in self.seen:
            self.faults.append(_no_yaml(_span(_head(node)), N_("named (&) and used again (*): write it out each time")))
            return data
        self.seen.add(id(node))
        self.mark(node, path)
        for key_node, value_node in node.value:
            self.entry(data, key_node, value_node, path)
        for required in self.shape.required.get(str(path[-2]) if len(path) > 1 else "", ()):
            if required not in data:
                self.fault(node, (*path, required), N_("is missing"))
                data[required] = ""
        return data

    def entry(self, data: dict[str, Any], key_node: yaml.Node, value_node: yaml.Node, path: Path) -> None:
        """One key of a mapping and its value, put into its data."""
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            self.fault(key_node, path, N_("a key is expected"))
        elif key != key.strip():
            self.fault(key_node, (*path, key.strip()), N_("a key begins with a letter: indent with ordinary blanks"))
        elif key in data:
            self.faults.append(Diagnostic("WP503", _span(key_node), {"key": key}))
        else:
            if self.keep_marks:
                self.keys[*path, key] = key_node
            data[key] = self.value(value_node, (*path, key), key)

    def value(self, node: yaml.Node, path: Path, key: str) -> object:
        """The value of a key."""
        shape = self.shape
        if key in shape.mappings:
            return self.mapping(node, path)
        of_mappings = key in shape.lists_of_mappings
        is_list = key in shape.lists_of_texts or (key in shape.texts_or_lists and isinstance(node, yaml.SequenceNode))
        if not of_mappings and not is_list:
            return self.text(node, path, shape.scalars.get(key))
        if not isinstance(node, yaml.SequenceNode):
            self.fault(
                node, path, N_("a list is expected: entries between [ and ], or on lines that begin with - and a blank")
            )
            return []
        self.mark(node, path)
        build = self.mapping if of_mappings else self.text
        return [build(item, (*path, k)) for k, item in enumerate(node.value)]

    def text(self, node: yaml.Node, path: Path, convert: Callable[[str], object] | None = None) -> object:
        """A scalar: its text, or what that is read as."""
        self.mark(node, path)
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, path, _no_text(node))
            return ""
        if convert is None:
            if self.keep_marks and not node.style:
                self.plain[path] = node.value
            return node.value
        try:
            return convert(node.value)
        except (ValueError, KeyError):
            return node.value


def _head(node: yaml.Node) -> yaml.Node:
    """The first key or entry of a node that has lines of its own."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return node
    first: yaml.Node = node.value[0][0] if isinstance(node, yaml.MappingNode) else node.value[0]
    return first


def _no_text(node: yaml.Node) -> str:
    """Why a node is not the text that it may be meant for."""
    if isinstance(node, yaml.CollectionNode) and node.flow_style:
        return N_("a text is expected; one that begins with [ or { has to stand in quotation marks")
    if isinstance(node, yaml.SequenceNode):
        return N_("a text is expected, not a list")
    return N_("a text is expected; with a colon and a blank in it, it has to stand in quotation marks")


def _span(node: yaml.Node) -> Span:
    return Span(node.start_mark.index, node.end_mark.index)
