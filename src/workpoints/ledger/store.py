"""Progress files: one for each notice, `data/progress/NAME.yaml`, read and written whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from workpoints.comments import carried
from workpoints.files import write_whole
from workpoints.i18n import N_, translate
from workpoints.ledger.document import SHAPE, ProgressData, TaskData
from workpoints.ledger.names import file_name
from workpoints.ledger.rows import Key, Row
from workpoints.ledger.state import State
from workpoints.readers import ReadError, read_text
from workpoints.source import Source
from workpoints.structured import dump_yaml, validate
from workpoints.yaml_reader import Document, place_of, read_document

__all__ = ["Stored", "path_of", "read_states", "write_states"]

_BEGINNING = 24
"""Characters of a task that tell it from others."""


class Stored(NamedTuple):
    """What a progress file says."""

    states: dict[Key, State]
    lost: list[TaskData]
    """Entries whose task the notice has no longer; they stay in the file as they are."""


def path_of(folder: Path, notice: str) -> Path:
    """The progress file of a notice, by the name of the file that this is from."""
    return folder / f"{file_name(PurePath(notice).name.removesuffix('.txt'))}.yaml"


def read_states(folder: Path, notice: str, rows: Sequence[Row], offices: Callable[[str], str] = str) -> Stored:
    """What is filled in for the tasks of a notice; nothing where there is no such file.

    An entry belongs to the task with its id if that begins with its words, else to the one task that does. Offices are
    called as `offices` says. Raises `ReadError` with file, line and reason where the file is damaged.
    """
    path = path_of(folder, notice)
    if not path.exists():
        return Stored({}, [])
    text = read_text(path)
    document = read_document(text, shape=SHAPE)
    if faults := validate(document, ProgressData):
        raise ReadError(f"{path}:{place_of(text, faults[0])}", faults[0].message)
    data: Any = document.data
    entries: list[TaskData] = data.get("tasks", [])
    _refuse_doubles(path, text, document, entries)
    return _at_home(entries, _Home(notice, rows), offices)


def _at_home(entries: list[TaskData], home: _Home, offices: Callable[[str], str]) -> Stored:
    """The entries at their tasks; those that fit by number come first, where two claim one."""
    stored = Stored({}, [])
    for entry in sorted(entries, key=lambda entry: not home.is_there(entry)):
        task = home.task(entry)
        unit = entry.get("unit", "")
        key = task and task._replace(unit=unit and offices(unit))
        if key is None or key in stored.states:
            stored.lost.append(entry)
        else:
            stored.states[key] = _state(entry)
    return stored


def _refuse_doubles(path: Path, text: str, document: Document, entries: list[TaskData]) -> None:
    met: set[tuple[str, int, str, str]] = set()
    for k, entry in enumerate(entries):
        share = (entry["id"], entry.get("clause", 0), entry.get("unit", ""), entry.get("text", ""))
        if share in met:
            place = Source("", text).position(document.span_of(("tasks", k)).start)
            reason = translate(N_("{id} stands twice for the same office")).format(id=entry["id"])
            raise ReadError(f"{path}:{place.line}:{place.column}", reason)
        met.add(share)


class _Home:
    """Where an entry belongs."""

    def __init__(self, notice: str, rows: Sequence[Row]) -> None:
        self.notice = notice
        self.texts = {row.key: row.text for row in rows}

    def _named(self, entry: TaskData) -> Key:
        return Key(self.notice, entry["id"], entry.get("clause", 0))

    def is_there(self, entry: TaskData) -> bool:
        """Whether the task with the id of an entry begins with its words."""
        text = self.texts.get(self._named(entry))
        return text is not None and text.startswith(entry.get("text", ""))

    def task(self, entry: TaskData) -> Key | None:
        """The task of an entry; None where there is no such task, or several."""
        if self.is_there(entry):
            return self._named(entry)
        words = entry.get("text", "")
        same = [key for key, text in self.texts.items() if words and text.startswith(words)]
        return same[0] if len(same) == 1 else None


def _words(text: str, texts: Sequence[str]) -> str:
    """The first words of a text: so many that no other begins so, where it is not just the same."""
    size = _BEGINNING
    while size < len(text) and sum(other.startswith(text[:size]) for other in texts) > 1:
        size += _BEGINNING
    return text[:size]


def _state(entry: TaskData) -> State:
    more = tuple(sorted(entry.get("more", {}).items()))
    return State(entry.get("progress", ""), entry.get("deadline", ""), entry.get("remarks", ""), more)


def write_states(folder: Path, notice: str, stored: Stored, rows: Sequence[Row]) -> tuple[Path, list[str]]:
    """Write a progress file, its entries in the order of the plan; those of tasks that are gone stand last.

    Comments of the former file stay beside what they stood beside; those that have no place any more are given back.
    """
    path = path_of(folder, notice)
    texts = [row.text for row in rows]
    kept = {key._replace(unit="") for key in stored.states}
    words = {row.key: _words(row.text, texts) if row.key in kept else "" for row in rows}
    order = {key: k for k, key in enumerate(words)}
    keys = sorted(stored.states, key=lambda key: (order[key._replace(unit="")], key.unit))
    entries = [
        _entry(key, stored.states[key], words[key._replace(unit="")]) for key in keys if stored.states[key] != State()
    ]
    text = dump_yaml({"schema_version": 1, "notice": PurePath(notice).name, "tasks": [*entries, *stored.lost]})
    former = read_text(path) if path.exists() else ""
    commented, lost = carried(former, text, SHAPE)
    write_whole(path, commented.encode())
    return path, lost


def _entry(key: Key, state: State, words: str) -> dict[str, object]:
    entry = {
        "id": key.id,
        "clause": key.clause,
        "text": words,
        "unit": key.unit,
        "progress": state.progress,
        "deadline": state.deadline,
        "remarks": state.remarks,
        "more": dict(state.more),
    }
    return {name: value for name, value in entry.items() if value}
