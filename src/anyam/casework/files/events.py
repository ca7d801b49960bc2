"""What happened to a case's files. `SENTENCE` is how a case's timeline tells it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import FileKind, OriginalReason, RestrictionReason


@event("file_added")
@dataclass(frozen=True)
class FileKept:
    SENTENCE = _("File added: %(kind)s")
    LABELS = {"kind": FileKind}

    subject_id: UUID
    case_id: UUID
    kind: str


@event("original_file_opened")
@dataclass(frozen=True)
class OriginalOpened:
    """Somebody fetched the untouched original, with a reason."""

    SENTENCE = _("Original of a file fetched: %(reason)s")
    LABELS = {"reason": OriginalReason}

    subject_id: UUID
    case_id: UUID
    reason: str


@event("file_restricted")
@dataclass(frozen=True)
class FileRestricted:
    SENTENCE = _("File put away: %(reason)s")
    LABELS = {"reason": RestrictionReason}

    subject_id: UUID
    case_id: UUID
    reason: str


@event("file_restriction_lifted")
@dataclass(frozen=True)
class FileRestrictionLifted:
    SENTENCE = _("File put back")

    subject_id: UUID
    case_id: UUID
