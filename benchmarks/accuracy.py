"""`make accuracy`: how well notices are read that were annotated by hand.

Scores the project's own notices under tests/notices, which count in no total, and, where there is one, a folder with
`corpus/NAME.txt` and `gold/NAME.json`. Prints a table, writes docs/accuracy.md, and tells what was gained and lost
against the last one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

import workpoints
from workpoints import Parsed

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/accuracy.md"
ROLES = ("lead", "responsible", "support", "guide")
OWN = "tests/"
"""How the names of the project's own notices begin; their expectations were reviewed, not annotated by hand."""
MEASURES = ("notation", "party", "outline", "header")


class Reading(NamedTuple):
    """What a notice says, in a form that readings by hand and by the parser share."""

    notation: Counter[tuple[str, ...]]
    party: Counter[tuple[str, ...]]
    outline: Counter[tuple[str, ...]]
    header: Counter[tuple[str, ...]]
    by_id: bool
    """Whether parts are named by their ids, or else by the path of their labels."""


def main() -> None:
    """Score every notice and write the report."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    cases = [*own_notices(), *(annotated(gold) if gold and (gold / "gold").is_dir() else ())]
    scores = {name: score(parsed, wanted) for name, parsed, wanted in cases}
    covered, sure, wrong = risk(cases)
    report = render(scores, covered, sure, wrong)
    before = REPORT.read_text("utf-8") if REPORT.exists() else ""
    print(report)
    for line in changes(before, report):
        print(line)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, "utf-8")


Case = tuple[str, Parsed, Reading]


def bare(text: str | None) -> str:
    """A text without blanks."""
    return re.sub(r"\s+", "", text or "")


def own_notices() -> Iterator[Case]:
    """The project's notices and what they should be read as."""
    for folder in sorted((ROOT / "tests/notices").iterdir()):
        expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
        text = (folder / "input.txt").read_bytes().decode("utf-8")
        duties = expected.get("duties", [])
        header = {key: value for key, value in expected.get("header", {}).items() if key != "body"}
        yield (
            f"tests/{folder.name}",
            workpoints.parse(text),
            Reading(
                Counter((duty["id"], bare(duty["text"])) for duty in duties),
                Counter(
                    (duty["id"], bare(duty["text"]), role, name)
                    for duty in duties
                    for role in ROLES
                    for name in duty.get(role, [])
                ),
                Counter((line.split(" ")[0],) for line in expected.get("outline", [])),
                Counter((key, bare(str(value))) for key, value in header.items()),
                by_id=True,
            ),
        )


def annotated(folder: Path) -> Iterator[Case]:
    """Notices of a folder with annotations by hand."""
    for file in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        parsed = workpoints.parse(workpoints.read(folder / "corpus" / f"{file.stem}.txt"))
        header = {key: value for key, value in gold["header"].items() if value}
        yield (
            file.stem,
            parsed,
            Reading(
                Counter((path(duty["path"]), bare(duty["raw"])) for duty in gold["duties"]),
                Counter(
                    (path(d["path"]), bare(d["raw"]), p["role"], bare(p["name"]))
                    for d in gold["duties"]
                    for p in d["parties"]
                ),
                Counter((path(entry["path"]),) for entry in gold["outline"] if None not in entry["path"]),
                Counter((key, bare(str(value))) for key, value in header.items()),
                by_id=False,
            ),
        )


def path(labels: list[str | None]) -> str:
    """The labels of a part without their marks."""
    return "/".join(re.sub(r"[（）().．、〔〕\s]", "", label) for label in labels if label)


def found(parsed: Parsed, *, by_id: bool) -> Reading:
    """What the parser read."""
    labels = {part.id: part.label for part in parsed.notice.plan.walk()}

    def name(part_id: str) -> str:
        steps = part_id.split(".")
        return part_id if by_id else path([labels[".".join(steps[: k + 1])] for k in range(len(steps))])

    duties = [
        (name(part.id), clause.duty) for part in parsed.notice.plan.walk() for clause in part.clauses if clause.duty
    ]
    header = parsed.notice.header.model_dump(exclude={"body", "spans", "elements"}, exclude_defaults=True)
    header = {key: list(value) if isinstance(value, tuple) else value for key, value in header.items()}
    return Reading(
        Counter((where, bare(duty.text)) for where, duty in duties),
        Counter(
            (where, bare(duty.text), role, bare(party.name)) for where, duty in duties for role, party in duty.parties()
        ),
        Counter((name(part.id),) for part in parsed.notice.plan.walk()),
        Counter((key, bare(str(value))) for key, value in header.items()),
        by_id=by_id,
    )


