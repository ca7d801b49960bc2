"""The people around somebody: who they are, how they stand to each other, who lives and cares with whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.people.queries import lifetimes_of, names_of
from anyam.registry.people.results import Lifetime, PersonName

from ..choices import SiblingKind, Source, Tie, caregiver_roles, kind_of
from ..models import Care, Household, Membership, Relation
from ..results import (
    CareRow,
    Contradiction,
    Family,
    HouseholdRow,
    MemberRow,
    RelationRow,
    Relative,
    SiblingRow,
)
from ..rules import Step, makes_loop, siblings_of, words_between
from .around import is_over, relations_around, step_of

_ROUNDS = 4
ADULT_AT = 18  # UU 35/2014 art. 1


@query
def family_around(
    actor: Actor,
    person_id: UUID,
    *,
    same: Collection[UUID] = (),
    beside: Collection[UUID] = (),
    case_id: UUID | None = None,
) -> Family:
    """What is told of the family of one person in all dossiers the actor may see, that person first.

    `same`: other records of the person, read as one with it. `beside`: people who belong on the page whether or not
    anybody told how they are related. With `case_id` also those whom only this case tells of in a home or as carers.
    The look is kept.
    """
    require(actor, Permission.SEE_IDENTITY)
    record_look(actor, part=Looked.FAMILY, subject_id=person_id, case_id=case_id)
    alias = dict.fromkeys(same, person_id)
    rows = relations_around(actor, {person_id, *same}, rounds=_ROUNDS, past_kin=False)
    ids = {person_id, *beside}
    ids |= {alias.get(one, one) for row in rows for one in (row.person_id, row.other_id)}
    cares = _cares(actor, ids | set(same), case_id)
    homes = _homes(actor, ids | set(same), case_id)
    ids |= {alias.get(one, one) for care in cares for one in (care.person_id, care.carer_id)}
    ids |= {alias.get(one.person_id, one.person_id) for _home, members in homes for one in members}
    names, lives = names_of(actor, ids), lifetimes_of(actor, ids)
    steps, contradictions = _consistent(rows, alias)
    told = list(steps.values())
    siblings = _siblings(told, person_id, names)
    by_words = {row.person_id: row.label for row in siblings if row.is_derived}
    people = [
        _relative(names[one], lives.get(one), _words(told, person_id, one, names[one].sex, by_words))
        for one in ids
    ]
    return Family(
        around=person_id,
        people=tuple(sorted(people, key=lambda one: _order(one, person_id, lives))),
        relations=tuple(_relation(row, step, names) for row, step in steps.items()),
        siblings=siblings,
        households=tuple(_home(home, members, alias) for home, members in homes),
        care=tuple(_care(row, alias) for row in cares),
        contradictions=contradictions,
    )


def _consistent(
    rows: Iterable[Relation], alias: Mapping[UUID, UUID]
) -> tuple[dict[Relation, Step], tuple[Contradiction, ...]]:
    """What can be true together, the earlier statement first, and what cannot."""
    kept: dict[Relation, Step] = {}
    wrong = []
    for row in rows:
        told = step_of(row)
        step = Step(
            alias.get(told.person, told.person), alias.get(told.other, told.other), told.kind, told.is_over
        )
        if step.person == step.other or makes_loop(kept.values(), step):
            wrong.append(Contradiction(row.pk, row.dossier_id))
        else:
            kept[row] = step
    return kept, tuple(wrong)


def _cares(actor: Actor, ids: set[UUID], case_id: UUID | None) -> list[Care]:
    told = Care.objects.visible_to(actor).standing()
    found = {row.pk: row for row in told.filter(person_id__in=ids)}
    if case_id:
        found |= {row.pk: row for row in told.filter(dossier_id=case_id)}
    return sorted(found.values(), key=lambda row: (is_over(row), not row.is_primary, row.told_at, row.pk))


def _homes(actor: Actor, ids: set[UUID], case_id: UUID | None) -> list[tuple[Household, list[Membership]]]:
    """The homes in which one of these people lives or lived, with everybody in them."""
    standing = Membership.objects.visible_to(actor).standing()
    home_ids = set(standing.filter(person_id__in=ids).values_list("household_id", flat=True))
    homes = Household.objects.visible_to(actor).standing()
    found = {home.pk: home for home in homes.filter(pk__in=home_ids)}
    if case_id:
        found |= {home.pk: home for home in homes.filter(dossier_id=case_id)}
    members = list(standing.filter(household_id__in=found))
    ordered = sorted(found.values(), key=lambda home: (home.told_at, home.pk))
    return [(home, [one for one in members if one.household_id == home.pk]) for home in ordered]


def _siblings(steps: list[Step], person_id: UUID, names: Mapping[UUID, PersonName]) -> tuple[SiblingRow, ...]:
    derived = siblings_of(steps, person_id)
    found = {
        one: SiblingRow(one, str(SiblingKind(kind).label), is_derived=True) for one, kind in derived.items()
    }
    for step in steps:
        if step.kind.code in {"sibling", "step_sibling"} and person_id in {step.person, step.other}:
            other = step.other if step.person == person_id else step.person
            found.setdefault(other, SiblingRow(other, step.kind.label(names[other].sex), is_derived=False))
    return tuple(sorted(found.values(), key=lambda row: (row.label, str(row.person_id))))


def _words(
    steps: list[Step], person_id: UUID, other: UUID, sex: str, derived: Mapping[UUID, str]
) -> tuple[str, ...]:
    """What somebody is to the person: as told, as it follows from the parents, or through whom."""
    if other == person_id:
        return ()
    told = words_between(steps, person_id, other, sex)
    if other in derived:
        told = (*told, derived[other])
    if told:
        return told
    parents = {step.other for step in steps if step.person == person_id and step.kind.is_parent}
    above = {step.other for step in steps if step.person in parents and step.kind.is_parent}
    code = "grandparent" if other in above else ""
    if not code and any(other in siblings_of(steps, parent) for parent in parents):
        code = "uncle_aunt"
    kind = kind_of(code)
    return (kind.label(sex),) if kind else ()


def _relative(name: PersonName, life: Lifetime | None, words: tuple[str, ...]) -> Relative:
    return Relative(
        person_id=name.person_id,
        name=name.full_name,
        age_text=name.age_text,
        age_years=name.age_years,
        sex=name.sex,
        sex_label=name.sex_label,
        is_child=None if name.age_years is None else name.age_years < ADULT_AT,
        died_on=life.died_on if life else None,
        words=words,
    )


def _order(one: Relative, around: UUID, lives: Mapping[UUID, Lifetime]) -> tuple[bool, bool, str, str]:
    """The person first, then those whose kinship is known, the eldest first."""
    life = lives.get(one.person_id)
    born = life.earliest.isoformat() if life and life.earliest else "9999"
    return one.person_id != around, not one.words, born, str(one.person_id)


def _relation(row: Relation, step: Step, names: Mapping[UUID, PersonName]) -> RelationRow:
    inverse = kind_of(step.kind.inverse)
    return RelationRow(
        id=row.pk,
        dossier_id=row.dossier_id,
        person_id=step.person,
        other_id=step.other,
        kind=step.kind.code,
        tie=Tie(step.kind.tie),
        other_is=step.kind.label(names[step.other].sex),
        person_is=inverse.label(names[step.person].sex) if inverse else "",
        since=row.since,
        until=row.until,
        source_label=str(Source(row.source).label) if row.source else "",
        note=row.note,
        is_over=step.is_over,
    )


def _home(home: Household, members: Iterable[Membership], alias: Mapping[UUID, UUID]) -> HouseholdRow:
    rows = tuple(
        MemberRow(one.pk, alias.get(one.person_id, one.person_id), one.since, one.until, is_over(one))
        for one in members
    )
    return HouseholdRow(home.pk, home.dossier_id, home.name or _("Home"), rows)


def _care(row: Care, alias: Mapping[UUID, UUID]) -> CareRow:
    return CareRow(
        id=row.pk,
        dossier_id=row.dossier_id,
        person_id=alias.get(row.person_id, row.person_id),
        carer_id=row.carer_id,
        role=row.role,
        role_label=caregiver_roles().label(row.role),
        is_primary=row.is_primary,
        since=row.since,
        until=row.until,
        is_over=is_over(row),
    )


@query
def kin_of(actor: Actor, person_id: UUID) -> frozenset[UUID]:
    """Everybody whom a relation in sight names beside this person: whose names a copy for the family must not show."""
    require(actor, Permission.SEE_IDENTITY)
    found = relations_around(actor, {person_id}, rounds=_ROUNDS)
    return frozenset({one for row in found for one in (row.person_id, row.other_id)} - {person_id})
