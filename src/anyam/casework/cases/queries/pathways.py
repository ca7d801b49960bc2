"""The procedures of a case: those that run, and those that could be started."""

from uuid import UUID

from anyam.casework.cases import policies
from anyam.casework.cases.queries.header import find_case
from anyam.casework.cases.results import Pathways
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import RunState
from anyam.foundation.access import Actor, Permission, query
from anyam.foundation.access.visibility import may_write


@query
def pathways_of(actor: Actor, case_id: UUID) -> Pathways:
    """Where the case is in each procedure, and which can be started, for those who see the case."""
    case = find_case(actor, case_id)
    runs = sops.runs_of_case(actor, case.pk)
    writes = may_write(actor, case.pk)
    may_start = policies.may_work_on(actor, case, Permission.LEAD_SOP_RUNS, writes=writes)
    running = {run.sop_id for run in runs if run.state is RunState.RUNNING}
    offered = [sop for sop in sops.sops_to_run(actor) if sop.sop_id not in running] if may_start else []
    return Pathways(tuple(runs), tuple(offered), may_start)
