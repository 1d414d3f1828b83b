"""Structured files: valid YAML, the keys and values of the file format, and ids that fit their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import yaml

from workpoints.document import NoticeData, keys_by_place
from workpoints.i18n import N_, translate
from workpoints.registry.document import RegistryData
from workpoints.registry.reader import SHAPE
from workpoints.rules.rule import YAML, Remark, rule
from workpoints.rules.subject import Subject
from workpoints.source import Span
from workpoints.yaml_reader import Document, Path, read_document

# What YAML 1.1 takes a value for → that in words.
_KINDS = {
    "tag:yaml.org,2002:int": N_("a number"),
    "tag:yaml.org,2002:float": N_("a number"),
    "tag:yaml.org,2002:bool": N_("true or false"),
    "tag:yaml.org,2002:timestamp": N_("a date"),
    "tag:yaml.org,2002:null": N_("nothing"),
}
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
"""First character of a value → what it may be taken for."""
_NOTHING = "tag:yaml.org,2002:null"
_DAYS = frozenset({"valid_from", "valid_to"})
"""Keys whose values may be dates to YAML, as they are days in any case."""
_SHORT_KEY = 6
"""In a shorter key one wrong letter is a slip, in a longer one two are."""


@rule("WP501", YAML)
def invalid_yaml(subject: Subject) -> Iterator[Remark]:
    """A file is valid YAML.

    Nothing of a file can be read that is none. The most common reasons are a tab, a colon and a blank inside a text, a
    full-width colon behind a key, and a bracket or a quotation mark that is not closed.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 工作要点: 2023年

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: '工作要点: 2023年'
    """
    for told in subject.told("WP501"):
        is_wide_colon = isinstance(told.at, Span) and _is_wide_colon(subject.source.text, told.at)
        yield told._replace(fix=": ") if is_wide_colon else told


def _is_wide_colon(text: str, place: Span) -> bool:
    """Whether a full-width colon stands behind one of the keys, so that it cannot be part of a text."""
    key = text[text.rfind("\n", 0, place.start) + 1 : place.start].strip(" -")
    known = (*keys_by_place(NoticeData).values(), *keys_by_place(RegistryData).values())
    return text[place.start : place.end] == "：" and any(key in keys for keys in known)


@rule("WP502", YAML)
def wrong_value(subject: Subject) -> Iterator[Remark]:
    """Every value is of the kind that the file format asks for, and no key is missing that it needs.

    A list where a text belongs, a day that does not exist or a part without its label cannot be read as what it was
    meant for. `workpoints schema` prints the format.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        header:
          issued_on: 2023-02-30

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        header:
          issued_on: 2023-02-28
    """
    if faults := list(subject.told("WP502")):
        document = _document(subject)
        unknown = {document.span_of(path) for path in _unknown_keys(subject)}
        for told in faults:
            if told.at not in unknown:
                where = _spoken(str(told.arguments.get("path", "")), document)
                yield told._replace(arguments={**told.arguments, "path": where})


def _spoken(path: str, document: Document) -> str:
    """A path with the id of the part in place of the numbers that lead to it: 1.3 title."""
    steps, node = path.split("."), cast("dict[str, Any]", document.data).get("plan", {})
    part = ""
    rest = steps[1:]
    while len(rest) > 1 and rest[0] == "children" and int(rest[1]) < len(node.get("children", ())):
        node = node["children"][int(rest[1])]
        part, rest = str(node.get("id") or part), rest[2:]
    return f"{part} {'.'.join(rest)}".rstrip() if part else path


@rule("WP503", YAML)
def key_twice(subject: Subject) -> Iterator[Remark]:
    """A key stands once in a mapping.

    Of two values under one key programs keep the first or the last, and do not say so. Take one away; where both are
    meant, they are two entries of a list.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 工作要点
          title: 工作计划

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 工作要点
    """
    return subject.told("WP503")


@rule("WP504", ("structured",))
def misplaced_id(subject: Subject) -> Iterator[Remark]:
    """The id of a part is that of the part above it with a number behind, and the numbers ascend.

    Ids say where in the plan a part stands, and corrections and reviews find it by them. An id that does not fit is
    that of a part that was moved or copied: move it back, or give it and all below it ids of the new place.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          children:
          - {id: '2', label: 二、, title: 整治市容}
          - {id: '1', label: 一、, title: 加强巡查}

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          children:
          - {id: '1', label: 一、, title: 加强巡查}
          - {id: '3', label: 三、, title: 整治市容}
    """
    if subject.document:
        plan: Any = subject.document.data.get("plan", {})
        for path, given, expected in _misplaced(plan.get("children", []), ("plan", "children"), ""):
            if (*path, "id") in subject.document.nodes:
                yield Remark((*path, "id"), {"id": given, "expected": expected})


@rule("WP505", YAML)
def unknown_key(subject: Subject) -> Iterator[Remark]:
    """Every key is one that the file format has at its place.

    A key with a slip in it says nothing to any program, and what stands below it is lost. `workpoints schema` prints
    the keys there are.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          titel: 工作要点

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 工作要点
    """
    if subject.kind == "structured" and not any(subject.told("WP505")):
        return  # the file format has been looked at already
    document = _document(subject)
    given: set[Path] = set()
    for path, known in _unknown_keys(subject).items():
        key, above = str(path[-1]), path[:-1]
        absent = [each for each in known if (*above, each) not in document.keys and (*above, each) not in given]
        fix = _nearest(key, absent)
        given.add((*above, fix or ""))
        yield Remark(document.key_span(path), {"key": key}, fix=fix)


@rule("WP506", YAML)
def text_without_quotation_marks(subject: Subject) -> Iterator[Remark]:
    """A text that other programs would take for something else stands in quotation marks.

    This program reads every text as it stands. Others follow YAML 1.1, for which 1.10 is the number 1.1, no is false
    and null is nothing at all, so that the id of a part may change when they write the file.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          children:
          - {id: 1, label: 一、, title: 加强巡查}

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          children:
          - {id: '1', label: 一、, title: 加强巡查}
    """
    document = _document(subject)
    found = [(path, text, tag) for path, text in document.plain.items() if (tag := _tag(text)) in _KINDS]
    unknown = _unknown_keys(subject) if found else {}
    for path, text, tag in found:
        if path not in unknown and path[-1] not in _DAYS:
            fix = None if tag == _NOTHING else f"'{text}'"  # who writes null hardly means that text
            yield Remark(document.span_of(path), {"text": text or N_("an empty value"), "kind": _KINDS[tag]}, fix=fix)


def _tag(text: str) -> str:
    """What YAML 1.1 takes a text without quotation marks for."""
    return next((tag for tag, form in _RESOLVERS.get(text[:1], ()) if form.match(text)), "")


@lru_cache(maxsize=1)
def _registry(text: str) -> Document:
    return read_document(text, shape=SHAPE)


def _document(subject: Subject) -> Document:
    return subject.document or _registry(subject.source.text)


def _unknown_keys(subject: Subject) -> dict[Path, tuple[str, ...]]:
    """Paths with a key that the format does not have there, and the keys that it has; nothing below such a path."""
    known = keys_by_place(RegistryData if subject.kind == "registry" else NoticeData)
    unknown: dict[Path, tuple[str, ...]] = {}
    for path in _document(subject).keys:
        *above, key = path
        place = next((step for step in reversed(above) if isinstance(step, str)), "")
        if key not in known.get(place, (key,)) and not any(path[:length] in unknown for length in range(len(path))):
            unknown[path] = known[place]
    return unknown


def _nearest(key: str, known: list[str]) -> str | None:
    """The one known key that a key may be a slip for."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - slow to load, and few files have such keys

    slips = 1 if len(key) < _SHORT_KEY else 2
    near = [each for each in known if OSA.distance(key.lower(), each, score_cutoff=slips) <= slips]
    return near[0] if len(near) == 1 else None


