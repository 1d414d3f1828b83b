"""A document under way: paragraphs are put behind each other, each of a style of `layout`."""

from __future__ import annotations

import datetime as dt
import io
import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from workpoints.exporters.archive import steady
from workpoints.exporters.official import layout
from workpoints.exporters.official.styles import fonts_xml, settings_xml, styles_xml
from workpoints.exporters.official.text import clean
from workpoints.extras import load_extra

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["Piece", "Sheet"]

# No clock: the same request gives the same bytes.
_MOMENT = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants times without a zone
# What of the library's own empty document we need.
_KEPT = ("/styles", "/settings", "/fontTable", "/theme")
_AUTHOR = "workpoints"
_MARKS = {"\n": "br", "\t": "tab"}


class Piece(NamedTuple):
    """A stretch of a paragraph with its own style of characters."""

    text: str
    style: str = ""


class Sheet:
    """A document of Word."""

    def __init__(self) -> None:
        self.docx = load_extra("docx", "docx")
        self.document: Document = self.docx.Document()
        _replace_parts(self.docx, self.document)
        _set_page(self.docx, self.document)
        self.title = ""
        self.last: Paragraph | None = None
        """The last paragraph, that of a table apart."""
        self._page_due = False

    def new_page(self) -> None:
        """The next paragraph begins a page, unless it is the first of all."""
        self._page_due = self.last is not None

    def paragraph(self, style: str, *pieces: str | Piece, before: float | None = None) -> Paragraph:
        """A paragraph; a line break in a piece is one inside the paragraph. `before`: points above it."""
        element = self.element("p")
        self.document.element.body.sectPr.addprevious(element)
        paragraph = self.fill(self.docx.text.paragraph.Paragraph(element, self.document._body), style, *pieces)  # noqa: SLF001
        if before is not None:
            paragraph.paragraph_format.space_before = self.docx.shared.Pt(before)
        if self._page_due:
            paragraph.paragraph_format.page_break_before = True
            self._page_due = False
        self.last = paragraph
        return paragraph

    def fill(self, paragraph: Paragraph, style: str, *pieces: str | Piece) -> Paragraph:
        """An empty paragraph that is there already.

        Its elements are made one by one: the library looks for the place of each, and for a style by its name, which
        would take several times as long.
        """
        properties = self.element("pPr")
        properties.append(self.element("pStyle", val=style))
        told = (piece if isinstance(piece, Piece) else Piece(piece) for piece in pieces)
        runs = [
            self._run("".join(piece.text for piece in alike), of) for of, alike in groupby(told, attrgetter("style"))
        ]
        paragraph._p[:] = [properties, *runs]  # noqa: SLF001
        return paragraph

    def text(self, style: str, text: str) -> None:
        """A text, each of its lines a paragraph."""
        for line in clean(text).split("\n"):
            if line.strip():
                self.paragraph(style, line)

    def _run(self, text: str, style: str) -> Any:
        """A stretch of characters of one style."""
        run, properties = self.element("r"), self.element("rPr")
        if style:
            properties.append(self.element("rStyle", val=style))
        # Quotation marks and dashes are of Chinese and of Latin fonts alike: here they are Chinese.
        properties.append(self.element("rFonts", hint="eastAsia"))
        run.append(properties)
        for part in filter(None, re.split("([\n\t])", clean(text))):
            made = self.element(_MARKS.get(part, "t"))
            if part not in _MARKS:
                made.text = part
                made.set(self.docx.oxml.ns.qn("xml:space"), "preserve")
            run.append(made)
        return run

    def element(self, name: str, **attributes: object) -> Any:
        """An element of the format of Word, for what the library has no word for."""
        made = self.docx.oxml.OxmlElement(f"w:{name}")
        for key, value in attributes.items():
            made.set(self.docx.oxml.ns.qn(f"w:{key}"), str(value))
        return made

    def saved(self) -> bytes:
        """The file."""
        properties = self.document.core_properties
        # Longer ones the library refuses.
        properties.title = clean(self.title)[:255]
        properties.author = properties.last_modified_by = _AUTHOR
        properties.created = properties.modified = _MOMENT
        properties.revision, properties.language, properties.comments = 1, "zh-CN", ""
        file = io.BytesIO()
        self.document.save(file)
        return steady(file.getvalue())


def _replace_parts(docx: Any, document: Document) -> None:
    """Our own styles, settings and fonts in place of the library's; what else it brings is left out."""
    main, package = document.part, document.part.package
    for key, relation in list(main.rels.items()):
        if not relation.reltype.endswith(_KEPT):
            del main.rels[key]
        elif relation.reltype.endswith("/fontTable"):
            old = relation.target_part
            blob = fonts_xml().encode()
            relation._target = docx.opc.part.Part(old.partname, old.content_type, blob, package)  # noqa: SLF001
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del package.rels[key]
    for element, xml in ((document.styles.element, styles_xml()), (document.settings.element, settings_xml())):
        element[:] = list(docx.oxml.parse_xml(xml))


def _set_page(docx: Any, document: Document) -> None:
    """A4 with the margins of the standard, and page numbers on the outer side of both pages of a leaf."""
    section, millimetres = document.sections[0], docx.shared.Mm
    section.page_width, section.page_height = map(millimetres, layout.PAGE_MM)
    for side, size in layout.MARGINS_MM.items():
        setattr(section, f"{side}_margin", millimetres(size))
    section.header_distance = millimetres(15)
    section.footer_distance = millimetres(layout.FOOTER_MM)
    grid = section._sectPr.find(docx.oxml.ns.qn("w:docGrid"))  # noqa: SLF001
    if grid is not None:
        section._sectPr.remove(grid)  # noqa: SLF001
    _number_page(docx, section.footer, "right")
    _number_page(docx, section.even_page_footer, "left")


def _number_page(docx: Any, footer: Any, side: str) -> None:
    """— 1 —, one character from a side."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH[side.upper()]
    setattr(paragraph.paragraph_format, f"{side}_indent", docx.shared.Pt(layout.FINE_SIZE))
    paragraph.add_run("— ")
    field = docx.oxml.OxmlElement("w:fldSimple")
    field.set(docx.oxml.ns.qn("w:instr"), " PAGE ")
    number = paragraph.add_run("1")
    field.append(number._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001
    paragraph.add_run(" —")
