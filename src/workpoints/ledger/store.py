"""Progress files: one for each notice, `data/progress/NAME.yaml`, read and written whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from rapidfuzz import fuzz

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
_LIKE = 70
"""From which likeness on (0 to 100) the first words are those that stood there, reworded."""


class Stored(NamedTuple):
    """What a progress file says."""

    states: dict[Key, State]
    lost: list[TaskData]
    """Entries whose task the notice has no longer; they stay in the file as they are."""


def path_of(folder: Path, notice: str) -> Path:
    """The progress file of a notice, by the name of the file that this is from."""
    return folder / f"{file_name(PurePath(notice).stem)}.yaml"


def read_states(folder: Path, notice: str, rows: Sequence[Row]) -> Stored:
    """What is filled in for the tasks of a notice; nothing where there is no such file.

    An entry belongs to the task with its id if that begins with its words, or with words much like them; else to the
    one task that begins so, whatever its number. Raises `ReadError` with file, line and reason where the file is
    damaged.
    """
    stored = Stored({}, [])
    path = path_of(folder, notice)
    if not path.exists():
        return stored
    text = read_text(path)
    document = read_document(text, shape=SHAPE)
    if faults := validate(document, ProgressData):
        raise ReadError(f"{path}:{place_of(text, faults[0])}", faults[0].message)
    data: Any = document.data
    entries: list[TaskData] = data.get("tasks", [])
    _refuse_doubles(path, text, document, entries)
    home = _Home(notice, rows, {entry["text"] for entry in entries if "text" in entry})
    for entry in entries:
        key = home(entry)
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

    def __init__(self, notice: str, rows: Sequence[Row], stored: set[str]) -> None:
        self.notice = notice
        self.tasks = {row.key: _words(row.text) for row in rows}
        self.stored = stored
        """The words of all entries."""
        self.by_words: dict[str, list[Key]] = {}
        for key, words in self.tasks.items():
            self.by_words.setdefault(words, []).append(key)
        self.is_own = 2 * len(stored & {*self.by_words}) >= len(stored)
        """Whether the file is about this notice, and not about one of another place with the same file name."""

    def __call__(self, entry: TaskData) -> Key | None:
        """The task of an entry, with its office; None where there is no such task."""
        key = self._task(Key(self.notice, entry["id"], entry.get("clause", 0)), entry.get("text"))
        return key and key._replace(unit=entry.get("unit", ""))

    def _task(self, key: Key, words: str | None) -> Key | None:
        there = self.tasks.get(key)
        if there is not None and (words is None or there.startswith(words)):
            return key
        same = self.by_words.get(words or "", [])
        if words and len(same) == 1:
            return same[0]
        reworded = there and words and self.is_own and there not in self.stored and fuzz.ratio(there, words) >= _LIKE
        return key if reworded else None


def _words(text: str) -> str:
    return text[:_BEGINNING]


def _state(entry: TaskData) -> State:
    more = tuple(sorted(entry.get("more", {}).items()))
    return State(entry.get("progress", ""), entry.get("deadline", ""), entry.get("remarks", ""), more)


def write_states(folder: Path, notice: str, stored: Stored, rows: Iterable[Row]) -> Path:
    """Write a progress file, its entries in the order of the plan; those of tasks that are gone stand last.

    Comments of the former file stay beside what they stood beside.
    """
    path = path_of(folder, notice)
    words = {row.key: _words(row.text) for row in rows}
    order = {key: k for k, key in enumerate(words)}
    keys = sorted(stored.states, key=lambda key: (order[key._replace(unit="")], key.unit))
    entries = [
        _entry(key, stored.states[key], words[key._replace(unit="")]) for key in keys if stored.states[key] != State()
    ]
    text = dump_yaml({"schema_version": 1, "notice": PurePath(notice).name, "tasks": [*entries, *stored.lost]})
    former = read_text(path) if path.exists() else ""
    write_whole(path, carried(former, text, SHAPE)[0].encode())
    return path


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
