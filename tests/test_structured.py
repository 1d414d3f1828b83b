"""Structured files: the places of faults, the schema, and that both know the same keys."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

import workpoints
from workpoints import structured, yaml_reader

from .conftest import ROOT

STRUCTURED = (ROOT / "data/structured/jiyuan-2023.yaml").read_text("utf-8")
HEAD = "schema_version: 1\nsource:\n  name: x.txt\n  sha256: '0'\n"
PART = HEAD + "plan:\n  children:\n  - id: '1'\n    label: '一、'\n"

# What is wrong → the file, the code, and the line and column of the first fault.
FAULTS = {
    "empty": ("", "WP501", 1, 1),
    "not yaml": ("plan: [", "WP501", 1, 7),
    "a tab": ("plan:\n\tchildren: []\n", "WP501", 2, 1),
    "a list at the top": ("- 1\n", "WP502", 1, 3),
    "no version": ("source:\n  name: x\n  sha256: '0'\n", "WP502", 1, 1),
    "another version": (HEAD.replace("1", "2", 1), "WP502", 1, 17),
    "unknown key": (HEAD + "heading: x\n", "WP505", 5, 1),
    "key twice": (HEAD + "header:\n  title: a\n  title: b\n", "WP503", 7, 3),
    "a colon in a text": (HEAD + "header:\n  title: 甲: 乙\n", "WP501", 6, 11),
    "no such day": (HEAD + "header:\n  issued_on: 2023-02-30\n", "WP502", 6, 14),
    "a list for a text": (HEAD + "header:\n  title: [a]\n", "WP502", 6, 10),
    "a text for a list": (PART + "    clauses: x\n", "WP502", 9, 14),
    "a text for a mapping": (HEAD + "header: x\n", "WP502", 5, 9),
    "no label": (PART.replace("    label: '一、'\n", ""), "WP502", 7, 5),
    "not true or false": (
        PART + "    clauses:\n    - duty:\n        text: x\n        open_ended: maybe\n",
        "WP502",
        12,
        21,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    text, code, line, column = FAULTS[name]
    with pytest.raises(workpoints.InvalidDocumentError) as caught:
        workpoints.load(text)
    fault = caught.value.faults[0]
    assert (fault.code, yaml_reader.place_of(text, fault)) == (code, f"{line}:{column}")
    assert fault.message
    assert str(caught.value).startswith(f"{line}:{column}: ")


def test_all_faults_are_found_at_once() -> None:
    text = HEAD + "header:\n  issued_on: gestern\n  titel: x\nplan:\n  children: x\n"
    document = structured.read_document(text)
    assert [yaml_reader.place_of(text, fault) for fault in structured.validate(document)] == ["6:14", "7:3", "9:13"]


# What an editor of a file may do → the text, the place of the fault, and a word of what to do.
ADVICE = {
    "a tab inside a text": (PART + "    title: 甲\n\t乙\n", "10:1", "tab"),
    "a full-width colon": (PART + "    title：甲\n", "9:10", "a key ends with"),
    "a full-width colon behind a text": (PART + "    title: 甲\n    reviewed：乙\n", "10:13", "a key ends with"),
    "no blank behind a colon": (PART + "    title:甲\n", "9:10", "a key ends with"),
    "no colon": ("schema_version 1\nsource: {}\n", "1:1", "a key ends with"),
    "a bracket not closed": (HEAD + "header:\n  addressees: [甲, 乙\n  title: 丙\n", "6:15", "not closed"),
    "a full-width bracket": (HEAD + "header:\n  addressees: [甲, 乙】\n  title: 丙\n", "6:15", "not closed"),
    "a bracket not closed at the end": (HEAD + "header:\n  addressees: [甲,\n", "6:15", "not closed"),
    "a bracket too much": (HEAD + "header:\n  addressees: [甲]]\n", "6:18", "bracket before this"),
    "a text that begins with a bracket": (
        PART + "    title: '甲'\n    reviewed: [2023]1号\n",
        "10:21",
        "bracket before",
    ),
    "a quotation mark not closed": (PART + "    title: '甲\n", "9:12", "not closed"),
    "a quotation mark not closed, more below": (PART + "    title: '甲\n    reviewed: '乙'\n", "9:12", "not closed"),
    "a quotation mark inside": (PART + "    title: '甲'乙'\n", "9:15", "other kind"),
    "a backslash": (PART + '    title: "D:\\甲"\n', "9:15", "twice"),
    "a sign at the beginning": (PART + "    title: *甲*\n", "9:12", "begins with *"),
    "a greater sign": (PART + "    title: >5%\n", "9:12", "begins with >"),
    "a hyphen at the beginning": (PART + "    title: - 甲\n", "9:12", "begins with -"),
    "a comma too much": (HEAD + "header:\n  addressees: [甲,,乙]\n", "6:18", "missing"),
    "too little indentation": (PART + "   title: 甲\n", "9:4", "indented"),
    "too much indentation": (PART + "      title: 甲\n", "9:7", "indented"),
    "too much indentation behind a text": (PART + "    title: 甲\n      reviewed: 乙\n", "10:7", "indented"),
    "a line without a key": (PART + "    title: 甲\n乙\n", "10:1", "no key"),
    "marks of a merge": (PART + "<<<<<<< HEAD\n    title: 甲\n", "9:1", "merged"),
    "two documents": (HEAD + "---\n" + HEAD, "5:1", "second document"),
    "a control character": (PART + "    title: 甲\x07\n", "9:13", "control character"),
    "a part used again": (PART.replace("- id", "- &a\n    id") + "  - *a\n", "8:5", "write it out"),
    "a list within itself": (PART + "    clauses: &a\n    - *a\n", "9:14", "keys are expected"),
    "a colon in an entry": (HEAD + "header:\n  addressees:\n  - 甲: 乙\n", "7:5", "quotation marks"),
    "brackets for a text": (PART + "    title: [甲]\n", "9:12", "quotation marks"),
    "a list for a text": (PART + "    title:\n    - 甲\n", "10:7", "not a list"),
    "full-width blanks": (PART + "\u3000\u3000title: 甲\n", "9:1", "ordinary blanks"),
    "no list": (HEAD + "plan:\n  children:\n    id: '1'\n", "7:5", "lines that begin with -"),
    "no keys": (PART + "    clauses:\n    - 甲\n", "10:7", "colon"),
    "another form of day": (HEAD + "header:\n  issued_on: 2023年5月2日\n", "6:14", "such as 2023-05-22"),
    "no such day": (HEAD + "header:\n  issued_on: 2023-02-30\n", "6:14", "no such day"),
    "none of some words": (HEAD + "plan:\n  rules:\n  - {kind: x, text: 甲, from: '1'}\n", "7:12", "'first_leads' or"),
    "a key without which nothing works": (PART.replace("id:", "title:"), "7:5", "children.0.id: is missing"),
}


@pytest.mark.parametrize("case", ADVICE)
def test_a_fault_says_what_to_do_and_where(case: str) -> None:
    text, place, words = ADVICE[case]
    faults = structured.validate(structured.read_document(text))
    assert [yaml_reader.place_of(text, fault) for fault in faults] == [place]
    assert words in faults[0].message


def test_what_stands_below_an_unknown_key_is_no_fault() -> None:
    text = HEAD + "headr:\n  issued_on: gestern\n"
    document = structured.read_document(text)
    assert [(fault.code, fault.arguments) for fault in structured.validate(document)] == [("WP505", {"key": "headr"})]


def test_values_are_texts_whatever_yaml_makes_of_them() -> None:
    notice = workpoints.load(PART.replace("'1'", "1").replace("'一、'", "no") + "    title: 1.10\n")
    part = notice.plan.children[0]
    assert (part.id, part.label, part.title) == ("1", "no", "1.10")


def test_a_text_that_looks_like_something_else_survives() -> None:
    for title in (
        "no",
        "1.10",
        "2023-05-22",
        "~",
        "甲: 乙",
        "# 甲",
        "@甲",
        "- 甲",
        "12:30",
        "“甲”",
        "'",
        "null",
        "甲\n乙",
    ):
        notice = workpoints.load(PART + "    title: placeholder\n")
        part = notice.plan.children[0].model_copy(update={"title": title})
        changed = notice.model_copy(update={"plan": notice.plan.model_copy(update={"children": (part,)})})
        assert workpoints.load(workpoints.dump(changed)) == changed


def test_schema_is_2020_12_and_holds_for_the_data() -> None:
    schema = structured.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = yaml.load(STRUCTURED, yaml.BaseLoader)  # noqa: S506 - it makes texts of all values
    data["schema_version"] = 1
    for clause in clauses(data["plan"]):
        if "open_ended" in clause.get("duty", {}):
            clause["duty"]["open_ended"] = True
    jsonschema.Draft202012Validator(schema).validate(data)
    data["plan"]["children"][0]["lable"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def clauses(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = [clause for child in node.get("children", []) for clause in clauses(child)]
    return [*node.get("clauses", []), *below]


def test_reader_and_schema_know_the_same_types() -> None:
    """The reader tells texts, lists and mappings by the names of keys; the schema says which is which."""
    schema = structured.json_schema()
    definitions = [schema, *schema["$defs"].values()]
    types = {key: value for definition in definitions for key, value in definition["properties"].items()}
    lists = {key for key, value in types.items() if value.get("type") == "array"}
    mappings = {key for key, value in types.items() if "$ref" in value}
    shape = yaml_reader.NOTICE
    assert lists == shape.lists_of_mappings | shape.lists_of_texts
    assert {key for key in lists if "$ref" in types[key]["items"]} == shape.lists_of_mappings
    assert mappings == shape.mappings
    others = {key for key, value in types.items() if value.get("type", "string") != "string" or "format" in value}
    assert others - lists <= set(shape.scalars)


def test_spans_stay_out_of_files_and_come_on_request() -> None:
    parsed = workpoints.parse("一、加强监管\n1.每月巡查。（市城管局负责）\n")
    assert "span" not in workpoints.dump(parsed.notice)
    data: Any = workpoints.to_data(parsed.notice, spans=True)
    party = data["plan"]["children"][0]["children"][0]["clauses"][0]["duty"]["responsible"][0]
    assert party == {"name": "市城管局", "written": "市城管局", "kind": "unit", "evidence": "named", "span": (15, 19)}
