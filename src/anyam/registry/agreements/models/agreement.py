"""An agreement between agencies, and its parties."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import AgreementKind, AgreementState, EndReason

# What parties still talk about is theirs; what they have signed all agencies of the district may read.
BEFORE_SIGNED = (AgreementState.DRAFT, AgreementState.SIGNING, AgreementState.DROPPED)


class AgreementSet(ScopedQuerySet["Agreement"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Signed ones of the own district; drafts for their parties, their drafter and the secretariat."""
        if not actor.may(Permission.SEE_AGREEMENTS):
            return self.none()
        found = self.filter(district_code=actor.district_code)
        if actor.may(Permission.ACT_FOR_OUTSIDE_BODIES):
            return found
        if actor.agency_id is None:
            return found.exclude(state__in=BEFORE_SIGNED)
        own = Exists(Party.objects.filter(agreement=OuterRef("pk"), agency_id=actor.agency_id))
        return found.filter(~Q(state__in=BEFORE_SIGNED) | Q(drafter_id=actor.agency_id) | own)

    def of_agency(self, agency_id: Any) -> Self:
        return self.filter(Exists(Party.objects.filter(agreement=OuterRef("pk"), agency_id=agency_id)))


class Agreement(Record):
    """What was signed stands in these columns and stays; what addenda change stands in theirs and in `runs_until`."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        **dict.fromkeys(
            (
                "returned_reason",
                "legal_basis",
                "purpose",
                "object",
                "scope",
                "financing",
                "disputes",
                "end_words",
                "renewal_words",
                "review_words",
            ),
            Privacy.OPERATIONAL,
        ),
        "*": Privacy.OPERATIONAL,
    }

    district_code = models.CharField(max_length=5, db_collation="C")
    reference = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=AgreementKind)
    title = models.CharField(max_length=240)
    legal_basis = models.TextField(blank=True)
    purpose = models.TextField()
    object = models.CharField(max_length=400)
    scope = models.TextField(blank=True)
    financing = models.TextField(blank=True)
    disputes = models.TextField(blank=True)
    # Where the signed paper lies; scans of it are among the documents.
    archive = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # The last day with all addenda.
    runs_until = models.DateField()
    review_on = models.DateField(null=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True)
    renews = models.OneToOneField("self", on_delete=models.PROTECT, related_name="successor", null=True)
    rests_on = models.ManyToManyField("agreements.Policy", related_name="agreements")
    drafter = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    made_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    returned_reason = models.CharField(max_length=400, blank=True)
    returned_by = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    # What the parties sign: a number that changes with every letter.
    digest = models.CharField(max_length=64, blank=True)
    in_force_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(null=True)
    review_asked_for = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    review_words = models.TextField(blank=True)
    renewal_declined = models.BooleanField(default=False)
    renewal_words = models.CharField(max_length=400, blank=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    end_words = models.CharField(max_length=400, blank=True)

    objects = AgreementSet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["district_code", "reference"], name="agreement_reference_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(runs_until__gte=F("starts_on")), name="agreement_runs_after_start"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agreement_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.ENDED) | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="agreement_ended_with_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["district_code", "state", "runs_until"], name="agreement_by_end"),
        ]

    def __str__(self) -> str:
        return self.reference


class Party(Record):
    """An agency of the register, or an outside body by its name, with the official who signs for it."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "official_name": Privacy.PERSONAL,
        "body_name": Privacy.OPERATIONAL,
        "*": Privacy.OPERATIONAL,
    }

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    body_name = models.CharField(max_length=160, blank=True)
    number = models.CharField(max_length=80, blank=True)
    official_name = models.CharField(max_length=120)
    official_office = models.CharField(max_length=160)
    # The power of attorney under which a head of office signs for the regent, where there is one.
    mandate = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ("position", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["agreement", "agency"], condition=Q(agency__isnull=False), name="party_once"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, body_name="") | (Q(agency__isnull=True) & ~Q(body_name="")),
                name="party_is_agency_or_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
