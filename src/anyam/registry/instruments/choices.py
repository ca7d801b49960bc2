"""The words of instruments: states of a version, types of questions, and what may be wrong with an answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionState(models.TextChoices):
    """What became of one version of an instrument. Versions are kept for ever: old answers keep their questions."""

    DRAFT = "draft", pgettext_lazy("instrument", "Draft")
    COMING = "coming", pgettext_lazy("instrument", "Comes into force")
    IN_FORCE = "in_force", pgettext_lazy("instrument", "In force")
    REPLACED = "replaced", pgettext_lazy("instrument", "Replaced by a newer version")
    WITHDRAWN = "withdrawn", pgettext_lazy("instrument", "Withdrawn")


class FileForm(models.TextChoices):
    """What kind of file an instrument was uploaded as."""

    XLSX = "xlsx", "XLSX"
    XLS = "xls", "XLS"
    CSV = "csv", "CSV"
    MD = "md", "Markdown"


class Kind(models.TextChoices):
    """What a node of an instrument is."""

    QUESTION = "question", _("Question")
    GROUP = "group", _("Group")
    REPEAT = "repeat", _("Repeat")


class Type(models.TextChoices):
    """What a question takes as its answer. HIDDEN has no field on the page: calculated, or filled by the program."""

    TEXT = "text", _("Text")
    INTEGER = "integer", _("Whole number")
    DECIMAL = "decimal", _("Number")
    DATE = "date", _("Date")
    TIME = "time", _("Time")
    DATETIME = "datetime", _("Date and time")
    ONE = "one", _("One of a list")
    SEVERAL = "several", _("Several of a list")
    RANK = "rank", _("A list in order")
    RANGE = "range", _("Number in a range")
    NOTE = "note", _("Text to read")
    ACKNOWLEDGE = "acknowledge", _("To be confirmed")
    GEOPOINT = "geopoint", _("Point on the map")
    HIDDEN = "hidden", _("Not shown")


class ProblemKind(models.TextChoices):
    """Why an answer cannot stand."""

    REQUIRED = "required", _("Please answer this question.")
    CONSTRAINT = "constraint", _("This answer does not fit here.")
    TYPE = "type", _("Write this in the form that is asked for.")
    CHOICE = "choice", _("Choose one of the answers that are offered.")
    TOO_LONG = "too_long", _("This answer is too long.")
    BEFORE_BIRTH = "before_birth", _("This day lies before the child was born.")
    TOO_MANY = "too_many", _("There are more entries here than can be kept.")
    UNKNOWN = "unknown", _("This question does not stand on this version of the form.")
