"""Recording and reading who looked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.core.by import By


@dataclass(frozen=True)
class LookRow:
    """One look, as kept."""

    at: datetime
    user_id: UUID | None
    agency_id: UUID | None
    part: str
    reason: str


def record_look(by: By, *, part: str, subject_id: UUID, case_id: UUID | None = None) -> None:
    """Keep that `by` opened `part` (for example "identity") of a subject."""
    Look.objects.create(
        at=clock.now(),
        user_id=by.user_id,
        agency_id=by.agency_id,
        reason=by.reason,
        part=part,
        subject_id=subject_id,
        case_id=case_id,
    )


def looks_at_case(case_id: UUID, limit: int = 200) -> list[LookRow]:
    """The newest looks at a case, newest first. The caller has asked whether the case may be seen."""
    found = Look.objects.filter(case_id=case_id).order_by("-id")[:limit]
    return [LookRow(look.at, look.user_id, look.agency_id, look.part, look.reason) for look in found]
