"""What a sharing rests on: asked by the referral, before and after it was sent."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases.queries import case_ref, reported_people_of
from anyam.foundation.access import Actor, Permission, query, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_kinds_of, agency_names

from ..choices import Purpose, givers
from ..models import Consent
from ..results import Ground
from ..rules import Said, Use, covering, deciding, is_about, standing_at
from .said import advice_for, consents_of, said_of


@query
def get_ground(actor: Actor, case_id: UUID, agency_id: UUID) -> Ground:
    """Whether sharing with this agency rests on a consent now; what was said last if not, and whom not to ask."""
    case = case_ref(actor, case_id)
    answers = _answers(actor, case.id)
    use, now = _sharing_with(actor, agency_id), clock.now()
    covered = covering(answers, use, now)
    consent = answers.get(covered) if covered else None
    last = deciding(answers, use, now) or _newest_about(answers, use)
    return Ground(
        agency_name=agency_names(actor, [agency_id])[agency_id].short_name,
        consent_id=consent.id if consent else None,
        expires_at=consent.expires_at if consent else None,
        giver_label=givers().label(consent.giver) if consent else "",
        last_standing=standing_at(last, now) if last else None,
        advice=advice_for(actor, case.id),
    )


@query
def covering_consent(actor: Actor, case_id: UUID, agency_id: UUID) -> UUID | None:
    """The consent on which a summary may be shared with this agency now; None where there is none."""
    case = case_ref(actor, case_id)
    answers = _answers(actor, case.id)
    found = covering(answers, _sharing_with(actor, agency_id), clock.now())
    return answers[found].id if found else None


@query
def withdrawn_among(actor: Actor, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these consents, that somebody's sharing rests on, were taken back; nothing else is told."""
    require_any(actor, Permission.SEE_INBOX, Permission.SEND_REFERRAL, Permission.SEE_EXPIRED_REFERRALS)
    with acting(Actor.system("consents taken back")):
        found = Consent.objects.filter(pk__in=list(ids), withdrawn_at__isnull=False)
        return frozenset(found.values_list("pk", flat=True))


def _answers(actor: Actor, case_id: UUID) -> dict[Said, Consent]:
    reported = reported_people_of(actor, case_id)
    return {said_of(consent, reported): consent for consent in consents_of(actor, case_id)}


def _sharing_with(actor: Actor, agency_id: UUID) -> Use:
    return Use(Purpose.SHARING, agency_id, agency_kinds_of(actor, [agency_id]).get(agency_id, ""))


def _newest_about(answers: Iterable[Said], use: Use) -> Said | None:
    about = [said for said in answers if is_about(said, use)]
    return max(about, key=lambda said: said.given_at, default=None)
