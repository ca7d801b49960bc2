"""Telling of a family: what is kept, what is refused with a sentence, and what nobody else learns by it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.registry.families import actions, queries
from anyam.registry.families.results import Family, RelationInput, SafeContactInput, StayInput, Window
from anyam.registry.people.results import AddressInput, PersonInput
from tests.cast import MARKER, SYSTEM, VILLAGE, Cast, a_report

pytestmark = pytest.mark.django_db

BORN = date(clock.today().year - 9, 3, 15)


class House:
    """A case at the centre, another at the centre of which its people know nothing, and whoever works on them."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.dewi, self.ningsih, self.maya = self.cast.dewi, self.cast.ningsih, self.cast.maya
        self.case, self.child = self._case(self.cast.ratna, self.ningsih, self.dewi)

    def _case(self, intake: Actor, opener: Actor, manager: Actor) -> tuple[UUID, UUID]:
        report_id = cases.take_report(intake, report=a_report())
        cases.triage_report(intake, report_id=report_id, facts={"sexual_violence": True}, note="")
        case_id = cases.open_cases(opener, report_id=report_id, manager_id=manager.user_id)
        return case_id, case_ref(manager, case_id).child_id

    def elsewhere(self) -> tuple[UUID, UUID]:
        """A case of another agency."""
        return self._case(self.maya, self.maya, self.maya)

    def add(self, name: str, kind: str, to: UUID | None = None, **known: Any) -> UUID:
        return actions.add_family_member(
            self.dewi,
            case_id=self.case,
            person=PersonInput(full_name=f"{MARKER}{name}", **known),
            to_id=to or self.child,
            kind=kind,
        )

    def relate(self, person_id: UUID, other_id: UUID, kind: str, **more: Any) -> UUID:
        given = RelationInput(person_id, other_id, kind, **more)
        return actions.relate_people(self.dewi, case_id=self.case, given=given)

    def family(self, actor: Actor | None = None) -> Family:
        return queries.family_around(actor or self.dewi, self.child, case_id=self.case)


@pytest.fixture
def house(db: None) -> House:
    return House()


def words(family: Family) -> dict[UUID, tuple[str, ...]]:
    return {one.person_id: one.words for one in family.people}


# --- relations ----------------------------------------------------------------------------------------------------


def test_siblings_and_grandparents_follow_from_the_parents(house: House) -> None:
    mother = house.add("ibu", "parent", sex="female")
    father = house.add("ayah", "parent", sex="male")
    brother = house.add("adik", "child", to=mother, sex="male")
    house.relate(brother, father, "parent")
    grandmother = house.add("nenek", "parent", to=mother, sex="female")
    aunt = house.add("bibi", "child", to=grandmother, sex="female")
    family = house.family()
    assert words(family) == {
        house.child: (),
        mother: ("Ibu kandung",),
        father: ("Ayah kandung",),
        brother: ("saudara kandung",),
        grandmother: ("Nenek",),
        aunt: ("Bibi",),
    }
    assert [(row.person_id, row.is_derived) for row in family.siblings] == [(brother, True)]
    assert family.people[0].person_id == house.child
    assert {row.dossier_id for row in family.relations} == {house.case}


def test_a_relation_is_kept_once_whichever_side_it_was_told_from(house: House) -> None:
    mother = house.add("ibu", "parent", sex="female")
    for person_id, other_id, kind in ((house.child, mother, "parent"), (mother, house.child, "child")):
        with pytest.raises(actions.RelatedAlready):
            house.relate(person_id, other_id, kind)
    aunt = house.add("bibi", "spouse", to=mother)
    with pytest.raises(actions.RelatedAlready):
        house.relate(aunt, mother, "spouse")
    assert len(house.family().relations) == 2


