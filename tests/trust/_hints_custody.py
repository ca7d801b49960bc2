"""What actions on a child before the law need that their parameters' names do not say."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps

from anyam.casework.custody import actions, queries
from anyam.casework.custody.results import HoldInput, LimitInput, MatterInput, TermInput
from anyam.foundation.core import clock
from tests.contracts.custody import LIMITS, all_no, held_at_police
from tests.trust._world import Hint, World, saying


def _free(world: World) -> None:
    actions.end_hold(
        world.cast.dewi, hold_id=world.values["hold_id"], reason="released", ended_at=clock.now()
    )


def _owed(world: World) -> None:
    """A new matter, whose diversion waits to be offered."""
    dewi, case_id = world.cast.dewi, world.story.case_id
    actions.end_matter(dewi, case_id=case_id, ending="stopped")
    actions.keep_matter(dewi, case_id=case_id, matter=MatterInput("investigation", clock.now()))
    found = queries.before_the_law(dewi, case_id).diversions
    world.values["owed_diversion"] = next(one.id for one in found if one.state == "to_offer")


def _offered(world: World) -> None:
    _owed(world)
    actions.offer_diversion(
        world.cast.dewi, diversion_id=world.values["owed_diversion"], offered_at=clock.now()
    )


def _long_over(world: World) -> None:
    holds = apps.get_model("custody.Hold").objects.filter(pk=world.values["hold_id"])
    holds.update(began_at=clock.now() - timedelta(days=60))


def _passed_on(world: World) -> dict[str, Any]:
    return {"hold": HoldInput("prosecution", world.cast.police.id, "lpas", clock.now())}


def _newer_rows(world: World) -> None:
    items = json.loads(LIMITS.read_text(encoding="utf-8"))["items"]
    world.values["limits_folder"] = folder = TemporaryDirectory()
    file = Path(folder.name) / "legal_limits.json"
    file.write_text(json.dumps({"items": [{**one, "version": 2} for one in items]}), encoding="utf-8")
    world.values["limits_file"] = file


HINTS: dict[str, Hint] = {
    "ask_second_rating": Hint(
        lambda world: {"facts": all_no(), "level": "low", "colleague_id": world.cast.ningsih.person_id}
    ),
    "rate_second": Hint(lambda world: {"facts": all_no(), "level": "low"}),
    "record_hold": Hint(lambda world: {"hold": held_at_police(world.cast)}, _free),
    "extend_hold": Hint(lambda world: {"number": "B-12/2026", "ordered_at": clock.now()}),
    "pass_on_hold": Hint(_passed_on),
    "end_hold": Hint(lambda world: {"reason": "released", "ended_at": clock.now()}),
    "keep_matter": Hint(lambda world: {"matter": MatterInput("prosecution", clock.now())}),
    "end_matter": saying(ending="measure"),
    "offer_diversion": Hint(
        lambda world: {"diversion_id": world.values["owed_diversion"], "offered_at": clock.now()}, _owed
    ),
    "settle_diversion": Hint(
        lambda world: {
            "diversion_id": world.values["owed_diversion"],
            "is_agreed": True,
            "terms": [TermInput("peace", clock.today() + timedelta(days=3))],
        },
        _offered,
    ),
    "settle_term": saying(is_kept=False),
    "ask_social_paper": Hint(
        lambda world: {"kind": "social", "agency_id": world.cast.police.id, "asked_at": clock.now()}
    ),
    "hand_over_social_paper": Hint(lambda world: {"number": "LIT-1", "handed_over_at": clock.now()}),
    "load_legal_limits": Hint(lambda world: {"file": world.values["limits_file"]}, _newer_rows),
    "change_legal_limit": Hint(
        lambda world: {
            "code": "hold.arrest",
            "limit": LimitInput(12, "hours", "Putusan", "", clock.today()),
        }
    ),
    "watch_custody": Hint(prepare=_long_over),
}
