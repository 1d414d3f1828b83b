"""How long comparing takes: the notice against a copy with a third of its items reworded, and two large plans.

Run as a program it compares the large plans and prints the seconds that it took and the megabytes of the process, so
that nothing else counts.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Any

import workpoints
from workpoints import Notice
from workpoints.convert import from_data, to_data
from workpoints.parts import parts

__all__ = ["ITEMS", "large_plans", "measured", "reworded"]

ROOT = Path(__file__).parent.parent
ITEMS, SECTION = 2_000, 20
MOVED = 50
NOTICES = sorted((ROOT / "tests/notices").glob("*/input.txt"))


def reworded(notice: Notice) -> Notice:
    """A copy with the middle of every third item written anew."""
    data: Any = to_data(notice)
    items = [node for _, node in parts(data) if "children" not in node]
    for node in items[::3]:
        clause: Any = node["clauses"][0]
        third = len(clause["text"]) // 3
        clause["text"] = f"{clause['text'][:third]}建立健全工作台账，逐项销号，{clause['text'][2 * third :]}"
    return from_data(data)


def large_plans() -> tuple[Notice, Notice]:
    """Two plans of 2,000 items made of the tasks of the test notices: every item reworded, some of them moved."""
    found = [workpoints.parse(path.read_bytes().decode("utf-8")).notice for path in NOTICES]
    clauses = [clause for notice in found for part in notice.plan.walk() for clause in part.clauses if clause.text]
    pool = cycle(
        [
            (clause.text[:80], [party.name for _, party in clause.duty.parties()] if clause.duty else [])
            for clause in clauses
        ]
    )
    tasks = [(f"{next(pool)[0]}{next(pool)[0]}第{number}批", next(pool)[1][:4]) for number in range(ITEMS)]
    dice = random.Random(1)  # noqa: S311
    changed = [
        (f"{text[:40]}加快推进{text[50:]}按期完成{number}项", offices) for number, (text, offices) in enumerate(tasks)
    ]
    for _ in range(MOVED):
        changed.insert(dice.randrange(ITEMS), changed.pop(dice.randrange(ITEMS)))
    return _plan(tasks), _plan(changed)


def _plan(tasks: list[tuple[str, list[str]]]) -> Notice:
    sections = [_section(k + 1, tasks[k * SECTION : (k + 1) * SECTION]) for k in range(len(tasks) // SECTION)]
    data: Any = {"schema_version": 1, "source": {"name": "", "sha256": ""}, "plan": {"children": sections}}
    return from_data(data)


def _section(number: int, tasks: list[tuple[str, list[str]]]) -> dict[str, Any]:
    children = []
    for k, (text, offices) in enumerate(tasks, 1):
        clause: dict[str, Any] = {"text": text}
        if offices:
            clause["duty"] = {"text": f"{'、'.join(offices)}负责", "responsible": offices}
        children.append({"id": f"{number}.{k}", "label": f"{k}.", "clauses": [clause]})
    return {"id": str(number), "label": f"{number}、", "title": f"板块{number}", "children": children}


def measured() -> tuple[float, float]:
    """Seconds and megabytes that a process takes to compare the large plans."""
    command = [sys.executable, "-m", "benchmarks.comparing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    took, megabytes = map(float, done.stdout.split())
    return took, megabytes


if __name__ == "__main__":
    old, new = large_plans()
    workpoints.diff(_plan([]), _plan([]))  # what has to be loaded is loaded
    start = time.perf_counter()
    workpoints.diff(old, new)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
