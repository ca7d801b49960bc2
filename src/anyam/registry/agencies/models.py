"""Agencies, their units and contacts, their services, and what was said about capacity and when."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.entry.addresses import SecretAddress

from .choices import CapacityState, DirectoryPart, Need, RoomOutcome, Sector, ServiceLevel
from .rules import CHILDHOOD_ENDS_AT


class AgencyKind(models.Model):
    """A kind of institution. Kinds are data: a district may have some nobody thought of."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    code = models.CharField(max_length=40, primary_key=True)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector)

    class Meta:
        ordering = ("name_id",)

    def __str__(self) -> str:
        return self.code


class AgencySet(ScopedQuerySet["Agency"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The agencies of the actor's district; those no longer active only for who may change them."""
        found = self.filter(district_code=actor.district_code)
        if actor.may(Permission.CHANGE_ANY_AGENCY):
            return found
        return found.filter(is_active=True) if actor.may(Permission.SEE_DIRECTORY) else found.none()


class Agency(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    kind = models.ForeignKey(AgencyKind, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", null=True)
    # The regency whose network it belongs to; an agency of the province may sit elsewhere.
    district_code = models.CharField(max_length=5, db_collation="C")
    address = models.CharField(max_length=240, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    emergency_phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    since = models.DateTimeField()

    objects = AgencySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["district_code", "name"], name="agency_named_once_in_a_district"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short_name=""), name="agency_has_names"),
        ]

    def __str__(self) -> str:
        return self.short_name


class Unit(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agency", "name"], name="unit_named_once_in_an_agency"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyContact(Record):
    """Whom to call: a desk more often than a person. `is_public`: may be given to families."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "name": Privacy.PERSONAL,
        "phone": Privacy.PERSONAL,
        "*": Privacy.OPERATIONAL,
    }

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=120, blank=True)
    job_title = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    is_public = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("job_title", "id")

    def __str__(self) -> str:
        return self.job_title


class ServiceSet(ScopedQuerySet["Service"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """The services of the agencies in sight; those no longer offered only for who may change them."""
        found = self.filter(agency__district_code=actor.district_code)
        if actor.may(Permission.CHANGE_ANY_AGENCY):
            return found
        active = found.filter(is_active=True, agency__is_active=True)
        return active if actor.may(Permission.SEE_DIRECTORY) else found.none()


class Service(Record):
    """What an agency offers, in the fields of the Open Referral directory standard (HSDS) that a referral needs."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.PUBLIC}

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=160)
    description = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=10, choices=ServiceLevel)
    needs = ArrayField(models.CharField(max_length=30, choices=Need))
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=CHILDHOOD_ENDS_AT - 1)
    area_codes = ArrayField(models.CharField(max_length=13))
    hours = models.CharField(max_length=160, blank=True)
    cost = models.CharField(max_length=160, blank=True)
    requirements = models.CharField(max_length=300, blank=True)
    response_hours = models.PositiveSmallIntegerField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    # The newest Capacity, repeated here so that a list of services is one query.
    capacity_state = models.CharField(max_length=10, choices=CapacityState, blank=True)
    capacity_as_of = models.DateField(null=True)
    words = SearchVectorField()

    objects = ServiceSet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(age_to__gte=F("age_from")), name="service_ages_in_order"),
            models.CheckConstraint(condition=Q(age_to__lte=120), name="service_ages_of_people"),
            models.CheckConstraint(condition=Q(needs__len__gt=0), name="service_meets_a_need"),
            models.CheckConstraint(condition=Q(area_codes__len__gt=0), name="service_has_an_area"),
            models.UniqueConstraint(fields=["agency", "name"], name="service_named_once_in_an_agency"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["words"], name="service_by_words"),
            GinIndex(fields=["needs"], name="service_by_need"),
        ]

    def __str__(self) -> str:
        return self.name


class CapacityLink(SecretAddress):
    """An address that lets its holder say whether an agency's services have room, and nothing else."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="capacity_link_expires"),
        ]

    def __str__(self) -> str:
        return self.label


class Capacity(Record):
    """One statement about a service's capacity. Statements are added, never changed; the newest counts."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="capacities")
    state = models.CharField(max_length=10, choices=CapacityState)
    as_of = models.DateField()
    stated_at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)
    # Said through an address without signing in.
    link = models.ForeignKey(CapacityLink, on_delete=models.PROTECT, related_name="+", null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-stated_at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "-stated_at"], name="capacity_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.as_of}"


class CapacityQuestion(Record):
    """Somebody who wants to refer waits for the agency's word about room; its next statement answers."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    by_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["service", "by_agency"],
                condition=Q(answered_at__isnull=True),
                name="capacity_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at}"


class CapacityTold(Record):
    """What a service had said about room when a referral went to it, and what it answered. No child, no sender."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {"*": Privacy.OPERATIONAL}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    # The number of the referral, so that one referral counts once.
    asked_for = models.UUIDField(unique=True)
    sent_at = models.DateTimeField()
    # Empty where nothing was said, or what was said was too old to count.
    said = models.CharField(max_length=10, choices=CapacityState, blank=True)
    as_of = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=RoomOutcome, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "-sent_at"], name="capacity_told_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.said} {self.outcome}"


class DirectoryChange(Record):
    """One field of the directory before and after a change: who said what when."""

    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "before": Privacy.PERSONAL,
        "after": Privacy.PERSONAL,
        "*": Privacy.OPERATIONAL,
    }

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=DirectoryPart)
    part_id = models.UUIDField()
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    at = models.DateTimeField()
    by_user_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency", "-at"], name="directory_newest")
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.field}"
