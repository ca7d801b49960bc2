"""The procedures of a case: those that run, and those that could be started."""

from uuid import UUID

from anyam.casework.cases import policies
from anyam.casework.cases.choices import protection_categories, violence_forms
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.header import find_case
from anyam.casework.cases.queries.summary import what_was_reported
from anyam.casework.cases.results import Pathways
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import RunState
from anyam.foundation.access import Actor, Permission, query
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core.vocabularies import vocabulary

# Sexual crimes (j) and violence (i) are answered by one procedure.
_ONE_PROCEDURE = {"j": "i"}


@query
def pathways_of(actor: Actor, case_id: UUID) -> Pathways:
    """Where the case is in each procedure, and which can be started, for those who see the case."""
    case = find_case(actor, case_id)
    runs = sops.runs_of_case(actor, case.pk)
    writes = may_write(actor, case.pk)
    may_start = policies.may_work_on(actor, case, Permission.LEAD_SOP_RUNS, writes=writes)
    running = {run.sop_id for run in runs if run.state is RunState.RUNNING}
    offered = [sop for sop in sops.sops_to_run(actor) if sop.sop_id not in running] if may_start else []
    fitting = frozenset(sop.version_id for sop in offered if sop.targets & _targets_of(case))
    offered.sort(key=lambda sop: sop.version_id not in fitting)
    return Pathways(tuple(runs), tuple(offered), may_start, fitting)


def _targets_of(case: Case) -> frozenset[str]:
    """The children SOPs are written for, by the letter of UU 35/2014 art. 59(2) that both lists carry."""
    forms, categories = what_was_reported(case)
    known = ((protection_categories(), categories), (violence_forms(), forms))
    letters = {
        _ONE_PROCEDURE.get(term.extra["letter"], term.extra["letter"])
        for vocabulary_, codes in known
        for term in vocabulary_.terms
        if term.code in codes and "letter" in term.extra
    }
    targets = vocabulary("sop_targets").terms
    return frozenset(term.code for term in targets if term.extra.get("letter") in letters)
