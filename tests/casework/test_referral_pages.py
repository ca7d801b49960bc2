"""The pages of the desk, referrals, notifications and clocks, as the people of a district use them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from anyam.casework.referrals.choices import ReferralState, SafetyFlag, Urgency
from anyam.casework.referrals.models import Referral
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.accounts.models import User
from tests.casework.district import SECRET, District


@pytest.fixture(autouse=True)
def at_once():
    with delivered_at_once():
        yield


def client_of(actor: Actor, language: str = "en") -> Client:
    User.objects.filter(pk=actor.user_id).update(language=language)
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def body(response) -> str:
    return response.content.decode()


def summary_post(**more) -> dict[str, object]:
    given = {
        "need": "health",
        "urgency": "urgent",
        "request": "Mohon pemeriksaan",
        "sharing_basis": "guardian",
        "safety_flags": [SafetyFlag.FEMALE_OFFICER.value],
    }
    return {**given, **more}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_list_opens_for_whom_it_is_meant(district: District, language):
    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    pages = {
        district.manager: [
            "/meja-kerja/",
            "/rujukan/keluar/",
            "/rujukan/masuk/",
            "/notifikasi/",
            "/administrasi/waktu/",
        ],
        district.doctor: [
            "/meja-kerja/",
            "/rujukan/masuk/",
            "/rujukan/masuk/?bagian=ended&page=x",
            "/notifikasi/",
        ],
        district.head: ["/meja-kerja/", "/rujukan/antrean/", "/notifikasi/"],
        district.coordinator: ["/meja-kerja/", "/rujukan/lewat-waktu/"],
        district.regent: ["/meja-kerja/", "/notifikasi/"],
        district.supervisor: ["/meja-kerja/", "/rujukan/keluar/", "/meja-kerja/overdue/"],
        district.administrator: ["/meja-kerja/", "/administrasi/waktu/", "/administrasi/waktu/triage.low/"],
    }
    for actor, addresses in pages.items():
        client = client_of(actor, language)
        for address in [*addresses, f"/rujukan/{referral_id}/"]:
            response = client.get(address)
            may_see = actor in (district.manager, district.doctor, district.supervisor)
            expected = 404 if address.startswith(f"/rujukan/{referral_id}") and not may_see else 200
            assert response.status_code == expected, (actor.user_name, address)


def test_strangers_get_404_and_nobody_is_sent_to_sign_in(district: District):
    district.sent()
    for address in ("/rujukan/lewat-waktu/", "/rujukan/antrean/", "/administrasi/waktu/triage.low/"):
        assert client_of(district.doctor).get(address).status_code == 404, address
    for address in ("/rujukan/masuk/", "/rujukan/keluar/"):
        assert client_of(district.regent).get(address).status_code == 404, address
    assert Client().get("/meja-kerja/").status_code == 302


def test_from_the_desk_a_referral_is_accepted_in_two_presses(district: District):
    referral_id = district.sent()
    client = client_of(district.doctor)
    desk = body(client.get("/meja-kerja/"))
    assert f"/rujukan/{referral_id}/" in desk
    page = body(client.get(f"/rujukan/{referral_id}/"))
    assert f"/rujukan/{referral_id}/terima/" in page
    assert Referral.objects.get(id=referral_id).state == ReferralState.SEEN
    response = client.post(f"/rujukan/{referral_id}/terima/", follow=True)
    assert response.redirect_chain[0][1] in (302, 303)
    assert Referral.objects.get(id=referral_id).state == ReferralState.ACCEPTED


def test_every_step_of_the_receiver_from_the_page(district: District):
    referral_id = district.sent()
    client, sender = client_of(district.doctor), client_of(district.manager)
    here = f"/rujukan/{referral_id}/"

    def press(who: Client, step: str, **data: object) -> None:
        response = who.post(f"{here}{step}/", data)
        assert response.status_code == 302, body(response)

    press(client, "tanya", question="Sudah visum?")
    assert "Sudah visum?" in body(sender.get(here))
    press(sender, "jawab", answer="Belum")
    press(client, "terima")
    tomorrow = clock.local(clock.now() + timedelta(days=1))
    press(client, "jadwal", scheduled_for=tomorrow.strftime("%Y-%m-%dT%H:%M"))
    press(client, "layanan", served_on=clock.today().isoformat())
    press(client, "hasil", outcome="need_met", note="Selesai")
    assert Referral.objects.get(id=referral_id).state == ReferralState.COMPLETED
    assert "Selesai" in body(sender.get(here))


def test_refusal_and_typing_stay_on_the_page(district: District):
    referral_id = district.sent()
    client = client_of(district.doctor)
    empty = client.post(f"/rujukan/{referral_id}/tolak/", {"note": "Kata-kata saya"})
    assert empty.status_code == 422
    assert "Kata-kata saya" in body(empty)
    client_of(district.second_doctor).post(f"/rujukan/{referral_id}/terima/")
    late = client.post(f"/rujukan/{referral_id}/tolak/", {"reason": "full", "note": "Penuh"})
    assert late.status_code == 422
    assert "accepted on" in body(late)
    assert "Joko" in body(late)


def test_the_coordinator_moves_an_expired_referral_from_the_page(district: District):
    from anyam.casework.referrals.actions import expire_due_referrals

    referral_id = district.sent(urgency=Urgency.EMERGENCY)
    Referral.objects.filter(id=referral_id).update(response_due_at=clock.now())
    expire_due_referrals(Actor.system("test clock"))
    client = client_of(district.coordinator)
    page = body(client.get(f"/rujukan/{referral_id}/"))
    assert SECRET not in page
    assert district.case.number not in page
    assert client.post(f"/rujukan/{referral_id}/ingatkan/").status_code == 302
    assert Referral.objects.get(id=referral_id).state == ReferralState.SENT


def test_a_referral_is_chosen_written_looked_at_and_sent(district: District):
    client = client_of(district.manager)
    chooser = client.get(f"/kasus/{district.case.id}/rujukan/baru/?everywhere=on")
    assert chooser.status_code == 200
    assert "Pemeriksaan kesehatan" in body(chooser)
    address = f"/kasus/{district.case.id}/rujukan/baru/{district.examination.id}/"
    assert client.get(address).status_code == 200
    wrong = client.post(address, summary_post(request="", contact_phone="08123456789"))
    assert wrong.status_code == 422
    unsafe = client.post(address, summary_post(contact_phone="08123456789"))
    assert unsafe.status_code == 422
    assert "safe to call" in body(unsafe)
    done = client.post(address, summary_post())
    assert done.status_code == 302, body(done)
    draft = client.get(done["Location"])
    assert "Mohon pemeriksaan" in body(draft)
    referral = Referral.objects.get()
    assert client.get(f"/rujukan/{referral.id}/ubah/").status_code == 200
    changed = client.post(f"/rujukan/{referral.id}/ubah/", summary_post(request="Mohon visum"))
    assert changed.status_code == 302, body(changed)
    assert client.post(f"/rujukan/{referral.id}/kirim/").status_code == 302
    assert "Mohon visum" in body(client_of(district.doctor).get(f"/rujukan/{referral.id}/"))
    assert client.get(f"/kasus/{district.case.id}/rujukan/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x" * 6000,
        "\x00",
        "‮abc",
        "<script>alert(1)</script>",
        "2026-02-30T10:00",
        "9999-12-31T23:59",
        "0001-01-01T00:00",
        "31-02-2026",
        "🧒",
    ],
)
def test_whatever_is_typed_gets_a_sentence_and_never_an_error(district: District, typed):
    referral_id = district.sent()
    client = client_of(district.doctor)
    names = (
        "question",
        "answer",
        "reason",
        "note",
        "service",
        "scheduled_for",
        "served_on",
        "outcome",
        "submission",
    )
    data = dict.fromkeys(names, typed)
    for step in (
        "tanya",
        "alihkan",
        "tolak",
        "jadwal",
        "layanan",
        "hasil",
        "gagal",
        "tarik",
        "bukan-langkah",
    ):
        response = client.post(f"/rujukan/{referral_id}/{step}/", data)
        assert response.status_code in (302, 404, 422), (step, response.status_code)
        assert "<script>alert(1)" not in body(response)
    writer = client_of(district.manager)
    fields = [
        "need",
        "urgency",
        "request",
        "facts",
        "safety_note",
        "interview_note",
        "contact_name",
        "contact_phone",
        "contact_note",
    ]
    address = f"/kasus/{district.case.id}/rujukan/baru/{district.investigation.id}/"
    response = writer.post(
        address, {**dict.fromkeys(fields, typed), "sharing_basis": typed, "safety_flags": [typed]}
    )
    assert response.status_code == 422
    keeper = client_of(district.administrator)
    clock_data = {"hours": typed, "counting": typed, "source": typed, "source_note": typed}
    assert keeper.post("/administrasi/waktu/triage.low/", clock_data).status_code == 422


def test_a_promised_time_is_changed_from_the_page(district: District):
    client = client_of(district.administrator)
    data = {
        "hours": "12",
        "counting": "working",
        "source": "district",
        "source_note": "SK 1/2026",
        "is_confirmed": "on",
    }
    assert client.post("/administrasi/waktu/referral.response.normal/", data).status_code == 302
    assert "SK 1/2026" in body(client.get("/administrasi/waktu/"))
    assert client.get("/administrasi/waktu/bukan-kunci/").status_code == 404


def test_opening_a_notification_marks_it_read_and_leads_there(district: District):
    referral_id = district.sent()
    client = client_of(district.doctor)
    page = body(client.get("/notifikasi/"))
    assert "unread" in page
    from anyam.casework.messages.models import Notification

    notification = Notification.objects.get(recipient_id=district.doctor.user_id)
    response = client.get(f"/notifikasi/{notification.id}/")
    assert response["Location"] == f"/rujukan/{referral_id}/"
    assert client.post("/notifikasi/semua-dibaca/").status_code == 302
    assert client_of(district.manager).get(f"/notifikasi/{notification.id}/").status_code == 404
