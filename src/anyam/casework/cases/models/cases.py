"""A case: one child's way through the service, who may see it, and the cases it is linked to."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from anyam.casework.cases.choices import CaseState, Level, LinkKind, Outcome, Stage
from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, grants_for, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class CaseQuerySet(ScopedQuerySet["Case"]):
    def within_sight_of(self, actor: Actor) -> "CaseQuerySet":
        """Cases whose course is open to the actor, by a standing grant and no block."""
        if not actor.may(Permission.SEE_CASES):
            return self.none()
        return self.filter(opens(actor, "pk"))

    def held_by(self, actor: Actor) -> "CaseQuerySet":
        """Cases given to the actor in person, not to an office they hold."""
        given = grants_for(actor).filter(user_id=actor.person_id, dossier_id=OuterRef("pk"))
        return self.filter(Exists(given))


class Case(Record):
    """One child's case at the agency that manages it."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "child": Privacy.PERSONAL}

    number = models.CharField(max_length=30, unique=True)
    child = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ASSESSMENT)
    state = models.CharField(max_length=6, choices=CaseState, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    last_activity_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "state", "-last_activity_at", "-id"], name="cases_by_activity"),
            models.Index(fields=["agency", "state", "-opened_at", "-id"], name="cases_by_opening"),
            models.Index(
                fields=["agency", "level", "-last_activity_at"],
                name="cases_by_level",
                condition=Q(state="open"),
            ),
            models.Index(fields=["manager"], name="cases_open_by_manager", condition=Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "agency"], condition=Q(state="open"), name="cases_one_open_case_per_child"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="open", closed_at__isnull=True, stage__in=[s for s in Stage.values if s != "closed"]
                )
                | Q(state="closed", closed_at__isnull=False, stage="closed"),
                name="cases_closed_means_closed",
            ),
        ]


class CaseLink(Record):
    """Two cases that belong together; kept in both directions."""

    PRIVACY = {"*": Privacy.PERSONAL}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    # Known to those at work with either of them, even where the other case is out of sight.
    other_number = models.CharField(max_length=30, blank=True, default="")
    kind = models.CharField(max_length=12, choices=LinkKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="cases_linked_once"),
            models.CheckConstraint(condition=~Q(case=models.F("other")), name="cases_not_linked_to_itself"),
        ]


class Closure(Record):
    """The end of a case, with its reason and outcome, and the reopening that followed if it did."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "reason": Privacy.SENSITIVE, "reopening_reason": Privacy.SENSITIVE}

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closures")
    reason = models.CharField(max_length=40)
    outcome = models.CharField(max_length=10, choices=Outcome)
    aftercare_on = models.DateField(null=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reopening_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at__isnull=True), name="cases_one_standing_closure"
            )
        ]


class SavedView(Record):
    """A person's own named filter of the case list."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "name": Privacy.PERSONAL, "query": Privacy.PERSONAL}

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    name = SealedText(compartment="work", scope="user_id", max_length=60)
    # A token of the name: one view of each name.
    name_key = models.BinaryField(max_length=16)
    query = SealedText(compartment="work", scope="user_id", max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name_key"], name="cases_one_view_per_name_key")
        ]


class NumberSeries(models.Model):
    """The last number given out in a series, for example "K/35.04/2026"."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    series = models.CharField(max_length=30, primary_key=True)
    last = models.PositiveIntegerField(default=0)
