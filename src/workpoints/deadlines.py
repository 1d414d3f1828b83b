"""The last day that a deadline means, where that is certain.

    deadline = [ year ] ( month day | month [ 上旬 | 中旬 | 下旬 | 底 | 末 ] | half | quarter | 年底 | 年内 ) [ 前 ]

A deadline without a year means the year of the plan. An event (全国两会召开前) and a standing task (持续推进) have no
day, and 6月前 does not say whether June is meant.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

__all__ = ["last_day", "plan_year"]

_MONTH = r"(?P<month>\d{1,2})月"
_DEADLINE = re.compile(
    r"(?:(?P<year>20\d{2})年)?(?:于|在)?(?:"
    rf"{_MONTH}(?:(?P<day>\d{{1,2}})日|(?P<part>上旬|中旬|下旬|底|末|份|(?!前|以前|之前)))"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度末?|(?P<end>年底|年末|年内|底|末|内|全年)?)"
    r"(?P<before>之前|以前|前)?(?:完成|实现|办结|到位|建成|投入使用|开工|动工|见成效)?[^\d，,；;]{0,12}"
)
_PART_DAYS = {"上旬": 10, "中旬": 20}
_YEAR = re.compile(r"(20\d{2})年")
_NUMBER_YEAR = re.compile(r"[〔\[（(](20\d{2})[〕\]）)]")


def plan_year(titles: list[str], number: str, issued: date | None) -> int | None:
    """The year of a plan: the one that its title names, or that of its number or its date; None where not certain."""
    for title in titles:
        years = set(_YEAR.findall(title))
        if len(years) == 1 and not re.search(r"20\d{2}\s*[-—–－至]", title):
            return int(years.pop())
        if years:
            return None
    found = _NUMBER_YEAR.search(number)
    return int(found[1]) if found else issued.year if issued else None


def last_day(text: str, year: int | None) -> date | None:
    """The last day that a deadline means, in a plan of some year. Raises ValueError where there is no such day."""
    found = _DEADLINE.fullmatch(text)
    named = found.groupdict() if found else {}
    when = int(named["year"]) if named.get("year") else year
    if not named or when is None:
        return None
    if named["month"]:
        return _in_month(when, int(named["month"]), named["day"], named["part"])
    if named["half"] or named["quarter"]:
        month = {"上": 6, "下": 12}.get(named["half"] or "") or 3 * _quarter(named["quarter"])
        return _in_month(when, month, None, None)
    whole = named["end"] or (named["year"] and not named["before"])
    return date(when, 12, 31) if whole else None


def _quarter(written: str) -> int:
    return "一二三四".find(written) + 1 or int(written)


def _in_month(year: int, month: int, day: str | None, part: str | None) -> date:
    if day:
        return date(year, month, int(day))
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise ValueError(month)
    return date(year, month, _PART_DAYS.get(part or "", calendar.monthrange(year, month)[1]))
