"""`make bench`: the figures of the README, measured on this machine.

Ratios are taken in one run, the two sides in turn, because machines are noisy.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from markdown_it import MarkdownIt

import workpoints
from benchmarks.comparing import large_plans, measured, reworded
from benchmarks.edits import unnoticed
from benchmarks.exporting import many_notices, one_notice
from workpoints.config import find_config
from workpoints.duties import read_duty
from workpoints.registry.entries import Contents, Entry, Jurisdiction
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home
from workpoints.registry.shipped import shipped_index
from workpoints.rules import check
from workpoints.rules.project import project_of
from workpoints.units import read_name

ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "data/raw/jiyuan-2023.txt").read_bytes().decode("utf-8")
ROUNDS = 60
STARTS = 25
EDITS = 1000
LENGTH, TIMES = 20_000, 8


def main() -> None:
    """Print every figure."""
    against_markdown()
    memory()
    starting()
    lookups()
    checking()
    comparing()
    exporting()
    rates()
    growth()


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def forget() -> None:
    """Empty the memories of names and notations, as they are when a process starts."""
    read_duty.cache_clear()
    read_name.cache_clear()


def against_markdown() -> None:
    """Parsing the notice, against markdown-it-py tokenizing the same text."""
    markdown = MarkdownIt()
    workpoints.parse(NOTICE)
    times: dict[str, list[float]] = {"parse": [], "first": [], "markdown": []}
    for _ in range(ROUNDS):
        times["parse"].append(seconds(lambda: workpoints.parse(NOTICE)))
        times["markdown"].append(seconds(lambda: markdown.parse(NOTICE)))
        forget()
        times["first"].append(seconds(lambda: workpoints.parse(NOTICE)))
    parse, first, other = (median(times[name]) for name in ("parse", "first", "markdown"))
    print(
        f"parse of the notice     {parse * 1000:7.2f} ms, {parse / other:.2f} × markdown-it-py ({other * 1000:.2f} ms)"
    )
    print(f"  notations not yet met {first * 1000:7.2f} ms, {first / other:.2f} × markdown-it-py")


def memory() -> None:
    """Peak memory that parsing the notice takes."""
    forget()
    tracemalloc.start()
    parsed = workpoints.parse(NOTICE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"peak memory             {peak / 1024:7.0f} KiB for a notice of {len(parsed.source.text)} characters")


def starting() -> None:
    """`workpoints who` as a process, against Python that does nothing."""
    commands = {
        "who": [str(Path(sys.executable).parent / "workpoints"), "who", "市场监管局"],
        "pass": [sys.executable, "-c", "pass"],
    }
    # As users have it: modules compiled once are loaded from then on.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            start = partial(subprocess.run, command, cwd=ROOT, env=environment, capture_output=True, check=True)
            times[name].append(seconds(start))
    who, nothing = median(times["who"]), median(times["pass"])
    print(
        f"workpoints who          {who * 1000:7.1f} ms, {who / nothing:.1f} × python -c pass ({nothing * 1000:.1f} ms)"
    )


def lookups() -> None:
    """Looking up a name in a registry of 50,000 offices, once that is loaded."""
    counties = [f"{one}{chr(two)}县" for one in "安平永长定新和武" for two in range(0x4E10, 0x4E8D)]
    kinds = ["市场监督管理局", "教育局", "公安局", "民政局", "财政局", *(f"第{number}事务局" for number in range(45))]
    offices = tuple(Entry(county + kind, jurisdiction=county) for county in counties for kind in kinds)
    registry = Registry(
        Contents(tuple(Jurisdiction(county, level="县区") for county in counties), offices), shipped_index()
    )
    names = [office.name for office in offices[::500]] + ["市场监管局", "第7事务局", "幸福局", "县教育局", "国家发改委"]
    times = []
    for number, name in enumerate(names):
        home = Home({"县": f"第{number}县"})  # no answer is remembered
        times.append(seconds(lambda: registry.resolve(name, home)))  # noqa: B023
    print(
        f"looking up a name        {median(times) * 1000:6.3f} ms, at most {max(times) * 1000:.3f} ms,"
        f" among {len(offices)} offices"
    )


def checking() -> None:
    """The parts of a plan that a check goes through in a second, with reading, every rule and the unit registry."""
    config = find_config(ROOT)
    project = project_of(config)
    parts = sum(1 for _ in workpoints.parse(NOTICE).notice.plan.walk())
    files = {
        "raw notice": ROOT / "data/raw/jiyuan-2023.txt",
        "structured file": ROOT / "data/structured/jiyuan-2023.yaml",
    }
    times = []
    for name, file in files.items():
        check(file, project=project)
        times.append(median(seconds(partial(check, file, project=project)) for _ in range(ROUNDS)))
        print(f"check, {name}: {parts / times[-1]:,.0f} parts a second")
    print(f"check, both files: {parts * len(files) / sum(times):,.0f} parts a second (at least 10,000)")
    for alone in (False, True):
        changing, missed = unnoticed(NOTICE, EDITS, alone=alone)
        what = "each file checked alone" if alone else "notice and structured file"
        print(f"random edits unnoticed, {what}: {len(missed)} of {changing} ({len(missed) / changing:.1%})")


def comparing() -> None:
    """Comparing the notice with a copy, a third of its items reworded, and two plans of 2,000 items."""
    notice = workpoints.parse(NOTICE).notice
    other = reworded(notice)
    took = median(seconds(lambda: workpoints.diff(notice, other)) for _ in range(ROUNDS))
    print(f"diff, a third reworded  {took * 1000:7.2f} ms (at most 20)")
    large, megabytes = measured()
    print(f"diff, 2,000 items       {large:7.2f} s (at most 3), {megabytes:.0f} MB (at most 300)")
    upper, lower = large_plans()
    print(f"align, 2,000 items      {seconds(lambda: workpoints.align(upper, lower)):7.2f} s")
    years = [notice, other] * 3
    print(f"history, six years      {seconds(lambda: workpoints.history(years).threads) * 1000:7.0f} ms")


def exporting() -> None:
    """Notices to one workbook, and one notice in the forms that people open."""
    took, megabytes, count = many_notices(NOTICE)
    print(f"{count} notices to xlsx     {took:7.2f} s (at most 20), {megabytes:.0f} MB (at most 400)")
    for form in ("xlsx", "docx", "html"):
        took = one_notice(ROOT / "data/raw/jiyuan-2023.txt", form)
        print(f"one notice to {form}      {took:7.2f} s")


def rates() -> None:
    """How quickly large texts are read, against the notice."""
    texts = {
        "10 MB of the notice": NOTICE * (10_000_000 // len(NOTICE.encode()) + 1),
        "10^6 opening brackets": "（" * 1_000_000,
        "a line of 5 MB": "一、" + "加强市场监管，" * 238_000 + "。",
    }
    once = median(seconds(lambda: workpoints.parse(NOTICE)) for _ in range(ROUNDS)) / len(NOTICE)
    for name, text in texts.items():
        each = seconds(lambda: workpoints.parse(text)) / len(text)  # noqa: B023
        print(
            f"{name:<24}{1 / each / 1e6:7.2f} million characters a second, {each / once:.2f} × the time of the notice"
        )


def growth() -> None:
    """Whether the time that a character takes grows with the length of a notice: the worst of those of the tests."""
    worst, where = 0.0, ""
    for folder in sorted((ROOT / "tests/notices").iterdir()):
        notice = (folder / "input.txt").read_bytes().decode("utf-8") + "\n"
        once = notice * max(1, LENGTH // len(notice))
        base = min(seconds(lambda: workpoints.parse(once)) for _ in range(3))  # noqa: B023
        more = seconds(lambda: workpoints.parse(once * TIMES)) / TIMES  # noqa: B023
        if more / base > worst:
            worst, where = more / base, folder.name
    print(f"{TIMES} × every test notice   at most {worst:.2f} × the time a character ({where})")


main()
