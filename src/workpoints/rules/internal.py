"""The check itself: where it failed, and comments that silence it."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.diagnostics import CODES
from workpoints.i18n import N_
from workpoints.rules.rule import YAML, Remark, rule
from workpoints.rules.subject import Subject

_UNREAD = ("WP50", "WP901")
"""Codes of faults for which a file is not looked at any further."""


@rule("WP901", ("raw", "structured", "registry", "unreadable"))
def failed_check(subject: Subject) -> Iterator[Remark]:
    """The check of a file comes to its end.

    A mistake in this program, not in the file: please report it with the file and the message. The other rules and the
    other files have been checked. No file is known that shows it, so there is no example.
    """
    return subject.told("WP901")


@rule("WP902", YAML, last=True)
def silence_in_vain(subject: Subject) -> Iterator[Remark]:
    """A silence covers a finding on its line, or on the line below it where it stands alone.

    What it was written for is no longer there, or stands on another line; a later finding would go unseen. Take the
    code out of the comment, or move the comment to its line.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: '1.10'  # workpoints: ignore WP506 the number of a campaign

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 1.10  # workpoints: ignore WP506 the number of a campaign
    """
    if any(each.code.startswith(_UNREAD) for each in subject.remarks):
        return
    for silence in subject.unused:
        if _is_known(silence.code):
            yield Remark(silence.span, {"code": silence.code})


@rule("WP903", YAML, last=True)
def silence_without_reason(subject: Subject) -> Iterator[Remark]:
    """A silence gives its reason behind the code.

    Whoever reads the file later, or looks for what was passed over, has to know why this is no fault. One sentence is
    enough.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 1.10  # workpoints: ignore WP506

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 1.10  # workpoints: ignore WP506 the number of a campaign
    """
    told: set[int] = set()
    for silence in subject.silences:
        line = subject.source.position(silence.span.start).line
        if not silence.reason and line not in told and _is_known(silence.code):
            told.add(line)
            yield Remark(silence.span)


@rule("WP904", YAML, last=True)
def silence_of_no_code(subject: Subject) -> Iterator[Remark]:
    """A silence names a code, or the beginning of codes.

    A code that no rule has silences nothing. Codes are written in capitals, several are separated by commas, and the
    reason stands behind them; `WP2` stands for all codes that begin with it.

    Fails:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 1.10  # workpoints: ignore WP560 the number of a campaign

    Passes:
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan:
          title: 1.10  # workpoints: ignore WP506 the number of a campaign
    """
    for silence in subject.silences:
        if not _is_known(silence.code):
            capitals = silence.code.upper()
            fix = capitals if _is_known(capitals) else None
            yield Remark(silence.span, {"code": silence.code or N_("none given")}, fix=fix)


def _is_known(code: str) -> bool:
    return bool(code) and any(each.startswith(code) for each in CODES)
