"""Laws that hold for every text: they are tried on notices damaged, cut and mixed in every way we could think of."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import workpoints
from workpoints import Clause, Item, Notice, Parsed, Section, Span
from workpoints.furniture import KINDS, STARTS

from .texts import TEXTS, mixed

TRIES = settings().max_examples
LAWS: list[Callable[[str], None]] = []


def law(check: Callable[[str], None]) -> Callable[..., None]:
    """A law that is tried on texts of every kind here, and on those of mixed pieces together with the other laws."""
    LAWS.append(check)
    return given(TEXTS)(check)


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


@law
def test_a_span_slices_to_its_text(text: str) -> None:
    parsed = workpoints.parse(text)
    if any(remark.code in ("WP105", "WP109") for remark in parsed.diagnostics):
        return  # a broken cell has those beside it within, a text on both sides of its parties has these
    noise = tuple(spot.span for spot in parsed.notice.noise if spot.span)
    for claimed, span in spans_of(parsed):
        assert bare(text[span.start : span.end], noise, span.start) == bare(claimed)


@law
def test_every_character_is_accounted_for_once(text: str) -> None:
    parsed = workpoints.parse(text)
    seen = [0] * len(text)
    for span, kind in workpoints.pieces(parsed):
        assert span.start < span.end, kind
        for k in range(span.start, span.end):
            seen[k] += 1
    for k, character in enumerate(text):
        assert seen[k] == 1 or (seen[k] == 0 and character.isspace()), (k, character, seen[k])


@law
def test_only_punctuation_lies_between_the_pieces(text: str) -> None:
    parsed = workpoints.parse(text)
    for span, kind in workpoints.pieces(parsed):
        if kind == "mark":
            assert text[span.start] in "。；，、：;,.:！？!?", text[span.start]


def inside(inner: Span | None, outer: Span | None) -> bool:
    return inner is None or (outer is not None and outer.start <= inner.start <= inner.end <= outer.end)


def check_clause(clause: Clause, *, broken: bool) -> None:
    assert inside(clause.text_span, clause.span)
    if duty := clause.duty:
        assert inside(duty.span, clause.span)
        parties = [party.span for _, party in duty.parties()]
        assert all(inside(span, duty.span) for span in parties)
        if not broken:
            in_order(sorted(span for span in parties if span))


def in_order(spans: list[Span]) -> None:
    assert all(first.end <= second.start for first, second in pairwise(spans))


def check_part(part: Item, *, broken: bool) -> None:
    assert inside(part.label_span, part.span)
    assert inside(part.title_span, part.span)
    if not broken:  # the lines of cells that break over lines take turns
        in_order([clause.span for clause in part.clauses if clause.span])
    for clause in part.clauses:
        assert inside(clause.span, part.span)
        check_clause(clause, broken=broken)
    if isinstance(part, Section):
        in_order([child.span for child in part.children if child.span])
        for child in part.children:
            assert inside(child.span, part.span)
            check_part(child, broken=broken)


@law
def test_children_lie_inside_parents_and_siblings_apart(text: str) -> None:
    parsed = workpoints.parse(text)
    in_order([part.span for part in parsed.notice.plan.children if part.span])
    broken = any(remark.code == "WP105" for remark in parsed.diagnostics)
    for part in parsed.notice.plan.children:
        check_part(part, broken=broken)


@law
def test_ids_are_unique_and_follow_the_tree(text: str) -> None:
    plan = workpoints.parse(text).notice.plan
    ids = [part.id for part in plan.walk()]
    assert len(set(ids)) == len(ids)
    for part in plan.walk():
        if isinstance(part, Section):
            assert all(child.id.rpartition(".")[0] == part.id for child in part.children)


# Loading takes longer than all other laws together, so fewer texts of mixed pieces are put to this one.
@settings(max_examples=3 * TRIES // 2)
@given(st.booleans().flatmap(lambda mix: mixed() if mix else TEXTS))
def test_yaml_goes_through_the_model_unchanged(text: str) -> None:
    written = workpoints.dump(workpoints.parse(text).notice)
    assert workpoints.dump(workpoints.load(written)) == written


@law
def test_two_runs_give_equal_bytes(text: str) -> None:
    first, second = workpoints.parse(text), workpoints.parse(text)
    assert first.notice == second.notice
    assert first.diagnostics == second.diagnostics
    assert workpoints.dump(first.notice) == workpoints.dump(second.notice)


@law
def test_the_parser_makes_valid_models(text: str) -> None:
    """The parser builds models unchecked; building them again with every check gives the same."""
    notice = workpoints.parse(text).notice
    assert Notice.model_validate(notice.model_dump()) == notice


@law
def test_diagnostics_speak_of_places_in_the_text(text: str) -> None:
    for diagnostic in workpoints.parse(text).diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert diagnostic.message
        assert diagnostic.severity in ("error", "warning", "info")


@settings(max_examples=5 * TRIES)
@given(mixed())
def test_pieces_of_notices_mixed_keep_every_law(text: str) -> None:
    for check in LAWS:
        check(text)


@given(st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.from_regex(KINDS[kind][0], fullmatch=True)))
def test_furniture_is_told_by_its_first_character(head: str) -> None:
    assert head[0] in STARTS
