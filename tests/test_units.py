"""Units on the command line: who has which duties under whatever name, what they add up to, and full text."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml

from workpoints.registry.reader import check_registry

from .commands import run
from .conftest import ROOT
from .test_cli import lines
from .test_jiyuan import GOLD

PLAN = """XX市人民政府办公室关于印发2024年工作要点的通知

一、加强监管
1.查处违法广告。（市市场监管局牵头，市公安局、市商务局配合；完成时限：2024年6月底前）
2.开展执法检查。（市市场监督管理局、市财政局负责）
3.整治市场秩序。（市工商局牵头，市公安局等部门配合）
二、强化保障
1.保障经费。（市财政局负责）
2.加强宣传。
3.做好统计。（市统计局、市教育局分工负责）
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.txt"
    file.write_text(PLAN.replace("XX", "郑州"), "utf-8")
    return file


def rows(*arguments: str | Path, cwd: Path = ROOT) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json", cwd=cwd).stdout)
    return found


# ---- who -------------------------------------------------------------------------------------------------------------


def test_the_jiyuan_notice_reaches_an_office_by_name_and_through_its_group() -> None:
    named = rows("who", "市场监管局")
    assert Counter(row["role"] for row in named) == {"lead": 9, "responsible": 28}
    assert {row["via"] for row in named} == {"named", "prefix"}
    through = rows("who", "市场监管局", "--via", "group")
    assert len(through) == 16
    assert {row["via"] for row in through} == {"group"}
    assert all("成员单位" in row["through"] for row in through)
    both = rows("who", "市场监管局", "--via", "named", "--via", "prefix", "--via", "group")
    assert len(both) == 37 + 16
    assert b"more reach" not in run("who", "市场监管局", "--via", "group").stderr
    assert "16 more reach it through a set" in run("who", "市场监管局").stderr.decode()
    assert run("who", "市场监管局", "-q").stderr == b""


def test_each_row_says_how_it_reaches_the_unit() -> None:
    text = run("who", "示范区邮政管理局", "--via", "prefix", "--via", "group").stdout.decode()
    ways = {line.split("\t")[-1].split("：")[0] for line in text.splitlines()[1:]}
    assert ways == {"承前省略", "成员单位"}


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("示范区市场监管局", ""),
        ("济源产城融合示范区市场监督管理局", ""),
        ("市监局", ""),
        ("市场监督管理局", ""),
        ("场监管局", None),
        ("示范区市管局", "characters left out"),
        ("scjg", "read as initials"),
        ("sfqscjg", "read as initials"),
        ("工商局", "a former name, read as"),
    ],
)
def test_an_office_is_found_by_any_of_its_names(name: str, step: str | None) -> None:
    done = run("who", name, "--format", "json")
    if step is None:
        assert done.returncode == 1
        return
    assert {row["unit"] for row in json.loads(done.stdout)} == {"示范区市场监管局"}
    assert (step in done.stderr.decode()) if step else (name not in done.stderr.decode())


def test_one_office_under_two_names_and_before_a_reform(plan: Path) -> None:
    units = [row["unit"] for row in rows("who", "市市场监管局", plan)]
    assert units == ["市市场监管局", "市市场监督管理局", "市工商局"]
    assert [row["id"] for row in rows("who", "工商局", plan)] == ["1.1", "1.2", "1.3"]


def test_an_office_is_not_another_that_was_merged_with_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一、甲。（市工商局负责）\n二、乙。（市质监局负责）\n", "utf-8")
    assert [row["unit"] for row in rows("who", "市工商局", file)] == ["市工商局"]
    assert [row["unit"] for row in rows("who", "市市场监管局", file)] == ["市工商局", "市质监局"]


