"""How many random edits of a raw notice and of its structured file `check` does not notice.

An edit goes unnoticed where it changes what is read and every finding is as before. An edit that changes nothing of
what is read need not be noticed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from workpoints import parse, to_data
from workpoints.renewal import renew
from workpoints.rules import Project, check
from workpoints.yaml_reader import read_document

__all__ = ["EDITS", "unnoticed"]

_BRACKETS = {
    "（": "(",
    "）": ")",
    "(": "（",
    ")": "）",
    "〔": "[",
    "〕": "]",
    "“": "”",
    "”": "“",
    "《": "〈",
    "》": "〉",
}
_OFFICE = re.compile("[\u4e00-\u9fff]{2,}(?:局|委|办|院|部|厅)")
_KEY = re.compile(r"^[- ]*([a-z_]+):", re.MULTILINE)
Edit = Callable[[str, Random], str]
Found = Counter[tuple[str, str, str]]
"""Path, code and message of findings, and how often each stands."""


def _drop(text: str, chance: Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :]


def _move_line(text: str, chance: Random) -> str:
    lines = text.splitlines(keepends=True)
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "".join(lines)


def _swap_bracket(text: str, chance: Random) -> str:
    place = chance.choice([k for k, mark in enumerate(text) if mark in _BRACKETS])
    return text[:place] + _BRACKETS[text[place]] + text[place + 1 :]


def _misspell(text: str, chance: Random) -> str:
    office = chance.choice(list(_OFFICE.finditer(text)))
    place = chance.randrange(office.start(), office.end())
    return text[:place] + chance.choice("东西南北中") + text[place + 1 :]


def _rename_key(text: str, chance: Random) -> str:
    start, end = chance.choice(list(_KEY.finditer(text))).span(1)
    place = chance.randrange(start, end)
    return text[:place] + chance.choice("aeiou") + text[place + 1 :]


EDITS: dict[str, dict[str, Edit]] = {
    "raw": {"drop": _drop, "move": _move_line, "bracket": _swap_bracket, "office": _misspell},
    "structured": {
        "drop": _drop, "move": _move_line, "bracket": _swap_bracket, "office": _misspell, "key": _rename_key,
    },
}  # fmt: skip
"""Kind of file → name of an edit → what makes it."""


def unnoticed(text: str, count: int, *, alone: bool = False) -> tuple[int, list[str]]:
    """How many of so many edits of a notice change what is read, and the kinds of those that no finding tells.

    With `alone` each file is checked without the other: what a check can know of one file by itself.
    """
    chance = Random(5)  # noqa: S311 - the same edits in every run
    kinds = [(kind, name) for kind, edits in EDITS.items() for name in edits]
    with TemporaryDirectory() as folder:
        files = {"raw": Path(folder, "raw/x.txt"), "structured": Path(folder, "structured/x.yaml")}
        project = Project() if alone else Project(raw=files["raw"].parent, structured=files["structured"].parent)
        texts = {"raw": text}
        texts["structured"] = renew(None, to_data(parse(texts["raw"], name="x.txt").notice)).text
        for kind, file in files.items():
            file.parent.mkdir()
            file.write_bytes(texts[kind].encode())
        contents = {kind: _content(kind, content) for kind, content in texts.items()}
        before = _found(files, project)
        changing, missed = 0, list[str]()
        for k in range(count):
            kind, name = kinds[k % len(kinds)]
            edited = EDITS[kind][name](texts[kind], chance)
            if _content(kind, edited) == contents[kind]:
                continue
            changing += 1
            files[kind].write_bytes(edited.encode())
            affected = files if kind == "raw" else {kind: files[kind]}
            if _found(affected, project) == _of(affected, before):
                missed.append(f"{kind}: {name}")
            files[kind].write_bytes(texts[kind].encode())
    return changing, missed


def _found(files: dict[str, Path], project: Project) -> Found:
    return Counter(
        (each.path, each.code, each.message) for file in files.values() for each in check(file, project=project)
    )


def _of(files: dict[str, Path], found: Found) -> Found:
    paths = {str(path) for path in files.values()}
    return Counter({key: count for key, count in found.items() if key[0] in paths})


def _content(kind: str, text: str) -> object:
    """What a file is read as, without the hash of its bytes."""
    if kind == "raw":
        data = to_data(parse(text, name="x.txt").notice)
        return data.get("header"), data.get("plan")
    document = read_document(text, marks=False)
    return document.data, len(document.faults)
