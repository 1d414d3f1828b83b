"""Units: names of offices that no registry knows, that are not certain, or that do not fit the notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from workpoints.i18n import N_
from workpoints.registry.entries import CENTRE
from workpoints.registry.names import levels_of, normal, opening, place_key, without_bracket
from workpoints.registry.registry import Registry
from workpoints.registry.resolution import Home, Resolution, Unit
from workpoints.rules.header import year_of
from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Mention, Subject
from workpoints.units import read_name
from workpoints.words import DEPARTMENT_ENDS, NO_LEVEL_BEFORE, OWN_LEVELS, PARTNER_WORDS, VILLAGES, ZONES, alternatives

_LEVELS = "省市县区州盟旗镇乡"
_BRANCHES = ("分局", "支局", "分公司", "分行", "支行")
_BUREAU = re.compile("(?:局|部|署|(?<!办公)厅)(?:办公[室厅]|党组|党委)?$")
# What stands in front of the name of an office and says whose it is: 国家发展改革委, 市委宣传部 and 宣传部.
_OWNER = re.compile("(?:中华人民共和国|中国|国家|党工委|党委|工委|委|(?:人民)?政府(?!办))(?=..)")
_ABOVE = "(?:国有|重点|文化|金融|工业)*(?:企业|国企|单位|事业单位|公司|集团)"
_PARTNERS = re.compile(alternatives(PARTNER_WORDS))
_CLAUSE_ENDS = "，。；：\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
_NO_SUCCESSOR = N_("no known successor")


@rule("WP301")
def unknown_unit(subject: Subject) -> Iterator[Remark]:
    """A registry knows every office that has a duty.

    Duties under a name that no registry knows cannot be counted for one office, nor found under its other names. Put
    the office into the unit registry, for which `units --unknown` proposes an entry, or put the name right. Not looked
    for are villages, and names without a place that end as those of departments do (法规科) or stand in the notice of a
    bureau, a company, a school or a hospital, whose own departments they are.

    Fails:
        一、加强巡查。（市飞艇管理局负责）

    Passes:
        一、加强巡查。（市市场监督管理局负责）
    """
    for path, name, found, _ in subject.mentions:
        if found.kind == "unknown" and not _is_own(name, subject):
            yield Remark(path, {"name": name})


def _is_own(name: str, subject: Subject) -> bool:
    """Whether a name may be that of a department of the issuer, or of a village below it."""
    plain, read = without_bracket(name), read_name(name)
    if plain.endswith(VILLAGES) or (read and read.jurisdiction) or any(len(place) > 1 for place, _ in opening(name)):
        return plain.endswith(VILLAGES)
    if plain == "办公室" or plain.endswith(DEPARTMENT_ENDS):
        return True
    return subject.home.inner or _BUREAU.search(subject.issuer) is not None


@rule("WP302")
def ambiguous_unit(subject: Subject) -> Iterator[Remark]:
    """A name means one office, in view of where the notice is from.

    Where it fits several, nobody can tell from the notice who has the duty. Write the place in front of the name, or
    the name in full. Notices that do not name their issuer are not looked at: names without a place fit many there.

    Fails:
        ==> data/units.yaml <==
        schema_version: 1
        jurisdictions:
        - {name: 云州市, aliases: [市], level: 市}
        - {name: 云州高新技术产业开发区, aliases: [高新区], level: 开发区, parent: 云州市}
        units:
        - {name: 云州市园林中心, jurisdiction: 云州市}
        - {name: 云州高新技术产业开发区园林中心, jurisdiction: 云州高新技术产业开发区}
        ==> data/raw/x.txt <==
        云州高新技术产业开发区管理委员会关于做好巡查工作的通知
        一、加强巡查。（园林中心负责）

    Passes:
        云州高新技术产业开发区管理委员会关于做好巡查工作的通知
        一、加强巡查。（市公安局、区公安分局负责）
    """
    home = subject.home
    is_known = subject.issuer and not home.inner and (home.places or home.central)
    for path, name, found, _ in subject.mentions if is_known else ():
        names = _possible(found, home, _day_of(subject)) if found.ambiguous else []
        if len(names) > 1:
            shown = "、".join(names[:3]) + ("等" if names[3:] else "")
            yield Remark(path, {"name": name, "count": len(names), "names": shown})


def _possible(found: Resolution, home: Home, day: str) -> list[str]:
    """The offices that a name may mean: not gone by then where there are such, and of the level of its place."""
    units = [unit for unit in found.named if not _has_ended(unit, day)] or found.named
    if home.central:
        fitting = [unit for unit in units if unit.entry.jurisdiction == CENTRE]
    else:
        levels = levels_of(home.places.get(found.place, found.place) or _last(home))[:1]
        fitting = [unit for unit in units if not (levels and unit.entry.levels) or levels[0] in unit.entry.levels]
    return list(dict.fromkeys(unit.name for unit in fitting))


def _last(home: Home) -> str:
    """The place of the issuer itself, of the places that its name opens with."""
    return next(reversed(home.places.values()), "")


@rule("WP303")
def two_spellings(subject: Subject) -> Iterator[Remark]:
    """An office has one name within a notice.

    Under two names (市卫健委, 市卫生健康委员会) it is found only half of the times, and readers wonder whether two
    offices are meant. Use one of them throughout; the rarer one is reported. The place in front of a name is not
    compared, nor 国家, 市委 and 市政府; a second name plate says in which capacity an office acts, and is no spelling.

    Fails:
        一、加强巡查。（市卫健委负责）
        二、加强监测。（市卫生健康委员会、市公安局负责）

    Passes:
        一、加强巡查。（市卫健委、市公安局负责）
        二、加强监测。（市公安局、卫健委负责）
    """
    offices: dict[object, dict[str, list[Mention]]] = {}
    for mention in subject.mentions:
        if mention.found.kind != "group":
            spelled = offices.setdefault(_office(mention.found, subject.home), {})
            spelled.setdefault(_spelling(mention.found), []).append(mention)
    for spellings in offices.values():
        if len(spellings) > 1:
            yield from _rarer(spellings)


def _rarer(spellings: dict[str, list[Mention]]) -> Iterator[Remark]:
    """A remark on each spelling of an office but the one that stands most often, or first where all are as rare."""
    usual = max(spellings, key=lambda spelling: sum(mention.times for mention in spellings[spelling]))
    other = spellings[usual][0]
    names = [unit.entry.name for unit in other.found.named]
    for spelling, mentions in spellings.items():
        if spelling != usual and _are_alike(spelling, usual, names):
            yield Remark(mentions[0].path, {"name": mentions[0].name, "other": other.name})


def _are_alike(one: str, other: str, names: Iterable[str]) -> bool:
    """Whether one spelling is short for the other, or both are for a name of the office."""
    long = (one, other, *names)
    return normal(one) == normal(other) or any(_holds(name, one) and _holds(name, other) for name in long)


def _holds(text: str, characters: str) -> bool:
    waiting = iter(text)
    return all(character in waiting for character in characters)


def _office(found: Resolution, home: Home) -> object:
    """What tells an office from others within a notice; one without a place is the issuer's own."""
    if not found.named:
        return normal(found.name)
    here = place_key(_last(home))
    known = [(unit.identity, unit.entry.levels) for unit in found.named]
    return frozenset((where or (here if levels else ""), kind) for (where, kind), levels in known)


