"""Instead of asking a child again: to take part in an interview that another agency has planned."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from anyam.casework.acting import actions as acts
from anyam.casework.acting.choices import ActKind, Choice
from anyam.casework.acting.results import Act, Found
from anyam.casework.cases.actions.acting import wish_for
from anyam.casework.cases.actions.locking import hold_child_of, lock_open_case
from anyam.casework.cases.models import Case
from anyam.casework.facts.actions import note_spared
from anyam.casework.facts.choices import Spared
from anyam.casework.facts.queries import find_asked_before, planned_interviews
from anyam.foundation.access import Actor, Permission, action
from anyam.foundation.access.row_context import acting

_SYSTEM = Actor.system("an interview to take part in")


@action(is_once=True)
def ask_to_join_interview(
    actor: Actor, *, case_id: UUID, topics: Collection[str], on: date, once: UUID | None = None
) -> UUID:
    """Ask whoever leads the case of a planned interview to let one take part; the choice's id.

    The asker learns nothing by it. Raises NobodyAsked where no interview is to come any more, NotFound, CaseIsClosed.
    """
    hold_child_of(actor, case_id, Permission.NOTE_FACTS)
    case = lock_open_case(actor, case_id, Permission.NOTE_FACTS)
    planned = find_asked_before(actor, case_id, topics, on).planned_ids
    note_spared(actor, case_id, topics, on, Spared.JOINED)
    wish = wish_for(
        actor, case_id=case_id, kind=ActKind.INTERVIEW, agency_id=actor.agency_id or case.agency_id, need=""
    )
    return acts.note_choice(actor, Found(wish, acts=_as_acts(planned)), Choice.JOINED)


def _as_acts(ids: Collection[UUID]) -> tuple[Act, ...]:
    """The planned interviews, with whoever leads the cases in which they stand."""
    with acting(_SYSTEM):
        found = planned_interviews(_SYSTEM, ids)
        cases = {case.pk: case for case in Case.objects.filter(pk__in={one.dossier_id for one in found})}
    return tuple(
        Act(
            source_id=one.id,
            kind=ActKind.INTERVIEW,
            agency_id=one.agency_id,
            need="",
            begun_on=one.on,
            ended_on=one.on,
            case_id=one.dossier_id,
            case_number=cases[one.dossier_id].number,
            lead_id=cases[one.dossier_id].manager_id,
            lead_agency_id=cases[one.dossier_id].agency_id,
            dossiers=(one.dossier_id,),
        )
        for one in found
    )
