"""A child's way from a neighbour's report to a closed case and back, played by seven of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from playwright.sync_api import expect

from anyam.casework.cases.choices import TriageFact
from anyam.casework.cases.models import Case, PlanAction
from anyam.casework.referrals.actions import expire_due_referrals
from anyam.casework.referrals.models import Referral
from anyam.foundation.access import Actor
from anyam.foundation.core import clock

from .conftest import Network
from .player import Player

CHILD = "Sulastri"
STORY = "Tetangga mendengar anak menangis setiap malam dan melihat memar di lengannya."
PARTNERS = ("rsud", "polres", "smp_melati", "yayasan_langit")
SEEN = {"suspect_near", "repeated"}
NEEDS = ("health", "law_enforcement", "education", "psychological")
TITLES = (
    "Memeriksa dan mengobati luka",
    "Menindaklanjuti laporan keluarga",
    "Mendampingi anak kembali ke kelas",
    "Konseling mingguan untuk anak",
)


@pytest.mark.parametrize(
    ("language", "has_script"),
    [
        ("id", True),
        ("en", False),
        *(pytest.param(*other, marks=pytest.mark.full) for other in (("en", True), ("id", False))),
    ],
)
def test_a_child_is_helped_from_the_first_report_to_closure_and_again(
    enter: Callable[..., Player], network: Network, language: str, has_script: bool
) -> None:
    enter = partial(enter, language=language, has_script=has_script)
    front, manager = enter("wulan"), enter("ratna")
    _a_neighbour_reports(front)
    case = _the_manager_opens_a_case(front, manager, network)
    _the_child_is_assessed(manager, case)
    _four_agencies_share_a_plan(manager, case, network)
    for agency, need in zip(PARTNERS, NEEDS, strict=True):
        _a_referral_is_sent(manager, case, network.service(agency), need)
    _the_hospital_accepts_and_reports_back(enter("dina"), case)
    _the_police_ask_first(enter("joko"), manager, case)
    _the_school_redirects(enter("titik"), manager, case, network)
    _the_foundation_stays_silent(enter("yusuf"), enter("arif"), manager, case)
    _the_case_ends_and_begins_again(manager, case)


def _a_neighbour_reports(front: Player) -> None:
    front.opens("/laporan/baru/")
    front.takes_picture("laporan-baru")
    front.writes(
        {
            "channel": "walk_in",
            "reporter_name": "Bu Parti",
            "reporter_relation": "tetangga",
            "narrative": STORY,
            "place_of_incident": "home",
            "children-0-full_name": CHILD,
            "children-0-sex": "female",
            "children-0-age_years": "9",
            "children-0-violence_forms": ["physical", "psychological"],
            "reported-0-relation": "stepfather",
            "reported-0-lives_with_child": "yes",
        }
    )
    front.looks_up("place_code", "Ngunut")
    front.writes({"channel": "walk_in"})
    front.presses()
    front.writes({fact: "yes" if fact in SEEN else "no" for fact in TriageFact.values})
    front.takes_picture("triase")
    front.presses()


def _the_manager_opens_a_case(front: Player, manager: Player, network: Network) -> Case:
    manager.opens(front.path)
    manager.sees(STORY)
    manager.sees_nothing_of("Bu Parti")
    manager.writes({"manager_id": str(network.staff.named("ratna").user_id)})
    manager.presses()
    case = Case.objects.get()
    assert (case.level, case.manager_id) == ("high", network.staff.named("ratna").user_id)
    manager.opens("/meja-kerja/")
    manager.sees(case.number)
    return case


def _the_child_is_assessed(manager: Player, case: Case) -> None:
    manager.opens(f"/kasus/{case.pk}/asesmen/")
    manager.opens(f"/kasus/{case.pk}/formulir/biopsychosocial/bagian/safety/")
    answers = {"safety/safe_tonight": "with_help", "safety/safe_adult": "Bu guru"}
    manager.writes({"source": "child", **answers})
    manager.presses(button="next")
    manager.writes({"source": "caregiver", "body/injury": "treat"})
    manager.takes_picture("asesmen")
    manager.presses(button="next")
    manager.opens(f"/kasus/{case.pk}/asesmen/")
    manager.writes({"needs": list(NEEDS)})
    manager.presses()


def _four_agencies_share_a_plan(manager: Player, case: Case, network: Network) -> None:
    manager.opens(f"/kasus/{case.pk}/rencana/tujuan/")
    manager.writes({"text": "Sulastri sehat, aman di rumah, dan kembali ke sekolah"})
    manager.presses()
    goal_id = case.plans.get().goals.get().pk
    for agency, need, title in zip(PARTNERS, NEEDS, TITLES, strict=True):
        manager.opens(f"/kasus/{case.pk}/rencana/tujuan/{goal_id}/tindakan/")
        chosen = str(network.agency_ids[agency])
        manager.writes({"title": title, "need": need, "agency_id": chosen})
        manager.presses()
    manager.opens(f"/kasus/{case.pk}/rencana/sepakati/")
    manager.writes({"child_took_part": True, "family_took_part": True})
    manager.presses()
    manager.opens(f"/kasus/{case.pk}/rencana/")
    manager.takes_picture("rencana")
    manager.opens(f"/kasus/{case.pk}/rencana/cetak/")
    assert case.plans.get().state == "agreed"


def _a_referral_is_sent(manager: Player, case: Case, service_id: UUID, need: str) -> None:
    manager.opens(f"/kasus/{case.pk}/rujukan/baru/?need={need}")
    manager.opens(f"/kasus/{case.pk}/rujukan/baru/{service_id}/")
    manager.writes(
        {
            "need": need,
            "urgency": "urgent",
            "request": "Mohon bantu anak ini.",
            "share_age": True,
            "share_name": False,
            "is_interview_done": True,
            "sharing_basis": "safety",
        }
    )
    manager.takes_picture("kirim-rujukan")
    manager.presses()
    manager.presses("/kirim/")


def _the_hospital_accepts_and_reports_back(hospital: Player, case: Case) -> None:
    referral = _referral_to(case, "RSUD")
    hospital.is_refused(f"/kasus/{case.pk}/")
    hospital.opens("/rujukan/masuk/")
    hospital.takes_picture("rujukan-masuk")
    hospital.opens(f"/rujukan/{referral.pk}/")
    for secret in (CHILD, STORY, "Bu Parti"):
        hospital.sees_nothing_of(secret)
    hospital.presses("/terima/")
    tomorrow = clock.local(clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    hospital.opens_more("/jadwal/")
    hospital.writes({"scheduled_for": tomorrow})
    hospital.presses("/jadwal/")
    hospital.opens_more("/layanan/")
    hospital.page.locator('form[action$="/layanan/"] [name="served_on"]').fill(clock.today().isoformat())
    hospital.presses("/layanan/")
    hospital.opens_more("/hasil/")
    hospital.writes({"outcome": "need_met"})
    hospital.presses("/hasil/")
    assert Referral.objects.get(pk=referral.pk).state == "completed"


def _the_police_ask_first(police: Player, manager: Player, case: Case) -> None:
    referral = _referral_to(case, "Polres")
    police.opens(f"/rujukan/{referral.pk}/")
    police.opens_more("/tanya/")
    police.writes({"question": "Siapa yang mendampingi anak?"})
    police.presses("/tanya/")
    manager.opens(f"/rujukan/{referral.pk}/")
    manager.sees("Siapa yang mendampingi anak?")
    manager.writes({"answer": "Pekerja sosial kami."})
    manager.presses("/jawab/")
    police.opens(f"/rujukan/{referral.pk}/")
    police.sees("Pekerja sosial kami.")
    police.presses("/terima/")
    police.opens_more("/hasil/") if _has(police, "/hasil/") else None
    if not _has(police, "/hasil/"):
        police.opens_more("/layanan/")
        police.page.locator('form[action$="/layanan/"] [name="served_on"]').fill(clock.today().isoformat())
        police.presses("/layanan/")
        police.opens_more("/hasil/")
    police.writes({"outcome": "continues"})
    police.presses("/hasil/")


def _the_school_redirects(school: Player, manager: Player, case: Case, network: Network) -> None:
    referral = _referral_to(case, "SMP")
    school.opens(f"/rujukan/{referral.pk}/")
    school.opens_more("/alihkan/")
    school.looks_up("service", "Pengembalian anak putus sekolah")
    school.writes({"reason": "better_fit"})
    school.presses("/alihkan/")
    assert Referral.objects.get(pk=referral.pk).state == "redirected"
    prepared = Referral.objects.get(case=case, state="draft")
    assert prepared.service_id == network.service("disdik")
    manager.opens(f"/rujukan/{prepared.pk}/")
    manager.presses("/kirim/")
    _withdraws(manager)


def _the_foundation_stays_silent(
    coordinator: Player, foundation: Player, manager: Player, case: Case
) -> None:
    referral = Referral.objects.get(case=case, state="sent")
    foundation.opens("/meja-kerja/")
    with clock.at(clock.now() + timedelta(days=14)):
        expire_due_referrals(Actor.system("clock"))
    assert Referral.objects.get(pk=referral.pk).state == "expired"
    coordinator.opens("/rujukan/lewat-waktu/")
    coordinator.sees(referral.number)
    coordinator.takes_picture("lewat-waktu")
    coordinator.opens(f"/rujukan/{referral.pk}/")
    for secret in (CHILD, STORY, "Mohon bantu anak ini."):
        coordinator.sees_nothing_of(secret)
    coordinator.presses("/ingatkan/")
    assert Referral.objects.get(pk=referral.pk).state == "sent"
    manager.opens(f"/rujukan/{referral.pk}/")
    _withdraws(manager)


def _the_case_ends_and_begins_again(manager: Player, case: Case) -> None:
    manager.opens(f"/kasus/{case.pk}/")
    manager.takes_picture("kasus")
    for action_id in PlanAction.objects.filter(goal__plan__case=case).values_list("pk", flat=True):
        manager.opens(f"/kasus/{case.pk}/rencana/tindakan/{action_id}/kemajuan/")
        manager.writes({"state": "done"})
        manager.presses()
    manager.opens(f"/kasus/{case.pk}/layanan/catat/")
    manager.writes({"kind": "home_visit", "was_child_seen": True, "note": "Anak tampak tenang."})
    manager.presses()
    manager.opens(f"/kasus/{case.pk}/tinjauan/catat/")
    manager.writes(
        {"decision": "prepare_closure", "level": "low", "child_took_part": True, "note": "Semua membaik."}
    )
    manager.presses()
    manager.opens(f"/kasus/{case.pk}/tutup/")
    manager.writes({"reason": "goals_reached", "outcome": "better"})
    manager.presses()
    assert Case.objects.get(pk=case.pk).state == "closed"
    manager.opens(f"/kasus/{case.pk}/buka-lagi/")
    manager.writes({"reason": "new_incident", "note": "Ada kejadian baru."})
    manager.presses()
    assert Case.objects.get(pk=case.pk).state == "open"
    manager.opens(f"/kasus/{case.pk}/akses/")
    manager.opens("/kasus/")
    manager.sees_nothing_of(CHILD)
    manager.takes_picture("daftar-kasus")
    manager.opens("/notifikasi/")
    _the_child_is_found_again(manager, case)


def _the_child_is_found_again(manager: Player, case: Case) -> None:
    """By name, in the bar and in the list: it stands in no address, and neither Back nor reloading sends it again."""
    page = manager.page
    for start, box in (("/kasus/?level=low", "#top-search"), ("/kasus/?state=all", 'main [name="text"]')):
        manager.opens(start)
        page.locator(box).fill(CHILD)
        with page.expect_navigation():
            page.locator(box).press("Enter")
        manager.sees(case.number)
        found = page.url
        assert "typed=" in found
        assert CHILD.lower() not in found.lower()
        again = page.reload()
        assert again is not None
        assert again.request.method == "GET"
        page.locator(f'#results a[href="/kasus/{case.pk}/"]').click()
        page.go_back()
        expect(page).to_have_url(found)
        manager.sees(case.number)
        page.go_back()
        expect(page).to_have_url(manager.base + start)


def _referral_to(case: Case, agency: str) -> Referral:
    return Referral.objects.get(case=case, to_agency__short_name__startswith=agency)


def _withdraws(manager: Player) -> None:
    manager.opens_more("/tarik/")
    manager.page.locator('form[action$="/tarik/"] [name="reason"][value="not_needed"]').check(force=True)
    manager.presses("/tarik/")


def _has(player: Player, action: str) -> bool:
    return player.page.locator(f'form[action$="{action}"]').count() > 0
