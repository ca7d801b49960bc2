"""Who may do what with agreements, deliveries and drafts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, Permission

from .choices import AgreementState, Answer, DocumentKind, DraftState, DueState
from .models import Addendum, Agreement, Delivery, Document, Due, Party, Policy, PolicyDraft
from .rules import KINDS_OF_POLICY, kinds_of_addendum, kinds_of_agreement


def is_drafter(actor: Actor, agreement: Agreement) -> bool:
    return actor.may(Permission.DRAFT_AGREEMENTS) and (
        actor.is_system or agreement.drafter_id == actor.agency_id
    )


def may_change(actor: Actor, agreement: Agreement) -> bool:
    """The agency that drafts it, while it is a draft."""
    return is_drafter(actor, agreement) and agreement.state == AgreementState.DRAFT


def may_take_back(actor: Actor, agreement: Agreement) -> bool:
    return is_drafter(actor, agreement) and agreement.state == AgreementState.SIGNING


def speaks_for(actor: Actor, party: Party, permission: Permission) -> bool:
    """For its own agency whoever holds the permission; for a body without an account the secretariat."""
    if party.agency_id is None:
        return actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)
    return actor.may(permission) and (actor.is_system or party.agency_id == actor.agency_id)


def may_sign(actor: Actor, party: Party) -> bool:
    """A person, for their own agency; for outside bodies the secretariat writes down the signed paper."""
    return not actor.is_system and speaks_for(actor, party, Permission.SIGN_AGREEMENTS)


def may_lead(actor: Actor, agreement: Agreement, parties: Iterable[Party]) -> bool:
    """Who renews, reviews, amends or ends it: whoever drafts or signs for one of its parties."""
    is_running = agreement.state in {AgreementState.IN_FORCE, AgreementState.EXPIRED}
    return is_running and decides_for_party(actor, parties)


def decides_for_party(actor: Actor, parties: Iterable[Party]) -> bool:
    """Whoever drafts or signs for one of the parties, and the secretariat."""
    own = any(party.agency_id == actor.agency_id for party in parties if party.agency_id)
    may_decide = actor.may(Permission.DRAFT_AGREEMENTS) or actor.may(Permission.SIGN_AGREEMENTS)
    return (own and may_decide) or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)


def may_deliver(actor: Actor, due: Due, debtor: Party) -> bool:
    return due.state in {DueState.OWED, DueState.REFUSED} and speaks_for(
        actor, debtor, Permission.KEEP_OBLIGATIONS
    )


def may_answer(actor: Actor, due: Due, creditor: Party) -> bool:
    """Only the creditor says whether a delivery is one."""
    return due.state == DueState.DELIVERED and speaks_for(actor, creditor, Permission.KEEP_OBLIGATIONS)


def may_release(actor: Actor, due: Due, creditor: Party) -> bool:
    return due.state in {DueState.OWED, DueState.REFUSED, DueState.DELIVERED} and speaks_for(
        actor, creditor, Permission.KEEP_OBLIGATIONS
    )


def may_keep_policy(actor: Actor, policy: Policy) -> bool:
    """The secretariat keeps its own district's register; of national rules it knows only what the program brings."""
    if not actor.may(Permission.KEEP_POLICIES):
        return False
    return actor.is_system or policy.district_code == actor.district_code


def may_review_policy(actor: Actor, policy: Policy) -> bool:
    """Whoever keeps the register, and the agency that keeps this rule up to date."""
    is_keeper = policy.keeper_id is not None and policy.keeper_id == actor.agency_id
    return may_keep_policy(actor, policy) or (is_keeper and actor.may(Permission.DRAFT_AGREEMENTS))


def leads_draft(actor: Actor, draft: PolicyDraft) -> bool:
    return actor.may(Permission.DRAFT_AGREEMENTS) and (actor.is_system or draft.drafter_id == actor.agency_id)


def may_adopt(actor: Actor, draft: PolicyDraft) -> bool:
    return leads_draft(actor, draft) and draft.state in {DraftState.WRITING, DraftState.RESOLVING}


def may_comment(actor: Actor, draft: PolicyDraft, agency_id: UUID) -> bool:
    return (
        draft.state == DraftState.CONSULTATION
        and actor.may(Permission.COMMENT_ON_POLICIES)
        and actor.agency_id == agency_id
    )


# --- documents --------------------------------------------------------------------------------------------------------


def agreement_kinds(actor: Actor, agreement: Agreement, parties: Iterable[Party]) -> tuple[DocumentKind, ...]:
    """What the actor may add to an agreement now: its drafter while it is a draft, then its parties."""
    is_draft = agreement.state == AgreementState.DRAFT
    may_add = is_drafter(actor, agreement) if is_draft else decides_for_party(actor, parties)
    return kinds_of_agreement(agreement.state) if may_add else ()


def addendum_kinds(actor: Actor, addendum: Addendum, parties: Iterable[Party]) -> tuple[DocumentKind, ...]:
    return kinds_of_addendum(addendum.state) if decides_for_party(actor, parties) else ()


def delivery_kinds(actor: Actor, delivery: Delivery) -> tuple[DocumentKind, ...]:
    """The debtor adds evidence until the creditor has answered."""
    debtor = delivery.due.obligation.debtor
    may_add = delivery.answer == Answer.WAITING and speaks_for(actor, debtor, Permission.KEEP_OBLIGATIONS)
    return (DocumentKind.EVIDENCE,) if may_add else ()


def policy_kinds(actor: Actor, policy: Policy) -> tuple[DocumentKind, ...]:
    return KINDS_OF_POLICY if may_keep_policy(actor, policy) else ()


def may_withdraw(actor: Actor, document: Document) -> bool:
    """The agency that added it, and the secretariat; evidence only until the creditor has answered."""
    if document.withdrawn_at is not None:
        return False
    if document.delivery:
        return bool(delivery_kinds(actor, document.delivery))
    if document.policy:
        return may_keep_policy(actor, document.policy)
    agreement = document.of_agreement
    assert agreement is not None
    is_own = document.agency_id == actor.agency_id or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)
    return is_own and (is_drafter(actor, agreement) or decides_for_party(actor, agreement.parties.all()))
