"""Offices of one system: those that do the same work at different places and levels.

The registry tells which office a name means, but not that 国家市场监督管理总局 at the centre and 市场监督管理局 of a
city are of one system. Their names tell: they share the words for the work, and differ in those for place and rank.
"""

from __future__ import annotations

import re
from itertools import pairwise

from workpoints.office_words import DONE_BY, GENERAL_WORDS, NAMED_TOGETHER, OFFICE_FORMS
from workpoints.registry.names import opening
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home
from workpoints.words import alternatives

__all__ = ["System", "system_of"]

System = frozenset[str]
"""Words for the work of an office. Offices that share one are of one system."""

_CUT = re.compile(f"{alternatives(GENERAL_WORDS)}|和|与|、")
_JOINED = re.compile("和|与|、")


def system_of(name: str, registry: Registry, home: Home) -> System | None:
    """The system of the office that a name means in a notice from `home`; None for a set of offices."""
    found = registry.resolve(name, home)
    if found.kind == "group":
        return None
    names = [unit.entry.name.removeprefix(unit.entry.jurisdiction) for unit in (*found.named, *found.units)]
    return frozenset(word for each in names or [opening(name)[-1][1]] for word in _words(each or name))


def _words(name: str) -> System:
    """The words for the work in the name of an office without its place; the name itself where there are none."""
    texts = [name, *(other for work, other in DONE_BY.items() if work in name)]
    joined = _JOINED.sub("", "".join(texts))
    found = {pair for text in texts for part in _CUT.split(text) for pair in _pairs(part)}
    return frozenset(found | {work for work in NAMED_TOGETHER if work in joined} or {name})


def _pairs(part: str) -> list[str]:
    return list(map("".join, pairwise(part.rstrip(OFFICE_FORMS).removeprefix("委"))))
