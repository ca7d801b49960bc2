"""A report, the children and reported persons it names, who made it, and its triage."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from anyam.casework.cases.choices import Level, ReportState
from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.visibility import ScopedQuerySet, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class ReportQuerySet(ScopedQuerySet["Report"]):
    def within_sight_of(self, actor: Actor) -> ReportQuerySet:
        """What waits at intake is open to the agency's intake; once a case is opened, to those who hold the case.

        Whoever took a report keeps it in sight, and supervisors see all reports of their agency.
        """
        if actor.agency_id is None or not actor.may(Permission.SEE_REPORTS):
            return self.none()
        return self.filter(opens(actor, "pk"), agency_id=actor.agency_id)


class Report(Record):
    """Somebody told the service that a child may be in need."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "occurred_on": Privacy.SENSITIVE}

    number = models.CharField(max_length=30, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    channel = models.CharField(max_length=40)
    occurred_on = models.DateField(null=True)
    is_occurred_on_estimate = models.BooleanField(default=False)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, null=True, related_name="+")
    place_of_incident = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WAITING)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-received_at"], name="cases_report_newest"),
            models.Index(fields=["agency", "state", "-received_at"], name="cases_report_state"),
            models.Index(fields=["received_by"], name="cases_report_taker"),
        ]


_REPORTER = {"compartment": "reporter", "scope": "report_id"}


class Reporter(Record):
    """Who reported: kept apart, because a reporter who becomes known can be punished for having spoken."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="reporter")
    is_anonymous = models.BooleanField(default=True)
    name = SealedText(max_length=200, blank=True, default="", **_REPORTER)
    phone = SealedText(max_length=40, blank=True, default="", **_REPORTER)
    relation = SealedText(max_length=100, blank=True, default="", **_REPORTER)
    is_safe_to_call = models.BooleanField(null=True)


class ReportedChild(Record):
    """A child named in a report, and the case that answers it. Forms and categories are several per child."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="children")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, related_name="reported_children"
    )
    violence_forms = ArrayField(models.CharField(max_length=40), default=list)
    categories = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="cases_child_once_in_a_report")
        ]


class ReportedPerson(Record):
    """A reported person (terlapor): reported, not judged, and never called a perpetrator here."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reported_persons")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.CharField(max_length=40)
    lives_with_child = models.BooleanField(null=True)


class Triage(Record):
    """The facts that were answered, the level the rules proposed, and the level somebody decided."""

    PRIVACY = {"*": Privacy.SENSITIVE}

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="triage")
    facts = models.JSONField(default=dict)
    rule = models.CharField(max_length=40)
    rules_version = models.CharField(max_length=20)
    proposed_level = models.CharField(max_length=10, choices=Level)
    level = models.CharField(max_length=10, choices=Level)
    is_immediate_danger = models.BooleanField(default=False)
    override_reason = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level=models.F("proposed_level")) | ~Q(override_reason=""),
                name="cases_another_level_has_a_reason",
            )
        ]
