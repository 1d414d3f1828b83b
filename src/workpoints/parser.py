"""The whole reading of a notice, stage by stage."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, NamedTuple

from workpoints.boundaries import gaps_behind, outside, plan_labels
from workpoints.build import Builder
from workpoints.collection import paused_collection
from workpoints.containers import containers
from workpoints.deadlines import plan_year
from workpoints.diagnostics import Diagnostic
from workpoints.flow import Flow, flow
from workpoints.header import read_frame
from workpoints.labels import Label
from workpoints.model import Header, Noise, Notice, Plan, SourceInfo
from workpoints.outline import closing_start, outline
from workpoints.source import Source, Span
from workpoints.tables import tables_of
from workpoints.titles import mark_titles
from workpoints.units import places_of

__all__ = ["Parsed", "parse"]


_LONG = 50_000
"""Length from which a text is worth pausing the search for reference cycles."""


class Parsed(NamedTuple):
    """A notice as it was read, what there is to say about the reading, and the source that spans point into."""

    notice: Notice
    diagnostics: tuple[Diagnostic, ...]
    source: Source


def parse(text: str | Source, *, name: str = "<text>", strict: bool = False) -> Parsed:
    """Read a notice. Any text is read, whatever it holds; what was not understood is told by diagnostics.

    With `strict`, what is not certain is left out instead of guessed: names that do not end as those of offices do, and
    the parties of a notation that says by no word what they do.
    """
    source = text if isinstance(text, Source) else Source(name, text)
    with paused_collection() if len(source.text) > _LONG else nullcontext():
        return _parse(source, strict=strict)


def _parse(source: Source, *, strict: bool) -> Parsed:
    paragraphs = flow(source.text)
    tables = tables_of(paragraphs)
    labels = plan_labels(paragraphs, [row.label for row in tables.rows.values()])
    start = labels[0].start if labels else len(paragraphs.text)
    gaps = gaps_behind(paragraphs.text, labels, {start: row.end for start, row in tables.rows.items()})
    frame = read_frame(paragraphs, start, gaps, tables.heads)
    end = gaps[0][0]
    last = max((label.end for label in labels if label.start < end), default=end)
    closing = closing_start(paragraphs.text, last, end)
    entries, numbering = outline(paragraphs, labels, [(closing, gaps[0][1]), *gaps[1:]])
    mark_titles(paragraphs.text, entries)
    ranges = {"title": frame.plan_title, "preamble": frame.preamble, "closing": (closing, end)}
    fields = _plan_fields(paragraphs, ranges)
    others = [*tables.heads, *gaps, (closing, end)]
    found = outside(containers(paragraphs.text, start, gaps[-1][0], labels), others)
    builder = Builder(
        paragraphs, found, tables.rows, tables.heads, _year(fields, frame.header), _places(fields, frame.header), strict
    )
    children = tuple(builder.part(entry) for entry in entries)
    plan = Plan(**fields, rules=tuple(builder.rules), children=children)
    notice = Notice(
        source=SourceInfo(name=source.name, sha256=source.sha256),
        header=frame.header,
        plan=plan,
        noise=tuple(Noise(kind=kind, span=span) for kind, span in paragraphs.noise),
    )
    remarks = [*frame.diagnostics, *numbering, *builder.remarks.found, *_remarks_on_text(paragraphs, labels)]
    return Parsed(notice, tuple(sorted(remarks, key=lambda remark: (remark.span, remark.code))), source)


def _year(plan: dict[str, Any], header: Header) -> int | None:
    titles = [title for title in (plan.get("title"), header.title) if title]
    return plan_year(titles, header.document_number or "", header.issued_on)


def _places(plan: dict[str, Any], header: Header) -> tuple[str, ...]:
    """The short names of the places that a notice says it is of."""
    texts = (plan.get("title"), header.title, header.issuing_body)
    return tuple({place for text in texts if text for place in places_of(text)})


def _plan_fields(paragraphs: Flow, ranges: dict[str, tuple[int, int] | None]) -> dict[str, Any]:
    """The texts of the plan outside its parts, and their spans."""
    fields: dict[str, Any] = {}
    for name, place in ranges.items():
        text = paragraphs.text[place[0] : place[1]].rstrip("\n") if place else ""
        if place and text:
            fields[name] = text.replace("\n", "") if name == "title" else text
            fields[f"{name}_span"] = paragraphs.span(place[0], place[0] + len(text))
    return fields


def _remarks_on_text(paragraphs: Flow, labels: list[Label]) -> list[Diagnostic]:
    broken = [[cell for cell in paragraphs.rows[k] if cell[1]] for k in sorted(paragraphs.broken)]
    remarks = [Diagnostic("WP105", paragraphs.span(min(cells)[0], max(cell[1] for cell in cells))) for cells in broken]
    noise = {kind: [span for of, span in paragraphs.noise if of == kind] for kind in ("control", "foot")}
    if stray := noise["control"]:
        count = sum(span.end - span.start for span in stray)
        remarks.append(Diagnostic("WP001", stray[0], {"count": count}))
    if foot := noise["foot"]:
        remarks.append(Diagnostic("WP002", foot[0], {"count": len(foot)}))
    if not labels:
        place = paragraphs.span(0, 1) if paragraphs.text else Span(0, 0)
        remarks.append(Diagnostic("WP100", place))
    return remarks
