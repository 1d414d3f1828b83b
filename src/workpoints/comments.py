"""Comments in YAML files: a file that is written anew keeps those of the former one, each beside what it stood beside.

A comment behind a value belongs to its line; one that stands alone belongs to the line that follows, or to the end of
the file. Parts of a plan are told by their ids, so comments move with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from workpoints.source import Source, Span
from workpoints.yaml_loader import LOADER
from workpoints.yaml_reader import NOTICE, Document, Path, Shape, read_document

__all__ = ["carried", "scalars_in"]

_MAYBE = re.compile(r"(?:^|(?<=[ \t]))#(?=([^\n\r\x85\u2028\u2029]*))", re.MULTILINE)


class _Comment(NamedTuple):
    """A comment, and the value beside which it stands; None at the end of the file."""

    text: str
    alone: bool
    """Whether it has a line of its own, above that of the value."""
    anchor: Path | None


def carried(former: str, text: str, shape: Shape = NOTICE) -> tuple[str, list[str]]:
    """The text with the comments of a former one, and the comments that have no place any more. Both are valid YAML."""
    comments = _comments(former, shape) if "#" in former else []
    if not comments:
        return text, []
    lines = text.splitlines(keepends=True)
    places = _lines_of(text, read_document(text, shape=shape))
    above: dict[int, list[str]] = {}
    lost: list[str] = []
    for comment in comments:
        line = places.get(comment.anchor) if comment.anchor else len(lines) + 1
        if line is None or not (comment.alone or comment.anchor):
            lost.append(comment.text)
        elif comment.alone:
            indent = re.match(" *", lines[line - 1] if line <= len(lines) else "")
            above.setdefault(line, []).append(f"{indent[0] if indent else ''}{comment.text}\n")
        else:
            lines[line - 1] = f"{lines[line - 1].rstrip()}  {comment.text}\n"
    written = [piece for k, line in enumerate([*lines, ""], 1) for piece in (*above.get(k, ()), line)]
    return "".join(written), lost


def _comments(text: str, shape: Shape) -> list[_Comment]:
    """The comments of a file, in order; a # inside a text is none."""
    scalars = list(scalars_in(text))
    source, document = Source("", text), read_document(text, shape=shape)
    starts = sorted((start, path) for path, (start, _) in _starts(document).items())
    stable = _Stable(document)
    found: list[_Comment] = []
    end = 0
    for match in _MAYBE.finditer(text):
        place = match.start()
        k = bisect_left(scalars, (place, place)) - 1
        if place < end or (k >= 0 and scalars[k][1] > place):
            continue
        end = match.end(1)
        line = source.line(source.position(place).line)
        alone = line.lstrip().startswith("#")
        n = bisect_left(starts, (place, ()))
        anchor = starts[n][1] if alone and n < len(starts) else None if alone or not n else starts[n - 1][1]
        found.append(_Comment(f"#{match[1]}".rstrip(), alone, stable(anchor) if anchor else None))
    return found


def scalars_in(text: str) -> Iterator[Span]:
    """Where the texts of a file stand; that of a block begins on the line below its sign | or >."""
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            yield Span(text.find("\n", start, end) + 1 or start if token.style in ("|", ">") else start, end)


def _starts(document: Document) -> dict[Path, tuple[int, int]]:
    """Where the line of each value begins: its key, or itself in a list of texts."""
    return {path: document.key_span(path) for path in (*document.nodes, *document.keys) if path}


class _Stable:
    """Paths in which a part stands by its id, whatever its place.

    An entry on progress stands by its words and its office; `by_id`, or where it has no words, by its id and office.
    """

    def __init__(self, document: Document, *, by_id: bool = False) -> None:
        self.ids: dict[Path, str] = {}
        data: Any = document.data
        self._collect(("plan", "children"), data.get("plan", {}).get("children", []))
        for k, entry in enumerate(data.get("tasks", [])):
            words = "" if by_id else entry.get("text", "")
            self.ids["tasks", k] = f"{words or entry.get('id')} {entry.get('unit', '')}"

    def _collect(self, above: Path, nodes: list[Any]) -> None:
        for k, node in enumerate(nodes):
            self.ids[*above, k] = node.get("id", "")
            self._collect((*above, k, "children"), node.get("children", []))

    def __call__(self, path: Path) -> Path:
        for length in range(len(path), 0, -1):
            if path[:length] in self.ids:
                return ("part", self.ids[path[:length]], *path[length:])
        return path


def _lines_of(text: str, document: Document) -> dict[Path | None, int]:
    source, starts = Source("", text), _starts(document)
    lines: dict[Path | None, int] = {}
    for stable in (_Stable(document, by_id=True), _Stable(document)):
        lines |= {stable(path): source.position(start).line for path, (start, _) in starts.items()}
    return lines