@pytest.mark.parametrize(
    ("tell", "refusal", "field"),
    [
        (lambda h, m: h.relate(h.child, h.child, "parent"), actions.SamePerson, "other_id"),
        (lambda h, m: h.relate(m, h.child, "parent"), actions.OwnAncestor, "kind"),
        (lambda h, m: h.relate(m, h.child, "adoptive_parent"), actions.OwnAncestor, "kind"),
        (lambda h, m: h.relate(h.child, m, "boss"), actions.KindUnknown, "kind"),
        (
            lambda h, m: h.relate(h.child, m, "guardian", since=BORN - timedelta(1)),
            actions.DaysRefused,
            "since",
        ),
        (
            lambda h, m: h.relate(h.child, m, "guardian", since=clock.today(), until=BORN),
            actions.DaysRefused,
            "until",
        ),
        (
            lambda h, m: h.relate(h.child, m, "guardian", since=clock.today() + timedelta(1)),
            actions.DaysRefused,
            "since",
        ),
        (lambda h, m: h.add("muda", "parent", birth_on=BORN + timedelta(1)), actions.YoungerParent, "kind"),
        (lambda h, m: h.add("muda", "grandparent", age_years=3), actions.YoungerParent, "kind"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_kept(
    house: House, tell: Any, refusal: type, field: str
) -> None:
    mother = house.add("ibu", "parent", sex="female", age_years=34)
    people, events = apps.get_model("people.Person").objects.count(), EventRow.objects.count()
    with pytest.raises(refusal) as refused:
        tell(house, mother)
    assert refused.value.field == field
    assert str(refused.value.sentence).endswith(".")
    assert len(house.family().relations) == 1
    assert (apps.get_model("people.Person").objects.count(), EventRow.objects.count()) == (people, events)


def test_nobody_has_three_parents_by_birth_and_a_wrong_one_can_be_taken_back(house: House) -> None:
    house.add("ibu", "parent")
    wrong = house.add("ayah salah", "parent")
    with pytest.raises(actions.TwoParentsAlready):
        house.add("ayah", "parent")
    row = next(one for one in house.family().relations if one.other_id == wrong)
    actions.take_back_statement(house.dewi, case_id=house.case, about="relation", statement_id=row.id)
    father = house.add("ayah", "parent")
    assert father in words(house.family())
    with pytest.raises(NotFound):
        actions.take_back_statement(house.dewi, case_id=house.case, about="relation", statement_id=row.id)


def test_what_follows_from_the_parents_need_not_be_told(house: House) -> None:
    mother = house.add("ibu", "parent")
    sister = house.add("kakak", "child", to=mother)
    with pytest.raises(actions.FollowsAlready):
        house.relate(house.child, sister, "sibling")
    other = house.add("saudara", "sibling", sex="female")
    assert words(house.family())[other] == ("Saudara perempuan",)


def test_a_couple_that_parted_stays_told_with_its_days(house: House) -> None:
    mother, father = house.add("ibu", "parent"), house.add("ayah", "parent")
    wed = house.relate(mother, father, "spouse", since=date(2010, 1, 1))
    actions.end_relation(house.dewi, case_id=house.case, relation_id=wed, until=date(2020, 1, 1))
    row = next(one for one in house.family().relations if one.id == wed)
    assert (row.since, row.until, row.is_over) == (date(2010, 1, 1), date(2020, 1, 1), True)
    drawing = queries.draw_family(house.dewi, house.family())
    assert [line.is_over for line in drawing.lines if line.is_couple] == [True]
    again = house.relate(mother, father, "spouse", since=date(2022, 1, 1))
    with pytest.raises(actions.DaysRefused):
        actions.end_relation(house.dewi, case_id=house.case, relation_id=again, until=date(2021, 1, 1))


# --- homes, care, death -------------------------------------------------------------------------------------------


def test_a_home_has_people_from_a_day_until_a_day(house: House) -> None:
    grandmother = house.add("nenek", "grandparent")
    home = actions.open_household(
        house.dewi,
        case_id=house.case,
        name=f"{MARKER}rumah",
        person_ids=[house.child],
        since=date(2024, 1, 1),
    )
    with pytest.raises(actions.LivesThereAlready):
        actions.join_household(house.dewi, case_id=house.case, household_id=home, person_id=house.child)
    joined = actions.join_household(house.dewi, case_id=house.case, household_id=home, person_id=grandmother)
    assert house.family().households[0].here_now == {house.child, grandmother}
    yesterday = clock.today() - timedelta(1)
    actions.leave_household(house.dewi, case_id=house.case, membership_id=joined, until=yesterday)
    assert house.family().households[0].here_now == {house.child}
    for name, members, refusal in (
        ("", [house.child], actions.HouseholdNeedsName),
        ("Rumah", [], actions.HouseholdNeedsMembers),
    ):
        with pytest.raises(refusal):
            actions.open_household(house.dewi, case_id=house.case, name=name, person_ids=members)


def test_one_caregiver_is_the_primary_one(house: House) -> None:
    mother, grandmother = house.add("ibu", "parent"), house.add("nenek", "grandparent")

    def name(carer_id: UUID, **more: Any) -> UUID:
        return actions.name_caregiver(
            house.dewi, case_id=house.case, person_id=house.child, carer_id=carer_id, role="kin", **more
        )

    first = name(mother, is_primary=True)
    name(grandmother, is_primary=True)
    assert [(row.carer_id, row.is_primary) for row in house.family().carers_now] == [
        (grandmother, True),
        (mother, False),
    ]
    with pytest.raises(actions.CaresAlready):
        name(mother)
    with pytest.raises(actions.CaresForThemselves):
        name(house.child)
    actions.end_care(house.dewi, case_id=house.case, care_id=first, until=clock.today() - timedelta(1))
    assert [row.carer_id for row in house.family().carers_now] == [grandmother]


def test_a_death_is_kept_and_not_before_the_birth(house: House) -> None:
    father = house.add("ayah", "parent", birth_on=date(1980, 1, 1))
    with pytest.raises(actions.DaysRefused):
        actions.note_family_death(house.dewi, case_id=house.case, person_id=father, died_on=date(1979, 1, 1))
    actions.note_family_death(house.dewi, case_id=house.case, person_id=father, died_on=date(2020, 5, 1))
    person = house.family().person(father)
    assert person is not None
    assert person.died_on == date(2020, 5, 1)
    with pytest.raises(actions.DaysRefused):
        house.relate(house.child, father, "guardian", since=date(2021, 1, 1))


# --- how somebody is reached, and where they lived ----------------------------------------------------------------


def test_the_newest_word_on_reaching_somebody_counts_and_the_strictest_comes_first(house: House) -> None:
    mother = house.add("ibu", "parent")

    def tell(**given: Any) -> None:
        actions.keep_safe_contact(
            house.dewi, case_id=house.case, person_id=mother, given=SafeContactInput(**given)
        )

    everyday = Window(tuple(range(7)), time(0), time(23, 59))
    tell(channel="safe_phone", windows=(everyday,), words_to_avoid="laporan, kasus", who_may_answer="nenek")
    advice = queries.contact_advice_of(house.dewi, [mother, house.child])
    assert set(advice) == {mother}
    told = advice[mother]
    assert (told.is_never, told.is_safe_now, told.words_to_avoid) == (False, True, ("laporan, kasus",))
    with pytest.raises(actions.NeverNeedsReason):
        tell(is_never=True)
    with pytest.raises(actions.NothingTold):
        tell()
    with pytest.raises(actions.ContactUnknown):
        tell(channel="dove")
    with pytest.raises(actions.HoursRefused):
        tell(windows=(Window((0,), time(9), time(8)),))
    tell(is_never=True, never_reason="Ayah memegang teleponnya")
    assert queries.contact_advice_of(house.dewi, [mother])[mother].never_reasons == (
        "Ayah memegang teleponnya",
    )
    with acting(SYSTEM):
        kept = apps.get_model("families.SafeContact").objects
        assert (kept.count(), kept.filter(ended_at__isnull=True).count()) == (2, 1)


def test_moves_follow_each_other_and_the_last_one_is_where_somebody_lives(house: House) -> None:
    def move(**given: Any) -> UUID:
        return actions.note_move(
            house.dewi, case_id=house.case, person_id=house.child, given=StayInput(**given)
        )

    move(elsewhere="Malaysia", reason="migration", with_whom="ibu", since=date(2020, 1, 1))
    move(place_code=VILLAGE, reason="return", since=date(2023, 6, 1))
    move(place_code="35.04.01.1008", since=date(2021, 1, 1), until=date(2021, 2, 1))
    rows = queries.stays_of(house.dewi, [house.child])[house.child]
    assert [(row.since, row.until, row.is_present) for row in rows] == [
        (date(2023, 6, 1), None, True),
        (date(2021, 1, 1), date(2021, 2, 1), False),
        (date(2020, 1, 1), date(2023, 6, 1), False),
    ]
    assert rows[2].place_name == "Malaysia"
    for wrong, refusal in (
        ({}, actions.StayNeedsPlace),
        ({"place_code": "99.99"}, actions.StayNeedsPlace),
        ({"elsewhere": "Blitar", "reason": "whim"}, actions.MoveReasonUnknown),
        ({"elsewhere": "Blitar", "since": BORN - timedelta(days=1)}, actions.DaysRefused),
    ):
        with pytest.raises(refusal):
            move(**wrong)


def test_the_address_of_a_relative_is_written_down_in_the_case(house: House) -> None:
    mother = house.add("ibu", "parent")
    actions.keep_whereabouts(
        house.dewi,
        case_id=house.case,
        person_id=mother,
        address=AddressInput(phone="+62812", is_safe_to_call=True),
    )
    from anyam.registry.people.queries import address_of

    found = address_of(house.dewi, mother)
    assert found is not None
    assert found.phone == "+62812"


# --- who may, and what others learn -------------------------------------------------------------------------------


def test_only_who_works_on_the_case_tells_and_reads(house: House) -> None:
    mother = house.add("ibu", "parent")
    stranger = house.maya
    with pytest.raises(NotFound):
        actions.relate_people(
            stranger, case_id=house.case, given=RelationInput(house.child, mother, "guardian")
        )
    with pytest.raises(NotAllowed):
        actions.relate_people(
            house.cast.wulan, case_id=house.case, given=RelationInput(house.child, mother, "guardian")
        )
    seen = queries.family_around(stranger, house.child)
    assert (seen.relations, len(seen.people)) == ((), 1)
    assert MARKER not in seen.people[0].name
    with acting(stranger):
        for name in ("Relation", "Household", "Membership", "Care", "SafeContact", "Stay"):
            assert not apps.get_model(f"families.{name}").objects.exists()


def test_a_person_out_of_sight_cannot_be_drawn_into_a_family(house: House) -> None:
    _case, hidden = house.elsewhere()
    with pytest.raises(NotFound):
        house.relate(house.child, hidden, "sibling")


def test_a_relation_told_in_a_hidden_case_neither_shows_nor_refuses(house: House) -> None:
    """Both know the father; only Maya's case tells that he is the child's father and whose son he is."""
    father = house.add("ayah", "other_kin", sex="male")
    hidden, other_child = house.elsewhere()
    with acting(SYSTEM):
        for person_id in (father, house.child):
            apps.get_model("people.Presence").objects.create(person_id=person_id, dossier_id=hidden)
    before = house.family()
    for given in (
        RelationInput(house.child, father, "parent"),
        RelationInput(other_child, father, "parent"),
        RelationInput(father, house.child, "guardian"),
    ):
        actions.relate_people(house.maya, case_id=hidden, given=given)
    assert house.family() == before
    # What would contradict the hidden relation is not refused: a refusal would betray it.
    house.relate(father, house.child, "parent")
    assert len(queries.family_around(house.maya, house.child).siblings) == 1


def test_who_is_barred_reads_nothing_of_the_family(house: House) -> None:
    house.add("ibu", "parent")
    officer = house.cast.person("Kerabat", house.cast.centre, Role.CASE_MANAGER)
    cases.assign_case(
        house.ningsih, case_id=house.case, manager_id=house.dewi.user_id, worker_id=officer.user_id
    )
    assert len(house.family(officer).people) > 1
    cases.assign_case(house.ningsih, case_id=house.case, manager_id=house.dewi.user_id, worker_id=None)
    cases.block_person(house.dewi, case_id=house.case, user_id=officer.person_id, reason=BlockReason.KIN)
    assert house.family(officer).relations == ()


def test_events_of_families_hold_no_words(house: House) -> None:
    mother = house.add("ibu", "parent")
    actions.open_household(house.dewi, case_id=house.case, name=f"{MARKER}rumah", person_ids=[mother])
    actions.keep_safe_contact(
        house.dewi,
        case_id=house.case,
        person_id=mother,
        given=SafeContactInput(is_never=True, never_reason=f"{MARKER}alasan"),
    )
    told = EventRow.objects.filter(
        case_id=house.case, kind__in=("people_related", "household_changed", "safe_contact_kept")
    )
    assert told.count() == 3
    assert not any(MARKER in str(row.payload) for row in told)


def test_contradicting_dossiers_are_shown_as_such_and_drawn_all_the_same(house: House) -> None:
    mother = house.add("ibu", "parent")
    with acting(SYSTEM):
        apps.get_model("families.Relation").objects.create(
            dossier_id=house.case, person_id=mother, other_id=house.child, kind="parent", told_at=clock.now()
        )
    family = house.family()
    assert len(family.relations) == len(family.contradictions) == 1
    assert len(queries.draw_family(house.dewi, family).spots) == len(family.people)
