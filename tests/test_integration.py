"""The tools around the command line: pre-commit, services that run checks, git, editors, and the guides to them."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from workpoints.cli.app import app

from .conftest import NOTICE, ROOT
from .language_server import Server

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GUIDES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("ci.md", "ci.zh-CN.md")}
GUIDE = GUIDES["ci.md"]
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LC_ALL": "C.UTF-8",
    "WORKPOINTS_LANG": "en",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
} | {f"GIT_{who}_{what}": "somebody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
BASH, GIT = shutil.which("bash"), shutil.which("git")
needs_bash = pytest.mark.skipif(BASH is None, reason="needs bash")
needs_git = pytest.mark.skipif(GIT is None, reason="needs git")


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = ENVIRONMENT | environment
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in the way of GitHub's `shell: bash`: it stops at the first command that fails."""
    return run([str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script], folder, **environment)


def workpoints(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "workpoints", *arguments], folder)


def understand(words: list[str]) -> None:
    """Read a command as the command line does, but run nothing. Raises where a word of it is unknown."""
    assert words.pop(0) == "workpoints"
    group: Any = typer.main.get_command(app)
    context = group.make_context("workpoints", words[:1])
    name, command, rest = group.resolve_command(context, words)
    command.make_context(name, rest, parent=context)


def blocks(guide: str, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(guide) if kind == language]


def the_block(language: str, holds: str) -> str:
    """The one block of the guide that holds a text."""
    (found,) = (text for text in blocks(GUIDE, language) if holds in text)
    return found


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first place of a text in a file."""
    text = path.read_bytes().decode("utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own with the Jiyuan notice, its registry and its structured file."""
    folder = tmp_path / "project"
    (folder / "data/raw").mkdir(parents=True)
    shutil.copy(NOTICE, folder / "data/raw")
    shutil.copy(ROOT / "data/units.yaml", folder / "data")
    assert workpoints(folder, "parse").returncode == 0
    return folder


def structured(folder: Path) -> Path:
    return folder / "data/structured/jiyuan-2023.yaml"


# Commands in files of other tools


def test_a_command_is_understood_or_not() -> None:
    understand(["workpoints", "check", "--output-format", "sarif", "data/raw"])
    for words in (["cheque"], ["check", "--strict"], ["check", "--output-format", "html"], ["textconv"]):
        with pytest.raises(Exception, match=r"(?i)no such|is not one of|missing|requires"):
            understand(["workpoints", *words])


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_hooks_run_commands_that_exist(hook: dict[str, Any]) -> None:
    assert hook["language"] == "python"
    assert {"id", "name", "description", "entry", "files"} <= hook.keys()
    names = ["data/raw/x.txt"] if hook.get("pass_filenames", True) else []
    understand([*shlex.split(hook["entry"]), *hook.get("args", []), *names])


NOTICES = ["data/raw/x.txt", "data/raw/济源 2023.TXT", "data/structured/x.yaml", "data/structured/济源 2023.yml"]
OTHERS = [
    "README.md", "data/raw/x.pdf", "data/raw/x.txt.bak", "data/raw/old/x.txt", "data/structured/notice.schema.json",
    "data/structured/x.yaml.old", "data/units.schema.json", "data/other/x.txt", "data/structured/old/x.yaml",
    "tests/data/raw/x.txt", "data/rawer/x.txt",
]  # fmt: skip


def test_hooks_take_the_files_that_check_takes(tmp_path: Path) -> None:
    for path in (*NOTICES, *OTHERS, "data/units.yaml"):
        write(
            tmp_path / path, "一、加强巡查。（市城管局负责）\n" if "structured" not in path else "schema_version: 1\n"
        )
    report = workpoints(tmp_path, "check", "--output-format", "junit").stdout
    assert set(re.findall(r'classname="(.+?)"', report)) == {*NOTICES, "data/units.yaml"}
    for hook, taken in zip(HOOKS, ([*NOTICES, "data/units.yaml"], NOTICES), strict=True):
        every = [*NOTICES, *OTHERS, "data/units.yaml"]
        assert [path for path in every if re.search(hook["files"], path)] == taken


