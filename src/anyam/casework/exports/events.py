"""What happened to an export. `SENTENCE` is how a case's timeline tells it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import ExportKind


@dataclass(frozen=True)
class ExportEvent:
    LABELS = {"kind": ExportKind}

    subject_id: UUID
    case_id: UUID | None
    kind: str


@event("export_asked")
@dataclass(frozen=True)
class ExportAsked(ExportEvent):
    SENTENCE = _("Export asked for: %(kind)s")


@event("export_approved")
@dataclass(frozen=True)
class ExportApproved(ExportEvent):
    SENTENCE = _("Export approved by a second person: %(kind)s")


@event("export_refused")
@dataclass(frozen=True)
class ExportRefused(ExportEvent):
    SENTENCE = _("Export refused: %(kind)s")


@event("export_prepared")
@dataclass(frozen=True)
class ExportPrepared(ExportEvent):
    pass


@event("export_failed")
@dataclass(frozen=True)
class ExportFailed(ExportEvent):
    reason: str


@event("export_passphrase_read")
@dataclass(frozen=True)
class ExportPassphraseRead(ExportEvent):
    pass


@event("export_fetched")
@dataclass(frozen=True)
class ExportFetched(ExportEvent):
    SENTENCE = _("Export fetched: %(kind)s")


@event("export_withdrawn")
@dataclass(frozen=True)
class ExportWithdrawn(ExportEvent):
    pass


@event("export_expired")
@dataclass(frozen=True)
class ExportExpired(ExportEvent):
    pass
