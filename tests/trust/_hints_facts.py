"""What actions on facts and interviews need that their parameters' names do not say."""

from __future__ import annotations

from anyam.casework.facts.results import FactInput
from anyam.foundation.core import clock
from tests.contracts.facts import a_talk, planned_talk
from tests.trust._world import Hint

HINTS: dict[str, Hint] = {
    "note_fact": Hint(lambda world: {"given": FactInput("school", "SDN 1", "child", clock.today())}),
    "confirm_fact": Hint(lambda world: {"source": "document", "said_on": clock.today()}),
    "dispute_fact": Hint(lambda world: {"value": "Nenek", "source": "document", "said_on": clock.today()}),
    "settle_fact": Hint(lambda world: {"reason": "document"}),
    "withdraw_fact": Hint(lambda world: {"reason": "mistyped"}),
    "note_interview": Hint(lambda world: {"given": a_talk(world.cast, "family")}),
    "plan_interview": Hint(lambda world: {"given": planned_talk(world.cast, "family")}),
    "finish_interview": Hint(
        lambda world: {"on": clock.today(), "setting": "shelter", "companion": "parent"}
    ),
    "cancel_interview": Hint(lambda world: {"reason": "not_needed"}),
    "use_record": Hint(lambda world: {"topics": ["sexual"], "on": clock.today()}),
    "ask_to_join_interview": Hint(lambda world: {"topics": ["wishes"], "on": clock.today()}),
}
