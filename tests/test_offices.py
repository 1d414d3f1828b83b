"""Names to offices: a table written from general knowledge, and what must hold for every entry of the registry."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workpoints.registry.entries import CENTRE, SLOT, Contents, Entry, Jurisdiction
from workpoints.registry.reader import load_registry, read_registry
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home, Unit
from workpoints.registry.shipped import shipped_index

from .conftest import ROOT

OFFICES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "offices.yaml").read_text("utf-8"))
# A place of each level.
PLACES = {"省": "甘肃省", "市": "兰州市", "县区": "榆中县", "开发区": "兰州新区", "乡镇": "城关镇"}


@cache
def shipped() -> Registry:
    return load_registry(None)


def answers(office: dict[str, Any]) -> list[str]:
    return sorted(unit.name for unit in shipped().resolve(office["name"]).units)


def expected(office: dict[str, Any]) -> list[str]:
    return sorted(office.get("candidates", [office["unit"]] if "unit" in office else []))


def test_the_table_is_large_and_names_stand_once() -> None:
    assert len(OFFICES) >= 300
    assert len({office["name"] for office in OFFICES}) == len(OFFICES)


def test_no_name_resolves_to_a_wrong_unit() -> None:
    """Precision 1: a name gives the right units, all of them where it is ambiguous, or none."""
    wrong = {office["name"]: found for office in OFFICES if (found := answers(office)) not in ([], expected(office))}
    assert wrong == {}


def test_nearly_all_units_are_found() -> None:
    meant = [office for office in OFFICES if expected(office)]
    missed = [office["name"] for office in meant if not answers(office)]
    assert 1 - len(missed) / len(meant) >= 0.97, missed


def test_sets_are_told_from_units() -> None:
    groups = {office["name"] for office in OFFICES if office.get("group")}
    assert {name for name in groups if shipped().resolve(name).kind != "group"} == set()
    unknown = {office["name"] for office in OFFICES if office.get("unknown")}
    assert {name for name in unknown if shipped().resolve(name).kind != "unknown"} == set()


def test_evidence() -> None:
    told = {office["name"]: office["evidence"] for office in OFFICES if "evidence" in office and answers(office)}
    assert {name: shipped().resolve(name).evidence for name in told} == told


@pytest.mark.parametrize(
    ("name", "issuer", "units"),
    [
        ("发展改革委", "国务院办公厅", ["国家发展和改革委员会"]),
        ("发展改革委", "郑州市人民政府", ["发展和改革委员会"]),
        ("发展改革委", "", ["国家发展和改革委员会", "发展和改革委员会"]),
        ("医保局", "国家卫生健康委", ["国家医疗保障局"]),
        ("市教育局", "郑州市人民政府办公室", ["郑州市教育局"]),
        ("市税务局", "上海市人民政府", ["国家税务总局上海市税务局"]),
        ("宣传部", "国网湖南省电力有限公司", []),
        ("气象局", "国务院办公厅", ["中国气象局"]),
    ],
)
def test_what_a_name_means_depends_on_who_issued_the_notice(name: str, issuer: str, units: list[str]) -> None:
    found = shipped().resolve(name, shipped().home_of(issuer))
    assert sorted(unit.name for unit in found.units) == sorted(units)


def test_relative_places_are_those_of_the_issuer() -> None:
    zhengzhou, luoyang = (shipped().home_of(f"{city}人民政府") for city in ("郑州市", "洛阳市"))
    one, other = (shipped().resolve("市教育局", home).identities for home in (zhengzhou, luoyang))
    assert one == shipped().resolve("郑州市教育局").identities
    assert one.isdisjoint(other)


def test_an_office_that_the_project_lists_at_home_goes_before_all_others() -> None:
    text = """schema_version: 1
