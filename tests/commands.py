"""The command line within the process of the tests, for what a command says; test_cli.py starts real processes."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from workpoints.cli.app import run as run_command

from .conftest import ROOT
from .test_cli import run as run_process

__all__ = ["run"]


def run(
    *arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What a command answers in English, as a process would give it. What nobody foresaw is raised.

    Another language or environment needs a process of its own, and gets one.
    """
    command = [*map(str, arguments)]
    if environment or "--lang" in command:
        return run_process(*arguments, cwd=cwd, stdin=stdin, **environment)
    with chdir(cwd), _streams(stdin) as (out, err):
        code = run_command(command)
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(command, code, out.getvalue(), err.getvalue())


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Put buffers in the place of the streams of the process."""
    kept = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout, sys.stderr = (io.TextIOWrapper(each, "utf-8", newline="") for each in (out, err))
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
