"""The words of readiness: answers, standings, grades of accreditation, people and money."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Said(models.TextChoices):
    """The answer to one point of a checklist."""

    YES = "yes", pgettext_lazy("readiness", "Ready")
    PARTLY = "partly", pgettext_lazy("readiness", "Partly")
    NO = "no", pgettext_lazy("readiness", "Not yet")
    NOT_APPLICABLE = "na", pgettext_lazy("readiness", "Does not apply here")


class FillingState(models.TextChoices):
    """What became of one filled checklist. The agency's own word is never shown as verified."""

    STATED = "stated", _("Stated by the agency, another agency has not looked yet")
    VERIFIED = "verified", _("Another agency saw the same")
    DIFFERS = "differs", _("Another agency saw something else")
    OVERTAKEN = "overtaken", _("A newer answer took its place")


class Standing(models.TextChoices):
    """How far one can rely on a checklist today. Age always shows: what is old is not updated, whatever it said."""

    VERIFIED = "verified", _("Verified")
    DIFFERS = "differs", _("Seen differently")
    STATED = "stated", _("Stated, not verified")
    NOT_UPDATED = "not_updated", _("Not updated")
    NEVER = "never", _("Never filled in")


class PaperKind(models.TextChoices):
    """What a social welfare institution (LKS) must hold."""

    REGISTRATION = "registration", _("Registration (tanda daftar LKS)")
    ACCREDITATION = "accreditation", _("Accreditation certificate")


class Grade(models.TextChoices):
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


class PaperStanding(models.TextChoices):
    VALID = "valid", _("Valid")
    ENDS_SOON = "ends_soon", _("Ends soon")
    ENDED = "ended", _("No longer valid")


class AssessmentStep(models.TextChoices):
    """The way to a certificate of accreditation, in its order."""

    REQUESTED = "requested", _("Request with the recommendation of the social office")
    FORM_A = "form_a", _("Form A: self-assessment")
    FORM_B = "form_b", _("Form B: evidence")
    FORM_C = "form_c", _("Form C: score of the documents")
    DESK_CHECK = "desk_check", _("Desk check")
    VISITATION = "visitation", _("Visit by the assessors")
    DECIDED = "decided", _("Decision, certificate through the social office")


class Position(models.TextChoices):
    """What somebody does at the agency."""

    SOCIAL_WORKER = "social_worker", _("Social worker")
    CASE_WORKER = "case_worker", _("Case worker or companion")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    LAWYER = "lawyer", _("Lawyer or paralegal")
    HEALTH = "health", _("Health worker")
    TEACHER = "teacher", _("Teacher or educator")
    CARER = "carer", _("Carer")
    OFFICER = "officer", _("Officer in administration")
    VOLUNTEER = "volunteer", _("Volunteer")
    OTHER = "other", _("Other")


class Funding(models.TextChoices):
    APBD = "apbd", _("District budget (APBD)")
    PROVINCE = "province", _("Provincial budget")
    APBN = "apbn", _("National budget (APBN)")
    VILLAGE = "village", _("Village fund")
    DONATION = "donation", _("Donations and grants")
    OTHER = "other", _("Other")


class StandardKey(models.TextChoices):
    """Figures everybody works by. Each has a starting value with its source; the district decides."""

    READINESS_DAYS = "readiness.days", _("Days until a checklist counts as not updated")
    ACCREDITED_A = "accredited.a", _("Years an accreditation A holds")
    ACCREDITED_B = "accredited.b", _("Years an accreditation B holds")
    ACCREDITED_C = "accredited.c", _("Years an accreditation C holds")
    REGISTERED = "registered", _("Years a registration of an LKS holds")
    CASELOAD = "caseload", _("Weighted cases one worker can carry")
    WEIGHT_HIGH = "weight.high", _("Weight of a case at high risk")
    WEIGHT_MEDIUM = "weight.medium", _("Weight of a case at medium risk")
    WEIGHT_LOW = "weight.low", _("Weight of a case at low risk")
    STAGE_ASSESSMENT = "stage.assessment", _("A case in assessment counts so many times its weight")
    STAGE_PLANNING = "stage.planning", _("A case whose plan is being made counts so many times its weight")
    STAGE_SERVICES = "stage.services", _("A case with running services counts so many times its weight")
    STAGE_REVIEW = "stage.review", _("A case in review counts so many times its weight")
    ZONE_MIDDLE = "zone.middle", _("A case half a day away counts so many times its weight")
    ZONE_FAR = "zone.far", _("A case a whole day away counts so many times its weight")
    TEAM = "team", _("Workers one supervisor can guide")
    SUPERVISION_DAYS = "supervision.days", _("Days from one supervision session to the next")
    AGAIN_DAYS = "again.days", _("Days after a closure in which a new report counts as coming back")
    HANDBACK_DAYS = "handback.days", _("Days a stand-in has to give cases back")


class StandardSource(models.TextChoices):
    MEMORY_CPMS = "cpms", _("Case management standards (CPMS), from memory")
    ACCREDITATION_RULES = (
        "accreditation",
        _("UU 11/2009 art. 53, Permensos 17/2012, as published reports tell it"),
    )
    MEMORY = "memory", _("From memory; no document at hand")
    EXAMPLE = "example", _("An example to start from")
    DISTRICT = "district", _("Decided by the district")
