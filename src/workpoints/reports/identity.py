"""What other programs know a file and a finding by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workpoints.rules import Finding

__all__ = ["fingerprints", "posix"]


def posix(path: str) -> str:
    """A path with slashes, whatever the system."""
    return PurePath(path).as_posix()


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A mark of each finding, which no other has and which stays the same when its line moves.

    It is made of the path, the code and the text of the line; findings in which all these agree are counted.
    """
    from hashlib import sha256  # noqa: PLC0415 - slow to load, and most forms need no hash

    seen: Counter[tuple[str, str, str]] = Counter()
    marks = []
    for finding in findings:
        key = (posix(finding.path), finding.code, finding.source_line)
        marks.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest())
        seen[key] += 1
    return marks
