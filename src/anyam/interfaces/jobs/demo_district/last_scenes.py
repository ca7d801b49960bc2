"""The present: what lies on the desks when the story reaches today, so that everybody who plays finds something.

These are ordinary deeds at moments just before the present; they are only not followed up any further.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from anyam.casework.referrals.choices import Urgency

from .children import Story
from .intake import ReportLife
from .stage import working_time_before

if TYPE_CHECKING:
    from .make import District

# How a referral stands when the present begins, and how many working hours before it was sent.
_STANDINGS: tuple[tuple[str, float], ...] = (
    ("waiting", 0.6),
    ("waiting", 5.0),
    ("seen", 8.0),
    ("asked", 6.5),
    ("accepted", 11.0),
    ("scheduled", 14.0),
    ("served", 16.0),
)
_OFTEN, _SELDOM = len(_STANDINGS), 5
_DESKS = {
    "rsud": _OFTEN,
    "polres": _OFTEN,
    "smp_melati": _SELDOM,
    "yayasan_langit": _SELDOM,
    "dinsos": _SELDOM,
}
_RAN_OUT_OF_TIME = (("yayasan_langit", 27.0), ("disnaker", 29.5), ("smp_melati", 31.0))
_REPORTS = (("untriaged", 25), ("untriaged", 65), ("untriaged", 260), ("triaged", 190), ("triaged", 420))


def prepare(district: District) -> None:
    """Put the last scenes into the queue."""
    until = district.stage.until
    for agency, count in _DESKS.items():
        for standing, hours in _STANDINGS[:count]:
            moment = working_time_before(until, hours) - timedelta(
                minutes=district.stage.chance.randrange(12)
            )
            district.stage.at(moment, partial(_refer, district, agency, standing))
    for agency, hours in _RAN_OUT_OF_TIME:
        district.stage.at(working_time_before(until, hours), partial(_refer, district, agency, "expired"))
    for stays, minutes in _REPORTS:
        _report(district, stays, until - timedelta(minutes=minutes))


def _refer(district: District, agency: str, standing: str) -> None:
    """One more referral to this agency, for a child it can serve."""
    offers = [o for o in district.catalogue.offers if o.agency == agency and o.capacity != "full"]
    cases = [case for case in district.cases.values() if case.is_open]
    district.stage.chance.shuffle(cases)
    # The cast's own cases first, so that both sides can be played.
    cases.sort(key=lambda case: case.carer not in district.cast_carers)
    for case in cases:
        child, today = case.child, district.today()
        for offer in offers:
            for need in offer.needs:
                fits = offer.serves(need, child.age_on(today), child.sex, child.village)
                if fits and offer.service_id not in case.services_asked(need):
                    if need not in case.needs:
                        case.needs.append(need)
                    case.refer(need, offer, Urgency.NORMAL, ends_as=standing)
                    return


def _report(district: District, stays: str, moment: datetime) -> None:
    concern = district.draw_concern()
    story = Story(concern, district.nursery.family(concern, 1, moment.date()))
    district.stage.at(moment, ReportLife(district, story, stays=stays).take)
