"""Opening a case to others for a reason, ending that, and barring whoever has a conflict of interest."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.locking import hold_child_of, lock_case
from anyam.casework.cases.choices import ENDED_BY_HAND, GIVEN_BY_HAND
from anyam.casework.cases.events import AccessBlocked, AccessEnded, AccessGiven, AccessUnblocked
from anyam.casework.cases.queries.dossiers import dossiers_of_child
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.access.choices import Basis, BlockReason, Part, Reason
from anyam.foundation.access.granting import (
    Given,
    Principal,
    bar,
    end_access,
    grant_access,
    name_source,
    unbar,
)
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import standing_grant
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.accounts import queries as accounts

LONGEST_ACCESS = timedelta(days=366)
MAY_BE_GIVEN = frozenset(Part) - {Part.REPORTER, Part.SUMMARY}


class PersonMissing(Refusal):
    sentence = _("Choose the person who may see this case.")


class PartsMissing(Refusal):
    sentence = _("Choose at least one part. Give only what the task needs.")


class ReasonNotGiven(Refusal):
    sentence = _("Choose why this person may see the case.")


class EndMissing(Refusal):
    sentence = _("Choose a last day, from today on and within one year.")


class EndsWithTheWork(Refusal):
    sentence = _("This access ends with the assignment. Hand the case over instead.")


class HoldsTheCase(Refusal):
    sentence = _("This person manages or works on the case. Hand it over first, then block them.")


class BlockReasonMissing(Refusal):
    sentence = _("Choose the conflict of interest.")


@action()
def give_access(
    actor: Actor,
    *,
    case_id: UUID,
    user_id: UUID,
    agency_id: UUID,
    parts: Collection[str],
    reason: str,
    until: datetime,
) -> None:
    """Let one person at one agency read parts of a case, until a day: for a case conference, or as a court ordered.

    The reporter is never given this way.
    """
    case = lock_case(actor, case_id, Permission.GIVE_ACCESS)
    chosen = frozenset(Part(part) for part in parts if part in MAY_BE_GIVEN)
    if not chosen:
        raise PartsMissing(field="parts")
    if reason not in GIVEN_BY_HAND:
        raise ReasonNotGiven(field="reason")
    if not clock.now() < until <= clock.now() + LONGEST_ACCESS:
        raise EndMissing(field="until")
    if user_id not in {person.id for person in accounts.people_at(actor, agency_id)}:
        raise PersonMissing(field="person")
    basis = Basis.COURT_ORDER if reason == Reason.COURT_ORDER else Basis.PUBLIC_TASK
    given = Given(
        Principal.seat(user_id, agency_id), Reason(reason), {Part.WORK, *chosen}, basis=basis, until=until
    )
    grants = grant_access(actor, case.pk, given)
    event = AccessGiven(
        case.pk, case.pk, case.agency_id, user_id, agency_id, Reason(reason), tuple(sorted(chosen)), until
    )
    name_source(actor, grants, record(actor, event))


@action()
def end_case_access(actor: Actor, *, case_id: UUID, grant_id: UUID) -> None:
    """End what was given beyond the managing agency's own work; at this moment; an agency's offices together."""
    case = lock_case(actor, case_id, Permission.GIVE_ACCESS)
    grant = standing_grant(grant_id, case.pk)
    if grant is None:
        raise NotFound("grant")
    if grant.reason not in ENDED_BY_HAND:
        raise EndsWithTheWork
    if grant.user_id:
        end_access(actor, grant_id=grant.pk)
    else:
        end_access(actor, dossier_id=case.pk, agency_id=grant.agency_id, reasons=[Reason(grant.reason)])
    record(
        actor,
        AccessEnded(case.pk, case.pk, case.agency_id, grant.user_id, grant.agency_id, Reason(grant.reason)),
    )


@action()
def block_person(actor: Actor, *, case_id: UUID, user_id: UUID, reason: str) -> None:
    """Bar somebody from everything about this child that the agency keeps; a block wins over every grant."""
    hold_child_of(actor, case_id, Permission.BLOCK_ACCESS)
    case = lock_case(actor, case_id, Permission.BLOCK_ACCESS)
    if reason not in BlockReason.values:
        raise BlockReasonMissing(field="reason")
    if user_id in {case.manager_id, case.worker_id}:
        raise HoldsTheCase(field="person")
    if user_id not in accounts.user_names(actor, [user_id]):
        raise PersonMissing(field="person")
    number = record(actor, AccessBlocked(case.pk, case.pk, case.agency_id, user_id, BlockReason(reason)))
    with acting(Actor.system("block")):
        for dossier_id in dossiers_of_child(case.child_id, case.agency_id):
            bar(actor, dossier_id, user_id, BlockReason(reason), number)


@action()
def unblock_person(actor: Actor, *, case_id: UUID, user_id: UUID) -> None:
    """End a block that was set by mistake or has no ground any more."""
    hold_child_of(actor, case_id, Permission.BLOCK_ACCESS)
    case = lock_case(actor, case_id, Permission.BLOCK_ACCESS)
    with acting(Actor.system("block")):
        ended = sum(
            unbar(actor, dossier_id, user_id)
            for dossier_id in dossiers_of_child(case.child_id, case.agency_id)
        )
    if not ended:
        raise NotFound("block")
    record(actor, AccessUnblocked(case.pk, case.pk, case.agency_id, user_id))
