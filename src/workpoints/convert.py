"""Between the models and the file format: `to_data` and `from_data`."""

from __future__ import annotations

from typing import Any, cast

from workpoints.document import NoticeData
from workpoints.model import (
    ROLES,
    Clause,
    Correction,
    Deadline,
    Duty,
    Header,
    Item,
    Notice,
    Party,
    Plan,
    Reference,
    Rule,
    Section,
    SourceInfo,
)
from workpoints.units import read_name

__all__ = ["from_data", "to_data"]

_HEADER_FIELDS = (
    "issuing_body", "document_number", "title", "addressees", "body", "signature", "issued_on", "note", "copied_to",
    "printed_by", "printed_on",
)  # fmt: skip
Data = dict[str, Any]


def to_data(notice: Notice, *, spans: bool = False) -> NoticeData:
    """The notice in the file format, empty values left out; with `spans`, the places of all parts too."""
    data = {
        "schema_version": notice.schema_version,
        "source": {"name": notice.source.name, "sha256": notice.source.sha256}
        | _filled({"parsed": notice.source.parsed}),
        "header": _header(notice.header, spans=spans),
        "plan": _plan(notice.plan, spans=spans),
        "noise": [{"kind": noise.kind, "span": noise.span} for noise in notice.noise] if spans else None,
        "corrections": [_correction(each) for each in notice.corrections],
        "reviewed": notice.reviewed,
    }
    return cast(NoticeData, _filled(data))


def _filled(data: Data) -> Data:
    """The entries with a value: None, False, empty texts and empty lists are left out."""
    return {key: value for key, value in data.items() if value or (isinstance(value, int) and value is not False)}


def _header(header: Header, *, spans: bool) -> Data:
    data = {name: getattr(header, name) for name in _HEADER_FIELDS}
    data["addressees"] = list(header.addressees)
    if spans:
        data["spans"] = {name: list(places) for name, places in header.spans.items()}
        data["elements"] = [{"kind": element.kind, "span": element.span} for element in header.elements]
    return _filled(data)


def _plan(plan: Plan, *, spans: bool) -> Data:
    data = {
        "title": plan.title,
        "preamble": plan.preamble,
        "rules": [_rule(rule, spans=spans) for rule in plan.rules],
        "children": [_node(child, spans=spans) for child in plan.children],
        "closing": plan.closing,
    }
    if spans:
        data |= {name: getattr(plan, name) for name in ("title_span", "preamble_span", "closing_span")}
    return _filled(data)


def _rule(rule: Rule, *, spans: bool) -> Data:
    data = {"kind": rule.kind, "parties": list(rule.parties), "text": rule.text, "from": rule.since}
    return _filled(data | {"span": rule.span} if spans else data)


def _correction(correction: Correction) -> Data:
    data = {name: getattr(correction, name) for name in Correction.model_fields}
    return _filled({name: list(value) if isinstance(value, tuple) else value for name, value in data.items()})


def _node(node: Section | Item, *, spans: bool) -> Data:
    data: Data = {
        "id": node.id,
        "label": node.label,
        "title": node.title,
        "clauses": [_clause(clause, spans=spans) for clause in node.clauses],
        "children": [_node(child, spans=spans) for child in node.children] if isinstance(node, Section) else None,
        "reviewed": node.reviewed,
    }
    if spans:
        data |= {name: getattr(node, name) for name in ("label_span", "title_span", "span")}
    return {"id": node.id, "label": node.label} | _filled(data)


def _clause(clause: Clause, *, spans: bool) -> Data:
    data: Data = {
        "text": clause.text,
        "references": [_reference(reference, spans=spans) for reference in clause.references],
        "duty": _duty(clause.duty, spans=spans) if clause.duty else None,
    }
    return _filled(data | {"text_span": clause.text_span, "span": clause.span} if spans else data)


def _reference(reference: Reference, *, spans: bool) -> Data:
    data = {"kind": reference.kind, "name": reference.name, "number": reference.number}
    return _filled(data | {"span": reference.span} if spans else data)


def _duty(duty: Duty, *, spans: bool) -> Data:
    data: Data = {"text": duty.text}
    for role in ROLES:
        data[role] = [_party(party, spans=spans) for party in getattr(duty, role)]
    data |= {"manner": duty.manner, "open_ended": duty.open_ended}
    if duty.deadline:
        deadline = {"text": duty.deadline.text, "date": duty.deadline.date}
        data["deadline"] = _filled(deadline | {"span": duty.deadline.span} if spans else deadline)
    data["scope"] = duty.scope
    return {"text": duty.text} | _filled(data | {"span": duty.span} if spans else data)


def _party(party: Party, *, spans: bool) -> str | Data:
    if not spans:
        return party.name
    names = ("name", "written", "kind", "evidence", "span")
    return {name: getattr(party, name) for name in names}


def from_data(data: NoticeData) -> Notice:
    """The models for data in the file format, which has to be valid; spans are None."""
    plan = cast(Data, data.get("plan", {}))
    return Notice(
        schema_version=data["schema_version"],
        source=SourceInfo(**cast(Data, data["source"])),
        header=Header(**cast(Data, data.get("header", {}))),
        plan=Plan(
            title=plan.get("title"),
            preamble=plan.get("preamble"),
            rules=tuple(
                Rule(kind=rule["kind"], text=rule["text"], parties=tuple(rule.get("parties", ())), since=rule["from"])
                for rule in plan.get("rules", ())
            ),
            children=tuple(_node_from(node) for node in plan.get("children", ())),
            closing=plan.get("closing"),
        ),
        corrections=tuple(Correction(**cast(Data, each)) for each in data.get("corrections", ())),
        reviewed=data.get("reviewed"),
    )


def _node_from(data: Data) -> Section | Item:
    fields = {
        "id": data["id"],
        "label": data["label"],
        "title": data.get("title"),
        "clauses": tuple(_clause_from(clause) for clause in data.get("clauses", ())),
        "reviewed": data.get("reviewed"),
    }
    children = data.get("children")
    return Section(**fields, children=tuple(_node_from(child) for child in children)) if children else Item(**fields)


def _clause_from(data: Data) -> Clause:
    duty = data.get("duty")
    references = tuple(Reference(**reference) for reference in data.get("references", ()))
    return Clause(text=data.get("text", ""), references=references, duty=_duty_from(duty) if duty else None)


def _duty_from(data: Data) -> Duty:
    roles: Data = {role: tuple(_party_from(name) for name in data.get(role, ())) for role in ROLES}
    deadline = data.get("deadline")
    return Duty(
        text=data["text"],
        **roles,
        manner=data.get("manner"),
        open_ended=data.get("open_ended", False),
        deadline=Deadline(**deadline) if deadline else None,
        scope=data.get("scope"),
    )


def _party_from(name: str) -> Party:
    reading = read_name(name)
    return Party(name=name, written=name, kind=reading.kind if reading else "unit")
