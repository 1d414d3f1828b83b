"""What a rule of `check` is: a code, what breaks it, and why that matters.

A rule is a function with a docstring in this form, which `explain` prints and a test runs:

    summary, in one sentence

    reason, in paragraphs

    Fails:
        a file that breaks the rule

    Passes:
        a file that keeps it
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from textwrap import dedent
from typing import TYPE_CHECKING, Literal, NamedTuple

from workpoints.diagnostics import CODES, Severity
from workpoints.source import Range, Span
from workpoints.yaml_reader import Path

if TYPE_CHECKING:
    from workpoints.rules.subject import Subject

__all__ = ["NOTICES", "RULES", "YAML", "Explanation", "Kind", "Remark", "Rule", "rule"]

Kind = Literal["raw", "structured", "registry", "unreadable"]
"""What a file is."""
NOTICES: tuple[Kind, ...] = ("raw", "structured")
YAML: tuple[Kind, ...] = ("structured", "registry")
RULES: dict[str, Rule] = {}
"""Code → its rule, in the order of the codes once all families are loaded."""


class Remark(NamedTuple):
    """Something that a rule found."""

    at: Span | Path
    """Where: a range in the text of the file, or the path of a value in the tree of the notice."""
    arguments: Mapping[str, str | int] = {}
    """What fills the message of the code."""
    part: Range | None = None
    """Which characters of that value, where not all of it is meant."""
    fix: str | None = None
    """What has to stand in this place instead, where that is certain."""


Check = Callable[["Subject"], Iterable[Remark]]


class Explanation(NamedTuple):
    """The docstring of a rule, taken apart."""

    summary: str
    reason: tuple[str, ...]
    """Paragraphs, each on one line."""
    fails: str
    passes: str


class Rule:
    """A rule: the function that looks for what breaks it, and on which kinds of files."""

    def __init__(self, code: str, kinds: tuple[Kind, ...], check: Check, *, last: bool) -> None:
        self.code = code
        self.kinds = kinds
        self.check = check
        self.last = last
        """Whether it looks at what the others found."""

    @property
    def severity(self) -> Severity:
        """How much a breach matters."""
        return CODES[self.code].severity

    @property
    def name(self) -> str:
        """A name to speak of it by: brackets-of-two-widths."""
        return getattr(self.check, "__name__", "").replace("_", "-")

    @cached_property
    def explanation(self) -> Explanation:
        """What the rule asks for and why, with an example that fails and one that passes."""
        text = inspect.getdoc(self.check) or ""
        prose, _, examples = text.partition("\nFails:\n")
        fails, _, passes = examples.partition("\nPasses:\n")
        summary, *reason = [" ".join(paragraph.split()) for paragraph in prose.split("\n\n")]
        return Explanation(summary, tuple(filter(None, reason)), _example(fails), _example(passes))


def _example(text: str) -> str:
    return dedent(text).strip("\n") + "\n" if text.strip("\n") else ""


def rule(code: str, kinds: tuple[Kind, ...] = NOTICES, *, last: bool = False) -> Callable[[Check], Check]:
    """Make a function the rule of a code, on these kinds of files."""

    def declared(check: Check) -> Check:
        RULES[code] = Rule(code, kinds, check, last=last)
        return check

    return declared
