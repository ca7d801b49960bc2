"""The pages of readiness: an agency fills in, another sees for itself, everybody reads how old it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from anyam.foundation.access import Actor
from anyam.registry.accounts.models import User
from anyam.registry.agencies import actions as directory
from anyam.registry.readiness import queries
from anyam.registry.readiness.choices import Standing

from .conftest import BASIC, TODAY, Ward, on

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


@pytest.fixture
def browser(ward: Ward) -> Browser:
    def sign_in(actor: Actor, language: str = "id") -> Client:
        User.objects.filter(pk=actor.user_id).update(language=language)
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return sign_in


def text_of(page: Any) -> str:
    return page.content.decode()


def filled(ward: Ward, said: str = "yes", **changed: Any) -> dict[str, Any]:
    points = queries.get_checklist(ward.keeper, BASIC).points
    answers = {f"point_{point.number}": said for point in points}
    return {"submission": str(uuid4()), **answers, "verifier": str(ward.cast.centre.id), **changed}


def test_from_never_filled_in_to_verified_by_pages_alone(ward: Ward, browser: Browser) -> None:
    siti, ningsih, dewi = browser(ward.keeper), browser(ward.looker), browser(ward.cast.dewi, "en")
    service = reverse("directory:service", args=[ward.cast.hospital.service_id])
    assert "Never filled in" in text_of(dewi.get(service))
    fill = reverse("readiness:fill", args=[ward.cast.hospital.service_id, ward.standing().checklist_id])
    assert fill in text_of(siti.get(reverse("readiness:home")))
    answer = siti.post(fill, filled(ward, point_2="partly", note_2="Hanya pagi"))
    assert answer.status_code == 302
    assert "Stated, not verified" in text_of(dewi.get(service))
    verify = reverse("readiness:verify", args=[ward.standing().filling_id])
    assert verify in text_of(ningsih.get(reverse("readiness:home")))
    assert "Hanya pagi" in text_of(ningsih.get(verify))
    seen = {key: word for key, word in filled(ward, point_2="partly").items() if key.startswith("point")}
    assert ningsih.post(verify, {**seen, "seen_on": TODAY.isoformat()}).status_code == 302
    told = text_of(dewi.get(service))
    assert "Verified" in told
    assert "ULT PSAI" in told
    with on(2026, 7, 1):
        assert "Not updated" in text_of(browser(ward.cast.dewi, "en").get(service))


def test_an_agencys_note_is_shown_as_words_only(ward: Ward, browser: Browser) -> None:
    fill = reverse("readiness:fill", args=[ward.cast.hospital.service_id, ward.standing().checklist_id])
    browser(ward.keeper).post(fill, filled(ward, note_1="<b onclick=x>tebal</b>"))
    for page in ("verify", "filling"):
        told = text_of(
            browser(ward.looker).get(reverse(f"readiness:{page}", args=[ward.standing().filling_id]))
        )
        assert "<b onclick" not in told
        assert "tebal" in told


def test_pressing_twice_fills_in_once(ward: Ward, browser: Browser) -> None:
    siti, given = browser(ward.keeper), filled(ward)
    fill = reverse("readiness:fill", args=[ward.cast.hospital.service_id, ward.standing().checklist_id])
    first, second = siti.post(fill, given), siti.post(fill, given)
    assert first["Location"] == second["Location"]


def test_what_is_missing_is_said_and_nothing_is_lost(ward: Ward, browser: Browser) -> None:
    fill = reverse("readiness:fill", args=[ward.cast.hospital.service_id, ward.standing().checklist_id])
    given = filled(ward, note_1="Buka sampai sore")
    del given["point_3"]
    answer = browser(ward.keeper).post(fill, given)
    assert answer.status_code == 422
    assert "Buka sampai sore" in text_of(answer)
    assert ward.standing().standing is Standing.NEVER
    odd = browser(ward.keeper).post(fill, filled(ward, verifier="entah", point_1="sangat"))
    assert odd.status_code == 422


def test_a_difference_without_words_comes_back_with_its_sentence(ward: Ward, browser: Browser) -> None:
    filling_id = ward.fill()
    verify = reverse("readiness:verify", args=[filling_id])
    seen = {key: word for key, word in filled(ward, "no").items() if key.startswith("point")}
    answer = browser(ward.looker, "en").post(verify, {**seen, "seen_on": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "Write in one sentence what you saw" in text_of(answer)
    assert browser(ward.keeper).get(verify).status_code == 404
    assert browser(ward.cast.rudi).get(verify).status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_opens_for_whom_it_is(ward: Ward, browser: Browser, language: str) -> None:
    ward.see(ward.fill())
    siti, wulan = (browser(one, language) for one in (ward.keeper, ward.cast.wulan))
    for name, args in (
        ("home", ()),
        ("network", ()),
        ("agency", (ward.cast.hospital.id,)),
        ("filling", (ward.standing().filling_id,)),
        ("checklists", ()),
        ("checklist", (BASIC,)),
        ("standards", ()),
        ("links", ()),
        ("new_paper", ()),
        ("new_member", ()),
        ("new_line", ()),
    ):
        assert siti.get(reverse(f"readiness:{name}", args=args)).status_code == 200, name
    for name, args in (
        ("new_checklist", ()),
        ("change_checklist", (BASIC,)),
        ("change_standard", ("caseload",)),
    ):
        assert wulan.get(reverse(f"readiness:{name}", args=args)).status_code == 200, name
        assert siti.get(reverse(f"readiness:{name}", args=args)).status_code == 404, name
    assert siti.get(reverse("directory:agency", args=[ward.cast.hospital.id])).status_code == 200


def test_papers_people_and_money_by_pages(ward: Ward, browser: Browser) -> None:
    siti = browser(ward.keeper)

    def send(name: str, *args: UUID | str, **given: Any) -> int:
        page = reverse(f"readiness:{name}", args=args)
        return siti.post(page, {"submission": str(uuid4()), **given}).status_code

    paper = {"kind": "accreditation", "grade": "B", "number": "1", "issuer": "BALKS"}
    assert send("new_paper", **paper, issued_on="2026-01-05") == 302
    assert send("new_paper", **paper, issued_on="2026-01-05") == 422
    assert send("begin_assessment") == 302
    way = queries.get_own_inside(ward.keeper).assessments[0]
    assert send("advance_assessment", way.id, step="requested", done_on="2026-03-01", note="Lengkap") == 302
    assert send("advance_assessment", way.id, step="decided", done_on="2026-03-01") == 422
    assert send("end_assessment", way.id) == 302
    assert send("new_member", full_name="Sekar", position="carer", since="2025-01-01") == 302
    member = queries.get_own_inside(ward.keeper).staff[0]
    training = {"title": "PFA", "held_by": "Dinsos", "finished_on": "2025-01-01", "runs_until": "2026-04-01"}
    assert send("new_certificate", member.id, **training) == 302
    certificate = queries.get_own_inside(ward.keeper).staff[0].certificates[0]
    renewing = siti.get(reverse("readiness:certificate", args=[certificate.id]))
    assert "ganti=" in renewing["Location"]
    assert "PFA" in text_of(siti.get(renewing["Location"]))
    assert send("end_member", member.id, until="2026-03-01") == 302
    assert send("new_line", year="2026", title="Makan", funding="apbd", planned="1000000") == 302
    line = queries.get_own_inside(ward.keeper).years[0].lines[0]
    assert send("realise", line.id, on="2026-03-01", amount="250000", words="Beras") == 302
    assert send("realise", line.id, on="2026-03-01", amount="beras", words="Beras") == 422
    shown = text_of(siti.get(reverse("readiness:agency", args=[ward.cast.hospital.id])))
    assert "250.000" in shown


def test_the_secretariat_decides_figures_and_lists(ward: Ward, browser: Browser) -> None:
    wulan = browser(ward.cast.wulan)
    figure = reverse("readiness:change_standard", args=["caseload"])
    assert wulan.post(figure, {"value": "-1", "source": "Forum"}).status_code == 422
    assert wulan.post(figure, {"value": "20", "source": "Notula forum 3"}).status_code == 302
    assert "Notula forum 3" in text_of(wulan.get(reverse("readiness:standards")))
    assert wulan.get(reverse("readiness:change_standard", args=["no.such"])).status_code == 404
    new = reverse("readiness:new_checklist")
    given = {"title": "Kesiapan sekolah", "points": "Satu\nDua", "source": "Forum", "is_used": "on"}
    assert wulan.post(new, given).status_code == 302
    assert wulan.post(new, given).status_code == 422
    assert queries.get_checklist(ward.keeper, "kesiapan-sekolah").row.points == 2
    change = reverse("readiness:change_checklist", args=["kesiapan-sekolah"])
    assert wulan.post(change, {**given, "points": " \n "}).status_code == 422


def test_an_address_is_shown_once_and_can_be_shut(ward: Ward, browser: Browser) -> None:
    siti = browser(ward.keeper)
    page = reverse("readiness:links")
    made = text_of(siti.post(page, {"submission": str(uuid4()), "label": "Meja depan", "days": "90"}))
    assert "/kapasitas/" in made
    later = text_of(siti.get(page))
    assert "/kapasitas/" not in later
    assert "Meja depan" in later
    from anyam.registry.agencies.queries import capacity_links

    [link] = capacity_links(ward.keeper)
    assert siti.post(reverse("readiness:revoke_link", args=[link.id])).status_code == 302
    assert capacity_links(ward.keeper) == []


def test_room_is_asked_from_the_services_page(ward: Ward, browser: Browser) -> None:
    dewi = browser(ward.cast.dewi, "en")
    service = reverse("directory:service", args=[ward.cast.hospital.service_id])
    ask = reverse("readiness:ask_room", args=[ward.cast.hospital.service_id])
    assert ask not in text_of(dewi.get(service))
    with on(2026, 4, 20):
        dewi = browser(ward.cast.dewi, "en")
        assert ask in text_of(dewi.get(service))
        told = text_of(dewi.post(ask, follow=True))
        assert "Nothing was said about a child" in told
        directory.state_capacity(ward.keeper, service_id=ward.cast.hospital.service_id, state="open")
        assert "You can rely on it" in text_of(dewi.post(ask, follow=True))
