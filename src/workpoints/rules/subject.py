"""A file under check: its text, what reading it gave, and the parts of the notice in it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workpoints.convert import to_data
from workpoints.diagnostics import Diagnostic
from workpoints.leaves import Change
from workpoints.model import ROLES, Duty, Item, Notice, Party, Section
from workpoints.review import Renewed, renewed
from workpoints.rules.places import offsets, span_at
from workpoints.rules.rule import Kind, Remark
from workpoints.rules.silences import Silence
from workpoints.source import Source, Span
from workpoints.yaml_reader import Document, Path

if TYPE_CHECKING:
    from workpoints.document import NoticeData
    from workpoints.parser import Parsed
    from workpoints.registry.registry import Registry
    from workpoints.registry.resolution import Home, Resolution

__all__ = ["Assigned", "Mention", "Named", "Project", "Subject"]


@dataclass(frozen=True)
class Project:
    """What a check knows beside the file: the unit registry, and where raw notices and structured files are."""

    units: pathlib.Path | None = None
    raw: pathlib.Path | None = None
    structured: pathlib.Path | None = None
    encoding: str | None = None
    """Of raw notices."""
    silences: tuple[Silence, ...] = ()
    """Those of the settings."""

    @cached_property
    def registry(self) -> Registry:
        """The registry of the project over the shipped one; the shipped one alone where the project's is damaged."""
        from workpoints.readers import ReadError  # noqa: PLC0415 - only rules on units need a registry
        from workpoints.registry.reader import load_registry  # noqa: PLC0415

        try:
            return load_registry(self.units)
        except ReadError:  # which the check of that file tells
            return load_registry(None)


class Assigned(NamedTuple):
    """A duty, the part of the plan that has it, and its path."""

    path: Path
    node: Section | Item
    duty: Duty


class Named(NamedTuple):
    """A party of a duty, its role, and its path."""

    path: Path
    role: str
    party: Party
    duty: Duty


class Mention(NamedTuple):
    """A name in a notice: where it stands first, what it means, and how often it stands."""

    path: Path
    name: str
    found: Resolution
    times: int


