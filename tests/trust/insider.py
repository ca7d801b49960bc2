"""Snooping by insiders, mixed into the ordinary reading of a district; the detectors must name it and little else.

What is assumed, because no public record of such looking exists: eighty people in five agencies over thirty days; one
case in five is *current* on a given day (somebody worked on it within three days, or something on it is late);
supervisors read without recording anything in half of their reads, nine in ten of these on current cases; everybody at
intake reads new reports in their order, half of them without doing anything; each weekend somebody is on duty; a few
people share an uncommon name with a child by chance; supervisors take a sample of closed cases. The snoops do their
ordinary work as well. Detectors know nothing of who is who.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from anyam.casework.oversight.choices import Pattern
from anyam.casework.oversight.rules import Ground, LookFact, Reader, detect
from anyam.foundation.core.working_time import is_working_day
from tests.trust.board import Row, judged

CLAIM = "Of 40 snooping scripts at least 38 are named, and of 20,000 explained reads at most 2 %"
READS, SCRIPTS = 20_000, 40
LEAST_FOUND, MOST_FALSE = 0.95, 0.02
FULL_WORLDS = 25
FIRST_DAY, DAYS = date(2026, 6, 1), 30
ZONE = ZoneInfo("Asia/Jakarta")
CURRENT = 0.2
CASES_PER_AGENCY = 300


@dataclass
class Person:
    id: UUID
    role: str
    agency: int
    held: list[int] = field(default_factory=list)
    ends_on: date | None = None
    working_at: list[datetime] = field(default_factory=list)
    registered_at: list[datetime] = field(default_factory=list)


@dataclass
class World:
    """One month of a district."""

    random: Random
    people: list[Person] = field(default_factory=list)
    looks: list[LookFact] = field(default_factory=list)
    scripts: dict[int, set[int]] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)

    def add(self, who: Person, at: datetime, case: int | None, ground: Ground, **more: object) -> int:
        number = len(self.looks)
        subject = UUID(int=case + 1) if case is not None else None
        serial = case % CASES_PER_AGENCY if case is not None else None
        look = LookFact(number, at, who.id, subject, ground, serial=serial)
        self.looks.append(replace(look, **more))  # type: ignore[arg-type]
        return number

    def of(self, *roles: str) -> list[Person]:
        return [person for person in self.people if person.role in roles]

    def case_at(self, agency: int) -> int:
        return agency * CASES_PER_AGENCY + self.random.randrange(CASES_PER_AGENCY)

    def day(self) -> date:
        """A working day."""
        while True:
            found = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
            if is_working_day(found):
                return found

    def at(self, day: date, first: float = 8, last: float = 16) -> datetime:
        hours = self.random.uniform(first, last)
        return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(hours=hours)

    def is_current(self) -> bool:
        return self.random.random() < CURRENT


def a_world(random: Random) -> World:
    world = World(random)
    roles = [("worker", 6), ("manager", 3), ("supervisor", 2), ("intake", 3), ("officer", 2)]
    for agency in range(5):
        for role, count in roles:
            for _ in range(count):
                held = [world.case_at(agency) for _ in range({"worker": 18, "manager": 25}.get(role, 6))]
                world.people.append(Person(UUID(int=random.getrandbits(128)), role, agency, held))
    for person in random.sample(world.people, 6):
        person.ends_on = FIRST_DAY + timedelta(days=random.randrange(12, DAYS))
    return world


# --- ordinary reading -------------------------------------------------------------------------------------------------


def ordinary(world: World) -> None:
    """20,000 reads with a reason, among them many that leave no other trace."""
    acts = (
        own_case,
        own_case,
        own_case,
        supervising,
        supervising,
        at_intake,
        searching,
        on_duty,
        by_referral,
    )
    for person in world.of("supervisor"):
        a_sample_of_closed_cases(world, person)
    while len(world.looks) < READS:
        world.random.choice(acts)(world)
    del world.looks[READS:]


def own_case(world: World) -> None:
    who = world.random.choice(world.of("worker", "manager"))
    at = world.at(world.day(), 7.5, world.random.choice([16, 16, 17, 21.9]))
    for step in range(world.random.randrange(1, 4)):
        world.add(who, at + timedelta(minutes=4 * step), world.random.choice(who.held), Ground.HELD)
    if world.random.random() < 0.6:
        who.working_at.append(at)


def supervising(world: World) -> None:
    """Half with something to do; the rest following what is difficult, and now and then because somebody telephones."""
    who, draw = world.random.choice(world.of("supervisor")), world.random.random()
    at = world.at(world.day(), 7.5, 17)
    has_work = draw < 0.5
    case = world.case_at(who.agency)
    is_current = draw < 0.95
    world.add(
        who,
        at,
        case,
        Ground.SUPERVISION,
        has_work=has_work,
        is_current=is_current,
        shares_name=_chance(world),
    )
    if has_work:
        who.working_at.append(at)


def at_intake(world: World) -> None:
    """The newest reports in their order; about half of them with something to do."""
    who = world.random.choice(world.of("intake"))
    at, first = world.at(world.day()), world.case_at(who.agency)
    for step in range(world.random.randrange(1, 7)):
        case = who.agency * CASES_PER_AGENCY + (first + step) % CASES_PER_AGENCY
        has_work = world.random.random() < 0.5
        is_current = world.random.random() < 0.97
        world.add(
            who,
            at + timedelta(minutes=3 * step),
            case,
            Ground.INTAKE,
            has_work=has_work,
            is_current=is_current,
            shares_name=_chance(world),
        )
    who.working_at.append(at)


def searching(world: World) -> None:
    """A name in two or three spellings; mostly a report follows, sometimes the caller only wanted to know."""
    who = world.random.choice(world.of("intake", "worker"))
    at = world.at(world.day())
    for step in range(world.random.randrange(1, 4)):
        world.add(who, at + timedelta(minutes=step), None, Ground.NONE, is_search=True)
    if world.random.random() < 0.75:
        who.registered_at.append(at + timedelta(minutes=20))


def on_duty(world: World) -> None:
    """A call at night or at the weekend: somebody reads and writes."""
    who = world.random.choice(world.of("worker", "manager", "supervisor"))
    day = FIRST_DAY + timedelta(days=world.random.randrange(DAYS))
    at = world.at(day, 0, 24)
    ground = Ground.SUPERVISION if who.role == "supervisor" else Ground.HELD
    case = world.case_at(who.agency) if who.role == "supervisor" else world.random.choice(who.held)
    is_written = world.random.random() < 0.9
    world.add(who, at, case, ground, has_work=is_written, is_current=True)
    if is_written:
        who.working_at.append(at)


def by_referral(world: World) -> None:
    who = world.random.choice(world.of("officer"))
    world.add(who, world.at(world.day()), world.random.choice(who.held), Ground.HELD)


def a_sample_of_closed_cases(world: World, who: Person) -> None:
    """Once a month a supervisor reads how closed cases were documented, and writes nothing down."""
    at = world.at(world.day(), 9, 14)
    for step in range(5):
        case = world.case_at(who.agency)
        world.add(who, at + timedelta(minutes=9 * step), case, Ground.SUPERVISION, closed_days=60)


def _chance(world: World) -> bool:
    return world.random.random() < 0.003


# --- snooping ---------------------------------------------------------------------------------------------------------


def snoop(world: World, who: Person, at: datetime, case: int | None = None, **more: object) -> int:
    ground = Ground.INTAKE if who.role == "intake" else Ground.SUPERVISION
    case = world.case_at(who.agency) if case is None else case
    return world.add(who, at, case, ground, **{"is_current": world.is_current(), **more})


def neighbour(world: World, who: Person) -> set[int]:
    """The same case on several days."""
    case, is_current = world.case_at(who.agency), world.is_current()
    days = world.random.sample(range(12), world.random.randrange(3, 6))
    start = FIRST_DAY + timedelta(days=world.random.randrange(DAYS - 12))
    return {
        snoop(world, who, world.at(start + timedelta(days=day)), case, is_current=is_current) for day in days
    }


def same_name(world: World, who: Person) -> set[int]:
    """A relative's child; one name in ten is spelt so that the sharing is not seen."""
    shares = world.random.random() < 0.9
    start, case = world.at(world.day()), world.case_at(who.agency)
    looks = world.random.randrange(1, 4)
    return {
        snoop(world, who, start + timedelta(minutes=5 * n), case, shares_name=shares) for n in range(looks)
    }


