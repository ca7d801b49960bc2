"""Bringing the work on agreements and policies up to where these stand now.

Each of these may be called twice, late or out of order: it starts what is missing, moves what has a new day, and ends
what is over. What was promised for the first time keeps its clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.agreements import queries as agreements
from anyam.registry.agreements.choices import AgreementState, DueState
from anyam.registry.agreements.results import AgreementWork, PartyWork

from ..choices import EndReason, PromiseKey, SubjectKind, WorkKind
from ..models import WorkItem
from .work import cancel_work, finish_work, start_work

END_OF_OFFICE = time(16)
_SIGNERS = (Role.AGENCY_HEAD, Role.REGENT_OFFICE, Role.SUPERVISOR)
_LEADERS = (Role.AGENCY_HEAD, Role.SUPERVISOR, Role.COORDINATOR, Role.REGENT_OFFICE)
_DOERS = (Role.PARTNER_OFFICER, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.COORDINATOR)


@dataclass(frozen=True)
class _About:
    """Which work: its kind, and about what."""

    kind: WorkKind
    subject_kind: SubjectKind
    subject_id: UUID
    reference: str
    district_code: str


@action()
def settle_agreement_work(actor: Actor, *, agreement_id: UUID) -> None:
    """Signing, mending, renewing and reviewing one agreement, and the one it renews."""
    require(actor, Permission.WATCH_AGREEMENTS)
    work = agreements.agreement_work(actor, agreement_id)
    _settle_leading(actor, agreement_id, work)
    if work.renews_id:
        before = agreements.agreement_work(actor, work.renews_id)
        _settle_leading(actor, work.renews_id, before)


def _settle_leading(actor: Actor, agreement_id: UUID, work: AgreementWork) -> None:
    """Everything the parties of one agreement have to do about it as a whole."""
    for party in work.parties:
        _settle_signing(actor, work, party)
        about = _about_party(work, party, WorkKind.RENEW_AGREEMENT)
        if work.renew_by:
            _keep_until(actor, about, party.agency_id, _LEADERS, work.renew_by)
        else:
            ended = {
                AgreementState.EXPIRED: EndReason.TIME_RAN_OUT,
                AgreementState.ENDED: EndReason.NOT_NEEDED,
            }
            cancel_work(actor, party.party_id, about.kind, ended.get(work.state, EndReason.DONE))
    mend = _About(
        WorkKind.MEND_AGREEMENT, SubjectKind.AGREEMENT, agreement_id, work.reference, work.district_code
    )
    if work.was_returned:
        _keep_promised(actor, mend, work.drafter_id, _LEADERS, PromiseKey.AGREEMENT_SIGNED)
    else:
        finish_work(actor, agreement_id, mend.kind)
    review = _About(
        WorkKind.REVIEW_AGREEMENT, SubjectKind.AGREEMENT, agreement_id, work.reference, work.district_code
    )
    if work.review_by:
        _keep_until(actor, review, work.drafter_id, _LEADERS, work.review_by)
    else:
        cancel_work(actor, agreement_id, review.kind, _done_while(work.state is AgreementState.IN_FORCE))


@action()
def settle_due_work(actor: Actor, *, due_id: UUID) -> None:
    """Delivering and accepting what is due on one day."""
    require(actor, Permission.WATCH_AGREEMENTS)
    due = agreements.due_work(actor, due_id)
    deliver, answer = (
        _About(kind, SubjectKind.OBLIGATION, due_id, due.reference, due.district_code)
        for kind in (WorkKind.DELIVER_OBLIGATION, WorkKind.ANSWER_DELIVERY)
    )
    if due.state is DueState.OWED and due.is_asked:
        _keep_until(actor, deliver, due.debtor_agency_id, _DOERS, due.due_on)
    elif due.state is DueState.REFUSED:
        _keep_promised(actor, deliver, due.debtor_agency_id, _DOERS, PromiseKey.DELIVERY_AGAIN)
    else:
        over = due.state in {DueState.RELEASED, DueState.LAPSED}
        cancel_work(actor, due_id, deliver.kind, _done_while(not over))
    if due.state is DueState.DELIVERED:
        _keep_promised(actor, answer, due.creditor_agency_id, _DOERS, PromiseKey.DELIVERY_ANSWERED)
    else:
        finish_work(actor, due_id, answer.kind)


@action()
def settle_draft_work(actor: Actor, *, draft_id: UUID) -> None:
    """Commenting on a draft policy, and answering the comments."""
    require(actor, Permission.WATCH_AGREEMENTS)
    work = agreements.consultation_work(actor, draft_id)
    for request_id, agency_id, is_answered in work.requests:
        about = _About(
            WorkKind.COMMENT_ON_DRAFT, SubjectKind.CONSULTATION, request_id, "", work.district_code
        )
        if work.is_open and not is_answered and work.closes_at:
            _keep(actor, about, agency_id, _DOERS, due_at=work.closes_at)
        elif is_answered:
            finish_work(actor, request_id, about.kind)
        else:
            cancel_work(actor, request_id, about.kind, EndReason.TIME_RAN_OUT)
    resolve = _About(WorkKind.RESOLVE_COMMENTS, SubjectKind.POLICY_DRAFT, draft_id, "", work.district_code)
    if work.is_resolving:
        _keep_promised(actor, resolve, work.drafter_id, _LEADERS, PromiseKey.COMMENTS_RESOLVED)
    else:
        finish_work(actor, draft_id, resolve.kind)


@action()
def settle_policy_work(actor: Actor, *, policy_id: UUID) -> None:
    """Looking at a policy again."""
    require(actor, Permission.WATCH_AGREEMENTS)
    work = agreements.policy_work(actor, policy_id)
    about = _About(WorkKind.REVIEW_POLICY, SubjectKind.POLICY, policy_id, work.code[:30], work.district_code)
    if work.review_by:
        _keep_until(actor, about, work.keeper_id, _LEADERS, work.review_by)
    else:
        finish_work(actor, policy_id, about.kind)


def _settle_signing(actor: Actor, work: AgreementWork, party: PartyWork) -> None:
    first = _about_party(work, party, WorkKind.SIGN_AGREEMENT)
    if work.state is AgreementState.SIGNING and not party.has_signed:
        _keep_promised(actor, first, party.agency_id, _SIGNERS, PromiseKey.AGREEMENT_SIGNED)
    else:
        cancel_work(actor, party.party_id, first.kind, _done_while(party.has_signed))
    later = _about_party(work, party, WorkKind.SIGN_ADDENDUM)
    if work.open_addendum_id and not party.has_signed_addendum:
        _keep_promised(actor, later, party.agency_id, _SIGNERS, PromiseKey.AGREEMENT_SIGNED)
    else:
        cancel_work(actor, party.party_id, later.kind, EndReason.DONE)


def _about_party(work: AgreementWork, party: PartyWork, kind: WorkKind) -> _About:
    return _About(kind, SubjectKind.AGREEMENT_PARTY, party.party_id, work.reference, work.district_code)


def _done_while(is_done: bool) -> EndReason:
    return EndReason.DONE if is_done else EndReason.NOT_NEEDED


def _keep_until(
    actor: Actor, about: _About, agency_id: UUID | None, roles: tuple[Role, ...], day: date
) -> None:
    """Work that is due at the end of office hours of a day."""
    due_at = datetime.combine(day, END_OF_OFFICE, ZoneInfo(settings.TIME_ZONE))
    _keep(actor, about, agency_id, roles, due_at=due_at)


def _keep_promised(
    actor: Actor, about: _About, agency_id: UUID | None, roles: tuple[Role, ...], promise: PromiseKey
) -> None:
    """Work within the promised time from now; a clock that runs already goes on."""
    _keep(actor, about, agency_id, roles, promise=promise)


def _keep(
    actor: Actor,
    about: _About,
    agency_id: UUID | None,
    roles: tuple[Role, ...],
    *,
    due_at: datetime | None = None,
    promise: PromiseKey | None = None,
) -> None:
    running = WorkItem.objects.open().filter(subject_id=about.subject_id, kind=about.kind).first()
    if running and (due_at is None or running.due_at == due_at):
        return
    start_work(
        actor,
        kind=about.kind,
        subject_kind=about.subject_kind,
        subject_id=about.subject_id,
        agency_id=agency_id,
        role=_role_in(actor, agency_id, roles),
        reference=about.reference,
        due_at=due_at,
        promise_key=promise,
        district_code=about.district_code,
    )


def _role_in(actor: Actor, agency_id: UUID | None, roles: tuple[Role, ...]) -> Role:
    """The first of these roles somebody holds in the agency; outside bodies are the secretariat's work."""
    if agency_id is None:
        return Role.COORDINATOR
    return next((role for role in roles if people_with_role(actor, agency_id, role)), roles[0])
