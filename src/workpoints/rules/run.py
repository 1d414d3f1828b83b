"""A file through all rules: read by its kind, looked at by every rule of that kind, silences left out."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from workpoints.collection import paused_collection
from workpoints.convert import from_data
from workpoints.diagnostics import CODES, Diagnostic
from workpoints.parser import parse
from workpoints.readers import ReadError, holds_structure, is_structured, read, read_text
from workpoints.registry.reader import check_registry, holds_registry
from workpoints.rules.finding import Finding
from workpoints.rules.rule import NOTICES, RULES, Remark, Rule
from workpoints.rules.silences import silences_in, split_silenced
from workpoints.rules.subject import Project, Subject
from workpoints.source import Source, Span
from workpoints.structured import read_document, validate

if TYPE_CHECKING:
    from workpoints.parser import Parsed

__all__ = ["check", "check_text", "findings_on"]


def check(path: str | pathlib.Path, *, encoding: str | None = None, project: Project | None = None) -> list[Finding]:
    """The findings on a file, in its order. A file that cannot be read has one finding, WP003.

    Without `project` nothing is known of a unit registry of its own, nor of the raw notices of structured files.
    """
    project = project or Project(encoding=encoding)
    return split_silenced(findings_on(path, project, encoding), project.silences)[0]


def findings_on(path: str | pathlib.Path, project: Project, encoding: str | None = None) -> list[Finding]:
    """The findings on a file, those that the settings silence too."""
    try:
        source = _source(path, encoding or project.encoding)
    except ReadError as error:
        unread = Diagnostic("WP003", Span(0, 0), {"reason": error.reason})
        return _findings(Subject(str(path), "unreadable", Source("", ""), [unread]))
    with paused_collection():
        return _findings(_subject(source, str(path), project))


def _source(path: str | pathlib.Path, encoding: str | None) -> Source:
    if is_structured(path):
        return Source(pathlib.Path(path).name, read_text(path))
    return read(path, encoding=encoding)


def check_text(source: Source, path: str, project: Project | None = None, *, silenced: bool = True) -> list[Finding]:
    """The findings on the text of a file, whose name or content tells what it is.

    Without `silenced`, those that comments in the file silence are told too.
    """
    project = project or Project()
    subject = _subject(source, path, project)
    if not silenced:
        subject.silences = []
    return split_silenced(_findings(subject), project.silences)[0]


def _subject(source: Source, path: str, project: Project) -> Subject:
    made = Subject(path, "raw", source, project=project)
    is_yaml = is_structured(path)
    try:
        if is_yaml and (_is(path, project.units) or holds_registry(source.text)):
            made.kind, made.remarks = "registry", check_registry(source.text)
        elif is_yaml or holds_structure(source.text):
            made.kind = "structured"
            _read_structured(made)
        else:
            parsed = parse(source)
            made.notice, made.remarks = parsed.notice, [*parsed.diagnostics]
    except Exception as error:  # noqa: BLE001 - what fails on one file is told as a finding, and the others are checked
        made.remarks = [_failure(error)]
    if made.kind != "raw":
        made.silences = list(silences_in(source))
    return made


def _is(path: str, other: pathlib.Path | None) -> bool:
    return other is not None and os.path.realpath(path) == os.path.realpath(other)


def _read_structured(subject: Subject) -> None:
    document = subject.document = read_document(subject.source.text)
    subject.remarks = validate(document)
    if not subject.remarks:
        subject.origin = _origin(subject, document.data["source"]["name"])
        same = subject.origin if subject.is_as_read else None
        subject.notice = same.notice if same else from_data(document.data)


def _origin(subject: Subject, name: str) -> Parsed | None:
    """The reading of the raw notice, for a file in the project's folder of structured files."""
    project, folder = subject.project, str(pathlib.Path(subject.path).parent)
    if not (project.raw and project.structured and _is(folder, project.structured)):
        return None
    raw = project.raw / pathlib.Path(name).name  # a file name, which leads nowhere else
    try:
        return parse(read(raw, encoding=project.encoding)) if raw.is_file() else None
    except ReadError:  # which the check of that file tells
        return None


def _findings(subject: Subject) -> list[Finding]:
    """What the rules of its kind find in a file, silences left out."""
    rules = [each for each in RULES.values() if subject.kind in each.kinds]
    if subject.is_as_read:  # so all that is to be said of the notice is said of its source
        rules = [each for each in rules if each.kinds != NOTICES]
    known = _known(subject)
    found = [finding for each in rules if not each.last for finding in _found(each, subject, known)]
    kept, subject.unused = split_silenced(found, subject.silences)
    kept += [finding for each in rules if each.last for finding in _found(each, subject, known)]
    return sorted(kept)


Known = set[tuple[str, object, str]]
"""Code, place and message of remarks on the source of a structured file, which are told there."""


def _known(subject: Subject) -> Known:
    if not subject.origin or subject.is_as_read:
        return set()
    origin = Subject("", "raw", subject.origin.source, notice=subject.origin.notice, project=subject.project)
    shared = [each for each in RULES.values() if each.kinds == NOTICES]
    known: Known = set()
    for each in shared:
        with suppress(Exception):  # which the check of the file itself tells
            known |= {_key(each.code, remark) for remark in each.check(origin)}
    return known


def _key(code: str, remark: Remark) -> tuple[str, object, str]:
    return code, remark.at, Diagnostic(code, Span(0, 0), remark.arguments).message


def _found(each: Rule, subject: Subject, known: Known) -> Iterator[Finding]:
    """What a rule finds; a rule that fails is a finding itself."""
    try:
        for remark in each.check(subject):
            if known and _key(each.code, remark) in known:
                continue
            yield _finding(each.code, remark, subject)
    except Exception as error:  # noqa: BLE001 - the other rules go on
        failure = _failure(error, each.code)
        yield _finding(failure.code, Remark(failure.span, failure.arguments), subject)


def _failure(error: Exception, where: str = "") -> Diagnostic:
    return Diagnostic(
        "WP901", Span(0, 0), {"reason": " ".join(filter(None, (where, type(error).__name__, str(error))))}
    )


def _finding(code: str, remark: Remark, subject: Subject) -> Finding:
    source, span = subject.source, subject.span_of(remark)
    start, end = source.position(span.start), source.position(span.end)
    message = Diagnostic(code, span, remark.arguments).message
    return Finding(
        subject.path, *start, *end, code, CODES[code].severity, message, remark.fix, source.line(start.line), span
    )
