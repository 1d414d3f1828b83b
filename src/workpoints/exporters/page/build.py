"""The page, made of its template."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from workpoints.exporters.page.differences import differences
from workpoints.exporters.page.heat import Heat, heat_of
from workpoints.exporters.page.network import Network, network_of
from workpoints.exporters.page.source import keys_of, marked, marks_of
from workpoints.exporters.page.view import Field, Part, fields_of, parts_of_page
from workpoints.exporters.page.words import LANGUAGES, words_in
from workpoints.exporters.request import Request, title_of_notice
from workpoints.i18n import language_in_use
from workpoints.pages import template
from workpoints.query.duties import Reader
from workpoints.query.overview import key_of, tallies
from workpoints.query.parts import ROLES

if TYPE_CHECKING:
    from workpoints.document import NoticeData

__all__ = ["page"]

# What HTML cannot hold: halves of pairs. NUL would be dropped, and a carriage return taken for a line end.
_PLACE = re.compile(r"\{(\d)\}")
_HALVES = re.compile("[\ud800-\udfff]")
_NUL, _RETURN = {0: "␀"}, "&#13;"


class Shown(NamedTuple):
    """A notice on the page."""

    title: str
    choice: str
    """What stands for it where one of several is chosen."""
    name: str
    """What stands for it in the bar: its number, or its title."""
    data: NoticeData
    fields: list[Field]
    parts: list[Part]
    total: int
    """How many tasks."""
    source: Markup | None
    linked: frozenset[str]
    """The keys of what has a place in the source."""
    heat: Heat
    network: Network


def page(request: Request) -> str:
    """The page as text that UTF-8 can hold."""
    language = language_in_use()
    words = {each: words_in(each) for each in LANGUAGES}
    notices = [_shown(request, reader, k) for k, reader in enumerate(request.readers)]
    text = template("page.html", "workpoints.exporters.page", "workpoints.compare.forms").render(
        notices=notices,
        units=list(dict.fromkeys(tally.name for tally in request.offices)),
        changes=differences(request.readers),
        data=_script(_data(request, words)),
        words=words[language] | {"language": LANGUAGES[language]},
        languages=LANGUAGES,
        roles=ROLES,
        say=_say,
    )
    return _HALVES.sub("\ufffd", text.translate(_NUL).replace("\r", _RETURN))


def _shown(request: Request, reader: Reader, number: int) -> Shown:
    found = tallies([reader])
    parts = parts_of_page(reader.data, request.states)
    parsed = request.parsed(reader)
    marks = marks_of(parsed.notice, parts) if parsed else []
    return Shown(
        title=title_of_notice(reader),
        choice=request.titles[number],
        name=reader.data.get("header", {}).get("document_number") or title_of_notice(reader),
        data=reader.data,
        fields=fields_of(reader.data),
        parts=parts,
        total=sum(part.counted for part in parts),
        source=marked(parsed.source.text, marks) if parsed else None,
        linked=frozenset(keys_of(marks)),
        heat=heat_of(reader, found, number),
        network=network_of(reader, found, number),
    )


def _say(word: str, *said: str) -> str:
    """A word with what is filled in."""
    return _PLACE.sub(lambda found: said[int(found[1])], word)


def _data(request: Request, words: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the script needs beside the elements of the page."""
    keys = {tally.key: k for k, tally in enumerate(request.offices)}
    return {
        "words": words,
        "languages": LANGUAGES,
        "offices": [tally.name for tally in request.offices],
        "names": [_offices(reader, keys) for reader in request.readers],
        "wanted": [list(names) for names in request.units] if request.units is not None else None,
    }


def _offices(reader: Reader, keys: dict[object, int]) -> dict[str, int]:
    """Name → number of the office that a notice means by it."""
    return {name: keys.setdefault(key_of(reader, name), len(keys)) for name in reader.parties}


def _script(data: dict[str, Any]) -> Markup:
    """JSON that no text can leave the script element from."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - < is escaped
