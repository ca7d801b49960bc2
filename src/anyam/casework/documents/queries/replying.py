"""The page behind a reply sheet."""

from uuid import UUID

from anyam.casework.referrals.queries import summary_for_reply
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_kinds_of, agency_names

from ..choices import DocumentKind, DocumentState, ReplyStep
from ..models import Document, Reply, ReplyLink
from ..results import Letter, ReplyPage
from ..rules import steps_now
from .writing.letters import summary_lines

PURPOSE = "reply-link"


@query
def open_reply_page(actor: Actor, token: str) -> ReplyPage:
    """The letter without names, and the steps that can be answered now. Raises NotFound for every other token."""
    require(actor, Permission.SERVE_WITHOUT_SIGN_IN)
    link = find_link(token)
    if link is None:
        raise NotFound("reply link")
    letter, document = letter_of(link.document), link.document
    found = summary_for_reply(actor, letter.referral_id)
    steps = steps_now(found.standing.state)
    if found.summary is not None and steps:
        carrier = Actor.answer_of(letter.to_agency_id, "read by the address on a reply sheet")
        record_look(
            carrier, part=Looked.REFERRAL_SUMMARY, subject_id=letter.referral_id, case_id=letter.case_id
        )
    kind = _kind(actor, letter.to_agency_id)
    names = agency_names(actor, [document.agency_id])
    is_shown = found.summary is not None and bool(steps)
    lines = summary_lines(found.summary, kind, is_named=False) if found.summary and is_shown else []
    return ReplyPage(
        number=letter.number,
        dated_on=clock.local(letter.issued_at).date(),
        from_agency=names[document.agency_id].name,
        from_phone=names[document.agency_id].phone,
        to_agency=document.addressee,
        service=found.service_name,
        urgency_label=found.urgency_label,
        is_urgent=found.is_urgent,
        due_at=found.standing.due_at,
        facts=tuple(lines),
        steps=steps,
        answered=tuple(
            (ReplyStep(one.step), one.recorded_at)
            for one in Reply.objects.filter(document_id=letter.document_id)
        ),
        sent_on=found.sent_on,
        expires_at=link.expires_at,
    )


def letter_of(document: Document) -> Letter:
    """A referral letter that counts. Raises NotFound for every other document."""
    counts = document.kind == DocumentKind.REFERRAL_LETTER and document.state == DocumentState.ISSUED
    referral_id, case_id, to_agency_id = document.referral_id, document.case_id, document.to_agency_id
    if not counts or referral_id is None or case_id is None or to_agency_id is None:
        raise NotFound("referral letter")
    return Letter(document.pk, document.number, referral_id, case_id, to_agency_id, document.issued_at)


def find_link(token: str) -> ReplyLink | None:
    """The reply sheet of this token, while it stands and its letter counts."""
    found = ReplyLink.objects.of_token(PURPOSE, token).select_related("document")
    return found.filter(document__state=DocumentState.ISSUED).first()


def _kind(actor: Actor, agency_id: UUID) -> str:
    return agency_kinds_of(actor, [agency_id]).get(agency_id, "")
