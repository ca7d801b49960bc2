"""What happens to the readiness of agencies. Ids, days, sums and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from anyam.foundation.events.definitions import event


@event("checklists_loaded")
@dataclass(frozen=True)
class ChecklistsLoaded:
    subject_id: UUID
    added: int


@event("checklist_changed")
@dataclass(frozen=True)
class ChecklistChanged:
    """A new version is in use; what was filled in before keeps its own questions."""

    subject_id: UUID
    code: str
    version: int


@dataclass(frozen=True)
class FillingEvent:
    subject_id: UUID
    service_id: UUID
    service_agency_id: UUID
    verifier_id: UUID


@event("checklist_filled")
@dataclass(frozen=True)
class ChecklistFilled(FillingEvent):
    overtaken_ids: tuple[UUID, ...] = ()


@event("checklist_verified")
@dataclass(frozen=True)
class ChecklistVerified(FillingEvent):
    is_same: bool


@event("checklist_update_asked")
@dataclass(frozen=True)
class ChecklistUpdateAsked:
    """The newest word about a service grows too old on this day; `subject_id` is the service."""

    subject_id: UUID
    service_agency_id: UUID
    fades_on: date


@event("standard_changed")
@dataclass(frozen=True)
class StandardChanged:
    subject_id: UUID
    key: str
    value: Decimal


@event("paper_kept")
@dataclass(frozen=True)
class PaperKept:
    subject_id: UUID
    paper_agency_id: UUID
    kind: str
    runs_until: date
    replaced_ids: tuple[UUID, ...] = ()


@event("paper_end_warned")
@dataclass(frozen=True)
class PaperEndWarned:
    subject_id: UUID
    paper_agency_id: UUID
    kind: str
    runs_until: date


@event("accreditation_begun")
@dataclass(frozen=True)
class AccreditationBegun:
    subject_id: UUID
    assessed_agency_id: UUID


@event("accreditation_advanced")
@dataclass(frozen=True)
class AccreditationAdvanced:
    subject_id: UUID
    assessed_agency_id: UUID
    step_key: str


@event("accreditation_ended")
@dataclass(frozen=True)
class AccreditationEnded:
    subject_id: UUID
    assessed_agency_id: UUID


@event("staff_member_kept")
@dataclass(frozen=True)
class StaffMemberKept:
    subject_id: UUID
    staff_agency_id: UUID


@event("staff_member_ended")
@dataclass(frozen=True)
class StaffMemberEnded:
    subject_id: UUID
    staff_agency_id: UUID
    certificate_ids: tuple[UUID, ...] = ()


@event("certificate_kept")
@dataclass(frozen=True)
class CertificateKept:
    subject_id: UUID
    staff_agency_id: UUID
    runs_until: date | None
    replaced_id: UUID | None = None


@event("certificate_end_warned")
@dataclass(frozen=True)
class CertificateEndWarned:
    subject_id: UUID
    staff_agency_id: UUID
    runs_until: date


@event("budget_line_planned")
@dataclass(frozen=True)
class BudgetLinePlanned:
    subject_id: UUID
    budget_agency_id: UUID
    year: int
    planned: Decimal


@event("budget_realised")
@dataclass(frozen=True)
class BudgetRealised:
    subject_id: UUID
    line_id: UUID
    budget_agency_id: UUID
    amount: Decimal
