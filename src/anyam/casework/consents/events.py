"""What happened to consents: purposes, recipients and codes, never who gave them by name."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.consents import choices
from anyam.foundation.events.definitions import event


@event("consent_recorded")
@dataclass(frozen=True)
class ConsentRecorded:
    """`subject_id` is the answer; one paper may answer for several recipients, each with an answer of its own."""

    SENTENCE = _("Consent asked for %(purpose)s: %(answer)s (%(giver)s)")
    LABELS = {"purpose": choices.purposes, "answer": choices.Answer, "giver": choices.givers}

    subject_id: UUID
    case_id: UUID
    purpose: str
    answer: str
    giver: str
    answers: int


@event("consent_withdrawn")
@dataclass(frozen=True)
class ConsentWithdrawn:
    SENTENCE = _("Consent withdrawn for %(purpose)s")
    LABELS = {"purpose": choices.purposes}

    subject_id: UUID
    case_id: UUID
    purpose: str
    reason: str
    withdrawn_by: str
    ended_grants: int


@event("child_view_recorded")
@dataclass(frozen=True)
class ChildViewRecorded:
    SENTENCE = _("The child's own view was recorded: %(manner)s")
    LABELS = {"manner": choices.ViewManner}

    subject_id: UUID
    case_id: UUID
    manner: str
