"""Fixes from the command line: written back into files, or shown as a diff."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import typer

from workpoints.cli.console import note, write
from workpoints.files import write_whole
from workpoints.i18n import translate as _
from workpoints.readers import ReadError, encoded, is_structured, read, read_bytes
from workpoints.rules import Finding, Project
from workpoints.rules.fixes import fixed
from workpoints.source import Source

__all__ = ["fix_files"]


def fix_files(
    files: list[Path],
    project: Project,
    wanted: Callable[[Finding], bool],
    encoding: str | None,
    *,
    write_back: bool,
    output: Path | None = None,
    quiet: bool = False,
) -> bool:
    """Make the certain fixes of files, or print them as a diff; whether there were any.

    Files that cannot be read are left to the check, which tells why.
    """
    if write_back and any(str(file) == "-" for file in files):
        raise typer.BadParameter(_("cannot write to standard input"), param_hint="--fix")
    made = 0
    differences: list[str] = []
    for file in files:
        own = None if is_structured(file) else encoding
        try:
            source = read(file, encoding=own)
        except ReadError:
            continue
        result, count = fixed(source, str(file), project, wanted)
        made += count
        if count and write_back:
            write_whole(file, encoded(result.text, read_bytes(file), own))
            note(_("{path}: fixes made: {count}").format(path=file, count=count), quiet=quiet)
        elif count:
            differences += _difference(source, result, str(file))
    if write_back and made and any(not is_structured(file) for file in files):
        note(_("run workpoints parse to bring the structured files up to date"), quiet=quiet)
    if not write_back:
        write("".join(differences), output)
    return bool(made)


def _difference(before: Source, after: Source, path: str) -> list[str]:
    """A unified diff of two texts of a file."""
    old, new = (each.text.splitlines(keepends=True) for each in (before, after))
    marked = unified_diff(old, new, f"a/{path}", f"b/{path}")
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in marked]
