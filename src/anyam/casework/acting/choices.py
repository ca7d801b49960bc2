"""The words of acting for the same child."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class ActKind(models.TextChoices):
    """What an agency does for a child."""

    PLAN_ACTION = "plan_action", _("An action of a plan")
    REFERRAL = "referral", _("A referral")
    SERVICE = "service", _("A service given")
    VISIT = "visit", _("A home visit")
    INTERVIEW = "interview", _("An interview of the child")


class Sight(models.TextChoices):
    """How much of another agency's act somebody may learn."""

    FULL = "full", _("Agency, contact and date")
    SECTOR = "sector", _("Only the sector")
    NONE = "none", _("Nothing")


class Despite(models.TextChoices):
    """Why somebody goes on although another agency is acting; codes, so that nothing about a child stands here."""

    OTHER_PART = "other_part", _("We do another part of it")
    AGREED = "agreed", _("We have agreed it with the other agency")
    CANNOT_WAIT = "cannot_wait", _("The child cannot wait for it")
    CHILDS_WISH = "childs_wish", _("The child or the family wishes it so")
    NOT_REACHED = "not_reached", _("The other agency could not be reached")
    WAS_DONE = "was_done", _("It was done already; this is the record of it")
    CONFERENCE = "conference", _("It was agreed at a case conference")


OFFERED = tuple(one for one in Despite if one is not Despite.CONFERENCE)
"""The reasons a person chooses from; a conference gives its own."""


class Choice(models.TextChoices):
    """What was chosen after seeing that another agency is acting."""

    WENT_ON = "went_on", _("Went on, with a reason")
    JOINED = "joined", _("Asked to act together")
    DROPPED = "dropped", _("Left it to the other agency")


class JoinAnswer(models.TextChoices):
    """What became of the wish to act together."""

    TOGETHER = "together", _("We act together from now on")
    DIVIDED = "divided", _("We have divided the work")
    OURS_ENDS = "ours_ends", _("Ours ends, the other agency goes on")
    NOT_SAME = "not_same", _("It is not the same work after all")


def need_families() -> Vocabulary:
    """Needs that are easily answered twice under two names: "families" of services."""
    return vocabulary("need_families")


def asks_nobody(kind: ActKind, need: str) -> bool:
    """Whether there is nothing by which it could be the same as another agency's work."""
    return not need and kind is not ActKind.VISIT