def _misplaced(nodes: list[Any], above: Path, parent: str) -> Iterator[tuple[Path, str, str]]:
    """The paths of parts with ids that do not fit, the ids, and what is expected instead."""
    fitting: list[tuple[int, str]] = []
    for k, node in enumerate(nodes):
        given = node.get("id")
        if not given:  # which is told as missing, and says nothing on the ids below
            continue
        prefix, _, number = given.rpartition(".")
        if prefix == parent and number.isascii() and number.isdigit():
            fitting.append((k, given))
        else:
            yield (*above, k), given, f"{parent}.…" if parent else "1, 2, …"
        yield from _misplaced(node.get("children", []), (*above, k, "children"), given)
    for k, given, expected in _out_of_order(fitting):
        yield (*above, k), given, expected


def _out_of_order(ids: list[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """The fewest ids beside each other that have to go for the others to ascend, and what is expected there."""
    numbers = [int(own.rpartition(".")[2]) for _, own in ids]
    kept = [*_longest_ascent(numbers), len(ids)]
    if len(kept) > len(ids):
        return
    for n, (k, given) in enumerate(ids):
        following = bisect_left(kept, n)
        if kept[following] == n:
            continue
        if following and numbers[kept[following - 1]] >= numbers[n]:
            yield k, given, translate(N_("more than {id}")).format(id=ids[kept[following - 1]][1])
        else:
            yield k, given, translate(N_("less than {id}")).format(id=ids[kept[following]][1])


def _longest_ascent(numbers: list[int]) -> list[int]:
    """The positions of the most numbers that ascend; of equal numbers the first counts."""
    ends: list[int] = []
    positions: list[int] = []
    before: dict[int, int] = {}
    for k, number in enumerate(numbers):
        length = bisect_left(ends, number)
        if ends[length : length + 1] == [number]:
            continue
        ends[length : length + 1], positions[length : length + 1] = [number], [k]
        before[k] = positions[length - 1] if length else -1
    chain: list[int] = []
    k = positions[-1] if positions else -1
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]
