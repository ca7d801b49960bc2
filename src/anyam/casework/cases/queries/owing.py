"""What other agencies owe for the plans of one's agency: for its head, the case's number and times only."""

from django.db.models import F, Q

from anyam.casework.cases.choices import ActionState, CaseState, PlanState
from anyam.casework.cases.models import PlanAction
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.results import OwedThing, Tie
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import not_barred

_SYSTEM = Actor.system("what agencies owe each other")
_MOST = 200


@query
def owed_by_plan(actor: Actor) -> tuple[OwedThing, ...]:
    """Actions of agreed plans that stand with another agency; the earliest first.

    What an agency was asked for at a conference stands with its decision. An agency that was not asked is not told
    here that a plan names it: that would tell it of a case.
    """
    require(actor, Permission.SEE_AGENCY_QUEUE)
    with acting(_SYSTEM):
        found = PlanAction.objects.filter(
            not_barred(actor, "dossier_id"),
            Q(goal__plan__case__agency_id=actor.agency_id),
            goal__plan__case__state=CaseState.OPEN,
            goal__plan__state=PlanState.AGREED,
            acceptance="",
            state__in=[ActionState.TO_DO, ActionState.RUNNING, ActionState.STUCK],
        ).exclude(agency_id=F("goal__plan__case__agency_id"))
        found = found.select_related("goal__plan__case").defer("title").order_by("due_on", "id")
        return tuple(_owed(one) for one in found[:_MOST])


def _owed(one: PlanAction) -> OwedThing:
    plan = one.goal.plan
    return OwedThing(
        tie=Tie.PLAN_ACTION,
        subject_id=one.pk,
        reference=plan.case.number,
        debtor_id=one.agency_id,
        creditor_id=plan.case.agency_id,
        since=plan.agreed_on,
        due_on=one.due_on,
        step=WorkKind.PLAN_ACTION,
    )
