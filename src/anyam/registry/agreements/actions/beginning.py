"""How an agreement comes into force and goes out of it: the days on which something is due are written and lapse."""

from __future__ import annotations

from datetime import date

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import AddendumState, AgreementState, DueState
from ..events import AddendumBegun, AgreementBegun, AgreementEnded
from ..models import Addendum, Agreement, Due
from ..rules import due_dates


def begin_if_due(actor: Actor, agreement: Agreement) -> bool:
    """Put a signed agreement into force once its first day has come; whether it is."""
    if agreement.starts_on > clock.today():
        return False
    agreement.state, agreement.in_force_at = AgreementState.IN_FORCE, clock.now()
    agreement.save(update_fields=["state", "in_force_at"])
    write_dues(agreement)
    record(actor, AgreementBegun(agreement.pk, agreement.runs_until, agreement.renews_id))
    before = agreement.renews
    if before and before.state in {AgreementState.IN_FORCE, AgreementState.EXPIRED}:
        end(actor, before, AgreementState.RENEWED, clock.today())
    return True


def put_addendum_in_force(actor: Actor, agreement: Agreement, addendum: Addendum) -> None:
    """Let a fully signed addendum change the term and the review; further days fall due when the term grows."""
    addendum.state, addendum.in_force_at = AddendumState.IN_FORCE, clock.now()
    addendum.save(update_fields=["state", "in_force_at"])
    if addendum.review_on:
        agreement.review_on, agreement.review_asked_for = addendum.review_on, None
    if addendum.ends_on:
        agreement.runs_until, agreement.warned, agreement.renewal_declined = addendum.ends_on, None, False
        lapse_after(agreement, addendum.ends_on)
    agreement.save(
        update_fields=["review_on", "review_asked_for", "runs_until", "warned", "renewal_declined"]
    )
    write_dues(agreement)
    record(actor, AddendumBegun(agreement.pk, addendum.pk, agreement.runs_until))


def write_dues(agreement: Agreement) -> None:
    """Every day something is due within the term; days that stand already are left alone, lapsed ones come back."""
    lapsed = Due.objects.filter(obligation__agreement=agreement, state=DueState.LAPSED)
    lapsed.filter(due_on__lte=agreement.runs_until).update(state=DueState.OWED, asked_at=None)
    Due.objects.bulk_create(
        [
            Due(obligation=obligation, due_on=day)
            for obligation in agreement.obligations.all()
            for day in due_dates(obligation.first_due_on, obligation.recurrence, agreement.runs_until)
        ],
        ignore_conflicts=True,
    )


def lapse_after(agreement: Agreement, last: date) -> list[Due]:
    """End what would fall due only after the last day; those that lapsed. What was due before stays owed."""
    found = list(
        Due.objects.filter(
            obligation__agreement=agreement, due_on__gt=last, state__in=[DueState.OWED, DueState.REFUSED]
        ).select_for_update()
    )
    Due.objects.filter(pk__in=[one.pk for one in found]).update(state=DueState.LAPSED)
    return found


def end(
    actor: Actor, agreement: Agreement, state: AgreementState, on: date, reason: str = "", words: str = ""
) -> None:
    """Take an agreement out of force."""
    agreement.state, agreement.ended_on = state, on
    agreement.end_reason, agreement.end_words = reason, words
    agreement.save(update_fields=["state", "ended_on", "end_reason", "end_words"])
    lapsed = tuple(one.pk for one in lapse_after(agreement, on))
    record(actor, AgreementEnded(agreement.pk, state, reason, on, lapsed))
