"""Laws that hold for every text: they are tried on the Jiyuan notice, damaged in every way we could think of."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

import workpoints
from workpoints import Clause, Item, Notice, Parsed, Section, Span

NOTICE = (Path(__file__).parents[2] / "data/raw/jiyuan-2023.txt").read_bytes().decode("utf-8")
LINES = NOTICE.splitlines(keepends=True)
SWAPS = {"（": "(", "）": ")", "(": "（", ")": "）", "〔": "[", "〕": "]", "。": "", "、": "，", "\n": "\r\n"}
STRAY = [chr(code) for code in range(32)] + [
    "\ufeff",
    "\ud800",
    "\udfff",
    "\x7f",
    "\x85",
    "\u2028",
    "\u3000",
    "— 3 —",
    "\f",
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A stretch of the notice with lines cut, doubled and shuffled, marks swapped and stray characters put in."""
    first = draw(st.integers(0, len(LINES) - 1))
    lines = LINES[first : first + draw(st.integers(1, 60))]
    for action in draw(
        st.lists(st.sampled_from(["cut", "double", "shuffle", "swap", "insert", "crlf", "join"]), max_size=6)
    ):
        k = draw(st.integers(0, max(0, len(lines) - 1)))
        if not lines:
            break
        if action == "cut":
            lines[k] = lines[k][draw(st.integers(0, 20)) :]
        elif action == "double":
            lines.insert(k, lines[k])
        elif action == "shuffle":
            lines = draw(st.permutations(lines))
        elif action == "swap":
            mark = draw(st.sampled_from(sorted(SWAPS)))
            lines[k] = lines[k].replace(mark, SWAPS[mark])
        elif action == "insert":
            at = draw(st.integers(0, len(lines[k])))
            lines[k] = lines[k][:at] + draw(st.sampled_from(STRAY)) + lines[k][at:]
        elif action == "crlf":
            lines = [line.replace("\n", "\r\n") for line in lines]
        else:
            lines[k] = lines[k].rstrip("\n")
    return "".join(lines)


# Text of any kind, and text made of the marks that the parser looks for.
MARKS = st.text(alphabet="一二三、（）()〔〕[]1.．2①第章市局负责牵头，。；：\n \t\u3000《》“”等和各|│", max_size=120)
CELLS = ["序号", "1", "2", "任务", "责任单位", "牵头单位", "完成时限", "市教育局", "市 局", "6月底", "", "甲。"]
TABLES = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), max_size=6).map(
    lambda rows: "\n".join(("|" if k % 2 else "\t").join(row) for k, row in enumerate(rows))
)
# Tables whose columns are drawn, so that cells may break over lines.
DRAWN = st.lists(
    st.one_of(st.just("├──┼──┼──┤"), st.lists(st.sampled_from(CELLS), min_size=3, max_size=3).map("│".join)), max_size=9
).map(lambda rows: "\n".join(row if row.startswith("├") else f"│{row}│" for row in ["序号│任务│责任单位", *rows]))
TEXTS = st.one_of(damaged(), MARKS, TABLES, DRAWN, st.text(max_size=80))


def bare(text: str, noise: tuple[Span, ...] = (), start: int = 0) -> str:
    """A text without blanks, and without the noise inside it."""
    kept = [character for k, character in enumerate(text, start) if not any(a <= k < b for a, b in noise)]
    return "".join(kept).translate(BLANKS)


BLANKS = {code: None for code in range(0x3001) if chr(code).isspace()}


def spans_of(parsed: Parsed) -> list[tuple[str, Span]]:
    """Every text of a notice with the span that is said to hold it."""
    notice = parsed.notice
    found: list[tuple[str, Span | None]] = [
        (notice.plan.title or "", notice.plan.title_span),
        (notice.plan.preamble or "", notice.plan.preamble_span),
        (notice.plan.closing or "", notice.plan.closing_span),
    ]
    header = notice.header
    for name, places in header.spans.items():
        value = getattr(header, name)
        if name == "addressees":
            found += zip(value, places, strict=True)
        elif isinstance(value, str) and len(places) == 1:
            found.append((value, places[0]))
    found += [(rule.text, rule.span) for rule in notice.plan.rules]
    for part in notice.plan.walk():
        found += [(part.label, part.label_span), (part.title or "", part.title_span)]
        for clause in part.clauses:
            found.append((clause.text, clause.text_span))
            found += [(reference.name, reference.span) for reference in clause.references]
            if duty := clause.duty:
                found.append((duty.text, duty.span))
                named = [party for _, party in duty.parties() if party.evidence != "above"]
                found += [(party.written, party.span) for party in named]
                if duty.deadline:
                    found.append((duty.deadline.text, duty.deadline.span))
    assert all(span is not None for text, span in found if text)
    return [(text, span) for text, span in found if span is not None]


