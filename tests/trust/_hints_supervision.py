"""What actions on supervision need that their parameters' names do not say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.results import AbsenceInput, TermsInput
from anyam.foundation.core import clock
from tests.trust._world import Hint, World, of_value

SUB_DISTRICT = "35.04.11"


def _is_away(world: World) -> None:
    """Yusuf goes today and Dewi has said yes: the case is with her."""
    cast, today = world.cast, clock.today()
    actions.end_absence(cast.yusuf, absence_id=world.values["absence_id"])
    leaving = world.values["supervision:complete_leaving:absence_id"]
    actions.end_absence(cast.dewi, absence_id=leaving)
    until = today + timedelta(days=1)
    absence = AbsenceInput(cast.yusuf.person_id, cast.dewi.person_id, today, until)
    world.values["now_away"] = actions.plan_absence(cast.yusuf, absence=absence)
    world.values["with_stand_in"] = queries.get_absence(cast.yusuf, world.values["now_away"]).lines[0].id
    _hand_over(cast.yusuf, world.values["with_stand_in"], cast.dewi)


def _is_back(world: World) -> None:
    _is_away(world)
    actions.end_absence(world.cast.yusuf, absence_id=world.values["now_away"])


def _all_said_yes(world: World) -> None:
    """Dewi, who leaves, has somebody of her office for every case."""
    cast = world.cast
    leaving = world.values["supervision:complete_leaving:absence_id"]
    for line in queries.get_absence(cast.dewi, leaving).lines:
        _hand_over(cast.dewi, line.id, cast.bagus)


def _hand_over(who: Any, handover_id: UUID, to: Any) -> None:
    actions.prepare_handover(
        who, handover_id=handover_id, to_id=to.person_id, safety_note="Aman", family_told="told"
    )
    actions.answer_handover(to, handover_id=handover_id, takes=True)


HINTS: dict[str, Hint] = {
    "state_worker_terms": Hint(
        lambda world: {"user_id": world.cast.yusuf.person_id, "given": TermsInput(50, "part_time")}
    ),
    "state_travel_zone": Hint(lambda world: {"place_code": SUB_DISTRICT, "zone": "far", "source": "Rapat"}),
    "assign_worker": Hint(
        lambda world: (
            {"manager_id": world.cast.dewi.person_id, "worker_id": world.cast.bagus.person_id}
            | {"despite": "team"}
        )
    ),
    "plan_absence": Hint(
        lambda world: {
            "absence": AbsenceInput(
                world.cast.bagus.person_id,
                world.cast.yusuf.person_id,
                clock.today() + timedelta(days=30),
                clock.today() + timedelta(days=35),
            )
        }
    ),
    "complete_leaving": Hint(
        lambda world: {"absence_id": world.values["supervision:complete_leaving:absence_id"]}, _all_said_yes
    ),
    "prepare_handover": Hint(
        lambda world: {"to_id": world.cast.dewi.person_id, "safety_note": "Aman", "family_told": "told"}
    ),
    "answer_handover": Hint(lambda world: {"takes": True}),
    "give_case_back": Hint(
        lambda world: {"handover_id": world.values["with_stand_in"], "happened": "Tidak ada"}, _is_back
    ),
    "plan_session": Hint(lambda world: {"worker_id": world.cast.dewi.person_id}),
    "hold_session": Hint(lambda world: {"case_ids": [world.story.case_id], "notes": "Baik", "next_on": None}),
    "decide_in_case": Hint(
        lambda world: {"owner_id": world.cast.yusuf.person_id, "words": "Cari rumah aman"}
    ),
    "finish_case_decision": of_value("decision_id", "supervision:decision:decision_id", words="Sudah"),
}
