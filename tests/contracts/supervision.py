"""Supervision around the child's case: Yusuf goes away and Dewi is asked, Dewi leaves, Ningsih and Yusuf will meet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.results import AbsenceInput
from anyam.foundation.core import clock
from tests.cast import MARKER, Cast, Story


def supervision_of(cast: Cast, story: Story) -> dict[str, Any]:
    first_on = clock.today() + timedelta(days=4)
    goes, leaves = (
        actions.plan_absence(who, absence=AbsenceInput(who.person_id, stand_in.person_id, first, last))
        for who, stand_in, first, last in (
            (cast.yusuf, cast.dewi, first_on, first_on + timedelta(days=5)),
            (cast.dewi, cast.yusuf, first_on + timedelta(days=20), None),
        )
    )
    line = next(one for one in queries.get_absence(cast.yusuf, goes).lines if one.case_id == story.case_id)
    actions.prepare_handover(
        cast.yusuf,
        handover_id=line.id,
        to_id=cast.dewi.person_id,
        safety_note=f"{MARKER}jangan telepon rumah",
        family_told="told",
    )
    session_id = actions.plan_session(
        cast.ningsih, worker_id=cast.yusuf.person_id, on=clock.today() + timedelta(days=2)
    )
    actions.prepare_session(
        cast.yusuf, session_id=session_id, wishes=f"{MARKER}kasus ini", wellbeing=f"{MARKER}lelah"
    )
    decision_id = actions.decide_in_case(
        cast.ningsih,
        session_id=session_id,
        case_id=story.case_id,
        words=f"{MARKER}cari rumah aman",
        owner_id=cast.yusuf.person_id,
        due_on=clock.today() + timedelta(days=3),
    )
    return {
        "absence_id": goes,
        "supervision:complete_leaving:absence_id": leaves,
        "handover_id": line.id,
        "session_id": session_id,
        "supervision:decision:decision_id": decision_id,
        **{f"supervision:{name}:user_id": cast.yusuf.user_id for name in ("worker", "plan_session")},
    }
