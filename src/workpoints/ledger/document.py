"""The format of a progress file: what offices have filled in for the tasks of one notice."""

from __future__ import annotations

import sys
from typing import Any, Literal, NotRequired

from workpoints.yaml_reader import Shape

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    from typing_extensions import TypedDict

__all__ = ["SHAPE", "ProgressData", "TaskData", "json_schema"]

# Read by pydantic: unknown keys are refused, and the text below a key describes it in the schema.
_CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}

SHAPE = Shape(
    mappings=frozenset({"more"}),
    lists_of_mappings=frozenset({"tasks"}),
    lists_of_texts=frozenset(),
    texts_or_lists=frozenset(),
    scalars={"schema_version": int, "clause": int},
    required={"tasks": ("id",)},
)


class TaskData(TypedDict):
    """What one office, or the office that keeps the ledger, has filled in for a task."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    id: str
    """Id of the part of the plan."""
    clause: NotRequired[int]
    """Which clause of the part, from 0; without it the first."""
    text: NotRequired[str]
    """The first words of the task, by which it is found again when numbers change."""
    unit: NotRequired[str]
    """The office that reports; without it the task as a whole is meant."""
    progress: NotRequired[Literal["未启动", "推进中", "已完成", "逾期"]]
    deadline: NotRequired[str]
    """Another deadline than the plan's: a day such as 2023-10-31, or words."""
    remarks: NotRequired[str]
    more: NotRequired[dict[str, str]]
    """Heading → value of columns that the project has added to its ledgers."""


class ProgressData(TypedDict):
    """The progress of the tasks of a notice."""

    __pydantic_config__ = _CONFIG  # type: ignore[misc]

    schema_version: Literal[1]
    notice: str
    """Name of the file that the notice is from."""
    tasks: NotRequired[list[TaskData]]


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema, draft 2020-12."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - reading needs no pydantic

    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | TypeAdapter(ProgressData).json_schema()