@given(TEXTS)
def test_a_span_slices_to_its_text(text: str) -> None:
    parsed = workpoints.parse(text)
    assume(all(remark.code != "WP105" for remark in parsed.diagnostics))  # a broken cell has those beside it within
    noise = tuple(spot.span for spot in parsed.notice.noise if spot.span)
    for claimed, span in spans_of(parsed):
        assert bare(text[span.start : span.end], noise, span.start) == bare(claimed)


@given(TEXTS)
def test_every_character_is_accounted_for_once(text: str) -> None:
    parsed = workpoints.parse(text)
    seen = [0] * len(text)
    for span, kind in workpoints.pieces(parsed):
        assert span.start < span.end, kind
        for k in range(span.start, span.end):
            seen[k] += 1
    for k, character in enumerate(text):
        assert seen[k] == 1 or (seen[k] == 0 and character.isspace()), (k, character, seen[k])


@given(TEXTS)
def test_only_punctuation_lies_between_the_pieces(text: str) -> None:
    parsed = workpoints.parse(text)
    for span, kind in workpoints.pieces(parsed):
        if kind == "mark":
            assert text[span.start] in "。；，、：;,.:！？!?", text[span.start]


def inside(inner: Span | None, outer: Span | None) -> bool:
    return inner is None or (outer is not None and outer.start <= inner.start <= inner.end <= outer.end)


def check_clause(clause: Clause) -> None:
    assert inside(clause.text_span, clause.span)
    if duty := clause.duty:
        assert inside(duty.span, clause.span)
        parties = [party.span for _, party in duty.parties()]
        assert all(inside(span, duty.span) for span in parties)
        in_order(sorted(span for span in parties if span))


def in_order(spans: list[Span]) -> None:
    assert all(first.end <= second.start for first, second in pairwise(spans))


def check_part(part: Item) -> None:
    assert inside(part.label_span, part.span)
    assert inside(part.title_span, part.span)
    in_order([clause.span for clause in part.clauses if clause.span])
    for clause in part.clauses:
        assert inside(clause.span, part.span)
        check_clause(clause)
    if isinstance(part, Section):
        in_order([child.span for child in part.children if child.span])
        for child in part.children:
            assert inside(child.span, part.span)
            check_part(child)


@given(TEXTS)
def test_children_lie_inside_parents_and_siblings_apart(text: str) -> None:
    parsed = workpoints.parse(text)
    in_order([part.span for part in parsed.notice.plan.children if part.span])
    for part in parsed.notice.plan.children:
        check_part(part)


@given(TEXTS)
def test_ids_are_unique_and_follow_the_tree(text: str) -> None:
    plan = workpoints.parse(text).notice.plan
    ids = [part.id for part in plan.walk()]
    assert len(set(ids)) == len(ids)
    for part in plan.walk():
        if isinstance(part, Section):
            assert all(child.id.rpartition(".")[0] == part.id for child in part.children)


@given(TEXTS)
def test_yaml_goes_through_the_model_unchanged(text: str) -> None:
    written = workpoints.dump(workpoints.parse(text).notice)
    assert workpoints.dump(workpoints.load(written)) == written


@given(TEXTS)
def test_two_runs_give_equal_bytes(text: str) -> None:
    first, second = workpoints.parse(text), workpoints.parse(text)
    assert first.notice == second.notice
    assert first.diagnostics == second.diagnostics
    assert workpoints.dump(first.notice) == workpoints.dump(second.notice)


@given(TEXTS)
def test_the_parser_makes_valid_models(text: str) -> None:
    """The parser builds models unchecked; building them again with every check gives the same."""
    notice = workpoints.parse(text).notice
    assert Notice.model_validate(notice.model_dump()) == notice


@given(TEXTS)
def test_diagnostics_speak_of_places_in_the_text(text: str) -> None:
    for diagnostic in workpoints.parse(text).diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert diagnostic.message
        assert diagnostic.severity in ("error", "warning", "info")
