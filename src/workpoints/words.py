"""The words by which notices are read: every list that a reader of notices would add to stands here.

Words are written simplified. Order within a tuple does not matter; longer words are tried first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

__all__ = ["Role", "alternatives", "by_last_character"]

Role = Literal["lead", "responsible", "support", "guide"]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def by_last_character(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their last characters, longest first: to tell quickly with which of them a text ends."""
    table: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        table[word[-1]] = (*table.get(word[-1], ()), word)
    return table


# ---- Header (GB/T 9704-2012) -----------------------------------------------------------------------------------------

# 文种: the kinds of document that a title ends with (《党政机关公文处理工作条例》第八条, and the names of plans).
DOCUMENT_KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要", "要点", "方案", "分工", "计划", "规划", "办法", "措施", "细则", "安排", "清单", "分解表",
    "任务书", "行动", "纲要", "规定", "制度", "台账", "任务",
)  # fmt: skip

# Labels of the table that web pages put above a notice → the header field, empty for none.
METADATA_LABELS = {
    "发文机关": "issuing_body",
    "发布机构": "issuing_body",
    "发文单位": "issuing_body",
    "制发机关": "issuing_body",
    "成文日期": "issued_on",
    "生成日期": "",
    "发布日期": "",
    "公开日期": "",
    "发文字号": "document_number",
    "发文文号": "document_number",
    "文号": "document_number",
    "文件编号": "document_number",
    "标题": "",
    "名称": "",
    "索引号": "",
    "索引编号": "",
    "信息索引": "",
    "主题分类": "",
    "体裁分类": "",
    "组配分类": "",
    "信息分类": "",
    "公开方式": "",
    "公开形式": "",
    "有效性": "",
    "效力状态": "",
    "废止日期": "",
    "关键词": "",
    "主题词": "",
    "信息来源": "",
    "登记号": "",
}

# The usual headings of plans: where the line break behind one is lost, it still ends there.
STANDARD_HEADINGS = (
    "总体要求", "指导思想", "基本原则", "工作原则", "工作目标", "主要目标", "总体目标", "发展目标", "目标任务",
    "重点任务", "主要任务", "工作任务", "重点工作", "主要措施", "工作措施", "保障措施", "保障机制", "组织实施",
    "组织领导", "组织保障", "工作要求", "有关要求", "实施步骤", "工作步骤", "时间安排", "实施范围", "附则",
)  # fmt: skip

# Traditional characters in the words of these lists, and the simplified ones they are read as.
TRADITIONAL = str.maketrans(
    "負責牽頭單門導參與協辦領組員關國務區縣鄉鎮廳會處隊聯總學醫銀機構業發財稅農環態衛試點實時間範圍適別職時間體產廣電務專項"
    "號於動設計劃創運營監測檢驗標準質網絡氣島灣東陽陰黨團婦殘僑貿檔黃龍馬鳥魚龜",
    "负责牵头单门导参与协办领组员关国务区县乡镇厅会处队联总学医银机构业发财税农环态卫试点实时间范围适别职时间体产广电务专项"
    "号于动设计划创运营监测检验标准质网络气岛湾东阳阴党团妇残侨贸档黄龙马鸟鱼龟",
)

# How the text begins that closes a plan and speaks to all who have tasks in it.
CLOSING_STARTS = (
    "各", "以上", "上述", "有关单位", "有关部门", "请各", "请有关", "全市", "全县", "全区", "全省", "本要点", "本方案",
    "本计划", "本意见", "本办法", "本分工", "本清单", "附则",
)  # fmt: skip

# ---- Duties ----------------------------------------------------------------------------------------------------------

# Role → the words that give it, at the end of a list of parties.
ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    "lead": ("牵头", "牵头负责", "牵头督导", "牵头组织", "牵头落实", "牵头组织实施", "主办"),
    "responsible": (
        "负责",
        "负责落实",
        "负责实施",
        "负责组织实施",
        "落实",
        "组织落实",
        "组织实施",
        "抓好落实",
        "承办",
        "各负其责",
    ),
    "support": ("配合", "参与", "参加", "协助", "协办", "配合落实", "协同配合", "协助配合"),
    "guide": ("指导", "督导"),
}

# Words between the parties and the role word → the manner they give ("" for none).
MANNER_WORDS = {
    "按职责分工": "按职责分工",
    "按照职责分工": "按职责分工",
    "依职责分工": "按职责分工",
    "按各自职责分工": "按职责分工",
    "按照各自职责分工": "按职责分工",
    "按分工": "按职责分工",
    "根据职责分工": "按职责分工",
    "按职能分工": "按职责分工",
    "按照职能分工": "按职责分工",
    "按各自职责": "按职责分工",
    "按照各自职责": "按职责分工",
    "根据各自职责": "按职责分工",
    "根据职责": "按职责分工",
    "依职责": "按职责分工",
    "分工": "按职责分工",
    "按职责": "按职责分工",
    "按照职责": "按职责分工",
    "分别": "分别",
    "共同": "共同",
    "协同": "共同",
    "联合": "共同",
    "具体": "",
}

