"""Comparing two notices: cases in tests/diffs/*.yaml, see CONTRIBUTING.md, and laws on random edits."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import workpoints
from tests.conftest import NOTICE, ROOT
from tests.edit_scripts import edited
from workpoints import Change, Notice, Registry, apply, bare, diff, from_data, to_data
from workpoints.compare.structure import STRUCTURAL
from workpoints.parts import find_part

FOLDER = Path(__file__).parent / "diffs"
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
OTHERS = sorted((ROOT / "tests/notices").glob("*/input.txt"))
SCRIPTS = 500


def texts(case: dict[str, Any]) -> tuple[str, str]:
    """The two texts of a case: both in full, or a notice of data/raw and what to replace in it."""
    if "base" not in case:
        return case["old"], case["new"]
    old = new = (ROOT / f"data/raw/{case['base']}.txt").read_bytes().decode("utf-8")
    for edit in case["edits"]:
        assert new.count(edit["find"]) == 1, edit
        new = new.replace(edit["find"], edit["replace"])
    return old, new


def row(change: Change) -> dict[str, Any]:
    kept = ("id_old", "id_new", "field", "unit", "old", "new")
    lists = {"ids_old": [*change.ids_old], "ids_new": [*change.ids_new]}
    return {"kind": str(change.kind)} | {key: getattr(change, key) for key in kept} | lists


def unmatched(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """What is expected and not found, and what is found and not expected; those that say most are looked for first."""
    missing, rest = [], [*found]
    for each in sorted(expected, key=len, reverse=True):
        fitting = [one for one in rest if all(one.get(key) == value for key, value in each.items())]
        if fitting:
            rest.remove(fitting[0])
        else:
            missing.append(each)
    return missing, rest


@cache
def registry() -> Registry:
    return workpoints.load_registry(None)


def read(text: str) -> Notice:
    return workpoints.parse(text).notice


@pytest.mark.parametrize("name", CASES)
def test_the_changes_are_those_expected(name: str) -> None:
    case = CASES[name]
    old, new = map(read, texts(case))
    changes = diff(old, new, registry=registry())
    assert unmatched(case["expected"], [*map(row, changes)]) == ([], [])
    assert apply(old, changes) == bare(new)


@pytest.mark.parametrize("name", CASES)
def test_the_way_back_can_be_gone(name: str) -> None:
    new, old = map(read, texts(CASES[name]))
    assert apply(old, diff(old, new)) == bare(new)


@pytest.mark.parametrize("path", [NOTICE, *OTHERS], ids=lambda path: path.parent.name)
def test_a_notice_against_itself_has_no_change(path: Path) -> None:
    notice = read(path.read_bytes().decode("utf-8"))
    assert diff(notice, notice) == []
    assert apply(notice, []) == bare(notice)


@cache
def jiyuan_notice() -> Notice:
    return read(NOTICE.read_bytes().decode("utf-8"))


@pytest.fixture(scope="session")
def jiyuan() -> Notice:
    return jiyuan_notice()


@pytest.mark.parametrize("first", range(0, SCRIPTS, 50))
def test_random_edits_give_no_more_changes_than_edits_and_one(jiyuan: Notice, first: int) -> None:
    for seed in range(first, first + 50):
        old, new, done = edited(jiyuan, seed)
        changes = diff(old, new)
        assert len(changes) <= len(done) + 1, (seed, done, changes)
        assert apply(old, changes) == bare(new), (seed, done)


@cache
def other(number: int) -> Notice:
    return read(OTHERS[number].read_bytes().decode("utf-8"))


@given(st.integers(0, len(OTHERS) - 1), st.integers(0, len(OTHERS) - 1))
def test_any_two_notices_can_be_made_of_each_other(ours: int, theirs: int) -> None:
    changes = diff(other(ours), other(theirs))
    assert apply(other(ours), changes) == bare(other(theirs))


def test_a_bare_notice_says_the_same(jiyuan: Notice) -> None:
    assert diff(jiyuan, bare(jiyuan)) == []
    assert bare(bare(jiyuan)) == bare(jiyuan)


def test_a_structured_file_is_its_notice(jiyuan: Notice) -> None:
    assert diff(jiyuan, workpoints.load(workpoints.dump(jiyuan))) == []


@given(st.integers(0, SCRIPTS), st.integers(0, 2**16))
@settings(max_examples=40)
def test_some_of_the_changes_can_be_made(seed: int, chosen: int) -> None:
    old, new, _ = edited(jiyuan_notice(), seed)
    some = [change for k, change in enumerate(diff(old, new)) if chosen >> k & 1]
    with suppress(LookupError):  # of a part that another change, which is left out, would have brought
        assert apply(old, some).plan.children


@given(st.integers(0, SCRIPTS), st.integers(0, 2**16))
@settings(max_examples=60)
def test_changes_that_leave_the_parts_where_they_are_can_be_made_one_by_one(seed: int, chosen: int) -> None:
    old, new, _ = edited(jiyuan_notice(), seed)
    inside = [each for each in diff(old, new) if each.kind not in (*STRUCTURAL, "renumbered") and not each.readings]
    inside = [each for each in inside if each.at_old or each.kind in ("header", "title", "reworded")]
    some = [change for k, change in enumerate(inside) if chosen >> k & 1]
    made = apply(old, some)
    assert (made == bare(old)) is not bool(some)
    assert {change.kind for change in some} <= {change.kind for change in diff(old, made)}


def broken(notice: Notice, part: str) -> Notice:
    """The notice with a line break put into the text of a part, and into its preamble."""
    data: Any = to_data(bare(notice))
    node: Any = find_part(data, part)
    text = node["clauses"][0]["text"]
    node["clauses"][0]["text"] = f"{text[:10]}\n{text[10:]}"
    data["plan"]["preamble"] = data["plan"]["preamble"].replace("，", "，\n", 1)
    return from_data(data)


def test_breaks_alone_are_no_change_of_words(jiyuan: Notice) -> None:
    other = broken(jiyuan, "1.1.1")
    changes = diff(jiyuan, other)
    assert [(change.kind, change.field) for change in changes] == [("reworded", "reading")]
    assert apply(jiyuan, changes) == other


def test_breaks_go_with_what_was_changed(jiyuan: Notice) -> None:
    data: Any = to_data(broken(jiyuan, "1.1.1"))
    data["plan"]["title"] += "（试行）"
    changes = diff(jiyuan, other := from_data(data))
    assert [change.kind for change in changes] == ["title"]
    assert apply(jiyuan, changes) == other


def item_of(texts: list[str]) -> Notice:
    duty = {"text": "市城管局负责", "responsible": ["市城管局"]}
    item = {"id": "1", "label": "一、", "clauses": [{"text": text, "duty": duty} for text in texts]}
    data: Any = {"schema_version": 1, "source": {"name": "", "sha256": ""}, "plan": {"children": [item]}}
    return from_data(data)


def test_an_item_of_many_tasks_is_compared_task_by_task() -> None:
    texts = [f"完成第{number}号工程{chr(0x4E00 + number)}{chr(0x5E00 + 7 * number)}。" for number in range(600)]
    edited_texts = [
        "重新安排的首项任务。",
        *texts[1:100],
        "新增的一项任务内容。",
        *texts[100:-1],
        "另行安排的末项任务。",
    ]
    changes = diff(item_of(texts), item_of(edited_texts))
    assert len(changes) <= 5
    assert apply(item_of(texts), changes) == item_of(edited_texts)


def test_a_rule_that_names_no_part_is_kept(jiyuan: Notice) -> None:
    data: Any = to_data(jiyuan)
    data["plan"]["rules"] = [{"kind": "first_leads", "text": "下同", "from": ""}]
    notice = from_data(data)
    assert diff(notice, notice) == []
    assert apply(jiyuan, diff(jiyuan, notice)) == bare(notice)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.parent.name)
def test_blank_lines_behind_a_notice_are_no_change(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert bare(read(text + "\n\n\n")) == bare(read(text))
