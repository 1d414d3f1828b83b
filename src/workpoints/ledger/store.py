"""Progress files: one for each notice, `data/progress/NAME.yaml`, read and written whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from workpoints.comments import carried
from workpoints.files import write_whole
from workpoints.ledger.document import SHAPE, ProgressData
from workpoints.ledger.rows import Key, Row
from workpoints.ledger.state import State
from workpoints.readers import ReadError, read_text
from workpoints.structured import dump_yaml, validate
from workpoints.yaml_reader import place_of, read_document

__all__ = ["Stored", "path_of", "read_states", "write_states"]

_BEGINNING = 24
"""Characters of a task that tell it from others."""
_FIELDS = ("progress", "deadline", "remarks")


class Stored(NamedTuple):
    """What a progress file says."""

    states: dict[Key, State]
    words: dict[Key, str]
    """The first words of the tasks, as the file has them."""
    lost: list[Key]
    """Entries whose task the notice has no longer; they stay in the file."""


def path_of(folder: Path, notice: str) -> Path:
    """The progress file of a notice, by the name of the file that this is from, or its path where names are alike."""
    parts = [part for part in Path(notice).with_suffix("").parts if part not in ("..", Path(notice).anchor)]
    return folder / f"{'_'.join(parts)}.yaml"


def read_states(folder: Path, notice: str, rows: Sequence[Row]) -> Stored:
    """What is filled in for the tasks of a notice; nothing where there is no such file.

    An entry belongs to the task with its id that begins with its words, else to the one task that does, whatever its
    number. Raises `ReadError` with file, line and reason where the file is damaged.
    """
    stored = Stored({}, {}, [])
    path = path_of(folder, notice)
    if not path.exists():
        return stored
    text = read_text(path)
    document = read_document(text, shape=SHAPE)
    if faults := validate(document, ProgressData):
        raise ReadError(f"{path}:{place_of(text, faults[0])}", faults[0].message)
    data: Any = document.data
    home = _Home(notice, rows)
    for entry in data.get("tasks", ()):
        key = home(entry)
        if key._replace(unit="") not in home.tasks:
            stored.lost.append(key)
        stored.states[key] = _state(entry)
        stored.words[key] = entry.get("text", "")
    return stored


class _Home:
    """Where an entry belongs."""

    def __init__(self, notice: str, rows: Sequence[Row]) -> None:
        self.notice = notice
        self.tasks = {row.key: row.text for row in rows}
        self.by_words: dict[str, list[Key]] = {}
        for key, text in self.tasks.items():
            self.by_words.setdefault(text[:_BEGINNING], []).append(key)

    def __call__(self, entry: Mapping[str, Any]) -> Key:
        """The task of an entry."""
        key = Key(self.notice, entry["id"], entry.get("clause", 0))
        words = entry.get("text")
        if words is not None and not self.tasks.get(key, "").startswith(words):
            same = self.by_words.get(words, [])
            key = same[0] if len(same) == 1 else key
        return key._replace(unit=entry.get("unit", ""))


def _state(entry: Mapping[str, Any]) -> State:
    filled = {field: entry.get(field, "") for field in _FIELDS}
    return State(**filled, more=tuple(sorted(entry.get("more", {}).items())))


def write_states(folder: Path, notice: str, stored: Stored, rows: Iterable[Row]) -> Path:
    """Write a progress file, its entries in the order of the plan; those of tasks that are gone stand last.

    Comments of the former file stay beside what they stood beside.
    """
    path = path_of(folder, notice)
    words = {row.key: row.text[:_BEGINNING] for row in rows}
    order = {key: k for k, key in enumerate(words)}
    keys = sorted(stored.states, key=lambda key: (order.get(key._replace(unit=""), len(order)), _sortable(key)))
    entries = [
        _entry(key, stored.states[key], words.get(key._replace(unit="")) or stored.words.get(key, ""))
        for key in keys
        if stored.states[key] != State()
    ]
    text = dump_yaml({"schema_version": 1, "notice": notice, "tasks": entries})
    former = read_text(path) if path.exists() else ""
    write_whole(path, carried(former, text, SHAPE)[0].encode())
    return path


def _sortable(key: Key) -> tuple[list[int], int, str]:
    return [int(number) for number in re.findall("[0-9]+", key.id)], key.clause, key.unit


def _entry(key: Key, state: State, words: str) -> dict[str, object]:
    entry = {
        "id": key.id,
        "clause": key.clause,
        "text": words,
        "unit": key.unit,
        **{field: getattr(state, field) for field in _FIELDS},
        "more": dict(state.more),
    }
    return {name: value for name, value in entry.items() if value}
