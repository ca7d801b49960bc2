"""What actions on families need that their parameters' names do not say."""

from __future__ import annotations

from typing import Any

from anyam.foundation.core import clock
from anyam.registry.families.results import RelationInput, SafeContactInput, StayInput
from anyam.registry.people.results import AddressInput, PersonInput
from tests.trust._world import Hint, World


def _of_child(**more: Any) -> Hint:
    return Hint(lambda world: {"person_id": world.story.child_id, **more})


def _relation(world: World) -> dict[str, Any]:
    return {"given": RelationInput(world.story.child_id, world.values["kin_id"], "guardian")}


HINTS: dict[str, Hint] = {
    "add_family_member": Hint(
        lambda world: {
            "person": PersonInput(full_name="Bibi", sex="female"),
            "to_id": world.story.child_id,
            "kind": "uncle_aunt",
            "source": "child",
        }
    ),
    "relate_people": Hint(_relation),
    "end_relation": Hint(lambda world: {"until": clock.today()}),
    "take_back_statement": Hint(lambda world: {"about": "relation"}),
    "open_household": Hint(
        lambda world: {"name": "Rumah", "person_ids": [world.story.child_id], "since": None}
    ),
    "join_household": Hint(lambda world: {"person_id": world.values["kin_id"], "since": None}),
    "leave_household": Hint(lambda world: {"until": clock.today()}),
    "name_caregiver": Hint(
        lambda world: {
            "person_id": world.values["kin_id"],
            "carer_id": world.story.child_id,
            "role": "informal",
            "since": None,
        }
    ),
    "end_care": Hint(lambda world: {"until": clock.today()}),
    "keep_safe_contact": _of_child(given=SafeContactInput(channel="in_person")),
    "keep_whereabouts": _of_child(address=AddressInput(phone="0355321000")),
    "note_move": _of_child(given=StayInput(elsewhere="Blitar")),
    "note_family_death": Hint(lambda world: {"person_id": world.values["kin_id"], "died_on": clock.today()}),
}
