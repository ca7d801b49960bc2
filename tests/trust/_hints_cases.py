"""What actions on reports, cases, referrals, consents and files need that their parameters' names do not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import F

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries as case_queries
from anyam.casework.cases.choices import ActionDecline, EmergencyReason
from anyam.casework.cases.results import AnswerInput
from anyam.casework.consents.choices import Answer, Manner, Purpose
from anyam.casework.consents.results import ConsentInput, Recipient
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import DeclineReason
from anyam.casework.sops.choices import Rung
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.core import clock
from anyam.registry.people.results import AddressInput, IdentityInput
from tests import instruments
from tests.cast import SYSTEM
from tests.trust._world import Hint, World, of_value, saying

LONG_AGO = timedelta(days=30)


def _on(name: str, prepare: Callable[[World], Any] | None = None, **more: Any) -> Hint:
    """The referral to act on, by its name in the story."""
    return Hint(lambda world: {"referral_id": getattr(world.story, name), **more}, prepare)


def _scheduled(world: World) -> None:
    when = clock.now() + timedelta(days=2)
    referrals.schedule_referral(world.cast.siti, referral_id=world.story.accepted_id, scheduled_for=when)


def _served(world: World) -> None:
    _scheduled(world)
    referrals.record_served(world.cast.siti, referral_id=world.story.accepted_id, served_on=clock.today())


def _asked(world: World) -> None:
    referrals.ask_information(world.cast.rudi, referral_id=world.story.referral_id, question="Apa?")


def _late(world: World) -> None:
    waiting = apps.get_model("referrals.Referral").objects.filter(pk=world.story.referral_id)
    waiting.update(response_due_at=clock.now() - timedelta(hours=1))


def _expired(world: World) -> None:
    _late(world)
    referrals.expire_due_referrals(SYSTEM)


def _late_work(world: World) -> None:
    items = apps.get_model("sops.WorkItem").objects.all()
    past = clock.now() - LONG_AGO
    items.update(starts_at=F("starts_at") - 2 * LONG_AGO, due_at=past, calls_at=past, next_rung=Rung.UNIT)


def _declined(world: World) -> None:
    referrals.decline_referral(
        world.cast.rudi, referral_id=world.story.referral_id, reason=DeclineReason.FULL
    )


def _closed(world: World) -> None:
    cases.close_case(world.cast.dewi, case_id=world.story.case_id, reason="moved_away", outcome="unknown")


def _triaged(world: World) -> None:
    cases.triage_report(
        world.cast.ratna, report_id=world.story.waiting_report_id, facts={"sexual_violence": True}
    )


def _agreed(world: World) -> None:
    cases.agree_plan(
        world.cast.dewi,
        case_id=world.story.case_id,
        agreed_on=clock.today(),
        review_on=clock.today() + timedelta(days=30),
        child_took_part=True,
        family_took_part=True,
    )


def _assessing(world: World) -> None:
    answers = {"body/injury": AnswerInput("light", "document")}
    cases.save_answers(world.cast.yusuf, case_id=world.story.case_id, answers=answers)


def _before_a_newer_version(world: World) -> None:
    _assessing(world)
    instruments.bring_newer()


def _with_members(world: World) -> None:
    instruments.bring("caregiver_assessment")
    cases.save_answers(
        world.cast.yusuf,
        case_id=world.story.case_id,
        instrument="caregiver_assessment",
        answers={"members[1]/age": AnswerInput("40", "caregiver")},
    )


def _with_sibling(world: World) -> None:
    """The report that waits becomes a case of the same manager."""
    _triaged(world)
    case_id = cases.open_cases(
        world.cast.ningsih, report_id=world.story.waiting_report_id, manager_id=world.cast.dewi.person_id
    )
    world.values["other_number"] = case_queries.case_ref(world.cast.dewi, case_id).number


def _waiting(prepare: Callable[[World], Any] | None = None, **more: Any) -> Hint:
    return Hint(lambda world: {"report_id": world.story.waiting_report_id, **more}, prepare)


def _own_template(world: World) -> None:
    referrals.change_sharing_template(world.cast.wulan, agency_kind="hospital", parts=[Part.IDENTITY])


def _consent(world: World) -> ConsentInput:
    return ConsentInput(
        purpose=Purpose.SHARING,
        answer=Answer.GIVEN,
        giver="grandparent",
        manner=Manner.THUMB_PRINT,
        recipients=(Recipient(agency_id=world.cast.school.id),),
        giver_name="Nenek",
    )


REFERRALS: dict[str, Hint] = {
    "see_referral": _on("referral_id"),
    "send_referral": _on("draft_id"),
    "change_draft": _on("draft_id"),
    "schedule_referral": _on("accepted_id"),
    "record_served": _on("accepted_id", _scheduled, served_on=clock.today()),
    "complete_referral": _on("accepted_id", _served),
    "fail_referral": _on("accepted_id"),
    "answer_information": _on("referral_id", _asked),
    "resend_referral": _on("referral_id", _expired),
    "close_expired_referral": _on("referral_id", _expired),
    "expire_due_referrals": Hint(prepare=_late),
    "stop_looking": _on("referral_id", _declined),
    "hand_over_referrals": saying(stay_with=[]),
    "change_sharing_template": saying(agency_kind="hospital", parts=[Part.IDENTITY, Part.HEALTH]),
    "restore_sharing_template": Hint(lambda world: {"agency_kind": "hospital"}, _own_template),
}


def _asked_of_hospital(world: World) -> None:
    """The hospital's officer was asked for its action of the plan."""
    dewi, story = world.cast.dewi, world.story
    world.values["asked_line"] = cases.ask_agency_for_action(
        dewi, case_id=story.case_id, action_id=story.plan_action_id, user_id=world.cast.siti.user_id
    )


