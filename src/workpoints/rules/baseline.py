"""A baseline: how many findings of each code a file has had, so that old ones are not told and new ones are.

Counts do not shift with lines. Where a file has more findings of a code than the baseline counts, all of that code are
told, as nobody can say which of them is new. The file is JSON: {path: {code: count}}, paths from its folder.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from workpoints.i18n import N_
from workpoints.readers import ReadError, read_text
from workpoints.rules.finding import Finding

__all__ = ["ALWAYS", "Counts", "read_baseline", "renewed_counts", "surplus", "to_text", "without_known"]

Counts = dict[str, dict[str, int]]
ALWAYS = ("WP003", "WP901")
"""Codes that nothing hides: a file could not be read, or not be checked."""


def counted(findings: Iterable[Finding], folder: Path) -> Counts:
    """The counts of findings, with paths from a folder."""
    counts = Counter((_from(folder, finding.path), finding.code) for finding in findings)
    table: Counts = {}
    for (path, code), count in sorted(counts.items()):
        table.setdefault(path, {})[code] = count
    return table


def _from(folder: Path, path: str) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()


def to_text(counts: Counts) -> str:
    """The text of a baseline file."""
    return json.dumps(counts, ensure_ascii=False, indent=2) + "\n"


def read_baseline(path: Path) -> Counts:
    """The counts in a baseline file. Raises `ReadError`."""
    try:
        counts = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ReadError(f"{path}:{error.lineno}:{error.colno}", error.msg) from None
    sound = isinstance(counts, dict) and all(
        isinstance(row, dict) and all(type(count) is int for count in row.values()) for row in counts.values()
    )
    if not sound:
        raise ReadError(str(path), N_("is no baseline: check --write-baseline makes one"))
    return counts  # type: ignore[no-any-return]


def without_known(findings: list[Finding], known: Counts, folder: Path) -> list[Finding]:
    """The findings beyond a baseline. That a file cannot be read, or checked, is always told."""
    now = counted(findings, folder)
    return [
        finding
        for finding in findings
        if finding.code in ALWAYS
        or now[path := _from(folder, finding.path)][finding.code] > known.get(path, {}).get(finding.code, 0)
    ]


def surplus(findings: list[Finding], known: Counts, folder: Path, checked: Iterable[Path]) -> int:
    """How many more findings a baseline counts for the files that were checked than there are."""
    now = counted(findings, folder)
    paths = {_from(folder, str(path)) for path in checked}
    rows = ((path, code, count) for path in paths for code, count in known.get(path, {}).items())
    return sum(max(0, count - now.get(path, {}).get(code, 0)) for path, code, count in rows)


def renewed_counts(findings: list[Finding], known: Counts, folder: Path, checked: Iterable[Path]) -> Counts:
    """The counts of today for the files that were checked; those of other files stay."""
    paths = {_from(folder, str(path)) for path in checked}
    others = {path: row for path, row in known.items() if path not in paths}
    kept = [finding for finding in findings if finding.code not in ALWAYS]
    return dict(sorted((others | counted(kept, folder)).items()))
