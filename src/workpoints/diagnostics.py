"""What the stages have to say about a notice: coded remarks with a place and a reason."""

from __future__ import annotations

from typing import Literal, NamedTuple

from workpoints.i18n import N_, translate
from workpoints.source import Span

__all__ = ["CODES", "Code", "Diagnostic", "Severity"]

Severity = Literal["error", "warning", "info"]


class Code(NamedTuple):
    """A kind of remark."""

    severity: Severity
    message: str
    """English template; the arguments of a diagnostic fill the braces."""


# WP0xx reading, WP1xx structure, WP2xx duties, WP4xx header, WP5xx structured files, WP51x unit registries.
CODES = {
    "WP001": Code("warning", N_("{count} control characters left out")),
    "WP002": Code("info", N_("lines at the foot of a web page left out: {count}")),
    "WP100": Code("warning", N_("no labelled heading found: the text was not read as a plan")),
    "WP101": Code("warning", N_("label {label} repeats a number: read as {id}")),
    "WP102": Code("warning", N_("label {label} skips a number: {expected} expected")),
    "WP103": Code("warning", N_("bracket {bracket} has no partner")),
    "WP104": Code("info", N_("brackets of two widths make a pair: {pair}")),
    "WP105": Code("warning", N_("cells of a table broken over lines: joined")),
    "WP106": Code("info", N_("read as a heading; it may be a sentence that goes on below")),
    "WP107": Code("warning", N_("brackets of two shapes make a pair: {pair}")),
    "WP108": Code("info", N_("label {label} read as part of {id}; such labels usually stand higher")),
    "WP109": Code("info", N_("text of a task on both sides of its parties: read together")),
    "WP201": Code("warning", N_("not certain to be the name of an office: {name}")),
    "WP202": Code("info", N_("notation without a role word: read as responsible")),
    "WP203": Code("warning", N_("part of a notation not understood: {text}")),
    "WP204": Code("warning", N_("looks like a notation but could not be read: {text}")),
    "WP205": Code("warning", N_("deadline on a day that does not exist: {text}")),
    "WP206": Code("warning", N_("offices named without a label, a bracket or a role word: left as text: {text}")),
    "WP207": Code("warning", N_("empty cell of a table: read as merged with the one above")),
    "WP401": Code("info", N_("no {element} found")),
    "WP402": Code("warning", N_("no such day: {text}")),
    "WP403": Code("info", N_("line not recognised: kept as part of the body")),
    "WP501": Code("error", N_("not valid YAML: {reason}")),
    "WP502": Code("error", N_("{path}: {reason}")),
    "WP503": Code("error", N_("key {key} stands twice")),
    "WP504": Code("error", N_("id {id} does not fit its place: {expected} expected")),
    "WP511": Code("error", N_("{name} stands for two: {one} and {other} ({place})")),
    "WP512": Code("error", N_("{name} leads back to itself")),
    "WP513": Code("error", N_("ends before it begins: {start} to {end}")),
    "WP514": Code("error", N_("no entry at this place is called {name}")),
}


class Diagnostic(NamedTuple):
    """A remark on a place of the source."""

    code: str
    span: Span
    arguments: dict[str, str | int] = {}  # noqa: RUF012 - never changed

    @property
    def severity(self) -> Severity:
        """How much it matters: an error makes `check` fail."""
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        """The reason, in the language in use."""
        named = {key: translate(value) if isinstance(value, str) else value for key, value in self.arguments.items()}
        return translate(CODES[self.code].message).format(**named)
