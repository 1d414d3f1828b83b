"""The language of messages: English in the source, Chinese from the catalogue in `locale/`."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

__all__ = ["LANGUAGES", "N_", "Word", "language_in_use", "language_of", "speaking", "translate", "use"]

DOMAIN = "workpoints"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
"""Value of `--lang` → name of the catalogue."""


_FOLDER = Path(__file__).parent / "locale"
_catalogue = gettext.NullTranslations()


class Word(str):
    """A message of ours, which can be translated; texts of documents never are."""

    __slots__ = ()


def N_(message: str) -> Word:  # noqa: N802 - the name that gettext gives it
    """Mark a message for the catalogues without translating it yet."""
    return Word(message)


def translate(message: str) -> str:
    """The message in the language in use."""
    return _catalogue.gettext(message) if message else ""


def language_of(asked: str, environment: Mapping[str, str]) -> str:
    """The language to use: what was asked for, then WORKPOINTS_LANG, then the locale; English unless it is Chinese."""
    names = ("WORKPOINTS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = (asked, *(environment.get(name, "") for name in names))
    return "zh" if next(filter(None, wanted), "en").lower().startswith("zh") else "en"


def use(language: str) -> None:
    """Make `language` (`en` or `zh`) the language of all messages of this process, those of the command line too.

    The command-line library asks gettext's default domain for its own words (Arguments, Options), so ours is made that.
    """
    global _catalogue  # noqa: PLW0603 - a process speaks one language
    os.environ["LANGUAGE"] = LANGUAGES[language]
    _catalogue = _catalogue_of(language)
    if language != "en":
        gettext.bindtextdomain(DOMAIN, str(_FOLDER))
        gettext.textdomain(DOMAIN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """For a while, messages are in this language: for texts that hold both."""
    global _catalogue  # noqa: PLW0603 - set back below
    before = _catalogue
    _catalogue = _catalogue_of(language)
    try:
        yield
    finally:
        _catalogue = before


def language_in_use() -> str:
    """The language of messages now: `en` or `zh`."""
    return "en" if type(_catalogue) is gettext.NullTranslations else "zh"


@cache
def _catalogue_of(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, str(_FOLDER), [LANGUAGES[language]])
