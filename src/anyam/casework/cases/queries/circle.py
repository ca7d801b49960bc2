"""The family page of a case: who is who, who cares, who can be reached, what is missing."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.one_child import other_records_in_sight
from anyam.casework.cases.queries.reported import reported_people_of
from anyam.casework.cases.results import FamilyCircle, FamilyToDo, LinkedCase, ReportedKin
from anyam.foundation.access import Actor, Permission, query
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read
from anyam.registry.families import queries as families
from anyam.registry.families.results import ContactAdvice, Family
from anyam.registry.people import queries as people
from anyam.registry.people.results import AddressRow


@query
def get_family_circle(actor: Actor, case_id: UUID, *, with_addresses: bool = True) -> FamilyCircle:
    """The people around the child, as far as dossiers in the actor's sight tell of them. The look is recorded.

    Who is reported is read from this case's own reports alone, and whose child somebody is from cases in sight: that
    one of them has a part in a case out of sight changes nothing here.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="family")
    reported = reported_people_of(actor, case.pk)
    family = families.family_around(
        actor,
        case.child_id,
        same=other_records_in_sight(actor, case.child_id),
        beside={one.person_id for one in reported if one.person_id} | _children_linked(actor, case),
        case_id=case.pk,
    )
    ids = [one.person_id for one in family.people]
    sees_addresses = may_read(actor, case.pk, Part.ADDRESS)
    is_asked = sees_addresses and with_addresses
    advice = families.contact_advice_of(actor, ids) if is_asked else {}
    addresses = people.addresses_of(actor, ids) if is_asked else {}
    to_do = _to_do(family, reported, advice, addresses if is_asked else None)
    return FamilyCircle(
        header=header,
        family=family,
        reported=reported,
        own_cases=_own_cases(actor, [one for one in ids if one != case.child_id]),
        numbers=_numbers(actor, family),
        advice=advice,
        addresses=addresses,
        stays=families.stays_of(actor, ids) if is_asked else {},
        to_do=tuple(sorted(to_do, key=lambda one: not one.is_urgent)),
        may_tell=header.may_correct,
        sees_addresses=sees_addresses,
    )


def _children_linked(actor: Actor, case: Case) -> set[UUID]:
    """The children of linked cases in sight."""
    linked = Case.objects.visible_to(actor).filter(pk__in=case.links.values("other_id"))
    return set(linked.values_list("child_id", flat=True))


def _own_cases(actor: Actor, ids: list[UUID]) -> dict[UUID, tuple[LinkedCase, ...]]:
    found: dict[UUID, tuple[LinkedCase, ...]] = {}
    for row in Case.objects.visible_to(actor).filter(child_id__in=ids).order_by("number"):
        link = LinkedCase(row.pk, row.number, str(CaseState(row.state).label), is_visible=True)
        found[row.child_id] = (*found.get(row.child_id, ()), link)
    return found


def _numbers(actor: Actor, family: Family) -> dict[UUID, str]:
    dossiers = {row.dossier_id for row in family.relations} | {home.dossier_id for home in family.households}
    dossiers |= {row.dossier_id for row in family.care} | {row.dossier_id for row in family.contradictions}
    return dict(Case.objects.visible_to(actor).filter(pk__in=dossiers).values_list("pk", "number"))


# --- what is missing ----------------------------------------------------------------------------------------------


def _to_do(
    family: Family,
    reported: Iterable[ReportedKin],
    advice: dict[UUID, ContactAdvice],
    addresses: dict[UUID, AddressRow] | None,
) -> Iterator[FamilyToDo]:
    reported_ids = {one.person_id for one in reported if one.person_id}
    yield from _dangers(family, reported_ids)
    yield from _unknown(family, reported_ids)
    if addresses is not None:
        yield from _unreachable(family, reported_ids, advice, addresses)


def _dangers(family: Family, reported: set[UUID]) -> Iterator[FamilyToDo]:
    caring = {row.carer_id for row in family.carers_now}
    at_home = {
        one for home in family.households if family.around in home.here_now for one in home.here_now
    } & reported
    for person_id in sorted(reported & (caring | at_home)):
        words = (
            _("Somebody who is reported cares for the child. Check today whether the child is safe there.")
            if person_id in caring
            else _(
                "Somebody who is reported lives with the child. Check today whether the child is safe there."
            )
        )
        yield FamilyToDo("visit", words, person_id, is_urgent=True)
    if family.contradictions:
        words = _(
            "Two statements contradict each other: somebody would be their own parent. Take the wrong one back."
        )
        yield FamilyToDo("contradictions", words)


def _unknown(family: Family, reported: set[UUID]) -> Iterator[FamilyToDo]:
    carers = family.carers_now
    if not carers:
        yield FamilyToDo(
            "care", _("Nobody is written down as caregiver. Who looks after the child day by day?")
        )
    elif not any(row.is_primary for row in carers):
        yield FamilyToDo("care", _("Several care for the child. Who is the primary caregiver?"))
    for row in carers:
        carer = family.person(row.carer_id)
        if carer and carer.is_child:
            words = _("A caregiver is a child too. Who among the grown-ups stands by them?")
            yield FamilyToDo("person", words, row.carer_id)
    parents = {
        row.other_id for row in family.relations if row.person_id == family.around and row.kind == "parent"
    }
    if not parents:
        yield FamilyToDo(
            "add",
            _("Nothing is known of the parents. Write down who they are, also where they are away or dead."),
        )
    if not any(family.around in home.here_now for home in family.households):
        yield FamilyToDo("home", _("It is not written down with whom the child lives."))
    for one in family.people:
        if one.person_id in reported and not one.words:
            words = _("It is not written down how the reported person is related to the child.")
            yield FamilyToDo("relate", words, one.person_id)


def _unreachable(
    family: Family, reported: set[UUID], advice: dict[UUID, ContactAdvice], addresses: dict[UUID, AddressRow]
) -> Iterator[FamilyToDo]:
    """Whom nobody has asked whether a call is safe, and that nobody can be called at all."""
    calm = [row.carer_id for row in family.carers_now if row.carer_id not in reported]
    if calm and not any(_can_be_called(one, advice, addresses) for one in calm):
        words = _("No caregiver is known whom one can call safely. Ask how and when, and write it down.")
        yield FamilyToDo("contact", words, calm[0])
    for one in family.people:
        address = addresses.get(one.person_id)
        if address and address.phone and address.is_safe_to_call is None and one.person_id not in advice:
            words = _("A telephone number is known, and not whether it is safe to call.")
            yield FamilyToDo("contact", words, one.person_id)


def _can_be_called(
    person_id: UUID, advice: dict[UUID, ContactAdvice], addresses: dict[UUID, AddressRow]
) -> bool:
    address, told = addresses.get(person_id), advice.get(person_id)
    is_never = told is not None and told.is_never
    return bool(address and address.phone and address.is_safe_to_call is not False and not is_never)


@query
def contact_advice_in(actor: Actor, case_id: UUID) -> ContactAdvice | None:
    """How the child of a case in sight can be reached safely; None where nothing was told, or it is not open."""
    case = find_case(actor, case_id)
    if not actor.may(Permission.SEE_IDENTITY):
        return None
    return families.contact_advice_of(actor, [case.child_id]).get(case.child_id)
