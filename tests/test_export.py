"""Exports: what is written is what the notices say, whatever their texts hold, and the same on every run."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workpoints
from workpoints.exporters import EXPORTERS, exporter_for
from workpoints.exporters.request import Request
from workpoints.ledger.rows import Key
from workpoints.ledger.state import CHOICES, State, States
from workpoints.query.duties import Reader

from .conftest import NOTICE, ROOT
from .exports import REGISTRY, cells_of, exported, opened, reader_of, request_of

NOTICES = sorted((ROOT / "tests/notices").glob("*/input.txt"))
TEXT = NOTICE.read_text("utf-8")
ODD = [
    "=1+1", "+86", "-5", "@SUM(A1)", "<script>alert(1)</script>", "a,b\tc\"d'e", "一\n二", "**粗** [x](y) | `z`",
]  # fmt: skip
TWO = "某市2024年工作要点\n一、重点任务\n（一）推进一网通办。（市数据局{role}负责）\n（二）公布指南。（市公安局配合）\n"


@pytest.fixture(scope="module")
def jiyuan() -> Request:
    return request_of(TEXT)


def read_delimited(data: bytes, delimiter: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter)]


def test_the_table_of_exporters_is_the_package() -> None:
    files = {path.stem for path in (ROOT / "src/workpoints/exporters/formats").glob("[a-z]*.py")}
    assert {*EXPORTERS} == files >= {"csv", "docx", "html", "json", "jsonl", "markdown", "tsv", "xlsx"}
    assert len({exporter_for(name).suffix for name in EXPORTERS}) == len(EXPORTERS)


_EVERY_FORM = """
import hashlib, sys, workpoints
parsed = workpoints.parse(open(sys.argv[1], encoding="utf-8").read(), name="x.txt")
for form in sys.argv[2:]:
    print(form, hashlib.sha256(workpoints.export([parsed], form, per_unit=form == "xlsx")).hexdigest())
