"""`workpoints diff` as a user meets it: files, folders, revisions of git, units, forms, errors."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .commands import run
from .test_cli import STRUCTURED, lines

OLD = """\
示范市2023年工作要点
一、优化环境（市工信局牵头）
（一）简化审批流程。
（二）组织企业座谈。（市公安局牵头，市财政局、商务局配合）
二、改善民生
（一）新建幼儿园五所。（市教育局负责）
（二）改造老旧小区三十个。（市住建局牵头，市财政局配合）
"""
NEW = """\
示范市2024年工作要点
一、优化环境（市工信局牵头）
（一）大幅简化审批流程。
（二）组织企业座谈。（市公安局牵头，市财政局、商务局、税务局配合）
二、改善民生
（一）改造老旧小区三十个。（市住建局牵头，市财政局配合）
三、守牢底线
（一）开展消防演练。（市公安局负责）
（二）完善应急广播。（市公安局、应急局负责）
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    return tmp_path


def rows(data: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(data)
    return found


def told(folder: Path, *arguments: str) -> list[str]:
    """The changes in short: kind, id and unit."""
    done = run("diff", "old.txt", "new.txt", "--format", "json", *arguments, cwd=folder)
    return [
        " ".join(filter(None, (row["kind"], row.get("id_new", row.get("id_old")), row.get("unit"))))
        for row in rows(done.stdout)
    ]


CHANGES = ["header", "reworded 1.1", "party_added 1.2 市税务局", "removed 2.1", "added 3"]


def test_changes_and_exit_codes(folder: Path) -> None:
    assert told(folder) == CHANGES
    assert run("diff", "old.txt", "new.txt", cwd=folder).returncode == 1
    same = run("diff", "old.txt", "old.txt", "--format", "text", cwd=folder)
    assert (same.returncode, lines(same.stdout)) == (0, ["old.txt → old.txt", "no changes"])


def test_a_pipe_gets_a_row_a_change(folder: Path) -> None:
    done = run("diff", "old.txt", "new.txt", cwd=folder)
    assert [line.split("\t")[0] for line in lines(done.stdout)] == [
        "变化",
        "公文要素",
        "改写",
        "增加单位",
        "删除",
        "新增",
    ]


def test_other_numbers_are_one_line(folder: Path) -> None:
    text = OLD.replace("一、优", "第一章 优").replace("二、改", "第二章 改")
    (folder / "new.txt").write_text(text, "utf-8")
    assert told(folder) == ["renumbered 1"]
    assert len(lines(run("diff", "old.txt", "new.txt", cwd=folder).stdout)) == 2
    shown = lines(run("diff", "old.txt", "new.txt", "--format", "text", cwd=folder).stdout)
    assert len([line for line in shown if "renumbered" in line]) == 2  # in the counts, and the change itself
    assert len(shown) == 5


def test_only_some_kinds(folder: Path) -> None:
    assert told(folder, "--only", "added", "--only", "words") == ["reworded 1.1", "added 3"]
    assert told(folder, "--only", "duties") == ["party_added 1.2 市税务局"]
    done = run("diff", "old.txt", "new.txt", "--only", "lead", cwd=folder)
    assert (done.returncode, len(lines(done.stdout))) == (0, 1)
    wrong = run("diff", "old.txt", "new.txt", "--only", "gone", cwd=folder)
    assert wrong.returncode == 2
    assert b"gone is none of added, removed" in wrong.stderr


def test_what_concerns_a_unit(folder: Path) -> None:
    assert told(folder, "--unit", "税务局") == ["party_added 1.2 市税务局"]
    assert told(folder, "--unit", "公安局") == ["party_added 1.2 市税务局", "added 3"]
    assert told(folder, "--unit", "教育局") == ["removed 2.1"]


def test_a_notation_of_the_heading_concerns_its_unit(folder: Path) -> None:
    assert told(folder, "--unit", "工信局") == ["reworded 1.1"]


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        ("公安局", "市公安局: duties: 1（牵头1）, now 3（牵头1、负责2）; gained 2, other changes 1"),
        ("教育局", "市教育局: duties: 1（负责1）, now 0; lost 1"),
        ("住建局", "市住建局: duties: 1（牵头1）, now 1（牵头1）; nothing changed"),
    ],
)
def test_a_sentence_sums_up_for_a_unit(folder: Path, unit: str, sentence: str) -> None:
    done = run("diff", "old.txt", "new.txt", "--unit", unit, cwd=folder)
    assert lines(done.stderr) == [sentence]
    assert sentence in run("diff", "old.txt", "new.txt", "--unit", unit, "--format", "text", cwd=folder).stdout.decode()
    assert run("diff", "old.txt", "new.txt", "--unit", unit, "-q", cwd=folder).stderr == b""


