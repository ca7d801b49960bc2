"""Referrals to agencies that do not sign in: how they stand, and what the page behind a reply sheet may show."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.consents.queries import withdrawn_among
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import not_barred
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import people_with_role

from ..choices import Party, ReferralState, Urgency
from ..models import Referral
from ..policies import RECEIVERS, may_see_summary
from ..results import ForReply, Standing
from .detail import summary_of

_SYSTEM = Actor.system("how a referral stands, without the child")


@query
def answers_on_paper(actor: Actor, agency_id: UUID) -> bool:
    """Whether nobody at the agency signs in who could answer a referral."""
    require(actor, Permission.SEE_COLLEAGUES)
    return not people_with_role(actor, agency_id, RECEIVERS)


@query
def standing_of_referrals(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """State and times of the own agency's referrals, for those who keep its letters; nothing about the child."""
    require(actor, Permission.SEE_DOCUMENT_REGISTER)
    with acting(_SYSTEM):
        found = Referral.objects.filter(
            not_barred(actor, "case_id"), from_agency_id=actor.agency_id, pk__in=set(ids)
        )
        return {one.pk: _standing(actor, one) for one in found}


@query
def summary_for_reply(actor: Actor, referral_id: UUID) -> ForReply:
    """One referral for the page behind its reply sheet. The summary only while the receiver may read it."""
    require(actor, Permission.SERVE_WITHOUT_SIGN_IN)
    referral = Referral.objects.visible_to(actor).select_related("summary").one(pk=referral_id)
    is_withdrawn = bool(referral.consent_id and withdrawn_among(actor, [referral.consent_id]))
    sees = may_see_summary(referral, (Party.RECEIVER,), is_withdrawn=is_withdrawn)
    urgency = Urgency(referral.urgency)
    return ForReply(
        standing=_standing(actor, referral),
        service_name=referral.service_name,
        urgency_label=str(urgency.label),
        is_urgent=urgency is not Urgency.NORMAL,
        sent_on=clock.local(referral.sent_at or referral.drafted_at).date(),
        summary=summary_of(referral) if sees else None,
    )


def _standing(actor: Actor, referral: Referral) -> Standing:
    state = ReferralState(referral.state)
    return Standing(
        number=referral.number,
        state=state,
        due_at=referral.response_due_at,
        is_on_paper=answers_on_paper(actor, referral.to_agency_id),
    )
