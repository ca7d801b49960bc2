"""What stands in the way of closing a case."""

from anyam.casework.cases import rules
from anyam.casework.cases.choices import ActionState, CaseState, Level, PlanState
from anyam.casework.cases.models import Case, PlanAction
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor


def awaits_aftercare(actor: Actor, case: Case) -> bool:
    """Whether this closed case still owes the contact that was promised at its closure."""
    if case.state != CaseState.CLOSED:
        return False
    return any(work.kind == WorkKind.AFTERCARE for work in sops.open_work_of_case(actor, case.pk))


def hindrances_of(actor: Actor, case: Case) -> tuple[str, ...]:
    """Sentences saying what must be done before this case, which the caller has found, can be closed."""
    open_actions = PlanAction.objects.filter(
        goal__plan__case=case, goal__plan__state=PlanState.AGREED
    ).exclude(state__in=[ActionState.DONE, ActionState.DROPPED])
    waiting = sops.open_work_of_case(actor, case.pk)
    on_referrals = [work for work in waiting if work.subject_kind == SubjectKind.REFERRAL]
    facts = rules.ClosingFacts(
        open_actions=open_actions.count(),
        open_work_on_referrals=len(on_referrals),
        has_assessment=case.assessments.filter(state="complete").exists(),
        is_level_high=case.level == Level.HIGH,
        is_held=any(work.subject_kind == SubjectKind.HOLD for work in waiting),
    )
    return tuple(str(sentence) for sentence in rules.closing_hindrances(facts))
