"""One document, and its paper set again."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from anyam.casework.referrals.queries import standing_of_referrals
from anyam.casework.referrals.results import Standing
from anyam.foundation.access import Actor, NotFound, query
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.audit.choices import Channel, Looked
from anyam.foundation.audit.circumstances import through
from anyam.foundation.audit.looks import record_look
from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.serving import ServedFile, served_copy
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from .. import policies
from ..choices import DocumentKind, DocumentState, PaperLanguage, WithdrawReason
from ..models import Document, DocumentWords, ReplyLink
from ..results import DocumentDetail, LinkState
from ..rules import set_document, steps_now
from .register import reply_rows, rows_of


@query
def get_document(actor: Actor, document_id: UUID) -> DocumentDetail:
    """A document's line with what may be done about it. Raises NotFound."""
    document = Document.objects.visible_to(actor).one(pk=document_id)
    if document.agency_id != actor.agency_id:
        raise NotFound("document")
    standing = _standing(actor, document)
    newer = Document.objects.filter(replaces=document).first()
    older = document.replaces
    may_open, may_end = policies.may_open(actor, document), policies.may_end(actor, document)
    link = ReplyLink.objects.standing().filter(document=document).first()
    replies = document.replies.select_related("document") if may_open else []
    is_awaited = standing is not None and standing.is_on_paper and bool(steps_now(standing.state))
    return DocumentDetail(
        row=rows_of(actor, [document])[0],
        agency_name=agency_names(actor, [document.agency_id])[document.agency_id].name,
        language=PaperLanguage(document.language),
        reason_label=str(WithdrawReason(document.reason).label) if document.reason else "",
        ended_at=document.ended_at,
        ended_by=_name(actor, document.ended_by_id),
        replaces=(older.pk, older.number) if older else None,
        replaced_by=(newer.pk, newer.number) if newer else None,
        subject_id=document.subject_id,
        referral_id=document.referral_id if may_open else None,
        referral_number=standing.number if standing else "",
        link=LinkState(link.pk, link.made_at, link.expires_at, link.used_at) if link else None,
        replies=reply_rows(actor, replies),
        next_steps=steps_now(standing.state) if standing else (),
        answers_itself=standing is not None and not standing.is_on_paper,
        may_open=may_open,
        may_end=may_end,
        may_link=may_end and is_awaited,
        may_record_reply=policies.may_record_reply(actor, document) and is_awaited,
    )


@query
def open_paper(actor: Actor, document_id: UUID) -> ServedFile:
    """The PDF, set again from what was frozen. The look is written down: paper leaves the system."""
    document = Document.objects.visible_to(actor).one(pk=document_id)
    if not policies.may_open(actor, document):
        raise NotFound("document")
    with through(Channel.PRINT):
        record_look(
            actor,
            part=Looked.DOCUMENT,
            subject_id=document.pk,
            case_id=document.case_id,
            explanation=explaining_grant(actor, document.dossier_id),
        )
    words = DocumentWords.objects.filter(document=document).first()
    if words is None or not words.content:
        raise NotFound("document")  # destroyed when its time was over
    sheet = set_document(words.content, mark=mark_of(document))
    return served_copy(sheet, Form.PDF, f"{document.kind.replace('_', '-')}-{str(document.pk)[-6:]}")


def mark_of(document: Document) -> str:
    """What lies across a paper that no longer counts."""
    if document.state == DocumentState.ISSUED:
        return ""
    with translation.override(document.language):
        return _("REPLACED") if document.state == DocumentState.REPLACED else _("WITHDRAWN")


def _standing(actor: Actor, document: Document) -> Standing | None:
    if document.kind != DocumentKind.REFERRAL_LETTER or not document.referral_id:
        return None
    return standing_of_referrals(actor, [document.referral_id]).get(document.referral_id)


def _name(actor: Actor, user_id: UUID | None) -> str:
    return user_names(actor, [user_id]).get(user_id, "") if user_id else ""
