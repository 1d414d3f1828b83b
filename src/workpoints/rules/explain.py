"""Explanations of rules as text, for a terminal and for docs/rules.md, in the language in use."""

from __future__ import annotations

from types import ModuleType

from workpoints.diagnostics import CODES
from workpoints.i18n import N_, translate
from workpoints.rules import FAMILIES
from workpoints.rules.rule import RULES, Rule

__all__ = ["explained", "heading_of", "listed", "page"]

_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)}
"""Control characters → the pictures that stand for them in print."""
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}


def listed() -> str:
    """All codes, one a line: code, severity and what the rule asks for."""
    rows = [
        (code, translate(_SEVERITIES[each.severity]), translate(each.explanation.summary))
        for code, each in RULES.items()
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


def explained(rule: Rule) -> str:
    """The explanation of a rule in Markdown."""
    explanation = rule.explanation
    severity = translate(_SEVERITIES[rule.severity])
    heading = translate(N_("{code} ({severity})")).format(code=rule.code, severity=severity)
    pieces = [f"### {heading}", *map(translate, (explanation.summary, *explanation.reason))]
    pieces.append(translate(N_("Message: {message}")).format(message=f"`{translate(CODES[rule.code].message)}`"))
    for label, example in ((N_("Fails:"), explanation.fails), (N_("Passes:"), explanation.passes)):
        if example:
            pieces.append(f"{translate(label)}\n\n```text\n{example.translate(_PICTURES)}```")
    return "\n\n".join(pieces) + "\n"


def page() -> str:
    """All explanations as one page, family by family."""
    heading = translate(N_("Rules of workpoints check"))
    introduction = translate(
        N_(
            "Made from the rules themselves; `workpoints explain CODE` prints the same. An example is a file: raw "
            "text, or a structured file where it begins with `schema_version`. A line `==> path <==` says the path "
            "where that matters."
        )
    )
    pieces = [f"# {heading}\n", f"{introduction}\n"]
    for beginning, module in FAMILIES.items():
        pieces.append(f"## {beginning.ljust(5, 'x')} {translate(heading_of(module))}\n")
        pieces += [explained(each) for each in RULES.values() if each.check.__module__ == module.__name__]
    return "\n".join(pieces)


def heading_of(family: ModuleType) -> str:
    """What a family of rules is about."""
    return (family.__doc__ or "").partition("\n")[0]
