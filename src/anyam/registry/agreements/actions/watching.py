"""What the clock does each night: begins, warns, asks, lets run out. Late by a day it does the same."""

from __future__ import annotations

from datetime import timedelta

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import AgreementState, DraftState, DueState
from ..events import (
    AgreementEndWarned,
    AgreementReviewAsked,
    ConsultationClosed,
    ObligationAsked,
    PolicyReviewAsked,
)
from ..models import Agreement, DraftComment, Due, Policy, PolicyDraft
from ..rules import STAGES, warning_stage
from .beginning import begin_if_due, end
from .keeping import event_of

ASKED_BEFORE = timedelta(days=30)
REVIEW_ASKED_BEFORE = timedelta(days=30)
BATCH = 500


@action()
def watch_agreements(actor: Actor) -> int:
    """Everything whose day has come, once each; how many things there were."""
    require(actor, Permission.WATCH_AGREEMENTS)
    return (
        _begin(actor)
        + _run_out(actor)
        + _warn(actor)
        + _ask_for_dues(actor)
        + _ask_for_reviews(actor)
        + _ask_for_policies(actor)
        + _close_consultations(actor)
    )


def _begin(actor: Actor) -> int:
    signed = Agreement.objects.filter(state=AgreementState.SIGNED, starts_on__lte=clock.today())
    return sum(begin_if_due(actor, one) for one in list(signed.select_for_update(skip_locked=True)[:BATCH]))


def _run_out(actor: Actor) -> int:
    over = Agreement.objects.filter(state=AgreementState.IN_FORCE, runs_until__lt=clock.today())
    found = list(over.select_for_update(skip_locked=True)[:BATCH])
    for one in found:
        end(actor, one, AgreementState.EXPIRED, one.runs_until)
    return len(found)


def _warn(actor: Actor) -> int:
    """Tell the parties of an end, once at each stage, unless a successor is signed or renewal was declined."""
    today = clock.today()
    ending = Agreement.objects.filter(
        state=AgreementState.IN_FORCE,
        renewal_declined=False,
        runs_until__lte=today + timedelta(days=max(STAGES)),
        runs_until__gte=today,
    ).exclude(successor__state__in=[AgreementState.SIGNED, AgreementState.IN_FORCE])
    warned = 0
    for one in list(ending.select_for_update(skip_locked=True, of=("self",))):
        stage = warning_stage(one.runs_until, today)
        if stage is None or (one.warned is not None and one.warned <= stage):
            continue
        one.warned = stage
        one.save(update_fields=["warned"])
        record(actor, AgreementEndWarned(one.pk, stage, one.runs_until))
        warned += 1
    return warned


def _ask_for_dues(actor: Actor) -> int:
    """Give the debtors work thirty days before something is due."""
    soon = Due.objects.filter(
        state=DueState.OWED,
        asked_at__isnull=True,
        due_on__lte=clock.today() + ASKED_BEFORE,
        obligation__agreement__state=AgreementState.IN_FORCE,
    ).select_related("obligation__agreement", "obligation__debtor", "obligation__creditor")
    found = list(soon.select_for_update(skip_locked=True, of=("self",)).order_by("due_on", "id")[:BATCH])
    Due.objects.filter(pk__in=[one.pk for one in found]).update(asked_at=clock.now())
    for one in found:
        record(actor, event_of(ObligationAsked, one))
    return len(found)


def _ask_for_reviews(actor: Actor) -> int:
    soon = Agreement.objects.filter(
        state=AgreementState.IN_FORCE,
        review_on__lte=clock.today() + REVIEW_ASKED_BEFORE,
        review_asked_for__isnull=True,
    )
    found = list(soon.select_for_update(skip_locked=True)[:BATCH])
    for one in found:
        assert one.review_on
        one.review_asked_for = one.review_on
        one.save(update_fields=["review_asked_for"])
        record(actor, AgreementReviewAsked(one.pk, one.review_on))
    return len(found)


def _ask_for_policies(actor: Actor) -> int:
    soon = Policy.objects.filter(
        review_on__lte=clock.today() + REVIEW_ASKED_BEFORE,
        review_asked_for__isnull=True,
        superseded_by__isnull=True,
    ).exclude(district_code="")
    found = list(soon.select_for_update(skip_locked=True)[:BATCH])
    for one in found:
        assert one.review_on
        one.review_asked_for = one.review_on
        one.save(update_fields=["review_asked_for"])
        record(actor, PolicyReviewAsked(one.pk, one.keeper_id, one.district_code, one.review_on))
    return len(found)


def _close_consultations(actor: Actor) -> int:
    over = PolicyDraft.objects.filter(state=DraftState.CONSULTATION, closes_at__lte=clock.now())
    found = list(over.select_for_update(skip_locked=True)[:BATCH])
    for one in found:
        close_consultation(actor, one)
    return len(found)


def close_consultation(actor: Actor, draft: PolicyDraft) -> None:
    """No more comments; now they are answered."""
    draft.state = DraftState.RESOLVING
    draft.save(update_fields=["state"])
    comments = DraftComment.objects.filter(request__draft=draft).count()
    record(actor, ConsultationClosed(draft.pk, draft.drafter_id, draft.district_code, comments))
