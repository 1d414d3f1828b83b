"""`export`, `view`, `ledger merge` and `progress` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import time
import webbrowser
import zipfile
from pathlib import Path

import pytest

from .commands import run
from .conftest import NOTICE, ROOT
from .exports import cells_of, opened
from .test_ledger import fill

STRUCTURED = ROOT / "data/structured/jiyuan-2023.yaml"


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the Jiyuan notice and its structured file."""
    for folder, file in (("raw", NOTICE), ("structured", STRUCTURED)):
        (tmp_path / "data" / folder).mkdir(parents=True)
        shutil.copy(file, tmp_path / "data" / folder)
    return tmp_path


def rows_of(data: bytes) -> list[list[str]]:
    return [line.split("\t") for line in data.decode().splitlines()]


# ---- export ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.json", "x.jsonl", "x.md", "x.html", "x.xlsx", "x.docx"])
def test_the_form_is_that_of_the_output(name: str, project: Path) -> None:
    done = run("export", "-o", name, cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (project / name).stat().st_size > 5_000


def test_data_goes_to_a_pipe(project: Path) -> None:
    done = run("export", "--to", "csv", cwd=project)
    assert len([*csv.reader(io.StringIO(done.stdout.decode(), newline=""))]) == 81
    assert run("export", "--to", "xlsx", cwd=project).stdout.startswith(b"PK")


def test_raw_and_structured_notices_give_the_same(project: Path) -> None:
    for form in ("json", "xlsx", "docx", "html"):
        raw, structured = (
            run("export", folder, "--to", form, cwd=project) for folder in ("data/raw", "data/structured")
        )
        assert raw.stdout == structured.stdout


def test_one_unit_by_any_name_that_who_takes(project: Path) -> None:
    done = run("export", "--to", "csv", "--unit", "市监局", cwd=project)
    rows = [*csv.DictReader(io.StringIO(done.stdout.decode(), newline=""))]
    assert len(rows) == 37
    assert {row["角色"] for row in rows} == {"牵头", "负责"}
    registry = ("--units", ROOT / "data/units.yaml")
    customs = run("export", "--to", "csv", "--unit", "济源海关", "data/structured", *registry, cwd=project)
    assert b"25 more reach it through a set of units it belongs to" in customs.stderr
    missing = run("export", "--to", "csv", "--unit", "水利厅", cwd=project)
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert b"no unit is called" in missing.stderr


def test_a_file_for_each_unit(project: Path) -> None:
    done = run("export", "--to", "xlsx", "--split", "-o", "lists", cwd=project)
    assert done.returncode == 0
    files = sorted(path.name for path in (project / "lists").iterdir())
    assert len(files) == len(done.stderr.decode().splitlines()) == 29
    sheet = opened(project / "lists/济源海关.xlsx").worksheets[0]
    assert (sheet.title, sheet["A1"].value, len(cells_of(sheet))) == ("济源海关", "济源海关责任清单", 9)


def test_a_workbook_that_somebody_wrote_in_is_not_replaced_unasked(project: Path) -> None:
    run("export", "-o", "x.xlsx", cwd=project)
    assert run("export", "-o", "x.xlsx", cwd=project).returncode == 0  # nothing to replace
    fill((project / "x.xlsx").read_bytes(), [("台账", 1, "备注", "试运行")], project / "x.xlsx")
    written = (project / "x.xlsx").read_bytes()
    refused = run("export", "-o", "x.xlsx", cwd=project)
    assert (refused.returncode, (project / "x.xlsx").read_bytes()) == (1, written)
    assert refused.stderr.decode() == (
        "workpoints: x.xlsx: is there, and may hold what somebody wrote; --force replaces it\n"
    )
    assert run("export", "-o", "x.xlsx", "--force", cwd=project).returncode == 0
    assert (project / "x.xlsx").read_bytes() != written


def test_what_nobody_is_named_for_is_left_out_and_told(tmp_path: Path) -> None:
    text = "某市2024年工作要点\n一、总体要求。统筹推进各项工作。\n二、推进一网通办，完善平台。（市数据局负责）\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    done = run("export", "a.txt", "--to", "jsonl", cwd=tmp_path)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b"texts for which nobody is named, left out: 1 (--unassigned)\n"
    assert len(run("export", "a.txt", "--to", "jsonl", "--unassigned", cwd=tmp_path).stdout.splitlines()) == 2


def test_columns_of_the_settings(project: Path) -> None:
    (project / "workpoints.toml").write_text('[ledger]\ncolumns = ["编号", "具体举措", "联系人"]\n', "utf-8")
    assert run("export", "--to", "csv", cwd=project).stdout.decode().splitlines()[0] == "编号,具体举措,联系人"
    (project / "workpoints.toml").write_text('[ledger]\ncolumns = ["编号", "编号"]\n', "utf-8")
    wrong = run("export", "--to", "csv", cwd=project)
    assert (wrong.returncode, b"ledger.columns has to be a list of headings, each once" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "missing: one of csv, docx, html, json, jsonl, markdown, tsv, xlsx"),
        (("--to", "pdf"), "pdf is none of csv, docx, html"),
        (("-o", "x.pdf"), "no form ends in .pdf; there are csv"),
        (("--to", "csv", "--per-unit"), "--per-unit: is for xlsx only"),
        (("--to", "xlsx", "--bom"), "--bom: is for csv, tsv only"),
        (("--to", "xlsx", "--split"), "needs --output, a folder"),
        (("--to", "xlsx", "--split", "-o", "data/raw/jiyuan-2023.txt"), "is a file, not a folder"),
        (("--to", "xlsx", "--per-unit", "--unit", "海关"), "only one of them at a time"),
        (("data/raw/jiyuan-2023.txt", "--to", "csv", "-o", "data/raw/jiyuan-2023.txt"), "is one of the notices"),
        (("nothing.txt", "--to", "csv"), "nothing.txt: no such file"),
    ],
)
def test_wrong_use_is_told_in_a_line(arguments: tuple[str, ...], said: str, project: Path) -> None:
    done = run("export", *arguments, cwd=project)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode().splitlines()[0]


