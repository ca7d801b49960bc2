"""The words of meetings: kinds, answers, mandates, decisions, signatures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    FORUM = "forum", _("Coordination forum")
    CONFERENCE = "conference", _("Case conference")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Being held")
    HELD = "held", _("Was held")
    CANCELLED = "cancelled", _("Cancelled")


class CancelReason(models.TextChoices):
    NO_QUORUM = "no_quorum", _("Too few agencies can come")
    SETTLED = "settled", _("The matter was settled without a meeting")
    URGENT_WORK = "urgent_work", _("Other work cannot wait")
    OTHER = "other", _("Another reason")


class Answer(models.TextChoices):
    """What an invited agency says."""

    WAITING = "waiting", _("No answer yet")
    COMING = "coming", _("Coming")
    DELEGATE = "delegate", _("Sends a delegate")
    NOT_COMING = "not_coming", _("Not coming")


class Mandate(models.TextChoices):
    """May whoever comes commit the agency?"""

    YES = "yes", _("May commit the agency")
    LIMITS = "limits", _("May commit the agency within limits")
    NO = "no", _("Must ask back first")


class AgendaSource(models.TextChoices):
    """Where an item of the agenda comes from."""

    BY_HAND = "by_hand", _("Put on by hand")
    EXPIRED_REFERRALS = "expired", _("Referrals without an answer")
    LATE_WORK = "late_work", _("Late work")
    ESCALATED_WORK = "escalated", _("Late work that was told to those who look after it")
    LATE_ACTION = "late_action", _("Actions of the plan that are late")
    OPEN_DECISION = "decision", _("A decision that is not carried out")


class DecisionClass(models.TextChoices):
    OPERATIONAL = "operational", _("How we work")
    RESOURCE = "resource", _("People, money, places")
    POLICY = "policy", _("Rules and agreements")


class EvidenceKind(models.TextChoices):
    """What will show that it was done."""

    LETTER = "letter", _("A letter or decree")
    REPORT = "report", _("A written report")
    FIGURE = "figure", _("A figure, measured again")
    PHOTO = "photo", _("A photograph, with nobody in it")
    CONFIRMED = "confirmed", _("Another agency confirms it")
    SERVICE = "service", _("A service was given")


class DecisionState(models.TextChoices):
    OPEN = "open", _("To be carried out")
    ASKED = "asked", _("Waits for the agency's yes")
    DECLINED = "declined", _("Declined by the agency")
    REPORTED = "reported", _("Reported as done")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Dropped")


STILL_OPEN = (DecisionState.OPEN, DecisionState.ASKED, DecisionState.DECLINED, DecisionState.REPORTED)


class DropReason(models.TextChoices):
    OVERTAKEN = "overtaken", _("Overtaken by events")
    NOT_POSSIBLE = "not_possible", _("It turned out not to be possible")
    OTHER_WAY = "other_way", _("Reached in another way")
    DECLINED = "declined", _("The agency declined it")


class Signature(models.TextChoices):
    WAITING = "waiting", _("Not signed yet")
    SIGNED = "signed", _("Signed")
    OBJECTED = "objected", _("Objects to the minutes")
    RAN_OUT = "ran_out", _("Time to sign ran out")
