"""Putting a case on a procedure that the agencies have agreed on."""

from collections.abc import Mapping
from uuid import UUID

from anyam.casework.cases.actions.locking import lock_open_case
from anyam.casework.sops import actions as sops
from anyam.foundation.access import Actor, Permission, action


@action()
def start_pathway(actor: Actor, *, case_id: UUID, version_id: UUID, agencies: Mapping[str, UUID]) -> UUID:
    """Begin a procedure in force for the case; the run's id. `agencies` stands for performers it leaves open.

    Raises CaseIsClosed, and what `sops.start_run` raises.
    """
    case = lock_open_case(actor, case_id, Permission.LEAD_SOP_RUNS)
    return sops.start_run(
        actor,
        version_id=version_id,
        agencies=agencies,
        agency_id=case.agency_id,
        leader_id=case.manager_id,
        case_id=case.pk,
        reference=case.number,
    )
