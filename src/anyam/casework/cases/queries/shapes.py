"""The list of cases in two other shapes: by stage, and by the day on which something is due."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from anyam.casework.cases.choices import CaseState, Stage
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.listing import CaseFilter, narrowed, ordered, row_maker
from anyam.casework.cases.results import CaseDay, StageLane
from anyam.casework.sops import queries as sops
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.registry.people import queries as people

MOST_IN_A_LANE = 12
MOST_ON_A_SHEET = 500


@query
def find_cases_by_stage(actor: Actor, wanted: CaseFilter) -> tuple[StageLane, ...]:
    """The first cases of each stage, in the order of case management, with how many there are."""
    require(actor, Permission.SEE_CASES)
    found = ordered(narrowed(actor, Case.objects.visible_to(actor), wanted), wanted)
    pages = {
        stage: page_of(found.filter(stage=stage), 1, MOST_IN_A_LANE)
        for stage in Stage
        if stage != Stage.CLOSED or wanted.state != CaseState.OPEN
        if wanted.stage in ("", stage)
    }
    as_row = row_maker(actor, tuple(case for page in pages.values() for case in page.rows))
    return tuple(
        StageLane(
            stage=stage,
            label=str(stage.label),
            total=page.total,
            total_is_capped=page.total_is_capped,
            has_more=page.has_next,
            rows=tuple(as_row(case) for case in page.rows),
        )
        for stage, page in pages.items()
    )


@query
def find_case_days(actor: Actor, wanted: CaseFilter, first: date, last: date) -> tuple[CaseDay, ...]:
    """What is due on the cases in these days, the earliest first; the cases with the newest activity where there are
    too many for one sheet."""
    require(actor, Permission.SEE_CASES)
    found = narrowed(actor, Case.objects.visible_to(actor), wanted).order_by("-last_activity_at", "-id")
    children = dict(found.values_list("pk", "child_id")[:MOST_ON_A_SHEET])
    zone = clock.local(clock.now()).tzinfo
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (first, last + timedelta(days=1)))
    due = sops.work_of_cases_between(actor, children, since, until)
    names = people.masked_names_of(actor, list({children[case_id] for case_id, _work in due}))

    def name(case_id: UUID) -> str:
        return names[children[case_id]].masked_name

    return tuple(
        CaseDay(case_id, clock.local(work.due_at).date(), name(case_id), work.label, work.is_overdue)
        for case_id, work in due
    )
