"""What a registry file must keep to, beyond being YAML: known keys and values, one office for a name, no cycles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from workpoints.i18n import N_
from workpoints.registry.entries import CENTRE, LEVELS, SLOT, SYSTEMS, Contents, Entry, Group, Jurisdiction
from workpoints.registry.index import keys_of
from workpoints.registry.names import normal
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home

__all__ = ["Problem", "faults_of"]

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_TOP = ("schema_version", "sources", "jurisdictions", "units", "groups")
_KEYS = {"jurisdictions": Jurisdiction._fields, "units": Entry._fields, "groups": Group._fields}
Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """Something wrong with a registry, and where: the path of keys and indexes."""

    path: Path
    code: str
    arguments: dict[str, str]


def faults_of(data: dict[str, Any], contents: Contents, registry: Registry) -> Iterator[Problem]:
    """All that is wrong with the data of a registry file of sound shape; `registry` is made of its contents."""
    wrong = [*_keys(data), *_values(data), *_scopes(contents), *_dates(contents)]
    yield from wrong
    if not wrong:
        for check in (_shared_names, _shared_places):
            yield from check(contents)
        yield from _sources(data)
        cycles = list(_cycles(contents, registry))
        yield from cycles or _references(contents, registry)


def _wrong(path: Path, reason: str) -> Problem:
    return Problem(path, "WP502", {"path": ".".join(map(str, path)), "reason": reason})


def _keys(data: dict[str, Any]) -> Iterator[Problem]:
    for key in data:
        if key not in _TOP:
            yield Problem((key,), "WP505", {"key": key})
    if data.get("schema_version") != 1:
        yield _wrong(("schema_version",), N_("has to be 1"))
    for part, known in _KEYS.items():
        for k, row in enumerate(data.get(part, ())):
            for key in row:
                if key not in known:
                    yield Problem((part, k, key), "WP505", {"key": key})


def _values(data: dict[str, Any]) -> Iterator[Problem]:
    """Values out of fixed lists, and names, which may not be empty."""
    for part in _KEYS:
        for k, row in enumerate(data.get(part, ())):
            listed = [("level", value) for value in (row.get("level"),) if value is not None]
            listed += [("levels", value) for value in row.get("levels", ())]
            for key, value in listed:
                if value not in LEVELS:
                    yield _wrong((part, k, key), N_("no such level"))
            if row.get("system", SYSTEMS[0]) not in SYSTEMS:
                yield _wrong((part, k, "system"), N_("no such system"))
            for key in ("name", "short", "aliases"):
                short = part == "jurisdictions"  # 市
                if not all(_is_name(name, short=short) for name in _texts(row.get(key, "有名"))):
                    yield _wrong((part, k, key), N_("is no name"))


def _is_name(text: str, *, short: bool) -> bool:
    """Whether a text can stand as a name: one line of more than one character, or of more than 某地; not just 和."""
    rest = text.replace(SLOT, "").strip()
    least = 1 if short or SLOT in text else 2
    return len(rest) >= least and bool(normal(rest)) and not re.search(r"[\n\t|]", text)


def _texts(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value]


def _scopes(contents: Contents) -> Iterator[Problem]:
    known = {place.name for place in contents.jurisdictions} | {CENTRE}
    for k, entry in enumerate(contents.units):
        if bool(entry.levels) == bool(entry.jurisdiction):
            reason = N_("cannot have both a jurisdiction and levels")
            reason = reason if entry.levels else N_("needs a jurisdiction, or the levels that have such an office")
            yield _wrong(("units", k), reason)
        elif entry.jurisdiction and entry.jurisdiction not in known:
            yield Problem(("units", k, "jurisdiction"), "WP514", {"name": entry.jurisdiction})
        if entry.renamed_to and entry.merged_into:
            yield _wrong(("units", k, "renamed_to"), N_("cannot stand beside merged_into"))
    for k, group in enumerate(contents.groups):
        if group.jurisdiction and group.jurisdiction not in known:
            yield Problem(("groups", k, "jurisdiction"), "WP514", {"name": group.jurisdiction})
    for k, place in enumerate(contents.jurisdictions):
        if place.parent and place.parent not in known:
            yield Problem(("jurisdictions", k, "parent"), "WP514", {"name": place.parent})


def _dates(contents: Contents) -> Iterator[Problem]:
    for k, entry in enumerate(contents.units):
        for key, day in (("valid_from", entry.valid_from), ("valid_to", entry.valid_to)):
            if day and not _is_day(day):
                yield _wrong(("units", k, key), N_("has to be a year, a month or a day, such as 2018-03"))
        length = min(len(entry.valid_from), len(entry.valid_to))
        if entry.valid_from[:length] > entry.valid_to[:length]:
            yield Problem(("units", k, "valid_to"), "WP513", {"start": entry.valid_from, "end": entry.valid_to})


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - len("2018") :])
    except ValueError:
        return False
    return True


def _shared_names(contents: Contents) -> Iterator[Problem]:
    """Names that two offices of one place, or of one level, have in common."""
    places = {place.name: (place.name, *place.aliases) for place in contents.jurisdictions}
    owners: dict[tuple[str, str], str] = {}
    rows: list[tuple[Path, Entry | Group]] = [(("units", k), entry) for k, entry in enumerate(contents.units)]
    rows += [(("groups", k), group) for k, group in enumerate(contents.groups)]
    for path, entry in rows:
        scopes = entry.levels if isinstance(entry, Entry) and entry.levels else (entry.jurisdiction,)
        for key, name in keys_of(entry, places.get(entry.jurisdiction, ())).items():
            taken = [scope for scope in scopes if (scope, key) in owners]
            if taken:
                arguments = {"name": name, "one": owners[taken[0], key], "other": entry.name, "place": taken[0]}
                yield Problem(path, "WP511", arguments)
            owners.update({(scope, key): entry.name for scope in scopes})


def _shared_places(contents: Contents) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for k, place in enumerate(contents.jurisdictions):
        for name in dict.fromkeys((place.name, *place.aliases)):
            if name in owners:
                arguments = {"name": name, "one": owners[name], "other": place.name, "place": place.parent or CENTRE}
                yield Problem(("jurisdictions", k), "WP511", arguments)
            owners[name] = place.name


def _sources(data: dict[str, Any]) -> Iterator[Problem]:
    for part in ("units", "groups"):
        for k, row in enumerate(data.get(part, ())):
            for n, key in enumerate(row.get("source", ())):
                if key not in data.get("sources", {}):
                    yield _wrong((part, k, "source", n), N_("no such source"))


def _references(contents: Contents, registry: Registry) -> Iterator[Problem]:
    """Names of other offices that no entry has, here or in the shipped registry."""
    for k, entry in enumerate(contents.units):
        if entry.parent and not registry.parents(entry):
            yield Problem(("units", k, "parent"), "WP514", {"name": entry.parent})
        for n, name in enumerate(entry.successors):
            if not registry.follows(name, entry):
                path: Path = ("units", k, "renamed_to") if entry.renamed_to else ("units", k, "merged_into", n)
                yield Problem(path, "WP514", {"name": name})
    for k, group in enumerate(contents.groups):
        home = Home({group.jurisdiction: group.jurisdiction})
        for n, member in enumerate(group.members):
            if not registry.resolve(member, home).units:
                yield Problem(("groups", k, "members", n), "WP514", {"name": member})


def _cycles(contents: Contents, registry: Registry) -> Iterator[Problem]:
    """Offices that are above themselves, or that became themselves; places that lie in themselves.

    The links may lead through the shipped registry, which the reform of an office here may contradict.
    """
    for k, entry in enumerate(contents.units):
        if entry.parent and _returns(entry, registry.parents):
            yield Problem(("units", k, "parent"), "WP512", {"name": entry.name})
        if entry.successors and _returns(entry, registry.successors):
            key = "renamed_to" if entry.renamed_to else "merged_into"
            yield Problem(("units", k, key), "WP512", {"name": entry.name})
    places = {place.name: place for place in contents.jurisdictions}
    for k, place in enumerate(contents.jurisdictions):
        if _returns(place, lambda one: [places[one.parent]] if one.parent in places else []):
            yield Problem(("jurisdictions", k, "parent"), "WP512", {"name": place.name})


Node = TypeVar("Node", Entry, Jurisdiction)


def _returns(start: Node, links: Callable[[Node], Iterable[Node]]) -> bool:
    """Whether following the links from an entry leads back to it."""
    seen: set[Node] = set()
    waiting = list(links(start))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting += links(here)
    return False
