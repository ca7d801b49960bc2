"""Making people known and keeping what is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from anyam.foundation.access import Actor, NotFound, OutsideAction, Permission, action, require
from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.registry.people.actions import (
    IdentityRefused,
    change_address,
    change_identity,
    note_death,
    register_person,
)
from anyam.registry.people.models import Identity, NameKey, Person, SafeAddress
from anyam.registry.people.queries import (
    address_of,
    find_people,
    get_identity,
    lifetimes_of,
    masked_names_of,
    names_of,
)
from anyam.registry.people.results import AddressInput, IdentityInput, PersonInput
from tests.registry.people.conftest import register

pytestmark = pytest.mark.django_db

NIK = "3504014203170001"


@action()
def correct(actor: Actor, person_id: UUID, given: IdentityInput, *, is_child: bool = True) -> None:
    """What a case does around the step."""
    require(actor, Permission.SEE_IDENTITY)
    change_identity(actor, person_id, given, is_child=is_child)


@action()
def move(actor: Actor, person_id: UUID, given: AddressInput) -> None:
    require(actor, Permission.SEE_IDENTITY)
    change_address(actor, person_id, given)


@action()
def mourn(actor: Actor, person_id: UUID, died_on: date) -> None:
    require(actor, Permission.SEE_IDENTITY)
    note_death(actor, person_id, died_on)


def test_one_word_is_a_whole_name_and_papers_are_not_needed(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name=" Slamet  ", age_years=9))
    who = get_identity(front_office, child)
    assert (who.full_name, who.nik, who.birth_precision, who.is_child) == ("Slamet", "", "estimate", True)
    assert not SafeAddress.objects.exists()


def test_a_child_without_a_name_is_called_after_the_mother_or_not_at_all(front_office: Actor) -> None:
    with translation.override("en"):
        found = register(front_office, PersonInput(mother_name="Painem"))
        unknown = register(front_office, PersonInput())
        names = names_of(front_office, [found, unknown])
    assert names[found].full_name == "Child of Painem"
    assert names[found].masked_name == "Child of P•••"
    assert names[unknown].full_name == "Name not known"


def test_a_child_not_yet_born_can_be_written_down(front_office: Actor) -> None:
    due = clock.today() + timedelta(days=60)
    child = register(front_office, PersonInput(birth_on=due, birth_precision="unborn"))
    who = get_identity(front_office, child)
    assert (who.birth_on, who.is_child, names_of(front_office, [child])[child].age_years) == (due, True, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"birth_on": date(1996, 1, 1)}, "birth_on"),
        ({"age_years": 30}, "age_years"),
        ({"age_years": -1}, "age_years"),
        ({"age_years": 500}, "age_years"),
        ({"birth_on": date(2999, 1, 1)}, "birth_on"),
        ({"birth_on": date(2999, 1, 1), "birth_precision": "unborn"}, "birth_on"),
        ({"nik": "123"}, "nik"),
        ({"kk": "x" * 16}, "kk"),
        ({"full_name": "x" * 201}, "full_name"),
        ({"sex": "other"}, "sex"),
        ({"birth_precision": "about"}, "birth_precision"),
        ({"place_code": "99.99.99.9999"}, "place_code"),
        ({"rt": "0001"}, "rt"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(
    front_office: Actor, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(IdentityRefused) as refused:
        register(front_office, replace(PersonInput(full_name="Slamet"), **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert str(refused.value.sentence)
    assert not Person.objects.exists()


def test_a_grown_up_of_thirty_can_be_written_down_as_one(front_office: Actor) -> None:
    mother = register(front_office, PersonInput(full_name="Painem", age_years=30), is_child=False)
    assert get_identity(front_office, mother).is_child is False


def test_control_and_direction_characters_never_reach_a_name(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Sla\x00met\u202e", nickname="\u200fMet"))
    who = get_identity(front_office, child)
    assert (who.full_name, who.nickname) == ("Slamet", "Met")


def test_a_corrected_name_is_found_and_the_old_one_no_longer(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    correct(front_office, child, IdentityInput(full_name="Painem", other_names="Sutinah"))
    assert [match.person_id for match in find_people(front_office, name="Painem")] == [child]
    assert [match.person_id for match in find_people(front_office, name="Soetinah")] == [child]
    assert find_people(front_office, name="Slamet") == []


def test_what_did_not_change_leaves_no_event(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    correct(front_office, child, IdentityInput(full_name="Slamet"))
    assert not EventRow.objects.filter(kind="identity_changed").exists()
    correct(front_office, child, IdentityInput(full_name="Slamet", nik=NIK))
    [told] = EventRow.objects.filter(kind="identity_changed")
    assert told.payload["fields"] == ["nik"]


def test_a_corrected_child_stays_a_child(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    with pytest.raises(IdentityRefused):
        correct(front_office, child, IdentityInput(full_name="Slamet", birth_on=date(1990, 1, 1)))


def test_no_event_carries_a_name_a_number_or_an_address(front_office: Actor) -> None:
    child = register(
        front_office, PersonInput(full_name="ZZNAMA", nik=NIK, address="ZZALAMAT", mother_name="ZZIBU")
    )
    move(front_office, child, AddressInput(address="ZZBARU", is_secret=True))
    told = " ".join(str(event.payload) for event in EventRow.objects.all())
    assert "ZZ" not in told
    assert NIK not in told


def test_the_table_of_keys_holds_nothing_readable(front_office: Actor) -> None:
    register(front_office, PersonInput(full_name="Painem Rahayu", nik=NIK))
    for key in NameKey.objects.all():
        assert len(bytes(key.key)) == 16
        assert b"painem" not in bytes(key.key)


def test_the_safety_of_an_address_is_kept(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet", phone="0812", is_safe_to_call=False))
    where = address_of(front_office, child)
    assert where
    assert (where.phone, where.is_safe_to_call, where.is_secret) == ("0812", False, False)
    move(front_office, child, AddressInput(address="Rumah aman", is_secret=True))
    where = address_of(front_office, child)
    assert where
    assert (where.address, where.phone, where.is_secret) == ("Rumah aman", "", True)
    assert address_of(front_office, uuid4()) is None


def test_a_death_is_not_in_the_future(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    with pytest.raises(IdentityRefused):
        mourn(front_office, child, clock.today() + timedelta(days=1))
    mourn(front_office, child, clock.today())
    assert get_identity(front_office, child).died_on == clock.today()


def test_who_opens_an_identity_is_kept(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    case_id = uuid4()
    get_identity(front_office, child, case_id=case_id)
    assert Look.objects.filter(part="identity", subject_id=child, case_id=case_id).count() == 1
    with pytest.raises(NotFound):
        get_identity(front_office, uuid4())


def test_without_the_permission_nobody_is_named(front_office: Actor, regent_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Slamet"))
    for asked in (
        lambda: get_identity(regent_office, child),
        lambda: names_of(regent_office, [child]),
        lambda: masked_names_of(regent_office, [child]),
        lambda: address_of(regent_office, child),
        lambda: lifetimes_of(regent_office, [child]),
    ):
        with pytest.raises(NotFound):
            asked()


def test_masked_names_show_first_letters_only(front_office: Actor) -> None:
    child = register(front_office, PersonInput(full_name="Siti Aminah", nickname="Ami"))
    name = masked_names_of(front_office, [child])[child]
    assert (name.full_name, name.nickname) == ("S••• A•••", "")


def test_the_steps_run_inside_an_action_that_has_asked_only(front_office: Actor) -> None:
    with pytest.raises(OutsideAction):
        register_person(front_office, PersonInput(full_name="Slamet"), is_child=True, dossier_id=uuid4())
    assert not Identity.objects.exists()
