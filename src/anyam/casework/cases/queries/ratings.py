"""Ratings by two: each reads the own answer, and both read both when both are done."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from anyam.casework.cases import policies, rules
from anyam.casework.cases.choices import Level, TriageFact
from anyam.casework.cases.models import BlindRating, Case
from anyam.casework.cases.queries.header import find_case
from anyam.casework.cases.results import Agreement, RatingRow, Ratings
from anyam.foundation.access import Actor, NotFound, Permission, Role, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on, may_read, may_write
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.accounts import queries as accounts

_SYSTEM = Actor.system("agreement of raters, in numbers")


@query
def ratings_of(actor: Actor, case_id: UUID) -> Ratings:
    """The ratings by two of a case, newest first, for those to whom what was told is open; none for others."""
    case = find_case(actor, case_id)
    if not may_read(actor, case.pk, Part.NARRATIVE):
        return Ratings((), (), may_ask=False)
    found = list(BlindRating.objects.filter(case=case).select_related("case"))
    writes = may_write(actor, case.pk)
    may_ask = policies.may_work_on(actor, case, Permission.ASSESS_CHILD, writes=writes)
    return Ratings(_rows(actor, found), colleagues_of(actor, case) if may_ask else (), may_ask)


@query
def get_rating(actor: Actor, rating_id: UUID) -> RatingRow:
    """One of them; the look at what was answered is kept. Raises NotFound out of sight."""
    rating = find_rating(actor, rating_id)
    record_look(actor, part=Looked.ASSESSMENT, subject_id=rating.case_id, case_id=rating.case_id)
    return _rows(actor, [rating])[0]


@query
def risk_agreement(actor: Actor) -> Agreement:
    """How far the raters of the actor's agency agree, in numbers of all its pairs; no case, no person."""
    require(actor, Permission.SEE_WORKLOAD)
    with acting(_SYSTEM):
        done = BlindRating.objects.filter(Q(agency_id=actor.agency_id), second_at__isnull=False)
        found = rules.agreement(list(done.values_list("first_level", "second_level")))
    percent = None if found.exact is None else round(100 * found.exact)
    return Agreement(found.pairs, rules.FEWEST_PAIRS, percent, found.kappa)


def find_rating(actor: Actor, rating_id: UUID, *, is_locked: bool = False) -> BlindRating:
    require(actor, Permission.SEE_CASES)
    found = BlindRating.objects.select_related("case")
    rating = (found.select_for_update(of=("self",)) if is_locked else found).filter(pk=rating_id).first()
    if rating is None or not Case.objects.visible_to(actor).filter(pk=rating.case_id).exists():
        raise NotFound("rating")
    return rating


def colleagues_of(actor: Actor, case: Case) -> tuple[tuple[UUID, str], ...]:
    """Those of the agency at work with the case, but for the actor and whoever is barred from it."""
    barred = set(blocks_on(case.pk).values_list("user_id", flat=True)) | {actor.user_id}
    holders = {one for one in (case.manager_id, case.worker_id) if one}
    names = accounts.user_names(actor, holders)
    if case.agency_id:
        chiefs = accounts.people_with_role(actor, case.agency_id, Role.SUPERVISOR)
        names |= {row.id: row.full_name for row in chiefs}
    chosen = [(who, name) for who, name in names.items() if who not in barred]
    return tuple(sorted(chosen, key=lambda pair: pair[1]))


def _rows(actor: Actor, ratings: Sequence[BlindRating]) -> tuple[RatingRow, ...]:
    people = {who for one in ratings for who in (one.first_by_id, one.second_by_id)}
    names = accounts.user_names(actor, people) if people else {}
    return tuple(_row(actor, one, names) for one in ratings)


def _row(actor: Actor, one: BlindRating, names: dict[UUID, str]) -> RatingRow:
    """Only who gave an answer reads it before both are there."""
    is_done = one.second_at is not None
    reads_first = is_done or actor.user_id == one.first_by_id
    return RatingRow(
        id=one.pk,
        case_id=one.case_id,
        reference=one.case.number,
        first_by=names.get(one.first_by_id, ""),
        second_by=names.get(one.second_by_id, ""),
        first_at=one.first_at,
        second_at=one.second_at,
        first_label=str(Level(one.first_level).label) if reads_first else "",
        second_label=str(Level(one.second_level).label) if is_done else "",
        apart=_apart(one) if is_done else (),
        may_rate=not is_done and actor.user_id == one.second_by_id and actor.may(Permission.ASSESS_CHILD),
    )


def _apart(one: BlindRating) -> tuple[str, ...]:
    first, second = one.first_facts or {}, one.second_facts or {}
    return tuple(str(fact.label) for fact in TriageFact if first.get(fact.value) != second.get(fact.value))
