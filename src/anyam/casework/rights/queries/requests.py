"""Requests of data subjects, and the copy that may be given."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases.queries import case_ref, file_of_case, reported_names_of
from anyam.casework.cases.results import CaseFile
from anyam.casework.consents.queries import get_case_consents
from anyam.casework.sops.queries import due_of_subjects
from anyam.foundation.access import Actor, NotFound, Permission, query, require, require_any
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.dates import day_in_words
from anyam.registry.accounts.queries import user_names
from anyam.registry.people.queries import names_of

from ..choices import (
    CopyPart,
    CorrectedField,
    IdentityCheck,
    Requester,
    RequestKind,
    RequestState,
    request_refusals,
)
from ..models import Request, Restriction
from ..policies import awaits_correction, may_close, may_decide
from ..results import Copy, CopyLine, CorrectionStanding, RequestDetail, RequestRow, RestrictionMark
from ..rules import is_in_conflict, parts_allowed, without_names

_SYSTEM = Actor.system("copy for a data subject")


@query
def find_requests(actor: Actor, *, is_open_only: bool = True) -> list[RequestRow]:
    """Requests in sight, the one due first standing first."""
    require_any(actor, Permission.HANDLE_RIGHTS, Permission.TAKE_REPORT)
    found = Request.objects.visible_to(actor).select_related("words")
    if is_open_only:
        found = found.exclude(state=RequestState.CLOSED)
    return [row_of_request(actor, request) for request in found[:200]]


@query
def get_request(actor: Actor, request_id: UUID) -> RequestDetail:
    """One request with what its officer may decide. Who only took it sees that it runs, and not what comes of it."""
    request = Request.objects.visible_to(actor).select_related("words").one(pk=request_id)
    row = row_of_request(actor, request)
    is_officer = actor.may(Permission.HANDLE_RIGHTS)
    requester = Requester(request.requester)
    case_id = request.case_id if is_officer else None
    return RequestDetail(
        row=row,
        kind=RequestKind(request.kind),
        requester=requester,
        requester_name=request.words.requester_name,
        contact=request.words.contact,
        on_behalf_of=request.words.on_behalf_of,
        asked=request.words.asked,
        answer=request.words.answer if is_officer else "",
        identity_check=IdentityCheck(request.identity_check),
        case_id=case_id,
        case_number=request.case_number if is_officer else "",
        taken_at=request.taken_at,
        taken_by=user_names(actor, [request.taken_by_id]).get(request.taken_by_id, ""),
        answered_at=request.answered_at,
        refusal_label=request_refusals().label(request.refusal_reason) if request.refusal_reason else "",
        allowed_parts=parts_allowed(requester, is_conflicted=row.is_conflicted) if case_id else (),
        copy_parts=tuple(CopyPart(part) for part in request.copy_parts) if is_officer else (),
        may_see_answer=is_officer and request.answered_at is not None,
        is_case_restricted=bool(
            case_id and Restriction.objects.filter(case_id=case_id, until__isnull=True).exists()
        ),
        correction=_standing(actor, request) if is_officer else None,
        may_decide=may_decide(actor, request),
        may_close=may_close(actor, request),
    )


@query
def copy_of(actor: Actor, request_id: UUID, parts: Collection[CopyPart]) -> Copy:
    """The copy as it would go out, never more than the requester may be given; looking at it is recorded."""
    require(actor, Permission.HANDLE_RIGHTS)
    request = Request.objects.visible_to(actor).select_related("words").one(pk=request_id)
    if request.case_id is None:
        raise NotFound("case of the request")
    record_look(actor, part=Looked.SUBJECT_COPY, subject_id=request.case_id, case_id=request.case_id)
    requester = Requester(request.requester)
    allowed = parts_allowed(requester, is_conflicted=is_conflicted(actor, request))
    chosen = [part for part in CopyPart if part in parts and part in allowed]
    file = file_of_case(actor, request.case_id)
    lines = tuple(line for part in chosen for line in _LINES[part](file))
    left_out = [_("where the child lives and how to reach the child"), _("who reported, and what they told")]
    left_out += [_("names of other people, marked […]")] if lines else []
    left_out += [str(part.label) for part in CopyPart if part not in chosen]
    return Copy(lines, tuple(left_out))


@query
def restriction_of(actor: Actor, case_id: UUID) -> RestrictionMark | None:
    """Whether the use of this case, which the actor may see, is restricted, and since when."""
    require(actor, Permission.SEE_CASES)
    case = case_ref(actor, case_id)
    found = Restriction.objects.filter(case_id=case.id, until__isnull=True).first()
    if found is None:
        return None
    who = user_names(actor, [found.set_by_id]).get(found.set_by_id, "") if found.set_by_id else ""
    return RestrictionMark(found.since, who)


def _standing(actor: Actor, request: Request) -> CorrectionStanding | None:
    """Whether a granted correction was made; until when it is owed, or then the news of it."""
    if not (request.corrected_at or awaits_correction(request)):
        return None
    who = request.corrected_by_id
    return CorrectionStanding(
        corrected_at=request.corrected_at,
        corrected_by=user_names(actor, [who]).get(who, "") if who else "",
        field_labels=field_labels(request),
        due_at=due_of_subjects(actor, [request.pk]).get(request.pk),
    )


def field_labels(request: Request) -> tuple[str, ...]:
    return tuple(str(CorrectedField(field).label) for field in request.corrected_fields)


def row_of_request(actor: Actor, request: Request) -> RequestRow:
    state = RequestState(request.state)
    return RequestRow(
        id=request.pk,
        number=request.number,
        kind_label=str(RequestKind(request.kind).label),
        requester_label=str(Requester(request.requester).label),
        state=state,
        due_at=request.due_at,
        is_late=state is RequestState.RECEIVED and request.due_at < clock.now(),
        is_conflicted=actor.may(Permission.HANDLE_RIGHTS) and is_conflicted(actor, request),
    )


def is_conflicted(actor: Actor, request: Request) -> bool:
    """The officer's own mark, or what the case says about who is reported."""
    if request.is_marked_conflicted or request.case_id is None:
        return request.is_marked_conflicted
    return is_in_conflict(
        Requester(request.requester),
        request.requester_person_id,
        request.words.requester_name,
        reported_names_of(actor, request.case_id),
    )


