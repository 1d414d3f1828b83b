"""LibreOffice without its windows: the documents of the exporters as a person sees them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["NEEDS_OFFICE", "converted", "to_pdf"]

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
NEEDS_OFFICE = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("WORKPOINTS_NEEDS_APPS"),
    reason="LibreOffice (soffice) is not installed; make test-apps installs it",
)
"""What a test stands under that converts a file; where WORKPOINTS_NEEDS_APPS is set, it is not skipped but fails."""

PATIENCE = 120
"""Seconds; a conversion takes about five, on a busy machine more."""


def converted(path: Path, form: str) -> Path:
    """A document in another form (`pdf`, `csv`, `txt:Text (encoded):UTF8`), in a new folder beside it.

    LibreOffice has a profile of its own in that folder, so that neither the user's settings nor another run matter. Its
    exit code is 0 when it fails, so what tells is whether the file is there.
    """
    suffix = form.partition(":")[0]
    folder = path.parent / f"{path.name}.{suffix}.d"
    folder.mkdir()
    command = [OFFICE or "soffice", f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder), str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    made = folder / f"{path.stem}.{suffix}"
    assert made.exists(), f"LibreOffice made no {suffix} of {path.name}: {ran.stdout}{ran.stderr}"
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return made


def to_pdf(path: Path) -> Path:
    """The pages of a document as a PDF."""
    return converted(path, "pdf")
