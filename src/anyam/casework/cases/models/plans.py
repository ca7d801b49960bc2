"""Plans: goals, and actions each owned by an agency with a date."""

from django.db import models
from django.db.models import Q

from anyam.casework.cases.choices import Acceptance, ActionDecline, ActionState, PlanState, TaskPart
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class Plan(Record):
    """One version of a child's plan. An agreed plan is not changed but replaced by the next version."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.DRAFT)
    started_at = models.DateTimeField()
    agreed_on = models.DateField(null=True)
    agreed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True)
    child_took_part = models.BooleanField(default=False)
    family_took_part = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="cases_plan_version_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="draft"), name="cases_one_draft_plan"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="agreed"), name="cases_one_agreed_plan"
            ),
        ]


class Goal(Record):
    """What should become true for the child."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "text": Privacy.SENSITIVE}

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    dossier_id = models.UUIDField()
    text = SealedText(compartment="work", scope="dossier_id", max_length=500)
    position = models.PositiveSmallIntegerField(default=0)


class PlanAction(Record):
    """Something one agency does for a goal by a date."""

    PRIVACY = {
        "*": Privacy.OPERATIONAL,
        "title": Privacy.SENSITIVE,
        "need": Privacy.SENSITIVE,
        "decline_words": Privacy.SENSITIVE,
    }

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    dossier_id = models.UUIDField()
    title = SealedText(compartment="work", scope="dossier_id", max_length=300)
    need = models.CharField(max_length=40)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.TO_DO)
    ended_on = models.DateField(null=True)
    # The same action through all versions of the plan: a new version copies it, the agency's yes stays.
    line_id = models.UUIDField(default=new_id)
    acceptance = models.CharField(max_length=8, choices=Acceptance, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decline_reason = models.CharField(max_length=10, choices=ActionDecline, blank=True, default="")
    decline_words = SealedText(compartment="work", scope="dossier_id", max_length=500, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["line_id"], name="cases_action_by_line")]


class PlanPart(Record):
    """That an agency supports an action or is informed of it; kept with the action's line through all versions."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    line_id = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=TaskPart)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line_id", "agency"], name="cases_one_part_per_agency"),
            models.CheckConstraint(condition=~Q(part="lead"), name="cases_owner_leads"),
        ]
