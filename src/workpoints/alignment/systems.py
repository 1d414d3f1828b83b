"""Offices of one system: those that do the same work at different places and levels.

The registry tells which office a name means, but not that 国家市场监督管理总局 at the centre and 市场监督管理局 of a
city are of one system. Their names tell: they share the words for the work, and differ in those for place and rank.
"""

from __future__ import annotations

import re
from itertools import pairwise

from workpoints.registry.names import opening
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home

__all__ = ["System", "system_of"]

System = frozenset[str]
"""Words for the work of an office. Offices that share one are of one system."""

# What names have in common whatever the work: rank and form of an office, and words that stand in many fields.
_GENERAL = (
    "中华", "人民共和国", "国家", "中央", "全国", "最高", "高级", "中级", "人民", "国务院", "中共", "中国", "地方",
    "某地", "委员会", "办公室", "办公厅", "领导小组", "指挥部", "联席会议", "联合会", "协会", "中心", "公司", "集团",
    "有限", "股份", "总局", "分局", "总队", "支队", "大队", "总署", "分行", "党工委", "监督", "管理", "监管", "工作",
    "事务", "服务", "行政", "综合", "执法", "资源", "保障", "社会", "信息化", "信息", "安全", "发展", "改革", "建设",
    "经济", "技术", "合作", "事业", "环境", "保护", "机关", "机构", "公共", "责任",
)  # fmt: skip
_FORMS = "委局厅部办会署处所站室"
_CUT = re.compile(f"{'|'.join(sorted(_GENERAL, key=len, reverse=True))}|和|与|、")
# Work → what the office is known by that does it, or is above it, where it has no office of its own.
_DONE_BY = {
    "知识产权": "市场", "药品": "市场", "疾病预防": "卫生", "中医药": "卫生", "新闻出版": "宣传", "版权": "宣传",
    "电影": "宣传", "安全生产": "应急", "行政审批": "政务", "粮食": "发展改革", "能源": "发展改革", "乡村振兴": "农业",
    "民族": "统一战线", "宗教": "统一战线", "文物": "文化", "公务员": "组织", "经济和信息化": "工业",
}  # fmt: skip
# Works that are named by general words together.
_TOGETHER = (
    "发展改革",
    "经济信息化",
    "经济发展",
    "社会工作",
    "社会事业",
    "国家安全",
    "机关事务",
    "综合执法",
    "综合行政执法",
)
_JOINED = re.compile("和|与|、")


def system_of(name: str, registry: Registry, home: Home) -> System | None:
    """The system of the office that a name means in a notice from `home`; None for a set of offices."""
    found = registry.resolve(name, home)
    if found.kind == "group":
        return None
    names = [unit.entry.name.removeprefix(unit.entry.jurisdiction) for unit in (*found.named, *found.units)]
    return frozenset(word for each in names or [opening(name)[-1][1]] for word in _words(each or name))


def _words(name: str) -> System:
    """The words for the work in the name of an office without its place; the name itself where there are none."""
    texts = [name, *(other for work, other in _DONE_BY.items() if work in name)]
    joined = _JOINED.sub("", "".join(texts))
    found = {pair for text in texts for part in _CUT.split(text) for pair in _pairs(part)}
    return frozenset(found | {work for work in _TOGETHER if work in joined} or {name})


def _pairs(part: str) -> list[str]:
    return list(map("".join, pairwise(part.rstrip(_FORMS).removeprefix("委"))))
