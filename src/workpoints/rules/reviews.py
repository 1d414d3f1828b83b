"""Reviews: what persons have changed in structured files, and whether it still fits the source.

These rules look at files in the project's folder of structured files whose raw notice is in its folder of raw notices.
"""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.fingerprints import is_edited, unreviewed
from workpoints.i18n import N_
from workpoints.leaves import Leaf, Value, spoken
from workpoints.parts import parts
from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Subject
from workpoints.yaml_reader import Path

_NOTHING = N_("nothing")


@rule("WP521", ("structured",))
def up_to_date(subject: Subject) -> Iterator[Remark]:
    """A structured file holds what its raw notice is read as today.

    The hash in `source` tells that the raw notice has been changed since it was parsed, or the notice is read otherwise
    by a newer version. `workpoints parse` makes the file anew and keeps the corrections in it.

    Fails:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: '0'}
        plan: {children: [{id: '1', label: 一、, title: 市容}]}

    Passes:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市容}]}
    """
    if subject.document and subject.reading:
        renewed, source, other = subject.renewed, subject.document.data["source"], subject.reading["source"]
        read_otherwise = renewed and subject.changes and not is_edited(renewed.former)
        if source["sha256"] != other["sha256"] or read_otherwise:
            yield Remark(("source", "sha256"), {"name": source["name"]})


@rule("WP522", ("structured",))
def recorded_edits(subject: Subject) -> Iterator[Remark]:
    """What a person changes in a structured file is recorded as a correction.

    An edit that is not recorded would be lost when the file is made anew, so `workpoints parse` leaves such a file
    alone. `workpoints review` records the edits; who did not mean to edit takes them back.

    Fails:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市貌}]}

    Passes:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市貌}]}
        corrections: [{id: '1', field: title, was: 市容, now: 市貌}]
    """
    renewed = subject.renewed
    if not (renewed and renewed.same_source and is_edited(renewed.former)):
        return
    waiting = {(each.get("id", ""), each["field"]) for each, _ in renewed.conflicts}
    whole = {leaf[0] for leaf, was, now in subject.changes if leaf[1] == "label" and (was is None or now is None)}
    for leaf, was, now in subject.changes:
        if leaf not in waiting and (leaf[0] not in whole or leaf[1] == "label"):
            at = _path_of(subject, leaf)
            if isinstance(now, list) and isinstance(was, list):
                at = (*at, _first_difference(was, now))
            yield Remark(at, {"field": spoken(leaf), "now": _shown(now), "was": _shown(was)})


@rule("WP523", ("structured",))
def corrections_that_apply(subject: Subject) -> Iterator[Remark]:
    """A correction says what the source is read as, so that it can be made again.

    Where the source is read otherwise by now, the correction is not made, because what a person saw is no longer there.
    Look at the source, and change `was`, or delete the correction.

    Fails:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市容}]}
        corrections: [{id: '1', field: title, was: 园林, now: 绿化}]

    Passes:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市貌}]}
        corrections: [{id: '1', field: title, was: 市容, now: 市貌}]
    """
    places = _places(subject)
    for correction, found in subject.renewed.conflicts if subject.renewed else ():
        leaf = correction.get("id", ""), correction["field"]
        arguments = {"field": spoken(leaf), "was": _shown(correction.get("was")), "found": _shown(found)}
        yield Remark(places.get(leaf, ("corrections",)), arguments)


@rule("WP524", ("structured",))
def corrections_that_are_needed(subject: Subject) -> Iterator[Remark]:
    """A correction changes something.

    Once the source is read as the correction wants it, the correction has done its work; `workpoints parse` drops it.

    Fails:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市容}]}
        corrections: [{id: '1', field: title, was: 园林, now: 市容}]

    Passes:
        ==> data/raw/x.txt <==
        一、市容
        ==> data/structured/x.yaml <==
        schema_version: 1
        source: {name: x.txt, sha256: …}
        plan: {children: [{id: '1', label: 一、, title: 市貌}]}
        corrections: [{id: '1', field: title, was: 市容, now: 市貌}]
    """
    places = _places(subject)
    for correction in subject.renewed.agreed if subject.renewed else ():
        leaf = correction.get("id", ""), correction["field"]
        yield Remark(places.get(leaf, ("corrections",)), {"field": spoken(leaf)})


@rule("WP525", ("structured",))
def reviewed_as_it_stands(subject: Subject) -> Iterator[Remark]:
    """A file or a part that is marked as reviewed is still as the person saw it.

    `reviewed` holds a fingerprint over title, texts and duties. When one of these changes, somebody has to look again:
    `workpoints review --seen` sets the mark anew.

    Fails:
        schema_version: 1
        source:
          name: x.txt
          sha256: '0'
        plan:
          title: 某市2023年工作要点
        reviewed: sha256-0000000000000000

    Passes:
        schema_version: 1
        source:
          name: x.txt
          sha256: '0'
        plan:
          title: 某市2023年工作要点
        reviewed: sha256-11b11cfc74771780
    """
    if not (subject.document and subject.notice):
        return
    data = subject.document.data
    if unreviewed(data):
        yield Remark(("reviewed",), {"name": data["source"]["name"]})
    for (path, part), (_, node) in zip(subject.parts, parts(data), strict=True):
        if unreviewed(node):
            yield Remark((*path, "reviewed"), {"name": part.id})


def _path_of(subject: Subject, leaf: Leaf) -> Path:
    """The path of a value in the file."""
    part, field = leaf
    paths = {node.id: path for path, node in subject.parts}
    if part and part not in paths:  # taken out: told at the part above
        return paths.get(part.rpartition(".")[0], ("plan", "children"))
    steps = tuple(int(step) if step.isdecimal() else step for step in field.split("."))
    return (*paths.get(part, ()), *steps)


def _first_difference(was: list[str], now: list[str]) -> int:
    """Which entry of a list is not as it was; the last one where some are missing behind it."""
    return next(
        (k for k, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now) - 1)
    )


def _places(subject: Subject) -> dict[Leaf, Path]:
    """The paths of the corrections by what they correct."""
    corrections = subject.notice.corrections if subject.notice else ()
    return {(each.id or "", each.field): ("corrections", k, "field") for k, each in enumerate(corrections)}


def _shown(value: Value | None) -> str:
    return ("、".join(value) if isinstance(value, list) else value or "") or _NOTHING
