"""A child comes back: how its earlier case ended, for those who may see that case."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from anyam.casework.cases.choices import Outcome, closure_reasons
from anyam.casework.cases.models import Case, Closure
from anyam.casework.cases.queries.one_child import other_records_in_sight
from anyam.casework.cases.results import EarlierEnding
from anyam.foundation.access import Actor
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.readiness.choices import StandardKey
from anyam.registry.readiness.queries import days_of


def endings_before(
    actor: Actor, person_ids: Iterable[UUID], agency_id: UUID, at: datetime
) -> dict[UUID, EarlierEnding]:
    """The last closure of a case of each child before a moment, as long ago as the district's figure says at most."""
    since = at - timedelta(days=days_of(actor, StandardKey.AGAIN_DAYS, agency_id))
    found = {}
    for person_id in person_ids:
        records = {person_id, *other_records_in_sight(actor, person_id)}
        cases = Case.objects.visible_to(actor).filter(child_id__in=records)
        closures = Closure.objects.filter(case__in=cases, closed_at__gte=since, closed_at__lt=at)
        last = closures.select_related("case").order_by("-closed_at").first()
        if last is None:
            continue
        why = explaining_grant(actor, last.case_id)
        record_look(
            actor, part=Looked.REVIEWS, subject_id=last.case_id, case_id=last.case_id, explanation=why
        )
        found[person_id] = EarlierEnding(
            case_id=last.case_id,
            number=last.case.number,
            closed_at=last.closed_at,
            reason_label=closure_reasons().label(last.reason),
            outcome_label=str(Outcome(last.outcome).label),
            aftercare_on=last.aftercare_on,
        )
    return found