def _spelling(found: Resolution) -> str:
    """A name without its place, and without a second name plate in brackets."""
    name = without_bracket(found.rest)
    owner = _OWNER.match(name)
    return name[owner.end() :] if owner else name


@rule("WP304")
def office_of_the_past(subject: Subject) -> Iterator[Remark]:
    """An office that has a duty exists at the date of the plan.

    A name from before a reform leaves open which of the successors has the duty; mostly the text was taken over from
    an older plan. Offices of zones are told only where the registry lists them: the reforms did not rename them all.

    Fails:
        关于做好巡查工作的通知
        2024年3月1日
        一、加强巡查。（市环境保护局负责）

    Passes:
        关于做好巡查工作的通知
        2018年3月1日
        一、加强巡查。（市环境保护局负责）
    """
    day = _day_of(subject)
    for path, name, found, _ in subject.mentions if day else ():
        units = found.named
        if units and all(_has_ended(unit, day) and not _is_elsewhere(unit, subject.home) for unit in units):
            heirs, since = _heirs(units, subject.project.registry, day)
            arguments: dict[str, str | int] = {"name": name, "year": day[:4], "valid_to": since}
            yield Remark(path, arguments | {"successors": heirs or _NO_SUCCESSOR})


def _day_of(subject: Subject) -> str:
    """The date of a plan as far as it is known: the day of signing, or the year that a title names."""
    if subject.notice and subject.notice.header.issued_on:
        return subject.notice.header.issued_on.isoformat()
    titles = (subject.notice.header.title, subject.notice.plan.title) if subject.notice else ()
    return next((year[0] for title in titles if title and (year := year_of(title))), "")


