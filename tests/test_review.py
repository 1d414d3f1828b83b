"""Corrections and reviews: what persons add to structured files goes on when these are made anew."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workpoints
from workpoints.comments import carried
from workpoints.convert import to_data
from workpoints.document import NoticeData
from workpoints.fingerprints import fingerprint, is_edited, mark_reviewed, stamp, unreviewed
from workpoints.leaves import differences, leaves
from workpoints.parts import find_part, parts
from workpoints.renewal import renew
from workpoints.review import recorded, renewed
from workpoints.structured import dump_yaml, read_document, validate

from .commands import run
from .test_cli import lines

TEXT = """\
某市2023年工作要点
一、市容
1. 加强巡查。（市城管局、园林局负责）
2. 补种树木，2023年6月底前完成。（市园林局负责）
二、水利
疏浚河道。（市水利局牵头）
"""


def read(text: str = TEXT) -> NoticeData:
    return to_data(workpoints.parse(text, name="x.txt").notice)


def part(data: NoticeData, wanted: str) -> dict[str, Any]:
    return cast("dict[str, Any]", find_part(data, wanted))


def edited() -> NoticeData:
    """A structured file with a party, a title and a text changed, a clause taken out and one put in, and a new part."""
    data = deepcopy(stamp(read()))
    part(data, "1.1")["clauses"][0]["duty"]["responsible"] = ["市城管局"]
    part(data, "1")["title"] = "市容市貌"
    del part(data, "1.2")["clauses"]
    part(data, "2")["clauses"].append({"text": "每月检查。"})
    part(data, "2")["children"] = [{"id": "2.1", "label": "1.", "title": "防汛"}]
    data["header"] = {"title": "某市2023年工作要点"}
    return data


def test_edits_are_recorded_and_made_again() -> None:
    data, changes = recorded(edited(), read(), reason="核对", by="张三", date=dt.date(2023, 6, 1))
    assert {change.leaf for change in changes} >= {
        ("1", "title"),
        ("1.1", "clauses.0.duty.responsible"),
        ("2.1", "label"),
    }
    first = next(each for each in data["corrections"] if each.get("id") == "1")
    assert first == {
        "id": "1",
        "field": "title",
        "was": "市容",
        "now": "市容市貌",
        "reason": "核对",
        "by": "张三",
        "date": dt.date(2023, 6, 1),
    }
    again = renewed(data, read())
    assert stamp(again.data) == stamp(data)
    assert not again.conflicts
    assert not again.agreed
    assert again.changes == []


def test_what_was_recorded_is_not_recorded_anew() -> None:
    data, _ = recorded(edited(), read(), reason="核对", by="张三")
    more = deepcopy(data)
    part(more, "2")["title"] = "水务"
    again, changes = recorded(more, read(), reason="改名", by="李四")
    assert [change.leaf for change in changes] == [("2", "title")]
    assert {each.get("by") for each in again["corrections"]} == {"张三", "李四"}


def test_an_edit_taken_back_is_a_correction_no_more() -> None:
    data, _ = recorded(edited(), read())
    part(data, "1")["title"] = "市容"
    again, _ = recorded(data, read())
    assert ("1", "title") not in {(each.get("id"), each["field"]) for each in again["corrections"]}


def test_a_correction_that_the_parser_agrees_with_is_dropped() -> None:
    data, _ = recorded(edited(), read())
    again = renewed(data, read(TEXT.replace("市容", "市容市貌")))
    assert [each["field"] for each in again.agreed] == ["title"]
    assert part(again.data, "1")["title"] == "市容市貌"
    assert not again.conflicts


def test_a_correction_of_something_else_is_a_conflict_and_is_kept() -> None:
    data, _ = recorded(edited(), read())
    again = renewed(data, read(TEXT.replace("市容", "城市容貌")))
    assert [(each["field"], found) for each, found in again.conflicts] == [("title", "城市容貌")]
    assert part(again.data, "1")["title"] == "城市容貌", "the reading stands"
    assert any(each["field"] == "title" and each.get("id") == "1" for each in again.data["corrections"])


def test_a_conflict_settled_by_hand_is_recorded_against_the_new_reading() -> None:
    changed = read(TEXT.replace("市容", "城市容貌"))
    data, _ = recorded(edited(), read(), by="张三")
    waiting = renewed(data, changed).data
    part(waiting, "1")["title"] = "市容市貌"
    settled, _ = recorded(waiting, changed)
    again = renewed(settled, changed)
    assert not again.conflicts
    assert part(again.data, "1")["title"] == "市容市貌"
    assert next(each for each in settled["corrections"] if each.get("id") == "1")["by"] == "张三"


def test_marks_go_on_and_changes_show() -> None:
    data = stamp(read())
    assert mark_reviewed(data, ["1.1", "9"]) == ["9"]
    mark_reviewed(data)
    same = renewed(data, read()).data
    assert not any(unreviewed(node) for node in (same, part(same, "1.1")))  # type: ignore[arg-type]
    moved = renewed(data, read(TEXT.replace("巡查", "巡察"))).data
    assert unreviewed(moved)
    assert unreviewed(cast("NoticeData", part(moved, "1.1")))
    assert renewed(data, read("一、市容\n巡查。\n")).lost == ["1.1"]


def test_a_fingerprint_does_not_count_labels() -> None:
    one, other = part(read(), "1.2"), part(read(TEXT.replace("2. 补种", "3. 补种")), "1.3")
    assert fingerprint(one) == fingerprint(other)  # type: ignore[arg-type]
    assert is_edited(read())
    assert not is_edited(stamp(read()))


@pytest.mark.parametrize(
    "field", ["title", "clauses.0.text", "clauses.0.duty.manner", "clauses.7.text", "a.b.c", "0", ""]
)
def test_a_correction_without_a_place_is_a_conflict(field: str) -> None:
    data = stamp(read()) | {"corrections": [{"id": "1.9.9", "field": field, "now": "x"}]}
    again = renewed(cast("NoticeData", data), read())
    assert len(again.conflicts) == 1
    assert leaves(again.data) == leaves(read())


@st.composite
def edits(draw: st.DrawFn) -> NoticeData:
    """The file of a notice with some values changed, taken out or put in."""
    data = deepcopy(stamp(read()))
    for node in draw(
        st.lists(st.sampled_from([node for _, node in parts(data)]), min_size=1, max_size=3, unique_by=id)
    ):
        clauses = cast("list[dict[str, Any]]", node.get("clauses", []))
        match draw(st.integers(0, 5)):
            case 0:
                node["title"] = draw(st.text("甲乙丙: #'\n", min_size=1, max_size=5))
            case 1:
                node.pop("title", None)
            case 2:
                clauses[:] = clauses[1:]
            case 3 if clauses:
                clauses[0]["duty"] = {"text": "市教育局牵头", "lead": ["市教育局"], "open_ended": True}
            case 4 if clauses and "duty" in clauses[-1]:
                clauses[-1]["duty"]["responsible"] = draw(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=3))
            case _:
                node.setdefault("clauses", []).append({"text": draw(st.text("甲乙。", min_size=1))})
    return yaml_round(data)


def yaml_round(data: NoticeData) -> NoticeData:
    """The data as its file gives it back, empty values left out."""
    return to_data(workpoints.load(dump_yaml(data)))


@given(edits())
def test_any_edit_survives_a_new_parse(data: NoticeData) -> None:
    reviewed, changes = recorded(data, read())
    assert [change.leaf for change in changes] == [change.leaf for change in differences(read(), data)]
    again = renewed(reviewed, read())
    assert leaves(again.data) == leaves(data)
    assert not again.conflicts
    text = dump_yaml(stamp(reviewed))
    assert renew(text, read()).text == text
    assert workpoints.dump(workpoints.load(text)) == text
    assert validate(read_document(text)) == []


def test_a_correction_follows_its_text() -> None:
    data = deepcopy(stamp(read()))
    part(data, "2")["clauses"][0]["duty"]["manner"] = "共同"
    reviewed, _ = recorded(data, read())
    assert reviewed["corrections"][0]["beside"] == "疏浚河道。"
    inserted = read(TEXT.replace("二、水利", "二、农业\n养猪。（市农业局负责）\n三、水利"))
    moved = renewed(reviewed, inserted)
    assert "manner" not in part(moved.data, "2")["clauses"][0]["duty"]
    assert part(moved.data, "3")["clauses"][0]["duty"]["manner"] == "共同"
    assert not moved.conflicts
    gone = renewed(reviewed, read(TEXT.replace("疏浚河道", "整治水系")))
    assert [each["field"] for each, _ in gone.conflicts] == ["clauses.0.duty.manner"]


@pytest.mark.parametrize("edit", ["copy", "swap"])
def test_parts_copied_or_moved_are_edits(edit: str) -> None:
    data = deepcopy(stamp(read()))
    children = cast("list[Any]", data["plan"]["children"])
    if edit == "copy":
        children.append(deepcopy(children[0]))
    else:
        children.reverse()
    assert renew(dump_yaml(data), read()).obstacle == "edited"


# ---- Comments --------------------------------------------------------------------------------------------------------

COMMENTED = """\
# yaml-language-server: $schema=notice.schema.json
schema_version: 1  # one
source: {name: x.txt, sha256: '0'}
plan:
  children:
  # above the part
  - id: '2'  # the part
    label: '二、'
    # above the title
    title: '甲 # 乙'  # the title
    clauses:
    - text: |
        # no comment
        丙
      duty:
        text: 丁
        lead:
        - 戊局  # an office
