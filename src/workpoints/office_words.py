"""The words by which offices are told to be of one system, whatever their place and rank.

They are general knowledge of how offices are named. Order within a tuple does not matter.
"""

from __future__ import annotations

__all__ = ["DONE_BY", "GENERAL_WORDS", "NAMED_TOGETHER", "OFFICE_FORMS"]

# What names have in common whatever the work: rank and form of an office, and words that stand in many fields.
GENERAL_WORDS = (
    "中华", "人民共和国", "国家", "中央", "全国", "最高", "高级", "中级", "人民", "国务院", "中共", "中国", "地方",
    "某地", "政府", "委员会", "办公室", "办公厅", "领导小组", "指挥部", "联席会议", "联合会", "协会", "中心", "公司",
    "集团", "有限", "股份", "总局", "分局", "总队", "支队", "大队", "总署", "分行", "党工委", "监督", "管理", "监管",
    "工作", "事务", "服务", "行政", "综合", "执法", "资源", "保障", "社会", "信息化", "信息", "安全", "发展", "改革",
    "建设", "经济", "技术", "合作", "事业", "环境", "保护", "机关", "机构", "公共", "责任",
)  # fmt: skip
# Last characters of the names of offices.
OFFICE_FORMS = "委局厅部办会署处所站室"
# Work → what the office is known by that does it, or is above it, where it has no office of its own.
DONE_BY = {
    "知识产权": "市场", "药品": "市场", "疾病预防": "卫生", "中医药": "卫生", "新闻出版": "宣传", "版权": "宣传",
    "电影": "宣传", "安全生产": "应急", "行政审批": "政务", "粮食": "发展改革", "能源": "发展改革", "乡村振兴": "农业",
    "民族": "统一战线", "宗教": "统一战线", "文物": "文化", "公务员": "组织", "经济和信息化": "工业", "水务": "水利",
    "城市更新": "住房", "园林": "林业", "城市管理": "综合行政执法", "综合执法": "综合行政执法", "国土": "自然",
    "广播电视": "文化", "旅游": "文化",
    "招商": "商务", "畜牧": "农业", "渔业": "农业",
}  # fmt: skip
# Works that are named by general words together.
NAMED_TOGETHER = (
    "发展改革", "经济信息化", "经济发展", "社会工作", "社会事业", "国家安全", "机关事务", "综合行政执法",
    "政府办公",
)  # fmt: skip
