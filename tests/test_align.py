"""Aligning plans: how well pairs of plans in tests/aligned are read, laws, and who leads."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks.alignment import FOLDER, scores
from hypothesis import given
from hypothesis import strategies as st

import workpoints
from workpoints import Notice, Registry
from workpoints.alignment.align import Alignment, align
from workpoints.alignment.passages import passages
from workpoints.alignment.result import Addition, Lack
from workpoints.alignment.systems import system_of
from workpoints.registry.resolution import NOWHERE

from .conftest import NOTICE, ROOT

NAMES = sorted(path.name for path in FOLDER.iterdir())
NOTICES = sorted((ROOT / "tests/notices").glob("*/input.txt"))
ALL = 1_000

# What is reached, a little below: of what is told so much is right, and of what is right so much is told.
FLOORS = {
    "matches": (0.88, 0.85),
    "holes": (0.80, 0.93),
    "unowned": (0.99, 0.99),
    "additions": (0.65, 0.73),
    "drift": (0.64, 0.75),
}


@cache
def registry() -> Registry:
    return workpoints.load_registry(None)


@cache
def read(path: Path) -> Notice:
    return workpoints.parse(path.read_bytes().decode("utf-8")).notice


def pair(name: str) -> tuple[Notice, Notice]:
    return read(FOLDER / name / "upper.txt"), read(FOLDER / name / "lower.txt")


def plan(*tasks: str, opening: str = "") -> Notice:
    lines = [f"{number}.{task}" for number, task in enumerate(tasks, 1)]
    return workpoints.parse("\n\n".join([*([opening] if opening else []), "一、重点任务", *lines])).notice


def aligned(upper: Notice, lower: Notice, **options: Any) -> Alignment:
    return align(upper, lower, registry=registry(), **options)


def pairs_of(found: Alignment) -> set[tuple[str, str]]:
    return {(match.id, near.id) for match in found.matches for near in match.near}


def of_lack(found: Alignment, lack: Lack) -> set[str]:
    return {hole.id for hole in found.holes if hole.lack is lack}


# How well the pairs are read


@cache
def figures() -> dict[str, tuple[float, float]]:
    return scores()


@pytest.mark.parametrize("thing", FLOORS)
def test_the_pairs_are_read_well(thing: str) -> None:
    precision, recall = figures()[thing]
    assert precision >= FLOORS[thing][0]
    assert recall >= FLOORS[thing][1]


def test_few_tasks_have_a_counterpart_in_a_plan_on_another_subject() -> None:
    first, *others = (read(path) for path in NOTICES[:24:2])
    found = [match for other in others for match in aligned(first, other).matches]
    assert sum(1 for match in found if match.near) <= 0.2 * len(found)


# Laws


@pytest.mark.parametrize("path", [NOTICE, *NOTICES], ids=lambda path: path.parent.name)
def test_a_plan_aligned_with_itself_is_covered(path: Path) -> None:
    notice = read(path)
    found = aligned(notice, notice, most=ALL)
    assert (found.holes, found.additions, found.drift) == ([], [], [])
    for match in found.matches:
        assert match.near[0].score == 1
        assert (match.id, 1) in [(near.id, near.score) for near in match.near]


@pytest.mark.parametrize("name", NAMES)
def test_exchanging_the_plans_exchanges_the_pairs(name: str) -> None:
    upper, lower = pair(name)
    down, up = aligned(upper, lower, most=ALL), aligned(lower, upper, most=ALL)
    assert pairs_of(down) == {(b, a) for a, b in pairs_of(up)}
    assert of_lack(down, Lack.task) == {addition.id for addition in up.additions}
    assert len(down.drift) == len(up.drift)


@pytest.mark.parametrize("name", NAMES)
def test_a_higher_threshold_tells_less(name: str) -> None:
    found = [aligned(*pair(name), threshold=step / 10, most=ALL) for step in range(11)]
    for lower, higher in pairwise(found):
        assert pairs_of(higher) <= pairs_of(lower)
        assert of_lack(lower, Lack.task) <= of_lack(higher, Lack.task)
        assert {each.id for each in lower.additions} <= {each.id for each in higher.additions}


@pytest.mark.parametrize("name", NAMES)
def test_most_limits_what_is_told_and_nothing_else(name: str) -> None:
    one, all_of_them = aligned(*pair(name), most=1), aligned(*pair(name), most=ALL)
    assert [match.near for match in one.matches] == [match.near[:1] for match in all_of_them.matches]
    assert (one.holes, one.additions) == (all_of_them.holes, all_of_them.additions)


@pytest.mark.parametrize("name", NAMES)
def test_the_nearest_stands_first_and_passages_are_in_both(name: str) -> None:
    for match in aligned(*pair(name)).matches:
        scores = [near.score for near in match.near]
        assert scores == sorted(scores, reverse=True)
        for near in match.near:
            assert all(match.text[slice(*each.upper)] == near.text[slice(*each.lower)] for each in near.passages)


def test_plans_with_nothing_in_them() -> None:
    nothing, one = plan(), plan("加强巡查。")
    empty = workpoints.parse("").notice
    assert aligned(empty, empty) == Alignment([], [], [], [])
    assert aligned(empty, one).additions == [Addition("1.1", "加强巡查。")]
    assert of_lack(aligned(one, empty), Lack.task) == {"1.1"}
    assert pairs_of(aligned(one, one)) == {("1.1", "1.1")}
    assert len(aligned(nothing, nothing).holes) == 0


def test_the_same_task_many_times() -> None:
    many = plan(*["加强组织领导。"] * 300)
    found = aligned(many, many)
    assert all(len(match.near) == 3 and match.near[0].score == 1 for match in found.matches)


@given(st.lists(st.text("甲乙丙丁，。 \n", max_size=30), max_size=2, min_size=2))
def test_passages(texts: list[str]) -> None:
    upper, lower = texts
    found = passages(upper, lower)
    for each in found:
        said = upper[slice(*each.upper)]
        assert said == lower[slice(*each.lower)]
        assert len(said) >= 4
        assert said[0] in "甲乙丙丁"
        assert said[-1] in "甲乙丙丁"
    for side in ("upper", "lower"):
        spans = sorted(getattr(each, side) for each in found)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_longest_passage_is_taken_first() -> None:
    found = passages("严查假冒专利行为，规范专利申请。", "规范专利申请；严查假冒专利行为")
    assert [(each.upper, each.lower) for each in found] == [((0, 8), (7, 15)), ((9, 15), (0, 6))]


# Who leads


SYSTEMS = """
市场监管总局 市市场监管局 same
国家知识产权局 市市场监管局 same
国家卫生健康委 县卫健局 same
省民政厅 县民政局 same
省委宣传部 市委宣传部 same
最高人民法院 市中级人民法院 same
最高人民检察院 市人民检察院 same
海关总署 济源海关 same
省发展改革委 市发展改革局 same
国家发展改革委 示范区发展改革和统计局 same
省粮食和物资储备局 市发展改革委 same
省经济和信息化厅 市工业和信息化局 same
省自然资源厅 市自然资源和规划局 same
省文化和旅游厅 市文化广电和旅游局 same
国家林草局 市林业局 same
市大数据局 市数据局 same
省人力资源社会保障厅 市人社局 same
省住房城乡建设厅 县住建局 same
市安委会办公室 县应急管理局 same
省政府办公厅 市政府办公室 same
省水利厅 市水务局 same
省住房城乡建设厅 市城市更新局 same
省林草局 市园林局 same
市城管局 市综合执法局 same
全国打击侵权假冒工作领导小组办公室 市打击侵权假冒工作领导小组办公室 same
市场监管总局 市农业农村局 other
省医保局 市人社局 other
省国资委 市政府办公室 other
省自然资源厅 市人力资源社会保障局 other
省工业和信息化厅 市委网信办 other
省税务局 市商务局 other
省机关事务管理局 市农业农村局 other
省委社会工作部 市民政局 other
省公安厅 市司法局 other
最高人民法院 市人民检察院 other
省生态环境厅 市城市管理局 other
省政府办公厅 市行政审批局 other
省应急管理厅 市消防救援支队 other
"""


@pytest.mark.parametrize("case", SYSTEMS.split("\n")[1:-1])
def test_offices_of_one_system(case: str) -> None:
    above, below, expected = case.split()
    one, other = (system_of(name, registry(), NOWHERE) for name in (above, below))
    assert one is not None
    assert other is not None
    assert ("other" if one.isdisjoint(other) else "same") == expected


def test_a_set_of_offices_is_of_no_system() -> None:
    assert system_of("各县（市、区）人民政府", registry(), NOWHERE) is None


TASK = "开展农村集市食品安全专项检查，严查过期食品和三无食品。"
DRIFT = """
（市场监管总局负责） （市市场监管局负责） no
（市场监管总局负责） （市农业农村局负责） yes
（市场监管总局牵头，农业农村部配合） （市农业农村局牵头，市市场监管局配合） yes
（市场监管总局牵头，公安部配合） （市公安局、市市场监管局按职责分工负责） no
（市场监管总局、公安部牵头） （市公安局牵头，市农业农村局配合） no
（市场监管总局负责） （市有关部门负责） no
（各地区负责） （市农业农村局负责） no
（市场监管总局负责） - no
"""


@pytest.mark.parametrize("case", DRIFT.split("\n")[1:-1])
def test_who_leads_below(case: str) -> None:
    above, below, expected = case.split()
    found = aligned(plan(TASK + above), plan(TASK + below.strip("-")))
    assert bool(found.drift) == (expected == "yes")


def test_a_lead_comes_from_the_heading_above() -> None:
    lower = workpoints.parse(f"一、重点任务（市农业农村局负责）\n\n1.{TASK}").notice
    drift = aligned(plan(TASK + "（市场监管总局负责）"), lower).drift
    assert [(each.upper_leads, each.lower_leads) for each in drift] == [(["市场监管总局"], ["市农业农村局"])]


OTHER = "加强新能源汽车充电设施建设，优化布局。"
OWNERS = [
    ((TASK + "（省市场监管局负责）", OTHER), (TASK, OTHER + "（市住建局负责）"), {"1.1"}),
    ((TASK, OTHER), (TASK, OTHER + "（市住建局负责）"), {"1.1"}),
    ((TASK, OTHER + "（省住建厅负责）"), (TASK, OTHER + "（市住建局负责）"), set()),
    ((TASK, OTHER), (TASK, OTHER), set()),
]


@pytest.mark.parametrize(("upper", "lower", "unowned"), OWNERS)
def test_tasks_without_local_owner(upper: tuple[str, ...], lower: tuple[str, ...], unowned: set[str]) -> None:
    assert of_lack(aligned(plan(*upper), plan(*lower)), Lack.owner) == unowned
