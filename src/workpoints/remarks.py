"""What there is to say about the reading of duties: which notations, names and brackets were not certain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workpoints.clauses import ClauseRange
from workpoints.containers import Container, read_line
from workpoints.diagnostics import Diagnostic
from workpoints.duties import Reading
from workpoints.flow import Flow
from workpoints.parties import ROLE_OF
from workpoints.words import DUTY_LABEL

__all__ = ["Remarks"]

_LABELLED = re.compile(rf"(?:{DUTY_LABEL})[：:]")
_ROLE_ENDS = tuple(ROLE_OF)


@dataclass(slots=True)
class Remarks:
    """Collects diagnostics; places count in the text of the flow."""

    flow: Flow
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, start: int, end: int, **arguments: str | int) -> None:
        """Add a remark on a range of the flow."""
        self.found.append(Diagnostic(code, self.flow.span(start, end), arguments))

    def on_offices(self, start: int, end: int) -> None:
        """Remark on a last paragraph that names offices and does not say what they do."""
        text = self.flow.text
        first = max(start, text.rfind("\n", start, end) + 1)
        if not text[end:].strip() and "、" not in text[first:end]:
            return  # an office alone at the end of the notice has signed it
        if read_line(text, first, end):
            self.add("WP206", first, end, text=text[first:end])

    def on_unread(self, found: list[Container], ranges: list[ClauseRange]) -> None:
        """Remark on brackets that end like a notation and were not read as one."""
        text, read = self.flow.text, {clause.notation for clause in ranges}
        for container in found:
            if container in read:
                continue
            labelled = _LABELLED.match(text, container.first, container.last)
            if labelled or text.endswith(_ROLE_ENDS, container.first, container.last):
                self.add("WP204", container.start, container.end, text=text[container.first : container.last])

    def on_bracket(self, container: Container) -> None:
        """Remark on brackets that do not pair, or are no usual pair."""
        start, end, first, last = container
        if first == start:
            return
        pair = self.flow.text[start] + self.flow.text[end - 1]
        if pair in ("（）", "()", "〔〕", "[]", "［］", "【】"):
            return
        if last == end:
            self.add("WP103", start, start + 1, bracket=pair[0])
        else:
            self.add("WP104" if pair in ("（)", "(）") else "WP107", start, end, pair=pair)

    def on_reading(self, reading: Reading, start: int, end: int) -> None:
        """Remark on what of a notation is not certain."""
        text = self.flow.text
        if not reading.role_given:
            self.add("WP202", start, end)
        for name_start, name_end in reading.uncertain:
            place = (start + name_start, start + name_end)
            self.add("WP201", *place, name=text[place[0] : place[1]])
        if reading.merged:
            self.add("WP207", start, end)
        for remark_start, remark_end in reading.remarks:
            place = (start + remark_start, start + remark_end)
            self.add("WP203", *place, text=text[place[0] : place[1]])
