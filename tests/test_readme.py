"""The transcripts in the READMEs are real: each command is run, and has to print what stands below it.

In a transcript a line `…` stands for any lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workpoints.cli.app import COMMANDS

from .conftest import ROOT

READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def transcripts(name: str) -> list[tuple[str, str]]:
    """Command and output of every transcript of a file."""
    found = []
    for block in BLOCK.findall((ROOT / name).read_text("utf-8")):
        for session in block.split("$ ")[1:]:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


CASES = [(name, *transcript) for name in READMES for transcript in transcripts(name)]


def test_every_command_has_a_transcript() -> None:
    for name in READMES:
        commands = {word for command, _ in transcripts(name) for word in command.split()}
        assert set(" ".join(COMMANDS).split()) <= commands


@pytest.mark.parametrize(("name", "command", "output"), CASES, ids=[f"{name}: {command}" for name, command, _ in CASES])
def test_transcript(name: str, command: str, output: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "WORKPOINTS_LANG": READMES[name], "COLUMNS": "96", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S602 - the commands are those of the README
        command,
        shell=True,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    pattern = ".*".join(re.escape(part) for part in output.split("…\n"))
    assert re.fullmatch(pattern, done.stdout.decode("utf-8"), re.DOTALL), done.stdout.decode("utf-8")