# Label in front of a list of parties → the role it gives.
DUTY_LABELS = {
    "牵头单位": "lead",
    "牵头部门": "lead",
    "牵头责任单位": "lead",
    "牵头负责部门": "lead",
    "牵头负责单位": "lead",
    "牵头责任部门": "lead",
    "主办单位": "lead",
    "主要责任单位": "lead",
    "责任单位": "responsible",
    "责任部门": "responsible",
    "责任主体": "responsible",
    "负责部门": "responsible",
    "负责单位": "responsible",
    "落实单位": "responsible",
    "其他责任单位": "responsible",
    "实施机构": "responsible",
    "配合单位": "support",
    "配合部门": "support",
    "协办单位": "support",
    "协同单位": "support",
    "协同责任单位": "support",
    "协同配合单位": "support",
    "参与单位": "support",
    "参加单位": "support",
    "责任科室": "responsible",
    "责任处室": "responsible",
    "牵头科室": "lead",
    "牵头处室": "lead",
    "配合科室": "support",
    "配合处室": "support",
    "指导单位": "guide",
    "督导单位": "guide",
}
# Labels in front of persons, who are no parties.
PERSON_LABELS = (
    "责任领导", "分管领导", "牵头领导", "责任人", "联系人", "具体责任人",
    *(f"{duty}{level}领导" for duty in ("责任", "分管", "牵头") for level in "省市县区州"),
)  # fmt: skip
DEADLINE_LABELS = ("完成时限", "完成时间", "时限要求", "办结时限", "时间节点", "时限", "完成期限")
SCOPE_LABELS = ("适用范围",)

# Sentences inside a notation that govern the document: which rule, and the words by which it is known.
RULE_WORDS = {
    "first_leads": r"(?:列|排)[^，,。；;]{0,6}(?:第一|首)位?[^，,。；;]*为[^，,。；;]*牵头[^，,。；;]*",
    "default_party": r"(?:以下|具体|各项)[^，,。；;]*?均(?:需|由|须|涉及)"
    r"(?P<who>[^，,。；;]*?)(?:落实|负责)?(?=[，,。；;]|$)",
}
# What may follow such a sentence and says no more than that it goes on.
RULE_TAILS = ("下同", "不再列出", "不再一一列出", "不再单独列出", "不再另行列出", "不再做分工", "不再重复列出")

# A deadline at the end of a notation, without a label.
_DAY = r"(?:\d{1,2}日|上旬|中旬|下旬|[底末内]|年底|年内|上半年|下半年|[一二三四]季度)*(?:之?前|以前)?"
DEADLINE_WORDS = (
    rf"(?:\d{{4}}年)?(?:\d{{1,2}}月)?{_DAY}完成",
    r"(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末])?|年?底|年内|[上下]半年|第?[一二三四]季度)(?:之?前|以前)?",
    "贯穿全年|全年(?:推进|开展|完成)?|长期(?:任务|坚持)?|每(?:月|季度|半年|年)",
    r"(?:\d{4}年|年内|全年|长期|常年)?(?:持续|长期|常态化|滚动|不断)(?:推进|坚持|实施|开展)",
)

# ---- Parties ---------------------------------------------------------------------------------------------------------

# What the name of an office, a body or a company ends with.
UNIT_SUFFIXES = (
    "局", "委", "部", "厅", "院", "署", "会", "办", "室", "处", "科", "站", "所", "队", "社", "联", "中心",
    "海关", "公司", "集团", "政府", "党组", "党委", "党工委", "企业", "大学", "学院", "学校", "机构", "指挥部",
    "银行", "分行", "支行", "人行", "农商行", "街道", "园区", "基金", "馆", "台", "服务商", "运营商", "中央", "司",
    "高新区", "经开区", "开发区", "新区", "示范区", "管理区", "功能区",
)  # fmt: skip

# What a notation in brackets ends with: told by its end, it need not be read to see that a line is finished.
NOTATION_ENDS = (*(word for words in ROLE_WORDS.values() for word in words), "单位", "部门", *UNIT_SUFFIXES, "。")

# Words by which a name is known to mean a set of offices, whatever it ends with.
GROUP_WORDS = ("各", "有关", "相关", "成员单位", "全体", "所有", "其他")
# Ends of names that mean a set: no single office is called 部门 or 单位.
GROUP_SUFFIXES = (
    "部门", "单位", "机关", "地区", "地方", "企业", "高校", "县级市", "城市政府", "市县政府", "市县人民政府",
    "地方政府", "地方人民政府", "级政府", "级人民政府",
)  # fmt: skip

# What 等 may stand before without naming a further party.
EMPTY_SETS = ("部门", "单位", "部门和单位", "部门单位", "单位和部门", "部门、单位")

# Ends of the names of jurisdictions, as they open the name of an office: 示范区公安局, 省教育厅, 郑州市公安局.
JURISDICTIONS = (
    "省", "市", "县", "区", "州", "盟", "旗", "示范区", "开发区", "高新区", "新区", "自治区", "自治州",
    "自治县", "管理区", "功能区", "实验区", "合作区", "经开区", "度假区", "特区", "矿区", "林区",
)  # fmt: skip
# Jurisdictions that only stand alone before an office (镇政府); behind other characters they end no name (城乡).
BARE_JURISDICTIONS = ("镇", "乡", "师", "兵团")

# What may follow such a word without it being a jurisdiction: the 市 of 市场 names no city.
NOT_JURISDICTION_BEFORE = ("场", "容", "民", "域", "块", "划", "级", "际", "村", "镇", "县", "直", "政")
# Offices whose names begin with one of these characters all the same: 市政府, 市民政局.
JURISDICTION_BEFORE = ("政府", "政协", "政法", "政务", "政数", "民政", "民族", "民宗", "场馆", "划转")

# Offices that answer to another system than the local government: they neither take nor give a jurisdiction.
OTHER_SYSTEMS = (
    "海关", "法院", "检察院", "银行", "支行", "分行", "公司", "集团", "分院", "大学", "学院", "企业", "协会",
    "商会", "军分区", "银保监", "证监", "国网", "电网", "铁路", "服务商", "海事局", "总署", "总局",
    "总社",
)  # fmt: skip
# Bodies of the centre, and provinces, that open a name which then needs no jurisdiction before it.
PLACES = (
    "中央", "国家", "国务院", "全国", "中国", "最高", "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林",
    "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西",
    "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门",
    "台湾",
)  # fmt: skip
