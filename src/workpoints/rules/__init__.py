"""Checks of notices, structured files and unit registries: every finding with a code, a place and a reason.

One module is one family of codes, one function one rule; `workpoints.rules.rule` says what a rule is made of.
"""

from workpoints.rules import duties, header, internal, reading, registry, reviews, structure, structured, units
from workpoints.rules.finding import Finding
from workpoints.rules.rule import RULES, Rule
from workpoints.rules.run import check, check_text
from workpoints.rules.subject import Project

__all__ = ["FAMILIES", "RULES", "Finding", "Project", "Rule", "check", "check_text"]

FAMILIES = {
    "WP0": reading,
    "WP1": structure,
    "WP2": duties,
    "WP3": units,
    "WP4": header,
    "WP50": structured,
    "WP51": registry,
    "WP52": reviews,
    "WP9": internal,
}
"""Beginning of the codes → the module that holds their rules; its docstring is the heading of the family."""

for _code in sorted(RULES):
    RULES[_code] = RULES.pop(_code)
