"""The command line as a user meets it: real processes, real files, exit codes, stdout and stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import workpoints

from .conftest import NOTICE, ROOT

STRUCTURED = ROOT / "data/structured/jiyuan-2023.yaml"
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "WORKPOINTS"))}


def run(
    *arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "workpoints", *map(str, arguments)]
    env = ENVIRONMENT | {"PYTHONIOENCODING": "utf-8"} | environment
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False, env=env, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def lines(data: bytes) -> list[str]:
    return data.decode("utf-8").splitlines()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own with the Jiyuan notice."""
    (tmp_path / "data/raw").mkdir(parents=True)
    shutil.copy(NOTICE, tmp_path / "data/raw")
    return tmp_path


# ---- parse -----------------------------------------------------------------------------------------------------------


def test_parse_makes_the_structured_files(project: Path) -> None:
    done = run("parse", cwd=project)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (project / "data/structured/jiyuan-2023.yaml").read_bytes() == STRUCTURED.read_bytes()
    assert lines(run("parse", cwd=project).stderr) == ["data/structured/jiyuan-2023.yaml: up to date"]


def test_parse_keeps_what_a_person_wrote(project: Path) -> None:
    run("parse", cwd=project)
    target = project / "data/structured/jiyuan-2023.yaml"
    edited = target.read_text("utf-8").replace("示范区林业局", "示范区林业和草原局")
    target.write_text(edited, "utf-8")
    done = run("parse", cwd=project)
    assert (done.returncode, target.read_text("utf-8")) == (1, edited)
    assert "jiyuan-2023.yaml" in done.stderr.decode()


def test_parse_check_writes_nothing(project: Path) -> None:
    done = run("parse", "--check", cwd=project)
    assert (done.returncode, lines(done.stderr)) == (1, ["data/structured/jiyuan-2023.yaml: missing"])
    assert not (project / "data/structured").exists()
    run("parse", cwd=project)
    assert run("parse", "--check", cwd=project).returncode == 0
    (project / "data/raw/jiyuan-2023.txt").write_text("一、新的要点\n", "utf-8")
    done = run("parse", "--check", cwd=project)
    assert (done.returncode, lines(done.stderr)) == (1, ["data/structured/jiyuan-2023.yaml: out of date, or edited"])
    assert (project / "data/structured/jiyuan-2023.yaml").read_bytes() == STRUCTURED.read_bytes()


