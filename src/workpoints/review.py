"""What persons add to structured files, and how it survives when these are made anew.

A correction names a value by the id of its part and a field (title, clauses.0.duty.lead), says what the parser read
there (`was`) and what stands there instead (`now`). A later reading is corrected in the same way as long as it still
reads what `was` says; where it reads `now` by itself, the correction has done its work; else the two conflict, the
reading stands, and the correction waits for a person.
"""

from __future__ import annotations

import datetime as dt
import re
from copy import deepcopy
from typing import Any, NamedTuple, cast

from workpoints.convert import from_data, to_data
from workpoints.document import CorrectionData, NoticeData, keys_by_place
from workpoints.fingerprints import carry_marks
from workpoints.leaves import OUTSIDE, Change, Leaf, Value, differences, leaves, spoken
from workpoints.parts import find_part, parts
from workpoints.yaml_reader import NOTICE

__all__ = [
    "Renewed",
    "name_of",
    "recorded",
    "renewed",
]

Data = dict[str, Any]
_LONGEST_NUMBER = 6


class Renewed(NamedTuple):
    """A structured file made anew, and what became of what persons added to the former one."""

    former: NoticeData
    data: NoticeData
    agreed: list[CorrectionData]
    """Corrections that the reading has come to agree with; they are no longer in the data."""
    conflicts: list[tuple[CorrectionData, Value | None]]
    """Corrections whose `was` is no longer what is read, with what is; they stay in the data and change nothing."""
    lost: list[str]
    """Ids of parts that were reviewed and are no longer there."""

    @property
    def same_source(self) -> bool:
        """Whether both were read from the same file."""
        return self.former["source"]["sha256"] == self.data["source"]["sha256"]

    @property
    def changes(self) -> list[Change]:
        """Where the former file differs from the new one."""
        return differences(self.data, self.former)


# ---- Corrections -----------------------------------------------------------------------------------------------------


def recorded(
    former: NoticeData, parsed: NoticeData, *, reason: str = "", by: str = "", date: dt.date | None = None
) -> tuple[NoticeData, list[Change]]:
    """A structured file with its edits as corrections, and the edits that were not recorded before.

    `parsed` is what its source is read as. A correction that was edited away is dropped.
    """
    known = {_leaf_of(each): each for each in former.get("corrections", ())}
    former = to_data(from_data(former))
    waiting = {_leaf_of(each): each for each, _ in renewed(former, parsed).conflicts}
    corrections: list[CorrectionData] = []
    fresh: list[Change] = []
    for change in differences(parsed, former):
        before = waiting.pop(change.leaf, None) or known.get(change.leaf)
        if before and before.get("now") == change.now:
            corrections.append(_against(before, change.was))
        else:
            fresh.append(change)
            corrections.append(_correction(change, _words_at(parsed, change.leaf), reason, by, date))
    data = former | {"corrections": [*corrections, *waiting.values()]}
    return to_data(from_data(cast("NoticeData", data))), fresh


def _correction(change: Change, words: str, reason: str, by: str, date: dt.date | None) -> CorrectionData:
    part, field = change.leaf
    data: Data = {"id": part, "field": field, "beside": words, "was": change.was, "now": change.now}
    data |= {"reason": reason, "by": by, "date": date}
    return cast("CorrectionData", {key: value for key, value in data.items() if value})


def _against(correction: CorrectionData, was: Value | None) -> CorrectionData:
    """A correction of what is read today."""
    others = {key: value for key, value in correction.items() if key != "was"}
    return cast("CorrectionData", others | ({"was": was} if was is not None else {}))


def renewed(former: NoticeData, parsed: NoticeData) -> Renewed:
    """The structured file of a new reading, with the corrections and marks of the former file."""
    corrections = [_located(parsed, each) for each in former.get("corrections", [])]
    read = leaves(parsed) if corrections else {}
    agreed = [each for each in corrections if read.get(_leaf_of(each)) == each.get("now")]
    kept = [each for each in corrections if each not in agreed]
    fitting = [each for each in kept if read.get(_leaf_of(each)) == each.get("was") and _is_beside(parsed, each)]
    data, made = _corrected(parsed, fitting)
    conflicts = [(each, read.get(_leaf_of(each))) for each in kept if each not in made]
    lost = carry_marks(former, data)
    if kept:
        data["corrections"] = kept
    if "reviewed" in former:
        data["reviewed"] = former["reviewed"]
    return Renewed(former, to_data(from_data(data)) if kept else data, agreed, conflicts, lost)


def _corrected(parsed: NoticeData, corrections: list[CorrectionData]) -> tuple[NoticeData, list[CorrectionData]]:
    """A reading with corrections made, and those among them that could be.

    They are made all at once, as one may need another (a duty its text); else those of a part, or one by one.
    """
    by_part: dict[str, list[CorrectionData]] = {}
    for correction in corrections:
        by_part.setdefault(correction.get("id", ""), []).append(correction)
    data, made = deepcopy(parsed), list[CorrectionData]()
    waiting = [corrections, *by_part.values(), *([each] for each in corrections)]
    for group in waiting:
        if group and not any(each in made for each in group) and (attempt := _attempt(data, group)):
            data = attempt
            made += group
    return data, made


def _attempt(data: NoticeData, corrections: list[CorrectionData]) -> NoticeData | None:
    """The data with corrections made; None where one of them has no place, or the outcome is no notice."""
    changed = cast("Data", deepcopy(data))
    if not all(_put(changed, each) for each in corrections):
        return None
    try:
        whole = to_data(from_data(cast("NoticeData", _pruned(changed))))
    except (KeyError, ValueError):
        return None
    found = leaves(whole)
    return whole if all(found.get(_leaf_of(each)) == each.get("now") for each in corrections) else None


