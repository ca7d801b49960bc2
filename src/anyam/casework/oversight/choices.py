"""The words of oversight: what is noticed, how it is judged, how a seal is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewKind(models.TextChoices):
    BREAK_GLASS = "break_glass", _("Emergency access")
    PATTERN = "pattern", _("Unusual looking")


class Pattern(models.TextChoices):
    """What made a machine ask a person. None of them is a finding."""

    BREADTH = "breadth", _("Many more different cases in a day than this person usually opens")
    OFF_HOURS = "off_hours", _("At night or on a free day, with no work recorded around it")
    SEARCH_ONLY = "search_only", _("Searched for names again and again and opened nothing")
    CLOSED = "closed", _("Closed cases, with no work to do on them")
    UNEXPLAINED = "unexplained", _("Several cases on a general ground, with no work on them before or after")
    LEAVING = "leaving", _("More than usual shortly before the role ends")
    KIN = "kin", _("The child carries an uncommon name of the reader")
    SEQUENCE = "sequence", _("Case after case in the order of their numbers")
    RETURNING = "returning", _("The same case on many days, with no work on it")
    CROWD = "crowd", _("Several people opened the same case, with no work on it")


class ReviewState(models.TextChoices):
    OPEN = "open", _("To be judged")
    CLOSED = "closed", _("Judged")


class Finding(models.TextChoices):
    """What the reviewer found. The words judge the look, not the person."""

    EXPLAINED = "explained", _("Explained: there was a reason")
    NOT_EXPLAINED = "not_explained", _("Not explained")
    HARM_POSSIBLE = "harm_possible", _("Not explained, and harm to a child is possible")


class KeptAs(models.TextChoices):
    FILE = "file", _("As a file")
    PAPER = "paper", _("On paper")