"""


def test_every_run_gives_the_same_bytes() -> None:
    """In processes that hash texts differently, so that no order comes from a set."""
    told = [
        subprocess.run(
            [sys.executable, "-c", _EVERY_FORM, NOTICE, *EXPORTERS],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(EXPORTERS)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_no_file_has_a_clock_in_it(form: str, jiyuan: Request) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(form, jiyuan))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(dt.datetime.now(tz=dt.UTC).year) not in archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_delimited_rows_are_those_of_the_plan(form: str, delimiter: str, jiyuan: Request) -> None:
    rows = read_delimited(exported(form, jiyuan), delimiter)
    assert [row["具体举措"] for row in rows] == [row.measure for row in jiyuan.rows[0]]
    assert [row["责任单位"] for row in rows][:2] == [
        "示范区党工委宣传部、示范区公安局、示范区通信发展管理办公室",
        "示范区市场监管局、示范区邮政管理局",
    ]
    assert len(rows) == 80


def test_records_have_the_parties_as_lists(jiyuan: Request) -> None:
    rows = json.loads(exported("json", jiyuan))
    assert rows == [json.loads(line) for line in exported("jsonl", jiyuan).decode().splitlines()]
    assert [[*row.parties()] for row in jiyuan.rows[0]] == [
        [(role, name) for role in ("lead", "responsible", "support", "guide") for name in row.get(role, [])]
        for row in rows
    ]


# Texts that a cell of a structured file can hold: any but the halves of pairs and what XML forbids.
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t=+-@\"',|<>&_x"), min_size=1)


def plan_of(*texts: str) -> Reader:
    items = [{"id": str(k), "label": "", "clauses": [{"text": text, "duty": {"text": text, "lead": [text]}}]}
             for k, text in enumerate(texts, 1)]  # fmt: skip
    data: Any = {"schema_version": 1, "source": {"name": "x.txt", "sha256": ""}, "plan": {"children": items}}
    return Reader(data, REGISTRY)


@given(st.lists(anything, min_size=1, max_size=4))
def test_any_text_is_read_back_unchanged(texts: list[str]) -> None:
    request = Request([plan_of(*texts)])
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = read_delimited(exported(form, request), delimiter)
        assert [(row["具体举措"], row["牵头单位"]) for row in rows] == [(text, text) for text in texts]
    assert [row["text"] for row in json.loads(exported("json", request))] == texts
    cells = cells_of(opened(exported("xlsx", request))["台账"])
    joined: dict[int, str] = {}
    for cell in cells:
        number = cell["序号"] or max(joined)
        joined[number] = joined.get(number, "") + (cell["具体举措"] or "")
    assert [*joined.values()] == texts


@pytest.mark.parametrize("text", [*ODD, "长" * 40_000, "甲\n" * 3_000, "=" * 40_000])
def test_odd_texts_are_texts_in_a_workbook(text: str) -> None:
    sheet: Any = opened(exported("xlsx", Request([plan_of(text)])))["台账"]
    cells = [row[3] for row in sheet.iter_rows(min_row=3)]
    assert "".join(cell.value for cell in cells if cell.value) == text
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None and len(cell.value or "") < 32_767 for cell in cells)
    assert all((sheet.row_dimensions[cell.row].height or 0) <= 409 for cell in cells)


@pytest.mark.parametrize("text", ODD[:4])
def test_for_excel_nothing_is_a_formula(text: str) -> None:
    data = exported("csv", Request([plan_of(text)], bom=True))
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["具体举措"] for row in read_delimited(data, ",")] == [f"'{text}"]


@pytest.mark.parametrize("text", ODD)
def test_markdown_shows_texts_as_they_are(text: str) -> None:
    table = exported("markdown", Request([plan_of(text)])).decode()
    assert len([line for line in table.splitlines() if line.startswith("| ")]) == 3
    assert "<script" not in table.replace(r"\<", "")


# ---- the workbook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.parent.name)
def test_the_workbook_says_what_the_plan_says(path: Path) -> None:
    request = request_of(path.read_text("utf-8", "surrogateescape").replace("\x00", ""), unassigned=True)
    columns = request.columns()
    cells = cells_of(opened(exported("xlsx", request))["台账"])
    whole = [row for row in cells if row["序号"] is not None]
    assert len(whole) == len(request.rows[0])
    for line, row in zip(request.lines(), whole, strict=True):
        if cells.index(row) + 1 == len(cells) or cells[cells.index(row) + 1]["序号"] is not None:
            wanted = {column.heading: column.value(line) for column in columns}
            assert {name: str(value or "") for name, value in row.items()} == wanted


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(exported("xlsx", request_of(TEXT, per_unit=True)))


def test_the_ledger_is_laid_out_for_print(book: Any) -> None:
    sheet = book["台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.print_area) == ("$1:$2", "A3", "'台账'!$A$1:$J$82")
    assert sheet.auto_filter.ref == "A2:K82"
    assert sheet.column_dimensions["K"].hidden
    assert sheet["A1"].value == "示范区2023年打击侵犯知识产权和制售假冒伪劣商品工作要点任务分工台账"
    validation = sheet.data_validations.dataValidation[0]
    assert (validation.formula1, str(validation.sqref)) == (f'"{",".join(CHOICES)}"', "I3:I82")


def test_only_the_columns_to_fill_in_are_unlocked(book: Any) -> None:
    sheet = book["台账"]
    assert sheet.protection.sheet
    unlocked = {
        sheet.cell(2, cell.column).value for row in sheet["A3:J82"] for cell in row if not cell.protection.locked
    }
    assert unlocked == {"完成时限", "进展情况", "备注"}


def test_groups_are_merged_and_keep_their_values_for_the_filter(book: Any) -> None:
    merged = [str(area) for area in book["台账"].merged_cells.ranges if area.min_row > 1]
    assert merged
    assert all(area[0] in "BC" for area in merged)
    plain = opened(exported("xlsx", request_of(TEXT, merge=False)))["台账"]
    assert [area for area in plain.merged_cells.ranges if area.min_row > 1] == []
    assert cells_of(plain) == cells_of(book["台账"])


def test_each_office_has_a_sheet_with_its_roles(book: Any, jiyuan: Request) -> None:
    assert book.sheetnames[:2] == ["目录", "台账"]
    assert len(book.sheetnames) == 2 + len(jiyuan.offices)
    rows = cells_of(book["示范区市场监管局"], ("角色", "具体举措"))
    wanted = [
        {"角色": {"lead": "牵头", "responsible": "负责"}[role], "具体举措": row.measure}
        for row in jiyuan.rows[0]
        for role, name in row.parties()
        if name == "示范区市场监管局"
    ]
    assert rows == wanted


def test_the_index_counts_tasks_and_leads_to_the_sheets(book: Any) -> None:
    sheet = book["目录"]
    rows = {row[0].value: [cell.value for cell in row[1:6]] for row in sheet.iter_rows(min_row=3) if row[0].value}
    assert rows["一、突出问题导向，加强重点领域治理"][0] == 21
    assert rows["示范区市场监管局"] == [37, 9, 28, 0, 0]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links["示范区市场监管局"] == "'示范区市场监管局'!A1"


def test_the_index_counts_states() -> None:
    rows = request_of(TEXT).rows[0]
    states = States({rows[0].key: State("已完成"), rows[1].key: State("逾期"), rows[30].key: State("已完成")})
    data = exported("xlsx", request_of(TEXT, states=states))
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["目录"]
    total = next(row for row in shown.iter_rows(values_only=True) if row[0] == "合计")
    assert total[1:6] == (80, 0, 0, 2, 1)


def test_several_notices_have_a_sheet_each() -> None:
    other = TWO.format(role="")
    book = opened(exported("xlsx", request_of(TEXT, other, other)))
    title = "示范区2023年打击侵犯知识产权和制售假冒伪劣商品工作要点"
    assert book.sheetnames == ["目录", title, "某市2024年工作要点（plan2.txt）", "某市2024年工作要点（plan3.txt）"]
    rows = cells_of(book["某市2024年工作要点（plan2.txt）"])
    assert [row["具体举措"] for row in rows] == ["（一）推进一网通办。", "（二）公布指南。"]


def test_a_plan_without_duties_is_an_empty_ledger() -> None:
    text = "某市2024年工作要点\n一、总体要求\n坚持稳中求进，统筹推进各项工作。\n"
    for form in EXPORTERS:
        assert exported(form, request_of(text, TWO.format(role="")))
    sheet = opened(exported("xlsx", request_of(text)))["台账"]
    assert (sheet.max_row, sheet["D2"].value) == (2, "具体举措")


def test_wide_ledgers_fill_their_pages() -> None:
    """Columns that do not fit make the print smaller, so that more rows go on a page."""
    pages = {}
    for count in (0, 8):
        columns = ["序号", "具体举措", "责任单位", *(f"填报{number}" for number in range(count))]
        sheet = opened(exported("xlsx", request_of(TEXT, chosen=columns)))["台账"]
        pages[count] = len(sheet.row_breaks.brk)
    assert pages[8] <= 2 * pages[0]


def test_names_of_sheets_are_names_that_programs_accept() -> None:
    names = [
        "[甲]:*?/\\乙",
        "长" * 60,
        "长" * 61,
        "History",
        "'引'",
        "ab",
        "AB",
        "甲" * 30 + "'乙",
        "\ufffe",
        "😀" * 20,
    ]
    items = [{"id": str(k), "label": "", "clauses": [{"text": "甲", "duty": {"text": "", "lead": [name]}}]}
             for k, name in enumerate(names, 1)]  # fmt: skip
    data: Any = {"schema_version": 1, "source": {"name": "x.txt", "sha256": ""}, "plan": {"children": items}}
    sheets = opened(exported("xlsx", Request([Reader(data, REGISTRY)], per_unit=True))).sheetnames
    assert len(sheets) == 2 + len(names)
    assert all(len(name.encode("utf-16-le")) <= 62 and not {*name} & {*"[]:*?/\\\ufffe"} for name in sheets)
    assert not any(name.startswith("'") or name.endswith("'") for name in sheets)
    assert len({name.casefold() for name in sheets}) == len(sheets)


def test_columns_are_those_of_the_settings() -> None:
    request = request_of(TEXT, chosen=["编号", "具体举措", "责任单位", "联系人"])
    assert read_delimited(exported("csv", request), ",")[0] == {
        "编号": "1.1.1",
        "具体举措": "1.开展“剑网2023”专项行动，大力推进互联网领域侵权假冒治理，严厉打击网络侵权盗版行为。",
        "责任单位": "示范区党工委宣传部、示范区公安局、示范区通信发展管理办公室",
        "联系人": "",
    }


def test_what_is_filled_in_is_exported() -> None:
    key = Key("plan.txt", "1.1.1")
    states = States({key: State("推进中", "2023-09-30", "试运行", (("联系人", "张三"),))})
    row = read_delimited(
        exported("csv", request_of(TEXT, states=states, chosen=["完成时限", "进展情况", "备注", "联系人"])), ","
    )[0]
    assert row == {"完成时限": "2023-09-30", "进展情况": "推进中", "备注": "试运行", "联系人": "张三"}
    record = json.loads(exported("json", request_of(TEXT, states=states)))[0]
    assert record["state"] == {
        "progress": "推进中",
        "deadline": "2023-09-30",
        "remarks": "试运行",
        "more": {"联系人": "张三"},
    }


def test_guides_and_scopes_have_columns_where_there_are_any() -> None:
    text = TWO.format(role="指导、市民政局")
    row = read_delimited(exported("csv", request_of(text)), ",")[0]
    assert row["指导单位"] == "市数据局"
    assert "适用范围" not in row


def test_the_library_exports_notices() -> None:
    notice = workpoints.parse(TEXT, name="jiyuan-2023.txt").notice
    assert workpoints.export([notice], "csv") == exported("csv", Request([reader_of(TEXT, "jiyuan-2023.txt")[0]]))
    assert len(read_delimited(workpoints.export([notice], "csv", unit="市场监管局"), ",")) == 37
    for form, unit in (("pdf", ""), ("csv", "水利部")):
        with pytest.raises(ValueError, match=unit or form):
            workpoints.export([notice], form, unit=unit)
