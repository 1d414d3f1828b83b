"""`make accuracy`: how well notices are read whose right reading was written from the text alone.

Scores the project's notices under tests/notices, and, where there is one, a folder with `corpus/NAME.txt` and
`gold/NAME.json`. Prints a table, writes docs/accuracy.md, and tells what was gained and lost against the last one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import workpoints
from workpoints import Parsed

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/accuracy.md"
ROLES = ("lead", "responsible", "support", "guide")
LABEL_CODES = {"WP101", "WP102", "WP108"}
MEASURES = ("notation", "party", "outline", "title", "header")


class Reading(NamedTuple):
    """What a notice says, in a form that readings by hand and by the parser share."""

    notation: Counter[tuple[str, ...]]
    party: Counter[tuple[str, ...]]
    outline: Counter[tuple[str, ...]]
    title: Counter[tuple[str, ...]]
    header: Counter[tuple[str, ...]]


def main() -> None:
    """Score every notice and write the figures into the report."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    cases = [*own_notices(), *(other_notices(gold) if gold and (gold / "gold").is_dir() else ())]
    scores = {name: score(parsed, wanted) for name, parsed, wanted in cases}
    covered, sure, wrong = risk(cases)
    figures = render(scores, covered, sure, wrong)
    head, begin, rest = REPORT.read_text("utf-8").partition("<!-- figures -->\n")
    before, end, tail = rest.partition("<!-- end -->")
    print(figures)
    for line in changes(before, figures):
        print(line)
    REPORT.write_text(f"{head}{begin}{figures}\n{end}{tail}", "utf-8")


Case = tuple[str, Parsed, Reading]


def bare(text: str | None) -> str:
    """A text without blanks."""
    return re.sub(r"\s+", "", text or "")


def own_notices() -> Iterator[Case]:
    """The project's notices."""
    for folder in sorted((ROOT / "tests/notices").iterdir()):
        yield annotated(f"tests/{folder.name}", folder / "input.txt", folder / "gold.json")


def other_notices(folder: Path) -> Iterator[Case]:
    """The notices of a folder."""
    for file in sorted((folder / "gold").glob("*.json")):
        yield annotated(file.stem, folder / "corpus" / f"{file.stem}.txt", file)


def annotated(name: str, text: Path, annotation: Path) -> Case:
    """A notice as it is read and as it should be: the annotation has `header`, `outline` and `duties`."""
    gold = json.loads(annotation.read_text("utf-8"))
    outline = [entry for entry in gold["outline"] if None not in entry["path"]]
    wanted = Reading(
        Counter((path(duty["path"]), bare(duty["raw"])) for duty in gold["duties"]),
        Counter(
            (path(d["path"]), bare(d["raw"]), p["role"], bare(p["name"])) for d in gold["duties"] for p in d["parties"]
        ),
        Counter((path(entry["path"]),) for entry in outline),
        Counter((path(entry["path"]), bare(entry["title"])) for entry in outline if entry["title"]),
        Counter((key, bare(str(value or ""))) for key, value in gold["header"].items()),
    )
    return name, workpoints.parse(workpoints.read(text)), wanted


def path(labels: list[str | None]) -> str:
    """The labels of a part without their marks."""
    return "/".join(re.sub(r"[（）().．、〔〕\s]", "", label) for label in labels if label)


def found(parsed: Parsed) -> Reading:
    """What the parser read."""
    parts = list(parsed.notice.plan.walk())
    labels = {part.id: part.label for part in parts}

    def name(part_id: str) -> str:
        steps = part_id.split(".")
        return path([labels[".".join(steps[: k + 1])] for k in range(len(steps))])

    duties = [(name(part.id), clause.duty) for part in parts for clause in part.clauses if clause.duty]
    header = parsed.notice.header.model_dump(exclude={"body", "spans", "elements"}, exclude_defaults=True)
    header = {key: list(value) if isinstance(value, tuple) else value for key, value in header.items()}
    return Reading(
        Counter((where, bare(duty.text)) for where, duty in duties),
        Counter(
            (where, bare(duty.text), role, bare(party.name)) for where, duty in duties for role, party in duty.parties()
        ),
        Counter((name(part.id),) for part in parts),
        Counter((name(part.id), bare(part.title)) for part in parts if part.title),
        Counter((key, bare(str(value))) for key, value in header.items()),
    )


def score(parsed: Parsed, wanted: Reading) -> dict[str, tuple[int, int, int]]:
    """For each measure: right, wanted, read.

    Of headers, every field of the annotation counts once on either side, also where it is null or is not read. So the
    figure is the share of these fields that are read right; one that is null and read as anything is wrong.
    """
    got = found(parsed)
    result: dict[str, tuple[int, int, int]] = {}
    for measure in MEASURES:
        want, have = getattr(wanted, measure), getattr(got, measure)
        if measure == "header":
            values: dict[str, str] = dict(have.keys())
            have = Counter((field, values.get(field, "")) for field, _ in want)
        result[measure] = (sum((want & have).values()), sum(want.values()), sum(have.values()))
    return result


def risk(cases: list[Case]) -> tuple[int, int, int]:
    """Duties read, those without a diagnostic on them or on a label above them, and how many of these are wrong.

    Wrong are those with a party too many, too few or in another role, and those that are no duties by the annotation.
    """
    read = sure = wrong = 0
    for _, parsed, wanted in cases:
        got = found(parsed)
        doubtful = [diagnostic.span for diagnostic in parsed.diagnostics if diagnostic.code.startswith("WP2")]
        labels = {diagnostic.span.start for diagnostic in parsed.diagnostics if diagnostic.code in LABEL_CODES}
        doubted = [
            part.id + "." for part in parsed.notice.plan.walk() if part.label_span and part.label_span.start in labels
        ]
        amiss = [*(got.party - wanted.party), *(wanted.party - got.party), *(got.notation - wanted.notation)]
        texts = {key[1] for key in amiss}
        for part in parsed.notice.plan.walk():
            for clause in part.clauses:
                if clause.duty is None or clause.duty.span is None:
                    continue
                read += 1
                span = clause.duty.span
                if any(span.start <= place.start <= span.end for place in doubtful):
                    continue
                if (part.id + ".").startswith(tuple(doubted)):
                    continue
                sure += 1
                wrong += bare(clause.duty.text) in texts
    return read, sure, wrong


def f1(right: int, wanted: int, read: int) -> float:
    """F1 of counts; 1 where there is nothing to read and nothing was read."""
    return 2 * right / (wanted + read) if wanted + read else 1.0


def render(scores: dict[str, dict[str, tuple[int, int, int]]], read: int, sure: int, wrong: int) -> str:
    """The figures as Markdown."""
    rows = [
        f"| {name} | " + " | ".join(f"{f1(*counts[measure]):.3f}" for measure in MEASURES) + " |"
        for name, counts in scores.items()
    ]
    total = {measure: [sum(counts[measure][k] for counts in scores.values()) for k in range(3)] for measure in MEASURES}
    figures = " | ".join(f"**{f1(*total[measure]):.3f}**" for measure in MEASURES)
    rows.append(f"| **all** | {figures} |")
    share = f"{sure} ({sure / max(1, read):.1%})"
    return "\n".join(
        [
            "| notice | notation | party | outline | title | header |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"Of {read} duties {share} carry no diagnostic, their own or a label's above; {wrong} of these are wrong.",
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
