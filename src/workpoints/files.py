"""Writing files whole: a reader never sees half of one, and a failed write leaves the old one as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EISDIR
from os import strerror
from pathlib import Path

__all__ = ["backup_of", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write to a temporary file in the same folder and rename it. Raises OSError and leaves no rest.

    What is no regular file (a device, a named pipe) is written to as it is; a link is followed.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
        return
    import tempfile  # noqa: PLC0415 - slow to load, and answers are seldom written to files

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(temporary).unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def backup_of(path: Path) -> Path:
    """A free name beside a file for its former content: x.yaml.old, then x.yaml.old2, and so on."""
    free = path.with_name(f"{path.name}.old")
    count = 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.name}.old{count}")
    return free
