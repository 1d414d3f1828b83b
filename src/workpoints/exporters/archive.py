"""Office files as zip archives that are the same whenever they are written."""

from __future__ import annotations

import io
import zipfile

__all__ = ["steady"]

# The first moment that a zip archive can tell, which is what archives without a clock have.
_BEGINNING = (1980, 1, 1, 0, 0, 0)


def steady(archive: bytes) -> bytes:
    """An archive with the same files in the same order, none of which tells when it was written or on which system."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()
