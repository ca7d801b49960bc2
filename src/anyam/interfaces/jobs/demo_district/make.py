"""Making the demo district: hire its people, tell its stories, and let the clock run up to the present."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from anyam.casework.duties.actions import ask_for_due_duties
from anyam.casework.meetings.actions import end_signing
from anyam.casework.messages import actions as messages
from anyam.casework.sops.actions import escalate_late_work
from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import get_promised_time
from anyam.casework.supervision.actions import move_absences
from anyam.config import env
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock, ids
from anyam.foundation.core.remembering import remembering
from anyam.foundation.core.working_time import Counting
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agencies.actions import load_agencies, state_capacity
from anyam.registry.agencies.queries import agency_of_kind
from anyam.registry.agencies.results import LoadedAgencies
from anyam.registry.agreements.actions import watch_agreements
from anyam.registry.places.queries import list_villages, place_names
from anyam.registry.readiness.actions import watch_readiness

from . import last_scenes
from .catalogue import Catalogue
from .children import Nursery, Story
from .concerns import Concern, read_concerns
from .families import Families
from .intake import ReportLife
from .journey import CaseLife
from .names import NameBook, Namer
from .paperwork import Paperwork
from .referring import ReferralLife
from .rights import Rights
from .staff import Staff, colleagues_needed, hire
from .stage import CLOSES, OPENS, Stage
from .together import Together

AGENCIES = {"35.04": "tulungagung.json"}
_BEFORE_THE_FIRST_REPORT = timedelta(days=3)
_WITHOUT_CASE = 0.1
_REPEATED = 0.08
_SIBLINGS = ((1, 88), (2, 10), (3, 2))
_NEAR_THE_END = timedelta(days=12)
_APPETITE = 0.9  # scales how many needs a child has, and with them the referrals: about four per case

Told = Callable[[str], None]


class DistrictUnknown(Exception):
    """There are no agencies on file for this district."""


class DistrictNotEmpty(Exception):
    """The district has agencies already; nothing was changed."""


@dataclass(frozen=True)
class Made:
    """What was made, in numbers."""

    cases: int
    open_cases: int
    referrals: int
    people: int
    deeds: int
    found_again: int
    refusals: dict[str, int]


@dataclass
class District:
    """Everything the stories share."""

    code: str
    stage: Stage
    staff: Staff
    catalogue: Catalogue
    namer: Namer
    nursery: Nursery
    village_names: dict[str, str]
    system: Actor
    agency_ids: dict[str, UUID]
    appetite: float = _APPETITE
    cases: dict[UUID, CaseLife] = field(default_factory=dict)
    referrals: list[ReferralLife] = field(default_factory=list)
    found_again: int = 0
    together: Together = field(init=False)
    _promises: dict[PromiseKey, tuple[float, Counting]] = field(default_factory=dict)

    @cached_property
    def concerns(self) -> list[Concern]:
        return read_concerns()

    @cached_property
    def managers(self) -> list[Actor]:
        return self.staff.of("ult_psai", Role.CASE_MANAGER)

    @cached_property
    def workers(self) -> list[Actor]:
        return self.staff.of("ult_psai", Role.CASE_WORKER)

    @cached_property
    def coordinator(self) -> Actor:
        return self.staff.of("ult_psai", Role.COORDINATOR)[0]

    @cached_property
    def cast_carers(self) -> list[Actor]:
        return [self.staff.named(name) for name in ("bagas", "laras", "ratna", "hendro")]

    def least_loaded_worker(self) -> Actor:
        load = {worker.user_id: 0 for worker in self.workers}
        for case in self.cases.values():
            if case.is_open and case.worker:
                load[case.worker.user_id] += 1
        return min(self.workers, key=lambda worker: (load[worker.user_id], worker.user_name))

    def promise(self, key: PromiseKey) -> tuple[float, Counting]:
        if key not in self._promises:
            row = get_promised_time(self.system, key, district_code=self.code)
            self._promises[key] = (float(row.hours), row.counting)
        return self._promises[key]

    def phone_of(self, actor: Actor) -> str:
        number = list(self.staff.actors).index(actor.user_id) + 1 if actor.user_id else 0
        return f"0812-0000-{number:04d}"

    def draw_concern(self) -> Concern:
        return self.stage.chance.choices(self.concerns, [concern.weight for concern in self.concerns])[0]

    def is_near_the_end(self) -> bool:
        return self.stage.until - clock.now() < _NEAR_THE_END

    def today(self) -> date:
        return clock.today()


def make_district(
    code: str,
    *,
    cases: int,
    months: int,
    seed: int,
    until: datetime,
    password: str,
    told: Told = lambda words: None,
) -> Made:
    """Make the whole district. The same numbers and the same `until` make the same district, to the last row.

    Raises DistrictUnknown or DistrictNotEmpty.
    """
    if code not in AGENCIES:
        raise DistrictUnknown(code)
    until = until.astimezone(UTC).replace(microsecond=0)
    begin = _begin(until, months)
    with ids.drawn_from(Random(f"{seed}-ids")), delivered_at_once(), remembering():  # noqa: S311
        with transaction.atomic(), clock.at(begin - _BEFORE_THE_FIRST_REPORT):
            district = _people_the_district(code, Stage(Random(seed), until), password)  # noqa: S311
        gc.set_threshold(50_000, 20, 50)
        gc.freeze()  # what lives now lives to the end; looking through it again and again costs a tenth of the time
        told(f"{len(district.catalogue.by_agency)} agencies with {len(district.staff.actors)} people at work")
        district.together = Together(district, begin)
        _tell_stories(district, cases, begin)
        last_scenes.prepare(district)
        Rights(district, begin).prepare()
        Paperwork(district, begin).prepare()
        Families(district).prepare()
        _everyday(district, begin)
        district.stage.run(
            told=lambda moment: told(f"  {clock.local(moment):%B %Y}: {len(district.cases)} cases")
        )
    return Made(
        cases=len(district.cases),
        open_cases=sum(case.is_open for case in district.cases.values()),
        referrals=len(district.referrals),
        people=len(district.staff.actors),
        deeds=district.stage.done,
        found_again=district.found_again,
        refusals=dict(district.stage.refusals),
    )


def _begin(until: datetime, months: int) -> datetime:
    today = clock.local(until).replace(hour=OPENS, minute=0, second=0)
    return today - timedelta(days=round(months * 30.44))


def _people_the_district(code: str, stage: Stage, password: str) -> District:
    system = Actor.system("demo district")
    if agency_of_kind(system, "integrated_service", district_code=code):
        raise DistrictNotEmpty(code)
    file: Path = env.ROOT / "data" / "agencies" / AGENCIES[code]
    loaded: LoadedAgencies = load_agencies(system, file=file)
    namer = Namer(NameBook.read(), stage.chance)
    staff = hire(
        system, loaded.agency_ids, _colleagues(namer, stage.chance), make_password(password), clock.today()
    )
    villages = [row.code for row in list_villages(system, code)]
    names = {village: row.label for village, row in place_names(system, villages).items()}
    return District(
        code=code,
        stage=stage,
        staff=staff,
        catalogue=Catalogue.read(file, loaded),
        namer=namer,
        nursery=Nursery(namer, stage.chance, _weighted(villages, stage.chance)),
        village_names=names,
        system=system,
        agency_ids=loaded.agency_ids,
    )


def _colleagues(namer: Namer, chance: Random) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    taken: set[str] = set()
    while len(names) < colleagues_needed():
        full_name = namer.person(chance.choice(("female", "male")))
        words = full_name.replace(".", "").lower().split()
        username = f"{words[0]}.{words[-1]}"
        if len(words) > 1 and username not in taken:
            taken.add(username)
            names.append((username, full_name))
    return names


def _weighted(villages: list[str], chance: Random) -> list[str]:
    """Every village now and then, the towns' more often."""
    return [village for village in villages for _ in range(chance.randrange(1, 4) + 2 * (village[9] == "1"))]


