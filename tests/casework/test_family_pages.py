"""The family page of a case: what it shows, what it asks for now, what it refuses, and what it keeps from whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref, get_family_circle, get_report
from anyam.casework.cases.results import ChildInput, ReportedPersonInput
from anyam.casework.rights.actions.emptying import empty
from anyam.casework.rights.choices import DestructionPart
from anyam.foundation.access import Actor, Permission, Role, action, require_any
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.families import actions as families
from anyam.registry.families.results import RelationInput, SafeContactInput, StayInput
from anyam.registry.people.results import AddressInput, PersonInput
from tests.cast import MARKER, SYSTEM, VILLAGE, Cast, a_report
from tests.trust.two_worlds import DRAWN_BY_LOT

pytestmark = pytest.mark.django_db


class Home:
    """Two sisters of one report, their father reported, their grandmother who cares; told by their case manager."""

    def __init__(self) -> None:
        self.cast = cast = Cast()
        self.dewi = cast.dewi
        children = tuple(
            ChildInput(full_name=f"{MARKER}{name}", sex="female", age_years=age, violence_forms=("physical",))
            for name, age in (("melati", 9), ("mawar", 6))
        )
        father = ReportedPersonInput(
            relation="father", full_name=f"{MARKER}karno", sex="male", age_years=41, lives_with_child=True
        )
        report_id = cases.take_report(
            cast.ratna, report=a_report(children=children, reported_persons=(father,))
        )
        cases.triage_report(cast.ratna, report_id=report_id, facts={"sexual_violence": True}, note="")
        cases.open_cases(cast.ningsih, report_id=report_id, manager_id=self.dewi.user_id)
        rows = get_report(self.dewi, report_id).children
        self.report_id = report_id
        self.case, self.sisters_case = (row.case_id for row in rows)
        self.child, self.sister = (row.person_id for row in rows)
        self.father = next(iter(get_family_circle(self.dewi, self.case).reported_ids))
        self.mother = self.add("painem", "parent", sex="female", age_years=34)
        self.relate(self.child, self.father, "parent")
        for parent in (self.mother, self.father):
            self.relate(self.sister, parent, "parent")
        self.grandmother = self.add("nenek", "parent", to=self.mother, sex="female", age_years=60)
        families.name_caregiver(
            self.dewi,
            case_id=self.case,
            person_id=self.child,
            carer_id=self.grandmother,
            role="kin",
            is_primary=True,
        )

    def add(self, name: str, kind: str, to: UUID | None = None, **known: Any) -> UUID:
        person = PersonInput(full_name=f"{MARKER}{name}", **known)
        return families.add_family_member(
            self.dewi, case_id=self.case, person=person, to_id=to or self.child, kind=kind
        )

    def relate(self, person_id: UUID, other_id: UUID, kind: str) -> UUID:
        return families.relate_people(
            self.dewi, case_id=self.case, given=RelationInput(person_id, other_id, kind)
        )

    def browser(self, actor: Actor | None = None) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(self.cast.user_of(actor or self.dewi))
        return client

    def page(self, name: str = "of_case", *parts: UUID, actor: Actor | None = None) -> str:
        answer = self.browser(actor).get(reverse(f"families:{name}", args=[self.case, *parts]))
        assert answer.status_code == 200, (name, answer.status_code)
        return str(answer.content.decode())


@pytest.fixture
def home(db: None) -> Home:
    return Home()


def test_the_page_says_who_is_who_who_cares_and_who_is_reported(home: Home) -> None:
    told = home.page()
    for name in ("melati", "mawar", "karno", "painem", "nenek"):
        assert f"{MARKER}{name}" in told
    assert "Terlapor dalam kasus ini" in told
    assert "Pengasuh utama" in told
    assert "saudara kandung" in told
    sisters = case_ref(home.dewi, home.sisters_case).number
    assert sisters in told
    assert told.count('class="kin') == 5
    assert "<desc" in told


def test_what_to_do_now_goes_away_as_it_is_done(home: Home) -> None:
    def asked() -> list[str]:
        return [one.page for one in get_family_circle(home.dewi, home.case).to_do]

    assert asked() == ["home", "contact"]
    families.open_household(
        home.dewi, case_id=home.case, name="Rumah nenek", person_ids=[home.child, home.grandmother]
    )
    families.keep_whereabouts(
        home.dewi,
        case_id=home.case,
        person_id=home.grandmother,
        address=AddressInput(phone="+62812", is_safe_to_call=True),
    )
    assert asked() == []
    families.name_caregiver(
        home.dewi, case_id=home.case, person_id=home.child, carer_id=home.father, role="parent"
    )
    [danger] = get_family_circle(home.dewi, home.case).to_do
    assert (danger.page, danger.is_urgent, danger.person_id) == ("visit", True, home.father)


def test_a_wish_that_cannot_be_is_refused_in_a_sentence_and_nothing_typed_is_lost(home: Home) -> None:
    address = reverse("families:relate", args=[home.case])
    typed = {
        "other_id": str(home.child),
        "kind": "parent",
        "person_id": str(home.grandmother),
        "note": "Catatan yang tidak boleh hilang",
    }
    answer = home.browser().post(address, typed)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "orang tua atau kakek-nenek bagi dirinya sendiri" in told
    assert escape(typed["note"]) in told
    assert f'<option value="{home.grandmother}" selected' in told
    answer = home.browser().post(
        reverse("families:add", args=[home.case]), {"full_name": "Parti", "kind": ""}
    )
    assert answer.status_code == 422
    assert "Parti" in answer.content.decode()


def test_every_form_is_sent_once_and_comes_back_to_where_it_began(home: Home) -> None:
    today = clock.today().isoformat()
    person = [home.case, home.grandmother]
    sent = [
        (
            "add",
            [home.case],
            {"full_name": "Parti", "kind": "sibling", "to_id": home.mother, "sex": "female"},
        ),
        ("relate", [home.case], {"other_id": home.grandmother, "kind": "guardian", "person_id": home.child}),
        ("home", [home.case], {"name": "Rumah nenek", "person_ids": [home.child], "since": today}),
        ("contact", person, {"channel": "safe_phone", "days": ["0"], "begin": "08:00", "end": "09:00"}),
        ("whereabouts", person, {"phone": "0812-3456-789", "is_safe_to_call": "yes"}),
        ("move", person, {"elsewhere": "Blitar", "since": today}),
        ("death", [home.case, home.father], {"died_on": today}),
    ]
    for name, parts, typed in sent:
        address = reverse(f"families:{name}", args=parts)
        assert home.browser().get(address).status_code == 200, name
        answer = home.browser().post(address, typed)
        assert answer.status_code == 302, (
            name,
            re.findall(r'class="[^"]*error[^"]*"[^>]*>[^<]*', answer.content.decode()),
        )
    family = get_family_circle(home.dewi, home.case).family
    ours = next(row for row in family.relations if row.kind == "guardian")
    member = family.households[0].members[0]
    care = family.care[0]
    ended = [
        ("end_relation", [home.case, ours.id]),
        ("leave", [home.case, member.id]),
        ("end_care", [home.case, care.id]),
    ]
    for name, parts in ended:
        assert (
            home.browser().post(reverse(f"families:{name}", args=parts), {"until": today}).status_code == 302
        ), name
    join = reverse("families:join", args=[home.case, family.households[0].id])
    assert home.browser().post(join, {"person_id": home.grandmother}).status_code == 302
    for about, statement in (("hubungan", ours.id), ("penghuni", member.id), ("pengasuhan", care.id)):
        answer = home.browser().post(reverse("families:take_back", args=[home.case, about, statement]))
        assert answer.status_code == 302, about
    family = get_family_circle(home.dewi, home.case).family
    assert not family.care
    assert {one.here_now for one in family.households} == {frozenset({home.grandmother})}


def test_how_somebody_can_be_reached_stands_wherever_their_telephone_does(home: Home) -> None:
    families.keep_safe_contact(
        home.dewi,
        case_id=home.case,
        person_id=home.child,
        given=SafeContactInput(is_never=True, never_reason=f"{MARKER}ayah memegang telepon"),
    )
    pages = [
        reverse("families:of_case", args=[home.case]),
        reverse("families:person", args=[home.case, home.child]),
        reverse("cases:summary", args=[home.case]),
        reverse("cases:record", args=[home.case]),
        reverse("referrals:new", args=[home.case, home.cast.hospital.service_id]),
    ]
    for address in pages:
        told = home.browser().get(address).content.decode()
        assert "Jangan pernah menelepon atau mengunjungi" in told, address
        assert f"{MARKER}ayah memegang telepon" in told, address


def test_a_secret_address_of_a_relative_is_not_shown_on_the_page_of_the_child(home: Home) -> None:
    for is_secret in (False, True):
        address = AddressInput(address=f"{MARKER}rumah aman", phone="+628123", is_secret=is_secret)
        families.keep_whereabouts(home.dewi, case_id=home.case, person_id=home.mother, address=address)
        told = home.page("person", home.mother)
        assert (f"{MARKER}rumah aman" in told, "+628123" in told or "0812" in told) == (
            not is_secret,
            not is_secret,
        )
    hidden = home.browser().get(reverse("families:whereabouts", args=[home.case, home.mother]))
    assert hidden.status_code == 404


# --- what is kept from whom -----------------------------------------------------------------------------------------


def _same(page: bytes) -> bytes:
    for drawn in DRAWN_BY_LOT:
        page = re.sub(drawn, b"", page, flags=re.MULTILINE)
    return page


def _all_pages(
    home: Home, actor: Actor, case_id: UUID, people: list[UUID]
) -> Iterator[tuple[str, int, bytes]]:
    client = home.browser(actor)
    addresses = [
        reverse(f"families:{name}", args=[case_id])
        for name in ("of_case", "drawing", "add", "relate", "care", "home")
    ]
    addresses += [
        reverse(f"families:{name}", args=[case_id, one])
        for name in ("person", "contact", "whereabouts", "move")
        for one in people
    ]
    addresses += [reverse(f"cases:{name}", args=[case_id]) for name in ("summary", "family", "record")]
    for address in addresses:
        answer = client.get(address)
        yield address, answer.status_code, _same(answer.content)


def test_parts_that_somebody_has_in_a_hidden_case_change_no_byte(home: Home) -> None:
    """At another agency the sister is the child of a case, the father is reported, and much is told of all of them."""
    maya, people = home.cast.maya, [home.child, home.sister, home.father, home.mother, home.grandmother]
    with clock.at(clock.now()):
        before = list(_all_pages(home, home.dewi, home.case, people))
        hidden = _hidden_case(home, people)
        told_there = len(get_family_circle(maya, hidden).family.relations)
        after = list(_all_pages(home, home.dewi, home.case, people))
    assert told_there > 0
    assert [row[1] for row in before] == [200] * len(before)
    for one, other in zip(before, after, strict=True):
        assert one == other, one[0]


def _hidden_case(home: Home, people: list[UUID]) -> UUID:
    maya = home.cast.maya
    child = ChildInput(person_id=home.sister, full_name=f"{MARKER}mawar", violence_forms=("physical",))
    report_id = cases.take_report(maya, report=a_report(children=(child,)))
    cases.triage_report(maya, report_id=report_id, facts={"sexual_violence": True}, note="")
    case_id = cases.open_cases(maya, report_id=report_id, manager_id=maya.user_id)
    with acting(SYSTEM):
        for one in {*people} - {home.sister}:
            apps.get_model("people.Presence").objects.create(person_id=one, dossier_id=case_id)
        apps.get_model("cases.ReportedPerson").objects.create(
            report_id=report_id, person_id=home.father, relation="father"
        )
    for given in (
        RelationInput(home.sister, home.father, "step_parent"),
        RelationInput(home.father, home.grandmother, "parent"),
        RelationInput(home.mother, home.father, "spouse"),
    ):
        families.relate_people(maya, case_id=case_id, given=given)
    families.open_household(
        maya, case_id=case_id, name=f"{MARKER}gudang", person_ids=[home.sister, home.father]
    )
    families.name_caregiver(
        maya, case_id=case_id, person_id=home.sister, carer_id=home.father, role="parent", is_primary=True
    )
    never = SafeContactInput(is_never=True, never_reason=f"{MARKER}rahasia")
    families.keep_safe_contact(maya, case_id=case_id, person_id=home.mother, given=never)
    families.note_move(maya, case_id=case_id, person_id=home.sister, given=StayInput(place_code=VILLAGE))
    return case_id


def test_a_blocked_officer_finds_nothing_of_the_family_and_the_sisters_case_betrays_nothing(
    home: Home,
) -> None:
    officer = home.cast.person("Kerabat", home.cast.centre, Role.CASE_MANAGER)
    for case_id in (home.case, home.sisters_case):
        cases.assign_case(
            home.cast.ningsih, case_id=case_id, manager_id=home.dewi.user_id, worker_id=officer.user_id
        )
    families.keep_safe_contact(
        home.dewi,
        case_id=home.case,
        person_id=home.mother,
        given=SafeContactInput(is_never=True, never_reason=f"{MARKER}alasan"),
    )
    assert f"{MARKER}nenek" in home.page(actor=officer)
    cases.assign_case(home.cast.ningsih, case_id=home.case, manager_id=home.dewi.user_id, worker_id=None)
    cases.block_person(home.dewi, case_id=home.case, user_id=officer.person_id, reason=BlockReason.KIN)
    for _address, status, content in _all_pages(home, officer, home.case, [home.mother]):
        assert status == 404
        assert MARKER.encode() not in content
    client = home.browser(officer)
    told = client.get(reverse("families:of_case", args=[home.sisters_case])).content.decode()
    # Every relation was told in the case that is barred now: the sister's page knows none of it.
    assert f"{MARKER}nenek" not in told
    assert f"{MARKER}painem" not in told
    assert f"{MARKER}alasan" not in told
    assert case_ref(home.dewi, home.case).number not in re.sub(r"(?s)<nav.*?</nav>", "", told)


# --- the end --------------------------------------------------------------------------------------------------------


@action()
def _destroy(actor: Actor, case_id: UUID, part: DestructionPart) -> dict[str, int]:
    require_any(actor, Permission.MANAGE_RETENTION)
    return empty(actor, case_id, part).counts


def test_what_was_told_of_a_family_goes_with_its_case(home: Home) -> None:
    families.note_move(
        home.dewi, case_id=home.case, person_id=home.child, given=StayInput(elsewhere="Blitar")
    )
    families.keep_safe_contact(
        home.dewi, case_id=home.case, person_id=home.child, given=SafeContactInput(channel="in_person")
    )
    families.open_household(home.dewi, case_id=home.case, name="Rumah", person_ids=[home.child])
    tables = ("Relation", "Household", "Membership", "Care", "SafeContact", "Stay")

    def kept() -> dict[str, int]:
        with acting(SYSTEM):
            return {name: apps.get_model(f"families.{name}").objects.count() for name in tables}

    assert all(kept().values())
    counts = _destroy(SYSTEM, home.case, DestructionPart.ADDRESS)
    assert (counts["stays"], counts["safe_contacts"]) == (1, 1)
    assert {name for name, count in kept().items() if not count} == {"SafeContact", "Stay"}
    _destroy(SYSTEM, home.case, DestructionPart.ALL)
    assert not any(kept().values())
    # The mother and the grandmother were known from this case alone; the sister and the father from the other one too.
    with acting(SYSTEM):
        names = apps.get_model("people.Identity").objects
        told = {
            one: bool(names.get(pk=one).full_name) for one in (home.mother, home.grandmother, home.sister)
        }
    assert told == {home.mother: False, home.grandmother: False, home.sister: True}
