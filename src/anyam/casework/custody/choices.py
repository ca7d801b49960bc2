"""The words of a child before the law: how it is held, on what way it goes, and what the law sets a limit to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HoldStage(TextChoices):
    """By what power a child is held, in the order of the way; a pick-up from the street is no step of a prosecution."""

    PICKUP = "pickup", _("Picked up from the street")
    ARREST = "arrest", _("Arrest")
    INVESTIGATION = "investigation", _("Detention in the investigation")
    PROSECUTION = "prosecution", _("Detention by the prosecutor")
    COURT = "court", _("Detention by the court")
    APPEAL = "appeal", _("Detention on appeal")
    CASSATION = "cassation", _("Detention in cassation")


NOT_DETENTION = (HoldStage.PICKUP, HoldStage.ARREST)
"""Being held without an order of detention: the conditions for detention are asked for the other stages."""

EXTENDABLE = tuple(stage for stage in HoldStage if stage not in NOT_DETENTION)


class PlaceKind(TextChoices):
    LPAS = "lpas", _("LPAS, temporary institution for children")
    LPKS = "lpks", _("LPKS, welfare institution")
    POLICE_CHILD = "police_child", _("Room for children at the police")
    POLICE_ADULT = "police_adult", _("Police cell with adults")
    ADULT_PRISON = "adult_prison", _("Detention house or prison for adults")
    OFFICE = "office", _("Office of the agency that picked the child up")
    OTHER = "other", _("Another place")


class EndReason(TextChoices):
    """How a time in custody ended. A hold ends with one of these, never by itself."""

    RELEASED = "released", _("Released before the limit")
    TIME_OVER = "time_over", _("Released because the time was over")
    GUARANTEED = "guaranteed", _("Given to parents or an institution against a guarantee")
    HOME = "home", _("Brought back to the family")
    CARE = "care", _("Went into care in place of custody")
    DIVERTED = "diverted", _("Released with a diversion agreement")
    DECIDED = "decided", _("The court decided")
    PASSED_ON = "passed_on", _("Passed on to the next stage")
    DIED = "died", _("The child died")
    GONE = "gone", _("The child is gone, nobody knows where")
    MISTAKE = "mistake", _("Recorded by mistake")


ENDED_BY_HAND = tuple(reason for reason in EndReason if reason is not EndReason.PASSED_ON)


class Doubt(TextChoices):
    """Why the law does not allow this hold, as far as it is known here."""

    TOO_YOUNG_FOR_LAW = "age.prosecuted", _("The child is below the age of prosecution")
    TOO_YOUNG = "age.detained", _("The child is below the age at which detention is allowed")
    PENALTY = "penalty.detained", _("The offence is below the penalty for which detention is allowed")
    WITH_ADULTS = "with_adults", _("The child is held with adults")


class Level(TextChoices):
    """Where the matter lies: at each of the first three, diversion must be tried where the conditions are met."""

    INVESTIGATION = "investigation", pgettext_lazy("law", "Investigation")
    PROSECUTION = "prosecution", _("Prosecution")
    COURT = "court", _("Court")
    APPEAL = "appeal", _("Appeal")
    CASSATION = "cassation", _("Cassation")
    CARRIED_OUT = "carried_out", _("Decision carried out")


DIVERTING = (Level.INVESTIGATION, Level.PROSECUTION, Level.COURT)


class Ending(TextChoices):
    """How a matter ended."""

    DIVERSION = "diversion", _("Diversion agreement carried out")
    STOPPED = "stopped", _("Investigation or prosecution stopped")
    UNDER_AGE = "under_age", _("Decided without prosecution: below the age (art. 21)")
    ACQUITTED = "acquitted", _("Acquitted or discharged")
    MEASURE = "measure", _("Measure (tindakan)")
    SENTENCE = "sentence", _("Sentence (pidana)")


class PaperKind(TextChoices):
    """What is written about the child for those who decide."""

    LITMAS = "litmas", _("Litmas (social inquiry of Bapas)")
    SOCIAL = "social", _("Social report of the social worker")


class DiversionState(TextChoices):
    TO_OFFER = "to_offer", _("To be offered")
    RUNNING = "running", _("Being talked over")
    AGREED = "agreed", _("Agreed")
    FAILED = "failed", _("No agreement")
    KEPT = "kept", pgettext_lazy("diversion", "Agreement carried out")
    BROKEN = "broken", pgettext_lazy("diversion", "Agreement not carried out")


OPEN_DIVERSION = (DiversionState.TO_OFFER, DiversionState.RUNNING)


class TermKind(TextChoices):
    """What a diversion agreement may ask (UU 11/2012 art. 11; from memory, to be confirmed)."""

    PEACE = "peace", _("Peace, with or without making good the damage")
    PARENTS = "parents", _("Back to parents or guardian")
    TRAINING = "training", _("Education or training, at most three months")
    COMMUNITY = "community", _("Service to the community")
    OTHER = "other", _("Something else that was agreed")


class TermState(TextChoices):
    OPEN = "open", _("Still to be done")
    KEPT = "kept", pgettext_lazy("term", "Kept")
    BROKEN = "broken", pgettext_lazy("term", "Not kept")


class Unit(TextChoices):
    """How a limit is counted."""

    HOURS = "hours", pgettext_lazy("limit", "hours")
    COUNTED_DAYS = "counted_days", _("days, the day it begins counts as the first")
    DAYS = "days", _("days, counted from the next day")
    YEARS = "years", _("years")


class LimitStatus(TextChoices):
    CONFIRMED = "confirmed", _("Confirmed from a source")
    FROM_MEMORY = "from_memory", _("From memory; to be confirmed")
    EXAMPLE = "example", _("An example, no law")


class LimitCode(TextChoices):
    """Everything the law sets a limit to here. The figures are rows with days in force, never constants."""

    HOLD_PICKUP = "hold.pickup", _("Picked up from the street: handed over within")
    HOLD_ARREST = "hold.arrest", _("Arrest")
    HOLD_INVESTIGATION = "hold.investigation", _("Detention in the investigation")
    HOLD_INVESTIGATION_MORE = "hold.investigation.more", _("Detention in the investigation, extension")
    HOLD_PROSECUTION = "hold.prosecution", _("Detention by the prosecutor")
    HOLD_PROSECUTION_MORE = "hold.prosecution.more", _("Detention by the prosecutor, extension")
    HOLD_COURT = "hold.court", _("Detention by the court")
    HOLD_COURT_MORE = "hold.court.more", _("Detention by the court, extension")
    HOLD_APPEAL = "hold.appeal", _("Detention on appeal")
    HOLD_APPEAL_MORE = "hold.appeal.more", _("Detention on appeal, extension")
    HOLD_CASSATION = "hold.cassation", _("Detention in cassation")
    HOLD_CASSATION_MORE = "hold.cassation.more", _("Detention in cassation, extension")
    AGE_PROSECUTED = "age.prosecuted", _("No prosecution below the age of")
    AGE_DETAINED = "age.detained", _("No detention below the age of")
    AGE_CHILD = "age.child", _("A child until the age of")
    PENALTY_DETAINED = "penalty.detained", _("Detention only where the penalty can be at least")
    PENALTY_DIVERSION = "penalty.diversion", _("Diversion must be tried where the penalty is below")
    PAPER_LITMAS = "paper.litmas", _("Litmas is handed over within")
    PAPER_SOCIAL = "paper.social", _("Social report is handed over within")
    START_INVESTIGATION = "diversion.start.investigation", _("Investigation: diversion is offered within")
    START_PROSECUTION = "diversion.start.prosecution", _("Prosecution: diversion begins within")
    START_COURT = "diversion.start.court", _("Court: diversion begins within")
    FINISH_INVESTIGATION = "diversion.finish.investigation", _("Investigation: diversion is ended within")
    FINISH_PROSECUTION = "diversion.finish.prosecution", _("Prosecution: diversion is ended within")
    FINISH_COURT = "diversion.finish.court", _("Court: diversion is ended within")
    DIVERSION_BROKEN = "diversion.broken", _("Agreement not kept: the official acts within")
