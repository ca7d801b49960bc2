"""What its parties do with an agreement in force: change it by addendum, look at it, renew it, end it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import AddendumState, AgreementState, EndReason
from ..events import (
    AgreementDrafted,
    AgreementRenewalDeclined,
    AgreementReturned,
    AgreementReviewed,
    AgreementSigningOpened,
)
from ..models import Addendum, Agreement, Obligation, Party, Signature
from ..policies import may_lead
from ..queries.signed_text import addendum_text
from ..rules import digest_of, moved_first_due
from .beginning import end
from .drafting import next_reference
from .keeping import NotPossibleAsWritten, NotTheMoment, line, lock_agreement, words
from .terms import TermIsImpossible, refuse_impossible_term

_DECIDING = (Permission.DRAFT_AGREEMENTS, Permission.SIGN_AGREEMENTS)


class AddendumWaits(Refusal):
    sentence = _("Another addendum is still being signed. Finish or drop that one first.")


class HasSuccessor(Refusal):
    sentence = _("This agreement has a successor already.")


@action(is_once=True)
def write_addendum(
    actor: Actor,
    *,
    agreement_id: UUID,
    title: str,
    text: str,
    ends_on: date | None = None,
    review_on: date | None = None,
    once: UUID | None = None,
) -> UUID:
    """Put a numbered change before all parties; what was signed stays as it was signed."""
    require_any(actor, *_DECIDING)
    agreement = _lock_led(actor, agreement_id, AgreementState.IN_FORCE)
    if agreement.addenda.filter(state=AddendumState.SIGNING).exists():
        raise AddendumWaits()
    refuse_impossible_term(agreement.starts_on, ends_on or agreement.runs_until, review_on)
    if ends_on and ends_on < clock.today():
        raise TermIsImpossible(_("To end it now, end it with a reason instead."), field="ends_on")
    number = max(agreement.addenda.values_list("number", flat=True), default=0) + 1
    addendum = Addendum(
        agreement=agreement,
        number=number,
        title=line(title, "title", 240, is_needed=True),
        text=words(text, "text", is_needed=True),
        ends_on=ends_on,
        review_on=review_on,
        made_at=clock.now(),
        by_user_id=actor.user_id,
    )
    addendum.digest = digest_of(addendum_text(addendum))
    addendum.save(force_insert=True)
    record(actor, AgreementSigningOpened(agreement.pk, addendum.pk))
    return addendum.pk


@action()
def drop_addendum(actor: Actor, *, agreement_id: UUID, addendum_id: UUID) -> None:
    """Give up an addendum that is still being signed."""
    require_any(actor, *_DECIDING)
    agreement = _lock_led(actor, agreement_id, AgreementState.IN_FORCE)
    addendum = agreement.addenda.filter(pk=addendum_id, state=AddendumState.SIGNING).first()
    if addendum is None:
        raise NotTheMoment()
    addendum.state = AddendumState.DROPPED
    addendum.save(update_fields=["state"])
    Signature.objects.filter(addendum=addendum, void_since__isnull=True).update(void_since=clock.now())
    record(actor, AgreementReturned(agreement.pk, actor.agency_id, addendum.pk))


@action()
def review_agreement(
    actor: Actor, *, agreement_id: UUID, found: str, next_review_on: date | None = None
) -> None:
    """Put down what the parties found looking at the agreement together, and when they look again."""
    require_any(actor, *_DECIDING)
    agreement = _lock_led(actor, agreement_id, AgreementState.IN_FORCE)
    today = clock.today()
    if next_review_on and not today < next_review_on <= agreement.runs_until:
        raise TermIsImpossible(
            _("The next review lies after today and within the term."), field="next_review_on"
        )
    agreement.review_words = words(found, "found", 2000, is_needed=True)
    agreement.reviewed_on, agreement.review_on, agreement.review_asked_for = today, next_review_on, None
    agreement.save(update_fields=["review_words", "reviewed_on", "review_on", "review_asked_for"])
    record(actor, AgreementReviewed(agreement.pk, next_review_on))


@action(is_once=True)
def renew_agreement(actor: Actor, *, agreement_id: UUID, ends_on: date, once: UUID | None = None) -> UUID:
    """Draft the successor: the same parties, text and obligations, from the day after the last one."""
    require_any(actor, *_DECIDING)
    agreement = _lock_led(actor, agreement_id)
    if actor.agency_id is None:
        raise NotAllowed("an agency drafts")
    if Agreement.objects.filter(renews=agreement).exists():
        raise HasSuccessor()
    starts_on = max(agreement.runs_until + timedelta(days=1), clock.today())
    refuse_impossible_term(starts_on, ends_on, None)
    made = _copy(actor, actor.agency_id, agreement, starts_on, ends_on)
    record(actor, AgreementDrafted(made.pk, made.kind, agreement.pk))
    return made.pk


@action()
def decline_renewal(actor: Actor, *, agreement_id: UUID, reason: str) -> None:
    """Decide that an agreement is to run out; nobody is warned any more."""
    require_any(actor, *_DECIDING)
    agreement = _lock_led(actor, agreement_id, AgreementState.IN_FORCE)
    agreement.renewal_words = line(reason, "reason", 400, is_needed=True)
    agreement.renewal_declined = True
    agreement.save(update_fields=["renewal_words", "renewal_declined"])
    record(actor, AgreementRenewalDeclined(agreement.pk))


@action()
def end_agreement(actor: Actor, *, agreement_id: UUID, reason: str, explanation: str) -> None:
    """End an agreement today, before its term; what was due until today stays owed."""
    require_any(actor, Permission.SIGN_AGREEMENTS, Permission.ACT_FOR_OUTSIDE_BODIES)
    agreement = _lock_led(actor, agreement_id, AgreementState.IN_FORCE)
    if reason not in EndReason.values:
        raise NotPossibleAsWritten(_("Choose a reason."), field="reason")
    said = line(explanation, "explanation", 400, is_needed=True)
    end(actor, agreement, AgreementState.ENDED, clock.today(), reason, said)


def _lock_led(actor: Actor, agreement_id: UUID, state: AgreementState | None = None) -> Agreement:
    agreement = lock_agreement(actor, agreement_id)
    if not may_lead(actor, agreement, agreement.parties.all()):
        own = any(one.agency_id == actor.agency_id for one in agreement.parties.all() if one.agency_id)
        raise NotTheMoment() if own else NotAllowed(str(agreement_id))
    if state and agreement.state != state:
        raise NotTheMoment()
    return agreement


def _copy(actor: Actor, agency_id: UUID, old: Agreement, starts_on: date, ends_on: date) -> Agreement:
    same = ("kind", "title", "legal_basis", "purpose", "object", "scope", "financing", "disputes")
    parent = old.parent if old.parent and old.parent.state == AgreementState.IN_FORCE else None
    new = Agreement(
        district_code=old.district_code,
        drafter_id=agency_id,
        reference=next_reference(old.district_code, old.kind),
        made_at=clock.now(),
        by_user_id=actor.user_id,
        starts_on=starts_on,
        ends_on=ends_on,
        runs_until=ends_on,
        parent=parent,
        renews=old,
        **{name: getattr(old, name) for name in same},
    )
    new.save(force_insert=True)
    new.rests_on.set(old.rests_on.all())
    parties = {one.pk: _copied_party(one, new) for one in old.parties.all()}
    for one in old.obligations.all():
        first = moved_first_due(one.first_due_on, one.recurrence, old.starts_on, starts_on)
        Obligation.objects.create(
            agreement=new,
            debtor=parties[one.debtor_id],
            creditor=parties[one.creditor_id],
            what=one.what,
            quantity=one.quantity,
            unit=one.unit,
            recurrence=one.recurrence,
            first_due_on=min(first, ends_on),
            budget_line=one.budget_line,
        )
    return new


def _copied_party(old: Party, agreement: Agreement) -> Party:
    same = ("position", "agency_id", "body_name", "official_name", "official_office", "mandate")
    return Party.objects.create(agreement=agreement, **{name: getattr(old, name) for name in same})
