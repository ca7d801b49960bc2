"""A meeting of agencies: a forum about how they work together, or a conference about one case."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import CancelReason, MeetingKind, MeetingState


class MeetingSet(ScopedQuerySet["Meeting"]):
    def within_sight_of(self, actor: Actor) -> "MeetingSet":
        """Those who were invited, and for a conference those to whom its case is open; never who is barred from it."""
        if not actor.may(Permission.TAKE_PART_IN_MEETINGS):
            return self.none()
        return self.filter(opens(actor, "pk") | opens(actor, "dossier_id"), not_barred(actor, "dossier_id"))


class Meeting(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    kind = models.CharField(max_length=10, choices=MeetingKind)
    number = models.CharField(max_length=30, unique=True)
    # What a forum is about, for everybody invited; a conference has none: its case says it.
    subject = models.CharField(max_length=200, blank=True, default="")
    venue = models.CharField(max_length=200, blank=True, default="")
    district_code = models.CharField(max_length=5)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    # The case of a conference, else the meeting itself: through it, or as invited, the meeting is seen.
    dossier_id = models.UUIDField()
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=90)
    # How many agencies must be present so that the meeting can decide.
    quorum = models.PositiveSmallIntegerField(default=2)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    convened_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    had_quorum = models.BooleanField(null=True)
    # Until then the minutes can be signed and are open to whoever was invited.
    sign_until = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=20, choices=CancelReason, blank=True, default="")

    objects = MeetingSet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="meeting_is_about_a_case_or_not",
                condition=Q(kind=MeetingKind.FORUM, case__isnull=True)
                | Q(kind=MeetingKind.CONFERENCE, case__isnull=False, subject=""),
            ),
            models.CheckConstraint(
                name="meeting_held_was_closed",
                condition=~Q(state=MeetingState.HELD) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_a_reason",
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_why=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="meeting_of_dossier", fields=["dossier_id", "-starts_at"]),
            models.Index(name="meeting_of_district", fields=["district_code", "kind", "-starts_at"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_conference(self) -> bool:
        return self.kind == MeetingKind.CONFERENCE
