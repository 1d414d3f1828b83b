"""A notice and its plan as an official document."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workpoints.exporters.official.layout import OFFICES, heading, heading_inside
from workpoints.exporters.official.letterhead import (
    write_addressees,
    write_head,
    write_imprint,
    write_signature,
    write_title,
)
from workpoints.exporters.official.sheet import Piece, Sheet
from workpoints.exporters.official.text import STOPS, clean, stopped
from workpoints.query.parts import label_of, parties_of

if TYPE_CHECKING:
    from workpoints.document import ClauseData, NodeData, NoticeData, PlanData, RuleData

__all__ = ["level_of", "notation_of", "write_notice"]

_NUMERAL = "[〇零一二三四五六七八九十百]+"
_FORMS = (
    re.compile(rf"第?{_NUMERAL}[、.．]|第{_NUMERAL}[章编篇]|第{_NUMERAL}部分"),
    re.compile(rf"[（(]{_NUMERAL}[）)]|[㈠-㈩]"),
    re.compile(r"\d+[.．、]"),
    re.compile(r"[（(]?\d+[）)]|[①-⑳⑴-⒇]"),
)
"""7.3.3: 结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注; with what is written in their place."""


def level_of(label: str, depth: int) -> int:
    """The level of a heading, 1 to 4: what its label says; where that is unusual, how deep it stands (from 0)."""
    return next((level for level, form in enumerate(_FORMS, 1) if form.fullmatch(label)), min(depth + 1, len(_FORMS)))


def write_notice(sheet: Sheet, data: NoticeData) -> None:
    """A notice on pages of its own: the letter and, on a new page, its plan; or the plan that is itself the notice."""
    header, plan = data.get("header", {}), data.get("plan", {})
    sheet.new_page()
    below_rule = write_head(sheet, header)
    title, own = header.get("title", ""), plan.get("title", "")
    if title:
        write_title(sheet, title, below_rule=below_rule)
    write_addressees(sheet, header.get("addressees", []))
    sheet.text("BodyText", header.get("body", ""))
    carried = bool(plan and (header.get("body") or (title and own)))
    if carried:
        write_signature(sheet, header)
        sheet.new_page()
    if own:
        write_title(sheet, own, below_rule=below_rule and not carried)
    write_plan(sheet, plan)
    if not carried:
        write_signature(sheet, header)
    write_imprint(sheet, header)


def write_plan(sheet: Sheet, plan: PlanData) -> None:
    """The text of a plan below its title."""
    sheet.text("BodyText", plan.get("preamble", ""))
    _Writer(sheet, plan.get("rules", [])).parts(plan.get("children", []))
    sheet.text("BodyText", plan.get("closing", ""))


class _Writer:
    """A walk through the parts of a plan."""

    def __init__(self, sheet: Sheet, rules: list[RuleData]) -> None:
        self.sheet = sheet
        self.rules = rules

    def parts(self, nodes: list[NodeData], depth: int = 0) -> None:
        """Parts beside each other, and all below them.

        Titles stand on lines of their own at the first level, and where one of them has parts below it; else they begin
        the paragraph of the text, as all of a row of items do.
        """
        for node in nodes:
            level = level_of(node.get("label", ""), depth)
            own_line = level == 1 or depth == 0 or any(other.get("children") for other in nodes)
            self.part(node, level, own_line=own_line)
            self.parts(node.get("children", []), depth + 1)

    def part(self, node: NodeData, level: int, *, own_line: bool) -> None:
        """A part alone."""
        label, title, clauses = label_of(node), node.get("title", ""), node.get("clauses", [])
        opening = [Piece(label)] if label else []
        if title and (own_line or not clauses):
            self.sheet.paragraph(heading(level), label + title)
            opening = []
        elif title:
            opening = [Piece(label + stopped(title), heading_inside(level))]
        for pieces in [*_paragraphs(clauses, opening), *self._rules_of(node)]:
            self.sheet.paragraph("BodyText", *pieces)

    def _rules_of(self, node: NodeData) -> list[list[Piece]]:
        """The rules stated at a part that no notation of it has the words of."""
        notations = [clause.get("duty", {}).get("text", "") for clause in node.get("clauses", [])]
        texts = [rule["text"] for rule in self.rules if rule["from"] == node.get("id")]
        return [[Piece(f"（{text}）")] for text in texts if not any(text in notation for notation in notations)]


def _paragraphs(clauses: list[ClauseData], opening: list[Piece]) -> list[list[Piece]]:
    """The clauses of a part as written: each with its notation in brackets, the next one behind it in the same line.

    A clause behind one without a notation begins a paragraph, and so does what stands behind a line break.
    """
    paragraphs = [opening]
    for k, clause in enumerate(clauses):
        if k and "duty" not in clauses[k - 1]:
            paragraphs.append([])
        first, *others = clean(clause.get("text", "")).split("\n")
        paragraphs[-1] = [*paragraphs[-1], Piece(first)]
        paragraphs += [[Piece(line)] for line in others]
        if notation := notation_of(clause):
            follows = any(other.get("text") for other in clauses[k + 1 :])
            paragraphs[-1].append(Piece(f"（{notation}）" + _stop(clause.get("text", ""), follows=follows)))
    return [kept for pieces in paragraphs if (kept := [piece for piece in pieces if piece.text])]


def notation_of(clause: ClauseData) -> str:
    """The notation as written; where that is the cells of a row of a table, each with the heading that it has."""
    duty = clause.get("duty")
    if duty is None:
        return ""
    names = [name for _, name in parties_of(duty)]
    if not any(one + other in duty["text"] for one, other in pairwise(names)):
        return duty["text"]
    told = [
        (label, "、".join(name for other, name in parties_of(duty) if other == role)) for role, label in OFFICES.items()
    ]
    told += [("完成时限", duty.get("deadline", {"text": ""})["text"]), ("适用范围", duty.get("scope", ""))]
    return "；".join(f"{label}：{value}" for label, value in told if value)


def _stop(text: str, *, follows: bool) -> str:
    """The stop behind a notation whose text ends without one, as texts do that go on behind it.

    The file format does not keep it; in the notices known it is a semicolon between clauses: …（…）；…（…）。
    """
    if not text or text.endswith(tuple(STOPS)):
        return ""
    return "；" if follows else "。"
