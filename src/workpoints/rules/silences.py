"""Silences: findings that a person has looked at and wants no more told, each with a reason.

In a YAML file a comment silences its line, or the next that is no comment where it stands alone, and with it the value
that begins there, on however many lines; codes may be prefixes:

    lead: [市教育局]  # workpoints: ignore WP213 the notice says so

Raw notices take no comments; theirs are listed in the settings:

    [[silence]]
    path = "data/raw/*.txt"     # a pattern
    code = "WP305"
    text = "我省"               # of the line; without it, all in the file
    reason = "copied from the province"
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import yaml

from workpoints.rules.finding import Finding
from workpoints.source import Source, Span
from workpoints.yaml_loader import LOADER

__all__ = ["Silence", "silences_in", "split_silenced"]

_CODE = "[A-Za-z0-9]+|[^\\s,，、:：]+"
_MORE_CODES = "[ ]*[,，、][ ]*[Ww][Pp][0-9]*"
_COMMENT = re.compile(
    rf"#[ \t]*workpoints[ ]*[:：][ \t]*(?P<word>ignore)\b"
    rf"(?:[ \t:：]+(?P<codes>(?:{_CODE})(?:{_MORE_CODES})*))?(?P<reason>[^\r\n]*)"
)
_CODES = re.compile(_CODE)
_AROUND_REASON = " \t:：,，、。*-—"
_TO_NEXT_LINE = re.compile(r"[^\n]*\n(?:[ \t\r]*(?:#[^\n]*)?\n)*")


class Silence(NamedTuple):
    """A wish not to be told of a code at a place."""

    code: str
    """A code or a prefix of codes."""
    reason: str
    span: Span = Span(0, 0)
    """Where the code stands in the file that has the silence."""
    line: int = 0
    """The first line that it covers; 0 for all."""
    last_line: int = 0
    """The last line that it covers; 0 for only one."""
    path: str = ""
    """A pattern for the absolute paths that it covers, in settings; empty for a comment."""
    text: str = ""
    """What the line has to hold, in settings."""

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is not to be told."""
        return (
            self.code != ""
            and finding.code.startswith(self.code)
            and (not self.line or self.line <= finding.line <= max(self.line, self.last_line))
            and self.text in finding.source_line
            and (not self.path or fnmatchcase(Path(finding.path).resolve().as_posix(), self.path))
        )


def silences_in(source: Source) -> Iterator[Silence]:
    """The silences in the comments of a YAML file; one that names no code has an empty one."""
    comments = list(_COMMENT.finditer(source.text))
    values = _values(source) if comments else _Values([], [], {})
    for comment in comments:
        if values.holds(comment.start()):
            continue
        line = source.position(_covered(source.text, comment.start())).line
        last = values.last_lines.get(line, line)
        reason = comment["reason"].strip(_AROUND_REASON)
        start = comment.start("codes")
        for code in _CODES.finditer(comment["codes"] or ""):
            yield Silence(code[0], reason, Span(start + code.start(), start + code.end()), line, last)
        if not comment["codes"]:
            yield Silence("", reason, Span(*comment.span("word")), line, last)


def _covered(text: str, place: int) -> int:
    """A place on the line that a comment is about: its own, or below where it stands alone."""
    if text[text.rfind("\n", 0, place) + 1 : place].strip():
        return place
    found = _TO_NEXT_LINE.match(text, place)
    return found.end() if found else place


class _Values(NamedTuple):
    """Where the keys and values of a YAML file are, in which a # begins no comment."""

    starts: list[int]
    ends: list[int]
    last_lines: dict[int, int]
    """Line → the last line of what begins on it, where that is longer."""

    def holds(self, place: int) -> bool:
        """Whether a place lies in a value."""
        k = bisect_right(self.starts, place) - 1
        return k >= 0 and place < self.ends[k]


def _values(source: Source) -> _Values:
    found = _Values([], [], {})
    with suppress(yaml.YAMLError):  # behind a fault there are no more
        for token in yaml.scan(source.text, Loader=LOADER):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark.index, token.end_mark.index
                first, last = source.position(start).line, source.position(max(start, end - 1)).line
                if token.style in ("|", ">"):  # a comment may stand behind the sign
                    start = source.text.find("\n", start) + 1
                found.starts.append(start)
                found.ends.append(end)
                if first < last:
                    found.last_lines[first] = last
    return found


def split_silenced(findings: Iterable[Finding], silences: Sequence[Silence]) -> tuple[list[Finding], list[Silence]]:
    """The findings that no silence covers, and the silences that cover none."""
    everywhere = [silence for silence in silences if not silence.line]
    by_line: dict[int, list[Silence]] = {}
    for silence in silences:
        for line in range(silence.line, max(silence.line, silence.last_line) + 1) if silence.line else ():
            by_line.setdefault(line, []).append(silence)
    kept, used = list[Finding](), set[Silence]()
    for finding in findings:
        near = [*everywhere, *by_line.get(finding.line, ())]
        covering = [silence for silence in near if silence.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, [silence for silence in silences if silence not in used]
