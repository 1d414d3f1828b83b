"""The header of a notice while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from workpoints.diagnostics import Diagnostic
from workpoints.elements import day_of
from workpoints.flow import Flow
from workpoints.model import Element, trusted
from workpoints.source import Range, Span

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """The header while it is being read."""

    flow: Flow
    text: str
    """The text of the flow in simplified characters, for telling elements by their words."""
    title_at: int = 0
    page_title: Range | None = None
    """The title as the table of a web page has it."""
    in_body: bool = False
    values: dict[str, object] = field(default_factory=dict)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def put(self, name: str, value: object, *ranges: Range) -> None:
        """Set a field, unless an earlier line has set it."""
        if name not in self.values:
            self.values[name] = value
            self.spans[name] = tuple(self.flow.span(*place) for place in ranges)

    def put_text(self, name: str, *ranges: Range) -> None:
        """Set a field to the paragraphs of these ranges."""
        if ranges:
            self.put(name, "\n".join(self.flow.text[start:end] for start, end in ranges), *ranges)

    def element(self, kind: str, line: Range) -> None:
        """Record a line that fields were read from."""
        self.elements.append(trusted(Element, {"kind": kind, "span": self.flow.span(*line)}))

    def take(self, line: Range, kind: str, fields: dict[str, Range], signed: list[Range]) -> None:
        """Set the fields that an element carries, unless it belongs to a document that is attached."""
        self.element(kind, line)
        if not self.is_own(kind, fields):
            return
        if kind == "metadata" and (title := fields.pop("title", None)):
            self.page_title = title
        for name, place in fields.items():
            written = self.flow.text[place[0] : place[1]]
            if not name.endswith("_on"):
                self.put(name, written, place)
            elif day := day_of(written):
                self.put(name, day, place)
            else:
                self.diagnostics.append(Diagnostic("WP402", self.flow.span(*place), {"text": written}))
        if kind == "issued_on":
            for signature in signed:
                self.element("signature", signature)
            self.put_text("signature", *signed)

    def is_own(self, kind: str, fields: dict[str, Range]) -> bool:
        """Whether an element is the notice's own: an attached one has its number below the date, is printed before."""
        issued = self.values.get("issued_on")
        if kind in ("document_number", "issuer_mark"):
            return issued is None or not self.in_body
        if kind == "printing" and isinstance(issued, date):
            printed = day_of(self.flow.text[slice(*fields["printed_on"])])
            return printed is None or printed >= issued
        return True
