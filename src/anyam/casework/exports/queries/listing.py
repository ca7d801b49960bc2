"""Exports that wait for me, and those I asked for."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require, require_any
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.paging import COUNT_CAP
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from .. import policies
from ..choices import ExportKind, ExportPurpose, ExportState, FailReason
from ..models import Export, ExportSet
from ..results import ExportLists, ExportRow

PER_DAY = 5
_SHOWN = 60


@query
def find_exports(actor: Actor) -> ExportLists:
    """What waits for the actor as second person, and what they asked for themselves."""
    require_any(actor, Permission.ASK_EXPORT, Permission.APPROVE_EXPORT)
    seen = Export.objects.visible_to(actor)
    mine = seen.filter(requester_id=actor.user_id).order_by("-asked_at")[:_SHOWN]
    may_ask = actor.may(Permission.ASK_EXPORT)
    return ExportLists(
        waiting_for_me=rows_of(actor, _waiting(actor).order_by("asked_at")[:_SHOWN]),
        mine=rows_of(actor, mine),
        left_today=max(PER_DAY - asked_since_yesterday(actor.user_id), 0) if may_ask else 0,
        may_ask=may_ask,
        may_ask_for_list=may_ask and actor.may(Permission.SEE_CASES),
    )


@query
def get_export(actor: Actor, export_id: UUID) -> ExportRow:
    """One export; NotFound for everybody but who asked and who may decide."""
    require_any(actor, Permission.ASK_EXPORT, Permission.APPROVE_EXPORT)
    export = Export.objects.visible_to(actor).one(pk=export_id)
    record_look(actor, part=Looked.SUMMARY, subject_id=export.pk, case_id=export.case_id)
    return rows_of(actor, [export])[0]


@query
def count_waiting(actor: Actor) -> int:
    """For the number beside the menu."""
    require(actor, Permission.SEE_OWN_WORK)
    if not actor.may(Permission.APPROVE_EXPORT):
        return 0
    return _waiting(actor).order_by()[: COUNT_CAP + 1].count()


def asked_since_yesterday(user_id: UUID | None) -> int:
    """How many exports somebody asked for in the last 24 hours, whatever became of them."""
    return Export.objects.filter(requester_id=user_id, asked_at__gt=clock.now() - timedelta(days=1)).count()


def _waiting(actor: Actor) -> ExportSet:
    waiting = Export.objects.visible_to(actor).filter(state=ExportState.WAITING)
    return (
        waiting.exclude(requester_id=actor.user_id)
        if actor.may(Permission.APPROVE_EXPORT)
        else waiting.none()
    )


def rows_of(actor: Actor, found: Iterable[Export]) -> tuple[ExportRow, ...]:
    exports = list(found)
    who = {export.requester_id for export in exports} | {e.decided_by_id for e in exports if e.decided_by_id}
    names = user_names(actor, who)
    agencies = agency_names(actor, {export.agency_id for export in exports})
    return tuple(
        ExportRow(
            id=export.pk,
            number=export.number,
            kind=export.kind,
            kind_label=str(ExportKind(export.kind).label),
            about=export.about,
            purpose_label=str(ExportPurpose(export.purpose).label),
            words=export.words,
            state=export.state,
            state_label=str(ExportState(export.state).label),
            requester=names.get(export.requester_id, ""),
            agency=agencies[export.agency_id].short_name,
            asked_at=export.asked_at,
            decided_by=names.get(export.decided_by_id, "") if export.decided_by_id else "",
            decided_at=export.decided_at,
            decision_words=export.decision_words,
            expires_at=export.expires_at,
            fail_reason_label=str(FailReason(export.fail_reason).label) if export.fail_reason else "",
            may_decide=policies.may_decide(actor, export),
            may_withdraw=policies.may_withdraw(actor, export),
            may_fetch=policies.may_fetch(actor, export),
            may_see_passphrase=policies.may_see_passphrase(actor, export),
            is_own=policies.is_own(actor, export),
        )
        for export in exports
    )
