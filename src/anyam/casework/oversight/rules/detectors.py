"""Detectors of unusual looking: pure rules. Each names the looks a person should be asked about, and accuses nobody.

A look that the access table and the work explain is never named for its hour or its number alone: without explanations
every busy day would be suspicious, and the reviewer would stop reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from anyam.foundation.core import clock
from anyam.foundation.core.working_time import is_working_day

from ..choices import Pattern
from .facts import Ground, LookFact, Reader

MANY_IN_A_DAY = 8
TIMES_USUAL = 3.0
NIGHT_FROM, NIGHT_UNTIL = 21, 5
WORK_AROUND = timedelta(hours=3)
SEARCHES = 3
SEARCH_PAUSE = timedelta(minutes=2)
SEARCHES_WITHIN = timedelta(hours=2)
OPENED_WITHIN = timedelta(minutes=5)
WRITTEN_WITHIN = timedelta(minutes=40)
CLOSED_DAYS = 30
CLOSED_CASES = 2
UNEXPLAINED_IN_A_WEEK = 3
LEAVING_DAYS = 21
LEAVING_CASES = 2
SEQUENCE = 4
SEQUENCE_WITHIN = timedelta(minutes=30)
DAYS_RETURNED = 3
CROWD_PEOPLE = 3
WEEK = timedelta(days=7)
TWO_WEEKS = timedelta(days=14)
CROWD_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Flag:
    """Looks of one person that one pattern names."""

    user_id: UUID
    pattern: Pattern
    numbers: frozenset[int]


Own = Sequence[LookFact]
Detector = Callable[[Own, Reader], set[int]]


def detect(
    looks: Iterable[LookFact],
    readers: Mapping[UUID, Reader],
    without: Collection[Pattern] = (),
) -> list[Flag]:
    """What every detector names, person by person."""
    by_user: dict[UUID, list[LookFact]] = defaultdict(list)
    for look in sorted(looks, key=lambda look: (look.at, look.number)):
        by_user[look.user_id].append(look)
    flags = []
    for user_id, own in by_user.items():
        reader = readers.get(user_id) or Reader(user_id, usual=0)
        for pattern, detector in DETECTORS.items():
            numbers = detector(own, reader) if pattern not in without else set()
            if numbers:
                flags.append(Flag(user_id, pattern, frozenset(numbers)))
    if Pattern.CROWD not in without:
        flags += _crowds([look for own in by_user.values() for look in own])
    return flags


def breadth(own: Own, reader: Reader) -> set[int]:
    """Many idle cases in one day, against the reader's own ordinary day."""
    by_day = defaultdict(list)
    for look in own:
        if look.is_idle:
            by_day[clock.local(look.at).date()].append(look)
    found: set[int] = set()
    for looks in by_day.values():
        if len({look.subject_id for look in looks}) >= max(MANY_IN_A_DAY, TIMES_USUAL * reader.usual):
            found |= _numbers(looks)
    return found


def off_hours(own: Own, reader: Reader) -> set[int]:
    """At night or on a free day, unexplained, and nothing that this person did stands around it."""
    return {
        look.number
        for look in own
        if look.is_idle and _is_off_hours(look) and not _works_around(look, reader)
    }


def search_only(own: Own, reader: Reader) -> set[int]:
    """Names typed again and again within hours, nothing opened from the hits, and nobody registered soon after."""
    idle: list[LookFact] = []
    for index, look in enumerate(own):
        if not look.is_search or _writes_after(look, reader):
            continue
        after = (later for later in own[index + 1 :] if later.at - look.at <= OPENED_WITHIN)
        if not any(later.subject_id for later in after):
            idle.append(look)
    return _dense(_without_bursts(idle), SEARCHES, SEARCHES_WITHIN, lambda look: look.number)


def closed(own: Own, reader: Reader) -> set[int]:
    """Long closed cases on which there is nothing to do."""
    found = [
        look
        for look in own
        if look.subject_id and not look.has_work and (look.closed_days or 0) >= CLOSED_DAYS
    ]
    return _dense(found, CLOSED_CASES, WEEK, lambda look: look.subject_id)


def unexplained(own: Own, reader: Reader) -> set[int]:
    """Several idle cases on a general ground within a week."""
    return _dense(
        [look for look in own if look.is_idle], UNEXPLAINED_IN_A_WEEK, WEEK, lambda look: look.subject_id
    )


