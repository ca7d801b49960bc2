"""A worker goes away and another stands in; worker and supervisor meet, decide for a child, and it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.models import Case
from anyam.casework.supervision.actions import move_absences
from anyam.casework.supervision.models import CaseDecision, Handover
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from tests.casework import main_job

from .conftest import Network
from .player import PICTURES, Player

Enter = Callable[..., Player]
NOTE = "Jangan menelepon rumah sebelum pukul tiga; nenek bisa dihubungi."
DECIDED = "Cari tempat aman bersama nenek dan bicarakan dengan sekolah."


def look(player: Player, name: str) -> None:
    """A picture by day and by night."""
    player.takes_picture(f"supervision-{name}")
    if PICTURES:
        player.page.emulate_media(color_scheme="dark")
        player.takes_picture(f"supervision-{name}-dark")
        player.page.emulate_media(color_scheme="light")


@pytest.fixture
def case(network: Network) -> Case:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    worker = network.staff.named("bagas")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    case_id = cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)
    cases.assign_case(manager, case_id=case_id, manager_id=manager.person_id, worker_id=worker.person_id)
    return Case.objects.get(pk=case_id)


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_work_is_handed_over_talked_through_and_done(
    enter: Enter, network: Network, case: Case, language: str, width: int, has_script: bool
) -> None:
    tag = f"{language}-{width}"
    bagas, laras, endang = (
        enter(name, language, has_script=has_script, width=width) for name in ("bagas", "laras", "endang")
    )
    _bagas_goes_away(bagas, network, case, tag)
    _laras_stands_in(laras, bagas, case, tag)
    _they_meet_and_decide(endang, bagas, network, case, tag)
    enter("joko", language, has_script=has_script).is_refused(f"/kasus/{case.pk}/supervisi/")


def _bagas_goes_away(bagas: Player, network: Network, case: Case, tag: str) -> None:
    bagas.opens("/supervisi/")
    look(bagas, f"home-empty-{tag}")
    bagas.opens("/supervisi/cuti/baru/")
    today = clock.today()
    bagas.writes(
        {
            "person_id": str(network.staff.named("bagas").user_id),
            "kind": "leave",
            "first_on": str(today),
            "last_on": str(today + timedelta(days=4)),
            "stand_in_id": str(network.staff.named("laras").user_id),
        }
    )
    look(bagas, f"new-absence-{tag}")
    bagas.presses()
    look(bagas, f"absence-{tag}")
    bagas.follows(bagas.page.get_by_role("link", name=case.number))
    bagas.writes({"safety_note": NOTE, "family_told": "told"})
    look(bagas, f"prepare-{tag}")
    bagas.presses()
    look(bagas, f"asked-{tag}")


def _laras_stands_in(laras: Player, bagas: Player, case: Case, tag: str) -> None:
    laras.is_refused(f"/kasus/{case.pk}/")
    here = f"/supervisi/serah-terima/{Handover.objects.get().pk}/"
    laras.opens(here)
    laras.sees_nothing_of(NOTE)
    look(laras, f"answer-{tag}")
    laras.writes({"takes": "yes"})
    laras.presses()
    laras.opens(here)
    laras.sees(NOTE)
    look(laras, f"with-stand-in-{tag}")
    laras.opens(f"/kasus/{case.pk}/")
    bagas.opens(f"/supervisi/cuti/{Handover.objects.get().absence_id}/akhiri/")
    look(bagas, f"back-{tag}")
    bagas.agrees()
    laras.opens(here)
    laras.writes({"happened": "Kunjungan ke rumah; ibu tenang. Tidak ada janji baru."})
    look(laras, f"give-back-{tag}")
    laras.presses()
    laras.is_refused(f"/kasus/{case.pk}/")
    bagas.opens(here)
    bagas.sees("ibu tenang")
    look(bagas, f"returned-{tag}")
    move_absences(Actor.system("clock of absences"))


def _they_meet_and_decide(endang: Player, bagas: Player, network: Network, case: Case, tag: str) -> None:
    worker_id = network.staff.named("bagas").user_id
    endang.opens("/supervisi/")
    look(endang, f"team-{tag}")
    endang.opens(f"/supervisi/petugas/{worker_id}/sesi/")
    endang.writes({"on": str(clock.today())})
    look(endang, f"plan-session-{tag}")
    endang.presses()
    session = endang.path
    bagas.opens(session)
    bagas.writes({"wishes": "Kasus anak yang tinggal dengan nenek.", "wellbeing": "Minggu ini berat."})
    look(bagas, f"wishes-{tag}")
    bagas.presses()
    endang.opens(session)
    endang.sees("Minggu ini berat.")
    look(endang, f"session-{tag}")
    endang.opens(f"{session}kasus/{case.pk}/")
    due_on = str(clock.today() + timedelta(days=3))
    endang.writes({"words": DECIDED, "owner_id": str(worker_id), "due_on": due_on})
    look(endang, f"decide-{tag}")
    endang.presses()
    endang.writes({"case_ids": [str(case.pk)], "notes": "Kami saling mendukung."})
    endang.presses()
    look(endang, f"held-{tag}")
    bagas.opens(f"/supervisi/keputusan/{CaseDecision.objects.get().pk}/")
    bagas.sees(DECIDED)
    bagas.writes({"words": "Nenek dan sekolah sudah sepakat."})
    look(bagas, f"decision-{tag}")
    bagas.presses()
    bagas.opens(f"/kasus/{case.pk}/supervisi/")
    look(bagas, f"of-case-{tag}")
    for page in ("beban", "zona", f"petugas/{worker_id}"):
        endang.opens(f"/supervisi/{page}/")
        look(endang, f"{page.split('/')[0]}-{tag}")
    endang.opens(f"/kasus/{case.pk}/penugasan/")
    look(endang, f"assign-{tag}")
