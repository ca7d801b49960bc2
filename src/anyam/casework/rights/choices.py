"""The words of data protection. Years, refusals and channels are data (`data/vocabularies/`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class RequestKind(models.TextChoices):
    """What a person may ask about their data (UU 27/2022 art. 5 to 13)."""

    ACCESS = "access", _("See the data or get a copy")
    CORRECTION = "correction", _("Correct or complete")
    RESTRICTION = "restriction", _("Restrict the use")
    ERASURE = "erasure", _("Erase")
    COMPLAINT = "complaint", _("Complain about the use")


class RequestState(models.TextChoices):
    RECEIVED = "received", _("Received")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused with reason")
    CLOSED = "closed", _("Handed over and closed")


class Requester(models.TextChoices):
    CHILD = "child", _("The child, or who was the child")
    MOTHER = "mother", _("Mother")
    FATHER = "father", _("Father")
    STEPMOTHER = "stepmother", _("Stepmother")
    STEPFATHER = "stepfather", _("Stepfather")
    GUARDIAN = "guardian", _("Guardian")
    RELATIVE = "relative", _("Another relative")
    REPORTER = "reporter", _("Somebody who reported")
    COUNSEL = "counsel", _("Lawyer or companion with a mandate")
    OTHER = "other", _("Somebody else")


class IdentityCheck(models.TextChoices):
    NOT_YET = "not_yet", _("Not checked yet")
    KNOWN = "known", _("Known to the case worker")
    PAPER = "paper", _("Identity paper seen")
    MANDATE = "mandate", _("Identity paper and mandate seen")
    FAILED = "failed", _("Could not be established")


class CorrectedField(models.TextChoices):
    """What of a child's data was corrected: names of fields, never what stood there."""

    NAME = "name", _("Name")
    BIRTH = "birth", _("Date or place of birth")
    SEX = "sex", _("Sex")
    NUMBERS = "numbers", _("NIK or family card number")
    ADDRESS = "address", _("Address, telephone, safe contact")
    FAMILY = "family", _("Family and caregivers")
    ASSESSMENT = "assessment", _("Answers of the assessment")
    PLAN = "plan", _("Goals and actions of the plan")
    NOTES = "notes", _("What was told and noted")
    OTHER = "other", _("Other data of the case")


class CopyPart(models.TextChoices):
    """What a copy may hold. Address and reporter are no choice: they never leave by this way."""

    IDENTITY = "identity", _("Who the child is")
    WORK = "work", _("What was done: dates, contacts, agencies")
    PLAN = "plan", _("The plan")
    CONSENTS = "consents", _("Consents")
    NARRATIVE = "narrative", _("What was told and noted")


class DestructionPart(models.TextChoices):
    ALL = "all", _("The whole case")
    ADDRESS = "address", _("Address and contact")
    REPORTER = "reporter", _("Who reported")


class DestructionState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for the second person")
    CONFIRMED = "confirmed", _("Decided, waiting for its day")
    CANCELLED = "cancelled", _("Cancelled")
    DONE = "done", _("Destroyed")


class Harm(models.TextChoices):
    """What a failure of protection was about (UU 27/2022 art. 46)."""

    CONFIDENTIALITY = "confidentiality", _("Somebody read what they should not")
    INTEGRITY = "integrity", _("Data were changed or falsified")
    AVAILABILITY = "availability", _("Data were lost or out of reach")


class NoticeTo(models.TextChoices):
    SUBJECT = "subject", _("The persons concerned")
    AUTHORITY = "authority", _("The data protection authority")
    PUBLIC = "public", _("The public")


def retention_classes() -> Vocabulary:
    return vocabulary("retention_classes")


def hold_reasons() -> Vocabulary:
    return vocabulary("hold_reasons")


def request_refusals() -> Vocabulary:
    return vocabulary("request_refusals")
