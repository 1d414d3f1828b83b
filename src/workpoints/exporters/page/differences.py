"""The view of the differences between two notices, once in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workpoints.compare.comparison import Comparison
from workpoints.compare.diff import diff
from workpoints.compare.forms.html import content
from workpoints.compare.forms.view import View
from workpoints.convert import from_data
from workpoints.exporters.page.words import LANGUAGES
from workpoints.i18n import speaking
from workpoints.query.duties import Reader
from workpoints.query.parts import name_of

__all__ = ["differences"]

_PAIR = 2


def differences(readers: Sequence[Reader]) -> dict[str, dict[str, Any]]:
    """Language → what the template shows of the changes from the first to the second of two notices; else nothing."""
    if len(readers) != _PAIR:
        return {}
    old, new = readers
    changes = diff(from_data(old.data), from_data(new.data), registry=new.registry)
    view = View([Comparison(name_of(old.data), name_of(new.data), changes)])
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = content(view)
    return found
