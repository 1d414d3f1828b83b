"""Unit registries: one office for a name, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from workpoints.rules.rule import Remark, rule
from workpoints.rules.subject import Subject


@rule("WP511", ("registry",))
def name_for_two(subject: Subject) -> Iterator[Remark]:
    """A name stands for one office of a place or level, or for one place.

    Duties are counted by office, and a name that stands for two would give the duties of each to both. Names are
    compared without their place and without 和, and with 委 for 委员会, so two that look different may be the same.
    Take the name away from one of the two, or join them where they are one office.

    Fails:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 教育局, levels: [市]}
        - {name: 教育体育局, short: [教育局], levels: [市]}

    Passes:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 教育局, levels: [县区]}
        - {name: 教育体育局, short: [教育局], levels: [市]}
    """
    return subject.told("WP511")


@rule("WP512", ("registry",))
def circle(subject: Subject) -> Iterator[Remark]:
    """No office is above itself or became itself, and no place lies in itself.

    Who follows the links of such an entry never comes to an end. One of them is wrong; the links may lead through the
    registry that the program brings, too.

    Fails:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], renamed_to: 督查局}
        - {name: 督查局, levels: [市], renamed_to: 巡查局}

    Passes:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], renamed_to: 督查局}
        - {name: 督查局, levels: [市]}
    """
    return subject.told("WP512")


@rule("WP513", ("registry",))
def end_before_beginning(subject: Subject) -> Iterator[Remark]:
    """An office ends after it begins.

    Offices that no longer exist are told by these days (WP304), so one of two in the wrong order makes every year
    wrong.

    Fails:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], valid_from: 2019, valid_to: 2018-03}

    Passes:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], valid_from: 2018-03, valid_to: 2019}
    """
    return subject.told("WP513")


@rule("WP514", ("registry",))
def unknown_entry(subject: Subject) -> Iterator[Remark]:
    """A reference names an entry of the registry or of the one that the program brings.

    A place, an office above, a successor or a member that has no entry cannot be followed. Correct the name, or add an
    entry for it.

    Fails:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], renamed_to: 督察局}
        - {name: 督查局, levels: [市]}

    Passes:
        ==> data/units.yaml <==
        schema_version: 1
        units:
        - {name: 巡查局, levels: [市], renamed_to: 督查局}
        - {name: 督查局, levels: [市]}
    """
    return subject.told("WP514")
