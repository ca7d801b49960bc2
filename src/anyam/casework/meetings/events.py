"""What happened at meetings: agencies, codes and days, never what was said. Conferences stand in their case's story."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from . import choices


@event("meeting_convened")
@dataclass(frozen=True)
class MeetingConvened:
    SENTENCE = _("Case conference convened")

    subject_id: UUID
    meeting_kind: str
    agency_id: UUID
    starts_at: datetime
    case_id: UUID | None = None


@event("meeting_moved")
@dataclass(frozen=True)
class MeetingMoved:
    subject_id: UUID
    starts_at: datetime
    invited: tuple[UUID, ...]
    case_id: UUID | None = None


@event("meeting_cancelled")
@dataclass(frozen=True)
class MeetingCancelled:
    SENTENCE = _("Case conference cancelled: %(why)s")
    LABELS = {"why": choices.CancelReason}

    subject_id: UUID
    why: str
    invited: tuple[UUID, ...]
    case_id: UUID | None = None


@event("agency_invited")
@dataclass(frozen=True)
class AgencyInvited:
    SENTENCE = _("%(agency)s invited to the case conference")

    subject_id: UUID
    invitation_id: UUID
    agency_id: UUID
    user_id: UUID | None
    case_id: UUID | None = None


@event("invitation_withdrawn")
@dataclass(frozen=True)
class InvitationWithdrawn:
    SENTENCE = _("Invitation of %(agency)s to the case conference withdrawn")

    subject_id: UUID
    agency_id: UUID
    user_id: UUID | None
    case_id: UUID | None = None


@event("invitation_answered")
@dataclass(frozen=True)
class InvitationAnswered:
    SENTENCE = _("%(agency)s answered the invitation: %(said)s")
    LABELS = {"said": choices.Answer}

    subject_id: UUID
    invitation_id: UUID
    agency_id: UUID
    said: str
    mandate: str
    delegate_id: UUID | None
    chair_id: UUID
    chair_agency_id: UUID
    case_id: UUID | None = None


@event("agenda_item_added")
@dataclass(frozen=True)
class AgendaItemAdded:
    subject_id: UUID
    item_id: UUID
    source: str
    agency_id: UUID


@event("agenda_changed")
@dataclass(frozen=True)
class AgendaChanged:
    subject_id: UUID
    change: str


@event("meeting_opened")
@dataclass(frozen=True)
class MeetingOpened:
    SENTENCE = _("Case conference begun")

    subject_id: UUID
    case_id: UUID | None = None


@event("attendance_recorded")
@dataclass(frozen=True)
class AttendanceRecorded:
    subject_id: UUID
    present: int
    with_mandate: int
    had_quorum: bool


@event("minutes_saved")
@dataclass(frozen=True)
class MinutesSaved:
    subject_id: UUID
    item_id: UUID
    version: int


@event("dissent_recorded")
@dataclass(frozen=True)
class DissentRecorded:
    subject_id: UUID
    agency_id: UUID
    decision_id: UUID | None
    case_id: UUID | None = None


@event("decision_taken")
@dataclass(frozen=True)
class DecisionMade:
    subject_id: UUID
    meeting_id: UUID
    agency_id: UUID
    decision_kind: str
    due_on: date
    evidence_kind: str
    case_id: UUID | None = None


@event("decision_removed")
@dataclass(frozen=True)
class DecisionTakenOut:
    subject_id: UUID
    meeting_id: UUID


@event("minutes_closed")
@dataclass(frozen=True)
class MinutesClosed:
    SENTENCE = _("Case conference held: %(present)s agencies present, %(decisions)s decisions")

    subject_id: UUID
    present: int
    decisions: int
    had_quorum: bool
    to_sign: tuple[UUID, ...]
    case_id: UUID | None = None


@event("minutes_signed")
@dataclass(frozen=True)
class MinutesSigned:
    SENTENCE = _("%(agency)s signed the minutes of the case conference")

    subject_id: UUID
    agency_id: UUID
    case_id: UUID | None = None


@event("minutes_objected")
@dataclass(frozen=True)
class MinutesObjected:
    SENTENCE = _("%(agency)s objects to the minutes of the case conference")

    subject_id: UUID
    agency_id: UUID
    chair_id: UUID
    chair_agency_id: UUID
    case_id: UUID | None = None


@event("signing_ended")
@dataclass(frozen=True)
class SigningEnded:
    """The time to sign is over for this agency."""

    subject_id: UUID
    agency_id: UUID


@event("decision_given")
@dataclass(frozen=True)
class DecisionGiven:
    """The agency has it now: to carry out, or first to say yes to."""

    subject_id: UUID
    agency_id: UUID
    user_id: UUID | None
    is_asked: bool
    case_id: UUID | None = None


@event("decision_accepted")
@dataclass(frozen=True)
class DecisionAccepted:
    subject_id: UUID
    agency_id: UUID
    chair_id: UUID
    chair_agency_id: UUID


@event("decision_declined")
@dataclass(frozen=True)
class DecisionDeclined:
    subject_id: UUID
    agency_id: UUID
    decline_reason: str
    chair_id: UUID
    chair_agency_id: UUID


@event("decision_reported")
@dataclass(frozen=True)
class DecisionReported:
    SENTENCE = _("%(agency)s reports a decision of the case conference as carried out")

    subject_id: UUID
    agency_id: UUID
    in_time: bool
    chair_id: UUID
    chair_agency_id: UUID
    case_id: UUID | None = None


@event("decision_returned")
@dataclass(frozen=True)
class DecisionSentBack:
    subject_id: UUID
    agency_id: UUID
    user_id: UUID | None
    case_id: UUID | None = None


@event("decision_confirmed")
@dataclass(frozen=True)
class DecisionConfirmed:
    SENTENCE = _("A decision of the case conference was carried out by %(agency)s")

    subject_id: UUID
    agency_id: UUID
    in_time: bool
    case_id: UUID | None = None


@event("decision_dropped")
@dataclass(frozen=True)
class DecisionDropped:
    SENTENCE = _("A decision of the case conference was dropped: %(why)s")
    LABELS = {"why": choices.DropReason}

    subject_id: UUID
    agency_id: UUID
    why: str
    case_id: UUID | None = None


@event("joint_plan_agreed")
@dataclass(frozen=True)
class JointPlanMade:
    SENTENCE = _("The case conference made a joint plan of %(agencies)s agencies")

    subject_id: UUID
    agencies: int
    actions: int
    case_id: UUID