def test_an_unknown_unit_is_trouble(folder: Path) -> None:
    done = run("diff", "old.txt", "new.txt", "--unit", "市气象台", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no unit is called" in done.stderr


def test_counts_by_section(folder: Path) -> None:
    table = [line.split("\t") for line in lines(run("diff", "old.txt", "new.txt", "--stat", cwd=folder).stdout)]
    assert table[0] == ["板块", "新增", "删除", "改写", "增加单位", "公文要素", "合计"]
    assert table[-1] == ["合计", "1", "1", "1", "1", "1", "5"]
    assert [row[0] for row in table[2:-1]] == ["一、优化环境", "二、改善民生", "三、守牢底线"]


def test_a_structured_file_and_standard_input_are_sides_too(folder: Path) -> None:
    structured = run("parse", "old.txt", cwd=folder).stdout
    (folder / "old.yaml").write_bytes(structured)
    assert run("diff", "old.txt", "old.yaml", cwd=folder).returncode == 0
    piped = run("diff", "-", "new.txt", "--format", "json", cwd=folder, stdin=structured)
    assert [row["kind"] for row in rows(piped.stdout)] == [change.split()[0] for change in CHANGES]
    (folder / "old.txt").write_bytes(OLD.encode("gb18030"))
    assert run("diff", "old.txt", "old.yaml", "--encoding", "gb18030", cwd=folder).returncode == 0


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose notice has two revisions and an edit that is staged."""
    place = tmp_path / "库 甲/要点"
    place.mkdir(parents=True)
    notice = place / "市 要点.txt"
    git(tmp_path, "init", "--quiet")
    for text in (OLD, NEW):
        notice.write_text(text, "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", "x")
    notice.write_text(NEW.replace("五所", "六所").replace("大幅", "全面"), "utf-8")
    git(tmp_path, "add", ".")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "below", "count"),
    [
        ("HEAD~1:库 甲/要点/市 要点.txt", "库 甲/要点/市 要点.txt", "", 5),
        ("HEAD:库 甲/要点/市 要点.txt", ":库 甲/要点/市 要点.txt", "", 1),
        ("HEAD~1:库 甲/要点", "HEAD:库 甲/要点", "", 5),
        ("HEAD~1:要点/市 要点.txt", "要点/市 要点.txt", "库 甲", 5),
        ("HEAD~1:./要点", "要点", "库 甲", 5),
        ("HEAD~1:库 甲/要点/市 要点.txt", "HEAD~1:市 要点.txt", "库 甲/要点", 0),
    ],
)
def test_revisions_of_git(repository: Path, old: str, new: str, below: str, count: int) -> None:
    done = run("diff", old, new, "--format", "json", cwd=repository / below)
    assert len(rows(done.stdout)) == count, done.stderr.decode()
    assert done.returncode == (1 if count else 0)


def test_two_folders(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
    (folder / "a/x.txt").write_text(OLD, "utf-8")
    (folder / "a/only.txt").write_text(OLD, "utf-8")
    (folder / "b/x.yaml").write_bytes(run("parse", "old.txt", cwd=folder).stdout)
    (folder / "b/new.txt").write_text(NEW, "utf-8")
    done = run("diff", "a", "b", "--format", "json", cwd=folder)
    found = [(row["kind"], row["field"], row["text"], row["file_old"], row["file_new"]) for row in rows(done.stdout)]
    assert found == [
        ("added", "notice", "示范市2024年工作要点", "", "b/new.txt"),
        ("removed", "notice", "示范市2023年工作要点", "a/only.txt", ""),
    ]
    unit = run("diff", "a", "b", "--unit", "教育局", "--format", "json", cwd=folder)
    assert [row["text"] for row in rows(unit.stdout)] == ["示范市2023年工作要点"]
    assert lines(unit.stderr)[-1] == "a/only.txt: 市教育局: duties: 1（负责1）, now 0; lost 1"
    assert run("diff", "a", "a", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("old.txt", "none.txt", "none.txt: no such file"),
        ("old.txt", "HEAD:none.txt", "HEAD:none.txt: no such file, and git has none: fatal: "),
        (".", "new.txt", ".: is a folder, and the other side is a file"),
        ("empty", "empty", "empty: holds no notices (.txt, .yaml, .yml)"),
        ("old.txt", "empty.txt", "empty.txt: is empty"),
        ("wrong.yaml", "new.txt", "wrong.yaml:5:11: "),
    ],
)
def test_trouble_is_told_in_one_line(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "empty").mkdir()
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "wrong.yaml").write_text(
        "schema_version: 1\nsource: {name: x, sha256: ''}\nplan:\n  children:\n    - id: ['1']\n      label: '一、'\n",
        "utf-8",
    )
    done = run("diff", old, new, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == b""
    assert lines(done.stderr)[0].startswith(f"workpoints: {message}"), done.stderr.decode()


def test_annotations_stand_at_the_lines_of_the_new_file(folder: Path) -> None:
    done = run("diff", folder / "old.txt", folder / "new.txt", "--format", "github", cwd=folder)
    assert [line.partition("::")[2].partition("::")[0] for line in lines(done.stdout)] == [
        "notice file=new.txt,title=header",
        "notice file=new.txt,line=3,title=reworded",
        "notice file=new.txt,line=4,title=office added",
        "notice file=new.txt,title=removed",
        "notice file=new.txt,line=7,title=added",
    ]
    structured = run("diff", STRUCTURED, STRUCTURED, "--format", "github")
    assert (structured.returncode, structured.stdout) == (0, b"")


def test_the_page_and_the_comment_sum_up_for_a_unit(folder: Path) -> None:
    for form in ("html", "markdown"):
        done = run("diff", "old.txt", "new.txt", "--unit", "公安局", "--format", form, "--lang", "zh", cwd=folder)
        assert "市公安局：原有职责 1（牵头1），现有 3（牵头1、负责2）；新增 2 处，其他变化 1 处" in done.stdout.decode()
    written = run("diff", "old.txt", "new.txt", "--format", "html", "-o", "page.html", cwd=folder)
    assert (written.returncode, written.stdout) == (1, b"")
    assert (folder / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_who_leads(folder: Path) -> None:
    (folder / "new.txt").write_text(OLD.replace("市公安局牵头，市财政局、", "市财政局牵头，市公安局、"), "utf-8")
    assert told(folder, "--only", "lead") == ["role_changed 1.2 市公安局", "role_changed 1.2 市财政局"]
    (folder / "new.txt").write_text(OLD.replace("市公安局牵头", "市统计局牵头"), "utf-8")
    assert told(folder, "--only", "lead") == ["lead_replaced 1.2 市统计局"]


def test_files_of_one_name_with_two_endings_are_all_compared(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(OLD, "utf-8")
    (folder / "a/x.yaml").write_bytes(run("parse", "old.txt", cwd=folder).stdout)
    done = run("diff", "a", "b", "--format", "json", cwd=folder)
    assert [(row["kind"], row["file_old"]) for row in rows(done.stdout)] == [("removed", "a/x.yaml")]


def test_rows_name_their_files_however_many_changed(folder: Path) -> None:
    for name, text in (("a", OLD), ("b", NEW)):
        (folder / name).mkdir()
        (folder / name / "x.txt").write_text(text, "utf-8")
        (folder / name / "same.txt").write_text(OLD, "utf-8")
    found = rows(run("diff", "a", "b", "--format", "json", cwd=folder).stdout)
    assert {row["file_new"] for row in found} == {"b/x.txt"}
    assert "same.txt" not in run("diff", "a", "b", "--format", "text", cwd=folder).stdout.decode()


def test_what_came_is_told_with_its_offices(folder: Path) -> None:
    found = rows(run("diff", "old.txt", "new.txt", "--format", "json", cwd=folder).stdout)[-1]
    assert found["new"].splitlines() == [
        "守牢底线",
        "    3.1 开展消防演练。（市公安局负责）",
        "    3.2 完善应急广播。（市公安局、应急局负责）",
    ]
    assert found["units"] == ["市公安局", "市应急局"]


def test_the_null_device_stands_for_a_file_that_is_not_there(folder: Path) -> None:
    done = run("diff", "/dev/null", "new.txt", "--format", "json", cwd=folder)
    assert [(row["kind"], row["text"]) for row in rows(done.stdout)] == [("added", "示范市2024年工作要点")]


@pytest.mark.parametrize("options", [["--stat", "--format", "html"], ["-y", "--format", "json"], ["-y", "--stat"]])
def test_options_that_do_not_go_together_are_refused(folder: Path, options: list[str]) -> None:
    done = run("diff", "old.txt", "new.txt", *options, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")


def test_counts_as_json(folder: Path) -> None:
    counts = rows(run("diff", "old.txt", "new.txt", "--stat", "--format", "json", cwd=folder).stdout)
    assert counts[1] == {"板块": "一、优化环境", "改写": "1", "增加单位": "1", "合计": "2"}


def test_a_heading_that_went_concerns_nobody_whose_task_stayed(folder: Path) -> None:
    (folder / "new.txt").write_text(
        OLD.replace("二、改善民生\n（一）新建", "（三）新建").replace("（二）改造", "（四）改造"), "utf-8"
    )
    assert told(folder) == ["removed 2", "moved 1.3", "moved 1.4"]
    assert told(folder, "--unit", "教育局") == ["moved 1.3"]
