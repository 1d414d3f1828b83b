"""What exports cost: a workbook of many notices, in a process of its own, and the forms of one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

__all__ = ["many_notices", "one_notice"]

MANY = 200


def many_notices(text: str) -> tuple[float, float, int]:
    """Seconds, megabytes and rows of `export` for 200 notices to one workbook, no two of them alike."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(MANY):
            varied = text.replace("加强", f"加强第{number}批").replace("开展", f"开展第{number}轮")
            (Path(folder) / f"n{number:03}.txt").write_text(varied, "utf-8")
        return *_measured("export", folder, "-o", f"{folder}/all.xlsx"), MANY


def one_notice(path: Path, form: str) -> float:
    """Seconds of `export` for one notice in a form, the start of the process included."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured("export", str(path), "--to", form, "-o", f"{folder}/x")[0]


def _measured(*arguments: str) -> tuple[float, float]:
    """Seconds and the most megabytes that a command takes; no fewer than this process, of which it is a copy first."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "workpoints", *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return time.perf_counter() - started, usage.ru_maxrss / 1024