def _identity(file: CaseFile) -> list[CopyLine]:
    name = names_of(_SYSTEM, [file.child_id])[file.child_id]
    given = ((_("Name"), name.full_name), (_("Age"), name.age_text), (_("Sex"), name.sex_label))
    return [CopyLine(CopyPart.IDENTITY, label, text) for label, text in given]


def _work(file: CaseFile) -> list[CopyLine]:
    lines = [(file.opened_at, _("Case opened"), "")]
    lines += [(at, kind, agency) for at, kind, agency in file.contacts]
    lines += [(file.closed_at, _("Case closed"), "")] if file.closed_at else []
    return [CopyLine(CopyPart.WORK, day_in_words(at), f"{what} {who}".strip()) for at, what, who in lines]


def _plan(file: CaseFile) -> list[CopyLine]:
    return [CopyLine(CopyPart.PLAN, _("Goal"), without_names(g, file.other_names)) for g in file.goals]


def _consents(file: CaseFile) -> list[CopyLine]:
    found = get_case_consents(_SYSTEM, file.case_id)
    return [
        CopyLine(CopyPart.CONSENTS, row.purpose_label, f"{row.standing_label} {row.recipient_label}".strip())
        for row in (*found.holding, *found.past)
    ]


def _narrative(file: CaseFile) -> list[CopyLine]:
    return [
        CopyLine(CopyPart.NARRATIVE, day_in_words(at), without_names(text, file.other_names))
        for at, text in file.narratives
    ]


_LINES = {
    CopyPart.IDENTITY: _identity,
    CopyPart.WORK: _work,
    CopyPart.PLAN: _plan,
    CopyPart.CONSENTS: _consents,
    CopyPart.NARRATIVE: _narrative,
}
