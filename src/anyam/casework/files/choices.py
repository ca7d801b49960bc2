"""The words of a case's files."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """What it is for the case."""

    PHOTO = "photo", _("Photo")
    LETTER = "letter", _("Letter")
    SCAN = "scan", _("Scanned paper")
    MEDICAL = "medical", _("Medical report")
    COURT = "court", _("Court or police paper")
    OTHER = "other", _("Other")


class OriginalReason(models.TextChoices):
    """Why somebody needs the untouched original instead of the copy."""

    COURT = "court", _("Evidence for the court or the police")
    CHECK = "check", _("To check that the copy is faithful")
    MEDICAL = "medical", _("The health service needs it as it was taken")
    SUBJECT_RIGHT = "subject_right", _("The child or family asked for it")


class RestrictionReason(models.TextChoices):
    """Why a file is put away. It is destroyed only by the rules of retention."""

    MISTAKE = "mistake", _("It belongs to another case")
    DOUBLE = "double", _("It is here twice")
    HARM = "harm", _("Reading it may harm somebody")
    CONSENT = "consent", _("Consent to keep it was withdrawn")
    REQUEST = "request", _("The child or family asked for it")
