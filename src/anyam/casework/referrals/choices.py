"""The words of a referral."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    """Where a referral stands. Labels say facts, not blame."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    INFO_ASKED = "info_asked", _("Question asked")
    ACCEPTED = "accepted", _("Accepted")
    REDIRECTED = "redirected", _("Redirected")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Time ran out")
    SCHEDULED = "scheduled", _("Scheduled")
    SERVED = "served", _("Served")
    COMPLETED = "completed", _("Completed")
    FAILED = "failed", _("Not carried out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


ENDED = frozenset(
    {
        ReferralState.REDIRECTED,
        ReferralState.DECLINED,
        ReferralState.COMPLETED,
        ReferralState.FAILED,
        ReferralState.WITHDRAWN,
    }
)


class Verb(StrEnum):
    """What can be done with a referral."""

    SEND = "send"
    SEE = "see"
    ACCEPT = "accept"
    ASK = "ask"
    ANSWER = "answer"
    REDIRECT = "redirect"
    DECLINE = "decline"
    SCHEDULE = "schedule"
    RECORD_SERVED = "record_served"
    COMPLETE = "complete"
    FAIL = "fail"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    REMIND = "remind"
    RESEND = "resend"
    CLOSE = "close"


class Party(StrEnum):
    """On whose behalf somebody acts on a referral."""

    SENDER = "sender"
    RECEIVER = "receiver"
    COORDINATOR = "coordinator"
    CLOCK = "clock"


class Urgency(models.TextChoices):
    EMERGENCY = "emergency", _("Emergency")
    URGENT = "urgent", _("Urgent")
    NORMAL = "normal", _("Normal")


class SharingBasis(models.TextChoices):
    """On what ground the sender shares the summary with the receiver."""

    GUARDIAN = "guardian", _("The parent or guardian agrees")
    CHILD = "child", _("The child agrees, and asking the guardian is unsafe")
    SAFETY = "safety", _("The child's safety cannot wait for consent")
    LEGAL_DUTY = "legal_duty", _("The law obliges us to share")
    COURT_ORDER = "court_order", _("A court has ordered or asked for it")
    PUBLIC_TASK = "public_task", _("The government owes this child the service")


# These rest on a consent that was recorded; the others on the law, with a reason.
ON_CONSENT = frozenset({SharingBasis.GUARDIAN, SharingBasis.CHILD})


class SafetyFlag(models.TextChoices):
    """What the receiver must know so that nobody is harmed by the service itself."""

    DO_NOT_VISIT_HOME = "do_not_visit_home", _("Do not visit the home")
    DO_NOT_CALL_HOME = "do_not_call_home", _("Do not call the family")
    REPORTED_PERSON_NEAR = "reported_person_near", _("The reported person lives nearby or in the same house")
    SECRET_ADDRESS = "secret_address", _("The address is secret")
    RISK_OF_SELF_HARM = "self_harm", _("Risk of self-harm")
    NEEDS_COMPANION = "needs_companion", _("A companion must be present")
    NEEDS_INTERPRETER = "needs_interpreter", _("Needs an interpreter or sign language")
    HAS_DISABILITY = "has_disability", _("Needs help because of a disability")
    FEMALE_OFFICER = "female_officer", _("Wants a female officer")


class DeclineReason(models.TextChoices):
    FULL = "full", _("The service is full")
    NOT_OUR_TASK = "not_our_task", _("This is not our task")
    OUTSIDE_AREA = "outside_area", _("Outside our area")
    OUTSIDE_AGE = "outside_age", _("Outside the age we serve")
    NO_STAFF = "no_staff", _("No officer available")
    NO_BUDGET = "no_budget", _("No budget")
    ALREADY_SERVED = "already_served", _("The child is already served by us")
    INCOMPLETE = "incomplete", _("Requirements are not complete")
    CONFLICT = "conflict", _("We cannot be impartial in this matter")


class RedirectReason(models.TextChoices):
    BETTER_FIT = "better_fit", _("Another service fits better")
    FULL = "full", _("We are full, another service has room")
    NEARER = "nearer", _("Another service is nearer")
    COMPETENCE = "competence", _("Another agency is competent by law")
    NO_ANSWER = "no_answer", _("No answer came")


class FailReason(models.TextChoices):
    NOT_REACHED = "not_reached", _("The family could not be reached")
    DID_NOT_COME = "did_not_come", _("Did not come to the appointment")
    FAMILY_DECLINED = "family_declined", _("The family no longer wanted the service")
    CHILD_DECLINED = "child_declined", _("The child no longer wanted the service")
    MOVED = "moved", _("Moved to another district")
    SERVICE_STOPPED = "service_stopped", _("The service stopped")
    NO_ANSWER = "no_answer", _("No answer came")


class WithdrawReason(models.TextChoices):
    NOT_NEEDED = "not_needed", _("No longer needed")
    OTHER_SERVICE = "other_service", _("Another service took over")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent was withdrawn")
    MISTAKE = "mistake", _("Made by mistake")
    CASE_CLOSED = "case_closed", _("The case was closed")


class Outcome(models.TextChoices):
    """What the service brought."""

    NEED_MET = "need_met", _("The need is met")
    PARTLY_MET = "partly_met", _("The need is partly met")
    CONTINUES = "continues", _("The service continues with us")
    NOT_MET = "not_met", _("The service was given, the need remains")


class MessageKind(models.TextChoices):
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer to the question")
    DECLINE = "decline", _("Note to the refusal")
    REDIRECT = "redirect", _("Note to the redirection")
    SCHEDULE = "schedule", _("Note to the appointment")
    SERVICE = "service", _("Note to the service")
    OUTCOME = "outcome", _("Note to the outcome")
    FAILURE = "failure", _("Note to the end")
    WITHDRAWAL = "withdrawal", _("Note to the withdrawal")


class InboxFilter(models.TextChoices):
    """The parts of an agency's queue."""

    TO_ANSWER = "to_answer", _("To be answered")
    WAITING = "waiting", _("Waiting for the sender")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")


class OutboxFilter(models.TextChoices):
    """The parts of what an agency sent."""

    OURS = "ours", _("Waiting for us")
    THEIRS = "theirs", _("Waiting for the other agency")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
