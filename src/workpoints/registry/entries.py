"""What a unit registry holds: offices, sets of offices, and the places that they belong to.

The names of the fields are the keys of the file, see `workpoints.registry.document`.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CENTRE", "LEVELS", "SLOT", "SYSTEMS", "VERTICAL", "Contents", "Entry", "Group", "Jurisdiction"]

LEVELS = ("国家", "省", "市", "县区", "开发区", "乡镇")
"""省: provinces, autonomous regions, municipalities; 市: prefectures; 县区: counties, districts, small cities."""
SYSTEMS = ("政府", "党委", "政法", "人大政协", "群团", "垂直管理", "企业")
VERTICAL = "垂直管理"
"""The system of offices that answer to the centre and not to the place where they are."""
CENTRE = "国家"
"""The jurisdiction of central bodies."""
SLOT = "某地"
"""Stands for the place inside a name: 中国人民银行某地市分行. Without it the place stands in front."""


class Entry(NamedTuple):
    """An office: one of one place (`jurisdiction`), or one that every place of some `levels` has."""

    name: str
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    jurisdiction: str = ""
    levels: tuple[str, ...] = ()
    system: str = ""
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    renamed_to: str = ""
    merged_into: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the entry lists."""
        return (self.name, *self.short, *self.aliases)

    @property
    def successors(self) -> tuple[str, ...]:
        """Names of the entries that it became."""
        return (self.renamed_to,) if self.renamed_to else self.merged_into


class Group(NamedTuple):
    """A set of offices that notices name as one, with those known to belong to it."""

    name: str
    aliases: tuple[str, ...] = ()
    jurisdiction: str = ""
    members: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


class Jurisdiction(NamedTuple):
    """A place with offices of its own, and what notices call it."""

    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    parent: str = ""


class Contents(NamedTuple):
    """The content of a registry file."""

    jurisdictions: tuple[Jurisdiction, ...] = ()
    units: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()
