"""What the detectors read: looks, with the grounds and the work that explain them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from anyam.casework.cases.queries import look_grounds
from anyam.casework.cases.results import LookGround
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Reason
from anyam.foundation.access.explaining import reasons_of
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import LookRow, looks_between
from anyam.foundation.core import clock
from anyam.foundation.events.queries import Doing, doings_between
from anyam.registry.accounts.queries import last_days_of, user_names
from anyam.registry.people.queries import bearers_of_uncommon_names

from ..rules import Ground, LookFact, Reader

SPAN = timedelta(days=14)
GROUNDS = {
    Reason.SUPERVISION: Ground.SUPERVISION,
    Reason.INTAKE: Ground.INTAKE,
    Reason.BREAK_GLASS: Ground.EMERGENCY,
}
WORK_WITHIN = timedelta(days=7)
CURRENT_WITHIN = timedelta(days=3)
REGISTERING = frozenset(
    {"report_taken", "case_opened", "person_registered", "referral_drafted", "report_triaged"}
)


@dataclass(frozen=True)
class Gathered:
    """Facts by look, and what is known of each reader."""

    facts: tuple[LookFact, ...]
    readers: dict[UUID, Reader]
    looks: dict[int, LookRow]


@query
def gather(actor: Actor, since: datetime, until: datetime) -> Gathered:
    """For the system alone: it reads the looks of everybody."""
    require(actor, Permission.REVIEW_LOOKS)
    looks = [look for look in looks_between(since, until) if look.user_id and look.agency_id]
    subjects = {subject for look in looks if (subject := _subject(look))}
    grounds = look_grounds(actor, subjects)
    work = _Work(doings_between(since - WORK_WITHIN, until))
    kin = _shared_names(actor, looks, grounds)
    reasons = reasons_of(look.explanation for look in looks)
    facts = tuple(
        _fact(look, grounds.get(_subject(look) or UUID(int=0)), work, kin, reasons)
        for look in looks
        if _counts(look)
    )
    ends = last_days_of(actor, {look.user_id for look in looks if look.user_id})
    readers = {
        user_id: Reader(
            user_id,
            usual=_usual([fact for fact in facts if fact.user_id == user_id]),
            working_at=tuple(work.times[user_id]),
            registered_at=tuple(work.registered[user_id]),
            ends_on=ends.get(user_id),
        )
        for user_id in {fact.user_id for fact in facts}
    }
    return Gathered(facts, readers, {look.number: look for look in looks})


class _Work:
    """Who did what about which subject, and when."""

    def __init__(self, doings: Iterable[Doing]) -> None:
        self.own: dict[tuple[UUID, UUID], list[datetime]] = defaultdict(list)
        self.all: dict[UUID, list[datetime]] = defaultdict(list)
        self.times: dict[UUID, list[datetime]] = defaultdict(list)
        self.registered: dict[UUID, list[datetime]] = defaultdict(list)
        for doing in doings:
            about = {one for one in (doing.case_id, doing.subject_id) if one}
            for subject in about:
                self.all[subject].append(doing.at)
            if doing.user_id is None:
                continue
            self.times[doing.user_id].append(doing.at)
            if doing.kind in REGISTERING:
                self.registered[doing.user_id].append(doing.at)
            for subject in about:
                self.own[doing.user_id, subject].append(doing.at)

    def by(self, user_id: UUID, subject: UUID, at: datetime) -> bool:
        return any(abs(done - at) <= WORK_WITHIN for done in self.own[user_id, subject])

    def lately(self, subject: UUID, at: datetime) -> bool:
        return any(timedelta() <= at - done <= CURRENT_WITHIN for done in self.all[subject])


def _counts(look: LookRow) -> bool:
    return look.part == Looked.SEARCH or _subject(look) is not None


def _subject(look: LookRow) -> UUID | None:
    """The case, or the report; addresses and identities count with their case."""
    if look.case_id:
        return look.case_id
    return look.subject_id if look.part in {Looked.REPORT, Looked.REPORTER} else None


def _fact(
    look: LookRow,
    ground: LookGround | None,
    work: _Work,
    kin: set[tuple[UUID, UUID]],
    reasons: dict[UUID, Reason],
) -> LookFact:
    subject = _subject(look)
    user_id = look.user_id
    assert user_id is not None
    if subject is None or ground is None:
        is_search = look.part == Looked.SEARCH
        return LookFact(look.number, look.at, user_id, subject, Ground.NONE, is_search=is_search)
    is_held = user_id in ground.held_by
    closed = ground.closed_at
    return LookFact(
        look.number,
        look.at,
        user_id,
        subject,
        Ground.HELD if is_held else _ground(look, reasons),
        has_work=work.by(user_id, subject, look.at),
        is_current=work.lately(subject, look.at),
        closed_days=(look.at - closed).days if closed and closed < look.at else None,
        serial=_serial(ground.number),
        shares_name=bool(ground.child_id and (user_id, ground.child_id) in kin),
    )


def _ground(look: LookRow, reasons: dict[UUID, Reason]) -> Ground:
    """As the grant says that explained the look; for older looks, by what was looked at."""
    reason = reasons.get(look.explanation) if look.explanation else None
    if reason:
        return GROUNDS.get(reason, Ground.HELD)
    return Ground.INTAKE if look.part in {Looked.REPORT, Looked.REPORTER} else Ground.SUPERVISION


def _serial(number: str) -> int | None:
    tail = number.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else None


def _usual(facts: list[LookFact]) -> float:
    """Different explained cases on an ordinary day of this reader."""
    days: dict[object, set[UUID]] = defaultdict(set)
    for fact in facts:
        if fact.subject_id and not fact.is_idle:
            days[clock.local(fact.at).date()].add(fact.subject_id)
    return sum(map(len, days.values())) / len(days) if days else 0


def _shared_names(
    actor: Actor, looks: list[LookRow], grounds: dict[UUID, LookGround]
) -> set[tuple[UUID, UUID]]:
    """Reader and child where the child carries a word of the reader's name that few people carry."""
    children: dict[UUID, set[UUID]] = defaultdict(set)
    for look in looks:
        ground = grounds.get(_subject(look) or UUID(int=0))
        if look.user_id and ground and ground.child_id and look.user_id not in ground.held_by:
            children[look.user_id].add(ground.child_id)
    names = user_names(actor, children)
    return {
        (user_id, child_id)
        for user_id, ids in children.items()
        for child_id in bearers_of_uncommon_names(actor, names.get(user_id, ""), ids)
    }
