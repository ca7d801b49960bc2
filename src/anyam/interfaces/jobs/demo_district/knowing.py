"""What is known about a child of the demo district, and how often it was asked what happened.

Chance is drawn from a source of each case's own, so that the rest of the story stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from anyam.casework.cases.queries import case_ref
from anyam.casework.facts import actions
from anyam.casework.facts.choices import Difference, SettleReason
from anyam.casework.facts.queries import get_fact
from anyam.casework.facts.results import FactInput, InterviewInput
from anyam.foundation.core import clock

from .stage import tried

if TYPE_CHECKING:
    from .journey import CaseLife

_SCHOOLS = ("SDN 1 Ngunut", "SDN 2 Kedungwaru", "MI Al Hidayah", "SMPN 2 Boyolangu", "SMPN 1 Kauman")
_CARERS = ("Bibi dari pihak ibu", "Nenek", "Kakak perempuan")
_RECORDS = ("Unit PPA Polres, map perkara", "Ruang anak ULT PSAI, lemari terkunci")
_REASONS = ("new_event", "childs_wish", "law_requires", "other_part")
_TOLD = ("sexual", "trafficking", "violence", "custody")
_OLD_ENOUGH = 7


def begin_knowing(case: CaseLife) -> None:
    """After the assessment: what papers show is noted, two sources differ, and the police ask as well."""
    chance = Random(f"{case.child.born_on}-{case_ref(case.carer, case.id).number}")  # noqa: S311
    _after(case, 2, partial(_note_papers, case, chance))
    if chance.random() < 0.2:
        _after(case, 12, partial(_hear_otherwise, case, chance))
    is_asked = case.child.age_on(clock.today()) >= _OLD_ENOUGH
    if is_asked and case.story.concern.code.startswith(_TOLD):
        _after(case, 3, partial(_talk, case, _asked_by(case, "ult_psai", "social_worker", "safety")))
        _after(case, 16, partial(_ask_again, case, chance, "polres", "investigator", "investigation"))
        if chance.random() < 0.5:
            _after(case, 40, partial(_ask_again, case, chance, "rsud", "psychologist", "assessment"))


def _after(case: CaseLife, hours: float, deed: Callable[[], Any]) -> None:
    case.stage.at(case.stage.later(hours), case.if_open(deed))


def _note(case: CaseLife, kind: str, value: object, source: str, **more: Any) -> None:
    given = FactInput(kind, value, source, clock.today(), **more)
    actions.note_fact(case.carer, dossier_id=case.id, given=given)


def _note_papers(case: CaseLife, chance: Random) -> None:
    _note(case, "language", ["javanese", "indonesian"], "observed")
    _note(case, "reach_safely", chance.choice(("safe_phone", "in_person")), "child")
    if case.child.age_on(clock.today()) >= _OLD_ENOUGH:
        _note(case, "school", chance.choice(_SCHOOLS), "document", whence="Rapor")


def _hear_otherwise(case: CaseLife, chance: Random) -> None:
    """Somebody names another carer; the case manager finds out which is right, where there was time for it."""
    _note(case, "carer", "Ibu", "caregiver")
    _note(case, "carer", chance.choice(_CARERS), "child", difference=Difference.DISAGREES)
    if chance.random() < 0.7:
        _after(case, 30, partial(_settle, case))


def _settle(case: CaseLife) -> None:
    values = [value for value in get_fact(case.manager, case.id, "carer").row.values if value.may_keep]
    if values:
        actions.settle_fact(
            case.manager, dossier_id=case.id, keep_id=values[-1].id, reason=SettleReason.CHILD
        )


def _asked_by(case: CaseLife, agency: str, role: str, purpose: str) -> InterviewInput:
    return InterviewInput(
        on=clock.today(),
        topics=("what_happened",),
        agency_id=case.district.agency_ids[agency],
        role=role,
        purpose=purpose,
        basis="sppa" if purpose == "investigation" else "protection",
        setting="child_room",
        companion="social_worker",
        records=("video",) if purpose == "investigation" else ("notes",),
        record_place=_RECORDS[0] if purpose == "investigation" else _RECORDS[1],
    )


def _talk(case: CaseLife, given: InterviewInput, despite: str | None = None) -> None:
    actions.note_interview(case.carer, dossier_id=case.id, given=given, despite=despite)


def _ask_again(case: CaseLife, chance: Random, agency: str, role: str, purpose: str) -> None:
    """Somebody else wants to ask: most use the record, some go on with a reason, some plan it for another day."""
    given = _asked_by(case, agency, role, purpose)
    try:
        with tried():
            _talk(case, given)
    except actions.AskedAlready:
        drawn = chance.random()
        if drawn < 0.5:
            actions.use_record(case.carer, dossier_id=case.id, topics=given.topics, on=given.on)
        elif drawn < 0.8:
            _talk(case, given, chance.choice(_REASONS))
        else:
            _plan(case, given, chance.choice(_REASONS))


def _plan(case: CaseLife, given: InterviewInput, despite: str) -> None:
    """In a week; what lies in the past by then is entered on its day."""
    planned = InterviewInput(
        on=clock.today() + timedelta(days=7),
        topics=given.topics,
        agency_id=given.agency_id,
        role=given.role,
        purpose=given.purpose,
        basis=given.basis,
    )
    interview_id = actions.plan_interview(case.carer, dossier_id=case.id, given=planned, despite=despite)

    def enter() -> None:
        actions.finish_interview(
            case.carer,
            interview_id=interview_id,
            on=clock.today(),
            setting=given.setting,
            companion=given.companion,
            records=given.records,
            record_place=given.record_place,
        )

    case.stage.at(clock.now() + timedelta(days=7, hours=1), case.if_open(enter))
