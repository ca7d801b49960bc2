"""An agency's register, the documents of a case, and the letters whose answer is awaited."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from anyam.casework.cases.queries import case_ref, case_refs
from anyam.casework.referrals.queries import answers_on_paper, get_referral, standing_of_referrals
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.accounts.queries import user_names

from ..choices import DocumentKind, DocumentState, Register, ReplyStep, ReplyWay
from ..models import Document, Reply, ReplyLink
from ..results import AwaitedRow, DocumentRow, LettersOfReferral, ReplyRow
from ..rules import UNANSWERED_STATES
from .writing.letters import OPEN_STATES

MOST_AWAITED = 50


@query
def find_register(
    actor: Actor, *, register: str = "", year: int | None = None, page: int = 1
) -> Page[DocumentRow]:
    """What the own agency issued, the newest first; a case's number only where the case is open to the reader."""
    require(actor, Permission.SEE_DOCUMENT_REGISTER)
    found = Document.objects.visible_to(actor).issued_by_agency_of(actor)
    if register in Register.values:
        found = found.filter(register=register)
    if year:
        found = found.filter(year=year)
    cut = page_of(found.order_by("-issued_at", "-id"), page)
    return replace(cut, rows=tuple(rows_of(actor, cut.rows)))  # type: ignore[arg-type, return-value]


@query
def documents_of_case(actor: Actor, case_id: UUID) -> list[DocumentRow]:
    """All that was issued from a case. Raises NotFound when the case is out of sight."""
    case = case_ref(actor, case_id)
    return rows_of(actor, Document.objects.visible_to(actor).filter(case_id=case.id))


@query
def awaited_letters(actor: Actor) -> tuple[AwaitedRow, ...]:
    """The agency's referral letters to partners who do not sign in, that wait for an answer; the earliest due first."""
    require(actor, Permission.SEE_DOCUMENT_REGISTER)
    if not actor.may(Permission.RECORD_PAPER_REPLIES):
        return ()
    sent = Document.objects.visible_to(actor).issued_by_agency_of(actor)
    sent = sent.filter(kind=DocumentKind.REFERRAL_LETTER, state=DocumentState.ISSUED)
    letters = list(sent.order_by("-issued_at")[:500])
    standing = standing_of_referrals(actor, {one.referral_id for one in letters if one.referral_id})
    linked = set(
        ReplyLink.objects.standing()
        .filter(document_id__in=[one.pk for one in letters])
        .values_list("document_id", flat=True)
    )
    rows = [
        AwaitedRow(
            document_id=letter.pk,
            number=letter.number,
            addressee=letter.addressee,
            issued_at=letter.issued_at,
            due_at=known.due_at,
            is_late=known.due_at is not None and known.due_at < clock.now(),
            state_label=known.state_label,
            has_link=letter.pk in linked,
        )
        for letter in letters
        if letter.referral_id
        and (known := standing.get(letter.referral_id))
        and known.is_on_paper
        and known.state in UNANSWERED_STATES
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.due_at is None, row.due_at or row.issued_at))[:MOST_AWAITED]
    )


@query
def letters_of_referral(actor: Actor, referral_id: UUID) -> LettersOfReferral | None:
    """Letters and answers on paper, for the referral's sender; None for everybody else. Raises NotFound."""
    referral = get_referral(actor, referral_id)
    mark_asked()
    if not referral.is_sender or referral.row.sent_at is None:
        return None
    documents = rows_of(actor, Document.objects.visible_to(actor).filter(referral_id=referral.id))
    is_out = any(one.state is DocumentState.ISSUED for one in documents)
    replies = Reply.objects.filter(referral_id=referral.id).select_related("document")
    may_issue = actor.may(Permission.ISSUE_DOCUMENTS) and may_write(
        actor, referral.row.case_id or referral.id
    )
    return LettersOfReferral(
        is_on_paper=answers_on_paper(actor, referral.receiver.id),
        documents=tuple(documents),
        replies=reply_rows(actor, replies),
        may_issue=may_issue and not is_out and referral.row.state in OPEN_STATES,
    )


def rows_of(actor: Actor, found: Iterable[Document]) -> list[DocumentRow]:
    """Lines of the register for this reader."""
    documents = list(found)
    names = user_names(actor, {one.issued_by_id for one in documents})
    cases = case_refs(actor, {one.case_id for one in documents if one.case_id})
    return [
        DocumentRow(
            id=one.pk,
            number=one.number,
            kind=DocumentKind(one.kind),
            register=Register(one.register),
            state=DocumentState(one.state),
            addressee=one.addressee or str(one.get_recipient_display()),
            issued_at=one.issued_at,
            issued_by=names.get(one.issued_by_id, ""),
            case_id=one.case_id if one.case_id in cases else None,
            case_number=one.case_number if one.case_id in cases else "",
        )
        for one in documents
    ]


def reply_rows(actor: Actor, found: Iterable[Reply]) -> tuple[ReplyRow, ...]:
    replies = list(found)
    names = user_names(actor, {one.recorded_by_id for one in replies if one.recorded_by_id})
    return tuple(
        ReplyRow(
            step=ReplyStep(one.step),
            way=ReplyWay(one.way),
            signer=one.signer,
            dated_on=one.dated_on,
            recorded_at=one.recorded_at,
            recorded_by=names.get(one.recorded_by_id, "") if one.recorded_by_id else "",
            file_id=one.file_id,
            document_id=one.document_id,
            agency=one.document.addressee,
        )
        for one in replies
    )