def _tell_stories(district: District, cases: int, begin: datetime) -> None:
    """Spread the reports over the time, until there is a child for every case asked for."""
    stage, chance = district.stage, district.stage.chance
    days = (clock.local(stage.until).date() - clock.local(begin).date()).days
    left = cases
    while left > 0:
        moment = _moment_of_report(begin, chance.randrange(max(days, 1)), chance)
        concern = district.draw_concern()
        count = min(left, chance.choices([n for n, _ in _SIBLINGS], [w for _, w in _SIBLINGS])[0])
        if chance.random() < _WITHOUT_CASE:
            story = Story(concern, district.nursery.family(concern, 1, moment.date()))
            stage.at(moment, ReportLife(district, story, is_answered_without_case=True).take)
        story = Story(concern, district.nursery.family(concern, count, moment.date()))
        stage.at(moment, ReportLife(district, story).take)
        left -= count
        if chance.random() < _REPEATED:
            left -= _tell_again(district, story, moment, left)


def _tell_again(district: District, story: Story, moment: datetime, left: int) -> int:
    """Later somebody reports the same child again, or a brother or sister; how many new children that makes."""
    chance = district.stage.chance
    later = moment + timedelta(days=chance.uniform(4, 150), hours=chance.uniform(0, 6))
    is_sibling = left > 0 and chance.random() < 0.35
    children = (
        [district.nursery.sibling(story.children[0], moment.date())] if is_sibling else [story.children[0]]
    )
    again = Story(story.concern, children, follows=story, is_sibling_story=is_sibling)
    district.stage.at(later, ReportLife(district, again).take)
    return int(is_sibling)


