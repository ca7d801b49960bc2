"""The words of the service directory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    SOCIAL = "social", _("Social affairs")
    PROTECTION = "protection", _("Child protection")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    JUSTICE = "justice", _("Justice")
    ADMINISTRATION = "administration", _("Local government")
    COMMUNITY = "community", _("Village and community")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OTHER = "other", _("Other")


class Need(models.TextChoices):
    """What a child may need, in the words of a plan."""

    PROTECTION = "protection", _("Protection and accompaniment")
    HEALTH = "health", _("Health")
    MEDICO_LEGAL = "medico_legal", _("Medico-legal examination")
    PSYCHOLOGICAL = "psychological", _("Psychological support")
    SOCIAL_REHABILITATION = "social_rehabilitation", _("Social rehabilitation")
    SHELTER = "shelter", _("Temporary shelter")
    ALTERNATIVE_CARE = "alternative_care", _("Alternative care")
    FAMILY_SUPPORT = "family_support", _("Family support")
    EDUCATION = "education", _("Education")
    LEGAL_AID = "legal_aid", _("Legal aid")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement")
    IDENTITY_PAPERS = "identity_papers", _("Identity papers")
    SOCIAL_ASSISTANCE = "social_assistance", _("Social assistance")
    COMMUNITY = "community", _("Village and community support")
    RELIGIOUS_SUPPORT = "religious_support", _("Religious support")
    DISABILITY = "disability", _("Disability services")
    CHILD_LABOUR = "child_labour", _("Child labour")
    OTHER = "other", _("Other need")


class ServiceLevel(models.TextChoices):
    PRIMARY = "primary", _("Primary – prevention")
    SECONDARY = "secondary", _("Secondary – risk reduction")
    TERTIARY = "tertiary", _("Tertiary – response")


class CapacityState(models.TextChoices):
    """Three states, because nobody keeps a number of free places up to date."""

    OPEN = "open", _("Can take referrals")
    LIMITED = "limited", _("Limited")
    FULL = "full", _("Full")


class RoomOutcome(models.TextChoices):
    """What a service answered to a referral, as far as it tells of room. Facts, no judgement."""

    WAITING = "", _("No answer yet")
    ACCEPTED = "accepted", _("Accepted")
    NO_ROOM = "no_room", _("No room or no staff at that moment")
    OTHER = "other", _("Answered otherwise, for another reason")


class DirectoryPart(models.TextChoices):
    """What a change in the directory was about."""

    AGENCY = "agency", _("Agency")
    UNIT = "unit", _("Unit")
    CONTACT = "contact", _("Contact")
    SERVICE = "service", _("Service")
