"""What happened to a child before the law: ids, codes and times; papers and places stay with the case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from . import choices


@dataclass(frozen=True)
class HoldEvent:
    """The subject is the time in custody; `agency_id` holds the child."""

    LABELS = {"stage": choices.HoldStage, "reason": choices.EndReason}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    stage: str


@event("hold_recorded")
@dataclass(frozen=True)
class HoldRecorded(HoldEvent):
    SENTENCE = _("%(stage)s began at %(agency)s")

    began_at: datetime
    limit_at: datetime | None


@event("hold_extended")
@dataclass(frozen=True)
class HoldExtended(HoldEvent):
    SENTENCE = _("%(stage)s was extended")

    limit_at: datetime | None


@event("hold_limit_passed")
@dataclass(frozen=True)
class HoldLimitPassed(HoldEvent):
    """The time is over, or the law does not allow the hold; the coordinator and the head are called."""

    SENTENCE = _("Alarm: the law does not allow to hold the child any longer (%(stage)s)")

    limit_at: datetime | None
    doubts: tuple[str, ...]


@event("hold_ended")
@dataclass(frozen=True)
class HoldEnded(HoldEvent):
    SENTENCE = _("%(stage)s ended: %(reason)s")

    reason: str
    ended_at: datetime
    is_late: bool


@event("matter_kept")
@dataclass(frozen=True)
class MatterKept:
    """What is known of the matter was written down or changed; the subject is the matter."""

    SENTENCE = _("The child's matter before the law: %(level)s")
    LABELS = {"level": choices.Level}

    subject_id: UUID
    case_id: UUID
    level: str


@event("matter_ended")
@dataclass(frozen=True)
class MatterEnded:
    SENTENCE = _("The child's matter before the law ended: %(ending)s")
    LABELS = {"ending": choices.Ending}

    subject_id: UUID
    case_id: UUID
    ending: str


@dataclass(frozen=True)
class PaperEvent:
    LABELS = {"kind": choices.PaperKind}

    subject_id: UUID
    case_id: UUID
    agency_id: UUID
    kind: str


@event("social_paper_asked")
@dataclass(frozen=True)
class SocialPaperAsked(PaperEvent):
    SENTENCE = _("%(kind)s was asked of %(agency)s")

    due_at: datetime


@event("social_paper_delivered")
@dataclass(frozen=True)
class SocialPaperDelivered(PaperEvent):
    SENTENCE = _("%(kind)s was handed over by %(agency)s")

    is_late: bool


@event("diversion_moved")
@dataclass(frozen=True)
class DiversionMoved:
    """Diversion is owed, offered, agreed, or ended without; the subject is the diversion."""

    SENTENCE = _("Diversion (%(level)s): %(state)s")
    LABELS = {"level": choices.Level, "state": choices.DiversionState}

    subject_id: UUID
    case_id: UUID
    level: str
    state: str


@event("diversion_term_settled")
@dataclass(frozen=True)
class DiversionTermSettled:
    SENTENCE = _("Part of the diversion agreement (%(kind)s): %(state)s")
    LABELS = {"kind": choices.TermKind, "state": choices.TermState}

    subject_id: UUID
    case_id: UUID
    kind: str
    state: str


@event("legal_limits_loaded")
@dataclass(frozen=True)
class LegalLimitsLoaded:
    subject_id: UUID
    count: int


@event("legal_limit_changed")
@dataclass(frozen=True)
class LegalLimitChanged:
    subject_id: UUID
    code: str
    version: int
    amount: int
    unit: str
