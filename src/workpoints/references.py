"""Documents and campaigns that a text names.

document = "《" title "》" [ "（" number "）" ]        《关于加强…的意见》（国发〔2023〕1号)
campaign = "“" name "”" [ 专项 ] ( 行动 | 工程 | 计划 )    “剑网2023”专项行动
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["ReferenceRange", "references"]

_KIND = "(?:系列)?(?:专项|集中|联合|百日|示范)?(?:整治|执法|治理|保护|提升)?(?:专项)?(?:行动|工程|计划)"
# Both begin with a mark, so that the engine skips to it.
_REFERENCE = re.compile(
    r"[《“](?:(?<=《)(?P<document>[^《》\n]{2,120}(?:《[^《》\n]*》[^《》\n]*)*)》"
    r"(?:[（(](?P<number>[^（）()\s，。]{1,16}[〔\[]\d{4}[〕\]]第?\d{1,5}号)[）)，,]?)?"
    rf"|(?<=“)[^“”\n]{{2,30}}”{_KIND})"
)


class ReferenceRange(NamedTuple):
    """Where a reference stands in a text."""

    kind: Literal["document", "campaign"]
    start: int
    end: int
    number: tuple[int, int] | None


def references(text: str, start: int, end: int) -> list[ReferenceRange]:
    """The references in a range of a text, in reading order; the name of a document stands between its title marks."""
    found: list[ReferenceRange] = []
    for match in _REFERENCE.finditer(text, start, end):
        if match["document"]:
            number = match.span("number") if match["number"] else None
            found.append(ReferenceRange("document", *match.span("document"), number))
        else:
            found.append(ReferenceRange("campaign", *match.span(), None))
    return found
