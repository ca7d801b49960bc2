"""Rows of the database as results."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agencies.results import AgencyName

from ..choices import AddendumState, AgreementKind, AgreementState, Answer, DueState, PolicyKind
from ..models import Agreement, AgreementSet, Due, Party, Policy
from ..models.policy import PolicySet
from ..policies import may_answer, may_deliver, may_release, may_sign
from ..results import AgreementRow, DueRow, PolicyRow
from ..rules import STAGES, days_left

COUNTING = (AgreementState.SIGNING, AgreementState.SIGNED, AgreementState.IN_FORCE)

Names = dict[UUID, AgencyName]


def party_name(party: Party, names: Names) -> str:
    """An agency's short name, or the outside body's own."""
    agency = names.get(party.agency_id) if party.agency_id else None
    return agency.short_name if agency else party.body_name


def names_of_parties(actor: Actor, parties: Iterable[Party]) -> Names:
    return agency_names(actor, {party.agency_id for party in parties})


def agreement_rows(actor: Actor, found: AgreementSet) -> list[AgreementRow]:
    """Rows with the names of all parties: three queries, however many agreements."""
    agreements = list(found.prefetch_related("parties__signatures", "addenda"))
    names = names_of_parties(actor, [p for one in agreements for p in one.parties.all()])
    return [_agreement_row(actor, one, names) for one in agreements]


def due_rows(actor: Actor, found: Iterable[Due]) -> list[DueRow]:
    """Rows of due days that came with their obligation, agreement, parties and deliveries."""
    dues = list(found)
    parties = [p for due in dues for p in (due.obligation.debtor, due.obligation.creditor)]
    names = names_of_parties(actor, parties)
    return [due_row(actor, due, names) for due in dues]


def due_row(actor: Actor, due: Due, names: Names) -> DueRow:
    obligation = due.obligation
    debtor, creditor = obligation.debtor, obligation.creditor
    refusals = [one.answer_reason for one in due.deliveries.all() if one.answer == Answer.REFUSED]
    return DueRow(
        id=due.pk,
        agreement_id=obligation.agreement_id,
        obligation_id=obligation.pk,
        reference=obligation.agreement.reference,
        title=obligation.agreement.title,
        what=obligation.what,
        quantity=obligation.quantity,
        unit=obligation.unit,
        debtor=party_name(debtor, names),
        creditor=party_name(creditor, names),
        due_on=due.due_on,
        state=DueState(due.state),
        is_late=due.state in {DueState.OWED, DueState.REFUSED} and due.due_on < clock.today(),
        is_mine=debtor.agency_id is not None and debtor.agency_id == actor.agency_id,
        is_ours=creditor.agency_id is not None and creditor.agency_id == actor.agency_id,
        may_deliver=may_deliver(actor, due, debtor),
        may_answer=may_answer(actor, due, creditor),
        may_release=may_release(actor, due, creditor),
        last_refusal=refusals[-1] if refusals else "",
    )


def policy_rows(actor: Actor, found: PolicySet) -> list[PolicyRow]:
    """Rows of policies with how many agreements rest on each."""
    counted = Count("agreements", filter=Q(agreements__state__in=COUNTING), distinct=True)
    return [
        _policy_row(one, vars(one)["resting"])
        for one in found.select_related("superseded_by").annotate(resting=counted)
    ]


def is_in_force(policy: Policy, on: date) -> bool:
    """Whether a rule counts on a day; one whose first day nobody wrote down is taken as begun."""
    has_begun = policy.in_force_from is None or policy.in_force_from <= on
    goes_on = policy.in_force_until is None or policy.in_force_until >= on
    is_replaced = policy.superseded_by_id is not None and policy.in_force_until is None
    return has_begun and goes_on and not is_replaced


def _agreement_row(actor: Actor, one: Agreement, names: Names) -> AgreementRow:
    parties = list(one.parties.all())
    today = clock.today()
    left = days_left(one.runs_until, today) if one.state == AgreementState.IN_FORCE else None
    return AgreementRow(
        id=one.pk,
        reference=one.reference,
        kind=AgreementKind(one.kind),
        title=one.title,
        state=AgreementState(one.state),
        starts_on=one.starts_on,
        runs_until=one.runs_until,
        review_on=one.review_on,
        parties=tuple(party_name(party, names) for party in parties),
        is_ours=any(party.agency_id == actor.agency_id for party in parties if party.agency_id),
        days_left=left,
        ends_soon=left is not None and left <= max(STAGES) and not one.renewal_declined,
        is_past_review=one.state == AgreementState.IN_FORCE
        and one.review_on is not None
        and one.review_on < today,
        waits_for_us=_waits_for_signature(actor, one, parties),
    )


def _waits_for_signature(actor: Actor, one: Agreement, parties: list[Party]) -> bool:
    """Whether the reader may sign the agreement or its open addendum now, or put down a body's paper."""
    texts: list[UUID | None] = [None] if one.state == AgreementState.SIGNING else []
    texts += [addendum.pk for addendum in one.addenda.all() if addendum.state == AddendumState.SIGNING]
    mine = [party for party in parties if may_sign(actor, party)]
    return any(not has_signed(party, text) for text in texts for party in mine)


def has_signed(party: Party, addendum_id: UUID | None = None) -> bool:
    return any(one.void_since is None and one.addendum_id == addendum_id for one in party.signatures.all())


def _policy_row(one: Policy, resting: int) -> PolicyRow:
    today = clock.today()
    return PolicyRow(
        id=one.pk,
        code=one.code,
        kind=PolicyKind(one.kind),
        number=one.number,
        year=one.year,
        title=one.title,
        issuer=one.issuer,
        in_force_from=one.in_force_from,
        in_force_until=one.in_force_until,
        review_on=one.review_on,
        is_national=one.district_code == "",
        is_in_force=is_in_force(one, today),
        is_past_review=one.review_on is not None and one.review_on < today,
        is_confirmed=one.is_confirmed,
        superseded_by=one.superseded_by.code if one.superseded_by else "",
        rests_on_it=resting,
    )


def may_draft(actor: Actor) -> bool:
    return actor.may(Permission.DRAFT_AGREEMENTS) and actor.agency_id is not None
