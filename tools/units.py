"""Make the tables of the shipped unit registry: units.yaml, which people edit, to units.tsv, which is loaded.

    python tools/units.py [--check]

With `--check` nothing is written; exit 1 where the file has a fault, or the tables are out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workpoints.registry.index import to_text
from workpoints.registry.reader import read_registry
from workpoints.yaml_reader import place_of

FOLDER = Path(__file__).parent.parent / "src/workpoints/registry"


def main(*, check: bool) -> int:
    """Make or check the tables."""
    text = (FOLDER / "units.yaml").read_text("utf-8")
    registry, faults = read_registry(text, shipped=False)
    for fault in faults:
        print(f"units.yaml:{place_of(text, fault)}: {fault.message}")
    if faults:
        return 1
    text = to_text(registry.own)
    target = FOLDER / "units.tsv"
    if not check:
        target.write_text(text, "utf-8")
    elif not target.exists() or target.read_text("utf-8") != text:
        print("units.tsv is out of date: run make units")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