jurisdictions:
- {name: 沁阳市, level: 县区}
- {name: 甲产城示范区, level: 开发区}
units:
- {name: 沁阳市财政局, short: [财政局], jurisdiction: 沁阳市}
- {name: 沁阳市综合服务所, jurisdiction: 沁阳市}
- {name: 甲产城示范区综合服务所, jurisdiction: 甲产城示范区}
groups:
- {name: 领导小组成员单位, jurisdiction: 沁阳市, members: [沁阳市财政局]}
"""
    registry, faults = read_registry(text)
    assert faults == []
    home, other = (registry.home_of(place) for place in ("沁阳市人民政府", "洛阳市人民政府"))
    for name in ("财政局", "市财政局", "沁阳市财政局"):
        assert registry.resolve(name, home).identities == registry.resolve("沁阳市财政局").identities
    assert [unit.name for unit in registry.resolve("综合服务所", home).units] == ["沁阳市综合服务所"]
    assert len(registry.resolve("综合服务所").units) == 2
    assert registry.resolve("领导小组成员单位", home).group
    assert registry.resolve("领导小组成员单位", other).group is None
    assert registry.resolve("领导小组成员单位", registry.home_of("国务院办公厅")).group is None


def test_a_long_name_of_one_piece_resolves() -> None:
    for piece in ("中共", "市", "某地", "（", "各", "和"):
        shipped().resolve(piece * 20_000)


def test_an_office_of_the_past_leads_to_that_of_today() -> None:
    found = shipped().resolve("县卫生局")
    assert [unit.name for unit in found.named] == ["县卫生局"]
    assert "县卫生健康委员会" in [unit.name for unit in found.units]
    assert found.evidence == "historical"


def test_an_ended_office_without_a_known_successor_is_none_of_today() -> None:
    found = shipped().resolve("人民银行榆中县支行")
    assert ([unit.name for unit in found.named], found.units) == (["中国人民银行榆中县支行"], ())


def every_name() -> list[tuple[str, str]]:
    """Each name of the shipped registry at a place of each of its levels, and the canonical name of its entry."""
    index = shipped_index()
    names = []
    for number in range(len(index)):
        entry = index.entry(number)
        if entry.jurisdiction == CENTRE:
            names += [(name, entry.name) for name in entry.names]
        for place in (PLACES[level] for level in entry.levels):
            names += [(_at(place, name), Unit(entry, place, ("", "")).name) for name in entry.names]
    return names


def _at(place: str, name: str) -> str:
    if SLOT not in name:
        return place + name
    return name.replace(f"{SLOT}市", f"{place.removesuffix('市')}市").replace(SLOT, place)


def test_every_name_of_the_registry_leads_to_its_entry() -> None:
    lost = [
        name
        for name, canonical in every_name()
        if canonical not in [unit.name for unit in shipped().resolve(name).named]
    ]
    assert lost == []


def test_every_office_of_today_resolves_to_itself() -> None:
    """Following successors ends, and the canonical name of what it ends with means that office."""
    for name, _canonical in every_name():
        for unit in shipped().resolve(name).units:
            assert unit.name in [again.name for again in shipped().resolve(unit.name).units], name


@given(
    st.text(
        st.sampled_from("市县区省州示范局委办公室教育场监管和（）、各有关某地国家人民政府海关团共青中共"), max_size=14
    )
)
def test_any_text_resolves(name: str) -> None:
    for home in (Home(), Home(central=True), Home({"市": "郑州市"})):
        found = shipped().resolve(name, home)
        assert found.name == name
        assert (found.kind == "unit") == bool(found.named)
        assert (found.evidence is not None) == bool(found.named or found.group)
        assert not found.units or found.named


@pytest.fixture(scope="module")
def large() -> Registry:
    """A registry of 50,000 offices: 50 in each of 1,000 counties."""
    kinds = [*(f"第{number}事务局" for number in range(40)), "市场监督管理局", "教育局", "公安局", "民政局", "财政局",
             "司法局", "水利局", "商务局", "审计局", "统计局"]  # fmt: skip
    counties = [f"{one}{two}县" for one in "安平永长定新和武" for two in map(chr, range(0x4E10, 0x4E8D))]
    places = tuple(Jurisdiction(county, level="县区") for county in counties)
    return Registry(
        Contents(places, tuple(Entry(county + kind, jurisdiction=county) for county in counties for kind in kinds)),
        shipped_index(),
    )


def test_looking_up_in_a_large_registry_takes_no_millisecond(large: Registry) -> None:
    names = ["市场监管局", "第7事务局", "幸福事务局", "安丐县市场监管局", "永丕县第3事务局", "县教育局", "国家发改委"]
    for name in names:
        times = []
        for number in range(20):
            home = Home({"县": f"第{number}县"})  # no answer is remembered
            start = time.perf_counter()
            large.resolve(name, home)
            times.append(time.perf_counter() - start)
        assert median(times) < 0.001, name
    assert len(large.resolve("第7事务局").units) == 1000
    assert [unit.name for unit in large.resolve("安丐县市场监管局").units] == ["安丐县市场监督管理局"]


def test_the_tables_of_the_shipped_registry_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/units.py", "--check"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
