"""Files as they were at a revision of git: HEAD~1:data/raw/x.txt, or :data/raw/x.txt for what is staged."""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

from workpoints.i18n import N_
from workpoints.readers import ReadError

__all__ = ["Revised", "revised"]


class Revised(NamedTuple):
    """A file or a folder at a revision, by the name that git gives it."""

    name: str
    is_folder: bool

    def data(self) -> bytes:
        """The bytes of the file."""
        return _git("cat-file", "blob", self.name)

    def files(self) -> dict[str, Revised]:
        """The files of the folder by their names, those of folders in it left out."""
        listed = _git("ls-tree", "-z", "--full-tree", self.name).decode("utf-8", "surrogateescape").split("\0")
        entries = [entry.partition("\t") for entry in listed if entry]
        folder = self.name if self.name.endswith((":", "/")) else f"{self.name}/"
        return {name: Revised(folder + name, is_folder=False) for kind, _, name in entries if " blob " in kind}


def revised(name: str) -> Revised | None:
    """What REVISION:PATH names; None where a text is of another form.

    The path counts from the top of the repository or from the folder at hand. Raises `ReadError` where there is no git,
    no such revision, or no such file in it.
    """
    revision, colon, path = name.partition(":")
    if not colon or revision.startswith("-"):
        return None
    if shutil.which("git") is None:
        raise ReadError(name, N_("no such file, and git, which could read it as a revision, is not installed"))
    for tried in (name, f"{revision}:./{path}"):
        done = _run("cat-file", "-t", tried)
        if done.returncode == 0:
            return Revised(tried, is_folder=done.stdout.strip() == b"tree")
    reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    raise ReadError(name, N_("no such file, and git has none: {why}"), why=reason)


def _git(*arguments: str) -> bytes:
    """What git answers."""
    return _run(*arguments).stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git") or "git"
    return subprocess.run([program, *arguments], capture_output=True, check=False)
