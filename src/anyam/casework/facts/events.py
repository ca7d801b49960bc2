"""What became of facts and interviews. Neither the kind of a fact nor a topic stands here: both tell of the child."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import CancelReason, SettleReason, Source, Spared, WithdrawReason


@event("fact_noted")
@dataclass(frozen=True)
class FactNoted:
    SENTENCE = _("Something about the child was noted as known, said by: %(source)s")
    LABELS = {"source": Source}

    subject_id: UUID
    case_id: UUID
    source: str


@event("fact_confirmed")
@dataclass(frozen=True)
class FactConfirmed:
    SENTENCE = _("Something known about the child was said again by: %(source)s")
    LABELS = {"source": Source}

    subject_id: UUID
    case_id: UUID
    source: str


@event("fact_disputed")
@dataclass(frozen=True)
class FactDisputed:
    """The subject is the value that was added; both stand until the case manager settles it."""

    SENTENCE = _("Two sources contradict each other about the child; both are kept until it is settled")

    subject_id: UUID
    case_id: UUID
    source: str


@event("fact_settled")
@dataclass(frozen=True)
class FactSettled:
    """The subject is the value that holds."""

    SENTENCE = _("Of values that contradicted each other one was kept: %(reason)s")
    LABELS = {"reason": SettleReason}

    subject_id: UUID
    case_id: UUID
    reason: str


@event("fact_withdrawn")
@dataclass(frozen=True)
class FactWithdrawn:
    SENTENCE = _("Something noted about the child was taken back: %(reason)s")
    LABELS = {"reason": WithdrawReason}

    subject_id: UUID
    case_id: UUID
    reason: str


@event("facts_proposed")
@dataclass(frozen=True)
class FactsProposed:
    """A filled instrument was compared with what was known; the subject is the dossier."""

    SENTENCE = _(
        "Answers were compared with what is known: %(new)s new, %(same)s the same, %(other)s to settle"
    )

    subject_id: UUID
    case_id: UUID
    new: int
    same: int
    other: int


@event("interview_planned")
@dataclass(frozen=True)
class InterviewPlanned:
    SENTENCE = _("An interview of the child was planned")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID


@event("interview_noted")
@dataclass(frozen=True)
class InterviewNoted:
    SENTENCE = _("An interview of the child was entered in the register")

    subject_id: UUID
    case_id: UUID
    agency_id: UUID


@event("interview_repeated")
@dataclass(frozen=True)
class InterviewRepeated:
    """The child is asked again although it was asked before; recorded beside the interview itself."""

    SENTENCE = _("The child is asked again, with a reason that was recorded")

    subject_id: UUID
    case_id: UUID
    reason: str
    count: int


@event("interview_spared")
@dataclass(frozen=True)
class InterviewSpared:
    SENTENCE = _("The child was not asked again: %(how)s")
    LABELS = {"how": Spared}

    subject_id: UUID
    case_id: UUID
    how: str
    count: int


@event("interview_cancelled")
@dataclass(frozen=True)
class InterviewCancelled:
    SENTENCE = _("A planned interview of the child does not take place: %(reason)s")
    LABELS = {"reason": CancelReason}

    subject_id: UUID
    case_id: UUID
    reason: str
