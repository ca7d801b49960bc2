"""What happened in sharing out work, handing it over and talking it through: ids, codes and days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import FamilyTold


@event("worker_terms_stated")
@dataclass(frozen=True)
class WorkerTermsStated:
    subject_id: UUID
    agency_id: UUID
    worker_id: UUID
    share: int


@event("travel_zone_stated")
@dataclass(frozen=True)
class TravelZoneStated:
    subject_id: UUID
    agency_id: UUID
    place_code: str
    zone: str


@event("worker_chosen")
@dataclass(frozen=True)
class WorkerChosen:
    """Somebody was given a case; `despite` says why where another had been proposed."""

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    worker_id: UUID
    was_proposed: bool
    despite: str


@dataclass(frozen=True)
class AbsenceEvent:
    subject_id: UUID
    agency_id: UUID
    person_id: UUID


@event("absence_planned")
@dataclass(frozen=True)
class AbsencePlanned(AbsenceEvent):
    kind: str
    first_on: date
    last_on: date | None
    cases: int


@event("absence_moved")
@dataclass(frozen=True)
class AbsenceMoved(AbsenceEvent):
    """It began, or its last day is over; what follows for the cases is recorded with each of them."""

    state: str


@event("absence_ended")
@dataclass(frozen=True)
class AbsenceEnded(AbsenceEvent):
    state: str


@event("leaving_completed")
@dataclass(frozen=True)
class LeavingCompleted(AbsenceEvent):
    """All cases and all other open work of somebody who leaves have another owner."""

    cases: int
    other_work: int


@dataclass(frozen=True)
class HandoverEvent:
    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    to_id: UUID


@event("handover_asked")
@dataclass(frozen=True)
class HandoverAsked(HandoverEvent):
    SENTENCE = _("Hand-over prepared; does the family know: %(family_told)s")
    LABELS = {"family_told": FamilyTold}

    family_told: str


@event("handover_answered")
@dataclass(frozen=True)
class HandoverAnswered(HandoverEvent):
    is_taken: bool


@event("handover_returned")
@dataclass(frozen=True)
class HandoverReturned(HandoverEvent):
    SENTENCE = _("The stand-in gave the case back and wrote what happened")


@dataclass(frozen=True)
class SessionEvent:
    """Who meets whom; never what was said."""

    subject_id: UUID
    agency_id: UUID
    supervisor_id: UUID
    worker_id: UUID
    on: date


@event("supervision_planned")
@dataclass(frozen=True)
class SupervisionPlanned(SessionEvent):
    pass


@event("supervision_prepared")
@dataclass(frozen=True)
class SupervisionPrepared(SessionEvent):
    pass


@event("supervision_held")
@dataclass(frozen=True)
class SupervisionHeld(SessionEvent):
    cases: int


@event("supervision_dropped")
@dataclass(frozen=True)
class SupervisionDropped(SessionEvent):
    pass


@event("case_decided")
@dataclass(frozen=True)
class CaseDecided:
    SENTENCE = _("Decided in supervision, to be done by %(due_on)s")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    owner_id: UUID
    due_on: date


@event("case_decision_finished")
@dataclass(frozen=True)
class CaseDecisionFinished:
    SENTENCE = _("What was decided in supervision was done")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    is_late: bool
