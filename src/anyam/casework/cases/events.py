"""What happened in casework. `SENTENCE` is how the timeline tells it, with codes and agencies put into words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices
from anyam.foundation.access.choices import Reason
from anyam.foundation.events.definitions import event


@event("report_taken")
@dataclass(frozen=True)
class ReportTaken:
    subject_id: UUID
    agency_id: UUID
    number: str
    channel: str
    children: int


@event("report_triaged")
@dataclass(frozen=True)
class ReportTriaged:
    subject_id: UUID
    agency_id: UUID
    number: str
    level: str
    proposed_level: str
    rule: str
    is_immediate_danger: bool


@event("report_answered_without_case")
@dataclass(frozen=True)
class ReportAnsweredWithoutCase:
    subject_id: UUID
    agency_id: UUID
    number: str


@event("case_opened")
@dataclass(frozen=True)
class CaseOpened:
    SENTENCE = _("Case opened, level %(level)s")
    LABELS = {"level": choices.Level}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    number: str
    report_id: UUID
    level: str
    manager_id: UUID


@event("report_joined_case")
@dataclass(frozen=True)
class ReportJoinedCase:
    SENTENCE = _("Another report about this child was added to the case")

    subject_id: UUID
    case_id: UUID
    report_id: UUID


@event("case_assigned")
@dataclass(frozen=True)
class CaseAssigned:
    SENTENCE = _("Case handed to another manager or worker")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    number: str
    manager_id: UUID
    worker_id: UUID | None


@event("cases_linked")
@dataclass(frozen=True)
class CasesLinked:
    SENTENCE = _("Linked to another case: %(link)s")
    LABELS = {"link": choices.LinkKind}

    subject_id: UUID
    case_id: UUID
    other_id: UUID
    link: str


@event("assessment_begun")
@dataclass(frozen=True)
class AssessmentBegun:
    SENTENCE = _("Assessment begun")

    subject_id: UUID
    case_id: UUID


@event("assessment_answers_saved")
@dataclass(frozen=True)
class AssessmentAnswersSaved:
    subject_id: UUID
    case_id: UUID
    answers: int


@event("assessment_completed")
@dataclass(frozen=True)
class AssessmentCompleted:
    SENTENCE = _("Assessment complete; needs found: %(needs)s")
    LABELS = {"needs": choices.needs}

    subject_id: UUID
    case_id: UUID
    needs: tuple[str, ...]


@dataclass(frozen=True)
class _OfInstrument:
    LABELS = {"instrument": choices.instrument_uses}

    subject_id: UUID
    case_id: UUID
    instrument: str


@event("instrument_begun")
@dataclass(frozen=True)
class InstrumentBegun(_OfInstrument):
    SENTENCE = _("Begun: %(instrument)s")


@event("instrument_completed")
@dataclass(frozen=True)
class InstrumentCompleted(_OfInstrument):
    SENTENCE = _("Filled in: %(instrument)s")


@event("draft_moved")
@dataclass(frozen=True)
class DraftMoved:
    subject_id: UUID
    case_id: UUID
    version_id: UUID
    kept: int
    left: int


@event("draft_discarded")
@dataclass(frozen=True)
class DraftDiscarded(_OfInstrument):
    SENTENCE = _("Draft thrown away: %(instrument)s")


@event("plan_drafted")
@dataclass(frozen=True)
class PlanDrafted:
    SENTENCE = _("Plan version %(version)s begun")

    subject_id: UUID
    case_id: UUID
    version: int


@event("plan_changed")
@dataclass(frozen=True)
class PlanChanged:
    subject_id: UUID
    case_id: UUID
    change: str


@event("plan_agreed")
@dataclass(frozen=True)
class PlanAgreed:
    SENTENCE = _("Plan version %(version)s agreed, with %(agencies)s agencies")

    subject_id: UUID
    case_id: UUID
    version: int
    agencies: int
    agency_ids: tuple[UUID, ...]
    review_on: date
    child_took_part: bool
    family_took_part: bool


@event("plan_action_moved")
@dataclass(frozen=True)
class PlanActionMoved:
    SENTENCE = _("Plan action of %(agency)s: %(state)s")
    LABELS = {"state": choices.ActionState}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    need: str
    state: str
    line_id: UUID | None = None


@event("plan_action_asked")
@dataclass(frozen=True)
class PlanActionAsked:
    SENTENCE = _("%(agency)s was asked to accept its action of the joint plan")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    need: str


@event("plan_action_accepted")
@dataclass(frozen=True)
class PlanActionAccepted:
    SENTENCE = _("%(agency)s accepted its action of the joint plan")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    need: str


@event("plan_action_declined")
@dataclass(frozen=True)
class PlanActionDeclined:
    SENTENCE = _("%(agency)s declined its action of the joint plan: %(reason)s")
    LABELS = {"reason": choices.ActionDecline}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    need: str
    reason: str


@event("plan_parts_set")
@dataclass(frozen=True)
class PlanPartsSet:
    """Who supports an action and who is informed: how many agencies; which ones stands with the plan."""

    SENTENCE = _("Agencies named that support an action or are kept informed")

    subject_id: UUID
    case_id: UUID
    supporting: int
    informed: int


@event("contact_recorded")
@dataclass(frozen=True)
class ContactRecorded:
    SENTENCE = _("%(contact)s by %(agency)s")
    LABELS = {"contact": choices.ContactKind}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    contact: str
    need: str
    held_on: date
    was_child_seen: bool


@event("case_reviewed")
@dataclass(frozen=True)
class CaseReviewed:
    SENTENCE = _("Review held: %(decision)s; level %(level)s")
    LABELS = {"decision": choices.ReviewDecision, "level": choices.Level}

    subject_id: UUID
    case_id: UUID
    decision: str
    level: str
    child_took_part: bool


@event("rating_asked")
@dataclass(frozen=True)
class RatingAsked:
    """Somebody judged the risk and asked a colleague to judge it too; neither answer is told."""

    SENTENCE = _("A second rating of the risk was asked for")

    subject_id: UUID
    case_id: UUID


@event("rating_answered")
@dataclass(frozen=True)
class RatingAnswered:
    SENTENCE = _("The risk was rated by a second person")

    subject_id: UUID
    case_id: UUID


@event("case_closed")
@dataclass(frozen=True)
class CaseClosed:
    SENTENCE = _("Case closed: %(outcome)s")
    LABELS = {"outcome": choices.Outcome}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    number: str
    outcome: str
    aftercare_on: date | None


@event("case_reopened")
@dataclass(frozen=True)
class CaseReopened:
    SENTENCE = _("Case reopened")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    number: str


@event("case_view_saved")
@dataclass(frozen=True)
class CaseViewSaved:
    subject_id: UUID
    is_kept: bool


@event("access_given")
@dataclass(frozen=True)
class AccessGiven:
    SENTENCE = _("Access given to a person of %(to_agency)s: %(reason)s")
    LABELS = {"reason": Reason}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    user_id: UUID
    to_agency_id: UUID
    reason: str
    parts: tuple[str, ...]
    until: datetime


@event("access_ended")
@dataclass(frozen=True)
class AccessEnded:
    SENTENCE = _("Access ended: %(reason)s")
    LABELS = {"reason": Reason}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    user_id: UUID | None
    from_agency_id: UUID | None
    reason: str


@event("access_blocked")
@dataclass(frozen=True)
class AccessBlocked:
    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    user_id: UUID
    reason: str


@event("access_unblocked")
@dataclass(frozen=True)
class AccessUnblocked:
    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    user_id: UUID


@event("glass_broken")
@dataclass(frozen=True)
class GlassBroken:
    """Somebody opened a case in an emergency; the subject is this breaking, which its review closes."""

    SENTENCE = _("Emergency access by a person of %(by_agency)s: %(reason)s")
    LABELS = {"reason": choices.EmergencyReason}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    number: str
    user_id: UUID
    by_agency_id: UUID
    reason: str
    until: datetime
