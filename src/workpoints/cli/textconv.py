"""`workpoints textconv`: a notice as lines that `git diff` compares well, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workpoints.cli.console import CONTROLS, note, write
from workpoints.cli.options import Encoding, notices
from workpoints.cli.words import ROLE_NAMES
from workpoints.i18n import translate as _
from workpoints.parts import parts
from workpoints.query.parts import label_of, parties_of
from workpoints.readers import ReadError, read_bytes

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NoticeData

HELP = _("Print a notice by items, one line for each text and each party, so that git diff compares it well.")


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A raw notice or a structured file."))],
    encoding: Encoding = None,
) -> int:
    """Print a notice by items. A file that cannot be read is printed as it is, for git stops where this fails."""
    try:
        text = "".join(f"{line}\n" for line in _lines(notices([file], encoding)[0]))
    except (ReadError, KeyError, TypeError, AttributeError) as error:  # the last three where a key or value is wrong
        note(str(error))
        text = read_bytes(file).decode("utf-8", "replace")
    write(text.translate(CONTROLS))
    return 0


def _lines(data: NoticeData) -> Iterator[str]:
    yield from _fields(data.get("header", {}))
    plan = data.get("plan", {})
    yield from _paragraphs(plan.get("title", ""))
    yield from _paragraphs(plan.get("preamble", ""))
    for rule in plan.get("rules", ()):
        yield from _fields(rule)
    for _depth, node in parts(data):
        yield ""
        yield f"{node['id']} {label_of(node)}{node.get('title', '')}"
        for clause in node.get("clauses", ()):
            yield from _clause(clause)
        yield from _fields({"reviewed": node.get("reviewed")}, "  ")
    yield from _paragraphs(plan.get("closing", ""))
    for correction in data.get("corrections", ()):
        yield ""
        yield from _fields(correction)
    yield from _fields({"reviewed": data.get("reviewed")})


def _clause(clause: ClauseData) -> Iterator[str]:
    yield from _paragraphs(clause.get("text", ""), "  ")
    for reference in clause.get("references", ()):
        yield f"    {reference['kind']}: {reference['name']} {reference.get('number', '')}".rstrip()
    if duty := clause.get("duty"):
        yield f"  （{duty['text']}）"
        for role, name in parties_of(duty):
            yield f"    {ROLE_NAMES[role]}：{name}"
        yield from _fields({key: value for key, value in duty.items() if key not in ("text", *ROLE_NAMES)}, "    ")


def _paragraphs(text: str, indent: str = "") -> Iterator[str]:
    return (f"{indent}{line}" for line in text.splitlines())


def _fields(values: Mapping[str, object], indent: str = "") -> Iterator[str]:
    """Named values, one a line; those of a mapping side by side."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}: {' '.join(map(str, value.values()))}"
        elif isinstance(value, list):
            yield f"{indent}{key}: {'、'.join(value)}"
        elif value:
            yield f"{indent}{key}: {' '.join(str(value).splitlines())}"
