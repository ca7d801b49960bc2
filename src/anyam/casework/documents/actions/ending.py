"""Withdrawing a document."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import DocumentState, WithdrawReason
from ..events import OfficialDocumentWithdrawn
from .issuing import end, locked_to_end


class WithdrawReasonMissing(Refusal):
    sentence = _("Choose why it is withdrawn.")


@action()
def withdraw_document(actor: Actor, *, document_id: UUID, reason: str) -> None:
    """From now on it does not count: its code says so to everybody, and its number is not given again."""
    require(actor, Permission.ISSUE_DOCUMENTS)
    document = locked_to_end(actor, document_id)
    if reason not in WithdrawReason.values:
        raise WithdrawReasonMissing(field="reason")
    end(actor, document, DocumentState.WITHDRAWN, reason)
    event = OfficialDocumentWithdrawn(
        document.pk, document.case_id, document.agency_id, document.kind, reason
    )
    record(actor, event)