def test_action_is_well_formed() -> None:
    assert {"name", "description", "inputs", "runs"} == ACTION.keys()
    assert ACTION["runs"]["using"] == "composite"
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", yaml.safe_dump(ACTION)))
    assert used == ACTION["inputs"].keys()
    for step in ACTION["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert ("shell" in step) == ("run" in step)
        assert "${{" not in step.get("run", "")  # an input in a script would be run


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The last step of the action with inputs, as GitHub runs it."""
    step = ACTION["runs"]["steps"][-1]
    values = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
    env = {key: re.sub(r"\$\{\{ inputs\.(.+) \}\}", lambda m: values[m[1]], text) for key, text in step["env"].items()}
    return shell(step["run"], folder, **env)


@needs_bash
def test_action_keeps_the_exit_code(project: Path) -> None:
    write(project / "data/raw/b c.txt", "一、加强巡查。（市城管局负责)\n")
    fine = act(project, paths="data/raw/b c.txt\n\ndata/raw/jiyuan-2023.txt\n", args="--select WP104\n--ignore WP3")
    assert fine.returncode == 0, fine.stderr
    assert [line.split(",")[0] for line in fine.stdout.splitlines()] == [
        "::notice file=data/raw/b c.txt",
        "::notice file=data/raw/jiyuan-2023.txt",
    ]
    assert act(project, args="--fail-on info").returncode == 1
    assert act(project, args="--fail-on=info --baseline *").returncode == 2  # a pattern is not for the shell
    assert act(project, paths="missing.txt").returncode == 2
    assert act(project, args="--unknown", **{"sarif-file": "x.sarif"}).returncode == 2


@needs_bash
def test_action_writes_sarif_besides(project: Path) -> None:
    replace(structured(project), "title: ", "titel: ")
    done = act(project, **{"sarif-file": "reports/x.sarif"})
    (log,) = json.loads((project / "reports/x.sarif").read_text("utf-8"))["runs"]
    assert done.returncode == 1
    assert len(log["results"]) == len(done.stdout.splitlines()) > 0


# Guides


def test_guides_show_the_same() -> None:
    one, other = (BLOCK.findall(guide) for guide in GUIDES.values())
    assert one == other


def test_guide_has_workflows_with_what_there_is() -> None:
    hooks = {hook["id"] for hook in HOOKS}
    for block in blocks(GUIDE, "yaml"):
        data = yaml.safe_load(block)
        for step in data.get("jobs", {}).get("workpoints", {}).get("steps", []):
            if step["uses"] == "OWNER/workpoints@REV":
                assert step.get("with", {}).keys() <= ACTION["inputs"].keys()
                understand(["workpoints", "check", *step.get("with", {}).get("args", "").split()])
        assert {hook["id"] for repo in data.get("repos", []) for hook in repo["hooks"]} <= hooks
    assert all(f"| `{name}` |" in guide for guide in GUIDES.values() for name in ACTION["inputs"])


@needs_bash
@pytest.mark.parametrize("script", [text for text in blocks(GUIDE, "sh") if text.startswith("workpoints ")])
def test_guide_has_commands_that_run(script: str, project: Path) -> None:
    done = shell(script, project)
    assert done.returncode == 0, done.stderr


@needs_bash
@pytest.mark.parametrize("code", [0, 1])
def test_guide_has_a_job_for_gitlab_that_leaves_its_reports(code: int, project: Path) -> None:
    if code:
        replace(structured(project), "title: ", "titel: ")
    job = yaml.safe_load(the_block("yaml", "gitlab"))["workpoints"]
    done = shell("\n".join(line for line in job["script"] if not line.startswith("pip ")), project)
    assert done.returncode == code
    issues = json.loads((project / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    cases = (project / job["artifacts"]["reports"]["junit"]).read_text("utf-8").count("<testcase ")
    assert len(issues) > 0
    # Each of the three files that has no finding is a test too.
    assert cases == len(issues) + 3 - len({issue["location"]["path"] for issue in issues})


def test_guide_has_a_baseline_that_holds(project: Path) -> None:
    assert workpoints(project, "check", "--fail-on", "info").returncode == 1
    write(project / "workpoints.toml", the_block("toml", "baseline"))
    workpoints(project, "check", "--write-baseline")
    assert workpoints(project, "check", "--fail-on", "info").returncode == 0


# git


@pytest.fixture
def repository(project: Path) -> Path:
    """The project under git, with the settings of the guide."""
    write(project / ".gitattributes", the_block("gitattributes", "diff=workpoints"))
    script = f"git init --quiet\ngit add --all\ngit commit --quiet --message x\n{the_block('sh', 'git config')}"
    done = shell(script, project)
    assert done.returncode == 0, done.stderr
    return project


def test_project_has_the_attributes_of_the_guide() -> None:
    lines = (ROOT / ".gitattributes").read_text("utf-8").splitlines(keepends=True)
    assert "".join(line for line in lines if not line.startswith("#")) == the_block("gitattributes", "diff=workpoints")


@needs_bash
@needs_git
def test_git_shows_changes_by_item(repository: Path) -> None:
    replace(structured(repository), "            - 示范区公安局\n", "            - 示范区司法局\n")
    replace(structured(repository), "严厉查处虚假", "从严查处虚假")
    for session in the_block("console", "git diff").split("$ ")[1:]:
        command, _, output = session.partition("\n")
        done = run(shlex.split(command), repository)
        assert done.returncode == 0
        assert done.stdout.endswith(output.removeprefix("…\n"))
        assert done.stdout.count("@@ -") == output.count("@@ -")


@needs_bash
@needs_git
def test_git_shows_a_raw_notice_in_the_same_way(repository: Path) -> None:
    replace(repository / "data/raw/jiyuan-2023.txt", "严厉查处虚假", "从严查处虚假")
    shown = run(["git", "diff", "-U0", "--word-diff"], repository).stdout
    assert "1.1.2 2.\n  加强互联网广告监测监管，{+从+}严[-厉-]查处虚假违法广告。\n" in shown


@needs_bash
@needs_git
def test_git_shows_a_broken_file_as_it_is(repository: Path) -> None:
    replace(structured(repository), "plan:\n", "plan: [\n")
    replace(repository / "data/raw/jiyuan-2023.txt", "严厉查处虚假", "从严查处虚假")
    done = run(["git", "diff"], repository)
    assert done.returncode == 0
    assert "\n+plan: [\n" in done.stdout
    assert "\n+  加强互联网广告监测监管，从严查处虚假违法广告。\n" in done.stdout


@needs_bash
@needs_git
def test_git_keeps_line_ends(repository: Path) -> None:
    run(["git", "clone", "--quiet", "--config", "core.autocrlf=true", ".", "copy"], repository)
    copy = repository / "copy"
    assert b"\r" in (copy / "data/units.yaml").read_bytes()
    assert workpoints(copy, "parse", "--check").returncode == 0
    assert workpoints(copy, "check").returncode == 0


# Editors


@pytest.fixture(scope="session")
def server() -> str:
    """The path of yaml-language-server."""
    named = os.environ.get("WORKPOINTS_YAML_LANGUAGE_SERVER")
    found = shutil.which(named or "yaml-language-server")
    if named and not found:
        pytest.fail(f"WORKPOINTS_YAML_LANGUAGE_SERVER is no program: {named}")
    if not found:
        pytest.skip("needs yaml-language-server: npm install --global yaml-language-server@1")
    return found


@pytest.fixture
def edited(project: Path) -> Path:
    """The project with more notices, and schemas beside its files."""
    for name in ("city-table-merged", "county-leaders", "province-letter"):
        shutil.copy(ROOT / f"tests/notices/{name}/input.txt", project / f"data/raw/{name}.txt")
    for arguments in (("parse",), ("schema", "--write"), ("schema", "units", "--write")):
        assert workpoints(project, *arguments).returncode == 0
    return project


def test_editor_finds_nothing_wrong_in_what_parse_writes(server: str, edited: Path) -> None:
    files = [*sorted((edited / "data/structured").glob("*.yaml")), edited / "data/units.yaml"]
    assert len(files) == 5
    with Server(server, edited) as editor:
        assert {file.name: editor.open(file) for file in files} == {file.name: [] for file in files}


# Before and after; what is marked, and a word of the reason.
FAULTS = {
    "renamed key": ("      title: 推进互联网", "      titel: 推进互联网", "titel", "titel"),
    "unquoted id": ("- id: '1.1'\n", "- id: 1.1\n", "1.1\n", '"string"'),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_editor_tells_faults_at_their_places(fault: tuple[str, str, str, str], server: str, edited: Path) -> None:
    old, new, marked, reason = fault
    path = structured(edited)
    replace(path, old, new)
    text = path.read_text("utf-8")
    before = text[: text.index(new) + new.index(marked)]
    with Server(server, edited) as editor:
        (told,) = editor.open(path)
    assert told[:2] == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert reason in told.message


def test_editor_offers_values_and_keys(server: str, edited: Path) -> None:
    schema = json.loads((edited / "data/structured/notice.schema.json").read_text("utf-8"))["$defs"]
    keys, kinds = schema["DutyData"]["properties"].keys(), schema["ReferenceData"]["properties"]["kind"]["enum"]
    path = structured(edited)
    replace(path, "kind: campaign\n", "kind: \n")
    replace(path, "            responsible:\n", "            \n            responsible:\n")
    lines = path.read_text("utf-8").splitlines()
    kind = next(number for number, line in enumerate(lines, 1) if line.endswith("kind: "))
    blank = lines.index(" " * 12) + 1
    with Server(server, edited) as editor:
        editor.open(path)
        assert editor.complete(path, kind, len(lines[kind - 1]) + 1) == set(kinds)
        assert editor.complete(path, blank, 13) == keys - {"text", "responsible", "manner"}