def score(parsed: Parsed, wanted: Reading) -> dict[str, tuple[int, int, int]]:
    """For each measure: right, wanted, read. Of headers, only the fields that are annotated count."""
    got = found(parsed, by_id=wanted.by_id)
    result: dict[str, tuple[int, int, int]] = {}
    for measure in MEASURES:
        want, have = getattr(wanted, measure), getattr(got, measure)
        if measure == "header":
            have = Counter({key: 1 for key in have if key[0] in {name for name, _ in want}})
        result[measure] = (sum((want & have).values()), sum(want.values()), sum(have.values()))
    return result


def risk(cases: list[Case]) -> tuple[int, int, int]:
    """Duties read, those without a diagnostic of their own, and how many of these are wrong."""
    read = sure = wrong = 0
    for name, parsed, wanted in cases:
        if name.startswith(OWN):
            continue
        got = found(parsed, by_id=wanted.by_id)
        doubtful = [diagnostic.span for diagnostic in parsed.diagnostics if diagnostic.code.startswith("WP2")]
        extra = {(key[0], key[1]) for key in (got.party - wanted.party) | (wanted.party - got.party)}
        for part in parsed.notice.plan.walk():
            for clause in part.clauses:
                if clause.duty is None or clause.duty.span is None:
                    continue
                read += 1
                span = clause.duty.span
                if any(span.start <= place.start <= span.end for place in doubtful):
                    continue
                sure += 1
                wrong += any(bare(clause.duty.text) == text for _, text in extra)
    return read, sure, wrong


def f1(right: int, wanted: int, read: int) -> float:
    """F1 of counts; 1 where there is nothing to read and nothing was read."""
    return 2 * right / (wanted + read) if wanted + read else 1.0


def render(scores: dict[str, dict[str, tuple[int, int, int]]], read: int, sure: int, wrong: int) -> str:
    """The report as Markdown."""
    rows = [
        f"| {name} | " + " | ".join(f"{f1(*counts[measure]):.3f}" for measure in MEASURES) + " |"
        for name, counts in scores.items()
    ]
    by_hand = [counts for name, counts in scores.items() if not name.startswith(OWN)]
    total = {measure: [sum(counts[measure][k] for counts in by_hand) for k in range(3)] for measure in MEASURES}
    figures = " | ".join(f"**{f1(*total[measure]):.3f}**" for measure in MEASURES)
    rows.append(f"| **all annotated by hand** | {figures} |")
    share = f"{sure} ({sure / max(1, read):.1%})"
    return "\n".join(
        [
            "# Accuracy",
            "",
            "F1 of notations, of parties with their roles, of labelled parts, and of header fields.",
            "`make accuracy` makes this table.",
            "",
            "The notices under tests/ were composed for the tests; what is expected of them was written from the",
            "output and then reviewed. They show what changes, not how well notices are read, and count in no total.",
            "The others were annotated by hand, but the rules were written with them in view: how well notices are",
            "read that nobody has looked at has not been measured.",
            "",
            "| notice | notation | party | outline | header |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"Of {read} duties annotated by hand {share} carry no diagnostic of their own; {wrong} of these are wrong.",
            "",
        ]
    )


def changes(before: str, after: str) -> list[str]:
    """The rows that differ from the last report."""
    old = {line.split("|")[1].strip(): line for line in before.splitlines() if line.startswith("| ")}
    new = {line.split("|")[1].strip(): line for line in after.splitlines() if line.startswith("| ")}
    return [
        f"changed: {old.get(name, '(new)')}\n      to {line}"
        for name, line in new.items()
        if old and old.get(name) != line
    ]


if __name__ == "__main__":
    main()
