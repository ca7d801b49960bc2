"""What is known about the child of the story, and when it was asked, for every part of their addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from anyam.casework.facts import actions
from anyam.casework.facts.results import FactInput, InterviewInput
from anyam.foundation.core import clock
from tests.cast import MARKER, Cast, Story


def a_talk(cast: Cast, *topics: str, days: int = 0, **more: Any) -> InterviewInput:
    """Held in a room for children and kept by the police, unless more is said."""
    given = {
        "setting": "child_room",
        "companion": "social_worker",
        "records": ("video",),
        "record_place": f"{MARKER}lemari",
        **more,
    }
    return InterviewInput(
        on=clock.today() + timedelta(days=days),
        topics=topics or ("sexual",),
        agency_id=cast.police.id,
        role="investigator",
        purpose="investigation",
        basis="sppa",
        **given,
    )


def planned_talk(cast: Cast, *topics: str) -> InterviewInput:
    return a_talk(cast, *topics, days=3, setting="", companion="", records=(), record_place="")


def facts_of(cast: Cast, story: Story) -> dict[str, Any]:
    """Two who disagree about who cares for the child, one interview held and one to come."""
    for value, source in ((f"{MARKER}bibi", "child"), (f"{MARKER}kakek", "caregiver")):
        fact_id = actions.note_fact(
            cast.dewi,
            dossier_id=story.case_id,
            given=FactInput("carer", value, source, clock.today(), f"{MARKER}kartu", "disagrees"),
        )
    actions.note_interview(cast.dewi, dossier_id=story.case_id, given=a_talk(cast))
    interview_id = actions.plan_interview(
        cast.dewi, dossier_id=story.case_id, given=planned_talk(cast, "wishes")
    )
    return {
        "fact_kind": "carer",
        "fact_id": fact_id,
        "keep_id": fact_id,
        "interview_id": interview_id,
        "dossier_id": story.case_id,
    }
