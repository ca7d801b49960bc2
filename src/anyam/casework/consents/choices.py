"""The words of consent. Purposes, givers, other lawful bases and ages are data (`data/vocabularies/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class Purpose(models.TextChoices):
    """What somebody agrees to; each purpose is asked for on its own (UU 27/2022 art. 22)."""

    SERVICES = "services", _("Support and services at our agency")
    SHARING = "sharing", _("Sharing a summary with another agency")
    INTERVIEW = "interview", _("Interviewing the child")
    RECORDING = "recording", _("Photo or recording as evidence")
    RESEARCH = "research", _("Research or statistics beyond routine reports")
    MEDIA = "media", _("News or publication")


class Answer(models.TextChoices):
    GIVEN = "given", _("Agrees")
    REFUSED = "refused", _("Does not agree")


class Manner(models.TextChoices):
    """How it was said; consent is written or recorded (UU 27/2022 art. 22)."""

    WRITTEN = "written", _("Signed on paper")
    THUMB_PRINT = "thumb_print", _("Thumb print on paper")
    SPOKEN = "spoken", _("Spoken, noted by the worker")


class Standing(models.TextChoices):
    """How an answer stands at a moment."""

    HOLDS = "holds", _("Holds")
    NOT_YET = "not_yet", _("Begins later")
    EXPIRED = "expired", _("Time is over")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Refused")
    REPLACED = "replaced", _("Replaced by a later answer")
    DOES_NOT_COUNT = "does_not_count", _("Does not count: given by a reported person")


class ViewManner(models.TextChoices):
    """How a child's own view is learnt, by age."""

    OBSERVED = "observed", _("Observed")
    HEARD = "heard", _("Heard in their own way")
    ASKED = "asked", _("Asked")


def purposes() -> Vocabulary:
    return vocabulary("consent_purposes")


def givers() -> Vocabulary:
    return vocabulary("consent_givers")


def lawful_bases() -> Vocabulary:
    """What may stand in the place of consent, with the article."""
    return vocabulary("lawful_bases")


def basis_reasons() -> Vocabulary:
    """Why there is no consent, where another lawful basis is used."""
    return vocabulary("basis_reasons")


def withdrawal_reasons() -> Vocabulary:
    return vocabulary("consent_withdrawal_reasons")


def child_view_ages() -> Vocabulary:
    """From which age a child's view is heard how; defaults to be confirmed by the district."""
    return vocabulary("child_view_ages")