def _moment_of_report(begin: datetime, day: int, chance: Random) -> datetime:
    """Mostly in office hours of a weekday, sometimes in the evening or on a Sunday."""
    local = clock.local(begin) + timedelta(days=day)
    if local.weekday() >= 5 and chance.random() < 0.75:
        local -= timedelta(days=2)
    hour = (
        chance.randrange(OPENS, CLOSES)
        if chance.random() < 0.82
        else chance.choice((6, 7, 17, 18, 19, 20, 21))
    )
    return max(local.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60)), begin)


def _everyday(district: District, begin: datetime) -> None:
    """What goes on beside the cases: late work is noticed, notices are read, capacity is stated anew."""
    stage = district.stage
    day = begin
    while day < stage.until:
        stage.at(day + timedelta(minutes=20), lambda: _note_late_work(district))
        day += timedelta(days=1)
    for user_id in district.staff.actors:
        _read_notices_from(district, user_id, begin)
    for offer in district.catalogue.offers:
        _state_capacity_from(district, offer.service_id, begin)


def _note_late_work(district: District) -> None:
    """What the worker's clocks do for real, each night; what has days to spare, once a week."""
    escalate_late_work(Actor.system("clock"))
    move_absences(Actor.system("clock of absences"))
    if clock.today().weekday() == 0:
        watch_agreements(Actor.system("clock of agreements"))
        ask_for_due_duties(Actor.system("clock of duties"))
        watch_readiness(Actor.system("clock of readiness"))
        messages.let_go_of_closed(Actor.system("clock of messages"))
        end_signing(Actor.system("signing clock"))


def _read_notices_from(district: District, user_id: UUID, begin: datetime) -> None:
    """People read what they are told, some more often than others; the newest is still unread today."""
    chance, moment = district.stage.chance, begin
    pace = chance.uniform(40, 120)
    while moment < district.stage.until - timedelta(days=2):
        moment += timedelta(days=chance.uniform(0.6, 1.4) * pace)
        district.stage.at(
            min(moment, district.stage.until - timedelta(hours=30)), lambda: _read(district, user_id)
        )


def _read(district: District, user_id: UUID) -> None:
    messages.mark_all_read(district.staff.actors[user_id])


def _state_capacity_from(district: District, service_id: UUID, begin: datetime) -> None:
    chance = district.stage.chance
    offer = next(o for o in district.catalogue.offers if o.service_id == service_id)
    officers = district.staff.of(offer.agency, Role.PARTNER_OFFICER) or district.managers
    moment = begin
    while moment < district.stage.until:
        moment += timedelta(days=chance.uniform(120, 260))
        _state(district, officers, offer.service_id, offer.capacity, moment)
    if chance.random() < 0.85:
        newest = district.stage.until - timedelta(days=chance.uniform(0.2, 26))
        _state(district, officers, offer.service_id, offer.capacity, newest, is_as_usual=True)


def _state(
    district: District,
    officers: list[Actor],
    service_id: UUID,
    usual: str,
    moment: datetime,
    *,
    is_as_usual: bool = False,
) -> None:
    chance = district.stage.chance
    state = usual if is_as_usual or chance.random() < 0.75 else chance.choice(("open", "limited", "full"))
    officer = chance.choice(officers)
    district.stage.at(moment, lambda: state_capacity(officer, service_id=service_id, state=state))
