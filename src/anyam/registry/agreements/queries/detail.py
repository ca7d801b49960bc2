"""One agreement with everything the reader may see of it."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.registry.agencies.queries import agency_names

from ..choices import AddendumState, AgreementState, Answer, DueState, EndReason, Recurrence
from ..models import Addendum, Agreement, AgreementSet, Document, Due, Obligation, Party, Policy
from ..policies import delivery_kinds, may_change, may_lead, may_sign, may_take_back
from ..results import (
    AddendumRow,
    AgreementDetail,
    AgreementRow,
    DeliveryRow,
    DocumentRow,
    DueDetail,
    DueRow,
    ObligationRow,
    PartyRow,
    SignatureRow,
)
from ..rules import digest_of
from .lists import with_all
from .papers import document_rows
from .rows import (
    Names,
    agreement_rows,
    due_row,
    due_rows,
    has_signed,
    names_of_parties,
    party_name,
    policy_rows,
)
from .signed_text import text_of


@query
def get_agreement(actor: Actor, agreement_id: UUID) -> AgreementDetail:
    """One agreement, its parties and signatures, what is owed, addenda, and what the reader may do. Raises NotFound."""
    found = Agreement.objects.visible_to(actor).prefetch_related("parties__signatures", "addenda")
    agreement = found.one(pk=agreement_id)
    require(actor, Permission.SEE_AGREEMENTS)
    parties = list(agreement.parties.all())
    names = names_of_parties(actor, parties)
    around = _around(actor, agreement)
    leads = may_lead(actor, agreement, parties)
    is_running = agreement.state == AgreementState.IN_FORCE
    is_signing = agreement.state == AgreementState.SIGNING
    extra = agency_names(actor, [agreement.drafter_id, agreement.returned_by_id])
    returned_by = extra.get(agreement.returned_by_id) if agreement.returned_by_id else None
    return AgreementDetail(
        row=around[agreement.pk],
        **{name: getattr(agreement, name) for name in _PLAIN},
        is_as_signed=not agreement.digest or agreement.digest == digest_of(text_of(agreement)),
        returned_by=returned_by.short_name if returned_by else "",
        drafter=extra[agreement.drafter_id].short_name,
        parent=around.get(agreement.parent_id) if agreement.parent_id else None,
        predecessor=around.get(agreement.renews_id) if agreement.renews_id else None,
        successor=next((row for key, row in around.items() if key == _successor_id(agreement)), None),
        children=tuple(agreement_rows(actor, _visible(actor).filter(parent=agreement))),
        parties=tuple(_party_row(actor, one, names, None, is_open=is_signing) for one in parties),
        obligations=_obligations(actor, agreement, names),
        addenda=tuple(_addendum_row(actor, one, parties, names, leads) for one in agreement.addenda.all()),
        policies=tuple(policy_rows(actor, Policy.objects.filter(agreements=agreement))),
        end_reason_label=str(EndReason(agreement.end_reason).label) if agreement.end_reason else "",
        may_change=may_change(actor, agreement),
        may_open_signing=may_change(actor, agreement),
        may_take_back=may_take_back(actor, agreement),
        may_refuse=is_signing and any(may_sign(actor, one) for one in parties if one.agency_id),
        may_amend=leads and is_running and not _has_waiting(agreement),
        may_review=leads and is_running,
        may_renew=leads and _successor_id(agreement) is None and actor.agency_id is not None,
        may_end=leads
        and is_running
        and (actor.may(Permission.SIGN_AGREEMENTS) or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)),
    )


_PLAIN = (
    "purpose", "object", "scope", "legal_basis", "financing", "disputes", "archive", "ends_on", "digest",
    "returned_reason", "drafter_id", "reviewed_on", "review_words", "renewal_declined", "renewal_words", "ended_on",
    "end_words",
)  # fmt: skip


@query
def get_agreement_to_change(actor: Actor, agreement_id: UUID) -> AgreementDetail:
    """A draft for whoever may change it. Raises NotFound."""
    detail = get_agreement(actor, agreement_id)
    require(actor, Permission.DRAFT_AGREEMENTS)
    if not detail.may_change:
        raise NotFound("agreement")
    return detail


@query
def get_due(actor: Actor, due_id: UUID) -> DueDetail:
    """One due day with every attempt to deliver. Raises NotFound."""
    visible = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    due = with_all(Due.objects.filter(obligation__agreement__in=visible, pk=due_id)).first()
    if due is None:
        raise NotFound("due")
    names = names_of_parties(actor, [due.obligation.debtor, due.obligation.creditor])
    documents = _evidence(actor, due)
    return DueDetail(
        row=due_row(actor, due, names),
        budget_line=due.obligation.budget_line,
        end_words=due.end_words,
        earliest=due.obligation.agreement.starts_on,
        deliveries=tuple(
            DeliveryRow(
                one.pk,
                one.delivered_on,
                one.evidence,
                one.at,
                one.by_user_id,
                Answer(one.answer),
                one.answer_reason,
                one.answered_at,
                one.answered_by_user_id,
                documents[one.pk],
                may_add_evidence=actor.agency_id is not None and bool(delivery_kinds(actor, one)),
            )
            for one in due.deliveries.all()
        ),
    )


def _evidence(actor: Actor, due: Due) -> dict[UUID, tuple[DocumentRow, ...]]:
    """The papers of each attempt to deliver."""
    found = list(Document.objects.filter(delivery__due=due).with_subjects().order_by("kept_at", "id"))
    rows = document_rows(actor, found)
    documents: dict[UUID, tuple[DocumentRow, ...]] = defaultdict(tuple)
    for one, row in zip(found, rows, strict=True):
        documents[one.delivery_id or due.pk] += (row,)
    return documents


@query
def dues_of_obligation(actor: Actor, obligation_id: UUID) -> list[DueRow]:
    """Every due day of one obligation, the earliest first. Raises NotFound."""
    visible = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    found = Due.objects.filter(obligation__agreement__in=visible, obligation_id=obligation_id)
    return due_rows(actor, with_all(found))


@query
def agreement_of_party(actor: Actor, party_id: UUID) -> UUID:
    """The agreement in which this party stands, for links that name the party. Raises NotFound."""
    visible = Agreement.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    return visible.one(parties__pk=party_id).pk


def _visible(actor: Actor) -> AgreementSet:
    return Agreement.objects.visible_to(actor)


def _around(actor: Actor, agreement: Agreement) -> dict[UUID, AgreementRow]:
    """The rows of the agreement itself and of those it hangs together with."""
    ids = {agreement.pk, agreement.parent_id, agreement.renews_id, _successor_id(agreement)}
    rows = agreement_rows(actor, _visible(actor).filter(pk__in=[one for one in ids if one]))
    return {row.id: row for row in rows}


def _successor_id(agreement: Agreement) -> UUID | None:
    return Agreement.objects.filter(renews=agreement).values_list("pk", flat=True).first()


def _has_waiting(agreement: Agreement) -> bool:
    return any(one.state == AddendumState.SIGNING for one in agreement.addenda.all())


def _party_row(
    actor: Actor, party: Party, names: Names, addendum_id: UUID | None, *, is_open: bool
) -> PartyRow:
    counting = [
        one for one in party.signatures.all() if one.void_since is None and one.addendum_id == addendum_id
    ]
    signature = counting[0] if counting else None
    waits = is_open and not has_signed(party, addendum_id) and may_sign(actor, party)
    agency = names.get(party.agency_id) if party.agency_id else None
    return PartyRow(
        id=party.pk,
        agency_id=party.agency_id,
        name=agency.name if agency else party.body_name,
        body_name=party.body_name,
        number=party.number,
        official_name=party.official_name,
        official_office=party.official_office,
        mandate=party.mandate,
        is_ours=party.agency_id is not None and party.agency_id == actor.agency_id,
        signature=SignatureRow(signature.signed_at, signature.paper_signed_on, signature.by_user_id)
        if signature
        else None,
        may_sign=waits and party.agency_id is not None,
        may_put_down_paper=waits and party.agency_id is None,
    )


def _addendum_row(
    actor: Actor, one: Addendum, parties: list[Party], names: Names, leads: bool
) -> AddendumRow:
    is_open = one.state == AddendumState.SIGNING
    return AddendumRow(
        id=one.pk,
        number=one.number,
        title=one.title,
        text=one.text,
        ends_on=one.ends_on,
        review_on=one.review_on,
        digest=one.digest,
        state=AddendumState(one.state),
        in_force_at=one.in_force_at,
        parties=tuple(_party_row(actor, party, names, one.pk, is_open=is_open) for party in parties),
        may_drop=is_open and leads,
    )


def _obligations(actor: Actor, agreement: Agreement, names: Names) -> tuple[ObligationRow, ...]:
    dues: dict[UUID, list[DueRow]] = defaultdict(list)
    for row in due_rows(actor, with_all(Due.objects.filter(obligation__agreement=agreement))):
        dues[row.obligation_id].append(row)
    found = agreement.obligations.select_related("debtor", "creditor")
    return tuple(_obligation_row(actor, one, dues[one.pk], names) for one in found)


def _obligation_row(actor: Actor, one: Obligation, dues: list[DueRow], names: Names) -> ObligationRow:
    own = actor.agency_id
    number = f"{one.quantity:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return ObligationRow(
        id=one.pk,
        debtor_id=one.debtor_id,
        creditor_id=one.creditor_id,
        debtor=party_name(one.debtor, names),
        creditor=party_name(one.creditor, names),
        what=one.what,
        quantity=one.quantity,
        unit=one.unit,
        amount=f"{number} {one.unit}",
        recurrence=Recurrence(one.recurrence),
        first_due_on=one.first_due_on,
        budget_line=one.budget_line,
        owed_by_us=own is not None and one.debtor.agency_id == own,
        owed_to_us=own is not None and one.creditor.agency_id == own,
        accepted=sum(row.state is DueState.ACCEPTED for row in dues),
        late=sum(row.is_late for row in dues),
        total=len(dues),
        next_due=next((row for row in dues if row.is_open), None),
    )
