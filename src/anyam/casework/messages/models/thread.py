"""What agencies write to each other about a case, a referral, an agreement or a meeting."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText

from ..choices import ThreadAbout

_WORDS: dict[str, Any] = {"compartment": "narrative", "scope": "dossier_id"}
# By which columns a thread opens, and which part must be open there.
GATES = (("case_id", Part.NARRATIVE), ("referral_id", Part.SUMMARY), ("room_id", Part.WORK))


def in_sight(actor: Actor, level: Level = Level.READ) -> Q:
    """A filter: what belongs to a thread whose subject is open to the actor; a block on its case always wins."""
    ways = Q()
    for column, part in GATES:
        ways |= opens(actor, column, part, level)
    return ways & not_barred(actor, "dossier_id")


class ThreadSet(ScopedQuerySet["Thread"]):
    def within_sight_of(self, actor: Actor) -> "ThreadSet":
        """Those to whom its case, referral or meeting is open; of an agreement its parties."""
        return self.filter(in_sight(actor)) if actor.may(Permission.WRITE_MESSAGES) else self.none()


class ThreadMessageSet(ScopedQuerySet["ThreadMessage"]):
    def within_sight_of(self, actor: Actor) -> "ThreadMessageSet":
        return self.filter(in_sight(actor)) if actor.may(Permission.WRITE_MESSAGES) else self.none()


class AcknowledgementSet(ScopedQuerySet["Acknowledgement"]):
    def within_sight_of(self, actor: Actor) -> "AcknowledgementSet":
        return self.filter(in_sight(actor)) if actor.may(Permission.WRITE_MESSAGES) else self.none()

    def waiting(self) -> "AcknowledgementSet":
        return self.filter(given_at__isnull=True, let_go_at__isnull=True)


class InRoom(Record):
    """A row that opens through what it is about. `dossier_id` is the case where there is one: its key, its blocks."""

    case_id = models.UUIDField(null=True)
    referral_id = models.UUIDField(null=True)
    # The meeting or the agreement.
    room_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField()

    class Meta:
        abstract = True


class Thread(InRoom):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"title": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    about = models.CharField(max_length=10, choices=ThreadAbout)
    subject_id = models.UUIDField()
    # The number of what it is about, as everybody in the thread knows it.
    reference = models.CharField(max_length=40)
    district_code = models.CharField(max_length=5)
    title = SealedText(max_length=160, **_WORDS)
    # Who has written or was written to: whose lists it stands in.
    agency_ids = ArrayField(models.UUIDField(), default=list)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()

    objects = ThreadSet.as_manager()

    class Meta:
        ordering = ("-last_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="thread_opens_somewhere",
                condition=Q(case_id__isnull=False) | Q(referral_id__isnull=False) | Q(room_id__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="thread_of_subject", fields=["subject_id", "-last_at"]),
            models.Index(name="thread_of_dossier", fields=["dossier_id"]),
            GinIndex(name="thread_of_agencies", fields=["agency_ids"]),
        ]

    def __str__(self) -> str:
        return self.reference


class ThreadMessage(InRoom):
    """What was written once stays as it was written; a mistake is put right by the next message."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"text": Privacy.SENSITIVE, "*": Privacy.OPERATIONAL}

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    text = SealedText(max_length=4000, **_WORDS)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    to_ids = ArrayField(models.UUIDField(), default=list)
    due_at = models.DateTimeField(null=True)

    objects = ThreadMessageSet.as_manager()

    class Meta:
        ordering = ("written_at", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="message_of_thread", fields=["thread", "written_at", "id"])
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Acknowledgement(InRoom):
    """One agency has to say by a time that it has taken note."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    message = models.ForeignKey(ThreadMessage, on_delete=models.CASCADE, related_name="acknowledgements")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    # The agency may not see the thread any more: nothing is expected of it.
    let_go_at = models.DateTimeField(null=True)

    objects = AcknowledgementSet.as_manager()

    class Meta:
        ordering = ("due_at", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(name="acknowledged_once_by_an_agency", fields=["message", "agency"]),
            models.CheckConstraint(
                name="acknowledged_by_somebody",
                condition=Q(given_at__isnull=True, given_by__isnull=True)
                | Q(given_at__isnull=False, given_by__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                name="acknowledgement_waiting",
                fields=["agency", "due_at"],
                condition=Q(given_at__isnull=True, let_go_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
