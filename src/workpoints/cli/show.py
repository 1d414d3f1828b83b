"""`workpoints show`: one part of a plan in full."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from workpoints.cli.console import fail, is_terminal, render, render_json, write
from workpoints.cli.options import Encoding, Output, Paths, notices
from workpoints.cli.words import ROLE_NAMES
from workpoints.i18n import translate as _
from workpoints.parts import find_part, parts, parts_of

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NodeData

HELP = _("Show one part of a plan in full: its text, its duties, and what is below it.")


class Format(StrEnum):
    """Forms of the answer."""

    text = "text"
    yaml = "yaml"
    json = "json"


def command(
    part: Annotated[str, typer.Argument(metavar="ID", help=_("Id of the part, such as 1.1.4."))],
    paths: Paths = None,
    style: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option("--format", help=_("Default: text on a terminal, yaml in a pipe."), show_default=False),
    ] = None,
    output: Output = None,
    encoding: Encoding = None,
) -> int:
    """Show one part of a plan."""
    all_notices = list(notices(paths, encoding))
    found = [node for data in all_notices if (node := find_part(data, part))]
    if not found:
        ids = [node["id"] for data in all_notices for _level, node in parts(data)]
        near = "、".join([name for name in ids if name.split(".")[0] == part.split(".")[0]][:8])
        message = _("no part has the id {id}; there are {near}") if near else _("no part has the id {id}")
        fail(message.format(id=part, near=near))
        return 1
    form = style or (Format.text if is_terminal() and output is None else Format.yaml)
    write(_rendered(found, form, color=output is None and is_terminal()), output)
    return 0


def _rendered(found: list[NodeData], form: Format, *, color: bool) -> str:
    match form:
        case Format.text:
            return "".join(render(_drawn(node), color=color) for node in found)
        case Format.yaml:
            from workpoints.structured import dump_yaml

            return "---\n".join(dump_yaml(node) for node in found)
        case Format.json:
            return render_json(found if len(found) > 1 else found[0])


def _drawn(node: NodeData) -> Any:
    from rich.text import Text

    drawn = Text()
    for level, below in parts_of([node]):
        indent = "  " * level
        drawn.append(f"{indent}{below['id']} ", "cyan")
        drawn.append(f"{below['label']}{below.get('title', '')}\n", "bold")
        for clause in below.get("clauses", []):
            _add_clause(drawn, clause, indent + "  ")
    drawn.rstrip()
    return drawn


def _add_clause(drawn: Any, clause: ClauseData, indent: str) -> None:
    for line in clause.get("text", "").splitlines():
        drawn.append(f"{indent}{line}\n")
    duty = clause.get("duty")
    if duty is None:
        return
    for role, name in ROLE_NAMES.items():
        if units := duty.get(role):
            drawn.append(f"{indent}{name}：", "green")
            drawn.append("、".join(units) + ("等" if duty.get("open_ended") else "") + "\n")  # type: ignore[arg-type]
    for name, value in (("方式", duty.get("manner")), ("时限", duty.get("deadline", {}).get("text"))):
        if value:
            drawn.append(f"{indent}{name}：", "green")
            drawn.append(f"{value}\n")