@pytest.mark.parametrize(("form", "module", "extra"), [("xlsx", "xlsxwriter", "xlsx"), ("docx", "docx", "docx")])
def test_what_is_missing_is_named(
    form: str, module: str, extra: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    done = run("export", "--to", form, "-o", "x", cwd=project)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        f"workpoints: this needs the extra {extra}: pip install 'workpoints[{extra}]'\n",
    )
    assert not (project / "x").exists()


# ---- view ------------------------------------------------------------------------------------------------------------


def test_view_writes_a_page_and_opens_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opens(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", opens)
    done = run("view", "data/raw/jiyuan-2023.txt", cwd=project)
    assert (done.returncode, done.stdout, len(asked)) == (0, b"", 1)
    page = Path(asked[0].removeprefix("file://"))
    assert page.read_bytes() == run("export", "data/raw/jiyuan-2023.txt", "--to", "html", cwd=project).stdout
    shutil.rmtree(page.parent)


def test_view_says_where_the_page_is_without_a_browser(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    done = run("view", cwd=project)
    assert done.returncode == 1
    assert b"no browser was found; open " in done.stderr
    page = Path(run("view", "--no-open", cwd=project).stdout.decode().strip())
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    shutil.rmtree(page.parent)


# ---- ledger merge and progress ---------------------------------------------------------------------------------------


def test_a_ledger_goes_out_and_comes_back(project: Path) -> None:
    run("export", "--per-unit", "-o", "out.xlsx", cwd=project)
    untouched = run("ledger", "merge", "data/structured", "out.xlsx", cwd=project)
    assert (untouched.returncode, untouched.stderr) == (0, b"nothing was filled in\n")
    assert not (project / "data/progress").exists()
    changes = [
        ("台账", 1, "进展情况", "已完成"),
        ("台账", 2, "完成时限", "2023-09-30"),
        ("示范区市场监管局", 1, "进展情况", "逾期"),
        ("示范区市场监管局", 1, "备注", "人手不足"),
    ]
    fill((project / "out.xlsx").read_bytes(), changes, project / "back.xlsx")
    dry = run("ledger", "merge", "data/structured", "back.xlsx", "-n", cwd=project)
    assert dry.returncode == 0
    assert not (project / "data/progress").exists()
    done = run("ledger", "merge", "data/structured", "back.xlsx", cwd=project)
    assert done.stdout == dry.stdout
    assert [row[:5] for row in rows_of(done.stdout)[1:]] == [
        ["taken", "back.xlsx", "台账", "I3", "1.1.1"],
        ["taken", "back.xlsx", "台账", "H4", "1.1.2"],
        ["taken", "back.xlsx", "示范区市场监管局", "J3", "1.1.2"],
        ["taken", "back.xlsx", "示范区市场监管局", "K3", "1.1.2"],
    ]
    assert done.stderr.decode().splitlines() == ["data/progress/jiyuan-2023.yaml: written", "taken: 4"]
    again = run("ledger", "merge", "data/structured", "back.xlsx", cwd=project)
    assert (again.returncode, again.stderr) == (0, b"nothing was filled in\n")
    shown = run("export", "--to", "json", cwd=project)
    assert [row["state"] for row in json.loads(shown.stdout) if "state" in row] == [
        {"progress": "已完成"},
        {"progress": "逾期", "deadline": "2023-09-30", "remarks": "示范区市场监管局：人手不足"},
    ]


def test_conflicts_are_listed_cell_by_cell(project: Path) -> None:
    run("export", "-o", "out.xlsx", cwd=project)
    for name, value in (("a", "推进中"), ("b", "逾期")):
        (project / "in").mkdir(exist_ok=True)
        fill((project / "out.xlsx").read_bytes(), [("台账", 1, "进展情况", value)], project / f"in/{name}.xlsx")
    done = run("ledger", "merge", "data/structured", "in", "--format", "json", cwd=project)
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert [(row["kind"], row["file"], row["cell"], row["now"]) for row in rows] == [
        ("conflict", "in/a.xlsx", "I3", "推进中"),
        ("conflict", "in/b.xlsx", "I3", "逾期"),
    ]
    assert done.stderr == b"workpoints: conflict: 2\n"
    assert not (project / "data/progress").exists()


def test_what_cannot_be_read_of_a_folder_is_told(project: Path) -> None:
    run("export", "-o", "out.xlsx", cwd=project)
    (project / "in/sub").mkdir(parents=True)
    fill((project / "out.xlsx").read_bytes(), [("台账", 1, "进展情况", "推进中")], project / "in/sub/A.XLSX")
    (project / "in/某局.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (project / "in/~$A.xlsx").write_bytes(b"")
    done = run("ledger", "merge", "data/structured", "in", cwd=project)
    assert done.returncode == 1
    assert [row[0] for row in rows_of(done.stdout)[1:]] == ["taken"]
    assert done.stderr.decode().splitlines()[-1] == "taken: 1"
    assert "workpoints: in/某局.xls: not read; save it as .xlsx" in done.stderr.decode()


def test_what_persons_wrote_beside_progress_stays(project: Path) -> None:
    (project / "data/progress").mkdir()
    file = project / "data/progress/jiyuan-2023.yaml"
    file.write_text(
        "schema_version: 1\nnotice: jiyuan-2023.txt\ntasks:\n- id: '1.1.3'\n  # 电话报送\n  progress: 推进中\n"
        "- id: '9.9'\n  text: 已取消的任务\n  remarks: 旧\n",
        "utf-8",
    )
    run("export", "-o", "out.xlsx", "-q", cwd=project)
    fill((project / "out.xlsx").read_bytes(), [("台账", 1, "进展情况", "已完成")], project / "back.xlsx")
    done = run("ledger", "merge", "data/structured", "back.xlsx", cwd=project)
    assert done.returncode == 0
    assert file.read_text("utf-8") == (
        "schema_version: 1\nnotice: jiyuan-2023.txt\ntasks:\n- id: '1.1.1'\n"
        "  text: 开展“剑网2023”专项行动，大力推进互联网领域\n  progress: 已完成\n"
        "- id: '1.1.3'\n  text: 大力查处侵权假冒涉疫药品、防护用品。开展涉疫药品\n  # 电话报送\n  progress: 推进中\n"
        "- id: '9.9'\n  text: 已取消的任务\n  remarks: 旧\n"
    )
    assert b"the notice has no task 9.9 with this text any more" in run("progress", cwd=project).stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tasks: [", "1:"),
        ("schema_version: 1\nnotice: x\ntasks:\n- id: '1.1.1'\n  progress: 快了\n", ":5:13: "),
        ("schema_version: 1\nnotice: x\ntasks:\n- id: '1.1.1'\n  state: 推进中\n", ":5:3: "),
        ("schema_version: 1\nnotice: x\ntasks:\n- id: '1.1.1'\n- id: '1.1.1'\n", "5:3: 1.1.1 stands twice"),
    ],
)
def test_a_damaged_progress_file_is_told_by_line(content: str, said: str, project: Path) -> None:
    (project / "data/progress").mkdir()
    (project / "data/progress/jiyuan-2023.yaml").write_text(content, "utf-8")
    for command in (("progress",), ("export", "--to", "csv")):
        done = run(*command, cwd=project)
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"data/progress/jiyuan-2023.yaml:{said.removeprefix(':')}" in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", zipped({"xl/workbook.xml": "<"}), "a.xlsx: is not a workbook (.xlsx) that can be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "a.xls: is not a workbook (.xlsx) that can be read"),
        ("a.xlsx", b"no workbook", "a.xlsx: is not a workbook (.xlsx) that can be read"),
        ("none.xlsx", None, "none.xlsx: no such file"),
        ("empty", None, "empty: holds no workbooks (.xlsx)"),
    ],
)
def test_what_is_no_ledger_is_told(name: str, content: bytes | None, said: str, project: Path) -> None:
    (project / "empty").mkdir()
    if content:
        (project / name).write_bytes(content)
    done = run("ledger", "merge", "data/structured", name, cwd=project)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"workpoints: {said}\n")


