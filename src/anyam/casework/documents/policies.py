"""Who may do what with an official document."""

from typing import Final

from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_write, parts_open_to

from .choices import DocumentKind, DocumentState
from .models import Document

# What must be open to somebody of the case (or report) before they may read the document itself.
PARTS_NEEDED: Final[dict[DocumentKind, frozenset[Part]]] = {
    DocumentKind.RECEIPT: frozenset({Part.WORK}),
    DocumentKind.REFERRAL_LETTER: frozenset({Part.WORK, Part.IDENTITY}),
    DocumentKind.SOCIAL_REPORT: frozenset({Part.WORK, Part.IDENTITY, Part.NARRATIVE}),
    DocumentKind.PLAN_COPY: frozenset({Part.WORK, Part.IDENTITY}),
    DocumentKind.MINUTES: frozenset({Part.WORK, Part.NARRATIVE}),
    DocumentKind.REUNIFICATION: frozenset({Part.WORK, Part.IDENTITY}),
    DocumentKind.CLOSURE_LETTER: frozenset({Part.WORK, Part.IDENTITY}),
}


def may_open(actor: Actor, document: Document) -> bool:
    """Whoever is at the agency that issued it, and to whom all that stands in it is open."""
    is_ours = document.agency_id == actor.agency_id and actor.may(Permission.SEE_DOCUMENT_REGISTER)
    needed = PARTS_NEEDED[DocumentKind(document.kind)]
    return is_ours and needed <= parts_open_to(actor, document.dossier_id)


def may_end(actor: Actor, document: Document) -> bool:
    """Whoever works on what it is about, as long as it counts."""
    stands = document.state == DocumentState.ISSUED
    is_ours = document.agency_id == actor.agency_id and actor.may(Permission.ISSUE_DOCUMENTS)
    return stands and is_ours and may_write(actor, document.dossier_id)


def may_record_reply(actor: Actor, document: Document) -> bool:
    """The front office too: it opens the post. What the letter said stays closed to it."""
    is_letter = document.kind == DocumentKind.REFERRAL_LETTER and document.state == DocumentState.ISSUED
    return is_letter and document.agency_id == actor.agency_id and actor.may(Permission.RECORD_PAPER_REPLIES)