def test_parse_prints_each_format() -> None:
    assert run("parse", NOTICE).stdout == STRUCTURED.read_bytes()
    data = json.loads(run("parse", NOTICE, "--format", "json").stdout)
    written = yaml.load(STRUCTURED.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - all values texts
    del written["source"]["parsed"]
    assert data == written | data
    assert data["header"]["issued_on"] == "2023-05-22"
    rows = lines(run("parse", NOTICE, NOTICE, "--format", "jsonl").stdout)
    assert [json.loads(row) for row in rows] == [data, data]
    assert json.loads(run("parse", NOTICE, NOTICE, "--format", "json").stdout) == [data, data]


def test_parse_reads_standard_input() -> None:
    done = run("parse", "-", "--format", "json", stdin="一、加强监管（市城管局负责）\n".encode())
    data = json.loads(done.stdout)
    assert data["source"]["name"] == "<stdin>"
    assert data["plan"]["children"][0]["clauses"][0]["duty"]["responsible"] == ["市城管局"]


def test_parse_spans_point_into_the_source() -> None:
    text = NOTICE.read_text("utf-8")
    data = json.loads(run("parse", NOTICE, "--format", "json", "--spans").stdout)
    start, end = data["header"]["spans"]["document_number"][0]
    assert text[start:end] == "济双打办〔2023〕1号"
    duty = data["plan"]["children"][0]["children"][0]["children"][0]["clauses"][0]["duty"]
    party = duty["responsible"][2]
    assert text[slice(*party["span"])] == party["written"] == "通信发展管理办公室"
    assert (party["name"], party["evidence"]) == ("示范区通信发展管理办公室", "prefix")


def test_parse_strict_leaves_out_what_is_not_certain() -> None:
    text = "一、甲。（市教育局、蓝天救援负责）\n二、乙。（市公安局）\n三、丙。（市民政局负责）\n".encode()

    def parties(*options: str) -> list[list[str]]:
        data = json.loads(run("parse", "-", "--format", "json", *options, stdin=text).stdout)
        return [part["clauses"][0]["duty"].get("responsible", []) for part in data["plan"]["children"]]

    assert parties() == [["市教育局", "市蓝天救援"], ["市公安局"], ["市民政局"]]
    assert parties("--strict") == [["市教育局"], [], ["市民政局"]]


def test_parse_strict_leaves_out_what_only_the_row_above_names() -> None:
    rows = ["序号\t任务\t牵头单位\t责任单位", "1\t甲。\t市教育局\t市财政局", "2\t乙。\t\t市民政局"]
    text = "\n".join(rows).encode()

    def leads(*options: str) -> list[list[str]]:
        items = json.loads(run("parse", "-", "--format", "json", *options, stdin=text).stdout)["plan"]["children"]
        return [item["clauses"][0]["duty"].get("lead", []) for item in items]

    assert leads() == [["市教育局"], ["市教育局"]]
    assert leads("--strict") == [["市教育局"], []]


def test_parse_writes_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out/notice.yaml"
    assert run("parse", NOTICE, "-o", target).stdout == b""
    assert target.read_bytes() == STRUCTURED.read_bytes()


def test_parse_other_encodings(tmp_path: Path) -> None:
    text = NOTICE.read_text("utf-8")
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes(text.encode(encoding))
        options = ("--encoding", encoding) if encoding == "gb18030" else ()
        done = run("parse", file, "--format", "json", *options)
        assert json.loads(done.stdout)["plan"] == json.loads(run("parse", NOTICE, "--format", "json").stdout)["plan"]


# ---- bad input -------------------------------------------------------------------------------------------------------


def bad_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Files that cannot be read, each with words of the reason."""
    contents = {
        "empty": (b"", "is empty"),
        "blank": (b" \n\n", "is empty"),
        "binary": (bytes(range(9)) * 20, "is not a text file"),
        "zip": (b"PK\x03\x04rest", "is not a text file (zip, docx, xlsx)"),
        "gbk": ("一、加强监管".encode("gb18030"), "is not utf-8 text (byte 3)"),
        "cut": ("一、加强".encode()[:-1], "is not utf-8 text"),
    }
    found = {"missing": (folder / "missing.txt", "no such file"), "folder": (folder, "is a folder")}
    for name, (content, reason) in contents.items():
        path = folder / f"{name}.txt"
        path.write_bytes(content)
        found[name] = (path, reason)
    return found


@pytest.mark.parametrize("name", ["missing", "folder", "empty", "blank", "binary", "zip", "gbk", "cut"])
def test_unreadable_input(name: str, tmp_path: Path) -> None:
    path, reason = bad_files(tmp_path)[name]
    target = tmp_path / "out.yaml"
    target.write_text("kept", "utf-8")
    done = run("parse", path, "-o", target)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(lines(done.stderr)) == 1
    assert lines(done.stderr)[0].startswith(f"workpoints: {path}: ")
    assert reason in lines(done.stderr)[0]
    assert target.read_text("utf-8") == "kept"
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_permission_denied(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("一、加强监管\n", "utf-8")
    file.chmod(0)
    done = run("parse", file)
    assert (done.returncode, lines(done.stderr)) == (2, [f"workpoints: {file}: may not be read: permission denied"])


def test_permission_denied_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same through the library, so that it is tried by a superuser too."""

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(workpoints.ReadError, match="may not be read: permission denied"):
        workpoints.read(tmp_path / "x.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_full_disk() -> None:
    command = [sys.executable, "-m", "workpoints", "parse", str(NOTICE)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, env=ENVIRONMENT)
    assert (done.returncode, lines(done.stderr)) == (2, ["workpoints: output: No space left on device"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    done = run("parse", NOTICE, "-o", "/dev/full")
    assert (done.returncode, lines(done.stderr)) == (2, ["workpoints: output: No space left on device"])
    assert Path("/dev/full").is_char_device()
    target = tmp_path / "target.yaml"
    target.write_text("old", "utf-8")
    (tmp_path / "link.yaml").symlink_to(target)
    assert run("parse", NOTICE, "-o", tmp_path / "link.yaml").returncode == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert target.read_bytes() == STRUCTURED.read_bytes()


def test_a_failed_write_leaves_the_old_file(project: Path) -> None:
    run("parse", cwd=project)
    target = project / "data/structured/jiyuan-2023.yaml"
    target.write_text("schema_version: 1\n", "utf-8")
    script = (
        "import os, sys\n"
        "def full(*_): raise OSError(28, 'No space left on device')\n"
        "os.fsync = full\n"
        "sys.argv = ['workpoints', 'parse', '--force']\n"
        "from workpoints.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, check=False, env=ENVIRONMENT
    )
    assert done.returncode == 2
    assert lines(done.stderr)[0].endswith("data/structured/jiyuan-2023.yaml: No space left on device")
    assert target.read_text("utf-8") == "schema_version: 1\n"
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def test_the_others_are_read_where_one_cannot_be(tmp_path: Path) -> None:
    done = run("parse", tmp_path / "missing.txt", NOTICE)
    assert (done.returncode, done.stdout) == (2, STRUCTURED.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["who"], "missing: 'UNIT'"),
        (["parse", "--frmat", "json"], "no such option: --frmat"),
        (["parse", "--format", "xml", "x"], "wrong value for '--format'"),
        (["parse", "--spans", "x"], "needs --format json or jsonl"),
        (["parse", "--format", "json"], "wrong value for --format: needs files to read"),
        (["prase"], "No such command 'prase'"),
        (["--lang", "fr", "check"], "no such language: fr"),
        (["parse", "--encoding", "klingon", str(NOTICE)], "unknown encoding: klingon"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert lines(done.stderr)[0].startswith("workpoints: ")
    assert message in lines(done.stderr)[0]


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m workpoints parse {NOTICE} {NOTICE} {NOTICE} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False, env=ENVIRONMENT)  # noqa: S602
    assert (done.stdout, done.stderr) == (b"schema_ver", b"")


# ---- answers ---------------------------------------------------------------------------------------------------------


def who(*arguments: str | Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("who", *arguments, "--format", "json").stdout)
    return rows


def test_who_finds_a_unit_without_its_jurisdiction() -> None:
    rows = who("市场监管局")
    assert {row["unit"] for row in rows} == {"示范区市场监管局"}
    assert [sum(row["role"] == role for row in rows) for role in ("lead", "responsible")] == [9, 28]
    assert rows == who("示范区市场监管局")
    first = rows[0]
    assert first["id"] == "1.1.2"
    assert first["notice"] == "jiyuan-2023.txt"
    assert first["parties"] == [{"role": "responsible", "unit": "示范区邮政管理局"}]
    assert first["text"].startswith("根据《2023年全国知识产权行政保护工作方案》")


def test_who_lists_all_units_that_a_name_fits(tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    file.write_text("一、甲（市公安局、县公安局负责）\n二、乙（县公安局、森林公安局负责）\n", "utf-8")
    assert [row["unit"] for row in who("公安局", file)] == ["市公安局", "县公安局", "县公安局"]


def test_who_does_not_take_a_part_of_a_name() -> None:
    done = run("who", "场监管局")
    assert (done.returncode, done.stdout) == (1, b"")
    assert lines(done.stderr)[0].startswith("workpoints: no unit is called 场监管局; nearest: 示范区市场监管局")


def test_who_role() -> None:
    assert {row["role"] for row in who("市场监管局", "--role", "lead")} == {"lead"}
    assert len(who("市场监管局", "--role", "lead", "--role", "responsible")) == 37
    assert run("who", "济源海关", "--role", "guide").returncode == 1


def test_who_reads_raw_and_structured_alike() -> None:
    assert who("济源海关", NOTICE) == who("济源海关", STRUCTURED) == who("济源海关", STRUCTURED.parent)


def test_standard_input_may_hold_a_structured_file() -> None:
    done = run("who", "济源海关", "-", "--format", "json", stdin=STRUCTURED.read_bytes())
    assert json.loads(done.stdout) == who("济源海关")
    assert b"WP216" in run("check", "-", stdin=STRUCTURED.read_bytes()).stdout


def test_who_says_why_an_answer_is_empty() -> None:
    done = run("who", "济源海关", "--role", "guide")
    assert (done.returncode, lines(done.stderr)) == (1, ["workpoints: 济源海关: no duty of this kind"])


def test_who_in_a_pipe_is_tsv_and_csv_on_request() -> None:
    rows = [line.split("\t") for line in lines(run("who", "济源海关").stdout)]
    assert rows[0] == ["编号", "单位", "角色", "任务", "其他单位", "完成时限", "途径"]
    assert [row[0] for row in rows[1:]] == [row["id"] for row in who("济源海关")]
    assert {len(row) for row in rows} == {7}
    table = list(csv.reader(io.StringIO(run("who", "济源海关", "--format", "csv").stdout.decode())))
    assert table == rows


def test_who_table_is_never_cut() -> None:
    text = run("who", "示范区农业农村局", "--format", "table").stdout.decode()
    assert "…" not in text
    assert "严格种子监管执法，全面净化种业市场" in text


DAMAGED = {
    "no id": "schema_version: 1\nplan: {children: [{label: x}]}\n",
    "no label": "schema_version: 1\nplan: {children: [{id: '1'}]}\n",
    "braces": "plan: {'a}b': 1, 'a}b': 2}\n",
    "within itself": "plan: {children: [&a {id: '1', label: x, children: [*a]}]}\n",
    "deep": "plan:\n" + "".join("  " * k + "  children:\n" + "  " * k + "  -\n" for k in range(2000)),
    "deep brackets": "plan: " + "[" * 100_000,
    "two documents": "schema_version: 1\n---\nschema_version: 1\n",
    "no text": "schema_version: 1\x00\n",
}


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("command", ["tree", "show 1", "who 公安局", "check"])
def test_a_damaged_file_is_refused_with_place_and_reason(name: str, command: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(DAMAGED[name], "utf-8")
    done = run(*command.split(), file)
    said = lines(done.stdout) if command == "check" else lines(done.stderr)
    assert done.returncode == (1 if command == "check" else 2)
    assert f"{file}:" in said[0]


def test_data_is_utf_8_whatever_the_locale() -> None:
    for encoding in ("ascii", "gbk"):
        assert run("parse", NOTICE, PYTHONIOENCODING=encoding, LC_ALL="C").stdout == STRUCTURED.read_bytes()


def test_closed_streams() -> None:
    for closed in ("<&-", ">&-", "2>&-"):
        command = f"{sys.executable} -m workpoints tree {NOTICE} --depth 1 {closed}"
        done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False, env=ENVIRONMENT)  # noqa: S602
        assert (done.returncode, done.stderr) == (0, b"")


def test_who_on_an_edited_file_with_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(STRUCTURED.read_text("utf-8").replace("        clauses:\n", "        clauses: x\n", 1), "utf-8")
    done = run("who", "济源海关", file)
    assert done.returncode == 2
    assert lines(done.stderr)[0].startswith(f"workpoints: {file}:")


def test_tree_and_show() -> None:
    rows = [line.split("\t") for line in lines(run("tree", "--depth", "1").stdout)]
    assert [row[3] for row in rows[1:]][:2] == ["突出问题导向，加强重点领域治理", "持续加大行政保护力度"]
    assert len(rows) == 8
    data = json.loads(run("tree", "--format", "json").stdout)
    assert sum(part["duties"] for part in data[0]["parts"]) == 80
    assert "七、全面落实各项保障措施  [6]" in run("tree", "--format", "text").stdout.decode()
    part = yaml.safe_load(run("show", "1.1.4").stdout)
    assert part["clauses"][0]["duty"]["lead"] == ["示范区党工委宣传部"]
    assert "牵头：示范区党工委宣传部" in run("show", "1.1.4", "--format", "text").stdout.decode()
    done = run("show", "9.9")
    assert (done.returncode, lines(done.stderr)) == (1, ["workpoints: no part has the id 9.9"])


def test_document_text_is_no_markup(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("一、[bold]甲[/bold] [/甲]\n1.乙[red]。（市[b]公安局负责）\n", "utf-8")
    assert "[bold]甲[/bold] [/甲]" in run("tree", file, "--format", "text").stdout.decode()
    assert "乙[red]。" in run("who", "市[b]公安局", file, "--format", "table").stdout.decode()


def test_a_terminal_gets_colour_unless_told_otherwise() -> None:
    assert "\x1b[" in on_terminal("tree", "--depth", "1")
    assert "\x1b[" not in on_terminal("tree", "--depth", "1", "--no-color")
    assert "\x1b[" not in on_terminal("tree", "--depth", "1", NO_COLOR="1")


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a command shows on a terminal."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "workpoints", *arguments]
    env = {**ENVIRONMENT, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(command, stdout=terminal, stderr=subprocess.DEVNULL, cwd=ROOT, env=env) as process:
        os.close(terminal)
        shown = b""
        try:
            while data := os.read(controller, 65536):
                shown += data
        except OSError:  # the terminal is closed
            pass
        assert process.wait(60) == 0
    os.close(controller)
    return shown.decode("utf-8")


# ---- check, schema, help ---------------------------------------------------------------------------------------------


def test_check_the_project() -> None:
    done = run("check", "--ignore", "WP11,WP2,WP305")
    assert done.returncode == 0
    assert lines(done.stdout) == [
        "data/raw/jiyuan-2023.txt:57:3: info WP104 brackets of two widths make a pair: （)",
        "data/raw/jiyuan-2023.txt:263:37: info WP407 two dates: signed on 2023-05-22, printed on 2023-05-29",
    ]
    assert lines(done.stderr) == ["files: 3, errors: 0, warnings: 0, remarks: 2", "can be mended with --fix: 1"]


def test_check_finds_all_faults_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = STRUCTURED.read_text("utf-8").replace("id: '1.1.2'", "id: '1.2.9'")
    file.write_text(text.replace("id: '7.3'", "id: '7.2'"), "utf-8")
    done = run("check", file, "--select", "WP5", "--output-format", "json")
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(finding["code"], finding["line"], finding["column"]) for finding in findings] == [
        ("WP504", line_of(file, "id: '1.2.9'"), 13),
        ("WP504", line_of(file, "id: '7.2'", 2), 11),
    ]
    assert set(findings[0]) == {"code", "severity", "path", "line", "column", "end_line", "end_column", "message"}


def line_of(file: Path, text: str, count: int = 1) -> int:
    return [k for k, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line][count - 1]


def test_check_goes_on_after_an_unreadable_file(tmp_path: Path) -> None:
    done = run("check", tmp_path / "missing.txt", NOTICE)
    assert done.returncode == 2
    assert len({line.split(":")[0] for line in lines(done.stdout)}) == 2


def test_schema() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["schema_version", "source"]


def test_version() -> None:
    assert run("--version").stdout.decode().startswith("workpoints 0.")


@pytest.mark.parametrize(
    "command", ["parse", "check", "tree", "show", "who", "find", "units", "units suggest", "schema"]
)
def test_help_in_both_languages(command: str) -> None:
    english = run(command, "--help", COLUMNS="160").stdout.decode()
    chinese = run("--lang", "zh", command, "-h", COLUMNS="160").stdout.decode()
    assert "Usage: " in english
    assert "Show this text and exit." in english
    assert "用法：" in chinese
    assert "显示本说明并退出。" in chinese
    assert run(command, "--help", COLUMNS="160", WORKPOINTS_LANG="zh").stdout.decode() == chinese
    assert run(command, "--help", COLUMNS="160", LC_ALL="zh_CN.UTF-8").stdout.decode() == chinese


def test_chinese_help_is_not_cut_in_a_narrow_terminal() -> None:
    for command in ("check", "who"):
        assert "…" not in run(command, "--help", COLUMNS="80", WORKPOINTS_LANG="zh").stdout.decode()


def test_messages_in_chinese() -> None:
    done = run("who", "场监管局", "--lang", "zh")
    assert lines(done.stderr)[0].startswith("workpoints: 没有名为“场监管局”的单位；最接近的：示范区市场监管局")


# ---- settings --------------------------------------------------------------------------------------------------------


def test_settings_name_the_folders(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    shutil.copy(NOTICE, tmp_path / "notices/a.txt")
    (tmp_path / "workpoints.toml").write_text('raw = "notices"\nstructured = "trees"\n', "utf-8")
    (tmp_path / "below").mkdir()
    assert run("parse", cwd=tmp_path / "below").returncode == 0
    assert (tmp_path / "trees/a.yaml").exists()
    assert run("who", "济源海关", cwd=tmp_path / "below").returncode == 0


def test_usual_folders_are_those_of_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    shutil.copy(NOTICE, tmp_path / "notices/a.txt")
    (tmp_path / "pyproject.toml").write_text('[tool]\nworkpoints = {raw = "notices"}\n', "utf-8")
    (tmp_path / "below").mkdir()
    assert run("parse", cwd=tmp_path / "below").returncode == 0
    assert (tmp_path / "data/structured/a.yaml").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('rwa = "x"\n', "unknown setting: rwa"),
        ("raw = 1\n", "raw has to be a path"),
        ("raw =\n", "Invalid"),
    ],
)
def test_wrong_settings(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.workpoints]\n{text}", "utf-8")
    done = run("tree", cwd=tmp_path)
    assert done.returncode == 2
    assert message in lines(done.stderr)[0]


def test_no_project(tmp_path: Path) -> None:
    for command in ("parse", "check", "tree"):
        done = run(command, cwd=tmp_path)
        assert (done.returncode, len(lines(done.stderr))) == (2, 1)


def test_tree_parts_numbers_from_titles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一章 总则\n坚持稳中求进。\n第二章 任务\n推进改革。（市教育局负责）\n", "utf-8")
    done = run("tree", "a.txt", "--format", "text", cwd=tmp_path)
    assert "1 第一章 总则" in done.stdout.decode()
