"""The words of official documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What an agency issues on paper."""

    RECEIPT = "receipt", _("Receipt of a report")
    REFERRAL_LETTER = "referral_letter", _("Referral letter")
    SOCIAL_REPORT = "social_report", _("Social report")
    PLAN_COPY = "plan_copy", _("Plan in plain words")
    MINUTES = "minutes", _("Minutes of a meeting")
    REUNIFICATION = "reunification", _("Record of reunification")
    CLOSURE_LETTER = "closure_letter", _("Closure letter")


class Register(models.TextChoices):
    """A book in which an agency numbers what it issues."""

    LETTERS = "letters", _("Outgoing letters")
    REPORTS = "reports", _("Social reports")
    RECORDS = "records", _("Records and minutes")
    RECEIPTS = "receipts", _("Receipts")


class DocumentState(models.TextChoices):
    ISSUED = "issued", _("Valid")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class WithdrawReason(models.TextChoices):
    """Why a document no longer counts. The number stays in the register."""

    MISTAKE = "mistake", _("Something in it was wrong")
    WRONG_ADDRESSEE = "wrong_addressee", _("It went to the wrong addressee")
    CHANGED = "changed", _("What it says has changed")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent was withdrawn")
    NOT_NEEDED = "not_needed", _("It is no longer needed")


class Recipient(models.TextChoices):
    """To whom a document goes. People are never named in the register."""

    AGENCY = "agency", _("Agency")
    FAMILY = "family", _("Child and family")
    REPORTER = "reporter", _("Reporter")
    PARTICIPANTS = "participants", _("Those who took part")


class PaperLanguage(models.TextChoices):
    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")


class ReplyStep(models.TextChoices):
    """What a partner answers to a referral letter."""

    ACCEPT = "accept", _("We accept")
    DECLINE = "decline", _("We cannot")
    DONE = "done", _("The service was given")


class ReplyWay(models.TextChoices):
    """How an answer came from a partner who does not sign in."""

    LINK = "link", _("By the address on the reply sheet")
    PAPER = "paper", _("By letter")


class Verdict(models.TextChoices):
    """All that the public page says of a code."""

    GENUINE = "genuine", _("Genuine")
    REPLACED = "replaced", _("Genuine, but replaced by a newer document")
    WITHDRAWN = "withdrawn", _("Withdrawn: it no longer counts")
    UNKNOWN = "unknown", _("Not known")