@dataclass(eq=False)
class Subject:
    """A file under check."""

    path: str
    kind: Kind
    source: Source
    """The text of the file."""
    remarks: list[Diagnostic] = field(default_factory=list)
    """What reading the file gave to say."""
    notice: Notice | None = None
    """The notice, where the file holds one that can be read."""
    document: Document | None = None
    """The content of a structured file, with its places."""
    origin: Parsed | None = None
    """What the raw notice of a structured file is read as."""
    project: Project = field(default_factory=Project)
    silences: list[Silence] = field(default_factory=list)
    unused: list[Silence] = field(default_factory=list)
    """The silences that silenced nothing, once the other rules have run."""
    followed: dict[Path, list[int]] = field(default_factory=dict)
    """Path of a text → where each of its characters stands in the file."""

    def told(self, code: str) -> Iterator[Remark]:
        """What the reading of the file has to say under a code."""
        return (Remark(each.span, each.arguments) for each in self.remarks if each.code == code)

    def span_of(self, remark: Remark) -> Span:
        """The place of a remark in the text of the file."""
        if isinstance(remark.at, Span):
            return remark.at
        if self.document:
            span = self.document.span_of(remark.at)
        else:
            span = span_at(self.notice, remark.at) if self.notice else Span(0, 0)
        places = self.offsets(remark.at, span) if remark.part else []
        if not places or not remark.part:
            return span
        start, end = remark.part
        return Span(places[start], places[max(start, end - 1)] + 1)

    def offsets(self, path: Path, span: Span) -> list[int]:
        """Where each character of a text of the notice stands; empty where that cannot be told."""
        if path not in self.followed:
            noise = tuple(each.span for each in self.notice.noise if each.span) if self.notice else ()
            self.followed[path] = offsets(self.source.text, span, self.value(path), noise)
        return self.followed[path]

    def value(self, path: Path) -> str:
        """The text at a path of the tree of the notice."""
        node: object = self.notice
        for step in path:
            node = node[step] if isinstance(step, int) else getattr(node, step)  # type: ignore[index]
        return _named(node, self.kind) if isinstance(node, Party) else str(node)

    @cached_property
    def parts(self) -> list[tuple[Path, Section | Item]]:
        """Every section and item with its path, in reading order."""
        if not self.notice:
            return []
        return list(_parts(("plan", "children"), self.notice.plan.children))

    @cached_property
    def duties(self) -> list[Assigned]:
        """Every duty with its path, in reading order."""
        return [
            Assigned((*path, "clauses", k, "duty"), node, clause.duty)
            for path, node in self.parts
            for k, clause in enumerate(node.clauses)
            if clause.duty
        ]

    @cached_property
    def parties(self) -> list[Named]:
        """Every party of every duty with its path, role by role."""
        return [
            Named((*path, role, k), role, party, duty)
            for path, _, duty in self.duties
            for role in ROLES
            for k, party in enumerate(getattr(duty, role))
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Each name of one office in a notice once, in reading order."""
        paths: dict[str, list[Path]] = {}
        for path, _, party, _ in self.parties:
            if party.kind == "unit":
                paths.setdefault(party.name, []).append(path)
        resolve = self.project.registry.resolve
        return [Mention(places[0], name, resolve(name, self.home), len(places)) for name, places in paths.items()]

    @cached_property
    def texts(self) -> list[tuple[Path, str]]:
        """Every text that a person wrote as prose, with its path: titles, tasks, preamble and closing."""
        if not self.notice:
            return []
        plan, found = self.notice.plan, list[tuple[Path, str]]()
        found += [(("plan", name), value) for name in ("title", "preamble") if (value := getattr(plan, name))]
        for path, node in self.parts:
            if node.title:
                found.append(((*path, "title"), node.title))
            found += [((*path, "clauses", k, "text"), clause.text) for k, clause in enumerate(node.clauses)]
        if plan.closing:
            found.append((("plan", "closing"), plan.closing))
        return [(path, text) for path, text in found if text]

    @cached_property
    def reading(self) -> NoticeData | None:
        """What the source of a structured file is read as, where it is at hand."""
        return to_data(self.origin.notice) if self.origin else None

    @cached_property
    def is_as_read(self) -> bool:
        """Whether a structured file holds what its source is read as, and nothing that a person has added."""
        if not (self.document and self.reading):
            return False
        data = self.document.data
        return all(data.get(key) == self.reading.get(key) for key in ("header", "plan", "corrections", "reviewed"))

    @cached_property
    def renewed(self) -> Renewed | None:
        """What a structured file is when it is made anew from its source, where that is at hand and differs."""
        if self.is_as_read or not (self.document and self.reading):
            return None
        return renewed(self.document.data, self.reading)

    @cached_property
    def changes(self) -> list[Change]:
        """Where a structured file differs from what it is when it is made anew."""
        return self.renewed.changes if self.renewed else []

    @cached_property
    def issuer(self) -> str:
        """Who issued the notice, as far as it says so itself; empty where it does not."""
        if not self.notice:
            return ""
        header = self.notice.header
        return header.issuing_body or header.signature or ""

    @cached_property
    def home(self) -> Home:
        """Where the notice is from, for the registry."""
        return self.project.registry.home_of(self.issuer)


def _named(party: Party, kind: Kind) -> str:
    """The name of a party as its file has it."""
    return party.written if kind == "raw" else party.name


def _parts(path: Path, nodes: tuple[Section | Item, ...]) -> Iterator[tuple[Path, Section | Item]]:
    for k, node in enumerate(nodes):
        own = (*path, k)
        yield own, node
        if isinstance(node, Section):
            yield from _parts((*own, "children"), node.children)
