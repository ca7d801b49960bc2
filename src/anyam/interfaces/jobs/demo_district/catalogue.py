"""The services a child of the demo district can be referred to, and how each agency tends to answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from anyam.registry.agencies.results import LoadedAgencies


@dataclass(frozen=True)
class Offer:
    """One service as the file describes it, with its number in the directory."""

    service_id: UUID
    agency_id: UUID
    agency: str
    name: str
    needs: tuple[str, ...]
    age_from: int
    age_to: int
    area: tuple[str, ...]
    capacity: str

    def serves(self, need: str, age: int, sex: str, village: str) -> bool:
        if need not in self.needs or not self.age_from <= age <= self.age_to:
            return False
        if ("laki-laki" in self.name and sex == "female") or ("perempuan" in self.name and sex == "male"):
            return False
        return any(village.startswith(code) for code in self.area)


@dataclass(frozen=True)
class Habit:
    """How an agency tends to answer. Hours are working hours unless somebody is always on duty."""

    answers_after: float = 6.0
    spread: float = 0.7
    is_always_on_duty: bool = False
    declines: float = 0.07
    redirects: float = 0.05
    asks: float = 0.14
    is_silent: float = 0.05
    serves_after_days: float = 6.0
    reports_after: float = 12.0
    fails: float = 0.06


_QUICK = Habit(
    answers_after=1.2,
    is_always_on_duty=True,
    declines=0.03,
    is_silent=0.015,
    serves_after_days=1.0,
    reports_after=10,
)
_SLOW = Habit(
    answers_after=13, spread=0.8, declines=0.1, is_silent=0.12, serves_after_days=12, reports_after=26
)
_VILLAGE = Habit(answers_after=5, asks=0.06, is_silent=0.12, serves_after_days=3, reports_after=30)

HABITS: dict[str, Habit] = {
    "rsud": Habit(
        answers_after=0.9,
        is_always_on_duty=True,
        declines=0.03,
        redirects=0.04,
        asks=0.08,
        is_silent=0.01,
        serves_after_days=1.2,
        reports_after=9,
    ),
    "rs_bhakti": _QUICK,
    "rumah_aman": Habit(
        answers_after=1.0,
        is_always_on_duty=True,
        declines=0.12,
        redirects=0.08,
        is_silent=0.01,
        serves_after_days=0.4,
        reports_after=30,
    ),
    "polres": Habit(
        answers_after=3.5,
        is_always_on_duty=True,
        declines=0.03,
        redirects=0.02,
        asks=0.34,
        is_silent=0.03,
        serves_after_days=4,
        reports_after=28,
    ),
    "satpol": _QUICK,
    "smp_melati": Habit(
        answers_after=17,
        spread=0.9,
        declines=0.18,
        redirects=0.16,
        asks=0.1,
        is_silent=0.14,
        serves_after_days=6,
        reports_after=34,
    ),
    "yayasan_langit": Habit(
        answers_after=9,
        spread=0.8,
        declines=0.09,
        redirects=0.04,
        is_silent=0.13,
        serves_after_days=8,
        reports_after=20,
    ),
    "lksa_sendang": _SLOW,
    "disnaker": _SLOW,
    "baznas": Habit(answers_after=10, declines=0.16, is_silent=0.06, serves_after_days=9),
    "kejari": _SLOW,
    "pn": _SLOW,
    "pkbm": Habit(answers_after=7, declines=0.03, serves_after_days=9),
    "dukcapil": Habit(
        answers_after=4, declines=0.05, asks=0.36, serves_after_days=7, reports_after=8, fails=0.09
    ),
    "dinsos": Habit(answers_after=7, redirects=0.09, asks=0.16, serves_after_days=7),
    "patbm_ngunut": _VILLAGE,
    "patbm_besole": _VILLAGE,
    "patbm_kutoanyar": _VILLAGE,
}
_USUAL = Habit()

# The first choice of the case workers for a need; other services get what is left.
_PREFERRED = {
    ("medico_legal", "rsud"): 7.0,
    ("health", "rsud"): 2.5,
    ("law_enforcement", "polres"): 9.0,
    ("education", "disdik"): 2.5,
    ("education", "smp_melati"): 4.0,
    ("psychological", "yayasan_langit"): 2.5,
    ("psychological", "uptd_ppa"): 2.5,
    ("shelter", "rumah_aman"): 6.0,
    ("identity_papers", "dukcapil"): 9.0,
    ("social_assistance", "dinsos"): 4.0,
    ("social_rehabilitation", "dinsos"): 3.0,
    ("alternative_care", "dinsos"): 2.0,
}
_ROOM = {"open": 1.0, "limited": 0.55, "full": 0.12}


@dataclass
class Catalogue:
    """All services of the district."""

    offers: list[Offer]
    own_agency: UUID
    by_agency: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path, loaded: LoadedAgencies) -> Catalogue:
        network = json.loads(file.read_text(encoding="utf-8"))
        offers = [
            Offer(
                service_id=loaded.service_ids[agency["key"], service["name"]],
                agency_id=loaded.agency_ids[agency["key"]],
                agency=agency["key"],
                name=service["name"],
                needs=tuple(service["needs"]),
                age_from=service["age_from"],
                age_to=service["age_to"],
                area=tuple(service["area"]),
                capacity=service["capacity"],
            )
            for agency in network["agencies"]
            for service in agency["services"]
        ]
        by_agency = {agency_id: key for key, agency_id in loaded.agency_ids.items()}
        return cls(offers, loaded.agency_ids["ult_psai"], by_agency)

    def choose(
        self,
        chance: Random,
        need: str,
        age: int,
        sex: str,
        village: str,
        without: frozenset[UUID] = frozenset(),
    ) -> Offer | None:
        """A service for this need and child that was not tried yet, as a case worker would choose it."""
        fitting = [
            offer
            for offer in self.offers
            if offer.agency_id != self.own_agency
            and offer.service_id not in without
            and offer.serves(need, age, sex, village)
        ]
        if not fitting:
            return None
        weights = [
            _PREFERRED.get((need, o.agency), 1.0) * _ROOM[o.capacity] * (1.6 if o.needs[0] == need else 0.6)
            for o in fitting
        ]
        return chance.choices(fitting, weights)[0]


def habit_of(agency: str) -> Habit:
    return HABITS.get(agency, _USUAL)
