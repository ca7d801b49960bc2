"""Taking a data subject's request, deciding on it, and restricting the use of data."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_known_by_number
from anyam.casework.cases.results import CaseRef
from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import EndReason, PromiseKey, WorkKind
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import (
    CopyPart,
    IdentityCheck,
    Requester,
    RequestKind,
    RequestState,
    request_refusals,
)
from ..events import (
    CaseRestricted,
    RestrictionEnded,
    RightsRequestAnswered,
    RightsRequestClosed,
    RightsRequestIdentityChecked,
    RightsRequestTaken,
)
from ..models import Request, RequestWords, Restriction
from ..policies import awaits_correction, may_close, may_decide
from ..queries.requests import is_conflicted
from ..results import RequestInput
from ..rules import parts_allowed
from .giving import give_case_manager, give_officer
from .numbering import number_of

_PROVED = {IdentityCheck.KNOWN, IdentityCheck.PAPER, IdentityCheck.MANDATE}


class NameIsMissing(Refusal):
    sentence = _("Write who asks.")


class CaseIsUnknown(Refusal):
    sentence = _("There is no case with this number in your district. Leave it empty if you do not know it.")


class IdentityIsNotChecked(Refusal):
    sentence = _("Establish first who asks: nothing is given to somebody whose identity is not known.")


class ReasonIsMissing(Refusal):
    sentence = _("Choose why the request is refused.")


class NotToDecide(Refusal):
    sentence = _("This request was answered already.")


class NotCorrectedYet(Refusal):
    sentence = _("The data are not corrected yet. Hand the answer over once the case manager has noted it.")


@action(is_once=True)
def take_request(actor: Actor, *, given: RequestInput, once: UUID | None = None) -> UUID:
    """Take a request at the desk; its clock runs from now (UU 27/2022 art. 30 to 32: three times 24 hours)."""
    require_any(actor, Permission.HANDLE_RIGHTS, Permission.TAKE_REPORT)
    name = clean_line(given.requester_name)
    if not name or actor.agency_id is None:
        raise NameIsMissing(field="requester_name")
    number_id, now = new_id(), clock.now()
    due_at = due_by_promise(actor, PromiseKey.RIGHTS_ANSWER, now)
    case = _case_of(actor, given.case_number)
    request = Request.objects.create(
        id=number_id,
        number=number_of("HD", number_id),
        district_code=actor.district_code,
        agency_id=actor.agency_id,
        kind=given.kind,
        case_id=case.id if case else None,
        case_number=case.number if case else clean_line(given.case_number)[:30],
        requester=given.requester,
        identity_check=given.identity_check,
        taken_at=now,
        taken_by_id=actor.person_id,
        due_at=due_at,
    )
    words = RequestWords(request=request, requester_name=name, contact=clean_line(given.contact))
    words.on_behalf_of, words.asked = clean_line(given.on_behalf_of), clean_text(given.asked)
    words.save()
    give_officer(actor, request, WorkKind.ANSWER_RIGHTS, due_at=request.due_at)
    record(actor, RightsRequestTaken(request.id, request.number, request.kind))
    return request.id


@action()
def check_request(
    actor: Actor,
    *,
    request_id: UUID,
    identity_check: IdentityCheck,
    case_number: str = "",
    is_marked_conflicted: bool = False,
) -> None:
    """Note how it was established who asks, about which case, and whether a conflict of interest stands against it."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = _locked(actor, request_id)
    if not may_decide(actor, request):
        raise NotToDecide  # what was granted is owed in the case it was granted for
    request.identity_check = identity_check
    request.is_marked_conflicted = is_marked_conflicted
    if case_number.strip():
        case = _case_of(actor, case_number)
        request.case_id, request.case_number = (case.id, case.number) if case else (None, "")
    request.save()
    record(actor, RightsRequestIdentityChecked(request.id, is_conflicted(actor, request)))


@action()
def answer_request(
    actor: Actor,
    *,
    request_id: UUID,
    answer: str,
    refusal_reason: str = "",
    copy_parts: Collection[CopyPart] = (),
) -> None:
    """Decide: fulfil with a letter (and a copy of what may be given), or refuse with a reason from the law."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = _locked(actor, request_id)
    if not may_decide(actor, request):
        raise NotToDecide
    if refusal_reason and refusal_reason not in request_refusals().codes():
        raise ReasonIsMissing(field="refusal_reason")
    if not refusal_reason and request.identity_check not in _PROVED:
        raise IdentityIsNotChecked(field="answer")
    allowed = parts_allowed(Requester(request.requester), is_conflicted=is_conflicted(actor, request))
    is_copy = request.kind == RequestKind.ACCESS and not refusal_reason
    request.copy_parts = [part.value for part in copy_parts if part in allowed] if is_copy else []
    request.state = RequestState.REFUSED if refusal_reason else RequestState.ANSWERED
    request.refusal_reason = refusal_reason
    request.answered_at, request.answered_by_id = clock.now(), actor.user_id
    request.save()
    request.words.answer = clean_text(answer)
    request.words.save()
    cancel_work(actor, request.id, WorkKind.ANSWER_RIGHTS, EndReason.DONE)
    if awaits_correction(request):
        give_case_manager(actor, request)
    record(actor, RightsRequestAnswered(request.id, request.number, request.kind, refusal_reason))


@action()
def close_request(actor: Actor, *, request_id: UUID) -> None:
    """Note that the answer was handed over."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = _locked(actor, request_id)
    if awaits_correction(request):
        raise NotCorrectedYet
    if not may_close(actor, request):
        raise NotToDecide(_("Answer the request first."))
    request.state, request.closed_at = RequestState.CLOSED, clock.now()
    request.save()
    finish_work(actor, request.id, WorkKind.TELL_CORRECTED)
    record(actor, RightsRequestClosed(request.id, request.number))


@action()
def restrict_case(actor: Actor, *, request_id: UUID) -> None:
    """Mark that the use of the case's data is restricted; everybody who works on it sees the mark."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = _locked(actor, request_id)
    if request.case_id is None:
        raise CaseIsUnknown(field="case_number")
    Restriction.objects.get_or_create(
        case_id=request.case_id,
        until=None,
        defaults={"request": request, "since": clock.now(), "set_by_id": actor.user_id},
    )
    record(actor, CaseRestricted(request.id, request.case_id))


@action()
def end_restriction(actor: Actor, *, request_id: UUID) -> None:
    """End the restriction that came of this request's case."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = _locked(actor, request_id)
    if request.case_id is None:
        raise NotFound("restriction")
    Restriction.objects.filter(case_id=request.case_id, until__isnull=True).update(until=clock.now())
    record(actor, RestrictionEnded(request.id, request.case_id))


def _locked(actor: Actor, request_id: UUID) -> Request:
    found = Request.objects.visible_to(actor).select_related("words").select_for_update(of=("self",))
    return found.one(pk=request_id)


def _case_of(actor: Actor, number: str) -> CaseRef | None:
    """The case with this number, for the officer; the front office's number is kept for the officer to check."""
    if not number.strip() or not actor.may(Permission.HANDLE_RIGHTS):
        return None
    try:
        return case_known_by_number(actor, number)
    except NotFound:
        raise CaseIsUnknown(field="case_number") from None
