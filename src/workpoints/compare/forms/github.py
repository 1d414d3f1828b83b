"""Workflow commands, by which GitHub Actions shows each change at its line of the new file."""

from __future__ import annotations

from workpoints.compare.change import Change
from workpoints.compare.comparison import Comparison
from workpoints.compare.forms.said import said
from workpoints.compare.forms.view import View
from workpoints.compare.forms.words import kind_word
from workpoints.reports.github import command
from workpoints.reports.identity import posix

__all__ = ["github"]


def github(view: View) -> str:
    """The changes as notices, one a line; those that stand in the old file only are notices on the whole new file."""
    return "".join(_notice(change, each) for each in view.comparisons for change in each.changes)


def _notice(change: Change, comparison: Comparison) -> str:
    place = comparison.locate(change)
    line = {"line": place.line} if place else {}
    return command("notice", {"file": posix(comparison.new), **line, "title": kind_word(change.kind)}, said(change))
