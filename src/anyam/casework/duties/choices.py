"""The words of routine duties."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class DutyKind(models.TextChoices):
    REPORT = "report", _("Report")
    VERIFICATION = "verification", _("Verification")
    OBLIGATION = "obligation", _("Obligation")
    REVIEW = "review", _("Review")
    MONITORING = "monitoring", _("Monitoring")


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Every year")


class FreeDays(models.TextChoices):
    """What becomes of a day on which offices are closed."""

    BEFORE = "before", _("On the working day before")
    AFTER = "after", _("On the next working day")
    STAYS = "stays", _("It stays on that day")


class EvidenceKind(models.TextChoices):
    """What shows that it was done."""

    REPORT = "report", _("Report with its number")
    LETTER = "letter", _("Letter with its number")
    MINUTES = "minutes", _("Minutes of a meeting")
    LIST = "list", _("Filled-in list or form")
    DATA = "data", _("Data entered in another system")


class OccurrenceState(models.TextChoices):
    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    EXCUSED = "excused", _("Not needed this time")
    DROPPED = "dropped", _("The duty was changed or ended")


class ExcuseReason(models.TextChoices):
    """Why it is not needed this time; seen by the agency to which it is owed."""

    NOTHING_TO_REPORT = "nothing", _("There is nothing to report or to look at this time")
    DONE_WITH_OTHER = "with_other", _("It was done together with another duty")
    AGREED = "agreed", _("Agreed with the agency to which it is owed")
    CANCELLED_ABOVE = "cancelled", _("The ministry or province asked not to do it")


OWNER_ROLES = ("supervisor", "agency_head", "coordinator", "partner_officer", "case_manager", "front_office")
"""Roles that a duty can be given to; a person can be named instead."""


def example_duties() -> Vocabulary:
    """Duties to begin with, each to be confirmed by the district."""
    return vocabulary("duty_examples")
