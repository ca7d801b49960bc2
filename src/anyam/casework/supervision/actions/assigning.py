"""Giving a case to somebody: a proposal is made, a person decides, and says why where they decide otherwise."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import WhyOther
from ..events import WorkerChosen
from ..models import WorkerChoice
from ..queries.proposing import propose_workers


class ReasonForAnother(Refusal):
    sentence = _("Somebody else is proposed for this case. Choose why you decide otherwise.")


@action()
def assign_worker(
    actor: Actor, *, case_id: UUID, manager_id: UUID, worker_id: UUID | None = None, despite: str = ""
) -> None:
    """Hand a case to a manager and a worker; a worker who is not proposed, and not there already, needs a reason.

    Raises what `assign_case` raises.
    """
    require(actor, Permission.ASSIGN_CASE)
    case = case_ref(actor, case_id)
    is_new = worker_id is not None and worker_id not in {case.worker_id, case.manager_id}
    proposal = propose_workers(actor, case_id)
    was_proposed = proposal.has(worker_id)
    needs_reason = is_new and proposal.rows and not was_proposed
    if needs_reason and despite not in WhyOther.values:
        raise ReasonForAnother(field="despite")
    cases.assign_case(actor, case_id=case_id, manager_id=manager_id, worker_id=worker_id)
    if worker_id is None or not is_new:
        return
    said = despite if needs_reason else ""
    made = WorkerChoice.objects.create(
        case_id=case_id,
        agency_id=case.agency_id,
        worker_id=worker_id,
        was_proposed=not needs_reason,
        despite=said,
        chosen_at=clock.now(),
        chosen_by_id=actor.person_id,
    )
    record(actor, WorkerChosen(made.pk, case_id, case.agency_id, worker_id, made.was_proposed, said))
