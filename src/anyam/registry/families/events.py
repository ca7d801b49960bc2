"""What became known about families. Ids, codes and days; never names, places or words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import family_relations


@event("family_member_added")
@dataclass(frozen=True)
class FamilyMemberAdded:
    SENTENCE: ClassVar = _("Somebody of the family was written down")

    subject_id: UUID
    case_id: UUID


@event("people_related")
@dataclass(frozen=True)
class PeopleRelated:
    SENTENCE: ClassVar = _("A family relation was written down: %(kind)s")
    LABELS: ClassVar = {"kind": family_relations}

    subject_id: UUID
    case_id: UUID
    person_id: UUID
    other_id: UUID
    kind: str


@event("relation_ended")
@dataclass(frozen=True)
class RelationEnded:
    SENTENCE: ClassVar = _("A family relation ended: %(kind)s")
    LABELS: ClassVar = {"kind": family_relations}

    subject_id: UUID
    case_id: UUID
    kind: str
    until: date


@event("statement_withdrawn")
@dataclass(frozen=True)
class StatementWithdrawn:
    """What was written of a family was a mistake; `kind` says what kind of statement it was."""

    SENTENCE: ClassVar = _("Something written about the family was taken back as a mistake")

    subject_id: UUID
    case_id: UUID
    kind: str


@event("household_changed")
@dataclass(frozen=True)
class HouseholdChanged:
    SENTENCE: ClassVar = _("Who lives together was written down")

    subject_id: UUID
    case_id: UUID
    joined: tuple[UUID, ...] = ()
    left: tuple[UUID, ...] = ()


@event("caregiver_named")
@dataclass(frozen=True)
class CaregiverNamed:
    SENTENCE: ClassVar = _("Who cares for the child was written down")

    subject_id: UUID
    case_id: UUID
    person_id: UUID
    carer_id: UUID
    role: str
    is_primary: bool


@event("care_ended")
@dataclass(frozen=True)
class CareEnded:
    SENTENCE: ClassVar = _("Somebody no longer cares for the child")

    subject_id: UUID
    case_id: UUID
    until: date


@event("safe_contact_kept")
@dataclass(frozen=True)
class SafeContactKept:
    SENTENCE: ClassVar = _("It was written down how somebody of the family can be reached safely")

    subject_id: UUID
    case_id: UUID
    person_id: UUID
    is_never: bool


@event("move_noted")
@dataclass(frozen=True)
class MoveNoted:
    SENTENCE: ClassVar = _("It was written down where somebody of the family lives or lived")

    subject_id: UUID
    case_id: UUID
    person_id: UUID


@event("family_death_noted")
@dataclass(frozen=True)
class FamilyDeathNoted:
    SENTENCE: ClassVar = _("A death in the family was written down")

    subject_id: UUID
    case_id: UUID
