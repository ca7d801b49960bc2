"""Supervision sessions: two people talk about the work, and what they decide for a child is done by a day."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import DecisionState, SessionState


class SessionSet(ScopedQuerySet["Session"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The two who meet, and nobody above them."""
        if actor.agency_id is None or not actor.may(Permission.TAKE_PART_IN_SUPERVISION):
            return self.none()
        two = Q(worker_id=actor.user_id) | Q(supervisor_id=actor.user_id)
        return self.filter(two, Q(agency_id=actor.agency_id))


class Session(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField()
    state = models.CharField(max_length=8, choices=SessionState, default=SessionState.PLANNED)
    planned_at = models.DateTimeField()
    held_on = models.DateField(null=True)

    objects = SessionSet.as_manager()

    class Meta:
        ordering = ("-planned_on", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="one_session_planned",
                fields=["supervisor", "worker"],
                condition=Q(state=SessionState.PLANNED),
            ),
            models.CheckConstraint(name="session_is_of_two", condition=~Q(supervisor=F("worker"))),
            models.CheckConstraint(
                name="session_held_on_a_day",
                condition=Q(state=SessionState.HELD, held_on__isnull=False)
                | (~Q(state=SessionState.HELD) & Q(held_on__isnull=True)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="sessions_of_worker", fields=["agency", "worker", "-planned_on"])
        ]

    def __str__(self) -> str:
        return f"{self.planned_on:%Y-%m-%d}"


class SessionWords(Record):
    """What the two keep for themselves. Nothing of it is counted, summed up or shown to anybody else."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "wishes": Privacy.SENSITIVE,
        "wellbeing": Privacy.SENSITIVE,
        "notes": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="words")
    supervisor_id = models.UUIDField()
    worker_id = models.UUIDField()
    wishes = SealedText(compartment="narrative", scope="session_id", max_length=2000, blank=True, default="")
    wellbeing = SealedText(
        compartment="narrative", scope="session_id", max_length=2000, blank=True, default=""
    )
    notes = SealedText(compartment="narrative", scope="session_id", max_length=4000, blank=True, default="")

    def __str__(self) -> str:
        return str(self.pk)


class DiscussedCase(Record):
    """That a case was talked about in a session."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="discussed_once_a_session", fields=["session", "case"])
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(name="discussed_last", fields=["case", "-on"])]

    def __str__(self) -> str:
        return str(self.on)


class CaseDecisionSet(ScopedQuerySet["CaseDecision"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """With what was told in the case."""
        if not actor.may(Permission.SEE_CASES):
            return self.none()
        return self.filter(opens(actor, "case_id", Part.NARRATIVE))


class CaseDecision(Record):
    """What was decided for a child in supervision: a note in the case, with somebody who does it by a day."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "words": Privacy.SENSITIVE,
        "done_words": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="decisions")
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    words = SealedText(compartment="narrative", scope="case_id", max_length=1000)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=DecisionState, default=DecisionState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    done_words = SealedText(compartment="narrative", scope="case_id", max_length=1000, blank=True, default="")

    objects = CaseDecisionSet.as_manager()

    class Meta:
        ordering = ("state", "due_on", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="case_decision_done_at",
                condition=Q(state=DecisionState.DONE, done_at__isnull=False)
                | Q(state=DecisionState.OPEN, done_at__isnull=True),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="case_decisions", fields=["case", "state", "due_on"])
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d}"
