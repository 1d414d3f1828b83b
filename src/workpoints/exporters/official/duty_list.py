"""The tasks of one office as a document that it can be handed: 责任清单."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workpoints.exporters.official import layout
from workpoints.exporters.official.layout import OFFICES, heading
from workpoints.exporters.official.letterhead import write_title
from workpoints.exporters.official.sheet import Sheet
from workpoints.exporters.official.text import stopped
from workpoints.exporters.request import Request, title_of_notice
from workpoints.ledger.columns import Line
from workpoints.ledger.rows import JOINT
from workpoints.parts import find_part
from workpoints.query.parts import label_of
from workpoints.roles import ROLE_NAMES

if TYPE_CHECKING:
    from workpoints.document import NoticeData
    from workpoints.query.duties import Reader

__all__ = ["write_duty_list"]

_DIGITS = "一二三四"


def write_duty_list(sheet: Sheet, request: Request) -> None:
    """The lists of all notices below one title."""
    units = request.units or []
    name = next((names[0] for names in units if names), "")
    sheet.title = f"{name}责任清单"
    title = write_title(sheet, sheet.title)
    title.paragraph_format.space_after = sheet.docx.shared.Pt(0)
    for reader, names, (_, lines) in zip(request.readers, units, request.by_notice(), strict=True):
        if lines or not any(request.rows):
            _write_list(sheet, reader, names, lines, before=layout.LINE if sheet.last is not title else 0)


def _write_list(sheet: Sheet, reader: Reader, names: Sequence[str], lines: list[Line], *, before: float) -> None:
    """The tasks that one notice gives."""
    number = reader.data.get("header", {}).get("document_number")
    subtitle = write_title(sheet, f"（{title_of_notice(reader)}）", "Subtitle")
    subtitle.paragraph_format.space_before = sheet.docx.shared.Pt(before)
    by_role = {role: [line for line in lines if line.role == role] for role in ROLE_NAMES}
    sheet.paragraph("BodyText", _summary(by_role, number or ""))
    groups = [(role, own) for role, own in by_role.items() if own]
    for digit, (role, own) in zip(_DIGITS, groups, strict=False):
        sheet.paragraph(heading(1), f"{digit}、{ROLE_NAMES[role]}任务（{len(own)}项）")
        for k, line in enumerate(own, 1):
            _write_task(sheet, f"{k}. ", line, reader.data, names)


def _summary(by_role: dict[str, list[Line]], number: str) -> str:
    total = sum(map(len, by_role.values()))
    if not total:
        return "文件没有给该单位安排任务。"
    counts = "、".join(f"{ROLE_NAMES[role]}{len(lines)}项" for role, lines in by_role.items() if lines)
    return f"{f'根据{number}文件，' if number else ''}共承担任务{total}项，其中{counts}。"


def _write_task(sheet: Sheet, number: str, line: Line, data: NoticeData, names: Sequence[str]) -> None:
    """A task: its text, and below it where it stands, who else does it, by when, and how far it is."""
    first, *others = _text(line, data).split("\n")
    sheet.paragraph("Task", number + first)
    for other in others:
        sheet.text("Task", other)
    for note in (_place(line), _others(line, names), _filled(line)):
        if note:
            sheet.paragraph("TaskNote", note)


def _text(line: Line, data: NoticeData) -> str:
    """The task without its label, which is told by its id; with the title of its item unless that is told as topic.

    It ends as a sentence also where it is a piece of one.
    """
    row = line.row
    part = find_part(data, row.key.id)
    text = row.measure.removeprefix(label_of(part) if part else "") or row.text
    return stopped(text.rstrip("，；、,;"))


def _place(line: Line) -> str:
    """Where the task stands in the plan."""
    row = line.row
    place = JOINT.join(filter(None, (row.section, row.topic)))
    return f"出处：{place}（编号{row.key.id}）" if place else f"出处：编号{row.key.id}"


def _others(line: Line, names: Sequence[str]) -> str:
    """The other offices by role, and the deadline."""
    row = line.row
    found = []
    for role, heading_of_role in OFFICES.items():
        others = [name for name in getattr(row, role) if name not in names]
        if others:
            found.append(f"{'其他' if role == line.role else ''}{heading_of_role}：{'、'.join(others)}")
    if found and row.open_ended:
        found[-1] += "等"
    extra = (
        ("落实方式", row.manner.replace(";", "、")),
        ("适用范围", row.scope),
        ("完成时限", line.state.deadline or row.deadline),
    )
    found += [f"{label}：{value}" for label, value in extra if value]
    return stopped("；".join(found)) if found else ""


def _filled(line: Line) -> str:
    """What is filled in in the ledger."""
    state = line.state
    filled = (("进展情况", state.progress), ("备注", state.remarks), *state.more)
    told = [f"{label}：{value}" for label, value in filled if value]
    return stopped("；".join(told)) if told else ""