def _has_ended(unit: Unit, day: str) -> bool:
    """Whether an office no longer existed on a day; both may be a year, a month or a day."""
    end = unit.entry.valid_to
    length = min(len(end), len(day))
    return day[:length] > end[:length] > ""


def _is_elsewhere(unit: Unit, home: Home) -> bool:
    """Whether a kind of office is not that of the level that the registry speaks of: of a zone, or of all places."""
    place = _last(home) if unit.place in ("", "区") else unit.place
    return bool(unit.entry.levels) and (levels_of(place)[:1] == ("开发区",) or (home.central and not unit.place))


def _heirs(units: Sequence[Unit], registry: Registry, day: str) -> tuple[str, str]:
    """The offices that had the duties of others on a day, and since when the last office before them is no more."""
    since, seen = "", set[str]()
    while units and all(_has_ended(unit, day) for unit in units) and seen.isdisjoint(unit.name for unit in units):
        since = max(since, *(unit.entry.valid_to for unit in units))
        seen.update(unit.name for unit in units)
        units = [Unit(heir, unit.place, unit.identity) for unit in units for heir in registry.successors(unit.entry)]
    return "、".join(dict.fromkeys(unit.name for unit in units)), since


@rule("WP305")
def wording_of_another_level(subject: Subject) -> Iterator[Remark]:
    """A notice speaks of the level that it is issued at.

    我省 in the notice of a city was taken over from that of the province, as the task mostly was too; see whether the
    city can do it. 省属 before 企业 or 单位 is the same slip, unless the clause names them as partners, or companies of
    several levels. Quotations are not looked at, nor notices of companies and branches.

    Fails:
        云州市人民政府关于做好巡查工作的通知
        一、完善我省巡查体系。（市城管局负责）

    Passes:
        云州市人民政府关于做好巡查工作的通知
        一、完善我市巡查体系，争取省属企业支持。（市城管局负责）
    """
    home, issuer = subject.home, "、".join(subject.issuer.split("\n"))
    words = _words_of_others(next(reversed(home.places), ""), central=home.central)
    if words is None or home.inner or issuer.endswith(_BRANCHES):
        return
    for path, text in subject.texts:
        for found in words.finditer(text) if "我" in text or "属" in text else ():
            if not _is_quoted(text, found.start()) and not (found["above"] and _names_partners(text, found)):
                start = found.start()
                yield Remark(path, {"word": text[start : start + 2], "issuer": issuer}, (start, start + 2))


@lru_cache
def _words_of_others(kind: str, *, central: bool) -> re.Pattern[str] | None:
    """The wordings of other levels than that of a place of this kind; none where the level is not known."""
    if not (central or kind in ZONES or kind in OWN_LEVELS):
        return None
    own, above = ("", "") if central else OWN_LEVELS.get(kind, ("", "省"))
    others = "省" if kind in ZONES else _LEVELS.replace(own, "")
    companies = rf"(?<![、和])[{above}]属(?={_ABOVE})" if above else "(?!)"
    return re.compile(rf"(?<!自)我[{others}](?![{NO_LEVEL_BEFORE}])|(?P<above>{companies})")


def _is_quoted(text: str, position: int) -> bool:
    """Whether a place of a text is within a title or a quotation."""
    return any(text.rfind(first, 0, position) > text.rfind(last, 0, position) for first, last in ("《》", "“”"))


def _names_partners(text: str, found: re.Match[str]) -> bool:
    """Whether the clause around a word names partners, or companies of several levels."""
    start = max(text.rfind(mark, 0, found.start()) for mark in _CLAUSE_ENDS) + 1
    end = _CLAUSE_END.search(text, found.end())
    clause = text[start : end.start() if end else len(text)]
    return _PARTNERS.search(clause) is not None or clause.count("属") > 1
