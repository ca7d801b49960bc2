"""What the clocks need to know to give agencies work: where things stand now, whatever happened before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require

from ..choices import AddendumState, AgreementState, DueState
from ..models import Agreement, Due, Policy
from ..results import AgreementWork, DueWork, PartyWork, PolicyWork
from ..rules import next_stage_day
from .rows import has_signed

_SUCCEEDED = (AgreementState.SIGNED, AgreementState.IN_FORCE)


@query
def agreement_work(actor: Actor, agreement_id: UUID) -> AgreementWork:
    """Where an agreement stands, with its parties and who of them has signed. Raises NotFound."""
    require(actor, Permission.WATCH_AGREEMENTS)
    found = Agreement.objects.visible_to(actor).prefetch_related("parties__signatures")
    agreement = found.one(pk=agreement_id)
    addendum = agreement.addenda.filter(state=AddendumState.SIGNING).first()
    is_running = agreement.state == AgreementState.IN_FORCE
    return AgreementWork(
        reference=agreement.reference,
        district_code=agreement.district_code,
        state=AgreementState(agreement.state),
        drafter_id=agreement.drafter_id,
        was_returned=agreement.state == AgreementState.DRAFT and agreement.returned_reason != "",
        open_addendum_id=addendum.pk if addendum and is_running else None,
        renew_by=_renew_by(agreement),
        review_by=agreement.review_asked_for if is_running else None,
        renews_id=agreement.renews_id,
        parties=tuple(
            PartyWork(
                one.pk,
                one.agency_id,
                has_signed(one),
                addendum is not None and has_signed(one, addendum.pk),
            )
            for one in agreement.parties.all()
        ),
    )


@query
def due_work(actor: Actor, due_id: UUID) -> DueWork:
    """Where one due day stands. Raises NotFound."""
    require(actor, Permission.WATCH_AGREEMENTS)
    found = Due.objects.select_related("obligation__agreement", "obligation__debtor", "obligation__creditor")
    due = found.filter(pk=due_id).first()
    if due is None:
        raise NotFound("due")
    return DueWork(
        reference=due.obligation.agreement.reference,
        district_code=due.obligation.agreement.district_code,
        due_on=due.due_on,
        state=DueState(due.state),
        is_asked=due.asked_at is not None,
        debtor_agency_id=due.obligation.debtor.agency_id,
        creditor_agency_id=due.obligation.creditor.agency_id,
    )


@query
def policy_work(actor: Actor, policy_id: UUID) -> PolicyWork:
    """Whether a policy is to be looked at, and by whom. Raises NotFound."""
    require(actor, Permission.WATCH_AGREEMENTS)
    policy = Policy.objects.visible_to(actor).one(pk=policy_id)
    asked = policy.review_asked_for if policy.superseded_by_id is None else None
    return PolicyWork(policy.code, policy.district_code, policy.keeper_id, asked)


def _renew_by(agreement: Agreement) -> date | None:
    if agreement.state != AgreementState.IN_FORCE or agreement.renewal_declined or agreement.warned is None:
        return None
    if Agreement.objects.filter(renews=agreement, state__in=_SUCCEEDED).exists():
        return None
    return next_stage_day(agreement.runs_until, agreement.warned)
