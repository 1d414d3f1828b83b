"""`workpoints tree`: the parts of a plan with their labels and titles."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from workpoints.cli.console import is_terminal, render, render_json, render_rows, write
from workpoints.cli.options import Encoding, Output, Paths, notices
from workpoints.i18n import translate as _
from workpoints.parts import parts, parts_of
from workpoints.query.parts import label_of, name_of, text_of

if TYPE_CHECKING:
    from workpoints.document import NodeData, NoticeData

HELP = _("Show the parts of a plan: id, label, title or text, number of duties.")
_START = 40


class Format(StrEnum):
    """Forms of the tree."""

    text = "text"
    tsv = "tsv"
    json = "json"


def command(
    paths: Paths = None,
    depth: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--depth", min=1, help=_("Show so many levels. Default: all."), show_default=False),
    ] = None,
    style: Annotated[
        Optional[Format],  # noqa: UP045
        typer.Option("--format", help=_("Default: text on a terminal, tsv in a pipe."), show_default=False),
    ] = None,
    output: Output = None,
    encoding: Encoding = None,
) -> int:
    """Show the parts of a plan."""
    form = style or (Format.text if is_terminal() and output is None else Format.tsv)
    found = list(notices(paths, encoding))
    match form:
        case Format.text:
            write("".join(_drawn(data, depth, color=output is None and is_terminal()) for data in found), output)
        case Format.tsv:
            headings = ("文件", "编号", "标号", "标题", "文本", "责任条数")
            write(
                render_rows(headings, [row for data in found for row in _rows(data, depth)], "tsv", color=False), output
            )
        case Format.json:
            write(render_json([_as_json(data, depth) for data in found]), output)
    return 0


def _duties(node: NodeData) -> int:
    return len([clause for clause in node.get("clauses", []) if "duty" in clause])


def _rows(data: NoticeData, depth: int | None) -> list[list[str]]:
    return [
        [name_of(data), node["id"], node["label"], node.get("title", ""), text_of(node), str(_duties(node))]
        for level, node in parts(data)
        if depth is None or level < depth
    ]


def _as_json(data: NoticeData, depth: int | None) -> dict[str, object]:
    keys = ("notice", "id", "label", "title", "text", "duties")
    rows = [dict(zip(keys, row, strict=True)) | {"duties": int(row[-1])} for row in _rows(data, depth)]
    return {"notice": name_of(data), "title": _title(data), "parts": rows}


def _title(data: NoticeData) -> str:
    return data.get("plan", {}).get("title") or data.get("header", {}).get("title") or name_of(data)


def _drawn(data: NoticeData, depth: int | None, *, color: bool) -> str:
    from rich.text import Text
    from rich.tree import Tree

    total = sum(_duties(node) for _depth, node in parts(data))
    counted = len(list(parts(data)))
    number = data.get("header", {}).get("document_number", "")
    head = _("{parts} parts, {duties} duties").format(parts=counted, duties=total)
    root = Tree(Text.assemble((_title(data), "bold"), f"  {number}  ", (head, "dim")))
    above: list[Any] = [root]
    for level, node in parts(data):
        del above[level + 1 :]
        if depth is None or level < depth:
            above.append(above[level].add(_line(node)))
    return render(root, color=color)


def _line(node: NodeData) -> Any:
    from rich.text import Text

    duties = sum(_duties(below) for _depth, below in parts_of([node]))
    text = node.get("title") or text_of(node)
    shown = text if len(text) <= _START else text[:_START] + "…"
    return Text.assemble((node["id"], "cyan"), f" {label_of(node)}{shown}", (f"  [{duties}]" if duties else "", "dim"))
