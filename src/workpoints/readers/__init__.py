"""Files to sources. What cannot be read is told by a `ReadError` with a reason that a user can act on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workpoints.i18n import N_, translate

if TYPE_CHECKING:
    from workpoints.source import Source

__all__ = ["ReadError", "encoded", "holds_structure", "is_structured", "read", "read_bytes", "read_text", "source_of"]

# First bytes of files that are no text → what they are.
_KINDS = {
    b"PK\x03\x04": "zip, docx, xlsx",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "doc, xls, wps",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x7fELF": "ELF",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MOST_CONTROLS = 0.1


class ReadError(Exception):
    """A file that cannot be read as a notice: its name and the reason, in the language in use."""

    def __init__(self, path: str, reason: str, **arguments: object) -> None:
        super().__init__(path, reason, arguments)
        self.path = path
        self.reason = translate(reason).format(**arguments) if arguments else translate(reason)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def is_structured(path: str | Path) -> bool:
    """Whether a path is that of a structured file, by the ending of its name."""
    return Path(path).suffix.lower() in (".yaml", ".yml")


def holds_structure(text: str) -> bool:
    """Whether a text whose name does not tell is that of a structured file: these begin with their version."""
    return text.startswith("schema_version:")


def read(path: str | Path, *, encoding: str | None = None) -> Source:
    """The source of a file, or of standard input where the path is `-`.

    The encoding is UTF-8, or what the byte order mark says, or the one that is named. Raises `ReadError`.
    """
    return source_of(read_bytes(path), str(path), encoding=encoding)


def source_of(data: bytes, path: str, *, encoding: str | None = None) -> Source:
    """The source of the bytes of a file, as `read` gives it. Raises `ReadError`."""
    from workpoints.source import Source  # noqa: PLC0415 - queries on structured files need none

    name = "<stdin>" if path == "-" else Path(path).name
    return Source(name, _decode(data, path, encoding), data)


def read_text(path: str | Path) -> str:
    """The text of a structured file, which is always UTF-8, without byte order marks. Raises `ReadError`."""
    return _decode(read_bytes(path), str(path), None).lstrip("\ufeff")


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a file, or of standard input where the path is `-`. Raises `ReadError`."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(str(path), N_("no such file")) from None
    except IsADirectoryError:
        raise ReadError(str(path), N_("is a folder, not a file")) from None
    except PermissionError:
        raise ReadError(str(path), N_("may not be read: permission denied")) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReadError(str(path), N_("cannot be read ({why})"), why=why) from None


def encoded(text: str, like: bytes, encoding: str | None = None) -> bytes:
    """A text as bytes in the encoding, and with the byte order mark, of the file that it was read from."""
    mark = next((mark for mark in _MARKS if like.startswith(mark)), b"")
    if mark and encoding is None:
        codec = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(mark, "utf-8")
        return mark + text.encode(codec)
    return text.encode(encoding or "utf-8")


def _decode(data: bytes, path: str, encoding: str | None) -> str:
    for magic, kind in _KINDS.items():
        if data.startswith(magic):
            raise ReadError(path, N_("is not a text file ({kind})"), kind=kind)
    by_mark = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding or by_mark)
    except UnicodeDecodeError as error:
        reason = N_("is not {encoding} text (byte {byte}); name another encoding with --encoding, such as gb18030")
        raise ReadError(path, reason, encoding=error.encoding, byte=error.start + 1) from None
    except (LookupError, UnicodeError):
        raise ReadError(path, N_("unknown encoding: {encoding}"), encoding=encoding) from None
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise ReadError(path, N_("is empty"))
    if sum(text.count(chr(code)) for code in range(9)) > _MOST_CONTROLS * len(text):
        raise ReadError(path, N_("is not a text file ({kind})"), kind="binary")
    return text
