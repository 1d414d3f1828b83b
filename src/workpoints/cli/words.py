"""Words of tables about duties, which are Chinese whatever the language of messages."""

from __future__ import annotations

from workpoints.roles import ROLE_NAMES

__all__ = ["EVIDENCE_NAMES", "FIELD_NAMES", "KIND_NAMES", "LACK_NAMES", "ROLE_NAMES", "VIA_NAMES"]

VIA_NAMES = {"named": "点名", "prefix": "承前省略", "group": "成员单位", "rule": "统一规定", "open": "等"}
KIND_NAMES = {"unit": "单位", "group": "集合", "unknown": "不详"}
EVIDENCE_NAMES = {
    "exact": "全称", "short": "简称", "alias": "别称", "historical": "旧称", "unprefixed": "无地名",
    "prefix": "承前省略",
}  # fmt: skip
LACK_NAMES = {"duty": "责任单位", "lead": "牵头单位"}
FIELD_NAMES = {"preamble": "前言", "title": "标题", "text": "任务", "duty": "责任分工", "closing": "结语"}
