"""The pages of meetings: from the case to the joint plan, on paper, without JavaScript, and shut to strangers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from anyam.casework.meetings import actions
from anyam.casework.meetings.queries import get_meeting
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from tests.cast import MARKER, Cast, Story

WICKED = '#eval("1") $x$ *tebal* _miring_ @ref <a> \\ [ ] { } "kutip" // komentar'


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def when(days: int = 2) -> str:
    return clock.local(clock.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.get('Location', '')}"
    return answer.content.decode()


def goes(answer: Any) -> str:
    assert answer.status_code == 302, f"{answer.status_code}: {answer.content.decode()[:3000]}"
    return str(answer["Location"])


def held(cast: Cast, story: Story) -> tuple[UUID, UUID]:
    """A conference with the hospital's Siti at the table and one item; the meeting and the item."""
    meeting_id = actions.convene_conference(
        cast.dewi, case_id=story.case_id, venue="Aula", starts_at=clock.now() + timedelta(hours=1)
    )
    actions.invite_agency(
        cast.dewi,
        meeting_id=meeting_id,
        agency_id=cast.hospital.id,
        person_id=cast.siti.user_id,
        parts=["health"],
    )
    actions.open_meeting(cast.dewi, meeting_id=meeting_id)
    at = {row.agency_id: row.id for row in get_meeting(cast.dewi, meeting_id).invitations}
    present = {at[cast.centre.id]: "yes", at[cast.hospital.id]: "yes"}
    actions.record_attendance(cast.dewi, meeting_id=meeting_id, present_with=present)
    return meeting_id, actions.add_item(cast.dewi, meeting_id=meeting_id, title="Pengasuhan")