def after_the_news(world: World, who: Person) -> set[int]:
    """Three or four people at one case within two days; the case is current, of course."""
    case, start = world.case_at(who.agency), world.at(world.day())
    others = [one for one in world.of("supervisor", "intake") if one.agency == who.agency and one is not who]
    crowd = [who, *world.random.sample(others, world.random.randrange(2, 4))]
    found = set()
    for one in crowd:
        at = start + timedelta(hours=world.random.uniform(0, 30))
        found.add(
            world.add(
                one,
                at,
                case,
                Ground.EMERGENCY if one.role == "intake" else Ground.SUPERVISION,
                is_current=True,
            )
        )
    return found


def colleague(world: World, who: Person) -> set[int]:
    """A colleague's child is not in sight: the name is tried in many spellings."""
    return _searches(world, who, world.random.randrange(4, 9), world.at(world.day(), 8, 12))


def names_in_the_evening(world: World, who: Person) -> set[int]:
    return _searches(world, who, world.random.randrange(5, 12), world.at(world.day(), 17, 19))


def _searches(world: World, who: Person, count: int, at: datetime) -> set[int]:
    found = set()
    for _ in range(count):
        found.add(world.add(who, at, None, Ground.NONE, is_search=True))
        at += timedelta(minutes=world.random.uniform(1, 25))
    return found


