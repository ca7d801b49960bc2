"""A case conference opens parts of its case to one person, and closes them with its end: steps of the meeting above."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from anyam.casework.cases.actions.sharing import MAY_BE_GIVEN
from anyam.casework.cases.events import AccessEnded, AccessGiven
from anyam.casework.cases.models import Case
from anyam.foundation.access import Actor, step
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access, name_source
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on
from anyam.foundation.events.recording import record

_SYSTEM = Actor.system("case conference")


@step
def open_to_conference(
    actor: Actor, case_id: UUID, *, user_id: UUID, agency_id: UUID, parts: Collection[Part], until: datetime
) -> UUID | None:
    """Let one invited person read the course of the case and these parts; the grant, or None where they are barred.

    The reporter never opens this way.
    """
    with acting(_SYSTEM):
        if blocks_on(case_id).filter(user_id=user_id).exists():
            return None
        case = Case.objects.get(pk=case_id)
        chosen = frozenset(parts) & MAY_BE_GIVEN
        seat = Principal.seat(user_id, agency_id)
        given = Given(seat, Reason.CONFERENCE, {Part.WORK, *chosen}, until=until)
        grants = grant_access(actor, case_id, given)
        told = AccessGiven(
            case_id,
            case_id,
            case.agency_id,
            user_id,
            agency_id,
            Reason.CONFERENCE,
            tuple(sorted(chosen)),
            until,
        )
        name_source(actor, grants, record(actor, told))
    return grants[0]


@step
def close_to_conference(
    actor: Actor, case_id: UUID, *, grant_id: UUID, user_id: UUID, agency_id: UUID
) -> None:
    """End what was opened to one invited person, at this moment."""
    with acting(_SYSTEM):
        if end_access(actor, grant_id=grant_id, reasons=[Reason.CONFERENCE]):
            case = Case.objects.get(pk=case_id)
            record(
                actor,
                AccessEnded(case_id, case_id, case.agency_id, user_id, agency_id, Reason.CONFERENCE),
            )
