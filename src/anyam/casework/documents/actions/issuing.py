"""Issuing a document: a number without a gap, a code, and what it says frozen."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.audit.choices import Channel
from anyam.foundation.audit.circumstances import through
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from .. import policies
from ..choices import DocumentState, WithdrawReason
from ..events import OfficialDocumentIssued, OfficialDocumentReplaced
from ..models import Document, DocumentWords, ReplyLink
from ..queries.checking import code_digest
from ..queries.heads import pattern_of, series_key
from ..queries.issuing import framed, own_head
from ..queries.writing import IN_BOTH_LANGUAGES, REGISTER_OF, written
from ..results import Draft, Head, Wish
from ..rules import digest_of, dots_of, in_groups, new_code, number_from, set_document

_CHECK_PATH = "/periksa/"


class IssuedAlready(Refusal):
    sentence = gettext_lazy(
        "This was issued already and still counts. Open it, and replace it if something in it has changed."
    )


class NumberIsTaken(Refusal):
    sentence = gettext_lazy(
        "Another register has given this number already. Ask the head of your agency to change the numbering."
    )


class ReasonIsMissing(Refusal):
    sentence = gettext_lazy("Choose why it is replaced.")


@action(is_once=True)
def issue_document(
    actor: Actor,
    *,
    wish: Wish,
    replaces_id: UUID | None = None,
    reason: str = "",
    once: UUID | None = None,
) -> UUID:
    """Number, date and freeze a document of the own agency; the same paper can be set from it at any time.

    With `replaces_id` the former document stops counting, for a reason. The serial is counted in this transaction:
    whatever stops the issue gives the number back, and two at once get two numbers.
    """
    require(actor, Permission.ISSUE_DOCUMENTS)
    former = _former(actor, wish, replaces_id, reason)
    with through(Channel.PRINT):
        head = own_head(actor)
        draft = written(actor, wish, head)
    _refuse_twins(actor, wish, draft, former)
    if former:
        end(actor, former, DocumentState.REPLACED, reason)
    document = _numbered(actor, wish, draft, head)
    document.replaces = former
    if Document.objects.issued_by_agency_of(actor).filter(number=document.number).exists():
        raise NumberIsTaken
    code = new_code()
    content = framed(draft, wish, head, number=document.number, check=_check(code, document.language))
    document.code_digest = code_digest(code)
    document.sheet_digest = digest_of(set_document(content))
    document.save(force_insert=True)
    DocumentWords.objects.create(document=document, dossier_id=document.dossier_id, content=content)
    record(actor, OfficialDocumentIssued(document.pk, document.case_id, document.agency_id, document.kind))
    if former:
        event = OfficialDocumentReplaced(
            former.pk, former.case_id, former.agency_id, former.kind, reason, document.pk
        )
        record(actor, event)
    return document.pk


def end(actor: Actor, document: Document, state: DocumentState, reason: str) -> None:
    """It no longer counts; its number stays in the register, and its reply sheet is shut."""
    document.state, document.reason = state, reason
    document.ended_at, document.ended_by_id = clock.now(), actor.user_id
    document.save(update_fields=["state", "reason", "ended_at", "ended_by"])
    ReplyLink.objects.filter(document=document, revoked_at__isnull=True).update(revoked_at=clock.now())


def locked_to_end(actor: Actor, document_id: UUID) -> Document:
    """A document that the actor may end, locked. Raises NotFound."""
    found = Document.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=document_id)
    if not policies.may_end(actor, found):
        raise NotFound("document")
    return found


def _former(actor: Actor, wish: Wish, replaces_id: UUID | None, reason: str) -> Document | None:
    if replaces_id is None:
        return None
    former = locked_to_end(actor, replaces_id)
    if (former.kind, former.subject_id) != (wish.kind.value, wish.subject_id):
        raise NotFound("document")
    if reason not in WithdrawReason.values:
        raise ReasonIsMissing(field="reason")
    return former


def _refuse_twins(actor: Actor, wish: Wish, draft: Draft, former: Document | None) -> None:
    """Of one referral, report or meeting one document counts at a time; a case may send reports to several."""
    twins = Document.objects.issued_by_agency_of(actor).filter(
        kind=wish.kind,
        subject_id=wish.subject_id,
        to_agency_id=draft.to_agency_id,
        state=DocumentState.ISSUED,
    )
    if former:
        twins = twins.exclude(pk=former.pk)
    if twins.exists():
        raise IssuedAlready


def _numbered(actor: Actor, wish: Wish, draft: Draft, head: Head) -> Document:
    assert actor.agency_id is not None
    now = clock.now()
    today, register = clock.local(now).date(), REGISTER_OF[wish.kind]
    serial = _next_serial(series_key(actor.agency_id, register, today.year))
    return Document(
        agency_id=actor.agency_id,
        kind=wish.kind,
        register=register,
        year=today.year,
        serial=serial,
        number=number_from(pattern_of(actor.agency_id, register), serial, head.unit, today),
        language=wish.language if wish.kind in IN_BOTH_LANGUAGES else "id",
        recipient=draft.recipient,
        to_agency_id=draft.to_agency_id,
        addressee=draft.addressee,
        dossier_id=draft.dossier_id,
        case_id=draft.case_id,
        case_number=draft.case_number,
        referral_id=draft.referral_id,
        subject_id=wish.subject_id,
        issued_at=now,
        issued_by_id=actor.person_id,
    )


def _next_serial(key: str) -> int:
    """The next one of a series; whoever comes second waits until the first has issued or given up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_series (key, last) VALUES (%s, 1) "
            "ON CONFLICT (key) DO UPDATE SET last = documents_series.last + 1 RETURNING last",
            [key],
        )
        return int(cursor.fetchone()[0])


def _check(code: str, language: str) -> dict[str, Any]:
    """The means to check the paper: the code for people, and the same as an address for telephones."""
    page = f"{settings.ANYAM_ADDRESS}{_CHECK_PATH}"
    with translation.override(language):
        words = _(
            "Is this paper genuine? Scan this, or type the code at the address below. Nothing of a child is shown."
        )
    return {"words": words, "code": in_groups(code), "address": page, "dots": dots_of(f"{page}{code}/")}