def at_night(world: World, who: Person) -> set[int]:
    at = world.at(world.day(), 21.2, 23.5)
    return {snoop(world, who, at + timedelta(minutes=6 * n)) for n in range(world.random.randrange(2, 5))}


def in_their_order(world: World, who: Person) -> set[int]:
    """Number after number."""
    at, first = world.at(world.day()), world.random.randrange(CASES_PER_AGENCY - 20)
    count = world.random.randrange(6, 16)
    base = who.agency * CASES_PER_AGENCY + first
    return {snoop(world, who, at + timedelta(minutes=1.5 * n), base + n) for n in range(count)}


def before_leaving(world: World, who: Person) -> set[int]:
    who.ends_on = FIRST_DAY + timedelta(days=world.random.randrange(14, DAYS))
    count = world.random.randrange(3, 8)
    days = [who.ends_on - timedelta(days=world.random.randrange(0, 6)) for _ in range(count)]
    return {snoop(world, who, world.at(day)) for day in days}


def closed_cases(world: World, who: Person) -> set[int]:
    start = world.at(world.day())
    count = world.random.randrange(3, 7)
    return {
        snoop(
            world,
            who,
            start + timedelta(hours=world.random.uniform(0, 40)),
            closed_days=200,
            is_current=False,
        )
        for _ in range(count)
    }


def many_in_a_day(world: World, who: Person) -> set[int]:
    day = world.day()
    return {snoop(world, who, world.at(day)) for _ in range(world.random.randrange(12, 30))}


SNOOPING: tuple[Callable[[World, Person], set[int]], ...] = (
    neighbour,
    same_name,
    after_the_news,
    colleague,
    names_in_the_evening,
    at_night,
    in_their_order,
    before_leaving,
    closed_cases,
    many_in_a_day,
)


# --- measuring --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What was named in one world."""

    missed: tuple[str, ...]
    false: int

    @property
    def holds(self) -> bool:
        return len(self.missed) <= SCRIPTS * (1 - LEAST_FOUND) and self.false <= READS * MOST_FALSE


def measure(*, full: bool, seed: int) -> Row:
    """One month, or twenty-five of them."""
    worlds = [_month(seed + number) for number in range(FULL_WORLDS if full else 1)]
    outcomes = [_judge(world) for world in worlds]
    missed = Counter(kind for outcome in outcomes for kind in outcome.missed)
    tried = SCRIPTS * len(worlds)
    false = sum(outcome.false for outcome in outcomes) / (READS * len(worlds))
    is_met = missed.total() <= tried * (1 - LEAST_FOUND) and false <= MOST_FALSE
    words = ", ".join(f"{kind} {count}" for kind, count in sorted(missed.items())) or "none"
    note = f"missed {missed.total()} ({words}); named {false:.2%} of {READS * len(worlds)} explained reads"
    return judged(
        CLAIM,
        tried=tried,
        failed=0 if is_met else missed.total(),
        control_caught=_control(worlds[0]),
        seed=seed,
        note=note,
    )


def _month(seed: int) -> World:
    random = Random(seed)
    world = a_world(random)
    ordinary(world)
    for number in range(SCRIPTS):
        kind = SNOOPING[number % len(SNOOPING)]
        roles = (
            ("intake", "worker") if kind in (colleague, names_in_the_evening) else ("supervisor", "intake")
        )
        world.scripts[number] = kind(world, random.choice(world.of(*roles)))
        world.kinds[number] = kind.__name__
    return world


def _judge(world: World, without: Collection[Pattern] = (), *, is_blind: bool = False) -> Outcome:
    looks = [_unexplained(look) for look in world.looks] if is_blind else world.looks
    flags = detect(looks, _readers(world), without)
    named = {number for flag in flags for number in flag.numbers}
    missed = tuple(world.kinds[number] for number, script in world.scripts.items() if not script & named)
    return Outcome(missed, sum(number < READS for number in named))


def _control(world: World) -> bool:
    """With three detectors off scripts are missed; with explanations ignored ordinary reading is named."""
    whole = _judge(world)
    fewer = _judge(world, (Pattern.SEARCH_ONLY, Pattern.CLOSED, Pattern.UNEXPLAINED))
    blind = _judge(world, is_blind=True)
    return len(fewer.missed) > len(whole.missed) and not fewer.holds and blind.false > READS * MOST_FALSE


def _unexplained(look: LookFact) -> LookFact:
    """A seeded fault: grounds and work are ignored."""
    return replace(look, ground=Ground.NONE, has_work=False, is_current=False)


def _readers(world: World) -> dict[UUID, Reader]:
    days: dict[UUID, dict[date, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for look in world.looks[:READS]:
        if look.subject_id:
            days[look.user_id][look.at.date()].add(look.subject_id)
    return {
        person.id: Reader(
            person.id,
            usual=sum(map(len, days[person.id].values())) / max(1, len(days[person.id])),
            working_at=(*person.working_at, *person.registered_at),
            registered_at=tuple(person.registered_at),
            ends_on=person.ends_on,
        )
        for person in world.people
    }
