"""What agencies were asked to do for a child, for the question who is already acting; told as the system."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from anyam.casework.acting.choices import ActKind
from anyam.casework.acting.queries import tells_who_acts
from anyam.casework.acting.results import Act
from anyam.casework.cases.queries import plan_seats
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from ..choices import ReferralState
from ..models import Referral
from ..rules import RUNNING, UNANSWERED

_SYSTEM = Actor.system("who is already acting")
_ASKED = (*UNANSWERED, ReferralState.INFO_ASKED, *RUNNING)


@tells_who_acts
def acts_by_referral(records: frozenset[UUID], since: date) -> Iterable[Act]:
    """Referrals that wait for an answer or run, and those whose service was given since then.

    Where nobody answered in time, or the answer was no, nobody is acting.
    """
    near = Q(state__in=_ASKED) | Q(state=ReferralState.COMPLETED, ended_at__date__gte=since)
    found = list(Referral.objects.filter(near, case__child_id__in=records).select_related("case"))
    if not found:
        return
    seats = plan_seats(_SYSTEM, {referral.case_id for referral in found})
    for referral in found:
        asked_at = referral.sent_at or referral.drafted_at
        yield Act(
            source_id=referral.pk,
            kind=ActKind.REFERRAL,
            agency_id=referral.to_agency_id,
            need=referral.need,
            begun_on=clock.local(asked_at).date(),
            ended_on=clock.local(referral.ended_at).date() if referral.ended_at else None,
            case_id=referral.case_id,
            case_number=referral.case.number,
            lead_id=referral.case.manager_id,
            lead_agency_id=referral.case.agency_id,
            dossiers=(referral.case_id, referral.pk),
            plan_ids=seats.plans_with(referral.case_id, referral.to_agency_id, referral.need),
        )
