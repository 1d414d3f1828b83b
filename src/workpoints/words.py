"""The words by which duties are read: lists that a reader of notices would add to stand here.

Those of the head and the tail of a notice are in `workpoints.header_words`, places in `workpoints.places`, what web
pages put around a notice in `workpoints.furniture`.

Words are written simplified. Order within a tuple does not matter; longer words are tried first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

__all__ = ["TRADITIONAL", "Role", "alternatives", "by_last_character", "simplified"]

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


# Traditional characters in the words of these lists, and the simplified ones they are read as.
TRADITIONAL = str.maketrans(
    "負責牽頭單門導參與協辦領組員關國務區縣鄉鎮廳會處隊聯總學醫銀機構業發財稅農環態衛試點實時間範圍適別職體產廣電"
    "專項號於動設計劃創運營監測檢驗標準質網絡氣島灣東陽陰黨團婦殘僑貿檔黃龍馬鳥魚龜為爲佈來閱讀瀏覽數擊編輯頁當掃"
    "權術訪問據貫徹資庫條歸屬護續進題類規則見現請對應結際況給圖書藥證訊報軍紀統審調價療險糧備儲漁鐵郵園師館臺鏈閉"
    "載轉錄內級議許認論養濟築經傳織場礦鹽勞編訪視綠墾獸藝紅齡銷徵預災獄補紡",
    "负责牵头单门导参与协办领组员关国务区县乡镇厅会处队联总学医银机构业发财税农环态卫试点实时间范围适别职体产广电"
    "专项号于动设计划创运营监测检验标准质网络气岛湾东阳阴党团妇残侨贸档黄龙马鸟鱼龟为为布来阅读浏览数击编辑页当扫"
    "权术访问据贯彻资库条归属护续进题类规则见现请对应结际况给图书药证讯报军纪统审调价疗险粮备储渔铁邮园师馆台链闭"
    "载转录内级议许认论养济筑经传织场矿盐劳编访视绿垦兽艺红龄销征预灾狱补纺",
)

# Of these every text in traditional characters has one.
_TRADITIONAL_HINTS = "關於號發辦"


def simplified(text: str) -> str:
    """A text in the characters of these lists, each in its place."""
    return text.translate(TRADITIONAL) if any(mark in text for mark in _TRADITIONAL_HINTS) else text


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

# Labels in front of a list of parties: what they do, and which kind of body is meant (牵头单位, 配合科室, 责任司局).
_LABEL_STEMS: dict[Role, tuple[str, ...]] = {
    "lead": (
        "牵头",
        "牵头责任",
        "牵头负责",
        "牵头实施",
        "牵头落实",
        "主办",
        "主责",
        "主要责任",
        "第一责任",
        "首要责任",
    ),
    "responsible": (
        "责任",
        "负责",
        "落实",
        "承办",
        "实施",
        "执行",
        "其他责任",
        "具体责任",
        "具体负责",
        "直接责任",
        "分工责任",
    ),
    "support": ("配合", "协办", "协同", "协助", "协作", "参与", "参加", "协同责任", "配合责任", "协同配合", "协助配合"),
    "guide": ("指导", "督导", "业务指导"),
}
_LABEL_BODIES = (
    "单位", "部门", "站所", "站办所", "部室", "班组", "院系", "科室", "处室", "司局", "机构", "主体", "股室",
    "机关", "科（室）", "村", "社区", "乡镇", "企业",
)  # fmt: skip
# Label → the role it gives.
DUTY_LABELS = {stem + body: role for role, stems in _LABEL_STEMS.items() for stem in stems for body in _LABEL_BODIES}
DUTY_LABEL = (
    f"(?:{alternatives(stem for stems in _LABEL_STEMS.values() for stem in stems)})(?:{alternatives(_LABEL_BODIES)})"
)
"""A regular expression for any of them."""
# Words that are such labels only with a colon behind them: 牵头：市教育局；配合：市财政局.
SHORT_LABELS: dict[str, Role] = {
    "牵头": "lead", "主办": "lead", "责任": "responsible", "承办": "responsible", "配合": "support", "协办": "support",
    "参与": "support", "协助": "support",
}  # fmt: skip
# Labels in front of persons, who are no parties.
_PERSON_STEMS = (
    "责任",
    "分管",
    "牵头",
    "主管",
    "督办",
    "包联",
    "包保",
    "联系",
    "挂钩",
    "主抓",
    "具体责任",
    "第一责任",
    "直接责任",
)
PERSON_LABELS = (
    *(f"{stem}{level}领导" for stem in _PERSON_STEMS for level in ("", *"省市县区州")),
    *(f"{stem}人" for stem in _PERSON_STEMS), "负责人", "主要负责人", "责任领导干部",
)  # fmt: skip
DEADLINE_LABELS = ("完成时限", "完成时间", "时限要求", "办结时限", "时间节点", "时限", "完成期限")
SCOPE_LABELS = ("适用范围",)
OTHER_LABEL = f"(?:{alternatives((*DEADLINE_LABELS, *SCOPE_LABELS, *PERSON_LABELS))})"
"""A regular expression for the labels of what are no parties."""

# What a column of a table holds → how its heading ends; columns of parties are told by DUTY_LABELS.
COLUMN_WORDS = {
    "number": ("序号", "编号"),
    "deadline": DEADLINE_LABELS,
    "person": PERSON_LABELS,
    "category": ("类别", "分类", "板块", "版块", "领域", "大类"),
    "remark": ("备注", "说明"),
}
# Headings of columns whose cells say by their own words who does what.
DIVISION_WORDS = ("责任分工", "职责分工", "任务分工", "工作分工")
# How the heading of a column of tasks ends, and that of one that says more of a task.
TASK_WORDS = ("任务", "工作", "事项", "项目", "名称")
DETAIL_WORDS = ("内容", "措施", "举措", "要求", "目标", "要点", "标准", "成果")

# Sentences inside a notation that govern the document: which rule, and the words by which it is known.
RULE_WORDS = {
    "first_leads": r"[^，,。；;]{0,10}(?:(?:列|排)[^，,。；;]{0,6}(?:第一|首)位?|第一个|首个)[^，,。；;]*"
    r"为[^，,。；;]*牵头[^，,。；;]*",
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
    rf"(?=\d)(?:\d{{4}}年)?(?:\d{{1,2}}月)?{_DAY}(?<=前)[\u4e00-\u9fff]{{2,16}}",
    "贯穿全年|全年(?:推进|开展|完成)?|长期(?:任务|坚持)?|每(?:月|季度|半年|年)",
    r"(?:\d{4}年|年内|全年|长期|常年)?(?:持续|长期|常态化|滚动|不断)(?:推进|坚持|实施|开展)",
)

# ---- Parties ---------------------------------------------------------------------------------------------------------

# What the name of an office, a body or a company ends with.
UNIT_SUFFIXES = (
    "局", "委", "部", "厅", "院", "署", "会", "办", "室", "处", "科", "站", "所", "队", "社", "联", "协",
    "中心", "委机关", "海关", "公司", "集团", "政府", "党组", "党委", "党工委", "企业", "大学", "学院", "学校",
    "校", "专班", "小组", "联盟", "车间", "林场", "农场", "机构", "指挥部", "银行", "分行", "支行", "人行",
    "农商行", "街道", "园区", "基金", "馆", "台", "服务商", "运营商", "中央", "司", "高新区", "经开区",
    "开发区", "新区", "示范区", "管理区", "功能区",
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

# What the name of an issuer ends with in a signature, where bodies without a seal of their own sign too.
SIGNATURE_SUFFIXES = (
    *UNIT_SUFFIXES, "组", "中学", "小学", "团", "园", "厂", "矿", "监狱", "店", "社区",
    "省", "市", "县", "区", "州", "镇", "乡", "村",
)  # fmt: skip
# What the names of addressees end with; those with 各 are known by that.
ADDRESSEE_ENDS = (*SIGNATURE_SUFFIXES, *GROUP_SUFFIXES, "同志", "成员", "党支部", "人员")

# What 等 may stand before without naming a further party.
EMPTY_SETS = ("部门", "单位", "部门和单位", "部门单位", "单位和部门", "部门、单位")

# Companies of a city or county, of which the jurisdiction is left out like that of an office: 县住建局、城投公司.
LOCAL_COMPANIES = (
    "城投", "国投", "交投", "水投", "文投", "文旅", "农投", "产投", "城建", "水务", "公交", "燃气", "供热", "供水",
    "自来水",
)  # fmt: skip
# Offices that every level has under a name that begins with 国家: 市国家安全局.
LOCAL_STATE_OFFICES = ("国家安全", "国家保密", "国家密码", "国家档案")
# Ends of the names of jurisdictions, as they open the name of an office: 示范区公安局, 省教育厅, 郑州市公安局.
JURISDICTIONS = (
    "省", "市", "县", "区", "州", "盟", "旗", "示范区", "开发区", "高新区", "新区", "自治区", "自治州",
    "自治县", "管理区", "功能区", "实验区", "合作区", "经开区", "度假区", "特区", "矿区", "林区",
)  # fmt: skip
# Jurisdictions that only stand alone before an office (镇政府); behind other characters they end no name (城乡).
BARE_JURISDICTIONS = ("镇", "乡", "师", "兵团")

TOWNS = ("镇", "乡", "街道")
VILLAGES = ("村", "社区")
# What may follow such a word without it being a jurisdiction: the 市 of 市场 names no city.
NOT_JURISDICTION_BEFORE = ("场", "容", "民", "域", "块", "划", "级", "际", "村", "镇", "县", "直", "政")
# Offices whose names begin with one of these characters all the same: 市政府, 市民政局.
JURISDICTION_BEFORE = ("政府", "政协", "政法", "政务", "政数", "民政", "民族", "民宗", "民防", "民营", "场馆", "划转")

# Offices that answer to another system than the local government: they neither take nor give a jurisdiction.
OTHER_SYSTEMS = (
    "海关", "法院", "检察院", "银行", "支行", "分行", "公司", "集团", "分院", "大学", "学院", "企业", "协会",
    "商会", "军分区", "银保监", "证监", "国网", "电网", "铁路", "服务商", "海事局", "海事处", "民航", "部队", "人行",
    "总署", "总局", "总社",
)  # fmt: skip

# Ends of the names of departments inside an office, which are named without a place.
DEPARTMENT_ENDS = ("科", "处", "司", "股", "监察室", "督查室", "机关党委", "机关纪委")

# ---- Levels ----------------------------------------------------------------------------------------------------------

# What the name of a place ends with → what its notices call it behind 我, and the levels above it that have companies.
OWN_LEVELS = {
    "省": ("省", ""), "自治区": ("区", ""), "市": ("市", "省"), "州": ("州", "省"), "自治州": ("州", "省"),
    "盟": ("盟", ""), "县": ("县", "省市"), "自治县": ("县", "省市"), "旗": ("旗", "市"), "区": ("区", "省市"),
    "林区": ("区", "省"), "特区": ("区", "省市"), "镇": ("镇", "省市县"), "乡": ("乡", "省市县"),
}  # fmt: skip
# Zones are run for a city, a district or a county, and speak of that as their own: only a province is another level.
ZONES = ("示范区", "开发区", "高新区", "新区", "管理区", "功能区", "实验区", "合作区", "经开区", "度假区")
# What may follow 我省 and the like where these are no words: 自我市场化 and 我区分 aside, 我省察.
NO_LEVEL_BEFORE = "场分别察悟思愁定静帜友"
# Words by which a sentence names the companies of another level as those of another, or as partners.
PARTNER_WORDS = (
    "央", "部属", "驻", "在", "合作", "对接", "引进", "引入", "争取", "依托", "联合", "邀请", "吸引", "联系", "与",
)  # fmt: skip
