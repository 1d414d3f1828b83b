"""The format of a unit registry file. `workpoints schema units` prints it as a JSON Schema.

A registry tells which names mean one office. Names are compared without their place, simplified, without 和 between
their parts, with 委 for 委员会, 办 for 办公室 and 政府 for 人民政府, so these variants need not be listed.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, TypeAdapter

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    from typing_extensions import TypedDict

__all__ = ["GroupData", "JurisdictionData", "RegistryData", "UnitData", "json_schema"]

# Read by pydantic: unknown keys are refused, and the text below a key describes it in the schema.
_CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}
Level = Literal["国家", "省", "市", "县区", "开发区", "乡镇"]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | Annotated[int, Field(ge=1000, le=9999)]
"""A day, a month or a year; YAML makes a number of a year."""


class JurisdictionData(TypedDict):
    """A place with offices of its own."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    name: str
    """Full name, for example 济源产城融合示范区."""
    aliases: NotRequired[list[str]]
    """What notices call it, for example 示范区, or 市 where all notices are of one city."""
    level: Level
    parent: NotRequired[str]
    """The place that it belongs to."""


class UnitData(TypedDict):
    """An office: one of one place (`jurisdiction`), or one that every place of some `levels` has."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    name: str
    """Canonical name. In the name of a kind of office, 某地 stands for a place that is not in front."""
    short: NotRequired[list[str]]
    """Abbreviations of the name."""
    aliases: NotRequired[list[str]]
    """Other names in use: second name plates, names of a part that acts for it."""
    jurisdiction: NotRequired[str]
    """The place of the office, by its name in `jurisdictions`; 国家 for central bodies."""
    levels: NotRequired[list[Level]]
    """Instead of a jurisdiction: every place of these levels has such an office."""
    system: NotRequired[Literal["政府", "党委", "政法", "人大政协", "群团", "垂直管理", "企业"]]
    parent: NotRequired[str]
    """The office that it belongs to."""
    valid_from: NotRequired[Day]
    """Since when it exists: year, month or day."""
    valid_to: NotRequired[Day]
    """Until when it existed."""
    renamed_to: NotRequired[str]
    """The entry that it became."""
    merged_into: NotRequired[list[str]]
    """The entries that took over its duties; several where it was split up."""
    source: NotRequired[list[str]]
    """Keys of `sources`."""


class GroupData(TypedDict):
    """A set of offices that notices name as one, such as 领导小组成员单位."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    name: str
    aliases: NotRequired[list[str]]
    jurisdiction: NotRequired[str]
    members: NotRequired[list[str]]
    """The offices known to belong to it."""
    source: NotRequired[list[str]]
    """Keys of `sources`."""


class RegistryData(TypedDict):
    """A unit registry."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    schema_version: Literal[1]
    sources: NotRequired[dict[str, str]]
    """Key → the document that a fact is from: title, number, date."""
    jurisdictions: NotRequired[list[JurisdictionData]]
    units: NotRequired[list[UnitData]]
    groups: NotRequired[list[GroupData]]


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, draft 2020-12."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | TypeAdapter(RegistryData).json_schema()
