"""What anybody may learn of a document by its code: that it is genuine, and nothing of whom it is about."""

from typing import Final

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.entry.sealing import keyed_digest
from anyam.registry.agencies.queries import agency_names

from ..choices import DocumentKind, DocumentState, Verdict
from ..models import Document
from ..results import Checked
from ..rules import typed_code

PURPOSE: Final = "document-code"
_VERDICTS: Final = {
    DocumentState.ISSUED: Verdict.GENUINE,
    DocumentState.REPLACED: Verdict.REPLACED,
    DocumentState.WITHDRAWN: Verdict.WITHDRAWN,
}


@query
def check_document(actor: Actor, typed: str) -> Checked:
    """Kind, agency, number and day of a genuine document. What is not known and what is no code answer alike."""
    require(actor, Permission.SERVE_WITHOUT_SIGN_IN)
    document = Document.objects.filter(code_digest=code_digest(typed)).first()
    if document is None:
        return Checked(Verdict.UNKNOWN)
    return Checked(
        verdict=_VERDICTS[DocumentState(document.state)],
        kind_label=str(DocumentKind(document.kind).label),
        agency=agency_names(actor, [document.agency_id])[document.agency_id].name,
        number=document.number,
        issued_on=clock.local(document.issued_at).date(),
    )


def code_digest(typed: str) -> str:
    """What is kept of a code; the same however it was grouped or typed."""
    return keyed_digest(PURPOSE, typed_code(typed))
