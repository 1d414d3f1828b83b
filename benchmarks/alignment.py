"""How well `align` reads the pairs of plans in tests/aligned: precision and recall at several thresholds.

`make accuracy` prints the table of docs/comparison.md.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

import workpoints
from workpoints import Alignment, Notice
from workpoints.alignment.result import Lack

__all__ = ["FOLDER", "scores", "told"]

FOLDER = Path(__file__).parent.parent / "tests/aligned"
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Told = dict[str, tuple[set[Any], set[Any]]]
"""Thing → what is told and what is right."""


@cache
def _read(path: Path) -> Notice:
    return workpoints.parse(path.read_bytes().decode("utf-8")).notice


def told(name: str, threshold: float = 0.5) -> Told:
    """What is told of one pair of plans, and what a reader found right. Pairs that are doubtful do not count."""
    gold = yaml.safe_load((FOLDER / name / "gold.yaml").read_text("utf-8"))
    upper, lower = (_read(FOLDER / name / f"{side}.txt") for side in ("upper", "lower"))
    found = workpoints.align(upper, lower, threshold=threshold)
    doubtful = {tuple(each) for each in gold.get("doubtful", [])}
    return {
        "matches": (
            {(match.id, near.id) for match in found.matches for near in match.near} - doubtful,
            {(above, below) for above, several in gold["matches"].items() for below in several},
        ),
        "holes": (_lacking(found, Lack.task), set(gold["holes"])),
        "unowned": (_lacking(found, Lack.owner), set(gold["unowned"])),
        "additions": ({addition.id for addition in found.additions}, set(gold["additions"])),
        "drift": (
            {(drift.upper, drift.lower) for drift in found.drift},
            {(drift["upper"], drift["lower"]) for drift in gold["drift"]},
        ),
    }


def _lacking(found: Alignment, lack: Lack) -> set[str]:
    return {hole.id for hole in found.holes if hole.lack is lack}


def scores(threshold: float = 0.5) -> dict[str, tuple[float, float]]:
    """Precision and recall of each thing over all pairs of plans."""
    read = [told(folder.name, threshold) for folder in sorted(FOLDER.iterdir())]
    return {thing: _score([each[thing] for each in read]) for thing in read[0]}


def _score(read: list[tuple[set[Any], set[Any]]]) -> tuple[float, float]:
    both = sum(len(found & right) for found, right in read)
    return both / max(1, sum(len(found) for found, _ in read)), both / sum(len(right) for _, right in read)


if __name__ == "__main__":
    print("\nalign, precision and recall of pairs, holes, tasks without local owner, additions, other leads:")
    for value in THRESHOLDS:
        print(
            f"  {value}", *(f"{precision:.2f} {recall:.2f}" for precision, recall in scores(value).values()), sep="   "
        )
