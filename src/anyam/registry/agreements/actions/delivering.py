"""Delivering what is owed, and the creditor's word on it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require_any
from anyam.foundation.access.errors import NotFound
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import Answer, DocumentKind, DueState
from ..events import (
    ObligationAccepted,
    ObligationDelivered,
    ObligationNotAccepted,
    ObligationReleased,
)
from ..models import Agreement, Delivery, Due, Party
from ..policies import may_answer, may_deliver, may_release, speaks_for
from .keeping import NotTheMoment, event_of, line, words
from .papering import Examined, lay_down

_SPEAKING = (Permission.KEEP_OBLIGATIONS, Permission.ACT_FOR_OUTSIDE_BODIES)


class DeliveryDayIsImpossible(Refusal):
    sentence = _("The day of delivery cannot lie in the future, nor before the agreement began.")


@action(is_once=True)
def deliver_obligation(
    actor: Actor,
    *,
    due_id: UUID,
    delivered_on: date,
    evidence: str,
    content: bytes | None = None,
    once: UUID | None = None,
) -> UUID:
    """Say that it was delivered, with what shows it, and a paper of it if there is one; both are kept, or neither.

    Whether it was delivered, the creditor says.
    """
    require_any(actor, *_SPEAKING)
    due = _lock(actor, due_id)
    _ask(actor, due.obligation.debtor, is_open=may_deliver(actor, due, due.obligation.debtor))
    if not due.obligation.agreement.starts_on <= delivered_on <= clock.today():
        raise DeliveryDayIsImpossible(field="delivered_on")
    said = words(evidence, "evidence", 2000, is_needed=True)
    paper = Examined.of(content) if content is not None else None
    delivery = Delivery.objects.create(
        due=due,
        delivered_on=delivered_on,
        evidence=said,
        at=clock.now(),
        by_user_id=actor.user_id,
    )
    _move(due, DueState.DELIVERED)
    record(actor, event_of(ObligationDelivered, due))
    if paper:
        lay_down(actor, delivery, DocumentKind.EVIDENCE, "", paper)
    return delivery.pk


@action()
def accept_delivery(actor: Actor, *, due_id: UUID) -> None:
    """Confirm as the creditor that what was delivered is what was owed."""
    require_any(actor, *_SPEAKING)
    due = _lock(actor, due_id)
    _ask(actor, due.obligation.creditor, is_open=may_answer(actor, due, due.obligation.creditor))
    _answer(actor, due, Answer.ACCEPTED, "")
    _move(due, DueState.ACCEPTED)
    record(actor, event_of(ObligationAccepted, due))


@action()
def refuse_delivery(actor: Actor, *, due_id: UUID, reason: str) -> None:
    """Say as the creditor what is missing; it is to be delivered again."""
    require_any(actor, *_SPEAKING)
    due = _lock(actor, due_id)
    _ask(actor, due.obligation.creditor, is_open=may_answer(actor, due, due.obligation.creditor))
    _answer(actor, due, Answer.REFUSED, line(reason, "reason", 600, is_needed=True))
    _move(due, DueState.REFUSED)
    record(actor, event_of(ObligationNotAccepted, due))


@action()
def release_debtor(actor: Actor, *, due_id: UUID, reason: str) -> None:
    """Let the debtor off this one due day, as the creditor, with a reason."""
    require_any(actor, *_SPEAKING)
    due = _lock(actor, due_id)
    _ask(actor, due.obligation.creditor, is_open=may_release(actor, due, due.obligation.creditor))
    due.end_words = line(reason, "reason", 400, is_needed=True)
    if due.state == DueState.DELIVERED:
        _answer(actor, due, Answer.ACCEPTED, due.end_words)
    _move(due, DueState.RELEASED)
    record(actor, event_of(ObligationReleased, due))


def _lock(actor: Actor, due_id: UUID) -> Due:
    found = Due.objects.select_related(
        "obligation__agreement", "obligation__debtor", "obligation__creditor"
    ).select_for_update(of=("self",))
    due = found.filter(obligation__agreement__in=Agreement.objects.visible_to(actor), pk=due_id).first()
    if due is None:
        raise NotFound("due")
    return due


def _ask(actor: Actor, party: Party, *, is_open: bool) -> None:
    """NotFound for whoever does not speak for this party; "not the moment" for who does."""
    if is_open:
        return
    if speaks_for(actor, party, Permission.KEEP_OBLIGATIONS):
        raise NotTheMoment()
    raise NotAllowed(str(party.pk))


def _answer(actor: Actor, due: Due, answer: Answer, reason: str) -> None:
    due.deliveries.filter(answer=Answer.WAITING).update(
        answer=answer, answer_reason=reason, answered_at=clock.now(), answered_by_user_id=actor.user_id
    )


def _move(due: Due, state: DueState) -> None:
    due.state = state
    due.save(update_fields=["state", "end_words"])