def test_a_conference_from_the_case_to_the_joint_plan(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    dewi, siti = client_of(cast.dewi), client_of(cast.siti)
    assert "Adakan konferensi kasus" in page(dewi, f"/kasus/{story.case_id}/rapat/")
    new = f"/kasus/{story.case_id}/rapat/baru/"
    page(dewi, new)
    assert (
        dewi.post(new, {"starts_at": "kapan-kapan", "minutes_long": "90", "quorum": "2"}).status_code == 422
    )
    people = goes(dewi.post(new, {"starts_at": when(), "minutes_long": "90", "quorum": "2", "venue": "Aula"}))
    here = people.removesuffix("peserta/")
    assert "RSUD" in page(dewi, f"{here}undang/")
    invite = f"{here}undang/?lembaga={cast.hospital.id}"
    assert cast.siti.user_name in page(dewi, invite)
    refused = dewi.post(f"{here}undang/", {"agency": str(cast.hospital.id), "person": ""})
    assert refused.status_code == 422
    sent = {"agency": str(cast.hospital.id), "person": str(cast.siti.user_id), "parts": ["health"]}
    assert goes(dewi.post(f"{here}undang/", sent)) == people
    assert "Jawab undangan" in page(siti, "/rapat/")
    assert "Ringan" in page(siti, here), "the part that was opened"
    assert siti.post(f"{here}jawab/", {"answer": "coming", "mandate": ""}).status_code == 422
    goes(siti.post(f"{here}jawab/", {"answer": "coming", "mandate": "limits", "limits": "sampai Rp5 juta"}))
    assert "sampai Rp5 juta" in page(dewi, people)
    goes(dewi.post(f"{here}acara/", {"title": "Siapa mengasuh?"}))
    assert dewi.post(f"{here}acara/", {"title": ""}).status_code == 422
    attendance = goes(dewi.post(f"{here}mulai/"))
    form = page(dewi, attendance)
    names = [part.split('"')[0] for part in form.split('name="mandate_')[1:]]
    present = {f"mandate_{name}": "yes" for name in names}
    minutes = goes(dewi.post(attendance, present))
    page(dewi, minutes)
    missing = dewi.post(f"{here}keputusan/baru/", {"words": "Periksa ulang", "kind": "operational"})
    assert missing.status_code == 422
    told = missing.content.decode()
    assert "Periksa ulang" in told, "nothing typed is lost"
    assert "Keputusan memerlukan lembaga pelaksana" in told
    assert "Keputusan memerlukan tanggal pelaksanaan" in told
    decided = {
        "words": "Periksa ulang",
        "agency": str(cast.hospital.id),
        "due_on": (clock.today() + timedelta(days=9)).isoformat(),
        "evidence_kind": "report",
        "kind": "operational",
        "need": "health",
        "goal": "Sehat",
    }
    goes(dewi.post(f"{here}keputusan/baru/", decided))
    assert "Periksa ulang" in page(dewi, f"{here}rencana/")
    review = (clock.today() + timedelta(days=30)).isoformat()
    goes(dewi.post(f"{here}rencana/", {"review_on": review, "child_took_part": "on"}))
    page(dewi, f"{here}tutup/")
    goes(dewi.post(f"{here}tutup/"))
    assert "Periksa ulang" in page(siti, "/rapat/")
    decision = f"/rapat/keputusan/{get_meeting(cast.dewi, UUID(here.split('/')[2])).decisions[0].id}/"
    assert "Terima" in page(siti, decision)
    goes(siti.post(f"{decision}terima/"))
    assert "Periksa ulang" in page(dewi, f"/kasus/{story.case_id}/rencana/")
    assert "Diterima" in page(dewi, f"/kasus/{story.case_id}/rencana/")
    goes(siti.post(f"{here}tanda-tangan/"))
    goes(siti.post(f"{decision}lapor/", {"evidence": "Surat kontrol 12/2026"}))
    assert "Surat kontrol" in page(dewi, decision)
    goes(dewi.post(f"{decision}sahkan/"))
    for tab in ("", "peserta/", "notula/", "keputusan/", "cetak/"):
        page(dewi, f"{here}{tab}")


def test_two_writers_lose_nothing_without_javascript(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    meeting_id, item_id = held(cast, story)
    dewi, yusuf = client_of(cast.dewi), client_of(cast.yusuf)
    here, save = f"/rapat/{meeting_id}/notula/", f"/rapat/{meeting_id}/notula/{item_id}/"
    mine, theirs = item_id.hex, item_id.hex

    def typed(text: str, seen: int, number: str) -> dict[str, str]:
        return {f"{mine}-text": text, f"{mine}-seen": str(seen), f"{theirs}-submission": number}

    first, second = str(uuid4()), str(uuid4())
    assert dewi.post(save, typed("Nenek hadir", 0, first), headers={"X-Autosave": "1"}).status_code == 204
    assert (
        dewi.post(save, typed("Nenek hadir, setuju", 0, first), headers={"X-Autosave": "1"}).status_code
        == 204
    )
    assert yusuf.post(save, typed("Paman hadir", 0, second), headers={"X-Autosave": "1"}).status_code == 409
    met = yusuf.post(save, typed("Paman hadir", 0, second))
    assert met.status_code == 422
    both = met.content.decode()
    assert "Nenek hadir, setuju" in both
    assert "Paman hadir" in both
    assert f'name="{mine}-seen" value="2"' in both
    assert goes(yusuf.post(save, typed("Nenek dan paman hadir", 2, second))) == f"{here}#{item_id}"
    assert "Nenek dan paman hadir" in page(dewi, here)


def test_the_pdf_is_set_whatever_was_typed(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    meeting_id, item_id = held(cast, story)
    actions.write_minutes(
        cast.dewi, meeting_id=meeting_id, item_id=item_id, text=WICKED * 20, seen=0, form=uuid4()
    )
    actions.make_decision(
        cast.dewi,
        meeting_id=meeting_id,
        words=WICKED,
        agency_id=cast.hospital.id,
        due_on=clock.today(),
        evidence_kind="letter",
    )
    actions.record_dissent(cast.siti, meeting_id=meeting_id, words=WICKED)
    actions.close_minutes(cast.dewi, meeting_id=meeting_id)
    actions.object_to_minutes(cast.siti, meeting_id=meeting_id, reason=WICKED)
    answer = client_of(cast.dewi).get(f"/rapat/{meeting_id}/unduh/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert MARKER not in answer["Content-Disposition"]


def test_a_forum_page_tells_of_no_child(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    wulan = client_of(cast.wulan)
    page(wulan, "/rapat/baru/")
    assert wulan.post("/rapat/baru/", {"subject": "", "starts_at": when()}).status_code == 422
    sent = {"subject": "Jawaban rujukan", "starts_at": when(), "minutes_long": "60", "quorum": "2"}
    people = goes(wulan.post("/rapat/baru/", sent))
    here = people.removesuffix("peserta/")
    assert cast.rudi
    page(wulan, f"{here}undang/?lembaga={cast.police.id}")
    goes(wulan.post(f"{here}undang/", {"agency": str(cast.police.id), "person": ""}))
    for client in (wulan, client_of(cast.rudi)):
        seen = page(client, here)
        assert MARKER not in seen
        assert story.case_number not in seen
    goes(wulan.post(f"{here}acara/usulan/", {"proposals": ["ngawur"]}))
    page(wulan, f"{here}ubah/")
    goes(wulan.post(f"{here}batal/", {"reason": "settled"}))
    assert "Jawaban rujukan" in page(client_of(cast.rudi), "/rapat/lampau/")


def test_strangers_find_no_door(cast: Cast, story: Story, client_of: Callable[[Actor], Client]) -> None:
    meeting_id, item_id = held(cast, story)
    for who in (cast.eko, cast.maya, cast.bagus, cast.wulan, cast.hartono):
        client = client_of(who)
        for tab in (
            "",
            "peserta/",
            "notula/",
            "keputusan/",
            "cetak/",
            "unduh/",
            "ubah/",
            "undang/",
            "tutup/",
        ):
            assert client.get(f"/rapat/{meeting_id}/{tab}").status_code == 404, f"{who.user_name} {tab}"
        for tab in ("acara/", "mulai/", f"notula/{item_id}/", f"acara/{item_id}/hapus/", "acara/usulan/"):
            assert client.post(f"/rapat/{meeting_id}/{tab}", {"title": "x"}).status_code == 404
        assert "Pengasuhan" not in page(client, "/rapat/")
