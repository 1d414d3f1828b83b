"""The words of the page in both languages, between which a button switches."""

from __future__ import annotations

from workpoints.i18n import N_, speaking, translate

__all__ = ["LANGUAGES", "WORDS", "words_in"]

LANGUAGES = {"en": "en", "zh": "zh-CN"}
"""Language → how HTML names it."""

WORDS = {
    # views and tools
    "structure": N_("Structure"), "source": N_("Source"), "heat": N_("Heat map"), "network": N_("Network"),
    "changes": N_("Changes"), "contents": N_("Contents"), "views": N_("Views"), "notice": N_("Notice"),
    "notices": N_("{0} notices"), "skip": N_("Skip to the text"), "theme": N_("Light or dark"),
    "speak": N_("中文"), "other": N_("Show the page in Chinese"), "help": N_("Keys"), "close": N_("Close"),
    # filters
    "filters": N_("Search and filters"), "search": N_("Search"), "unit": N_("Office"), "role": N_("Role"),
    "any_role": N_("all roles"), "due": N_("Deadline"), "any_due": N_("any deadline"), "due_until": N_("due by …"),
    "due_has": N_("with a deadline"), "due_none": N_("without a deadline"), "date": N_("Due by"),
    "reset": N_("Clear"), "drop_section": N_("Show all sections"), "count": N_("{0} of {1} tasks"),
    "hits": N_("{0} of {1} tasks, {2} hits"), "nothing": N_("No task fits."),
    # a notice
    "header": N_("About this notice"), "issuing_body": N_("Issued by"), "document_number": N_("Number"),
    "addressees": N_("To"), "body": N_("Letter"), "signature": N_("Signed"), "issued_on": N_("Date"),
    "note": N_("Note"), "copied_to": N_("Copies to"), "printed_by": N_("Printed by"), "printed_on": N_("Printed on"),
    "letter_title": N_("Title"), "preamble": N_("Preamble"), "closing": N_("Closing"), "rules": N_("Rules"),
    "rule": N_("from {0} on"), "file": N_("File"), "source_is_missing": N_("The source of this notice is not at hand."),
    # duties
    "lead": N_("Lead"), "responsible": N_("Responsible"), "support": N_("Support"), "guide": N_("Guidance"),
    "open": N_("and others"), "deadline": N_("Deadline: {0}"), "scope": N_("Scope: {0}"),
    "via_heading": N_("from the heading above"), "via_rule": N_("by a rule of the notice"),
    # drawings
    "heat_about": N_("Duties of each office in each section. A cell shows the tasks behind it."),
    "network_about": N_("Offices that share tasks; the thicker the line, the more. An office shows its tasks."),
    "total": N_("Total"), "cell": N_("lead {0}, responsible {1}, support {2}, guidance {3}"),
    "node": N_("{0} duties, shared with {1} offices"), "left_out": N_("{0} offices with fewer duties are left out."),
    "no_heat": N_("No office is named."), "no_network": N_("No two offices share a task."),
    # keys
    "key_search": N_("search"), "key_next": N_("next and previous task"), "key_source": N_("source of the task"),
    "key_clear": N_("leave a field, clear the filters"), "key_structure": N_("structure"), "key_heat": N_("heat map"),
    "key_network": N_("network"), "key_changes": N_("changes between the notices"),
    "key_notice": N_("previous and next notice"), "key_cells": N_("neighbouring cell of the heat map"),
    "key_help": N_("this help"),
}  # fmt: skip
"""Name → the word; {0} is filled in by the page."""


def words_in(language: str) -> dict[str, str]:
    """Name → the word in a language."""
    with speaking(language):
        return {name: translate(word) for name, word in WORDS.items()}
