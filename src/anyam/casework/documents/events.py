"""What happened to official documents: ids and codes, never a word of what they say.

`SENTENCE` is how a case's timeline or a referral's history tells it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.events.definitions import event

from .choices import DocumentKind, ReplyStep, WithdrawReason


@event("letterhead_changed")
@dataclass(frozen=True)
class LetterheadChanged:
    """`subject_id` is the agency."""

    subject_id: UUID


@event("numbering_changed")
@dataclass(frozen=True)
class NumberingChanged:
    """`subject_id` is the agency."""

    subject_id: UUID
    register: str


@event("official_document_issued")
@dataclass(frozen=True)
class OfficialDocumentIssued:
    SENTENCE = _("Document issued: %(kind)s")
    LABELS = {"kind": DocumentKind}

    subject_id: UUID
    case_id: UUID | None
    agency_id: UUID
    kind: str


@event("official_document_replaced")
@dataclass(frozen=True)
class OfficialDocumentReplaced:
    SENTENCE = _("Document replaced: %(kind)s (%(reason)s)")
    LABELS = {"kind": DocumentKind, "reason": WithdrawReason}

    subject_id: UUID
    case_id: UUID | None
    agency_id: UUID
    kind: str
    reason: str
    replaced_by_id: UUID


@event("official_document_withdrawn")
@dataclass(frozen=True)
class OfficialDocumentWithdrawn:
    SENTENCE = _("Document withdrawn: %(kind)s (%(reason)s)")
    LABELS = {"kind": DocumentKind, "reason": WithdrawReason}

    subject_id: UUID
    case_id: UUID | None
    agency_id: UUID
    kind: str
    reason: str


@dataclass(frozen=True)
class AboutReply:
    """`subject_id` is the referral, so that its history tells it."""

    subject_id: UUID
    case_id: UUID
    to_agency_id: UUID
    document_id: UUID


@event("reply_link_opened")
@dataclass(frozen=True)
class ReplyLinkOpened(AboutReply):
    SENTENCE = _("Reply sheet made for %(to_agency)s")


@event("reply_link_revoked")
@dataclass(frozen=True)
class ReplyLinkRevoked(AboutReply):
    SENTENCE = _("Reply sheet for %(to_agency)s shut")


@event("reply_sheet_answered")
@dataclass(frozen=True)
class ReplySheetAnswered(AboutReply):
    SENTENCE = _("%(step)s: answered by the address given to %(to_agency)s")
    LABELS = {"step": ReplyStep}

    step: str


@event("paper_reply_recorded")
@dataclass(frozen=True)
class PaperReplyRecorded(AboutReply):
    SENTENCE = _("%(step)s: recorded from a letter by %(to_agency)s")
    LABELS = {"step": ReplyStep}

    step: str
