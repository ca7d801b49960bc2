"""From the accepted referral to its outcome."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.choices import EndReason, PromiseKey, WorkKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import FailReason, MessageKind, Outcome, Verb
from ..events import ReferralCompleted, ReferralFailed, ReferralScheduled, ReferralServed
from .moving import about, end_all_work, give_receiver, give_sender, move, write
from .sharing import close_case_to_receiver


class AppointmentInThePast(Refusal):
    sentence = _("Choose a time that is still to come.")


class ServedInTheFuture(Refusal):
    sentence = _("Choose today or an earlier day: the service must have been given.")


class ServedBeforeItWasSent(Refusal):
    sentence = _("The service cannot have been given before the referral was sent.")


@action()
def schedule_referral(actor: Actor, *, referral_id: UUID, scheduled_for: datetime, note: str = "") -> None:
    """Set or move the appointment."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.SCHEDULE).referral
    if scheduled_for <= clock.now():
        raise AppointmentInThePast(field="scheduled_for")
    write(actor, referral, MessageKind.SCHEDULE, note)
    referral.scheduled_for = scheduled_for
    referral.save()
    end_all_work(actor, referral, EndReason.DONE)
    give_receiver(actor, referral, WorkKind.GIVE_SERVICE, due_at=scheduled_for)
    record(actor, about(ReferralScheduled, referral, scheduled_for=scheduled_for))


@action()
def record_served(actor: Actor, *, referral_id: UUID, served_on: date, note: str = "") -> None:
    """Note that the service was given; the next clock is the outcome."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.RECORD_SERVED).referral
    if served_on > clock.today():
        raise ServedInTheFuture(field="served_on")
    if referral.sent_at and served_on < clock.local(referral.sent_at).date():
        raise ServedBeforeItWasSent(field="served_on")
    write(actor, referral, MessageKind.SERVICE, note)
    referral.served_on = served_on
    referral.save()
    end_all_work(actor, referral, EndReason.DONE)
    give_receiver(actor, referral, WorkKind.REPORT_OUTCOME, promise_key=PromiseKey.REFERRAL_OUTCOME)
    record(actor, about(ReferralServed, referral, served_on=served_on))


@action()
def complete_referral(actor: Actor, *, referral_id: UUID, outcome: Outcome, note: str = "") -> None:
    """Report the outcome back to the sender."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.COMPLETE).referral
    write(actor, referral, MessageKind.OUTCOME, note)
    referral.outcome = outcome
    referral.save()
    end_all_work(actor, referral, EndReason.DONE)
    record(actor, about(ReferralCompleted, referral, outcome=outcome.value))
    close_case_to_receiver(actor, referral)


@action()
def fail_referral(actor: Actor, *, referral_id: UUID, reason: FailReason, note: str = "") -> None:
    """End an accepted referral whose service could not be carried out; the sender looks on."""
    require(actor, Permission.ANSWER_REFERRAL)
    referral = move(actor, referral_id, Verb.FAIL).referral
    write(actor, referral, MessageKind.FAILURE, note)
    referral.reason = reason
    referral.save()
    end_all_work(actor, referral, EndReason.NOT_NEEDED)
    give_sender(actor, referral, WorkKind.FIND_NEXT_SERVICE, PromiseKey.REFERRAL_NEXT)
    record(actor, about(ReferralFailed, referral, reason=reason.value, is_by_coordinator=False))
    close_case_to_receiver(actor, referral)