def test_a_workbook_of_other_kind_is_told(project: Path) -> None:
    run("export", "-o", "out.xlsx", cwd=project)
    book = opened(project / "out.xlsx")
    del book["台账"]
    book.save(project / "index.xlsx")
    done = run("ledger", "merge", "data/structured", "index.xlsx", cwd=project)
    assert done.returncode == 2
    assert b"has no sheet that export made" in done.stderr


@pytest.mark.parametrize("value", ["[" * 30_000, "[99]", '["a","1",0,"","",""]', '{"workpoints":1,"columns":3}'])
def test_a_hidden_column_that_somebody_wrote_in_is_no_trap(value: str, project: Path) -> None:
    run("export", "-o", "out.xlsx", cwd=project)
    book = opened(project / "out.xlsx")
    book["台账"]["K3"].value = value
    book["台账"]["I4"].value = "推进中"
    book.save(project / "back.xlsx")
    done = run("ledger", "merge", "data/structured", "back.xlsx", cwd=project)
    assert done.returncode == 1
    assert [row[0] for row in rows_of(done.stdout)[1:]] == ["no row of the plan", "taken"]


def test_a_cell_far_away_costs_nothing(project: Path) -> None:
    run("export", "-o", "out.xlsx", cwd=project)
    book = opened(project / "out.xlsx")
    book["台账"]["XFD1048576"].value = "x"
    book["台账"]["I3"].value = "推进中"
    book.save(project / "back.xlsx")
    started = time.process_time()
    done = run("ledger", "merge", "data/structured", "back.xlsx", cwd=project)
    assert time.process_time() - started < 20
    assert [row[0] for row in rows_of(done.stdout)[1:]] == ["no row of the plan", "taken"]


