"""The words of supervision: sharing out the work, handing it over, and talking it through."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import needs
from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class Zone(models.TextChoices):
    """How far a sub-district is from the agency, there and back."""

    NEAR = "near", _("Near: back before noon")
    MIDDLE = "middle", _("Half a day there and back")
    FAR = "far", _("A whole day there and back")


class ShareReason(models.TextChoices):
    """Why somebody carries less than a full load."""

    FULL = "full", _("Full time on cases")
    PART_TIME = "part_time", _("Part of the week")
    TRAINING = "training", _("Being trained")
    OTHER_TASKS = "other_tasks", _("Has other tasks as well")


class Fit(models.TextChoices):
    """Why somebody is proposed for a case."""

    HAS_ROOM = "room", _("has room for it")
    KNOWS_FAMILY = "family", _("knows the family from a linked case")
    LIVES_NEAR = "near", _("works in the same sub-district")
    HAS_SKILL = "skill", _("knows what the child needs")
    NEXT_TURN = "turn", _("has waited longest for a new case")


class WhyOther(models.TextChoices):
    """Why the assigner chose somebody who was not proposed; a code, so that nothing about a child stands here."""

    CONTINUITY = "continuity", _("Was at work with the child before")
    WISH = "wish", _("The child or the family wished it so")
    GENDER = "gender", _("The child asked for a woman or a man")
    LANGUAGE = "language", _("Speaks the family’s language")
    SKILL = "skill", _("Has learnt what this case needs")
    TEAM = "team", _("The team agreed it so")


class AbsenceKind(models.TextChoices):
    """Only whether somebody comes back; why they are away is nobody's business here."""

    LEAVE = "leave", _("Away for a time")
    LEAVING = "leaving", _("Leaves the post")


class AbsenceState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Away now")
    OVER = "over", _("Over")
    CANCELLED = "cancelled", _("Cancelled")


STILL_TO_COME = (AbsenceState.PLANNED, AbsenceState.RUNNING)


class HandoverState(models.TextChoices):
    """Where the hand-over of one case stands."""

    DRAFT = "draft", _("To be prepared")
    ASKED = "asked", _("Waits for a yes")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Cannot be taken; choose somebody else")
    RUNNING = "running", _("With the stand-in")
    RETURNED = "returned", _("Given back")
    LAPSED = "lapsed", _("Given back by its day, without words")
    PASSED_ON = "passed_on", _("Passed on for good")
    CANCELLED = "cancelled", _("No longer needed")


TO_PREPARE = (HandoverState.DRAFT, HandoverState.ASKED, HandoverState.DECLINED)


class FamilyTold(models.TextChoices):
    """Whether the child and family know who comes now."""

    TOLD = "told", _("Yes, they know who comes and until when")
    WITH_STAND_IN = "together", _("Not yet: we tell them together")
    BY_STAND_IN = "by_stand_in", _("Not yet: the stand-in tells them")
    NOT_SAFE = "not_safe", _("Not now: it would not be safe for the child")


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    DROPPED = "dropped", _("Not held")


class DecisionState(models.TextChoices):
    OPEN = "open", _("To be done")
    DONE = "done", _("Done")


class WhyDiscuss(models.TextChoices):
    """Why a case is proposed for a session."""

    HIGH_RISK = "high", _("high risk")
    HELD_UP = "held_up", _("an action of the plan is held up")
    LATE = "late", _("something is late")
    LONG_AGO = "long_ago", _("not talked about for long")


def skills() -> Vocabulary:
    """What a worker knows well: the same words as the needs of children."""
    return needs()


def worker_languages() -> Vocabulary:
    return vocabulary("worker_languages")