# at the end
"""


def test_comments_move_with_their_parts() -> None:
    plain = "".join(f"{line}\n" for line in lines(COMMENTED.encode()) if not line.lstrip().startswith("# "))
    bare = (
        plain.replace("  # one", "")
        .replace("  # the part", "")
        .replace("  # the title", "")
        .replace("  # an office", "")
    )
    bare = bare.replace("    - text: |\n", "    - text: |\n        # no comment\n")
    assert carried(COMMENTED, bare) == (COMMENTED, [])
    inserted = bare.replace("  children:\n", "  children:\n  - id: '1'\n    label: '一、'\n    title: 己\n")
    moved, lost = carried(COMMENTED, inserted)
    assert lost == []
    assert "  # above the part\n  - id: '2'  # the part\n" in moved
    gone = carried(COMMENTED, "schema_version: 1\nsource: {name: x.txt, sha256: '0'}\n")
    assert gone[1] == ["# above the part", "# the part", "# above the title", "# the title", "# an office"]


# ---- From the command line -------------------------------------------------------------------------------------------


def here(*arguments: str) -> CompletedProcess[bytes]:
    """A command in the folder of the project."""
    return run(*arguments, cwd=Path.cwd())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one notice, parsed."""
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/x.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert here("parse").returncode == 0
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_parse_leaves_edits_alone_until_they_are_recorded(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "title: 市容", "title: 市容市貌  # 全称")
    before = file.read_bytes()
    done = here("parse")
    assert (done.returncode, file.read_bytes()) == (1, before)
    assert "workpoints review" in done.stderr.decode()
    done = here("review", "--reason", "核对", "--by", "张三", "--dry-run")
    assert lines(done.stdout) == ["data/structured/x.yaml\t1\ttitle\t市容\t市容市貌"]
    assert file.read_bytes() == before
    assert here("review", "--reason", "核对", "--by", "张三").returncode == 0
    assert here("check", "data/structured").returncode == 0
    assert here("parse", "--check").returncode == 0
    assert "title: 市容市貌  # 全称" in file.read_text("utf-8")
    assert not list(project.rglob("*.old"))


