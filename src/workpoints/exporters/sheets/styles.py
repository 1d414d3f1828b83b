"""How the cells of a ledger look. Fonts are names: programs that lack one take another."""

from __future__ import annotations

from typing import Any

from workpoints.exporters.sheets.fit import CHARACTER

__all__ = ["Styles"]

_CENTER = {"align": "center", "valign": "vcenter", "text_wrap": True}
_CELL = {"font_name": "仿宋_GB2312", "font_size": CHARACTER, "border": 1, "text_wrap": True, "valign": "vcenter"}
# As text, so that no program makes a date or a number of what people write.
_OPEN = _CELL | {"locked": False, "num_format": "@"}
_HEADING = _CELL | {"font_name": "黑体", "align": "center", "bg_color": "#EDEDED"}
_KINDS: dict[str, dict[str, Any]] = {
    "title": {
        "font_name": "方正小标宋简体",
        "font_size": 20,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "heading": _HEADING,
    "text": _CELL,
    "center": _CELL | {"align": "center"},
    "group": _CELL | {"font_name": "楷体_GB2312", "valign": "top"},
    "filled": _OPEN | {"align": "center"},
    "free": _OPEN,
    "link": _CELL | {"font_color": "#0B57D0", "underline": 1},
    "total": _CELL | {"align": "center", "bold": True},
    "late": {"font_color": "#B3261E"},
    "done": {"font_color": "#14692F"},
}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, kind: str) -> Any:
        if kind not in self._made:
            self._made[kind] = self._book.add_format(_KINDS[kind])
        return self._made[kind]