def test_two_notices_of_one_name_keep_what_was_filled_in_for_them(tmp_path: Path) -> None:
    for folder, city in (("a", "甲"), ("b", "乙")):
        (tmp_path / folder).mkdir()
        text = "某市2024年工作要点\n一、某市推进一网通办。（市数据局负责）\n二、某市公布指南。（市公安局负责）\n"
        (tmp_path / folder / "plan.txt").write_text(text.replace("某", city), "utf-8")
        run("export", f"{folder}/plan.txt", "-o", f"{folder}.xlsx", cwd=tmp_path)
        state = {"a": "已完成", "b": "推进中"}[folder]
        fill((tmp_path / f"{folder}.xlsx").read_bytes(), [("台账", 1, "进展情况", state)], tmp_path / f"{folder}2.xlsx")
        assert run("ledger", "merge", f"{folder}/plan.txt", f"{folder}2.xlsx", cwd=tmp_path).returncode == 0
    for folder, state in (("a", "已完成"), ("b", "推进中")):
        told = json.loads(run("progress", f"{folder}/plan.txt", "--format", "json", cwd=tmp_path).stdout)
        assert [task["progress"] for task in told["tasks"] if task["id"] == "1"] == [state]
    both = json.loads(run("progress", "a", "b", "--by", "task", "--format", "json", cwd=tmp_path).stdout)
    assert {task["notice"]: task["progress"] for task in both if task["id"] == "1"} == {
        "a/plan.txt": "已完成",
        "b/plan.txt": "推进中",
    }