def test_force_writes_over_edits_and_keeps_them_beside(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    first = file.read_bytes()
    replace(file, "title: 市容", "title: 市貌")
    edited_text = file.read_bytes()
    assert here("parse", "--force").returncode == 0
    assert file.read_bytes() == first
    assert file.with_name("x.yaml.old").read_bytes() == edited_text


def test_a_changed_source_is_parsed_anew_with_its_corrections(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "title: 市容", "title: 市容市貌")
    here("review", "--by", "")
    replace(project / "data/raw/x.txt", "疏浚河道", "疏浚河道、沟渠")
    assert "WP521" in here("check", "data/structured").stdout.decode()
    assert here("parse").returncode == 0
    assert "疏浚河道、沟渠" in file.read_text("utf-8")
    assert "title: 市容市貌" in file.read_text("utf-8")
    replace(project / "data/raw/x.txt", "市容", "环境")
    done = here("parse")
    assert done.returncode == 1
    assert "1 title" in done.stderr.decode()
    assert "title: 环境" in file.read_text("utf-8")
    assert "WP523" in here("check", "data/structured").stdout.decode()


def test_review_says_why_it_cannot_record(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "title: 市容", "titel: 市容")
    done = here("review")
    assert done.returncode == 1
    assert "titel" in done.stderr.decode()
    replace(file, "titel: 市容", "title: 市貌")
    replace(project / "data/raw/x.txt", "市容", "环境")
    done = here("review")
    assert done.returncode == 1
    assert "has changed since" in done.stderr.decode()
    (project / "data/raw/x.txt").unlink()
    assert here("review").returncode == 2
    assert here("review", "missing.yaml").returncode == 2


def test_parts_and_files_are_marked_as_seen(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    assert here("review", "--part", "1.1", "-q").returncode == 0
    assert here("review", "--seen", "-q").returncode == 0
    assert file.read_text("utf-8").count("reviewed: sha256-") == 2
    assert here("review", "--part", "5").returncode == 1
    assert here("parse", "--check").returncode == 0
    replace(project / "data/raw/x.txt", "巡查", "巡察")
    assert here("parse").returncode == 0
    assert here("check", "data/structured").stdout.decode().count("WP525") == 2
    here("review", "--seen", "--part", "1.1", "-q")
    assert here("check", "data/structured").stdout.decode().count("WP525") == 1


def test_a_file_that_is_not_valid_is_left_alone(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "schema_version: 1", "schema_version: 1\nheading: x")
    before = file.read_bytes()
    done = here("parse")
    assert (done.returncode, file.read_bytes()) == (1, before)
    assert here("parse", "--force").returncode == 0
    assert file.with_name("x.yaml.old").read_bytes() == before


def test_comments_without_a_place_are_told_and_kept_beside(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "  title: 某市", "  note: ''  # 待问办公室\n  title: 某市")
    done = here("review")
    assert "待问办公室" in done.stderr.decode()
    assert "待问办公室" in file.with_name("x.yaml.old").read_text("utf-8")


def test_corrections_that_change_nothing_are_told_when_they_go(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}corrections:\n- {{id: '1', field: title, was: 市貌, now: 市容}}\n", "utf-8")
    assert "1 title" in here("review").stderr.decode()
    assert "corrections" not in file.read_text("utf-8")


def test_a_reading_that_has_changed_is_no_edit(project: Path) -> None:
    """What another version read is not recorded as the wish of a person."""
    file = project / "data/structured/x.yaml"
    data = read(TEXT.replace("市容", "市貌"))
    source = read()["source"]
    file.write_text(dump_yaml(stamp(cast("NoticeData", data | {"source": source}))), "utf-8")
    done = here("review", "--seen")
    assert done.returncode == 1
    assert "workpoints parse" in done.stderr.decode()


def test_two_notices_with_one_structured_file_are_refused(project: Path) -> None:
    (project / "data/raw/x.TXT").write_text("一、别的\n", "utf-8")
    done = here("parse")
    assert done.returncode == 2
    assert "x.txt" in done.stderr.decode()


def test_a_source_outside_the_folder_is_not_read(project: Path) -> None:
    (project / "secret.txt").write_text("一、绝密口令\n", "utf-8")
    file = project / "data/structured/x.yaml"
    replace(file, "name: x.txt", "name: ../../secret.txt")
    done = here("check", "data/structured")
    assert "绝密" not in done.stdout.decode()
    assert "绝密" not in here("review").stdout.decode()


def test_a_silence_makes_no_file_valid(project: Path) -> None:
    file = project / "data/structured/x.yaml"
    replace(file, "title: 市容", "title: [市容, 我的]  # workpoints: ignore WP502 mine")
    before = file.read_bytes()
    assert here("review").returncode == 1
    assert file.read_bytes() == before
