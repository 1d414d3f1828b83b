"""Entries for offices that the registry lacks, for a person to review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workpoints.registry.entries import LEVELS
from workpoints.registry.index import parted
from workpoints.registry.names import levels_of, normal, opening
from workpoints.registry.resolution import Home

__all__ = ["proposal", "proposed_registry"]

_SOURCE = "待核"
_UNDECIDED = "待定"
# System → what the names of its offices end with, or hold.
_SYSTEMS = {
    "政法": ("法院", "检察院", "分院"),
    "企业": ("公司", "集团", "银行", "分行", "支行", "信用社", "农商行"),
    "党委": ("党委", "党工委", "组织部", "宣传部", "统战部", "政法委", "纪委", "党校"),
    "人大政协": ("人大常委会", "政协"),
    "群团": ("妇联", "工会", "工商联", "残联", "科协", "团委", "红十字会"),
    "垂直管理": ("海关", "税务局", "海事局", "邮政管理局", "银保监局", "监管分局"),
}


def proposal(name: str, home: Home) -> dict[str, Any]:
    """An entry for an office: its place as far as its name or its notice tells, and the system its name speaks for."""
    place = max((place for place, _ in opening(name)), key=len)
    where = home.places.get(place, place) or next(reversed(home.places.values()), _UNDECIDED)
    system = next((system for system, ends in _SYSTEMS.items() if name.endswith(ends)), "政府")
    full = where + name[len(place) :] if place else name
    entry: dict[str, Any] = {"name": full, "jurisdiction": where, "system": system, "source": [_SOURCE]}
    return entry if full == name else {"name": full, "aliases": [name]} | entry


def proposed_registry(units: Iterable[tuple[str, Home]], groups: Iterable[tuple[str, Home]]) -> dict[str, Any]:
    """A registry file with an entry for each office and each set of offices, its members left open."""
    entries = _merged(proposal(name, home) for name, home in units)
    sets = {}
    for name, home in groups:
        entry = proposal(name, home)
        del entry["system"]
        sets[entry["name"]] = entry | {"members": []}
    places = dict.fromkeys(entry["jurisdiction"] for entry in [*entries, *sets.values()])
    data = {
        "schema_version": 1,
        "sources": {_SOURCE: "由程序依通知中的名称拟出，须逐条核对名称、地方、系统和成员"},
        "jurisdictions": [{"name": place, "level": (levels_of(place) or (LEVELS[2],))[0]} for place in places],
        "units": entries,
        "groups": list(sets.values()),
    }
    return {key: value for key, value in data.items() if value}


def _merged(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, those of one place whose names are the same as they are compared made one."""
    merged: list[dict[str, Any]] = []
    owners: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in entries:
        where, names = entry["jurisdiction"], [entry["name"], *entry.get("aliases", [])]
        keys = {(where, normal(parted(name, [where]))): name for name in names}
        owner = next((owners[key] for key in keys if key in owners), None)
        if owner is None:
            merged.append(entry)
        owners |= dict.fromkeys(keys, owner or entry)
    return merged
