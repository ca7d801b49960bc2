"""How a hold stands before the law now: its limit, whether that is near or over, and what speaks against it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import get_promised_time
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.people.queries import oldest_age_on

from ..choices import Doubt
from ..models import Hold, LegalLimit, Matter
from ..rules import Held, doubts, limit_of_hold
from .legal import figures_in, limits_of

_SYSTEM = Actor.system("limits of custody")


@dataclass(frozen=True)
class Standing:
    limit_at: datetime | None
    doubts: tuple[Doubt, ...]
    is_over: bool
    is_near: bool

    @property
    def is_loud(self) -> bool:
        return self.is_over or bool(self.doubts)


def standing_of(hold: Hold, rows: list[LegalLimit] | None = None) -> Standing:
    """As the law stood when it began, and at this moment; an ended hold as at its end."""
    rows = limits_of(hold.district_code) if rows is None else rows
    figures, held = figures_in(rows), held_of(hold)
    limit_at, now = limit_of_hold(held, figures), hold.ended_at or clock.now()
    with acting(_SYSTEM):
        warned = get_promised_time(_SYSTEM, PromiseKey.CUSTODY_WARNING, district_code=hold.district_code)
        found = doubts(
            held,
            oldest_age=oldest_age_on(_SYSTEM, hold.case.child_id, held.began_at.date()),
            threatened_years=_threatened(hold),
            figures=figures,
        )
    is_over = limit_at is not None and now > limit_at
    warning = timedelta(hours=float(warned.hours))
    is_near = limit_at is not None and not is_over and now >= limit_at - warning
    return Standing(limit_at, found, is_over, is_near)


def held_of(hold: Hold) -> Held:
    return Held(hold.stage, clock.local(hold.began_at), hold.place_kind, hold.extended_at is not None)


def _threatened(hold: Hold) -> int | None:
    """Of the matter that ran when the child was held."""
    matter = Matter.objects.filter(case_id=hold.case_id, ended_at__isnull=True).first()
    return matter.threatened_years if matter else None
