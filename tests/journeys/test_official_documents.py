"""A police post that works on paper answers by its reply sheet; another one by letter; anybody checks a paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from anyam.casework.acting.choices import Despite
from anyam.casework.cases import actions as cases
from anyam.casework.documents.actions import issue_document
from anyam.casework.documents.choices import DocumentKind
from anyam.casework.documents.queries import open_paper
from anyam.casework.documents.results import Wish
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import SharingBasis, Urgency
from anyam.foundation.access import Actor, Role
from anyam.registry.agencies.actions import AgencyInput, ServiceInput, create_agency, create_service
from anyam.registry.agencies.choices import Need, ServiceLevel
from tests.casework import main_job
from tests.cast import a_summary

from .conftest import DISTRICT, Network
from .player import PICTURES, Player

Enter = Callable[..., Player]
OFFICE = Actor.system("setting the stage of a journey")

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


def look(page: Page, name: str) -> None:
    """A picture by day and by night."""
    if not PICTURES:
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=Path(PICTURES) / f"documents-{name}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")


def a_post(name: str) -> UUID:
    """A police post without anybody who signs in; its service."""
    agency_id = create_agency(
        OFFICE,
        AgencyInput(name=name, short_name=name, kind_code="police", place_code=DISTRICT, phone="0355321110"),
        district_code=DISTRICT,
    )
    service = ServiceInput(name=f"Layanan {name}", level=ServiceLevel.TERTIARY, needs=(Need.LAW_ENFORCEMENT,))
    return create_service(OFFICE, agency_id, service)


def a_referral(network: Network, case_id: UUID, service_id: UUID) -> UUID:
    manager = network.staff.named("ratna")
    referral_id = referrals.draft_referral(
        manager,
        case_id=case_id,
        service_id=service_id,
        need=Need.LAW_ENFORCEMENT,
        urgency=Urgency.URGENT,
        sharing_basis=SharingBasis.SAFETY,
        basis_reason="danger",
        summary=a_summary(child_name="Bunga Melati", contact_name="Nenek Suminah", facts="Luka di lengan."),
        despite=Despite.OTHER_PART,
    )
    referrals.send_referral(manager, referral_id=referral_id, despite=Despite.OTHER_PART)
    return referral_id


@pytest.fixture
def case_id(network: Network) -> UUID:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    assert manager.user_id is not None
    return cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)


def test_a_paper_only_polsek_answers_in_three_taps(
    enter: Enter, network: Network, case_id: UUID, browser: Browser, language: str, width: int
) -> None:
    tag = f"{language}-{width}"
    referral_id = a_referral(network, case_id, a_post("Polsek Ngunut"))
    ratna = enter("ratna", language, width=width)
    ratna.opens(f"/rujukan/{referral_id}/")
    look(ratna.page, f"referral-{tag}")
    ratna.follows(f'a[href$="/terbitkan/referral_letter/{referral_id}/"]')
    look(ratna.page, f"issue-{tag}")
    ratna.writes({"note": "Mohon #petugas perempuan bila ada."})
    ratna.presses()
    letter = ratna.path
    look(ratna.page, f"detail-{tag}")
    ratna.follows('form[action$="/tautan/"] button')
    look(ratna.page, f"sheet-{tag}")
    address = ratna.page.locator("code").inner_text()
    path = address[address.index("/balas/") :]

    phone = browser.new_context(viewport={"width": width, "height": 900}, locale="id-ID").new_page()
    assert phone.goto(ratna.base + path).status == 200  # type: ignore[union-attr]
    words = phone.locator("main").inner_text()
    assert "Bunga" not in words
    assert "Suminah" not in words
    look(phone, f"answer-{tag}")
    with phone.expect_navigation():
        phone.locator('button[value="accept"]').click()  # the first tap
    look(phone, f"accepted-{tag}")
    phone.locator('select[name="outcome"]').select_option("need_met")  # the second
    with phone.expect_navigation():
        phone.locator('button[value="done"]').click()  # the third
    look(phone, f"done-{tag}")
    assert phone.locator("button[name=step]").count() == 0

    ratna.opens(f"/rujukan/{referral_id}/")
    look(ratna.page, f"referral-answered-{tag}")
    ratna.sees("Polsek Ngunut")
    assert "alamat yang diberikan" in ratna.page.content() or "address given" in ratna.page.content()
    ratna.opens(letter)
    ratna.opens(f"{letter}tarik/")
    ratna.writes({"reason": "mistake"})
    look(ratna.page, f"withdraw-{tag}")
    ratna.presses()
    assert phone.goto(ratna.base + path).status == 404  # type: ignore[union-attr]
    look(phone, f"shut-{tag}")
    phone.context.close()


def test_a_letter_of_a_polsek_is_recorded_at_the_front_desk(
    enter: Enter, network: Network, case_id: UUID, language: str, width: int
) -> None:
    tag = f"{language}-{width}"
    referral_id = a_referral(network, case_id, a_post("Polsek Kalidawir"))
    issue_document(network.staff.named("ratna"), wish=Wish(DocumentKind.REFERRAL_LETTER, referral_id))
    wulan = enter("wulan", language, width=width)
    wulan.opens("/dokumen/")
    wulan.sees("Polsek Kalidawir")
    wulan.sees_nothing_of("Bunga")
    look(wulan.page, f"register-{tag}")
    wulan.follows(wulan.page.locator('a[href$="/balasan/"]').first)
    wulan.writes({"step": "accept", "signer": "Iptu Contoh, Kapolsek"})
    look(wulan.page, f"record-{tag}")
    wulan.presses()
    wulan.sees_nothing_of("Bunga")
    ratna = enter("ratna", language, width=width)
    ratna.opens(f"/rujukan/{referral_id}/")
    ratna.sees("Iptu Contoh, Kapolsek")
    ratna.opens(f"/kasus/{case_id}/dokumen/")
    look(ratna.page, f"case-{tag}")


def test_anybody_checks_a_paper_and_the_head_keeps_the_letterhead(
    enter: Enter,
    network: Network,
    case_id: UUID,
    browser: Browser,
    live_server: Any,
    language: str,
    width: int,
) -> None:
    tag = f"{language}-{width}"
    referral_id = a_referral(network, case_id, a_post("Polsek Besuki"))
    ratna = network.staff.named("ratna")
    document_id = issue_document(ratna, wish=Wish(DocumentKind.REFERRAL_LETTER, referral_id))
    sheet = open_paper(ratna, document_id).content
    if PICTURES:
        (Path(PICTURES) / "documents-letter.pdf").write_bytes(sheet)
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet)).pages).splitlines()
    code = next(line for line in lines if line.count("-") == 4 and len(line) == 24)
    outside = browser.new_context(viewport={"width": width, "height": 900}, locale="id-ID").new_page()
    outside.goto(f"{live_server.url}/periksa/")
    look(outside, f"check-{tag}")
    for typed, name in ((code, "genuine"), ("AAAA-BBBB-CCCC-DDDD-EEEE", "unknown")):
        outside.locator('input[name="code"]').fill(typed)
        with outside.expect_navigation():
            outside.locator("main form button").last.click()
        look(outside, f"check-{name}-{tag}")
        number = apps.get_model("documents.Document").objects.get(pk=document_id).number
        assert (number in outside.content()) == (name == "genuine")
        assert "Bunga" not in outside.content()
    outside.context.close()
    head_id = network.staff.of("ult_psai", Role.AGENCY_HEAD)[0].user_id
    head = enter(get_user_model().objects.get(pk=head_id).username, language, width=width)
    head.opens("/dokumen/kop/")
    look(head.page, f"office-{tag}")
