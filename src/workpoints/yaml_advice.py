"""What the writer of a YAML file has to do where it cannot be read, told in words of the file and not of a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile
from typing import NamedTuple

import yaml

from workpoints.i18n import N_, translate
from workpoints.source import Span
from workpoints.yaml_loader import LOADER

__all__ = ["advised", "names_and_tags"]


class _Advice(NamedTuple):
    """What to do about something that the YAML library says."""

    words: str
    """In what the YAML library says."""
    reason: str
    from_start: bool = False
    """Whether the place is where the library began to read something, and not where it gave up."""


_CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_CONTROL = N_("a control character stands here: take it out")
_TAB = N_("a tab cannot stand here: indent with blanks")
_INDENTED = N_("this line is indented unlike those above: begin it where the keys or entries beside it begin")
_OPEN = N_("this quotation mark is not closed")
_COLON = N_("a text with a colon and a blank in it has to stand in quotation marks")
_NO_KEY = N_("this line is no key, nor indented as part of a text above")
_KEY_ENDS = N_("a key ends with a colon and a blank (: )")
_MERGED = N_("two versions were merged here: keep one of them")
_QUOTED = N_("the text ends at the quotation mark before this: put all of it in marks of the other kind, ' or \"")
_CLOSED = N_("the value ends at the bracket before this: a text with brackets has to stand in quotation marks")
_DASH = N_("a list begins on a line of its own; a text that begins with - has to stand in quotation marks")
_BRACKET = N_("this bracket is not closed, or a comma (,) is missing in it")
_NO_VALUE = N_("a value is missing here; a text that begins with {sign} has to stand in quotation marks")
_ADVICE = (
    _Advice("unknown escape", N_("between double quotation marks a \\ has to be written twice")),
    _Advice("scanning a quoted scalar", _OPEN, from_start=True),
    _Advice("tab character", _TAB),
    _Advice("expected ',' or", _BRACKET, from_start=True),
    _Advice("node content", _NO_VALUE),
    _Advice("mapping values are", _COLON),
    _Advice("expected ':'", _NO_KEY, from_start=True),
    _Advice("entries are not", _DASH),
    _Advice("single document", N_("a second document begins here: a file holds only one")),
    _Advice("expected key", _INDENTED),
    _Advice("expected <", _INDENTED),
    _Advice("expected '-'", _INDENTED),
    _Advice("", N_("a text that begins with {sign} has to stand in quotation marks"), from_start=True),
)
_KEY = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>[A-Za-z_][A-Za-z0-9_]*)")
_BAD_COLON = re.compile(rf"{_KEY.pattern}[ ]*(?P<colon>：|:(?=[^ /]))")


def advised(text: str, error: yaml.YAMLError) -> tuple[Span, str]:
    """The place of a fault and what to do, by what the YAML library says and what stands there."""
    if not isinstance(error, yaml.MarkedYAMLError):
        found = _CONTROL.search(text)
        return Span(*found.span()) if found else Span(0, 0), _NO_CONTROL
    said = f"{error.context} {error.problem}"
    _, reason, from_start = next(each for each in _ADVICE if each.words in said)
    mark = (from_start and error.context_mark) or error.problem_mark
    return _at(text, mark.index if mark else 0, reason)


def _at(text: str, place: int, reason: str) -> tuple[Span, str]:
    """A fault by its place and the usual reason, which what stands there may put right."""
    start = text.rfind("\n", 0, place) + 1
    before, rest = text[start:place], text[place:].split("\n", 1)[0].rstrip()
    if reason == _COLON and (key := _KEY.fullmatch(before)):
        return _unlike_above(text, start + key.start("key"), place)
    if reason == _NO_KEY:
        return _no_key(before + rest, start)
    if reason == _INDENTED and before.strip(" -"):
        return _behind_value(text, place)
    if reason == _INDENTED:
        return Span(place, place + len(rest)), reason
    sign = rest[:1]
    if reason == _NO_VALUE and not sign:
        return _open_bracket(text), _BRACKET
    reason = _TAB if sign == "\t" else translate(reason).format(sign=sign)
    return Span(place, place + len(sign)), reason


def _unlike_above(text: str, first: int, end: int) -> tuple[Span, str]:
    """What is wrong with a key where none may stand: it is indented, or the line above is a key without its colon."""
    above = text[: text.rfind("\n", 0, first) + 1].rstrip()
    start = above.rfind("\n") + 1
    line, key = above[start:], _KEY.match(above, start)
    has_colon = ": " in line or line.endswith(":")
    if key and not has_colon and key.start("key") - start == first - text.rfind("\n", 0, first) - 1:
        colon = _BAD_COLON.match(above, start)
        return Span(*colon.span("colon")) if colon else Span(key.start("key"), len(above)), _KEY_ENDS
    return Span(first, end), _INDENTED


def _open_bracket(text: str) -> Span:
    """The innermost bracket that is open at the end of the text."""
    open_ones: list[int] = []
    for token in _tokens(text):
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            open_ones.append(token.start_mark.index)
        elif open_ones and isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            open_ones.pop()
    return Span(open_ones[-1], open_ones[-1] + 1) if open_ones else Span(len(text), len(text))


def _no_key(line: str, start: int) -> tuple[Span, str]:
    """What is wrong with a line that should have a key."""
    if found := _BAD_COLON.match(line):
        return Span(start + found.start("colon"), start + found.end("colon")), _KEY_ENDS
    first = len(line) - len(line.lstrip())
    reason = _MERGED if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else _NO_KEY
    return Span(start + first, start + len(line)), reason


def _behind_value(text: str, place: int) -> tuple[Span, str]:
    """What is wrong where something stands behind a value that has ended."""
    last = None
    for token in takewhile(lambda each: each.start_mark.index < place, _tokens(text)):
        last = token
    if not isinstance(last, yaml.ScalarToken):
        return Span(place, place + 1), _CLOSED
    if last.start_mark.line == last.end_mark.line:
        return Span(place, place + 1), _QUOTED
    start = last.start_mark.index
    return Span(start, start + 1), _OPEN


def _tokens(text: str) -> Iterator[yaml.Token]:
    """The tokens of a text as far as there are any."""
    with suppress(yaml.YAMLError):
        yield from yaml.scan(text, Loader=LOADER)


def names_and_tags(text: str) -> Iterator[Span]:
    """What YAML takes for a name (&name) or a type (!type) in front of a value, and leaves out of the value."""
    for token in _tokens(text):
        if isinstance(token, yaml.AnchorToken | yaml.TagToken):
            yield Span(token.start_mark.index, token.end_mark.index)