def leaving(own: Own, reader: Reader) -> set[int]:
    """Idle cases in the last weeks of a role."""
    if reader.ends_on is None:
        return set()
    last = reader.ends_on
    late = [
        look
        for look in own
        if look.is_idle and 0 <= (last - clock.local(look.at).date()).days <= LEAVING_DAYS
    ]
    return _dense(late, LEAVING_CASES, WEEK, lambda look: look.subject_id)


def kin(own: Own, reader: Reader) -> set[int]:
    """The child carries an uncommon name of the reader, and the reader has no work there."""
    return {look.number for look in own if look.shares_name and look.is_unexplained}


def sequence(own: Own, reader: Reader) -> set[int]:
    """Case after case in the order of their numbers, in one sitting, without work on them."""
    numbered = [look for look in own if look.serial is not None and look.is_unexplained]
    found: set[int] = set()
    run: list[LookFact] = []
    for look in numbered:
        if run and not _follows(run[-1], look):
            run = []
        run.append(look)
        is_long = len({one.serial for one in run}) >= SEQUENCE and look.at - run[0].at <= SEQUENCE_WITHIN
        if is_long and sum(one.is_idle for one in run) * 2 >= len(run):
            found |= _numbers(run)
    return found


def returning(own: Own, reader: Reader) -> set[int]:
    """The same case on several days within two weeks, and no work on it."""
    by_subject = defaultdict(list)
    for look in own:
        if look.is_idle:
            by_subject[look.subject_id].append(look)
    found: set[int] = set()
    for looks in by_subject.values():
        found |= _dense(looks, DAYS_RETURNED, TWO_WEEKS, lambda look: clock.local(look.at).date())
    return found


DETECTORS: dict[Pattern, Detector] = {
    Pattern.BREADTH: breadth,
    Pattern.OFF_HOURS: off_hours,
    Pattern.SEARCH_ONLY: search_only,
    Pattern.CLOSED: closed,
    Pattern.UNEXPLAINED: unexplained,
    Pattern.LEAVING: leaving,
    Pattern.KIN: kin,
    Pattern.SEQUENCE: sequence,
    Pattern.RETURNING: returning,
}


def _crowds(looks: Sequence[LookFact]) -> list[Flag]:
    """Several people at one case within two days, none of them with work there: as after a story in the news."""
    by_subject = defaultdict(list)
    for look in sorted(looks, key=lambda look: look.at):
        if look.is_idle or (look.is_unexplained and look.ground is not Ground.INTAKE):
            by_subject[look.subject_id].append(look)
    named: dict[UUID, set[int]] = defaultdict(set)
    for found in by_subject.values():
        numbers = _dense(found, CROWD_PEOPLE, CROWD_WITHIN, lambda look: look.user_id)
        for look in found:
            if look.number in numbers:
                named[look.user_id].add(look.number)
    return [Flag(user_id, Pattern.CROWD, frozenset(numbers)) for user_id, numbers in named.items()]


def _dense(
    looks: Sequence[LookFact], least: int, within: timedelta, what: Callable[[LookFact], object]
) -> set[int]:
    """The looks of every span of time in which at least so many different things were met."""
    found: set[int] = set()
    first = 0
    for last, look in enumerate(looks):
        while look.at - looks[first].at > within:
            first += 1
        span = looks[first : last + 1]
        if len({what(one) for one in span}) >= least:
            found |= _numbers(span)
    return found


def _without_bursts(looks: Sequence[LookFact]) -> list[LookFact]:
    """A list that is asked again at each letter counts as one search."""
    kept: list[LookFact] = []
    for look in looks:
        if not kept or look.at - kept[-1].at >= SEARCH_PAUSE:
            kept.append(look)
    return kept


def _follows(earlier: LookFact, later: LookFact) -> bool:
    step = (later.serial or 0) - (earlier.serial or 0)
    return -2 <= step <= 2 and later.at - earlier.at <= SEQUENCE_WITHIN


def _works_around(look: LookFact, reader: Reader) -> bool:
    return any(abs(look.at - at) <= WORK_AROUND for at in reader.working_at)


def _writes_after(look: LookFact, reader: Reader) -> bool:
    return any(timedelta() <= at - look.at <= WRITTEN_WITHIN for at in reader.registered_at)


def _is_off_hours(look: LookFact) -> bool:
    moment = clock.local(look.at)
    is_night = moment.hour >= NIGHT_FROM or moment.hour < NIGHT_UNTIL
    return is_night or not is_working_day(moment.date())


def _numbers(looks: Iterable[LookFact]) -> set[int]:
    return {look.number for look in looks}
