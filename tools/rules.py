"""Write docs/rules.md and docs/rules.zh-CN.md from the docstrings of the rules.

    python tools/rules.py [--check]

With `--check` nothing is written; exit 1 where a page is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workpoints.i18n import use
from workpoints.rules.explain import page

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"en": "rules.md", "zh": "rules.zh-CN.md"}


def main(*, check: bool) -> int:
    """Write or check the pages."""
    code = 0
    for language, name in PAGES.items():
        use(language)
        target, text = DOCS / name, page()
        if not check:
            target.write_text(text, "utf-8")
        elif not target.exists() or target.read_text("utf-8") != text:
            print(f"docs/{name} is out of date: run make rules")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
