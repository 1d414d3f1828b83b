"""What the kinds of changes, the roles and the fields are called."""

from __future__ import annotations

from workpoints.compare.change import Change, Kind
from workpoints.i18n import N_, translate
from workpoints.roles import ROLE_NAMES

__all__ = ["FIELD_NAMES", "KIND_NAMES", "ROLE_NAMES", "field_word", "kind_word", "party", "role_word", "value_word"]

KIND_NAMES = {
    Kind.added: "新增", Kind.removed: "删除", Kind.moved: "移动", Kind.split: "拆分", Kind.merged: "合并",
    Kind.renumbered: "重新编号", Kind.title: "标题", Kind.reworded: "改写", Kind.party_added: "增加单位",
    Kind.party_dropped: "减少单位", Kind.role_changed: "角色变化", Kind.lead_replaced: "牵头更换", Kind.manner: "方式",
    Kind.deadline: "时限", Kind.scope: "适用范围", Kind.open_ended: "名单开放", Kind.rule: "规则",
    Kind.header: "公文要素",
}  # fmt: skip
"""Kind → its word in tables, which is Chinese whatever the language of messages."""

_KINDS = {
    Kind.added: N_("added"), Kind.removed: N_("removed"), Kind.moved: N_("moved"), Kind.split: N_("split"),
    Kind.merged: N_("merged"), Kind.renumbered: N_("renumbered"), Kind.title: N_("title"),
    Kind.reworded: N_("reworded"), Kind.party_added: N_("office added"), Kind.party_dropped: N_("office dropped"),
    Kind.role_changed: N_("role changed"), Kind.lead_replaced: N_("lead replaced"), Kind.manner: N_("manner"),
    Kind.deadline: N_("deadline"), Kind.scope: N_("scope"), Kind.open_ended: N_("list left open"),
    Kind.rule: N_("general rule"), Kind.header: N_("header"),
}  # fmt: skip

_ROLES = {
    "lead": N_("leads"), "responsible": N_("responsible"), "support": N_("supports"), "guide": N_("guides"),
}  # fmt: skip

_FIELDS = {
    "text": N_("text"), "title": N_("title"), "notation": N_("notation"), "references": N_("documents named"),
    "preamble": N_("preamble"), "closing": N_("closing"), "body": N_("body of the letter"),
    "issuing_body": N_("issuing body"), "document_number": N_("document number"), "addressees": N_("addressees"),
    "signature": N_("signature"), "issued_on": N_("date of signing"), "note": N_("note"),
    "copied_to": N_("copied to"), "printed_by": N_("printed by"), "printed_on": N_("printed on"),
    "reading": N_("only read otherwise"),
}  # fmt: skip


FIELD_NAMES = {
    "preamble": "前言", "closing": "结语", "title": "标题", "body": "正文", "issuing_body": "发文机关",
    "document_number": "发文字号", "addressees": "主送机关", "signature": "发文机关署名", "issued_on": "成文日期",
    "note": "附注", "copied_to": "抄送机关", "printed_by": "印发机关", "printed_on": "印发日期",
}  # fmt: skip
"""Field outside the parts of the plan → its name in tables."""


def kind_word(kind: Kind) -> str:
    """The kind in the language in use."""
    return translate(_KINDS[kind])


def role_word(role: str | None) -> str:
    """What an office does, in the language in use; a role that is none of ours as it stands."""
    return translate(_ROLES.get(role or "", role or ""))


def field_word(change: Change) -> str:
    """The value that was changed, in the language in use: the field where it has a word, else the kind."""
    return translate(_FIELDS.get(change.field or "", "")) or kind_word(change.kind)


def value_word(change: Change) -> str:
    """The value that was changed, where the kind alone does not tell; else empty."""
    return "" if change.kind not in _SEVERAL or change.field in (None, "text") else field_word(change)


_SEVERAL = (Kind.header, Kind.reworded)
"""Kinds that are about one of several values."""


def party(unit: str | None, role: str | None) -> str:
    """An office and what it does: 市公安局（牵头）."""
    return translate(N_("{unit} ({role})")).format(unit=unit or "", role=role_word(role)) if role else unit or ""
