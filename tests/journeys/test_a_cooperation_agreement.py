"""A cooperation agreement from its draft to its renewal, with a delivery that its creditor does not accept at first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agreements.actions import watch_agreements
from tests.trust.honest_files import letter

from .conftest import Network
from .player import Player

Enter = Callable[..., Player]
NIGHT = Actor.system("clock of agreements")

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


def night() -> None:
    with delivered_at_once():
        watch_agreements(NIGHT)


def test_an_agreement_is_kept_from_draft_to_renewal(
    enter: Enter, network: Network, language: str, width: int
) -> None:
    today = clock.today()
    ends = today + timedelta(days=25)
    director_id = network.staff.by_role["rsud", Role.AGENCY_HEAD][0]
    director = next(name for name, user_id in network.staff.by_username.items() if user_id == director_id)
    drafter = enter("sulastri", language, width=width)
    drafter.opens("/perjanjian/")
    drafter.takes_picture(f"agreements-empty-{language}-{width}")
    drafter.opens("/perjanjian/baru/")
    drafter.writes(
        {
            "kind": "cooperation",
            "title": "Pemeriksaan kesehatan anak tanpa menunggu",
            "purpose": "Anak yang dirujuk diperiksa pada hari yang sama.",
            "object": "Pemeriksaan kesehatan dan visum",
            "starts_on": str(today),
            "ends_on": str(ends),
            "parties-0-agency": str(network.agency_ids["dinsos"]),
            "parties-0-official_name": "Dra. Sulastri Handayani",
            "parties-0-official_office": "Kepala Dinas Sosial",
            "parties-1-agency": str(network.agency_ids["rsud"]),
            "parties-1-official_name": "dr. Hartono",
            "parties-1-official_office": "Direktur RSUD",
        }
    )
    drafter.takes_picture(f"agreements-new-{language}-{width}")
    drafter.presses()
    page = drafter.path
    drafter.opens(f"{page}kewajiban/tambah/")
    drafter.page.select_option("[name=debtor]", index=1)
    drafter.page.select_option("[name=creditor]", index=0)
    drafter.writes(
        {
            "what": "Laporan pemeriksaan",
            "quantity": "1",
            "unit": "laporan",
            "recurrence": "once",
            "first_due_on": str(today),
        }
    )
    drafter.presses()
    drafter.takes_picture(f"agreements-draft-{language}-{width}")
    drafter.opens(f"{page}kirim/")
    drafter.presses("/kirim/")
    drafter.opens(f"{page}tandatangani/")
    drafter.writes({"has_read": True})
    drafter.presses()

    signer = enter(director, language, width=width)
    signer.opens("/perjanjian/")
    signer.sees("Pemeriksaan kesehatan anak tanpa menunggu")
    signer.takes_picture(f"agreements-to-sign-{language}-{width}")
    signer.opens(f"{page}tandatangani/")
    signer.takes_picture(f"agreements-sign-{language}-{width}")
    signer.writes({"has_read": True})
    signer.presses()
    signer.takes_picture(f"agreements-in-force-{language}-{width}")

    signer.opens(f"{page}dokumen/tambah/")
    signer.takes_picture(f"agreements-add-document-{language}-{width}")
    signer.writes({"kind": "signed", "title": "Naskah lengkap dengan cap"})
    signer.brings("content", letter(Random(4)))
    signer.presses()
    signer.sees("Naskah lengkap dengan cap")
    signer.takes_picture(f"agreements-documents-{language}-{width}")

    night()
    officer = enter("dina", language, width=width)
    officer.opens("/meja-kerja/")
    officer.follows(officer.page.locator('a[href*="/perjanjian/kewajiban/"]').first)
    due = officer.path
    officer.checks_access()
    officer.writes({"delivered_on": str(today), "evidence": "Dikirim dengan surat RSUD nomor 12"})
    officer.brings("content", letter(Random(5)))
    officer.takes_picture(f"agreements-deliver-{language}-{width}")
    officer.presses("/serahkan/")

    drafter.opens(due)
    drafter.takes_picture(f"agreements-due-{language}-{width}")
    evidence = drafter.page.locator('a[href*="/perjanjian/dokumen/"]').first.get_attribute("href")
    fetched = drafter.page.request.get(f"{drafter.base}{evidence}")
    assert fetched.headers["content-type"] == "application/pdf"
    assert fetched.body().startswith(b"%PDF")
    drafter.writes({"reason": "Tanda tangan dokter belum ada"})
    drafter.presses("/tolak/")
    drafter.sees("Tanda tangan dokter belum ada")

    officer.opens(due)
    officer.sees("Tanda tangan dokter belum ada")
    officer.writes({"delivered_on": str(today), "evidence": "Surat nomor 13, ditandatangani dokter"})
    officer.presses("/serahkan/")
    drafter.opens(due)
    drafter.presses("/terima/")
    drafter.takes_picture(f"agreements-accepted-{language}-{width}")

    signer.opens(page)
    paper = signer.page.locator('a[href*="/dokumen/"][href$="/tarik/"]').first.get_attribute("href")
    signer.opens(str(paper))
    signer.writes({"reason": "Halaman tertukar saat dipindai"})
    signer.takes_picture(f"agreements-withdraw-document-{language}-{width}")
    signer.presses()
    signer.sees("Halaman tertukar saat dipindai")
    signer.takes_picture(f"agreements-document-withdrawn-{language}-{width}")

    drafter.opens(f"{page}perpanjang/")
    drafter.writes({"ends_on": str(ends + timedelta(days=365))})
    drafter.presses()
    successor = drafter.path
    assert successor != page
    drafter.opens(f"{successor}kirim/")
    drafter.presses("/kirim/")
    for player in (drafter, signer):
        player.opens(f"{successor}tandatangani/")
        player.writes({"has_read": True})
        player.presses()
    drafter.opens(page)
    assert drafter.page.locator(f'a[href="{successor}"]').count() == 1
    drafter.opens("/perjanjian/kalender/")
    drafter.writes({"label": "Kalender kepala"})
    drafter.presses()
    drafter.page.wait_for_load_state()
    drafter.takes_picture(f"agreements-calendar-{language}-{width}")
    for address in ("/perjanjian/", f"{page}cetak/", "/kebijakan/"):
        drafter.opens(address)
        drafter.takes_picture(f"agreements-{address.strip('/').split('/')[-1]}-{language}-{width}")
