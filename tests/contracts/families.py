"""What the child's case tells of a family, for every address about it."""

from __future__ import annotations

from typing import Any

from anyam.casework.cases.queries import get_family_circle
from anyam.registry.families import actions
from anyam.registry.families.results import SafeContactInput, StayInput
from anyam.registry.people.results import AddressInput, PersonInput
from tests.cast import MARKER, PHONE_MARKER, Cast, Story

PEOPLE = ("person", "contact", "whereabouts", "move", "death")


def family_of(cast: Cast, story: Story) -> dict[str, Any]:
    """A grandmother who cares, in whose house the child lives; how they are reached, and where the child was."""
    dewi, case_id, child = cast.dewi, story.case_id, story.child_id
    grandmother = actions.add_family_member(
        dewi,
        case_id=case_id,
        person=PersonInput(full_name=f"{MARKER}suminah", sex="female", age_years=61),
        to_id=child,
        kind="grandparent",
    )
    address = AddressInput(address=f"{MARKER}alamat nenek", phone=f"{PHONE_MARKER}7", is_safe_to_call=True)
    actions.keep_whereabouts(dewi, case_id=case_id, person_id=grandmother, address=address)
    for person_id in (child, grandmother):
        given = SafeContactInput(is_never=True, never_reason=f"{MARKER}ayah memegang telepon")
        actions.keep_safe_contact(dewi, case_id=case_id, person_id=person_id, given=given)
    stay = StayInput(elsewhere=f"{MARKER}Malaysia", with_whom=f"{MARKER}bibi")
    actions.note_move(dewi, case_id=case_id, person_id=child, given=stay)
    household_id = actions.open_household(dewi, case_id=case_id, name=f"{MARKER}rumah", person_ids=[child])
    care_id = actions.name_caregiver(
        dewi, case_id=case_id, person_id=child, carer_id=grandmother, role="kin", is_primary=True
    )
    family = get_family_circle(dewi, case_id).family
    relation = family.relations[0].id
    return {
        **{f"families:{name}:person_id": child for name in PEOPLE},
        "kin_id": grandmother,
        "relation_id": relation,
        "household_id": household_id,
        "membership_id": family.households[0].members[0].id,
        "care_id": care_id,
        "families:take_back:about": "hubungan",
        "statement_id": relation,
    }
