"""Signing: each party for itself, one after another; the last signature makes the agreement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import AddendumState, AgreementState
from ..events import AgreementPartySigned, AgreementReturned, AgreementSigningOpened
from ..models import Addendum, Agreement, Party, Signature
from ..policies import may_sign, may_take_back
from ..queries.signed_text import text_of
from ..rules import digest_of
from .beginning import begin_if_due, put_addendum_in_force
from .drafting import lock_draft
from .keeping import NotPossibleAsWritten, NotTheMoment, line, lock_agreement
from .owing import refuse_days_outside
from .terms import refuse_impossible_term, refuse_overlap, refuse_wrong_parent


class TextHasChanged(Refusal):
    sentence = _("The text has changed since this page was loaded. Read it again before you sign.")


class SignedAlready(Refusal):
    sentence = _("This party has signed already.")


@action()
def open_signing(actor: Actor, *, agreement_id: UUID) -> None:
    """Put a complete draft before its parties. From now on its text stands."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    refuse_impossible_term(agreement.starts_on, agreement.ends_on, agreement.review_on)
    if agreement.ends_on < clock.today():
        raise NotPossibleAsWritten(_("The last day has passed already. Change the term first."))
    refuse_wrong_parent(agreement.kind, agreement.parent, agreement.starts_on, agreement.ends_on)
    refuse_days_outside(agreement)
    refuse_overlap(agreement)
    agreement.state, agreement.digest = AgreementState.SIGNING, digest_of(text_of(agreement))
    agreement.returned_reason, agreement.returned_by = "", None
    agreement.save(update_fields=["state", "digest", "returned_reason", "returned_by"])
    record(actor, AgreementSigningOpened(agreement.pk))


@action()
def take_back(actor: Actor, *, agreement_id: UUID) -> None:
    """Make a text that is being signed a draft again; signatures given until now are void."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_agreement(actor, agreement_id)
    if not may_take_back(actor, agreement):
        raise NotTheMoment() if agreement.drafter_id == actor.agency_id else NotAllowed(str(agreement_id))
    _return(actor, agreement, "")


@action()
def refuse_to_sign(actor: Actor, *, agreement_id: UUID, reason: str) -> None:
    """Send a text back to its drafter with a reason; all signatures given until now are void."""
    require(actor, Permission.SIGN_AGREEMENTS)
    agreement = lock_agreement(actor, agreement_id)
    own_party(actor, agreement)
    if agreement.state != AgreementState.SIGNING:
        raise NotTheMoment()
    why = line(reason, "reason", 400, is_needed=True)
    _return(actor, agreement, why)


@action()
def sign_agreement(actor: Actor, *, agreement_id: UUID, digest: str, addendum_id: UUID | None = None) -> None:
    """Sign for the actor's own agency exactly the text that was on the page, known by its `digest`."""
    require(actor, Permission.SIGN_AGREEMENTS)
    agreement = lock_agreement(actor, agreement_id)
    party = own_party(actor, agreement)
    _sign(actor, agreement, party, _addendum(agreement, addendum_id), digest, None)


@action()
def put_down_paper_signature(
    actor: Actor,
    *,
    agreement_id: UUID,
    party_id: UUID,
    signed_on: date,
    digest: str,
    addendum_id: UUID | None = None,
) -> None:
    """Write down that an outside body signed on paper: it has no account here. The secretariat answers for that."""
    require_any(actor, Permission.ACT_FOR_OUTSIDE_BODIES)
    agreement = lock_agreement(actor, agreement_id)
    party = agreement.parties.filter(pk=party_id, agency__isnull=True).first()
    if party is None:
        raise NotFound("party")
    if signed_on > clock.today():
        raise NotPossibleAsWritten(_("A signature cannot lie in the future."), field="signed_on")
    _sign(actor, agreement, party, _addendum(agreement, addendum_id), digest, signed_on)


def own_party(actor: Actor, agreement: Agreement) -> Party:
    """The party that is the actor's own agency. Raises NotFound."""
    party = agreement.parties.filter(agency_id=actor.agency_id).first() if actor.agency_id else None
    if party is None:
        raise NotFound("party")
    return party


def _sign(
    actor: Actor,
    agreement: Agreement,
    party: Party,
    addendum: Addendum | None,
    digest: str,
    paper_signed_on: date | None,
) -> None:
    if not may_sign(actor, party):
        raise NotAllowed(str(party.pk))
    signed = addendum.digest if addendum else agreement.digest
    is_open = addendum is not None or agreement.state == AgreementState.SIGNING
    if not is_open:
        raise NotTheMoment()
    if digest != signed:
        raise TextHasChanged()
    if party.signatures.filter(addendum=addendum, void_since__isnull=True).exists():
        raise SignedAlready()
    Signature.objects.create(
        party=party,
        addendum=addendum,
        digest=signed,
        signed_at=clock.now(),
        paper_signed_on=paper_signed_on,
        by_user_id=actor.user_id,
    )
    waits = agreement.parties.exclude(
        signatures__in=Signature.objects.filter(addendum=addendum, void_since__isnull=True)
    )
    is_complete = not waits.exists()
    if is_complete and addendum is None:
        agreement.state = AgreementState.SIGNED
        agreement.save(update_fields=["state"])
    is_on_paper = paper_signed_on is not None
    addendum_id = addendum.pk if addendum else None
    record(actor, AgreementPartySigned(agreement.pk, party.pk, is_on_paper, addendum_id))
    if is_complete and addendum:
        put_addendum_in_force(actor, agreement, addendum)
    elif is_complete:
        begin_if_due(actor, agreement)


def _addendum(agreement: Agreement, addendum_id: UUID | None) -> Addendum | None:
    if addendum_id is None:
        return None
    found = agreement.addenda.filter(pk=addendum_id, state=AddendumState.SIGNING).first()
    if found is None:
        raise NotFound("addendum")
    return found


def _return(actor: Actor, agreement: Agreement, reason: str) -> None:
    Signature.objects.filter(
        party__agreement=agreement, addendum__isnull=True, void_since__isnull=True
    ).update(void_since=clock.now())
    agreement.state, agreement.digest = AgreementState.DRAFT, ""
    agreement.returned_reason, agreement.returned_by_id = reason, actor.agency_id if reason else None
    agreement.save(update_fields=["state", "digest", "returned_reason", "returned_by"])
    record(actor, AgreementReturned(agreement.pk, actor.agency_id))
