"""An alignment as a table with tabs, whose words are Chinese whatever the language of messages."""

from __future__ import annotations

from workpoints.alignment.forms.view import View
from workpoints.alignment.forms.words import offices
from workpoints.alignment.result import Addition, Drift, Hole, Lack, Match, Near
from workpoints.compare.forms.tsv import flat

__all__ = ["tsv"]

Row = tuple[str, ...]
_HEADINGS = ("类别", "上级编号", "下级编号", "分值", "说明", "上级牵头", "下级牵头", "上级任务", "下级任务")
_LACKS = {Lack.task: "下级无任务承接", Lack.owner: "下级未明确责任单位"}


def tsv(view: View) -> str:
    """The table, a row a line; line breaks and tabs in cells become blanks."""
    return "".join("\t".join(map(flat, row)) + "\n" for row in (_HEADINGS, *view.rows(_pair, _hole, _addition, _drift)))


def _pair(match: Match, near: Near) -> Row:
    same = "、".join(match.text[slice(*passage.upper)] for passage in near.passages)
    leads = offices(match.leads), offices(near.leads)
    return "对应", match.id, near.id, f"{near.score:.2f}", same, *leads, match.text, near.text


def _hole(hole: Hole) -> Row:
    return "缺口", hole.id, "", "", _LACKS[hole.lack], offices(hole.leads), "", hole.text, ""


def _addition(addition: Addition) -> Row:
    return "自有任务", "", addition.id, "", "", "", offices(addition.leads), "", addition.text


def _drift(drift: Drift) -> Row:
    leads = offices(drift.upper_leads), offices(drift.lower_leads)
    return "牵头单位变化", drift.upper, drift.lower, "", "", *leads, drift.upper_text, drift.lower_text
