"""Titles broken into lines. 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜."""

from __future__ import annotations

import re
from functools import cache
from math import inf

from workpoints.exporters.official.text import width

__all__ = ["broken"]

_NEVER_FIRST = "》〉”’）】〕、，。；：的等)年月日号局室厅"
_NEVER_LAST = "《〈“‘（【〔("
_GOOD_BEFORE = "《和与及关"
_GOOD_BEHIND = "》、，的"
# Numbers, and the words that titles of plans are made of; a longer one stands before those that it begins with.
_WHOLE = re.compile(
    r"[0-9A-Za-z.—－一-]*[0-9A-Za-z]年?|人民政府办公[室厅]|人民政府|办公[室厅]|管理[局处]?"
    "|工作要点|领导小组|营商环境|知识产权|中小学生|高质量|进一步|开发区|客货邮|内外贸|示范区|委员会"
    "|一体化|中医药|安全|保护|标准|产业|产品|措施|打击|儿童|发展|方案|分工|服务|改革|攻坚|工程|工作|公安"
    "|关于|规划|行动|环境|会议|基础|绩效|计划|加快|加强|假冒|监督|监管|健康|建设|教育|经济|考核|困难"
    "|联席|领导|流通|贸易|民生|目标|年度|农村|农业|平台|企业|侵犯|清单|任务|商品|设施|设备|社会|生产"
    "|生态|实施|实事|市场|数字|台账|提升|提质|体系|通知|推动|推进|伪劣|污染|物流|系统|下达|乡村|项目"
    "|消费|协同|行政|学校|养老|医疗|意见|印发|优化|友好|预算|增效|振兴|征求|整治|政府|政务|政策|支持"
    "|执法|职业|指导|制售|治理|治本|重点|专项|转型|做好|贯彻|落实"
)
_MOST_LINES = 6
_UGLY, _SPLIT, _ONE_MORE, _BAD = 25, 75, 50, 1000


def broken(text: str, most: float) -> list[str]:
    """A title in lines of about the same width, not broken inside words that are known.

    A text of very many lines is left to Word.
    """
    number = -int(-width(text) // most)
    if "\n" in text or not 1 < number <= _MOST_LINES:
        return [text]
    costs = {at: _cost(text, at) for at in range(1, len(text))}
    for found in _WHOLE.finditer(text):
        inside = _BAD if found.group()[0].isdigit() else _SPLIT
        costs |= {at: costs[at] + inside for at in range(found.start() + 1, found.end())}
    fewest, more = (_divided(text, lines, most, costs) for lines in (number, number + 1))
    _, ends = fewest if fewest[0] <= more[0] + _ONE_MORE else more
    return [text[start:end] for start, end in zip((0, *ends[:-1]), ends, strict=True)] or [text]


def _cost(text: str, at: int) -> float:
    """How bad a break before a character is."""
    if text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST:
        return _BAD
    return 0 if text[at] in _GOOD_BEFORE or text[at - 1] in _GOOD_BEHIND else _UGLY


def _divided(text: str, number: int, most: float, costs: dict[int, float]) -> tuple[float, tuple[int, ...]]:
    """The best lines of a text, so many of them: how bad they are, and where they end."""
    even = width(text) / number

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            rest = width(text[start:])
            return ((rest - even) ** 2 if rest <= most else inf, (len(text),))
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for end in range(start + 1, len(text)):
            wide = width(text[start:end])
            if wide > most:
                break
            cost, ends = best(end, left - 1)
            found = min(found, (cost + (wide - even) ** 2 + costs[end], (end, *ends)))
        return found

    return best(0, number)