CASES: dict[str, Hint] = {
    "triage_report": _waiting(facts={"sexual_violence": True}),
    "answer_without_case": _waiting(_triaged),
    "open_cases": _waiting(_triaged),
    "escalate_late_work": Hint(prepare=_late_work),
    "close_case": saying(reason="moved_away", outcome="unknown", aftercare_on=None),
    "reopen_case": Hint(lambda world: {"reason": "new_information"}, _closed),
    "correct_child": saying(
        identity=IdentityInput(full_name="Melati Ayu", sex="female"),
        address=AddressInput(address="Dusun Baru"),
    ),
    "assign_case": saying(worker_id=None),
    "record_contact": saying(kind="phone", on=clock.today(), agency_id=None, need="", next_visit_on=None),
    "record_review": saying(held_on=clock.today(), decision="continue", level="high", next_review_on=None),
    "record_progress": Hint(
        lambda world: {"action_id": world.story.plan_action_id, "state": "running"},
    ),
    "ask_agency_for_action": Hint(lambda world: {"action_id": world.story.plan_action_id}),
    **dict.fromkeys(
        ("accept_plan_action", "decline_plan_action"),
        Hint(
            lambda world: {"line_id": world.values["asked_line"], "reason": ActionDecline.values[0]},
            _asked_of_hospital,
        ),
    ),
    "agree_plan": saying(agreed_on=clock.today()),
    "change_plan": Hint(prepare=_agreed),
    "complete_assessment": Hint(prepare=_assessing),
    "discard_draft": Hint(lambda world: {"instrument": instruments.MAIN}, _assessing),
    "move_draft": Hint(lambda world: {"instrument": instruments.MAIN}, _before_a_newer_version),
    "remove_turn": Hint(
        lambda world: {"instrument": "caregiver_assessment", "repeat": "members", "number": 1}, _with_members
    ),
    "link_sibling": Hint(lambda world: {"other_number": world.values["other_number"]}, _with_sibling),
}

ACCESS: dict[str, Hint] = {
    "give_access": Hint(
        lambda world: {
            "user_id": world.cast.siti.user_id,
            "agency_id": world.cast.hospital.id,
            "parts": [Part.LEGAL],
            "reason": Reason.CONFERENCE,
            "until": clock.now() + timedelta(days=3),
        }
    ),
    "end_case_access": of_value("grant_id", "cases:access_end:grant_id"),
    "block_person": Hint(lambda world: {"user_id": world.cast.bagus.user_id, "reason": BlockReason.KIN}),
    "unblock_person": of_value("user_id", "cases:access_unblock:user_id"),
    "break_glass": Hint(
        lambda world: {
            "number": world.story.case_number,
            "reason": EmergencyReason.CHILD_IN_DANGER,
            "explanation": "Anak di depan saya, pengelola kasus tidak menjawab.",
        }
    ),
    "record_consent": Hint(lambda world: {"given": _consent(world)}),
    "withdraw_consent": saying(withdrawn_by="grandparent"),
}

FILES: dict[str, Hint] = {
    "keep_file": saying(kind="letter", content=b"Surat dari sekolah.\n", name="surat.txt"),
    "restrict_file": saying(reason="harm"),
    "lift_restriction": of_value("file_id", "files:lift:file_id"),
    "open_original": saying(reason="court", words="Untuk sidang di pengadilan negeri."),
}

HINTS = REFERRALS | CASES | ACCESS | FILES
