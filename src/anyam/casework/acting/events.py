"""What was chosen after seeing that another agency is acting. The other agency does not stand here."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import Despite, JoinAnswer


@event("overlap_accepted")
@dataclass(frozen=True)
class OverlapAccepted:
    """The subject is what was saved although another agency is acting."""

    SENTENCE = _("Another agency is acting too; gone on because: %(reason)s")
    LABELS = {"reason": Despite}

    subject_id: UUID
    case_id: UUID
    work_kind: str
    reason: str
    count: int


@event("overlap_joined")
@dataclass(frozen=True)
class OverlapJoined:
    SENTENCE = _("Another agency is acting; it was asked to act together")

    subject_id: UUID
    case_id: UUID
    work_kind: str
    count: int


@event("overlap_dropped")
@dataclass(frozen=True)
class OverlapDropped:
    SENTENCE = _("Another agency is acting; it was left to that agency")

    subject_id: UUID
    case_id: UUID
    work_kind: str
    count: int


@event("join_answered")
@dataclass(frozen=True)
class JoinAnswered:
    """Whoever leads the other act answered; the case is the one that was asked."""

    SENTENCE = _("A wish to act together was answered: %(answer)s")
    LABELS = {"answer": JoinAnswer}

    subject_id: UUID
    case_id: UUID
    answer: str
    asker_id: UUID
    asker_case_id: UUID