def test_a_task_that_took_the_number_of_another_has_no_progress_of_that(tmp_path: Path) -> None:
    plan = "某市2024年工作要点\n一、推进一网通办。（市数据局负责）\n二、压缩办理时限。（市数据局负责）\n"
    (tmp_path / "plan.txt").write_text(plan.replace("一、推进一网通办", "一、新建三处办事大厅"), "utf-8")
    (tmp_path / "data/progress").mkdir(parents=True)
    stored = (
        "schema_version: 1\nnotice: plan.txt\ntasks:\n- {id: '1', text: 推进一网通办，完善平台。, progress: 已完成}\n"
    )
    (tmp_path / "data/progress/plan.yaml").write_text(stored, "utf-8")
    done = run("progress", "plan.txt", cwd=tmp_path)
    assert [row[4] for row in rows_of(done.stdout)[1:]] == ["未填报", "未填报"]
    assert b"has no task 1 with this text any more" in done.stderr


@pytest.fixture
def reported(project: Path) -> Path:
    """A project in which some progress is stored."""
    (project / "data/progress").mkdir()
    (project / "data/progress/jiyuan-2023.yaml").write_text(
        "schema_version: 1\nnotice: jiyuan-2023.txt\ntasks:\n"
        "- id: '1.1.1'\n  progress: 已完成\n  deadline: '2023-01-01'\n"
        "- id: '1.1.2'\n  unit: 示范区市场监管局\n  progress: 推进中\n  deadline: 2023年6月底前\n"
        "- id: '1.1.3'\n  progress: 逾期\n"
        "- id: '1.1.4'\n  progress: 推进中\n  deadline: '2023-08-31'\n",
        "utf-8",
    )
    return project


def test_progress_has_late_tasks_first(reported: Path) -> None:
    done = run("progress", "--on", "2023-07-10", cwd=reported)
    rows = rows_of(done.stdout)
    assert [(row[0], row[3], row[4], row[6]) for row in rows[1:6]] == [
        ("1.1.2", "示范区市场监管局", "推进中", "10"),
        ("1.1.3", "示范区市场监管局", "逾期", ""),
        ("1.1.4", "示范区党工委宣传部、示范区市场监管局", "推进中", ""),
        ("1.1.2", "示范区邮政管理局", "未填报", ""),
        ("1.2.1", "示范区农业农村局、示范区工科委、示范区卫健委、示范区市场监管局、市检察院", "未填报", ""),
    ]
    assert rows[-1][0] == "1.1.1"
    assert len(rows) == 82
    later = run("progress", "--on", "2023-09-10", "--late", cwd=reported)
    assert [row[0] for row in rows_of(later.stdout)[1:]] == ["1.1.2", "1.1.4", "1.1.3"]


@pytest.mark.parametrize(
    "written", ["2023.10.31", "2023/10/31", "2023年10月31日", "20231031", "10月底前", "2023年10月"]
)
def test_a_deadline_counts_however_it_is_written(written: str, project: Path) -> None:
    (project / "data/progress").mkdir()
    text = f"schema_version: 1\nnotice: x\ntasks:\n- {{id: '1.1.1', progress: 推进中, deadline: '{written}'}}\n"
    (project / "data/progress/jiyuan-2023.yaml").write_text(text, "utf-8")
    assert rows_of(run("progress", "--late", "--on", "2023-11-02", cwd=project).stdout)[1][6] == "2"
    assert run("progress", "--late", "--on", "2023-10-31", cwd=project).returncode == 1


def test_progress_counts_sections_and_units(reported: Path) -> None:
    done = run("progress", "--on", "2023-07-10", "--format", "json", cwd=reported)
    told = json.loads(done.stdout)
    assert told["sections"][0] == {
        "section": "一、突出问题导向，加强重点领域治理",
        "total": 21,
        "late": 2,
        "states": {"推进中": 2, "已完成": 1, "逾期": 1, "未填报": 17},
    }
    assert told["units"][0] == {
        "unit": "示范区市场监管局",
        "total": 37,
        "late": 2,
        "states": {"推进中": 2, "逾期": 1, "未填报": 34},
    }
    assert sum(row["total"] for row in told["sections"]) == 80
    by_unit = run("progress", "--by", "unit", "--on", "2023-07-10", cwd=reported)
    assert rows_of(by_unit.stdout)[1] == ["示范区市场监管局", "0", "2", "0", "1", "34", "2", "37"]


def test_nothing_late_is_told(project: Path) -> None:
    done = run("progress", "--late", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"workpoints: no task is late\n")


@pytest.mark.parametrize("arguments", [("progress", "--on"), ("who", "海关", "--deadline-before")])
def test_what_is_no_day_is_told(arguments: tuple[str, ...], project: Path) -> None:
    done = run(*arguments, "2023/02/30", "--lang", "zh", cwd=project)
    assert done.returncode == 2
    assert "2023-05-22" in done.stderr.decode()
    assert "format" not in done.stderr.decode()