# ---- Where a correction belongs --------------------------------------------------------------------------------------

_IN_CLAUSE = re.compile(r"clauses\.(?P<number>[0-9]{1,6})\.(?P<rest>.+)")
_CLAUSE_TEXT = re.compile(r"clauses\.[0-9]+\.text")
_WORDS = 20
"""How many characters of a text tell it from the others."""


def _words_at(data: NoticeData, leaf: Leaf) -> str:
    """The first words of the text beside a value: of its clause, or of its part; empty where there is none."""
    part, field = leaf
    node = find_part(data, part) if part else None
    if node is None or _CLAUSE_TEXT.fullmatch(field):  # a text is told by its `was`
        return ""
    clauses = node.get("clauses", [])
    clause = _IN_CLAUSE.match(field)
    if clause and int(clause["number"]) < len(clauses):
        return clauses[int(clause["number"])].get("text", "")[:_WORDS]
    text = clauses[0].get("text", "") if clauses else ""
    return (text if field == "title" else node.get("title") or text)[:_WORDS]


def _is_beside(parsed: NoticeData, correction: CorrectionData) -> bool:
    return correction.get("beside", "") in ("", _words_at(parsed, _leaf_of(correction)))


def _located(parsed: NoticeData, correction: CorrectionData) -> CorrectionData:
    """A correction at the one place where its words stand by now; as it is where there is none, or several."""
    if _is_beside(parsed, correction):
        return correction
    field = correction["field"]
    clause = _IN_CLAUSE.match(field)
    found: list[Leaf] = []
    for _, node in parts(parsed):
        count = len(node.get("clauses", []))
        places = [f"clauses.{k}.{clause['rest']}" for k in range(count)] if clause else [field]
        found += [
            (node["id"], place) for place in places if _words_at(parsed, (node["id"], place)) == correction["beside"]
        ]
    return correction | {"id": found[0][0], "field": found[0][1]} if len(found) == 1 else correction


# ---- Making corrections ----------------------------------------------------------------------------------------------


def _leaf_of(correction: CorrectionData) -> Leaf:
    return correction.get("id", ""), correction["field"]


def name_of(correction: CorrectionData) -> str:
    """How to speak of a correction."""
    return spoken(_leaf_of(correction))


def _put(data: Data, correction: CorrectionData) -> bool:
    """Make a correction; False where there is no such place."""
    part, field = _leaf_of(correction)
    node: Any = _part(data, part) if part else data
    *steps, last = field.split(".")
    if node is None or not _is_place(bool(part), field):
        return False
    try:
        for step, following in zip(steps, [*steps, last][1:], strict=True):
            node = _below(node, step, [] if following.isdecimal() else {})
        return _set(node, last, correction.get("now"))
    except (IndexError, KeyError, ValueError):
        return False


def _is_place(in_part: bool, field: str) -> bool:  # noqa: FBT001
    """Whether the file format has such a field, in a part or outside: clauses.0.duty.lead, header.title."""
    known = keys_by_place(NoticeData)
    place = "children" if in_part else ""
    steps = field.split(".")
    for k, step in enumerate(steps):
        if step.isdecimal() != (k > 0 and steps[k - 1] in NOTICE.lists_of_mappings):
            return False
        if not step.isdecimal():
            if step not in known.get(place, ()) or (k == 0 and step in OUTSIDE):
                return False
            place = step
    return place not in NOTICE.mappings | NOTICE.lists_of_mappings and not steps[-1].isdecimal()


def _set(node: Data, key: str, now: Value | None) -> bool:
    """Set or take out a value of the right kind; False where it is of another."""
    if now is None:
        node.pop(key, None)
        return True
    if isinstance(now, list) != (key in NOTICE.lists_of_texts):
        return False
    node[key] = now if isinstance(now, list) else NOTICE.scalars.get(key, str)(now)
    return True


def _below(node: Any, step: str, empty: Any) -> Any:
    """What stands below a mapping or a list, made where it is missing."""
    if not step.isdecimal():
        return node.setdefault(step, empty)
    if int(step) == len(node):
        node.append(empty)
    return node[int(step)]


def _part(data: Data, wanted: str) -> Data | None:
    """The part with an id, made in its place where the part above it is there."""
    if found := _found(data, wanted):
        return found
    above, _, number = wanted.rpartition(".")
    parent = _found(data, above) if above else data.setdefault("plan", {})
    if parent is None or not (number.isascii() and number.isdecimal()) or len(number) > _LONGEST_NUMBER:
        return None
    siblings = parent.setdefault("children", [])
    place = sum(int(node["id"].rpartition(".")[2]) < int(number) for node in siblings)
    siblings.insert(place, {"id": wanted})  # a correction of its label has to follow
    return cast("Data", siblings[place])


def _found(data: Data, wanted: str) -> Data | None:
    return cast("Data | None", find_part(cast("NoticeData", data), wanted))


def _pruned(value: Any) -> Any:
    """Data without the mappings and lists that corrections have emptied, and without parts that lost their label."""
    if isinstance(value, dict):
        kept = {key: _pruned(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ({}, [], None)}
    if isinstance(value, list):
        below = [_pruned(item) for item in value]
        return [item for item in below if item != {} and not (isinstance(item, dict) and set(item) == {"id"})]
    return value
