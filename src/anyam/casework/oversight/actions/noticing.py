"""Noticing unusual looking: once a day the detectors read the last two weeks, and what they name goes to a reviewer."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.audit.looks import LookRow
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import districts_of

from ..choices import Pattern
from ..models import LookReview
from ..queries.gathering import SPAN, gather
from ..rules import detect
from .opening import open_pattern_review

ALREADY_ASKED = timedelta(days=60)


@action()
def notice_unusual_looking(actor: Actor) -> int:
    """Open a review for each person whose looks are named and were not asked about before; how many were opened."""
    require(actor, Permission.REVIEW_LOOKS)
    now = clock.now()
    gathered = gather(actor, now - SPAN, now)
    asked = _asked_before(now)
    named: dict[UUID, dict[int, set[Pattern]]] = defaultdict(lambda: defaultdict(set))
    for flag in detect(gathered.facts, gathered.readers):
        for number in flag.numbers - asked:
            named[flag.user_id][number].add(flag.pattern)
    found = {user_id: [gathered.looks[n] for n in numbers] for user_id, numbers in named.items()}
    districts = districts_of(
        actor, {look.agency_id for looks in found.values() for look in looks if look.agency_id}
    )
    opened = 0
    for user_id, looks in found.items():
        agency_id = _agency_of(looks)
        if agency_id not in districts:
            continue
        patterns = {pattern for look in looks for pattern in named[user_id][look.number]}
        opened += (
            open_pattern_review(
                actor,
                key=f"pattern:{user_id}:{now:%Y-%m-%d}",
                looks=looks,
                patterns=patterns,
                looker_id=user_id,
                looker_agency_id=agency_id,
                district_code=districts[agency_id],
            )
            is not None
        )
    return opened


def _asked_before(now: object) -> set[int]:
    """Looks somebody was asked about already."""
    since = clock.now() - ALREADY_ASKED
    numbers = LookReview.objects.filter(opened_at__gte=since).values_list("look_numbers", flat=True)
    return {number for found in numbers for number in found}


def _agency_of(looks: list[LookRow]) -> UUID:
    """For which agency they looked; of several the last one."""
    return next(look.agency_id for look in looks if look.agency_id)
