"""Tasks followed through the years, against what a reader of the texts wrote down; laws; the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import random
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from workpoints.compare.diff import diff
from workpoints.model import Notice
from workpoints.parser import parse
from workpoints.registry.reader import load_registry
from workpoints.years.history import History, Step, Thread, history
from workpoints.years.links import Came

from .commands import run
from .conftest import ROOT
from .test_cli import ENVIRONMENT, lines

FOLDER = Path(__file__).parent / "history"
SERIES = sorted(path.name for path in FOLDER.iterdir())


def files(series: str) -> list[Path]:
    return sorted((FOLDER / series).glob("*.txt"))


@cache
def notices(series: str) -> list[Notice]:
    return [notice(file.read_text("utf-8"), file.name) for file in files(series)]


@cache
def followed(series: str) -> History:
    return history(notices(series))


@cache
def expected(series: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / series / "expected.yaml").read_text("utf-8"))
    return read


def notice(text: str, name: str = "<text>") -> Notice:
    return parse(text, name=name).notice


def yearly(year: int, *items: str) -> Notice:
    return notice(f"青河县{year}年工作要点\n\n" + "\n".join(items) + "\n", f"{year}.txt")


def ids(found: History, thread: Thread) -> dict[str, list[str]]:
    return {
        edition.heading: [step.id for step in thread.at(k)]
        for k, edition in enumerate(found.editions)
        if thread.at(k)
    }  # fmt: skip


def steps(found: History, heading: str) -> dict[str, Step]:
    place = [edition.heading for edition in found.editions].index(heading)
    return {step.id: step for thread in found.threads for step in thread.at(place)}


# ---- what a reader of the texts expects ------------------------------------------------------------------------------


@pytest.mark.parametrize("series", SERIES)
def test_the_threads_are_those_that_a_reader_sees(series: str) -> None:
    found = followed(series)
    assert [edition.heading for edition in found.editions] == expected(series)["years"]
    assert [ids(found, thread) for thread in found.threads] == expected(series)["threads"]


@pytest.mark.parametrize("series", SERIES)
def test_each_item_tells_how_it_came_and_what_changed(series: str) -> None:
    found = followed(series)
    for heading, by_way in expected(series)["came"].items():
        came = {part: step.came for part, step in sorted(steps(found, heading).items()) if step.came != Came.kept}
        assert came == {part: way for way, parts in by_way.items() for part in parts}
    for heading, by_item in expected(series)["changes"].items():
        told = {part: sorted(change.kind for change in steps(found, heading)[part].changes) for part in by_item}
        assert told == {part: sorted(kinds) for part, kinds in by_item.items()}


@pytest.mark.parametrize("series", SERIES)
def test_an_item_has_a_lineage_without_the_pieces_beside_it(series: str) -> None:
    found = followed(series)
    for wanted, by_year in expected(series)["lineages"].items():
        (step,) = found.find(wanted)
        assert ids(found, found.lineage(step)) == by_year


@pytest.mark.parametrize("series", SERIES)
def test_the_load_of_a_unit_is_what_a_reader_counts(series: str) -> None:
    for unit, by_year in expected(series)["loads"].items():
        for load in followed(series).load(unit):
            moves = {"came": load.came, "went": load.went, "stayed": load.stayed}
            told = dict(load.counts) | {key: count for key, count in moves.items() if count is not None}
            assert (unit, load.heading, told) == (unit, load.heading, by_year[load.heading])


# ---- laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("series", SERIES)
def test_the_threads_of_a_year_share_its_items_out(series: str) -> None:
    found = followed(series)
    for k, edition in enumerate(found.editions):
        items = [part.id for part in edition.notice.plan.walk() if not getattr(part, "children", ())]
        told = [step.id for thread in found.threads for step in thread.at(k)]
        assert sorted(told) == sorted(items)
        summary = found.summaries[k]
        assert summary.items == len(items) == summary.kept + summary.back + summary.new


@pytest.mark.parametrize("series", SERIES)
def test_the_load_is_what_who_lists(series: str) -> None:
    rows = json.loads(
        run("who", unit := next(iter(expected(series)["loads"])), *files(series), "--format", "json").stdout
    )
    for load, file in zip(followed(series).load(unit), files(series), strict=True):
        assert load.counts == Counter(row["role"] for row in rows if row["notice"] == file.name)
        assert load.came is None or (load.came or 0) + (load.stayed or 0) == len(load.duties)


@pytest.mark.parametrize("series", SERIES)
def test_the_changes_of_an_item_are_those_of_diff(series: str) -> None:
    found = followed(series)
    for k, (old, new) in enumerate(pairwise(found.editions), 1):
        changes = diff(old.notice, new.notice, registry=load_registry(None))
        for step in (step for thread in found.threads for step in thread.at(k) if step.came == Came.kept):
            own = [change._replace(shifts=True) for change in changes if change.id_new == step.id and change.at_new]
            assert sorted(map(repr, step.changes)) == sorted(map(repr, own))


@pytest.mark.parametrize("series", SERIES)
def test_the_order_of_the_files_does_not_matter(series: str) -> None:
    orders = list(permutations(notices(series)))
    for order in random.Random(1).sample(orders, 3):
        found = history(order)
        assert found.threads == followed(series).threads


def test_the_same_notice_again_keeps_everything() -> None:
    first = notices("city")[0]
    found = history([first, first, first])
    assert len(found.threads) == found.summaries[0].items
    assert [(each.kept, each.new, each.gone) for each in found.summaries[1:]] == [(19, 0, 0)] * 2
    assert not any(step.changes for thread in found.threads for step in thread.steps)


# ---- years -----------------------------------------------------------------------------------------------------------


def test_two_notices_of_a_year_keep_their_order_and_are_told_apart_by_name() -> None:
    made = [notice(f"某县{year}年工作要点\n\n一、加强巡查。\n", name) for year, name in
            ((2022, "b.txt"), (2022, "a.txt"), (2021, "c.txt"))]  # fmt: skip
    found = history(made)
    assert [edition.heading for edition in found.editions] == ["2021", "2022 b.txt", "2022 a.txt"]
    assert [step.edition for step in found.find("2022 b.txt:1") + found.find("2022:1")] == [1, 2]


def test_a_notice_without_a_year_stays_where_it_was_given() -> None:
    made = [notice(title + "\n\n一、加强巡查。\n", name) for title, name in
            (("工作要点", "x"), ("2022年工作要点", "b"), ("工作要点", "x"), ("2021年工作要点", "a"))]  # fmt: skip
    assert [edition.heading for edition in history(made).editions] == ["x", "2021", "2022", "x (2)"]


def test_the_year_is_that_of_the_title_before_that_of_number_and_date() -> None:
    text = "关于印发{}工作要点的通知\n某政办〔2021〕8号\n\n各乡镇：\n现印发。\n\n某县政府办公室\n{}\n\n一、加强巡查。\n"
    made = [notice(text.format("某县2022年", "2021年12月30日")), notice(text.format("某县", "2020年12月30日"))]
    assert [edition.heading for edition in history(made).editions] == ["2021", "2022"]


# ---- threads ---------------------------------------------------------------------------------------------------------

OTHERS = ("一、加强巡查，及时发现和处置问题。（县水利局负责）", "三、保障经费，按时足额拨付到位。（县财政局负责）")
LOST = "二、开展农村饮用水水源保护区划定，设立界标和警示牌。（县水利局牵头，县财政局配合）"


@pytest.mark.parametrize(("missing", "threads"), [(0, 3), (1, 3), (2, 3), (3, 4)])
def test_an_item_is_followed_over_a_gap_of_two_years(missing: int, threads: int) -> None:
    without = [yearly(2011 + k, *OTHERS) for k in range(missing)]
    found = history([yearly(2010, OTHERS[0], LOST, OTHERS[1]), *without, yearly(2019, OTHERS[0], LOST, OTHERS[1])])
    assert len(found.threads) == threads


def test_an_item_of_the_same_office_is_not_one_that_ended() -> None:
    other = "二、开展水旱灾害防御演练，补充抢险物资。（县水利局牵头，县财政局配合）"
    found = history([yearly(2010, OTHERS[0], LOST, OTHERS[1]), yearly(2011, *OTHERS),
                     yearly(2012, OTHERS[0], other, OTHERS[1])])  # fmt: skip
    assert len(found.threads) == 4


def test_an_item_that_becomes_a_section_goes_on_in_the_items_below_it() -> None:
    item = "四、推进农村饮水安全工程建设。（县水利局牵头，县财政局配合）"
    below = ("1.改造老旧管网。（县水利局负责）", "2.更新净化设备。（县水利局负责）")
    section = ("四、推进农村饮水安全工程建设", *below)
    found = history([yearly(2010, *OTHERS, item), yearly(2011, *OTHERS, *section), yearly(2012, *OTHERS, item)])
    (thread,) = [thread for thread in found.threads if len(thread.at(1)) > 1]
    assert ids(found, thread) == {"2010": ["4"], "2011": ["4.1", "4.2"], "2012": ["4"]}
    assert [step.came for step in thread.steps] == [Came.first, Came.split, Came.split, Came.merged]


def test_the_notation_of_a_heading_holds_for_the_items_below() -> None:
    items = ("1.改造老旧管网，降低漏损率。", "2.更新净化设备，保障水质达标。")
    found = history([
        yearly(2010, "一、推进农村饮水安全工程（县水利局牵头）", *items),
        yearly(2011, "一、推进农村饮水安全工程（县住房城乡建设局牵头）", *items),
    ])  # fmt: skip
    first, second = found.lineage(found.find("1.2")[0]).steps
    assert (first.lead, second.lead) == (("县水利局",), ("县住房城乡建设局",))
    assert [change.kind for change in second.changes] == ["lead_replaced"]
    assert [(load.counts["lead"], load.went) for load in found.load("县水利局")] == [(1, None), (0, 1)]


def test_an_id_of_a_section_means_all_items_below_and_one_of_nothing_none() -> None:
    found = followed("city")
    assert [step.id for step in found.find("6")] == ["6.1", "6.2"]
    assert [step.id for step in found.find("2022:6")] == ["6.1", "6.2", "6.3"]
    assert found.find("6.3") == found.find("2020:1") == found.find("") == found.find("2022:") == []


# ---- loads -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["县卫生局", "县卫生计生委", "县卫生健康委"])
def test_an_office_is_followed_through_several_reforms(name: str) -> None:
    made = [
        notice(f"青河县人民政府办公室\n青河县{year}年工作要点\n\n一、加强村卫生室建设。（{unit}负责）\n")
        for year, unit in ((2012, "县卫生局"), (2016, "县卫生计生委"), (2020, "县卫生健康委"))
    ]
    assert [load.names for load in history(made).load(name)] == [["县卫生局"], ["县卫生计生委"], ["县卫生健康委"]]
    assert [load.stayed for load in history(made).load(name)] == [None, 1, 1]
    assert [load.names for load in history(made[:2]).load(name)] == [["县卫生局"], ["县卫生计生委"]]


def test_an_office_that_no_notice_has_has_no_load() -> None:
    assert followed("city").load("市气象局") == []


# ---- command line ----------------------------------------------------------------------------------------------------


def test_the_overview_has_a_row_for_each_thread_and_a_sum_for_each_year() -> None:
    done = run("history", *reversed(files("city")))
    rows = list(csv.reader(io.StringIO(done.stdout.decode()), delimiter="\t"))
    assert rows[0] == ["2021", "2022", "2023", "任务"]
    assert [row[:3] for row in rows[1:]] == [
        ["、".join(thread.get(year, [])) for year in rows[0][:3]] for thread in expected("city")["threads"]
    ]
    assert lines(done.stderr) == [
        "2021: items 19",
        "2022: items 22: kept 19, back 0, new 3; gone 1",
        "2023: items 20: kept 18, back 1, new 1; gone 3",
    ]
    assert run("history", *files("city"), "-q").stderr == b""


def test_json_has_the_ids_by_year_or_the_rows_of_an_item() -> None:
    threads = json.loads(run("history", *files("city"), "--format", "json").stdout)
    assert [thread["ids"] for thread in threads] == expected("city")["threads"]
    rows = json.loads(run("history", *files("city"), "--item", "2021:1.3", "--format", "json").stdout)
    assert [(row["year"], row["came"], row.get("id")) for row in rows] == [
        ("2021", "first", "1.3"), ("2022", "absent", None), ("2023", "back", "1.3"),
    ]  # fmt: skip
    assert rows[2]["before"] == [{"year": "2021", "id": "1.3"}]
    assert [change["kind"] for change in rows[2]["changes"]] == ["reworded"]
    assert rows[2]["parties"][0] == {"role": "lead", "unit": "市市场监管局"}


def test_an_item_is_told_year_by_year_and_its_end_too() -> None:
    done = run("history", *files("city"), "--item", "2022:1.3")
    rows = list(csv.reader(io.StringIO(done.stdout.decode()), delimiter="\t"))
    assert rows[0] == ["年份", "编号", "任务", "牵头", "负责", "配合", "指导", "变化"]
    assert [(row[0], row[1], row[-1]) for row in rows[1:]] == [
        ("2021", "1.2", ""), ("2022", "1.3", "as before"), ("2023", "", "no longer there"),
    ]  # fmt: skip
    split = run("history", *files("city"), "--item", "5.4").stdout.decode()
    assert "a piece of 2.3; 市市场监管局 leads now" in split
    assert "moved from 二、提升工程建设项目审批效率 to 五、强化要素保障" in split
    assert "joined from 3.1, 3.4" in run("history", *files("city"), "--item", "3.1").stdout.decode()


def test_the_items_that_hold_a_text_are_numbered() -> None:
    done = run("history", *files("city"), "--text", "电", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert {(row["线索"], row["年份"], row["编号"]) for row in rows} == {
        ("1", "2021", "1.4"), ("1", "2022", "1.4"), ("1", "2023", "1.4"), ("2", "2021", "2.3"), ("2", "2022", "2.3"),
        ("2", "2022", "2.4"), ("2", "2023", "2.2"), ("2", "2023", "5.4"),
    }  # fmt: skip
    assert "电子营业执照" in rows[0]["任务"]


def test_a_unit_has_a_row_a_year_and_its_threads() -> None:
    done = run("history", *files("county"), "--unit", "县工商局")
    load, threads = done.stdout.decode().split("\n\n")
    assert load.splitlines()[3] == "2019\t县市场监管局\t8\t2\t1\t0\t11\t8\t0\t3"
    assert "2.3、2.6（牵头）\t2.3、2.6（牵头）\t2.3（牵头）\t2.3（牵头）\t规范食品小作坊" in threads
    told = json.loads(run("history", *files("county"), "--unit", "县工商局", "--format", "json").stdout)
    assert (told["load"][0]["lead"], told["load"][2]["came"]) == (1, 8)
    assert told["threads"][3]["roles"] == {year: ["lead"] for year in expected("county")["years"]}
    one = json.loads(run("history", *files("county"), "--unit", "县工商局", "--item", "2.4", "--format", "json").stdout)
    assert ([row["id"] for row in one["threads"]], len(one["load"])) == (["2.4"] * 4, 4)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--item", "9"], 1, "no item 9"),
        (["--item", "6.3"], 1, "no item 6.3 in 2023; there is 2022:6.3"),
        (["--unit", "市科学局"], 1, "no unit is called 市科学局; nearest: 市科技局"),
        (["--text", "不在其中"], 1, "不在其中: in no item"),
        (["--text", ""], 2, "must not be empty"),
        (["--unit", " "], 2, "must not be empty"),
        (["--item", "1", "--text", "电"], 2, "only one of them at a time"),
        (["nowhere.txt"], 2, "no such file"),
        (["--format", "xml"], 2, "--format"),
    ],
)
def test_what_is_not_there_exits_with_1_and_wrong_use_with_2(arguments: list[str], code: int, message: str) -> None:
    done = run("history", *files("city"), *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()


def test_one_notice_is_too_few(tmp_path: Path) -> None:
    done = run("history", files("city")[0])
    assert (done.returncode, done.stdout) == (2, b"")
    assert "two notices at least" in done.stderr.decode()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text("一、加强巡查。\n", "utf-8")
    done = run("history", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out.tsv", cwd=tmp_path)
    assert lines((tmp_path / "out.tsv").read_bytes())[0] == f"{tmp_path}/a/plan.txt\t{tmp_path}/b/plan.txt\t任务"
    assert "a/plan.txt: tells no year" in done.stderr.decode()


def test_structured_and_raw_notices_make_one_history(tmp_path: Path) -> None:
    old, *others = files("city")
    run("parse", old, "-o", tmp_path / "2021.yaml")
    mixed = run("history", *others, tmp_path / "2021.yaml")
    assert (mixed.returncode, mixed.stdout) == (0, run("history", *files("city")).stdout)
    (tmp_path / "2021.yaml").write_text("schema_version: 1\nplan: 3\n", "utf-8")
    damaged = run("history", *others, tmp_path / "2021.yaml")
    assert damaged.returncode == 2
    assert "2021.yaml:" in damaged.stderr.decode()


@pytest.mark.parametrize(("settings", "mark"), [({}, "\x1b[9;31m100\x1b[0m"), ({"NO_COLOR": "1"}, "[-100-]")])
def test_a_terminal_shows_what_changed_in_the_text(settings: dict[str, str], mark: str) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "workpoints", "history", *map(str, files("city")), "--item", "5.3"]
    environment = ENVIRONMENT | {"COLUMNS": "200", "TERM": "xterm"} | settings
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 4096):
                shown += piece
        except OSError:  # the other end is closed
            pass
    os.close(leader)
    text = shown.decode()
    assert process.returncode == 0
    assert "线索" not in text
    assert "年份" in text
    assert "市科技局" in text
    assert mark in text


def test_a_folder_may_hold_other_files(tmp_path: Path) -> None:
    for name in files("city"):
        shutil.copy(name, tmp_path)
    (tmp_path / "README.txt").write_text("各年要点。\n", "utf-8")
    shutil.copy(ROOT / "data/units.yaml", tmp_path)
    done = run("history", tmp_path)
    assert done.stdout == run("history", *files("city")).stdout
    assert lines(done.stderr)[0] == f"{tmp_path}/README.txt: holds no tasks"
