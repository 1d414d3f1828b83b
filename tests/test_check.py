"""`workpoints check` and `explain` from the command line: what is told, silenced, mended, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workpoints.diagnostics import CODES

from .commands import run
from .conftest import ROOT
from .test_cli import lines

BLEMISHED = "一、加强巡查,清理占道经营。（市城管局、园林局等负责)\n二、补种树木。（市园林局负责）\n"
HALF, PAIR, OPEN = "1:7 WP115", "1:27 WP104", "1:24 WP216"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/x.txt").write_text(BLEMISHED, "utf-8")
    return tmp_path


def told(project: Path, *options: str | Path) -> list[str]:
    """Line, column and code of what a check of the project tells."""
    done = run("check", *options, "--output-format", "json", cwd=project)
    return [f"{row['line']}:{row['column']} {row['code']}" for row in json.loads(done.stdout)]


def test_the_blemishes_of_the_jiyuan_notice_are_told_in_their_places() -> None:
    done = run("check", "--output-format", "json")
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert {row["severity"] for row in rows} <= {"info", "warning"}
    places = {(row["code"], row["line"], row["column"]) for row in rows}
    assert places >= {
        ("WP104", 57, 3),  # 负责)
        ("WP112", 59, 52),  # (示范区市场监管局…)
        ("WP113", 41, 56),  # cut by a page
        ("WP114", 195, 84),  # 引导正确舆论导向 without a full stop
        ("WP305", 123, 24),  # 省属国有企业
        ("WP305", 213, 6),  # 我省
        ("WP305", 213, 44),
        ("WP407", 263, 37),  # signed and printed on two days
    }


def test_codes_are_selected_and_ignored_by_their_beginnings(project: Path) -> None:
    assert {HALF, PAIR, OPEN} <= set(told(project))
    assert told(project, "--select", "WP1") == [HALF, PAIR]
    assert told(project, "--select", "wp104,WP216") == [OPEN, PAIR]
    assert told(project, "--select", "WP1", "--ignore", "WP11") == [PAIR]
    assert told(project, "--severity", "warning") == []
    done = run("check", "--select", "WP7", cwd=project)
    assert done.returncode == 2
    assert "WP7" in done.stderr.decode()
    (project / "workpoints.toml").write_text('select = ["WP1", "WP2"]\nignore = ["WP2"]\n', "utf-8")
    assert told(project) == [HALF, PAIR]
    assert told(project, "--select", "WP216") == []


def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(project: Path) -> None:
    for options in (["--select", "WP1"], ["--ignore", "WP0"], ["--severity", "error"], ["--exit-zero"]):
        done = run("check", "missing.txt", *options, cwd=project)
        assert (done.returncode, b"WP003" in done.stdout) == (2, True)
    run("check", "missing.txt", "--baseline", "old.json", "--write-baseline", cwd=project)
    assert run("check", "missing.txt", "--baseline", "old.json", cwd=project).returncode == 2


def test_exit_codes(project: Path) -> None:
    assert run("check", cwd=project).returncode == 0
    assert run("check", "--fail-on", "info", cwd=project).returncode == 1
    assert run("check", "--fail-on", "info", "--exit-zero", cwd=project).returncode == 0
    assert run("check", "--fail-on", "warning", cwd=project).returncode == 0
    missing = run("check", "missing.txt", "data/raw", cwd=project)
    assert missing.returncode == 2
    assert "missing.txt:1:1: error WP003" in missing.stdout.decode()
    assert "WP104" in missing.stdout.decode(), "the other files are checked all the same"


@pytest.mark.parametrize(("encoding", "line_end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\r\n")])
def test_fixes_are_made_in_the_encoding_of_the_file(project: Path, encoding: str, line_end: str) -> None:
    file = project / "data/raw/x.txt"
    text = BLEMISHED.replace("\n", line_end)
    file.write_bytes(text.encode(encoding))
    option = ["--encoding", "gb18030"] if encoding == "gb18030" else []
    shown = run("check", "--diff", *option, cwd=project)
    assert shown.returncode == 1
    assert "+一、加强巡查，清理占道经营。（市城管局、园林局等负责）" in shown.stdout.decode()
    assert file.read_bytes() == text.encode(encoding)
    done = run("check", "--fix", *option, cwd=project)
    assert done.returncode == 0
    assert "fixes made: 2" in done.stderr.decode()
    assert file.read_bytes() == text.replace("查,", "查，").replace(")", "）").encode(encoding)
    assert run("check", "--diff", *option, cwd=project).returncode == 0


def test_only_what_is_selected_is_mended(project: Path) -> None:
    run("check", "--fix", "--select", "WP115", cwd=project)
    assert (project / "data/raw/x.txt").read_text("utf-8") == BLEMISHED.replace(",", "，")
    assert run("check", "-", "--fix", cwd=project, stdin=b"x").returncode == 2
    assert b"+" in run("check", "-", "--diff", cwd=project, stdin=BLEMISHED.encode()).stdout


def test_structured_files_are_mended(project: Path) -> None:
    run("parse", cwd=project)
    file = project / "data/structured/x.yaml"
    file.write_text(
        file.read_text("utf-8").replace("id: '2'", "id: 2").replace("label: '二、'", "lable: '二、'"), "utf-8"
    )
    assert "WP505" in run("check", cwd=project).stdout.decode()
    run("check", "--fix", "data/structured", cwd=project)
    assert "id: '2'\n    label: '二、'" in file.read_text("utf-8")
    assert run("check", "data/structured", "--fail-on", "warning", cwd=project).returncode == 0


SILENCE = '[[silence]]\npath = "data/raw/*.txt"\ncode = "{code}"\n{text}reason = "as printed"\n'


def test_settings_silence_findings_with_a_reason(project: Path) -> None:
    settings = project / "workpoints.toml"
    settings.write_text(SILENCE.format(code="WP115", text='text = "占道"\n'), "utf-8")
    assert HALF not in told(project)
    assert "WP115" not in run("check", "--diff", cwd=project).stdout.decode()
    settings.write_text(SILENCE.format(code="WP115", text='text = "树木"\n'), "utf-8")
    done = run("check", cwd=project)
    assert "workpoints.toml:1:1: warning WP902" in done.stdout.decode()
    assert "WP115" in done.stdout.decode()
    settings.write_text("\n" + SILENCE.format(code="WP7", text=""), "utf-8")
    assert "workpoints.toml:2:1: warning WP904" in run("check", cwd=project).stdout.decode()
    settings.write_text(SILENCE.format(code="WP115", text="").replace("as printed", ""), "utf-8")
    assert run("check", cwd=project).returncode == 2
    settings.write_text(SILENCE.format(code="WP115", text="").replace("raw/*", "raw/y*"), "utf-8")
    assert "WP902" not in run("check", cwd=project).stdout.decode(), "no file that it concerns was checked"


@pytest.mark.parametrize(
    "wrong",
    [
        "select = 1",
        "select = [1]",
        "silence = 1",
        "silence = [1]",
        "silence = [{path = 1}]",
        "silence = [{paht = 'x'}]",
        "baseline = []",
        "baselin = 'x'",
    ],
)
def test_wrong_settings_are_told(project: Path, wrong: str) -> None:
    (project / "workpoints.toml").write_text(wrong, "utf-8")
    done = run("check", cwd=project)
    assert done.returncode == 2
    assert "workpoints.toml" in done.stderr.decode()


def test_a_baseline_hides_old_findings_and_tells_new_ones(project: Path) -> None:
    file = project / "data/raw/x.txt"
    assert run("check", "--baseline", "old.json", "--write-baseline", cwd=project).returncode == 0
    assert json.loads((project / "old.json").read_text("utf-8"))["data/raw/x.txt"]["WP115"] == 1
    assert told(project, "--baseline", "old.json") == []
    file.write_text("某市方案\n" + BLEMISHED, "utf-8")
    assert not [each for each in told(project, "--baseline", "old.json") if "WP1" in each], "lines have shifted"
    file.write_text(BLEMISHED.replace("补种树木", "补种树木,修剪枝叶"), "utf-8")
    assert told(project, "--baseline", "old.json") == [HALF, "2:7 WP115"]
    (project / "data/raw/y.txt").write_text(BLEMISHED, "utf-8")
    run("check", "data/raw/y.txt", "--baseline", "old.json", "--write-baseline", cwd=project)
    assert set(json.loads((project / "old.json").read_text("utf-8"))) == {"data/raw/x.txt", "data/raw/y.txt"}
    assert b"are gone" not in run("check", "--baseline", "old.json", "--select", "WP104", cwd=project).stderr
    file.write_text(BLEMISHED.replace(",", "，"), "utf-8")
    assert b"are gone" in run("check", "--baseline", "old.json", cwd=project).stderr
    for content in ("{", "[]", '{"x": {"WP115": "1"}}'):
        (project / "old.json").write_text(content, "utf-8")
        assert run("check", "--baseline", "old.json", cwd=project).returncode == 2
    assert run("check", "--baseline", "missing.json", cwd=project).returncode == 2
    assert run("check", "--write-baseline", cwd=project).returncode == 2


def test_a_structured_file_tells_only_what_its_source_does_not(project: Path) -> None:
    run("parse", cwd=project)
    assert [row for row in told(project, "data/structured") if "WP216" in row] == []
    file = project / "data/structured/x.yaml"
    file.write_text(file.read_text("utf-8").replace("- 市园林局\n", "- 市城管局\n", 1), "utf-8")
    codes = {row.split()[1] for row in told(project, "data/structured")}
    assert codes == {"WP214", "WP522"}
    file.rename(project / "x.yaml")
    assert {"WP214", "WP216"} <= {row.split()[1] for row in told(project, "x.yaml")}


def test_explain() -> None:
    text = run("explain", "wp104").stdout.decode()
    assert text.startswith("### WP104 (info)")
    assert "（市城管局负责)" in text
    assert len(run("explain").stdout.decode().splitlines()) == len(CODES)
    assert run("explain", "WP1").stdout.decode().count("### WP1") == sum(code.startswith("WP1") for code in CODES)
    assert run("explain", "WP999").returncode == 1


def test_a_schema_is_written_beside_the_files_and_named_in_them(project: Path) -> None:
    run("parse", cwd=project)
    assert run("schema", "--write", cwd=project).returncode == 0
    file = project / "data/structured/x.yaml"
    first = file.read_text("utf-8")
    assert first.startswith("# yaml-language-server: $schema=notice.schema.json\nschema_version: 1\n")
    assert json.loads((project / "data/structured/notice.schema.json").read_text("utf-8"))["$schema"]
    assert run("schema", "--write", cwd=project).returncode == 0
    assert run("parse", "--check", cwd=project).returncode == 0
    assert file.read_text("utf-8") == first
    (project / "data/raw/y.txt").write_text(BLEMISHED, "utf-8")
    run("parse", cwd=project)
    assert (project / "data/structured/y.yaml").read_text("utf-8").startswith("# yaml-language-server:")
    assert run("check", "data/structured", cwd=project).returncode == 0
    assert run("schema", "units", "--write", cwd=project).returncode == 2


def test_textconv_gives_items_and_never_fails(project: Path) -> None:
    raw = run("textconv", "data/raw/x.txt", cwd=project)
    run("parse", cwd=project)
    structured = run("textconv", "data/structured/x.yaml", cwd=project)
    assert raw.stdout == structured.stdout
    assert "    负责：市园林局" in lines(raw.stdout)
    (project / "bad.yaml").write_text("plan: [", "utf-8")
    bad = run("textconv", "bad.yaml", cwd=project)
    assert (bad.returncode, bad.stdout) == (0, b"plan: [")


def test_parse_refuses_a_structured_file() -> None:
    done = run("parse", ROOT / "data/structured/jiyuan-2023.yaml")
    assert done.returncode == 2
    assert "structured" in done.stderr.decode()
