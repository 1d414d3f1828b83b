"""Styles, fonts and settings of a document, made of `layout`."""

from __future__ import annotations

from workpoints.exporters.official.layout import (
    BODY_SIZE,
    FANGSONG,
    STAND_INS,
    STYLES,
    TIGHTER,
    Style,
    heading,
    heading_inside,
)

__all__ = ["fonts_xml", "settings_xml", "styles_xml"]

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# 5.2.3: every line and page is full: no room between Han characters and digits, no lines saved for the next page. Marks
# stand behind the end of a line anyway; it is said for LibreOffice, which takes it for the opposite (7.4), and would
# lose such marks where characters are set closer.
_EVERY_PARAGRAPH = """<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/>
<w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>"""
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def styles_xml() -> str:
    """The part of a document that has its styles."""
    defaults = f"<w:rPrDefault><w:rPr>{_characters(STYLES[0])}{_LANGUAGE}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    inside = "".join(_inside(style) for style in STYLES if style.level)
    made = "".join(_style(style) for style in STYLES)
    return f"<w:styles {_SPACE}><w:docDefaults>{defaults}</w:docDefaults>{made}{_BUILT_IN}{inside}</w:styles>"


_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_BUILT_IN = """
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>
<w:semiHidden/></w:style>"""


def _style(style: Style) -> str:
    plain = style.id == "Normal"
    kind = 'w:default="1"' if plain else "" if style.name.isascii() else 'w:customStyle="1"'
    parts = [
        f'<w:style w:type="paragraph" w:styleId="{style.id}" {kind}>',
        f'<w:name w:val="{style.name}"/>',
        "" if plain else '<w:basedOn w:val="Normal"/>',
        f'<w:next w:val="{style.following}"/>' if style.following else "",
        f'<w:link w:val="{heading_inside(style.level)}"/>' if style.level else "",
        "<w:qFormat/>",
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_characters(style)}</w:rPr></w:style>",
    ]
    return "".join(parts)


def _inside(style: Style) -> str:
    """The style of characters that goes with a style of headings."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{heading_inside(style.level)}">'
        f'<w:name w:val="{style.name} Char"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f'<w:link w:val="{heading(style.level)}"/><w:rPr>{_characters(style)}</w:rPr></w:style>'
    )


def _paragraph(style: Style) -> str:
    """Word wants these in this order."""
    first = f' w:firstLineChars="200" w:firstLine="{_twips(2 * (style.size + TIGHTER))}"' if style.indented else ""
    hanging = f' w:hanging="{_twips(style.hanging)}"' if style.hanging else ""
    around = f'w:before="{_twips(style.before)}" w:after="{_twips(style.after)}"'
    parts = [
        "<w:keepNext/>" if style.keep else "",
        _EVERY_PARAGRAPH if style.id == "Normal" else "",
        f'<w:spacing {around} w:line="{_twips(style.line)}" w:lineRule="exact"/>',
        f'<w:ind w:left="{_twips(style.left)}" w:right="{_twips(style.right)}"{first}{hanging}/>',
        f'<w:jc w:val="{style.align}"/>',
        f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "",
    ]
    return "".join(parts)


def _characters(style: Style) -> str:
    fonts = " ".join(f'w:{script}="{style.font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    spacing = _twips(TIGHTER) if style.size == BODY_SIZE else 0
    return "".join(
        [
            f'<w:rFonts w:hint="eastAsia" {fonts}/>',
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:spacing w:val="{spacing}"/><w:kern w:val="0"/>',
            f'<w:sz w:val="{round(2 * style.size)}"/><w:szCs w:val="{round(2 * style.size)}"/>',
        ]
    )


def _twips(points: float) -> int:
    return round(20 * points)


def fonts_xml() -> str:
    """The part of a document that says what stands in for a font that is missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"modern" if name == FANGSONG else "auto"}"/><w:pitch w:val="variable"/></w:font>'
        for name, other in STAND_INS.items()
    )
    return f"<w:fonts {_SPACE}>{fonts}</w:fonts>"


def settings_xml() -> str:
    """The part of a document that has its settings: those of Word 2013 and later, for printing on both sides."""
    return f"""<w:settings {_SPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>
<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>
<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBILITY}" w:val="15"/>
</w:compat><w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/></w:settings>"""
