"""What one agency owes another: kinds, numbers and times, and nothing about a child."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ..choices import WorkKind


class Tie(StrEnum):
    """By what two agencies are bound."""

    REFERRAL = "referral"
    PLAN_ACTION = "plan_action"
    DECISION = "decision"
    OBLIGATION = "obligation"
    DUTY = "duty"

    @property
    def label(self) -> str:
        return str(_TIES[self])


_TIES = {
    Tie.REFERRAL: _("Referral"),
    Tie.PLAN_ACTION: _("Action of a plan"),
    Tie.DECISION: _("Decision of a meeting"),
    Tie.OBLIGATION: _("Obligation of an agreement"),
    Tie.DUTY: _("Routine duty"),
}


@dataclass(frozen=True)
class OwedThing:
    """One thing `debtor_id` owes `creditor_id`, since a day, until a day, and the step that settles it."""

    tie: Tie
    subject_id: UUID
    reference: str
    debtor_id: UUID
    creditor_id: UUID
    since: date | None
    due_on: date | None
    step: WorkKind

    @property
    def step_label(self) -> str:
        return str(self.step.label)
