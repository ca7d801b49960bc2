"""Agencies write to each other about a conference, agree on a word, and choose when they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.meetings import actions as meetings
from anyam.foundation.core import clock
from tests.casework import main_job

from .conftest import Network
from .player import Player

ASKED = "Mohon hasil visum dibawa ke rapat."
Picture = Callable[[str], str]


@pytest.fixture
def meeting_id(network: Network) -> UUID:
    """A conference to which the hospital's doctor is invited."""
    desk, manager, doctor = (network.staff.named(name) for name in ("wulan", "ratna", "dina"))
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    case_id = cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)
    found = meetings.convene_conference(
        manager, case_id=case_id, venue="Aula", starts_at=clock.now() + timedelta(days=3)
    )
    meetings.invite_agency(
        manager,
        meeting_id=found,
        agency_id=network.agency_ids["rsud"],
        person_id=doctor.user_id,
        parts=[],
    )
    return found


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_a_message_is_confirmed_a_word_agreed_and_quiet_hours_chosen(
    enter: Callable[..., Player], meeting_id: UUID, language: str, width: int, has_script: bool
) -> None:
    enter = partial(enter, language=language, has_script=has_script, width=width)
    picture = partial("{}-{}-{}".format, language, width)
    manager, doctor = enter("ratna"), enter("dina")
    _the_manager_asks(manager, meeting_id, picture)
    _the_doctor_confirms(doctor, picture)
    manager.opens("/pesan/")
    manager.takes_picture(picture("threads-answered"))
    enter("joko").is_refused(f"/pesan/rapat/{meeting_id}/")
    _a_word_is_proposed(doctor, picture)
    doctor.opens("/notifikasi/surel/")
    doctor.writes({"address": "dina@contoh.id", "rhythm": "daily", "quiet_from": "18", "quiet_until": "6"})
    doctor.takes_picture(picture("mail"))
    doctor.presses()


def _the_manager_asks(manager: Player, meeting_id: UUID, picture: Picture) -> None:
    manager.opens(f"/rapat/{meeting_id}/")
    manager.follows(f'a[href="/pesan/rapat/{meeting_id}/"]')
    manager.takes_picture(picture("threads-empty"))
    manager.opens(f"/pesan/rapat/{meeting_id}/baru/")
    manager.writes({"title": "Hasil visum", "text": ASKED, "answer": "janji"})
    manager.takes_picture(picture("thread-new"))
    manager.presses()
    manager.sees(ASKED)
    manager.takes_picture(picture("thread-sent"))


def _the_doctor_confirms(doctor: Player, picture: Picture) -> None:
    doctor.opens("/meja-kerja/")
    doctor.takes_picture(picture("thread-desk"))
    doctor.follows(doctor.page.locator('a[href*="/pesan/tanda-terima/"]').first)
    doctor.sees(ASKED)
    doctor.page.emulate_media(color_scheme="dark")
    doctor.takes_picture(picture("thread-to-confirm-dark"))
    doctor.follows('form[action*="/pesan/terima/"] button')
    doctor.checks_access()
    doctor.writes({"text": "Siap, saya bawa.", "answer": "tidak"})
    doctor.presses()
    doctor.takes_picture(picture("thread-answered-dark"))
    doctor.page.emulate_media(color_scheme="light")


def _a_word_is_proposed(doctor: Player, picture: Picture) -> None:
    doctor.opens("/istilah/")
    doctor.takes_picture(picture("terms-empty"))
    doctor.opens("/istilah/usulkan/")
    doctor.writes({"word": "Visum", "meaning": "Pemeriksaan oleh dokter atas permintaan penyidik."})
    doctor.presses()
    doctor.takes_picture(picture("term"))
    doctor.opens("/istilah/?q=penyidik")
    doctor.sees("Visum")
    doctor.takes_picture(picture("terms"))
