"""The exporter `docx` on paper: LibreOffice lays the documents out, and what stands where is measured in the PDF."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.apps.office import NEEDS_OFFICE, to_pdf
from tests.conftest import NOTICE, ROOT
from tests.test_docx import OFFICE, bare, pieces_of, reader_of, values_of, written
from workpoints.exporters.formats.docx import export
from workpoints.exporters.request import Request

pytestmark = NEEDS_OFFICE

MM = 72 / 25.4
LEFT, RIGHT, FOOT = 28 * MM, (210 - 26) * MM, 35 * MM
"""The 版心, from the left and the lower edge of the paper."""


class Line(NamedTuple):
    """A line of a page."""

    base: float
    start: float
    last: float
    """Where the last character begins."""
    text: str


Page = list[Line]


def normal(character: str) -> str:
    """A character as it was written: PDFs have 工 and the like as radicals."""
    return unicodedata.normalize("NFKC", character) if 0x2E80 <= ord(character) <= 0x2FDF else character


def lines_of(page: pypdfium2.PdfPage) -> Page:
    """The lines from above, by the origins of the characters: their order in the file is not that on the page."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for k in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, k))
        raw.FPDFText_GetCharOrigin(text, k, x, y)
        if not character.isspace():
            found[round(y.value)].append((x.value, normal(character)))
    rows = [(base, sorted(row)) for base, row in sorted(found.items(), reverse=True)]
    return [Line(base, row[0][0], row[-1][0], "".join(character for _, character in row)) for base, row in rows]


def pages_of(path: Path) -> list[Page]:
    with pypdfium2.PdfDocument(path) as document:
        return [lines_of(page) for page in document]


def body(page: Page) -> Page:
    return [line for line in page if line.base > FOOT]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """The plan of Jiyuan and a shorter notice behind it, which has all that can stand around a text."""
    path = tmp_path_factory.mktemp("docx") / "plan.docx"
    path.write_bytes(export(Request([reader_of(NOTICE), reader_of(ROOT / "tests/notices/bureau-boxed/input.txt")])))
    return pages_of(to_pdf(path))


@pytest.fixture(scope="module")
def plan(pages: list[Page]) -> list[Page]:
    """The pages with the plan of Jiyuan, whose letter is a page of its own."""
    again = next(k for k, page in enumerate(pages) if page[0].text.startswith("白鹭区"))
    return pages[1:again]


def test_the_plan_has_its_usual_number_of_pages(plan: list[Page]) -> None:
    assert 16 <= len(plan) <= 19


def test_a_full_page_has_22_lines(plan: list[Page]) -> None:
    # Those behind the title, and before the end with what stands at its foot.
    counts = [len(body(page)) for page in plan[1:-2]]
    assert max(counts) == 22
    # A heading that would stand last goes to the next page.
    assert Counter(counts)[22] >= len(counts) * 2 / 3
    full = next(page for page in plan[1:] if len(body(page)) == 22)
    steps = [upper.base - lower.base for upper, lower in zip(body(full), body(full)[1:], strict=False)]
    assert sum(steps) / 21 == pytest.approx(28.95, abs=0.05)


def test_a_full_line_has_28_characters(plan: list[Page]) -> None:
    chinese = [line for page in plan[1:-1] for line in body(page) if not re.search(r"[!-~“”—]", line.text)]
    full = [line for line in chinese if line.start < LEFT + 2 and line.last > RIGHT - 24]
    assert len(full) > 80
    assert max(len(line.text) for line in full) == 28
    # Fewer where the next one is a mark that begins no line.
    assert Counter(len(line.text) for line in full)[28] > len(full) * 0.8


def test_no_line_reaches_beyond_the_page_of_the_standard(pages: list[Page]) -> None:
    for line in (line for page in pages for line in body(page)):
        assert line.start > LEFT - 2
        assert line.last < RIGHT


def test_a_paragraph_begins_two_characters_further_in(plan: list[Page]) -> None:
    starts = [line.start - LEFT for page in plan for line in body(page) if re.match(r"\d\.|（[一二三]）", line.text)]
    assert len(starts) > 60
    assert Counter(round(start) for start in starts).most_common(1)[0][0] in {31, 32}


def test_page_numbers_stand_on_the_outer_side_of_both_pages(pages: list[Page]) -> None:
    for number, page in enumerate(pages, 1):
        (line,) = [line for line in page if line.base < FOOT]
        assert line.text == f"—{number}—"
        if number % 2:
            assert RIGHT - line.last == pytest.approx(28, abs=4), "one character and the dash"
        else:
            assert line.start - LEFT == pytest.approx(14, abs=2)


def test_every_text_is_on_the_pages(pages: list[Page]) -> None:
    text = "".join(line.text for page in pages for line in body(page))
    at = 0
    for path in (NOTICE, ROOT / "tests/notices/bureau-boxed/input.txt"):
        data = reader_of(path).data
        for piece in pieces_of(data.get("plan", {})):
            found = text.find(bare(piece), at)
            assert found >= 0, piece
            at = found + len(bare(piece))
        for value in values_of(data.get("header", {})):
            assert bare(value) in text


def test_what_an_office_is_handed_has_every_task(tmp_path: Path) -> None:
    path = tmp_path / "清单.docx"
    file = export(Request([reader_of(NOTICE)], units=[[OFFICE]]))
    path.write_bytes(file)
    text = "".join(line.text for page in pages_of(to_pdf(path)) for line in body(page))
    assert text == bare("".join(written(file)))
