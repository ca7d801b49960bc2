"""The words of exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportKind(models.TextChoices):
    CASE_SUMMARY = "case_summary", _("Summary of a case (PDF)")
    CASE_LIST = "case_list", _("List of cases (Excel)")
    REFERRAL_PACK = "referral_pack", _("Referral pack (PDF)")


class ExportPurpose(models.TextChoices):
    """For what it leaves the building."""

    COURT = "court", _("For the court or the prosecutor")
    POLICE = "police", _("For the police investigation")
    CONFERENCE = "conference", _("For a case conference on paper")
    PARTNER = "partner", _("For a partner who cannot use Anyam")
    SUPERVISION = "supervision", _("For supervision or inspection")
    SUBJECT_RIGHT = "subject_right", _("The child or family asked for a copy")


class ExportState(models.TextChoices):
    WAITING = "waiting", _("Waits for a second person")
    APPROVED = "approved", _("Is being made")
    READY = "ready", _("Ready to fetch")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Could not be made")
    EXPIRED = "expired", _("Time ran out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FailReason(models.TextChoices):
    RIGHTS_ENDED = "rights_ended", _("Whoever asked may no longer see it")
    NOT_MADE = "not_made", _("The document could not be made")
