"""What stands around the text of a notice: 版头 and title above it, 署名 and 版记 below."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from workpoints.exporters.official import layout
from workpoints.exporters.official.breaking import broken
from workpoints.exporters.official.sheet import Sheet
from workpoints.exporters.official.text import clean, width

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from workpoints.document import HeaderData

__all__ = ["day", "write_addressees", "write_head", "write_imprint", "write_signature", "write_title"]

# 初号, 小初 and less. The size of 发文机关标志 is left to the office, and shall be 醒目、美观、庄重; long names are
# set in narrow characters.
_ONE_LINE, _SEVERAL_LINES, _MANY_LINES = 42, 36, 28
_MANY = 3
_NARROWEST = 0.6
_RED_RULE = 12
"""Eighths of a point."""
_THICK, _THIN = 8, 6
"""7.4.1: 首条分隔线和末条分隔线用粗线（0.35 mm），中间的分隔线用细线（0.25 mm）; in eighths of a point."""
_ROOM = 2
"""7.3.5.2: 右空二字; 首字比发文机关署名首字右移二字."""
_SEALED = 4
"""7.3.5.1: 右空四字, where nobody is named above the day."""


def day(date: dt.date | str) -> str:
    """7.3.5.4: 用阿拉伯数字将年、月、日标全，月、日不编虚位."""
    return f"{date.year}年{date.month}月{date.day}日" if isinstance(date, dt.date) else str(date)


def write_head(sheet: Sheet, header: HeaderData) -> bool:
    """发文机关标志, 发文字号 and the red rule, where the notice has them; whether it has."""
    bodies, number = clean(header.get("issuing_body", "")), header.get("document_number", "")
    last = _write_mark(sheet, bodies, is_letter="函" in number) if bodies else None
    if number:
        last = sheet.paragraph("Number", number)
    if last is not None:
        _rule(sheet, last, ("bottom", _RED_RULE, layout.points(layout.RULE_GAP_MM)), colour=layout.RED)
    return last is not None


def _write_mark(sheet: Sheet, bodies: str, *, is_letter: bool) -> Paragraph:
    """The names of the bodies, one below the other, and 文件, which a letter (函) has not."""
    names = bodies.split("\n")
    ending = [] if is_letter else ["文件"]
    lines = _in_lines("".join([*names, *ending])) if len(names) == 1 else [*names, *ending]
    size = _ONE_LINE if len(lines) == 1 else _SEVERAL_LINES if len(lines) <= _MANY else _MANY_LINES
    scale = min(100, int(100 * layout.TEXT_WIDTH / size / max(map(width, lines))))
    paragraph = sheet.paragraph("Mark", "\n".join(lines), before=layout.points(layout.MARK_TOP_MM))
    paragraph.paragraph_format.line_spacing = sheet.docx.shared.Pt(round(size * 1.2))
    for run in paragraph.runs:
        run.font.size = sheet.docx.shared.Pt(size)
        properties = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no word for narrow characters
        properties.insert_element_before(sheet.element("w", val=max(scale, 1)), "w:sz")
    return paragraph


def _in_lines(name: str) -> list[str]:
    """The lines of the name of a body: as few as leave its characters wide enough."""
    if width(name) * _ONE_LINE * _NARROWEST <= layout.TEXT_WIDTH:
        return [name]
    return broken(name, layout.TEXT_WIDTH / (_SEVERAL_LINES * _NARROWEST))


def write_title(sheet: Sheet, title: str, style: str = "Title", *, below_rule: bool = False) -> Paragraph:
    """A title in the middle; two lines below the red rule. The longest line leaves room on both sides."""
    size = next(other.size for other in layout.STYLES if other.id == style)
    most = layout.TEXT_WIDTH / size - 1
    return sheet.paragraph(style, "\n".join(broken(clean(title), most)), before=2 * layout.LINE if below_rule else 0)


def write_addressees(sheet: Sheet, names: list[str]) -> None:
    """7.3.2: 最后一个机关名称后标全角冒号."""
    if names:
        sheet.paragraph("Addressees", "，".join(names).rstrip(":：") + "：")


def write_signature(sheet: Sheet, header: HeaderData) -> None:
    """署名, 成文日期 and 附注, as on a notice without a seal (7.3.5.2): the day begins two characters behind the name.

    Where nobody signs, the notice has a seal, and the day leaves room for it.
    """
    names = [name for name in clean(header.get("signature", "")).split("\n") if name]
    date = day(header["issued_on"]) if "issued_on" in header else ""
    last = width(names[-1]) if names else 0
    if (names or date) and sheet.last is not None:
        # A page shall not begin with the signature.
        sheet.last.paragraph_format.keep_with_next = True
    room = max(_ROOM, last - width(date)) if last < layout.LINE_CHARACTERS - _ROOM else _SEALED
    name_room = 2 * _ROOM + width(date) - last if date and room == _ROOM else _ROOM
    for k, name in enumerate(names):
        _at_right(sheet, name, name_room, first=k == 0).paragraph_format.keep_with_next = True
    if date:
        _at_right(sheet, date, room if names else _SEALED, first=not names)
    if note := header.get("note"):
        sheet.text("Note", note if note.startswith("（") else f"（{note}）")


def _at_right(sheet: Sheet, text: str, room: float, *, first: bool) -> Paragraph:
    paragraph = sheet.paragraph("Signature", text, before=layout.LINE if first else 0)
    paragraph.paragraph_format.right_indent = sheet.docx.shared.Pt(layout.body_characters(max(room, 0)))
    return paragraph


def write_imprint(sheet: Sheet, header: HeaderData) -> None:
    """抄送机关, 印发机关 and 印发日期 between rules at the foot of the last page (7.4): a table, as offices do it."""
    copied, printed = header.get("copied_to", ""), _printed(header)
    label = "" if copied.startswith(("抄送", "分送", "主送")) else "抄送："
    texts = [text for text in (label + copied if copied else "", printed) if text]
    if not texts:
        return
    table = sheet.document.add_table(len(texts), 1)
    _put_at_foot(sheet, table)
    for row, text in zip(table.rows, texts, strict=True):
        paragraph = sheet.fill(row.cells[0].paragraphs[0], "Imprint", text)
        end = sheet.docx.shared.Pt(layout.TEXT_WIDTH - layout.FINE_SIZE)
        paragraph.paragraph_format.tab_stops.add_tab_stop(end, sheet.docx.enum.text.WD_TAB_ALIGNMENT.RIGHT)
        paragraph.paragraph_format.keep_with_next = text is not texts[-1]
        row._tr.get_or_add_trPr().append(sheet.element("cantSplit"))  # noqa: SLF001
    # A table that stands apart is bound to the paragraph behind it.
    sheet.paragraph("Imprint").paragraph_format.line_spacing = sheet.docx.shared.Pt(1)


def _printed(header: HeaderData) -> str:
    """Who printed it and when; the day on the right."""
    date = f"{day(header['printed_on'])}印发" if "printed_on" in header else ""
    name = header.get("printed_by", "")
    return f"{name}\t{date}" if name or date else ""


def _put_at_foot(sheet: Sheet, table: Table) -> None:
    """A table as wide as the 版心 at its foot, with rules above, below and between.

    LibreOffice (7.4) leaves it behind the text: of the frames that it would put there, none has a rule between.
    """
    wide = round(20 * layout.TEXT_WIDTH)
    borders = sheet.element("tblBorders")
    for side, thickness in (("top", _THICK), ("bottom", _THICK), ("insideH", _THIN)):
        borders.append(sheet.element(side, val="single", sz=thickness, space=0, color="000000"))
    margins = sheet.element("tblCellMar")
    margins.extend(sheet.element(side, w=0, type="dxa") for side in ("left", "right"))
    place = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpX": 0, "tblpYSpec": "bottom"}
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no word for what follows
    properties[:] = [
        sheet.element("tblpPr", leftFromText=0, rightFromText=0, **place),
        sheet.element("tblW", w=wide, type="dxa"),
        borders,
        sheet.element("tblLayout", type="fixed"),
        margins,
    ]
    table.columns[0].width = sheet.docx.shared.Pt(layout.TEXT_WIDTH)
    for cell in table.columns[0].cells:
        cell.width = sheet.docx.shared.Pt(layout.TEXT_WIDTH)


def _rule(sheet: Sheet, paragraph: Paragraph, *rules: tuple[str, int, float] | None, colour: str = "000000") -> None:
    """Rules above or below a paragraph: side, thickness in eighths of a point, distance in points."""
    borders: Any = sheet.element("pBdr")
    for side, thickness, room in filter(None, rules):
        borders.append(sheet.element(side, val="single", sz=thickness, space=round(room), color=colour))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no word for borders
    properties.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")
