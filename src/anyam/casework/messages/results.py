"""What pages are told about notifications."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anyam.casework.sops.choices import SubjectKind

from .choices import NotificationKind


@dataclass(frozen=True)
class NotificationRow:
    """One notification of one person."""

    id: UUID
    kind: NotificationKind
    subject_kind: SubjectKind
    subject_id: UUID
    created_at: datetime
    is_read: bool

    @property
    def sentence(self) -> str:
        return str(self.kind.label)
