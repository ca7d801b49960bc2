"""Bringing the work on readiness up to where things stand now: checklists, room, papers, certificates.

Each may be called twice, late or out of order.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.registry.agencies.queries import capacity_question
from anyam.registry.readiness import queries as readiness
from anyam.registry.readiness.results import Duty

from ..choices import EndReason, PromiseKey, SubjectKind, WorkKind
from .settling import _DOERS, _About, _keep_promised, _keep_until
from .work import cancel_work

_DUTIES: dict[WorkKind, tuple[SubjectKind, Callable[[Actor, UUID], Duty], PromiseKey | None]] = {
    WorkKind.VERIFY_READINESS: (
        SubjectKind.FILLED_CHECKLIST,
        readiness.verify_duty,
        PromiseKey.READINESS_VERIFIED,
    ),
    WorkKind.UPDATE_READINESS: (SubjectKind.SERVICE, readiness.update_duty, None),
    WorkKind.RENEW_PAPER: (SubjectKind.PAPER, readiness.paper_duty, None),
    WorkKind.RENEW_CERTIFICATE: (SubjectKind.CERTIFICATE, readiness.certificate_duty, None),
}


@action()
def settle_readiness_work(actor: Actor, *, kind: WorkKind, subject_id: UUID) -> None:
    """One thing an agency has to do about its readiness, or about another's."""
    require(actor, Permission.WATCH_READINESS)
    subject_kind, ask, promise = _DUTIES[kind]
    duty = ask(actor, subject_id)
    about = _About(kind, subject_kind, subject_id, "", duty.district_code)
    if not duty.is_open:
        cancel_work(actor, subject_id, kind, EndReason.NOT_NEEDED if duty.is_over else EndReason.DONE)
    elif duty.due_on:
        _keep_until(actor, about, duty.agency_id, _DOERS, duty.due_on)
    elif promise:
        _keep_promised(actor, about, duty.agency_id, _DOERS, promise)


@action()
def settle_capacity_work(actor: Actor, *, service_id: UUID) -> None:
    """Whether somebody waits for an agency's word about room in a service."""
    require(actor, Permission.WATCH_READINESS)
    question = capacity_question(actor, service_id)
    kind = WorkKind.STATE_CAPACITY
    about = _About(kind, SubjectKind.SERVICE, service_id, "", question.district_code)
    if question.is_waiting:
        _keep_promised(actor, about, question.agency_id, _DOERS, PromiseKey.CAPACITY_STATED)
    else:
        cancel_work(actor, service_id, kind, EndReason.DONE)
