"""The rows of ledgers, tests/ledgers/rows.yaml, and filled ledgers read back, tests/ledgers/merges.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import workpoints
from workpoints.ledger.columns import COLUMNS, Line
from workpoints.ledger.filled import read_filled
from workpoints.ledger.merge import Finding, Kind, merge
from workpoints.ledger.offices import Offices
from workpoints.ledger.rows import Key, Row, rows_of
from workpoints.ledger.state import State, States
from workpoints.ledger.store import read_states, write_states
from workpoints.parts import parts
from workpoints.query.parts import parties_of

from .conftest import NOTICE, ROOT
from .exports import exported, opened, request_of

CASES = Path(__file__).parent / "ledgers"
NOTICES = sorted((Path(__file__).parent / "notices").glob("*/input.txt"))


def told(row: Row) -> dict[str, Any]:
    """A row as the cases have it."""
    values = row._asdict() | row.key._asdict()
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@pytest.mark.parametrize(
    "case", yaml.safe_load((CASES / "rows.yaml").read_text("utf-8")), ids=lambda case: case["rule"]
)
def test_rows(case: dict[str, Any]) -> None:
    rows = [*map(told, rows_of(workpoints.to_data(workpoints.parse(case["text"]).notice)))]
    wanted = [{name: row[name] for name in expected} for row, expected in zip(rows, case["rows"], strict=True)]
    assert wanted == case["rows"]


def test_the_jiyuan_notice_has_a_row_for_each_duty_of_the_gold() -> None:
    gold = json.loads((ROOT / "tests/jiyuan-2023.gold.json").read_text("utf-8"))["duties"]
    rows = rows_of(workpoints.to_data(workpoints.parse(workpoints.read(NOTICE)).notice))
    assert len(rows) == len(gold) == 80
    wanted = [sorted((party["role"], party["name"]) for party in duty["parties"]) for duty in gold]
    assert [sorted(row.parties()) for row in rows] == wanted


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.parent.name)
def test_no_duty_and_no_text_of_an_item_is_left_out(path: Path) -> None:
    data = workpoints.to_data(workpoints.parse(workpoints.read(path)).notice)
    rows = rows_of(data)
    assert len({row.key for row in rows}) == len(rows)
    told_of = {(row.key.id, row.key.clause): row for row in rows}
    for part in (node for _, node in parts(data)):
        for k, clause in enumerate(part.get("clauses", [])):
            row = told_of.get((part["id"], k))
            if "children" not in part:
                assert row is not None
                assert row.text == clause.get("text", part.get("title", ""))
            if "duty" in clause and row is None:  # a heading, whose duty the items below it have
                below = [
                    other for other in rows if other.via == "heading" and other.key.id.startswith(f"{part['id']}.")
                ]
                assert {*parties_of(clause["duty"])} == {*below[0].parties()}
            elif "duty" in clause:
                assert row is not None
                assert [*row.parties()] == parties_of(clause["duty"])


MERGES = yaml.safe_load((CASES / "merges.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", MERGES["cases"], ids=lambda case: case["rule"])
def test_merge(case: dict[str, Any], tmp_path: Path) -> None:
    plan = MERGES["plan"]
    for old, new in case.get("instead", {}).items():
        assert old in plan, old
        plan = plan.replace(old, text_of(new))
    columns = case.get("columns", ())
    exported_states = States(states_of(case.get("stored", [])))
    data = exported("xlsx", request_of(plan, chosen=columns, states=exported_states, per_unit=True))
    sheets = []
    for number, changes in enumerate(case["filled"], 1):
        path = tmp_path / f"{number}.xlsx"
        copy_below(data, case, path)
        fill(path.read_bytes(), changes, path)
        rearrange(path, case)
        sheets += read_filled(path)
    for old, new in case.get("now", {}).items():
        assert old in plan, old
        plan = plan.replace(old, new)
    rows = {row.key: row for row in request_of(plan).rows[0]}
    stored = States(states_of(case.get("since", case.get("stored", []))))
    merged = merge(sheets, rows, stored, overwrite=case.get("overwrite", False))
    told_of = [finding for finding in merged.findings if finding.kind in case.get("only", [*Kind])]
    assert sorted(map(place, told_of)) == sorted([str(each) for each in found] for found in case["findings"])
    assert {key: state for key, state in merged.states.items() if state != State()} == states_of(case["states"])


def text_of(value: str) -> str:
    """A value of a case; LONG stands for one that takes several pages."""
    return value.replace("LONG", "".join(f"第{number}项，完善平台功能并组织培训。" for number in range(150)))


def states_of(entries: list[dict[str, Any]]) -> dict[Key, State]:
    return {
        Key("plan.txt", str(entry["id"]), 0, entry.get("unit", "")): State(
            entry.get("progress", ""), entry.get("deadline", ""), text_of(entry.get("remarks", "")),
            tuple(sorted(entry.get("more", {}).items())),
        )
        for entry in entries
    }  # fmt: skip


def fill(data: bytes, changes: list[tuple[str, int, str, str]], path: Path) -> None:
    """Write into cells as a person does: by sheet, number of the row (0 for the headings) and heading."""
    book = opened(data)
    for name, number, heading, value in changes:
        sheet = book[name]
        headings = {cell.value: cell.column for cell in sheet[2]}
        column = headings.get(heading) or sheet.max_column + 1
        sheet.cell(2 + number, column).value = value or None
    book.save(path)


def copy_below(data: bytes, case: dict[str, Any], path: Path) -> None:
    """Write a workbook, with a copy of the row `copied`, its hidden cell too, below the last."""
    path.write_bytes(data)
    if number := case.get("copied"):
        book = openpyxl.load_workbook(path)
        sheet: Any = book["台账"]
        sheet.append([cell.value for cell in sheet[2 + number]])
        book.save(path)


def rearrange(path: Path, case: dict[str, Any]) -> None:
    """Put the rows of the ledger of all in another order: the columns that are seen (`sorted`), or all (`moved`)."""
    if order := case.get("sorted") or case.get("moved"):
        book = openpyxl.load_workbook(path)
        sheet: Any = book["台账"]
        for area in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(str(area))
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for number, source in enumerate(order):
            for column, value in enumerate(rows[source - 1][: None if "moved" in case else -1], 1):
                sheet.cell(3 + number, column).value = value
        book.save(path)
    if row := case.get("cut"):
        book = openpyxl.load_workbook(path)
        book["台账"].delete_rows(2 + row)
        book.save(path)
    if name := case.get("stripped"):
        book = openpyxl.load_workbook(path)
        book[name].delete_cols(book[name].max_column)
        book.save(path)


def place(finding: Finding) -> list[str]:
    number = finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = str(int(number) - 2) if number else ""
    return [str(finding.kind), Path(finding.file).stem, finding.sheet, row, finding.heading]


PLAN_ROWS = request_of(MERGES["plan"]).rows[0]
EXPORTED = exported("xlsx", request_of(MERGES["plan"]))
values = {
    "进展情况": st.sampled_from(["", "未启动", "推进中", "已完成", "逾期"]),
    "完成时限": st.sampled_from(["", "2024-07-31", "年底前"]),
    "备注": st.text(st.characters(exclude_categories=("C", "Z")), max_size=8).filter(lambda text: text[:1] != "="),
}
places = st.tuples(st.integers(1, len(PLAN_ROWS)), st.sampled_from([*values]))
entries = st.lists(places.flatmap(lambda place: st.tuples(st.just(place), values[place[1]])), max_size=6)


@given(entries)
@settings(max_examples=30)
def test_whatever_is_filled_in_is_stored_once(entered: list[tuple[tuple[int, str], str]]) -> None:
    cells = dict(entered)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "filled.xlsx"
        fill(EXPORTED, [("台账", number, heading, value) for (number, heading), value in cells.items()], path)
        sheets = read_filled(path)
    rows = {row.key: row for row in PLAN_ROWS}
    merged = merge(sheets, rows, States())
    assert {finding.kind for finding in merged.findings} <= {Kind.taken}
    for (number, heading), value in cells.items():
        line = Line(number, PLAN_ROWS[number - 1], States(merged.states).of(PLAN_ROWS[number - 1].key))
        shown = COLUMNS[heading].value(line)
        assert shown == (value or (line.row.deadline if heading == "完成时限" else ""))
    assert merge(sheets, rows, States(merged.states)).findings == []


STORED = yaml.safe_load((CASES / "progress.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", STORED, ids=lambda case: case["rule"])
def test_progress_files(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(case["file"], "utf-8")
    reader = request_of(case["plan"]).readers[0]
    rows = rows_of(reader.data)
    stored = read_states(tmp_path, "plan.txt", rows, Offices(reader))
    found = {f"{key.id} {key.unit}".strip(): state.progress for key, state in stored.states.items()}
    assert found == case["progress"]
    assert [entry["remarks"] for entry in stored.lost] == case.get("lost", [])
    write_states(tmp_path, "plan.txt", stored, rows)
    assert read_states(tmp_path, "plan.txt", rows, Offices(reader)) == stored
    for comment in case.get("kept", []):
        assert comment in (tmp_path / "plan.yaml").read_text("utf-8")
