"""Bring the catalogues of messages up to date: extract, merge, compile. New messages have to be translated by hand.

`--check` changes nothing and fails where a catalogue is not up to date or a message has no translation.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from workpoints.rules import FAMILIES, RULES
from workpoints.rules.explain import heading_of

ROOT = Path(__file__).parent.parent / "src/workpoints"
CATALOGUE = ROOT / "locale/zh_CN/LC_MESSAGES/workpoints.po"
# Words of the command-line library, which asks the same catalogue for them.
LIBRARY = ("Arguments", "Options", "Commands", "Error", "Aborted.", "[required]", "required", "[default: {}]",
           "default: {default}", "[env var: {}]", "(dynamic)", "(deprecated) ", "Missing command.",
           "No such command {name!r}.", "Install completion for the current shell.",
           "Show completion for the current shell, to copy it or customize the installation.")  # fmt: skip


def extracted() -> Catalog:
    """The messages of the source."""
    template = Catalog(project="workpoints", charset="utf-8")
    keywords = {"_": None, "N_": None, "translate": None}
    for name, line, message, comments, _context in extract_from_dir(ROOT, keywords=keywords):
        template.add(message, locations=[(f"src/workpoints/{name}", line)], auto_comments=comments)
    for each in RULES.values():
        for message in (each.explanation.summary, *each.explanation.reason):
            template.add(message, auto_comments=[f"explanation of {each.code}"])
    for family in FAMILIES.values():
        template.add(heading_of(family), auto_comments=["heading of a family of rules"])
    for message in LIBRARY:
        template.add(message, auto_comments=["of the command-line library"])
    return template


def po_text(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it."""
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, no_location=True, ignore_obsolete=True)
    return text.getvalue()


def mo_text(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    text = io.BytesIO()
    write_mo(text, catalogue)
    return text.getvalue()


def main() -> int:
    """Update the catalogue, or check it."""
    current = CATALOGUE.read_bytes() if CATALOGUE.exists() else b""
    catalogue = read_po(io.BytesIO(current), locale="zh_CN")
    catalogue.header_comment = "# Messages of workpoints in simplified Chinese."
    catalogue.project, catalogue.fuzzy = "workpoints", False
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    texts = {CATALOGUE: po_text(catalogue), CATALOGUE.with_suffix(".mo"): mo_text(catalogue)}
    missing = [message.id for message in catalogue if message.id and not message.string]
    for message in missing:
        print(f"not translated: {message}", file=sys.stderr)
    stale = [path for path, text in texts.items() if not path.exists() or path.read_bytes() != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"not up to date: {path.name} (run make messages)", file=sys.stderr)
        return 1 if missing or stale else 0
    for path in stale:
        path.write_bytes(texts[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
