"""The ledger in LibreOffice: what is printed, and what comes back when it saves the workbook."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.conftest import NOTICE
from tests.exports import exported, request_of
from tests.test_ledger import fill
from workpoints.exporters.request import Request
from workpoints.ledger.filled import read_filled
from workpoints.ledger.merge import Kind, merge
from workpoints.ledger.rows import Key
from workpoints.ledger.state import State, States

from .office import NEEDS_OFFICE, converted, to_pdf

pytestmark = NEEDS_OFFICE
PLAN = "某市2024年工作要点\n一、重点任务\n（一）推进一网通办。{}（市数据局负责）\n（二）公布指南。（市公安局配合）\n"


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def request_for() -> Request:
    return request_of(NOTICE.read_text("utf-8"), PLAN.format("完善政务服务平台，优化办事流程。" * 300))


@pytest.fixture(scope="module")
def pages(request_for: Request, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page."""
    path = tmp_path_factory.mktemp("office") / "ledger.xlsx"
    path.write_bytes(exported("xlsx", request_for))
    document = pypdfium2.PdfDocument(to_pdf(path))
    try:
        return [plain(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def test_every_text_is_printed_whole(pages: list[str], request_for: Request) -> None:
    printed, columns = "".join(pages), request_for.columns()
    cells = [column.value(line) for _, lines in request_for.by_notice() for line in lines for column in columns]
    for part in {part for cell in cells for part in re.split(r"[\s“”]", cell)}:
        assert whole(part, printed), part


def whole(text: str, printed: str) -> bool:
    """Whether a text is printed; one that is continued on another row stands in several pieces."""
    if plain(text) in printed:
        return True
    half = len(text) // 2
    return half > 20 and whole(text[:half], printed) and whole(text[half:], printed)


def test_every_page_has_the_title_and_the_headings(pages: list[str]) -> None:
    assert 17 <= len(pages) <= 26
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in page
        assert number == 1 or ("任务分工台账" in page and "序号工作板块重点任务具体举措" in page)


def test_what_libreoffice_saves_is_read_back(tmp_path: Path) -> None:
    request = request_of(PLAN.format(""), per_unit=True)
    changes = [("台账", 1, "进展情况", "已完成"), ("市数据局", 1, "备注", "见附件")]
    fill(exported("xlsx", request), changes, tmp_path / "filled.xlsx")
    saved = converted(tmp_path / "filled.xlsx", "xlsx")
    rows = {row.key: row for row in request.rows[0]}
    merged = merge(read_filled(saved), rows, States())
    assert [finding.kind for finding in merged.findings] == [Kind.taken, Kind.taken]
    assert merged.states == {
        Key("plan.txt", "1.1"): State("已完成"),
        Key("plan.txt", "1.1", 0, "市数据局"): State(remarks="见附件"),
    }
    index = openpyxl.load_workbook(saved, data_only=True)["目录"]
    total = next(row for row in index.iter_rows(values_only=True) if row[0] == "合计")
    assert total[1:6] == (2, 0, 0, 1, 0), "the counts of the index follow what is filled in"
