"""What stands at the top of every page of a case."""

from functools import partial
from uuid import UUID

from anyam.casework.cases import policies
from anyam.casework.cases.choices import CaseState, Level, Stage
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.closing import awaits_aftercare, hindrances_of
from anyam.casework.cases.results import CaseHeader
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.visibility import may_write
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.accounts import queries as accounts
from anyam.registry.people import queries as people
from anyam.registry.places import queries as places


@query
def case_header(actor: Actor, case_id: UUID) -> CaseHeader:
    """The identity bar of a case; NotFound when out of sight."""
    return header_of(actor, find_case(actor, case_id))


def find_case(actor: Actor, case_id: UUID) -> Case:
    """The case within sight, or NotFound."""
    require(actor, Permission.SEE_CASES)
    return Case.objects.visible_to(actor).one(pk=case_id)


def header_of(actor: Actor, case: Case, part: str = Looked.HEADER) -> CaseHeader:
    """The header of a case that was found within sight; the look at `part` of it is recorded."""
    why = explaining_grant(actor, case.pk)
    record_look(actor, part=part, subject_id=case.pk, case_id=case.pk, explanation=why)
    child = people.names_of(actor, [case.child_id])[case.child_id]
    who = accounts.user_names(actor, {case.manager_id} | ({case.worker_id} if case.worker_id else set()))
    writes = may_write(actor, case.pk)
    may = partial(policies.may_work_on, actor, case, writes=writes)
    may_close = may(Permission.CLOSE_CASE)
    return CaseHeader(
        id=case.pk,
        number=case.number,
        child_name=child.full_name,
        nickname=child.nickname,
        age_text=child.age_text,
        sex=child.sex,
        sex_label=child.sex_label,
        place_name=places.place_names(actor, [case.place_id])[case.place_id].full_name
        if case.place_id
        else "",
        level=case.level,
        level_label=str(Level(case.level).label),
        stage=case.stage,
        stage_label=str(Stage(case.stage).label),
        state=case.state,
        manager_name=who.get(case.manager_id, ""),
        worker_name=who.get(case.worker_id, "") if case.worker_id else "",
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        may_assess=may(Permission.ASSESS_CHILD),
        may_plan=may(Permission.PLAN_CASE),
        may_record=may(Permission.RECORD_SERVICE)
        or (writes and actor.may(Permission.RECORD_SERVICE) and awaits_aftercare(actor, case)),
        may_refer=may(Permission.SEND_REFERRAL),
        may_review=may(Permission.REVIEW_CASE),
        may_close=may_close,
        may_reopen=policies.may_reopen(actor, case, writes=writes),
        may_assign=may(Permission.ASSIGN_CASE),
        may_correct=writes and actor.may(Permission.CORRECT_DATA),
        may_see_looks=actor.may(Permission.SEE_WHO_LOOKED),
        close_hindrances=hindrances_of(actor, case) if may_close and case.state == CaseState.OPEN else (),
    )
