"""Duties: who has to do a task, in which role, and by when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from workpoints.model import Item, Notice, Section
from workpoints.parties import ROLE_OF
from workpoints.roles import ROLE_NAMES
from workpoints.rules.header import year_of
from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Named, Subject
from workpoints.units import read_name
from workpoints.words import EMPTY_SETS, MANNER_WORDS, RULE_WORDS, alternatives
from workpoints.yaml_reader import Path

_YEAR = re.compile(r"20\d\d")
_SEVERAL_YEARS = re.compile("[二两三四五六七八九十]年|规划|“[一二三四五六七八九十]+五”")
_QUARTER = (3, 31)
_YEAR_END = (12, 31)
_DOES_BY_WORDS = re.compile(r"(?:^|[。；，,\n])各|牵头|负责(?!人|同志)|会同|负总责")
"""What a text holds that says by itself who acts: 各单位要重视, 由市教育局会同有关部门解释."""
_SHARES = re.compile("按职责分工|分别")
_FIRST_LEADS = re.compile(RULE_WORDS["first_leads"])
_EACH_LEADS = re.compile("分[别別](?:牵头|牽頭|主办|主辦)")
_ROLE_INSIDE = re.compile(f"(?:{alternatives(MANNER_WORDS)})*(?P<word>{alternatives(ROLE_OF)})(?=.)")
_IN_NAMES = frozenset(("指导", "督导", "落实", "组织落实", "协助", "参与", "协办", "承办", "主办", "组织实施"))
"""Role words that names of offices hold too: 教育督导室, 就业指导中心, 督查落实科."""
_OPEN = re.compile(rf"(?<![高中初同平对均])等(?!级)(?:{alternatives(EMPTY_SETS)})?")
_OF_KIND = re.compile("[^，。；、等]{0,16}(?:部门|单位|机构|成员)")


@rule("WP201", ("raw",))
def uncertain_name(subject: Subject) -> Iterator[Remark]:
    """Every party is certain to be an office or a set of offices.

    A name that ends like no office known may be a person, a place or a piece of the sentence. The duty is read as that
    of the name; with `--strict` it is left out. Write the full name, or correct it in the structured file.

    Fails:
        一、加强巡查。（市巡查大组负责）

    Passes:
        一、加强巡查。（市巡查大队负责）
    """
    return subject.told("WP201")


@rule("WP202", ("raw",))
def no_role_word(subject: Subject) -> Iterator[Remark]:
    """A notation says by a word or a label what its offices do.

    Without 牵头, 负责, 配合 or 责任单位： the offices are read as responsible. That is a guess: they may only have to
    help.

    Fails:
        一、加强巡查。（市城管局）

    Passes:
        一、加强巡查。（市城管局负责）
    """
    return subject.told("WP202")


@rule("WP203", ("raw",))
def part_not_understood(subject: Subject) -> Iterator[Remark]:
    """A notation holds parties, roles, a deadline and labelled remarks, and nothing else.

    What else stands there assigns nothing and is lost to those who look for duties. Its place is the text of the task.

    Fails:
        一、加强巡查。（市城管局负责；依据安排确定频次）

    Passes:
        一、依据安排加强巡查。（市城管局负责）
    """
    return subject.told("WP203")


@rule("WP204", ("raw",))
def unread_notation(subject: Subject) -> Iterator[Remark]:
    """What ends like a notation names the offices that have the duty.

    A bracket or a cell that could not be read stays text, and its task is in no list of duties. Write the names of the
    offices; a remark that is no notation stands better outside the bracket or the column.

    Fails:
        |序号|任务|责任单位|
        |1|建学校。|根据用地情况确定|

    Passes:
        |序号|任务|责任单位|
        |1|建学校。|市教育局|
    """
    return subject.told("WP204")


@rule("WP205", ("raw",))
def impossible_day(subject: Subject) -> Iterator[Remark]:
    """A deadline is on a day of the calendar.

    Nobody can keep or check one that is not, such as 9月31日, and it gets no date in the structured file. For the last
    day of a month 9月底 is always right.

    Fails:
        一、加强巡查。（市城管局负责，2024年9月31日前完成）

    Passes:
        一、加强巡查。（市城管局负责，2024年9月底前完成）
    """
    return subject.told("WP205")


@rule("WP206", ("raw",))
def offices_without_role(subject: Subject) -> Iterator[Remark]:
    """A line that only names offices has a label, a bracket or a role word.

    A name alone below a task may be its office, a signature or a heading. It is left as text, and the task has no duty.
    One office alone at the end of the notice is taken for its signature.

    Fails:
        一、加强巡查
        每周巡查。
        市城管局
        二、整治市容
        清理占道经营。（市城管局负责）

    Passes:
        一、加强巡查
        每周巡查。
        责任单位：市城管局
    """
    return subject.told("WP206")


@rule("WP207", ("raw",))
def empty_cell(subject: Subject) -> Iterator[Remark]:
    """Every row of a table names the offices that its other columns ask for.

    An empty cell is what remains of one merged with the cell above, so the offices named there are taken. It may also
    have been left empty; the printed table shows which.

    Fails:
        |序号|任务|牵头单位|配合单位|
        |1|建学校。|市教育局|市财政局|
        |2|招教师。||市人社局|

    Passes:
        |序号|任务|牵头单位|配合单位|
        |1|建学校。|市教育局|市财政局|
        |2|招教师。|市教育局|市人社局|
    """
    return subject.told("WP207")


@rule("WP208")
def deadline_past(subject: Subject) -> Iterator[Remark]:
    """A deadline is not past when the notice is issued.

    A duty that is due before anybody has read of it cannot be kept. The year is wrong, the line was copied from an
    older plan, or the notice was late.

    Fails:
        某市2024年工作要点
        一、加强巡查。（市城管局负责，3月底前完成）
        某市人民政府
        2024年5月6日

    Passes:
        某市2024年工作要点
        一、加强巡查。（市城管局负责，6月底前完成）
        某市人民政府
        2024年5月6日
    """
    issued = subject.notice and subject.notice.header.issued_on
    for path, due in _deadlines(subject) if issued else ():
        if issued and due < issued:
            yield Remark(path, {"date": due.isoformat(), "issued_on": issued.isoformat()})


@rule("WP209")
def deadline_outside_year(subject: Subject) -> Iterator[Remark]:
    """A deadline is in the year that the title of the plan names.

    Another year is often left from the plan of the year before. Not meant are what plans of one year do set beyond it,
    the first quarter of the next year, in which work is closed, and targets for the end of a later year; plans of
    several years; and deadlines past when the notice is issued, which are the matter of WP208.

    Fails:
        某市2024年工作要点
        一、加强巡查。（市城管局负责，2023年6月底前完成）

    Passes:
        某市2024年工作要点
        一、加强巡查。（市城管局负责，2024年6月底前完成）
    """
    notice = subject.notice
    year = _single_year(notice) if notice else None
    for path, due in _deadlines(subject) if notice and year else ():
        past = notice and notice.header.issued_on and due < notice.header.issued_on
        if year and not past and not _belongs_to(due, year):
            yield Remark(path, {"date": due.isoformat(), "year": year})


def _deadlines(subject: Subject) -> Iterator[tuple[Path, date]]:
    """The deadlines with a date, each with the path of its text."""
    for path, _, duty in subject.duties:
        if duty.deadline and duty.deadline.date:
            yield (*path, "deadline", "text"), duty.deadline.date


def _single_year(notice: Notice) -> int | None:
    """The year that the title of a plan names; None where it names none or several."""
    for title in filter(None, (notice.plan.title, notice.header.title)):
        if _YEAR.search(title):
            year = year_of(title)
            return int(year[0]) if year and not _SEVERAL_YEARS.search(title) else None
    return None


def _belongs_to(due: date, year: int) -> bool:
    day = (due.month, due.day)
    return due.year == year or (due.year > year and (day == _YEAR_END or (due.year == year + 1 and day <= _QUARTER)))


class _Leaf(NamedTuple):
    """A part with nothing below it."""

    path: Path
    node: Item
    has_duty: bool
    """Whether it, or a part above it, has a duty."""


@rule("WP210")
def task_without_duty(subject: Subject) -> Iterator[Remark]:
    """A task has a duty where those beside it have one.

    Nobody does what is assigned to nobody. Aims and safeguards fill whole chapters without duties, so a part is
    compared with those of its chapter. Two thirds of them have to have a duty, two beside one without: where fewer do,
    leaving it out may be meant. What opens or closes a plan without chapters is no task, and a text that says itself
    who acts (各单位要…, 由市教育局负责…) needs no notation.

    Fails:
        一、城市管理
        1.加强巡查。（市城管局负责）
        2.整治市容。
        3.清理河道。（市水利局负责）

    Passes:
        一、城市管理
        1.加强巡查。（市城管局负责）
        2.整治市容。（市城管局负责）
        3.清理河道。（市水利局负责）
    """
    if subject.notice and any(each.kind == "default_party" for each in subject.notice.plan.rules):
        return
    for leaves in _chapters(subject):
        without = [leaf for leaf in leaves if not leaf.has_duty]
        if 3 * len(without) <= len(leaves):
            for path, node, _ in without:
                texts = [clause.text for clause in node.clauses if clause.text]
                if texts and not any(map(_DOES_BY_WORDS.search, texts)):
                    yield Remark((*path, "title" if node.title else "label"))


def _chapters(subject: Subject) -> Iterator[list[_Leaf]]:
    """The leaves of each chapter; those outside chapters without the ones that open and close the plan."""
    covered: dict[Path, bool] = {}
    chapters: defaultdict[int | str | None, list[_Leaf]] = defaultdict(list)
    for path, node in subject.parts:
        has_duty = covered.get(path[:-2], False) or any(clause.duty for clause in node.clauses)
        if isinstance(node, Section):
            covered[path] = has_duty
        else:
            chapters[path[2] if path[3:] else None].append(_Leaf(path, node, has_duty))
    alone = chapters.pop(None, [])
    assigned = [k for k, leaf in enumerate(alone) if leaf.has_duty]
    yield from (alone[assigned[0] : assigned[-1] + 1] if assigned else [], *chapters.values())


@rule("WP211")
def nobody_leads(subject: Subject) -> Iterator[Remark]:
    """Where several offices are responsible, one leads or the notation says how they share the task.

    Otherwise each may wait for the others, and a report on the task has no author. 按职责分工 and 分别 say how it is
    shared, 共同 does not. Sets of offices do not count: in 市教育局、各区政府负责 each acts in its own place. In a
    notice that names no lead at all, only the first such task is told.

    Fails:
        一、加强巡查。（市城管局、公安局负责）

    Passes:
        一、加强巡查。（市城管局牵头，市公安局配合）
        二、整治市容。（市城管局、公安局按职责分工负责）
    """
    if subject.notice and _first_leads_outside(subject.notice):
        return
    led = {path[:-3] for path, _, duty in subject.duties if duty.lead}
    yield from islice(_without_lead(subject, led), None if led else 1)


def _without_lead(subject: Subject, led: set[Path]) -> Iterator[Remark]:
    """A remark on each duty that several share without a word, but for those in parts below one that has a lead."""
    for path, _, duty in subject.duties:
        if duty.lead or len(duty.responsible) == 1 or (duty.manner and _SHARES.search(duty.manner)):
            continue
        several = sum(party.kind == "unit" for party in duty.responsible) > 1
        if several and not any(part in led for part in _above(path[:-3])):
            yield Remark((*path, "responsible", 0))


def _first_leads_outside(notice: Notice) -> bool:
    """Whether the notice says outside its notations that the first office of a list leads."""
    texts = (notice.header.body, notice.plan.preamble, notice.plan.closing)
    return any(_FIRST_LEADS.search(text) for text in texts if text)


def _above(part: Path) -> Iterator[Path]:
    while len(part) > len(("plan", "children", 0)):
        part = part[:-2]
        yield part


@rule("WP212")
def alone_and_each(subject: Subject) -> Iterator[Remark]:
    """分别牵头 follows several offices, or a set of them.

    With one office before it, another has been lost, or the word is left from a longer list.

    Fails:
        一、加强巡查。（市城管局分别牵头，市公安局配合）

    Passes:
        一、加强巡查。（市城管局、公安局分别牵头）
    """
    for path, _, duty in subject.duties:
        if len(duty.lead) == 1 and duty.lead[0].kind == "unit" and not duty.open_ended:
            for found in _EACH_LEADS.finditer(duty.text):
                yield Remark((*path, "text"), {"manner": found[0], "name": duty.lead[0].name}, found.span())


@rule("WP213")
def two_roles(subject: Subject) -> Iterator[Remark]:
    """An office has one role in a duty.

    One that leads has the duty already, and one that supports itself is two offices of which one is misnamed. Sets of
    offices may stand in two roles: their members differ.

    Fails:
        一、加强巡查。（市城管局牵头，市城管局、公安局配合）

    Passes:
        一、加强巡查。（市城管局牵头，市公安局配合）
    """
    for each, roles in _named_again(subject):
        if each.role not in roles:
            names = "、".join(ROLE_NAMES[role] for role in dict.fromkeys((*roles, each.role)))
            yield Remark(each.path, {"name": each.party.name, "roles": names})


@rule("WP214")
def named_twice(subject: Subject) -> Iterator[Remark]:
    """An office is named once in a role.

    The second name is superfluous, or stands where another office was meant.

    Fails:
        一、加强巡查。（市城管局、市公安局、市城管局负责）

    Passes:
        一、加强巡查。（市城管局、市公安局、市交通局负责）
    """
    for each, roles in _named_again(subject):
        if each.role in roles:
            yield Remark(each.path, {"name": each.party.name})


def _named_again(subject: Subject) -> Iterator[tuple[Named, list[str]]]:
    """Every mention of an office that its duty has named before, with the roles of the mentions before."""
    duty, before = None, dict[str, list[str]]()
    for each in subject.parties:
        if each.duty is not duty:
            duty, before = each.duty, {}
        if each.party.kind == "unit":
            roles = before.setdefault(each.party.name, [])
            if roles:
                yield each, roles
            roles.append(each.role)


@rule("WP215")
def role_word_in_name(subject: Subject) -> Iterator[Remark]:
    """The name of an office holds no role word between two names.

    Punctuation is missing, so two offices are read as one and the role of the first is lost. Role words that names of
    offices hold too (教育督导室, 就业指导中心) are only taken for such before a name with its place.

    Fails:
        一、加强巡查。（市城管局牵头市公安局配合）

    Passes:
        一、加强巡查。（市城管局牵头，市公安局配合）
    """
    for path, _, party, _ in subject.parties:
        if word := _role_word_in(party.name):
            yield Remark(path, {"word": word, "name": party.name})


@lru_cache(maxsize=4096)
def _role_word_in(name: str) -> str:
    """The role word between two names that are read as one; empty where there is none."""
    for found in _ROLE_INSIDE.finditer(name):
        before, after = name[: found.start()], name[found.end() :]
        if (not before or _is_office(before)) and _is_another(after, found["word"], alone=not before):
            return found["word"]
    return ""


def _is_office(name: str) -> bool:
    reading = read_name(name)
    return reading is not None and reading.certain


def _is_another(name: str, word: str, *, alone: bool) -> bool:
    """Whether what stands behind a role word is the name of another office, or a set with a word that tells which."""
    reading = read_name(name)
    if reading is None or not reading.certain:
        return False
    if alone or word in _IN_NAMES:
        return reading.jurisdiction != ""
    return reading.kind == "unit" or name not in EMPTY_SETS


@rule("WP216")
def open_list(subject: Subject) -> Iterator[Remark]:
    """A list of offices names all of them, or says of which kind the others are.

    等 alone leaves open who else has the duty, and who is not named need not act. Where it closes a complete list it
    can go; behind it may stand a set of offices: 等有关部门.

    Fails:
        一、加强巡查。（市城管局、公安局等负责）

    Passes:
        一、加强巡查。（市城管局、公安局负责）
    """
    for path, _, duty in subject.duties:
        found = _OPEN.search(duty.text) if duty.open_ended else None
        if found and not _OF_KIND.match(duty.text, found.end()):
            yield Remark((*path, "text"), {"word": found[0]}, found.span())
