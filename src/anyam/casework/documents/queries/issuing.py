"""Before a document is issued: what it needs, to whom it may go, and how it would look."""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from anyam.casework.cases.queries import case_header, get_plan, get_report
from anyam.casework.meetings.queries import conferences_of_case, get_meeting
from anyam.casework.referrals.queries import find_for_case, get_referral
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.access.visibility import may_write
from anyam.foundation.audit.choices import Channel
from anyam.foundation.audit.circumstances import through
from anyam.foundation.core import clock
from anyam.foundation.core.dates import day_in_words
from anyam.registry.agencies.queries import agency_kinds_of, find_agencies

from ..choices import DocumentKind, DocumentState, PaperLanguage, Recipient
from ..models import Document
from ..results import Draft, Head, Issuable, Wish
from ..rules import Shared, letter_words, may_receive, set_document
from .heads import head_of
from .writing import IN_BOTH_LANGUAGES, fields_of, written
from .writing.cases import own_case
from .writing.letters import OPEN_STATES


@query
def get_issuable(actor: Actor, kind: DocumentKind, subject_id: UUID) -> Issuable:
    """What must be filled in to issue a document of this kind from this subject. Raises NotFound."""
    require(actor, Permission.ISSUE_DOCUMENTS)
    about, case_id, case_number = _subject(actor, kind, subject_id)
    shown, kept_back = _shown(actor, kind, subject_id)
    is_free = kind in IN_BOTH_LANGUAGES
    return Issuable(
        kind=kind,
        subject_id=subject_id,
        about=about,
        fields=fields_of(kind),
        agencies=_agencies(actor, kind),
        languages=tuple(PaperLanguage) if is_free else (PaperLanguage.INDONESIAN,),
        case_id=case_id,
        case_number=case_number,
        shown=shown,
        kept_back=kept_back,
    )


@query
def issuable_from_case(actor: Actor, case_id: UUID) -> tuple[tuple[DocumentKind, UUID, str], ...]:
    """What the actor can issue from a case now: kind, subject, and what it is about."""
    header = case_header(actor, case_id)
    mark_asked()
    if not (actor.may(Permission.ISSUE_DOCUMENTS) and may_write(actor, case_id)):
        return ()
    out = set(
        Document.objects.issued_by_agency_of(actor)
        .filter(case_id=case_id, state=DocumentState.ISSUED)
        .values_list("kind", "subject_id")
    )
    letters = [
        (DocumentKind.REFERRAL_LETTER, row.id, f"{row.to_agency} · {row.number}")
        for row in find_for_case(actor, case_id)
        if row.state in OPEN_STATES
    ]
    minutes = [
        (DocumentKind.MINUTES, one.id, f"{one.number} · {day_in_words(one.starts_at)}")
        for one in conferences_of_case(actor, case_id)
        if _is_to_minute(actor, one.id)
    ]
    of_case = [DocumentKind.SOCIAL_REPORT, DocumentKind.REUNIFICATION]
    if header.state == "closed":
        of_case = [DocumentKind.CLOSURE_LETTER]
    elif get_plan(actor, case_id, is_agreed_only=True).agreed_on:
        of_case.insert(0, DocumentKind.PLAN_COPY)
    offered = (*letters, *minutes, *((kind, case_id, "") for kind in of_case))
    # Of these, one counts at a time; a former one is replaced on its own page.
    several = {DocumentKind.SOCIAL_REPORT}
    return tuple(one for one in offered if one[0] in several or (one[0].value, one[1]) not in out)


@query
def preview_document(actor: Actor, wish: Wish) -> bytes:
    """The PDF as it would be issued, with a mark across it and without number or code; nothing is kept of it."""
    require(actor, Permission.ISSUE_DOCUMENTS)
    with through(Channel.PRINT):
        head = own_head(actor)
        draft = written(actor, wish, head)
    return set_document(framed(draft, wish, head, number="…"), mark=_("DRAFT"))


def own_head(actor: Actor) -> Head:
    """The letterhead of the actor's agency. Raises NotFound for whoever acts for none."""
    if actor.agency_id is None:
        raise NotFound("agency")
    return head_of(actor, actor.agency_id)


def framed(draft: Draft, wish: Wish, head: Head, *, number: str, check: Any = None) -> dict[str, Any]:
    """A draft with what every document carries: language, moment, number, day, and the means to check it."""
    now = clock.now()
    language = wish.language.value if wish.kind in IN_BOTH_LANGUAGES else "id"
    with translation.override(language):
        day = day_in_words(now)
        return {
            **draft.content,
            "lang": language,
            "issued_at": clock.local(now).replace(microsecond=0).isoformat(),
            "number": number,
            "number_line": _("Number: %(number)s") % {"number": number},
            "lead": [[_("Number"), number], *draft.content["lead"]],
            "dated": ", ".join(part for part in (head.town, day) if part),
            "foot": f"{head.name} · {number}",
            "check": check or {"words": "", "code": "", "address": "", "dots": []},
        }


def _is_to_minute(actor: Actor, meeting_id: UUID) -> bool:
    meeting = get_meeting(actor, meeting_id)
    return meeting.is_held and meeting.may_lead


def _subject(actor: Actor, kind: DocumentKind, subject_id: UUID) -> tuple[str, UUID | None, str]:
    """What it is about, as the page's head says it, with the case where there is one."""
    if kind is DocumentKind.RECEIPT:
        require(actor, Permission.SEE_REPORTS)
        return get_report(actor, subject_id).number, None, ""
    if kind is DocumentKind.REFERRAL_LETTER:
        referral = get_referral(actor, subject_id)
        if not referral.is_sender or referral.sender.id != actor.agency_id:
            raise NotFound("referral")
        return referral.receiver.name, referral.row.case_id, referral.row.case_number
    if kind is DocumentKind.MINUTES:
        meeting = get_meeting(actor, subject_id)
        if not meeting.may_lead or meeting.case_id is None:
            raise NotFound("conference")
        return meeting.row.number, meeting.case_id, meeting.case_number
    case = own_case(actor, subject_id)
    return case.number, case.id, case.number


def _agencies(actor: Actor, kind: DocumentKind) -> tuple[tuple[UUID, str], ...]:
    """To which agencies it may go, where the issuing person chooses."""
    if kind is not DocumentKind.SOCIAL_REPORT:
        return ()
    rows = find_agencies(actor)
    return tuple(
        (row.id, row.name)
        for row in rows
        if row.id != actor.agency_id and may_receive(kind, Recipient.AGENCY, row.kind_code)
    )


def _shown(actor: Actor, kind: DocumentKind, subject_id: UUID) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of a summary stands on a referral letter, and what is kept back from this kind of agency."""
    if kind is not DocumentKind.REFERRAL_LETTER:
        return (), ()
    receiver = get_referral(actor, subject_id).receiver.id
    known = letter_words(agency_kinds_of(actor, [receiver]).get(receiver, ""))
    labels = {
        Shared.NAME: _("Name"),
        Shared.AGE: _("Age"),
        Shared.SEX: _("Sex"),
        Shared.VILLAGE: _("Village"),
        Shared.REQUEST: _("What is asked"),
        Shared.FACTS: _("What is already known"),
        Shared.SAFETY: _("Safety"),
        Shared.INTERVIEW: _("Interview"),
        Shared.CONTACT: _("Safe contact"),
    }
    shown = tuple(label for what, label in labels.items() if what in known)
    return shown, tuple(label for what, label in labels.items() if what not in known)
