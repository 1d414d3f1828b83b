"""Unit registry files: the format, the places of faults, and the files that are kept here."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

import workpoints
from workpoints.registry.document import GroupData, JurisdictionData, UnitData, json_schema
from workpoints.registry.entries import LEVELS, SYSTEMS, Entry, Group, Jurisdiction
from workpoints.registry.reader import check_registry, holds_registry
from workpoints.yaml_reader import place_of

from .conftest import ROOT

SHIPPED = ROOT / "src/workpoints/registry/units.yaml"
JIYUAN = ROOT / "data/units.yaml"
HEAD = "schema_version: 1\njurisdictions:\n- {name: 济源市, aliases: [市], level: 市}\nunits:\n"
ONE = HEAD + "- {name: 济源市教育局, jurisdiction: 济源市}\n"

# What is wrong → the file, the code, and the line and column of the first fault.
FAULTS = {
    "empty": ("", "WP501", 1, 1),
    "no yaml": ("units: [", "WP501", 1, 8),
    "a tab": ("units:\n\t- {name: a}\n", "WP501", 2, 1),
    "no version": ("units: []\n", "WP502", 1, 1),
    "another version": ("schema_version: 2\nunits: []\n", "WP502", 1, 17),
    "unknown key at the top": ("schema_version: 1\nunit: []\n", "WP502", 2, 7),
    "unknown key": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, levle: 市}\n", "WP505", 5, 35),
    "key twice": (HEAD + "- {name: 济源海关, name: 济源, jurisdiction: 济源市}\n", "WP503", 5, 16),
    "no name": (HEAD + "- {jurisdiction: 济源市}\n", "WP502", 5, 3),
    "an empty name": (HEAD + "- {name: '', jurisdiction: 济源市}\n", "WP502", 5, 10),
    "a text for a list": (HEAD + "- {name: 济源海关, short: 海关, jurisdiction: 济源市}\n", "WP502", 5, 23),
    "neither jurisdiction nor levels": (HEAD + "- {name: 济源海关}\n", "WP502", 5, 3),
    "both": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, levels: [市]}\n", "WP502", 5, 3),
    "no such level": (HEAD + "- {name: 园林局, levels: [村]}\n", "WP502", 5, 23),
    "no such system": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, system: 海关}\n", "WP502", 5, 43),
    "no such place": (HEAD + "- {name: 郑州海关, jurisdiction: 郑州市}\n", "WP514", 5, 30),
    "no such source": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, source: [通知]}\n", "WP502", 5, 44),
    "no such parent": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, parent: 济源关}\n", "WP514", 5, 43),
    "no such successor": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, renamed_to: 济源关}\n", "WP514", 5, 47),
    "no such member": (ONE + "groups:\n- {name: 成员单位, jurisdiction: 济源市, members: [济源关]}\n", "WP514", 7, 45),
    "a name for two": (ONE + "- {name: 济源市教育体育局, aliases: [市教育局], jurisdiction: 济源市}\n", "WP511", 6, 3),
    "a name for two, written otherwise": (
        HEAD + "- {name: 甲和乙委员会, levels: [市]}\n- {name: 丙局, short: [甲乙委], levels: [市, 省]}\n",
        "WP511",
        6,
        3,
    ),
    "a place for two": (HEAD.replace("units:", "- {name: 郑州市, aliases: [市], level: 市}\nunits: []"), "WP511", 4, 3),
    "its own parent": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, parent: 济源海关}\n", "WP512", 5, 43),
    "successors in a circle": (
        HEAD + "- {name: 甲局, levels: [市], renamed_to: 乙局}\n- {name: 乙局, levels: [市], merged_into: [甲局]}\n",
        "WP512",
        5,
        39,
    ),
    "no date": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, valid_from: 去年}\n", "WP502", 5, 47),
    "no such month": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, valid_to: 2018-13}\n", "WP502", 5, 45),
    "no such day": (HEAD + "- {name: 济源海关, jurisdiction: 济源市, valid_to: 2019-02-30}\n", "WP502", 5, 45),
    "no name but 和": (HEAD + "- {name: 和与及, jurisdiction: 济源市}\n", "WP502", 5, 10),
    "a kind of one character": (HEAD + "- {name: 局, levels: [市]}\n", "WP502", 5, 10),
    "no such place above": (
        HEAD.replace("level: 市", "level: 市, parent: 河南省") + "- {name: 甲局, levels: [市]}\n",
        "WP514",
        3,
        47,
    ),
    "in a circle through the shipped registry": (
        HEAD + "- {name: 市场监督管理局, levels: [市], renamed_to: 工商行政管理局}\n",
        "WP512",
        5,
        44,
    ),
    "above itself by another name": (
        HEAD
        + "- {name: 济源市甲局, short: [甲甲局], jurisdiction: 济源市, parent: 乙乙局}\n"
        + "- {name: 济源市乙局, short: [乙乙局], jurisdiction: 济源市, parent: 甲甲局}\n",
        "WP512",
        5,
        58,
    ),
    "ends before it begins": (
        HEAD + "- {name: 济源海关, jurisdiction: 济源市, valid_from: 2018-03, valid_to: 2017}\n",
        "WP513",
        5,
        66,
    ),
    "renamed and merged": (
        ONE + "- {name: 市教委, levels: [市], renamed_to: 教育局, merged_into: [教育局]}\n",
        "WP502",
        6,
        40,
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_are_told_with_their_places(case: str) -> None:
    text, code, line, column = FAULTS[case]
    faults = check_registry(text)
    assert [(fault.code, place_of(text, fault)) for fault in faults][:1] == [(code, f"{line}:{column}")]
    assert all(fault.message for fault in faults)


def test_all_faults_are_told_at_once() -> None:
    text = HEAD + "- {name: 甲局, jurisdiction: 济源市, levle: 市}\n- {name: 乙局, levels: [村]}\n- {name: 丙局}\n"
    assert [place_of(text, fault)[0] for fault in check_registry(text)] == ["5", "6", "7"]


@pytest.mark.parametrize("file", [JIYUAN], ids=lambda file: file.name)
def test_the_files_kept_here_have_no_fault(file: Any) -> None:
    assert workpoints.check(file) == []


def test_offices_of_two_levels_may_share_a_name() -> None:
    text = HEAD + "- {name: 甲厅, short: [甲办], levels: [省]}\n- {name: 甲局, short: [甲办], levels: [市]}\n"
    assert check_registry(text) == []


def loaded(text: str) -> Any:
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - all values texts
    return data | {"schema_version": int(data["schema_version"])}


@pytest.mark.parametrize("file", [SHIPPED, JIYUAN], ids=["shipped", "jiyuan"])
def test_the_schema_describes_the_files(file: Any) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(loaded(file.read_text("utf-8")))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(loaded(ONE) | {"unit": []})


def test_schema_and_reader_know_the_same_keys() -> None:
    for described, read in ((UnitData, Entry), (GroupData, Group), (JurisdictionData, Jurisdiction)):
        assert tuple(described.__annotations__) == read._fields
    properties = json_schema()["$defs"]["UnitData"]["properties"]
    assert tuple(properties["levels"]["items"]["enum"]) == LEVELS
    assert tuple(properties["system"]["enum"]) == SYSTEMS


def test_registries_are_told_from_notices() -> None:
    assert holds_registry(ONE)
    assert holds_registry("schema_version: 1\ngroups: []\n")
    assert not holds_registry((ROOT / "data/structured/jiyuan-2023.yaml").read_text("utf-8"))


def test_sources_of_the_shipped_registry_are_used() -> None:
    data = loaded(SHIPPED.read_text("utf-8"))
    used = {key for entry in data["units"] for key in entry.get("source", ())}
    assert used == set(data["sources"])
