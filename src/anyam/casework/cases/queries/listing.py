"""The list of cases."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from anyam.casework.cases import policies
from anyam.casework.cases.choices import CaseState, Level, Stage
from anyam.casework.cases.models import Case, SavedView
from anyam.casework.cases.models.cases import CaseQuerySet
from anyam.casework.cases.queries.changes import news_of
from anyam.casework.cases.results import CaseRow, SavedViewRow
from anyam.casework.sops import queries as sops
from anyam.casework.sops.results import CaseWork
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.access.visibility import few_open_to, writable_among
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.accounts import queries as accounts
from anyam.registry.people import queries as people
from anyam.registry.people.results import PersonName
from anyam.registry.places import queries as places

MOST_FOUND_CHILDREN = 50
_DIGITS_OF_NIK = 16

ORDERS: dict[str, tuple[str, ...]] = {
    "activity": ("-last_activity_at", "-id"),
    "opened": ("-opened_at", "-id"),
    "oldest": ("opened_at", "id"),
}


@dataclass(frozen=True)
class CaseFilter:
    """What the reader wants to see; every field may be empty."""

    state: str = CaseState.OPEN
    level: str = ""
    stage: str = ""
    manager_id: UUID | None = None
    is_mine: bool = False
    # Of one's own cases those with news; see `news_of`.
    has_news: bool = False
    text: str = ""
    order: str = "activity"


@query
def find_cases(actor: Actor, wanted: CaseFilter, page: int = 1, size: int = 25) -> Page[CaseRow]:
    """A page of the cases the actor may see; the number of queries does not depend on the number of rows."""
    require(actor, Permission.SEE_CASES)
    found = ordered(narrowed(actor, Case.objects.visible_to(actor), wanted), wanted)
    cases = page_of(found, page, size)
    return cases.with_rows(row_maker(actor, cases.rows))


@query
def find_cases_of(actor: Actor, person_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The numbers of the cases in sight of these children; for lists of people found by name."""
    require(actor, Permission.SEE_CASES)
    numbers: dict[UUID, tuple[str, ...]] = {}
    for child_id, number in (
        Case.objects.visible_to(actor).filter(child_id__in=person_ids).values_list("child_id", "number")
    ):
        numbers[child_id] = (*numbers.get(child_id, ()), number)
    return numbers


@query
def find_saved_views(actor: Actor) -> tuple[SavedViewRow, ...]:
    """The actor's own named filters, by name."""
    require(actor, Permission.SEE_CASES)
    found = sorted(SavedView.objects.filter(user_id=actor.person_id), key=lambda view: view.name.casefold())
    return tuple(SavedViewRow(view.pk, view.name, view.query) for view in found)


def ordered(found: CaseQuerySet, wanted: CaseFilter) -> CaseQuerySet:
    return found.order_by(*ORDERS.get(wanted.order, ORDERS["activity"]))


def narrowed(actor: Actor, found: CaseQuerySet, wanted: CaseFilter) -> CaseQuerySet:
    """Of the cases in sight those the reader asks for."""
    if wanted.state in CaseState.values:
        found = found.filter(state=wanted.state)
    if wanted.level in Level.values:
        found = found.filter(level=wanted.level)
    if wanted.stage in Stage.values:
        found = found.filter(stage=wanted.stage)
    if wanted.manager_id:
        found = found.filter(manager_id=wanted.manager_id)
    if wanted.has_news:
        # Only of cases one holds oneself: somebody in charge of thousands has opened few of them.
        found = found.filter(pk__in=news_of(actor, list(found.held_by(actor))))
    elif wanted.is_mine:
        found = found.held_by(actor)
    elif actor.agency_id and actor.is_any(Role.SUPERVISOR):
        # Nearly every case of the agency is theirs: its index answers at once.
        found = found.filter(agency_id=actor.agency_id)
    elif (few := few_open_to(actor)) is not None:
        found = found.filter(pk__in=few)
    if wanted.text:
        found = _with_text(actor, found, wanted.text)
    return found


def _with_text(actor: Actor, found: CaseQuerySet, text: str) -> CaseQuerySet:
    """By the case's number or the child's NIK where it is one, otherwise by names, found through their keys."""
    typed = text.strip()
    by_number = found.filter(number=typed.upper())
    if by_number.exists():
        return by_number
    is_nik = len(typed) == _DIGITS_OF_NIK and typed.isdecimal()
    matches = people.find_people(
        actor, name="" if is_nik else typed, nik=typed if is_nik else "", limit=MOST_FOUND_CHILDREN
    )
    return found.filter(child_id__in=[record for match in matches for record in match.records])


def row_maker(actor: Actor, cases: tuple[Case, ...]) -> Callable[[Case], CaseRow]:
    """What makes a line of each of these cases; names, people and work are asked once for all."""
    names = people.masked_names_of(actor, [case.child_id for case in cases])
    managers = accounts.user_names(actor, {case.manager_id for case in cases})
    villages = places.place_names(actor, {case.place_id for case in cases if case.place_id})
    work = sops.next_work_of_cases(actor, [case.pk for case in cases])
    news = news_of(actor, cases)
    may_assign = actor.may(Permission.ASSIGN_CASE)
    assignable = writable_among(actor, [case.pk for case in cases]) if may_assign else frozenset()
    return lambda case: _row(
        case,
        names[case.child_id],
        managers.get(case.manager_id, ""),
        villages[case.place_id].label if case.place_id in villages else "",
        work.get(case.pk),
        news.get(case.pk, ""),
        may_assign=policies.may_work_on(actor, case, Permission.ASSIGN_CASE, writes=case.pk in assignable),
    )


def _row(
    case: Case,
    child: PersonName,
    manager: str,
    village: str,
    work: CaseWork | None,
    news: str,
    *,
    may_assign: bool,
) -> CaseRow:
    return CaseRow(
        id=case.pk,
        number=case.number,
        masked_name=child.masked_name,
        age_text=child.age_text,
        sex=child.sex,
        place_name=village,
        level=case.level,
        level_label=str(Level(case.level).label),
        stage=case.stage,
        stage_label=str(Stage(case.stage).label),
        state=case.state,
        manager_name=manager,
        opened_at=case.opened_at,
        last_activity_at=case.last_activity_at,
        next_due_at=work.due_at if work else None,
        next_due_label=work.label if work else "",
        news=news,
        may_assign=may_assign,
    )