def test_an_abbreviation_of_one_office_is_not_another(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一、甲。（市监察局负责）\n", "utf-8")
    done = run("who", "市监局", file)
    assert (done.returncode, done.stdout) == (1, b"")


def test_a_name_with_its_city_means_the_office_of_the_issuer(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("XX", "洛阳"), "utf-8")
    found = rows("who", "郑州市财政局", plan, other)
    assert {row["notice"] for row in found} == {"plan.txt"}
    assert {row["notice"] for row in rows("who", "市财政局", plan, other)} == {"plan.txt", "other.txt"}
    heading = lines(run("who", "市财政局", plan, other).stdout)[0]
    assert heading.split("\t")[0] == "文件"


def test_an_open_list_may_reach_an_office_of_its_place(plan: Path) -> None:
    found = rows("who", "市财政局", plan, "--via", "open")
    assert [(row["id"], row["role"]) for row in found] == [("1.3", "support")]
    named = rows("who", "市公安局", plan, "--via", "named", "--via", "prefix", "--via", "open")
    assert [(row["id"], row["via"]) for row in named] == [("1.1", "named"), ("1.3", "named")]


def test_a_rule_reaches_those_that_it_names(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "一、甲。（省教育厅负责，各市党委、政府负责落实。以下各项任务均需各市党委、政府落实，不再一一列出）\n"
        "二、乙。（省财政厅负责）\n",
        "utf-8",
    )
    found = rows("who", "各市党委、政府", file, "--via", "rule")
    assert [(row["id"], row["role"]) for row in found] == [("2", "responsible")]
    assert "以下各项任务均需" in found[0]["through"]
    file.write_text(
        "一、甲。（省教育厅负责。以下各项任务均需省大数据局落实，不再列出）\n二、乙。（省财政厅负责）\n", "utf-8"
    )
    assert [row["id"] for row in rows("who", "大数据局", file, "--via", "rule")] == ["1", "2"]


def test_duties_shared_with_another(plan: Path) -> None:
    assert [row["id"] for row in rows("who", "市市场监管局", plan, "--with", "公安局")] == ["1.1", "1.3"]
    done = run("who", "市统计局", plan, "--with", "公安局")
    assert (done.returncode, done.stdout) == (1, b"")


def test_duties_due_before_a_day(plan: Path) -> None:
    assert [row["id"] for row in rows("who", "市市场监管局", plan, "--deadline-before", "2024-07-01")] == ["1.1"]
    assert run("who", "市市场监管局", plan, "--deadline-before", "2024-06-30").returncode == 1
    assert run("who", "市市场监管局", plan, "--deadline-before", "soon").returncode == 2


def test_two_clauses_of_one_text_are_two_duties(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "一、开展检查。（市公安局负责）开展检查。（市民政局负责）\n二、甲。（市公安局、市民政局负责）\n", "utf-8"
    )
    assert [row["id"] for row in rows("who", "公安局", file, "--with", "民政局")] == ["2"]


def test_notices_of_one_file_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    for folder, office in (("x", "市公安局"), ("y", "市民政局")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.txt").write_text(f"一、甲。（{office}、市卫健委负责）\n", "utf-8")
    found = rows("who", "卫健委", "x/n.txt", "y/n.txt", "--with", "公安局", cwd=tmp_path)
    assert [row["notice"] for row in found] == ["x/n.txt"]
    heading = lines(run("units", "x/n.txt", "y/n.txt", "--matrix", cwd=tmp_path).stdout)[0]
    assert heading == "单位\tx/n.txt 一、甲。\ty/n.txt 一、甲。"


def test_offices_of_two_cities_are_not_one(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("XX", "洛阳"), "utf-8")
    found = {row["unit"]: row["total"] for row in rows("units", plan, other)}
    assert found["郑州市财政局"] == found["洛阳市财政局"] == 2
    edges = rows("units", plan, other, "--network")
    assert {edge["shared"] for edge in edges} == {1}
    assert all(edge["one"][:2] == edge["other"][:2] for edge in edges)
    graph = nx.parse_graphml(run("units", plan, other, "--network", "--format", "graphml").stdout.decode())
    assert graph.nodes["郑州市财政局"]["total"] == 2


def test_duties_by_section(plan: Path) -> None:
    text = run("who", "市财政局", plan, "--by-section", "--format", "table").stdout.decode()
    assert "一、加强监管  [1]" in text
    assert "二、强化保障  [1]" in text
    assert [row["section"] for row in rows("who", "市财政局", plan, "--by-section")] == ["一、加强监管", "二、强化保障"]


def test_what_is_only_near_is_suggested() -> None:
    done = run("who", "市场监督局管")
    assert done.returncode == 1
    assert "nearest: 示范区市场监管局" in done.stderr.decode()


def test_initials_without_the_library_name_the_extra(tmp_path: Path) -> None:
    (tmp_path / "pypinyin.py").write_text("raise ImportError\n", "utf-8")
    done = run("who", "scjg", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "workpoints[pinyin]" in done.stderr.decode()


# ---- the registry of a project ---------------------------------------------------------------------------------------


def test_a_damaged_registry_is_refused_and_the_rest_works(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/units.yaml").write_text("schema_version: 1\nunits:\n- {name: 甲局}\n", "utf-8")
    (tmp_path / "a.txt").write_text("一、甲。（市公安局负责）\n", "utf-8")
    for command in (["who", "公安局"], ["units"], ["find", "甲", "--unit", "公安局"]):
        done = run(*command, "a.txt", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith("workpoints: data/units.yaml:3:3: units.0: needs a jurisdiction")
    for command in (["parse"], ["tree"], ["show", "1"], ["find", "甲"], ["check"]):
        assert run(*command, "a.txt", cwd=tmp_path).returncode == 0
    assert "data/units.yaml:3:3: error WP502" in run("check", "data/units.yaml", cwd=tmp_path).stdout.decode()


def test_the_settings_and_an_option_name_the_registry(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、甲。（市天机局负责）\n", "utf-8")
    entry = "schema_version: 1\njurisdictions: [{name: 郑州市, aliases: [市], level: 市}]\nunits:\n"
    (tmp_path / "u.yaml").write_text(entry + "- {name: 郑州市天机局, short: [天机], jurisdiction: 郑州市}\n", "utf-8")
    assert run("who", "郑州市天机局", "a.txt", cwd=tmp_path).returncode == 1
    assert run("who", "郑州市天机局", "a.txt", "--units", "u.yaml", cwd=tmp_path).returncode == 0
    (tmp_path / "workpoints.toml").write_text('units = "u.yaml"\n', "utf-8")
    assert run("who", "天机", "a.txt", cwd=tmp_path).returncode == 0
    (tmp_path / "workpoints.toml").write_text('units = "none.yaml"\n', "utf-8")
    assert "none.yaml: no such file" in run("who", "天机", "a.txt", cwd=tmp_path).stderr.decode()


# ---- units -----------------------------------------------------------------------------------------------------------


def test_all_units_with_their_duties() -> None:
    found = {row["unit"]: row for row in rows("units")}
    office = found["示范区市场监管局"]
    assert (office["lead"], office["responsible"], office["total"]) == (9, 28, 37)
    assert office["canonical"] == ["济源产城融合示范区市场监督管理局"]
    assert found["领导小组有关成员单位"]["also"] == [
        "示范区领导小组有关成员单位",
        "示范区打击侵权假冒工作领导小组成员单位",
    ]
    assert sum(row["total"] for row in found.values()) == sum(len(duty["parties"]) for duty in GOLD["duties"])
    assert all(row["canonical"] for name, row in found.items() if name != "有关单位"), "the registry knows every unit"


def test_names_of_one_office_are_one_row_and_an_ambiguous_one_lists_both(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "一、甲。（省发改委、省财政厅负责）\n二、乙。（省发展改革委负责）\n三、丙。（国资委负责）\n", "utf-8"
    )
    found = {row["unit"]: row for row in rows("units", file)}
    assert found["省发改委"]["also"] == ["省发展改革委"]
    assert found["省发改委"]["total"] == 2
    assert len(found["国资委"]["canonical"]) > 1


def test_units_by_sections(plan: Path) -> None:
    found = rows("units", plan, "--matrix")
    assert {"unit": "市市场监管局", "section": "一、加强监管", "lead": 1, "responsible": 1} in found
    table = [line.split("\t") for line in lines(run("units", plan, "--matrix").stdout)]
    assert table[0] == ["单位", "一、加强监管", "二、强化保障"]
    assert ["市市场监管局", "牵头1 负责1", ""] in table
    drawn = run("units", plan, "--matrix", "--format", "table").stdout.decode()
    assert "●1 ○1" in drawn
    assert "2  二、强化保障" in drawn


def test_a_narrow_matrix_keeps_names_and_cells() -> None:
    corpus = sorted(ROOT.glob("tests/notices/*/input.txt"))[:6]
    drawn = run("units", "--matrix", "--format", "table", *corpus, COLUMNS="80").stdout.decode()
    assert "…" not in drawn.split("\n1  ")[0]
    assert drawn.count("┃单位") > 1


def test_who_works_with_whom(plan: Path) -> None:
    edges = rows("units", plan, "--network")
    assert {"one": "市公安局", "other": "市市场监管局", "shared": 1, "one_leads": 0, "other_leads": 1} in edges
    assert {"one": "市市场监管局", "other": "市财政局", "shared": 1, "one_leads": 0, "other_leads": 0} in edges
    graphml = run("units", plan, "--network", "--format", "graphml").stdout
    assert graphml == run("units", plan, "--network", "--format", "graphml").stdout
    graph = nx.parse_graphml(graphml.decode())
    assert graph.edges["市公安局", "市市场监管局"]["weight"] == 1
    assert graph.nodes["市市场监管局"]["lead"] == 1
    assert run("units", plan, "--format", "graphml").returncode == 2


def test_tasks_that_nobody_owns(plan: Path) -> None:
    found = [(row["id"], row["lack"]) for row in rows("units", plan, "--unowned")]
    assert found == [("1.2", "lead"), ("2.2", "duty"), ("2.3", "lead")]


def test_a_notation_behind_a_heading_covers_what_is_below(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一、加强监管（市公安局负责）\n1.查处违法。\n2.开展检查。\n二、强化保障\n1.保障经费。\n", "utf-8")
    assert [row["id"] for row in rows("units", file, "--unowned")] == ["2.1"]


def test_unknown_names_and_entries_proposed_for_them(tmp_path: Path) -> None:
    text = "一、甲。（市天机局、市公安局负责）\n二、乙。（市天机同、东湖水务公司负责）\n"
    (tmp_path / "a.txt").write_text(f"郑州市人民政府办公室关于印发要点的通知\n\n{text}", "utf-8")
    found = {row["unit"]: row["entry"] for row in rows("units", "--unknown", "a.txt", cwd=tmp_path)}
    assert found["市天机局"] == {
        "name": "郑州市天机局",
        "aliases": ["市天机局"],
        "jurisdiction": "郑州市",
        "system": "政府",
        "source": ["待核"],
    }
    assert "市公安局" not in found
    done = run("units", "suggest", "a.txt", "-o", "new.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    proposed = (tmp_path / "new.yaml").read_text("utf-8")
    assert check_registry(proposed) == []
    assert "郑州市天机局" in [entry["name"] for entry in yaml.safe_load(proposed)["units"]]
    assert rows("units", "--unknown", "a.txt", "--units", "new.yaml", cwd=tmp_path) == []
    done = run("units", "suggest", "a.txt", "-o", "new.yaml", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "new.yaml").read_text("utf-8")) == (2, proposed)


def test_what_is_proposed_for_many_notices_is_a_registry_without_fault() -> None:
    proposed = run("units", "suggest", *sorted(ROOT.glob("tests/notices/*/input.txt"))).stdout.decode()
    assert len(yaml.safe_load(proposed)["units"]) > 100
    assert [fault.message for fault in check_registry(proposed)] == []


def test_nothing_is_unknown_in_the_jiyuan_notice() -> None:
    assert rows("units", "--unknown") == []
    done = run("units", "suggest")
    assert (done.returncode, done.stdout) == (0, b"")


def test_one_view_at_a_time() -> None:
    assert run("units", "--matrix", "--network").returncode == 2


# ---- find ------------------------------------------------------------------------------------------------------------


def test_find_a_text() -> None:
    found = rows("find", "电商")
    assert {row["id"] for row in found} >= {"1.1.2"}
    for row in found:
        assert all(row["text"][start:end] == "电商" for start, end in row["matches"])
    assert all("电商" in line for line in lines(run("find", "电商").stdout)[1:])


def test_find_nothing() -> None:
    done = run("find", "量子计算")
    assert (done.returncode, done.stdout, lines(done.stderr)) == (1, b"", ["workpoints: nothing matches 量子计算"])


def test_find_within_parts_and_by_pattern(plan: Path) -> None:
    assert [row["id"] for row in rows("find", "负责", plan, "--section", "2")] == ["2.1", "2.3"]
    assert [row["id"] for row in rows("find", "负责", plan, "--section", "加强监管")] == ["1.2"]
    assert run("find", "加强", plan, "--unit", "公安局").returncode == 1
    assert [row["id"] for row in rows("find", "市", plan, "--unit", "公安局")] == ["1.1", "1.3", "1.3"]
    assert [row["text"] for row in rows("find", "--regex", "^开展.{2}检查", plan)] == ["开展执法检查。"]
    assert "no part has the id 9" in run("find", "市", plan, "--section", "9").stderr.decode()
    assert run("find", "(", plan).returncode == 1
    assert run("find", "-e", "(", plan).returncode == 2


def test_find_shows_the_text_around_a_match(plan: Path) -> None:
    shown = run("find", "广告", plan, "--context", "2", "--format", "text").stdout.decode()
    assert "1.1 任务\n  …违法广告。" in shown


def test_find_marks_the_match_on_a_terminal(plan: Path) -> None:
    main, other = pty.openpty()
    command = [sys.executable, "-m", "workpoints", "find", "广告", str(plan)]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    subprocess.run(command, stdout=other, check=True, env=environment, timeout=60)
    os.close(other)
    text = os.read(main, 4096).decode()
    os.close(main)
    assert "\x1b[" in text.split("广告")[0]
