"""The words by which the head and the tail of a notice are read: kinds of documents, names of fields, openings.

Words are written simplified, like those of `workpoints.words`.
"""

from __future__ import annotations

# 文种: the kinds of document that a title ends with (《党政机关公文处理工作条例》第八条, and the names of plans).
DOCUMENT_KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要", "要点", "方案", "分工", "计划", "规划", "办法", "措施", "细则", "安排", "清单", "分解表",
    "任务书", "行动", "纲要", "规定", "制度", "台账", "任务",
)  # fmt: skip

# What else the titles of attachments end with.
ATTACHMENT_KINDS = ("表", "单", "册", "图", "目录", "名录", "书", "指标", "标准", "指南")

# Those of them that are notices by themselves; the others are plans that a notice may carry.
NOTICE_KINDS = ("通知", "意见", "函", "决定", "通报", "批复", "公告", "通告")
# What the titles of plans hold, and those words of theirs that look back on the year before.
PLAN_WORDS = ("要点", "方案", "分工", "计划", "安排", "清单", "分解", "任务", "台账", "行动")
REVIEW_WORDS = (
    "考核", "考评", "评价", "评估", "评议", "评选", "总结", "表彰", "通报", "报告", "审计", "决算", "述职", "督查",
    "检查", "整改", "验收", "统计", "年报",
)  # fmt: skip
# Labels of the table that web pages put above a notice → the header field, empty for none.
METADATA_LABELS = {
    "发文机关": "issuing_body",
    "发文机构": "issuing_body",
    "填报单位": "issuing_body",
    "制表单位": "issuing_body",
    "填报日期": "issued_on",
    "制表日期": "issued_on",
    "日期": "issued_on",
    "发布机构": "issuing_body",
    "发文单位": "issuing_body",
    "制发机关": "issuing_body",
    "成文日期": "issued_on",
    "发文日期": "issued_on",
    "印发日期": "",
    "生成日期": "",
    "生效日期": "",
    "实施日期": "",
    "施行日期": "",
    "失效日期": "",
    "发布时间": "",
    "发布日期": "",
    "公开日期": "",
    "发文字号": "document_number",
    "发文文号": "document_number",
    "文号": "document_number",
    "文件编号": "document_number",
    "标题": "title",
    "文件名称": "title",
    "信息名称": "title",
    "名称": "title",
    "文件标题": "title",
    "索引号": "",
    "索引编号": "",
    "信息索引": "",
    "主题分类": "",
    "体裁分类": "",
    "组配分类": "",
    "信息分类": "",
    "公开方式": "",
    "公开类别": "",
    "公开属性": "",
    "公开形式": "",
    "有效性": "",
    "时效性": "",
    "内容概述": "",
    "文件类型": "",
    "公文种类": "",
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

# How the text of a letter or a plan begins, and no name of an addressee.
OPENING_STARTS = ("为", "根据", "按", "依", "经", "现", "遵照", "今年", "近年", "当前", "一是", "以")

# How the text begins that closes a plan and speaks to all who have tasks in it.
CLOSING_STARTS = (
    "各", "以上", "上述", "有关单位", "有关部门", "请各", "请有关", "全市", "全县", "全区", "全省", "本要点", "本方案",
    "本计划", "本意见", "本办法", "本分工", "本清单", "附则",
)  # fmt: skip
