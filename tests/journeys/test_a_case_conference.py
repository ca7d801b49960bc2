"""A case conference that ends in a joint plan, followed to done: called, held, signed, accepted, carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.models import Case
from anyam.casework.meetings.models import AgendaItem, Decision, Invitation, Meeting
from anyam.foundation.core import clock
from tests.casework import main_job

from .conftest import Network
from .player import Player

SAID = "Nenek sanggup mengasuh; sekolah menyiapkan pendamping."
ACTION = "Memeriksa luka dan menjadwalkan kontrol"


@pytest.fixture
def case(network: Network) -> Case:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    case_id = cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)
    return Case.objects.get(pk=case_id)


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_a_case_conference_ends_in_a_joint_plan_that_is_followed_to_done(
    enter: Callable[..., Player], network: Network, case: Case, language: str, width: int, has_script: bool
) -> None:
    enter = partial(enter, language=language, has_script=has_script, width=width)
    picture = partial("{}-{}-{}".format, language, width)
    manager, doctor = enter("ratna"), enter("dina")
    _the_manager_calls_and_invites(manager, case, network, picture)
    here = f"/rapat/{Meeting.objects.get().pk}/"
    _the_hospital_answers(doctor, here, picture)
    _it_is_held(manager, here, network, picture)
    _the_joint_plan_is_made_and_the_minutes_closed(manager, here, picture)
    decision = f"/rapat/keputusan/{Decision.objects.get().pk}/"
    _the_hospital_signs_accepts_and_reports(doctor, here, decision, picture)
    _the_manager_confirms(manager, case, decision, picture)
    enter("joko").is_refused(here)


Picture = Callable[[str], str]


def _the_manager_calls_and_invites(manager: Player, case: Case, network: Network, picture: Picture) -> None:
    manager.opens(f"/kasus/{case.pk}/rapat/")
    manager.takes_picture(picture("of-case"))
    manager.opens(f"/kasus/{case.pk}/rapat/baru/")
    starts_at = clock.local(clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    manager.writes({"starts_at": starts_at, "venue": "Aula ULT PSAI"})
    manager.takes_picture(picture("new"))
    manager.presses()
    here = manager.path.removesuffix("peserta/")
    manager.opens(f"{here}undang/?lembaga={network.agency_ids['rsud']}")
    manager.takes_picture(picture("invite"))
    manager.writes({"person": str(network.staff.named("dina").user_id), "parts": ["identity", "health"]})
    manager.presses()
    manager.sees("RSUD")
    manager.takes_picture(picture("people"))
    manager.opens(here)
    manager.writes({"title": "Siapa mengasuh Sulastri sampai aman?"})
    manager.presses("/acara/")
    manager.takes_picture(picture("agenda"))


def _the_hospital_answers(doctor: Player, here: str, picture: Picture) -> None:
    doctor.opens("/rapat/")
    doctor.takes_picture(picture("list"))
    doctor.opens(here)
    doctor.sees("Sulastri")
    doctor.takes_picture(picture("guest"))
    doctor.opens(f"{here}jawab/")
    doctor.writes({"answer": "coming", "mandate": "yes"})
    doctor.takes_picture(picture("answer"))
    doctor.presses()


def _it_is_held(manager: Player, here: str, network: Network, picture: Picture) -> None:
    manager.opens(here)
    manager.presses("/mulai/")
    for invitation in Invitation.objects.all():
        manager.writes({f"mandate_{invitation.pk.hex}": "yes"})
    manager.takes_picture(picture("attendance"))
    manager.presses()
    item = AgendaItem.objects.get()
    manager.writes({f"{item.pk.hex}-text": SAID})
    manager.presses(f"/notula/{item.pk}/")
    manager.sees(SAID)
    manager.takes_picture(picture("minutes"))
    manager.opens(f"{here}keputusan/baru/")
    manager.writes(
        {
            "words": ACTION,
            "agency": str(network.agency_ids["rsud"]),
            "due_on": (clock.today() + timedelta(days=10)).isoformat(),
            "need": "health",
            "goal": "Sulastri sehat dan aman",
            "evidence_kind": "report",
        }
    )
    manager.takes_picture(picture("decide"))
    manager.presses()
    manager.sees(ACTION)


def _the_joint_plan_is_made_and_the_minutes_closed(manager: Player, here: str, picture: Picture) -> None:
    manager.opens(f"{here}rencana/")
    manager.writes({"child_took_part": True, "family_took_part": True})
    manager.takes_picture(picture("joint-plan"))
    manager.presses()
    manager.opens(f"{here}tutup/")
    manager.takes_picture(picture("close"))
    manager.agrees()
    manager.takes_picture(picture("decisions"))


def _the_hospital_signs_accepts_and_reports(
    doctor: Player, here: str, decision: str, picture: Picture
) -> None:
    doctor.opens("/meja-kerja/")
    doctor.takes_picture(picture("desk"))
    doctor.opens(f"{here}tanda-tangan/")
    doctor.agrees()
    doctor.opens(decision)
    doctor.sees(ACTION)
    doctor.takes_picture(picture("decision"))
    doctor.opens(f"{decision}terima/")
    doctor.agrees()
    doctor.opens(f"{decision}lapor/")
    doctor.writes({"evidence": "Kontrol 12 Desember; surat 445/12 ada pada rekam medis."})
    doctor.presses()


def _the_manager_confirms(manager: Player, case: Case, decision: str, picture: Picture) -> None:
    manager.opens(decision)
    manager.sees("surat 445/12")
    manager.opens(f"{decision}sahkan/")
    manager.agrees()
    manager.opens(f"/kasus/{case.pk}/rencana/")
    manager.sees(ACTION)
    manager.takes_picture(picture("plan"))
    meeting = Meeting.objects.get()
    manager.opens(f"/rapat/{meeting.pk}/cetak/")
    manager.sees(SAID)
    manager.takes_picture(picture("paper"))
    assert Decision.objects.get().state == "done"
