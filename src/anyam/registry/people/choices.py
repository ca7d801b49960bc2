"""The choices about people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class BirthPrecision(models.TextChoices):
    EXACT = "exact", _("The day is known")
    MONTH = "month", _("Only month and year")
    YEAR = "year", _("Only the year")
    ESTIMATE = "estimate", _("Estimated age")
    UNBORN = "unborn", _("Not yet born")
    UNKNOWN = "unknown", _("Not known")


class MergeReason(models.TextChoices):
    """How somebody knows that two records are of one and the same person."""

    PAPERS = "papers", _("Papers seen: birth certificate, NIK or family card")
    FAMILY_SAYS = "family_says", _("The child or the family says so")
    WORKER_KNOWS = "worker_knows", _("A worker knows the child from both")
    WRITTEN_TWICE = "written_twice", _("The same report was written down twice")


class MatchReason(models.TextChoices):
    """Why a known person may be the one being written down."""

    SAME_NIK = "same_nik", _("same NIK")
    SAME_NAME = "same_name", _("same name")
    LIKE_NAME = "like_name", _("similar name")
    OTHER_NAME = "other_name", _("similar to another name")
    NICKNAME = "nickname", _("similar nickname")
    SAME_AGE = "same_age", _("same age")
    LIKE_AGE = "like_age", _("age differs by about a year")
    SAME_VILLAGE = "same_village", _("same village")
    SAME_SUBDISTRICT = "same_subdistrict", _("same subdistrict")
    LIKE_MOTHER = "like_mother", _("mother’s name similar")
