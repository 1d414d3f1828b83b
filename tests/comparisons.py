"""A comparison made by hand, with a change of every kind: what the tests of the forms show."""

from __future__ import annotations

from typing import Any

from workpoints.compare.change import Change, Kind, Number
from workpoints.compare.comparison import Comparison
from workpoints.source import Position

SECTIONS = {
    "1": "一、打造高效便捷的政务环境",
    "2": "二、打造公平有序的市场环境",
    "3": "三、打造优质稳定的要素环境",
}
TASK = "推动政务服务大厅“有诉即办”窗口全覆盖，帮办代办服务延伸到所有乡镇（街道）便民服务中心。"
TEXT_OLD = (
    "对社会投资低风险项目，取得用地手续后可按“基坑支护和土方开挖”“地下室”“±0.000以上”三个阶段申领施工许可证。"
    "2023年底前，全市办理建筑许可审批时间压减至45个工作日以内，环节不超过12个，企业满意度保持在95%以上。"
)
TEXT_NEW = (
    "对社会投资低风险项目，取得用地手续后可按“基坑支护和土方开挖”“地下室”“±0.000以上”三个阶段申领施工许可证。"
    "2024年底前，全市办理建筑许可审批时间压减至40个工作日以内，环节不超过12个，企业和群众满意度保持在97.5%以上。"
)
ADDED = {
    "id": "2.5",
    "label": "（五）",
    "title": "规范招标投标和政府采购",
    "children": [
        {
            "id": "2.5.1",
            "label": "1.",
            "title": "推进招标投标全流程电子化",
            "clauses": [
                {"text": "全面推行远程异地评标。", "duty": {"text": "市发展改革委牵头", "lead": ["市发展改革委"]}}
            ],
        },
        {
            "id": "2.5.2",
            "label": "2.",
            "clauses": [{"text": "预留份额专门面向中小企业采购，对小微企业给予价格扣除。"}],
        },
    ],
}
REMOVED = {
    "id": "1.4",
    "label": "（四）",
    "clauses": [
        {"text": "清理规范中介服务收费。", "duty": {"text": "市市场监管局负责", "responsible": ["市市场监管局"]}}
    ],
}
CLAUSE = {"text": "每季度通报一次办理情况。", "duty": {"text": "市数据局负责", "responsible": ["市数据局"]}}


def party(kind: Kind, unit: str, **values: Any) -> Change:
    return Change(kind, TASK, "1.1.2", "1.1.2", unit=unit, **values)


CHANGES = [
    Change(Kind.header, "", field="document_number", old="沧政办字〔2023〕8号", new="沧政办字〔2024〕12号"),
    Change(Kind.title, "", old="2023年优化营商环境重点任务", new="2024年优化营商环境重点任务"),
    Change(
        Kind.reworded,
        "",
        field="preamble",
        old="为打造一流营商环境，制定本清单。",
        new="为打造国际化一流营商环境，制定本清单。",
    ),
    Change(Kind.rule, "", new="列第一位的为牵头单位，下同"),
    Change(
        Kind.renumbered,
        "",
        numbers=(
            Number((0, 0), "1.1", "1.1", "（一）", "（1）"),
            Number((0, 1), "1.2", "1.3", "（二）", "（3）"),
        ),
    ),
    Change(Kind.title, "扩大集成服务", "1.1.1", "1.1.1", old="扩大集成服务范围", new="扩大集成服务"),
    Change(Kind.added, "每季度通报一次办理情况。", "1.1.1", "1.1.1", data=CLAUSE),
    party(Kind.party_added, "市公安局", new="responsible"),
    party(Kind.party_dropped, "市财政局", old="support"),
    party(Kind.role_changed, "市医保局", old="support", new="lead"),
    party(Kind.lead_replaced, "示范区工科委", old="示范区农业农村局", new="示范区工科委"),
    party(Kind.manner, "", new="按职责分工")._replace(unit=None),
    party(Kind.deadline, "", old="2023年10月底前", new="2024年6月底前")._replace(unit=None),
    party(Kind.scope, "", old="各县（市、区）")._replace(unit=None),
    party(Kind.open_ended, "", new="等")._replace(unit=None),
    Change(Kind.removed, "清理规范中介服务收费。", "1.4", data=REMOVED),
    Change(Kind.split, "完善信用监管", "1.3", "1.3", ids_new=("1.3", "1.4")),
    Change(Kind.reworded, TEXT_NEW, "1.3.1", "2.1.1", field="text", old=TEXT_OLD, new=TEXT_NEW),
    Change(
        Kind.moved, "提升纳税服务质效", "3.1", "2.4", old="三、打造优质稳定的要素环境", new="二、打造公平有序的市场环境"
    ),
    Change(Kind.moved, "强化融资服务", "2.2", "2.1", old=SECTIONS["2"], new=SECTIONS["2"]),
    Change(Kind.added, "规范招标投标和政府采购", id_new="2.5", data=ADDED),
    Change(Kind.merged, "加强人才用工保障", "3.2", "3.1", ids_old=("3.2", "3.3")),
    Change(Kind.removed, "强化组织保障", "4", data={"id": "4", "label": "四、", "title": "强化组织保障"}),
]


def _locate(change: Change) -> Position | None:
    return Position(int(change.id_new.split(".")[-1]) + 10, 1) if change.id_new else None


def placed(change: Change) -> Change:
    """The change with its section, that of the new notice where it is there."""
    place = change.id_new or change.id_old
    return change._replace(section=SECTIONS.get(place[0], "四、强化组织保障")) if place else change


CHANGES = [*map(placed, CHANGES)]
EVERY_KIND = Comparison("旧/要点2023.txt", "新/要点2024.txt", CHANGES, _locate)

HOSTILE_TEXT = (
    "<script>alert(1)</script>[b]粗[/b]|格|`码`\n::error file=x::y\r\n# 题 *斜* _斜_ **粗** ~~删~~ <!-- & &amp;"
    "\x07\x1b[31m\u202e\u2028 [链](http://a.example) https://b.example www.c.example d@e.example @someone #12"
    " :tada: $x$ \\ \"引\" '引' 1. 一"
)


def hostile(change: Change) -> Change:
    """The change with texts that some form could take for markup."""
    values = change._asdict()
    for key in ("text", "unit", "old", "new", "field", "section"):
        if values[key] and values[key] not in ("lead", "responsible", "support", "guide"):
            values[key] = values[key] + HOSTILE_TEXT
    if change.data:
        values["data"] = {
            "id": "2.5" + HOSTILE_TEXT,
            "label": HOSTILE_TEXT,
            "title": HOSTILE_TEXT,
            "clauses": [{"text": HOSTILE_TEXT, "duty": {"text": HOSTILE_TEXT}}],
            "children": [{"id": "2.5.1", "label": "1.", "clauses": [{"text": "- " + HOSTILE_TEXT}]}],
        }
    return Change(**values)


HOSTILE = Comparison(
    f"旧/{HOSTILE_TEXT}.txt",
    f"新/{HOSTILE_TEXT}.txt",
    [hostile(change) for change in CHANGES],
    _locate,
)
