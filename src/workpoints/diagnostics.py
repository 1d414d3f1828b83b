"""What the stages have to say about a notice: coded remarks with a place and a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from workpoints.i18n import N_, Word, translate
from workpoints.source import Span

__all__ = ["CODES", "Code", "Diagnostic", "Severity"]

Severity = Literal["error", "warning", "info"]


class Code(NamedTuple):
    """A kind of remark."""

    severity: Severity
    message: str
    """English template; the arguments of a diagnostic fill the braces."""


CODES = {
    # Reading
    "WP001": Code("warning", N_("characters that show in no editor left out: {count}")),
    "WP002": Code("info", N_("lines at the foot of a web page left out: {count}")),
    "WP003": Code("error", N_("cannot be read: {reason}")),
    "WP004": Code("warning", N_("characters that were lost when the text was decoded: {count}")),
    # Structure
    "WP100": Code("warning", N_("no labelled heading found: the text was not read as a plan")),
    "WP101": Code("warning", N_("label {label} repeats a number: read as {id}")),
    "WP102": Code("warning", N_("label {label} skips a number: {expected} expected")),
    "WP103": Code("warning", N_("{bracket} has no partner")),
    "WP104": Code("info", N_("brackets of two widths make a pair: {pair}")),
    "WP105": Code("warning", N_("cells of a table broken over lines: joined")),
    "WP106": Code("info", N_("read as a heading; it may be a sentence that goes on below")),
    "WP107": Code("warning", N_("brackets of two shapes make a pair: {pair}")),
    "WP108": Code("info", N_("label {label} read as part of {id}; such labels usually stand higher")),
    "WP109": Code("info", N_("text of a task on both sides of its parties: read together")),
    "WP110": Code("warning", N_("numbers begin again at {label}: read as {id}")),
    "WP111": Code("warning", N_("heading without content: {title}")),
    "WP112": Code("info", N_("half-width brackets in full-width text: {pair}")),
    "WP113": Code("info", N_("sentence cut by a page break or an empty line: joined")),
    "WP114": Code("info", N_("no punctuation at the end of the text: {text}")),
    "WP115": Code("info", N_("half-width {mark} in full-width text")),
    # Duties
    "WP201": Code("warning", N_("not certain to be the name of an office: {name}")),
    "WP202": Code("info", N_("notation without a role word: read as responsible")),
    "WP203": Code("warning", N_("part of a notation not understood: {text}")),
    "WP204": Code("warning", N_("looks like a notation but could not be read: {text}")),
    "WP205": Code("warning", N_("deadline on a day that does not exist: {text}")),
    "WP206": Code("warning", N_("offices named without a label, a bracket or a role word: left as text: {text}")),
    "WP207": Code("warning", N_("empty cell of a table: read as merged with the one above")),
    "WP208": Code("warning", N_("deadline {date} is past when the notice is issued, on {issued_on}")),
    "WP209": Code("info", N_("deadline {date} is outside the year of the plan, {year}")),
    "WP210": Code("info", N_("task without a duty, where others have one")),
    "WP211": Code("info", N_("several are responsible, none leads, and nothing says how they share the task")),
    "WP212": Code("warning", N_("{manner} with only one that leads: {name}")),
    "WP213": Code("warning", N_("{name} has two roles in one duty: {roles}")),
    "WP214": Code("warning", N_("{name} is named twice in one role")),
    "WP215": Code("warning", N_("{word} inside the name of an office: {name}")),
    "WP216": Code("info", N_("open list: {word} leaves open who else has the duty")),
    # Units
    "WP301": Code("info", N_("no registry knows {name}")),
    "WP302": Code("info", N_("{name} may be any of {count}: {names}")),
    "WP303": Code("info", N_("{name} is written {other} elsewhere in this notice")),
    "WP304": Code("warning", N_("{name} no longer existed in {year}: {successors} since {valid_to}")),
    "WP305": Code("info", N_("{word} is the wording of another level than that of the issuer, {issuer}")),
    # Header
    "WP401": Code("info", N_("no {element} found")),
    "WP402": Code("warning", N_("no such day: {text}")),
    "WP403": Code("info", N_("line not recognised: kept as part of the body")),
    "WP404": Code("warning", N_("document number not in the form of GB/T 9704: {number}; expected {expected}")),
    "WP405": Code("warning", N_("the title says {year}, the document number {other}")),
    "WP406": Code("warning", N_("printed on {printed_on}, before it was signed on {issued_on}")),
    "WP407": Code("info", N_("two dates: signed on {issued_on}, printed on {printed_on}")),
    # Structured files
    "WP501": Code("error", N_("not valid YAML: {reason}")),
    "WP502": Code("error", N_("{path}: {reason}")),
    "WP503": Code("error", N_("key {key} stands twice")),
    "WP504": Code("error", N_("id {id} does not fit its place: {expected} expected")),
    "WP505": Code("error", N_("unknown key {key}")),
    "WP506": Code("warning", N_("{text} without quotation marks is {kind} to YAML, not a text")),
    # Unit registries
    "WP511": Code("error", N_("{name} stands for two: {one} and {other} ({place})")),
    "WP512": Code("error", N_("{name} leads back to itself")),
    "WP513": Code("error", N_("ends before it begins: {start} to {end}")),
    "WP514": Code("error", N_("no entry at this place is called {name}")),
    # Reviews
    "WP521": Code("error", N_("out of date: {name} is read otherwise by now; run parse")),
    "WP522": Code("error", N_("{field} is {now}, the source is read as {was}: record it with review, or undo it")),
    "WP523": Code("error", N_("correction of {field} no longer applies: was {was}, the source is now read as {found}")),
    "WP524": Code("info", N_("correction of {field} not needed: the source is read this way by now")),
    "WP525": Code("warning", N_("unreviewed change: {name} was reviewed before it changed")),
    # The check itself
    "WP901": Code("error", N_("the check itself failed, please report this: {reason}")),
    "WP902": Code("warning", N_("silences nothing: no {code} here")),
    "WP903": Code("warning", N_("a silence needs a reason behind the code")),
    "WP904": Code("warning", N_("no such code: {code}")),
}


class Diagnostic(NamedTuple):
    """A remark on a place of the source."""

    code: str
    span: Span
    arguments: Mapping[str, str | int] = {}

    @property
    def severity(self) -> Severity:
        """How much it matters: an error makes `check` fail."""
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        """The reason, in the language in use."""
        named = {key: translate(value) if isinstance(value, Word) else value for key, value in self.arguments.items()}
        return translate(CODES[self.code].message).format(**named)
