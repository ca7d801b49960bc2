"""A hospital says how ready it is, the integrated service sees for itself, and one tap says that there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from anyam.config import env
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.readiness.actions import load_checklists

from .conftest import Network
from .player import PICTURES, Player

Enter = Callable[..., Player]

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


def look(player: Player, name: str) -> None:
    """A picture by day and by night."""
    player.takes_picture(f"readiness-{name}")
    if PICTURES:
        player.page.emulate_media(color_scheme="dark")
        player.takes_picture(f"readiness-{name}-dark")
        player.page.emulate_media(color_scheme="light")


def answers(player: Player, said: str, **changed: str) -> dict[str, Any]:
    names = player.page.locator('input[type=radio][name^="point_"]').evaluate_all(
        "all => all.map(one => one.name)"
    )
    return {name: changed.get(name, said) for name in dict.fromkeys(names)}


def test_readiness_is_said_seen_and_grows_old(
    enter: Enter, network: Network, browser: Browser, live_server: Any, language: str, width: int
) -> None:
    load_checklists(
        Actor.system("setting the stage"), file=env.ROOT / "data" / "readiness" / "checklists.json"
    )
    tag = f"{language}-{width}"
    hospital, centre = str(network.agency_ids["rsud"]), str(network.agency_ids["ult_psai"])
    dina = enter("dina", language, width=width)
    dina.opens("/kesiapan/")
    look(dina, f"home-{tag}")
    dina.follows(dina.page.locator('a[href^="/kesiapan/layanan/"]').first)
    look(dina, f"fill-{tag}")
    dina.writes({**answers(dina, "yes", point_2="partly"), "verifier": centre})
    dina.presses()
    filled = dina.path
    look(dina, f"stated-{tag}")

    endang = enter("endang", language, width=width)
    endang.opens("/kesiapan/")
    look(endang, f"asked-{tag}")
    endang.opens(f"{filled}periksa/")
    endang.writes({**answers(endang, "yes"), "words": "Telepon diangkat pada tiga kali panggilan."})
    look(endang, f"verify-{tag}")
    endang.presses()
    look(endang, f"seen-{tag}")
    endang.opens("/supervisi/beban/")
    look(endang, f"workload-{tag}")

    papers(dina, hospital, tag)
    one_tap(dina, browser, f"{tag}", width)
    yusuf = enter("yusuf", language, width=width)
    for page in ("daftar-periksa/", "daftar-periksa/umum/", "daftar-periksa/umum/ubah/", "patokan/"):
        yusuf.opens(f"/kesiapan/{page}")
        look(yusuf, f"{page.strip('/').replace('/', '-')}-{tag}")
    yusuf.opens("/kesiapan/jejaring/")
    look(yusuf, f"network-{tag}")
    yusuf.opens(f"/lembaga/{hospital}/")
    look(yusuf, f"agency-{tag}")
    yusuf.opens(f"/layanan/{network.service('rsud')}/")
    look(yusuf, f"service-{tag}")


def papers(dina: Player, hospital: str, tag: str) -> None:
    """A registration, somebody on the staff with a training, a budget line."""
    today = clock.today()
    dina.opens("/kesiapan/surat/baru/")
    look(dina, f"paper-{tag}")
    dina.writes({"kind": "accreditation", "grade": "C", "number": "7/2025", "issuer": "BALKS"})
    dina.writes({"issued_on": str(today.replace(day=1))})
    dina.presses()
    dina.opens("/kesiapan/staf/baru/")
    dina.writes({"full_name": "Sekar Wangi", "position": "health", "since": "2024-01-02"})
    dina.presses()
    dina.follows(dina.page.locator('a[href*="/sertifikat/"]').first)
    dina.writes({"title": "Pertolongan pertama psikologis", "held_by": "Dinas Kesehatan"})
    dina.writes({"finished_on": "2025-01-02", "runs_until": str(today.replace(year=today.year + 1, day=1))})
    dina.presses()
    dina.opens("/kesiapan/anggaran/baru/")
    dina.writes({"title": "Pemeriksaan anak", "funding": "apbd", "planned": "12500000"})
    dina.presses()
    dina.follows(dina.page.locator('a[href*="/anggaran/"]').last)
    dina.writes({"amount": "2500000", "words": "Bahan pemeriksaan"})
    dina.presses()
    dina.opens(f"/kesiapan/lembaga/{hospital}/")
    look(dina, f"inside-{tag}")


def one_tap(dina: Player, browser: Browser, tag: str, width: int) -> None:
    """Somebody at the reception answers without signing in; the shut address finds nothing."""
    dina.opens("/kesiapan/tautan/")
    dina.writes({"label": "Meja penerimaan"})
    dina.presses()
    address = dina.page.locator("code").inner_text()
    look(dina, f"links-{tag}")
    path = address[address.index("/kapasitas/") :]
    reception = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    assert reception.goto(dina.base + path).status == 200  # type: ignore[union-attr]
    if PICTURES:
        reception.screenshot(path=f"{PICTURES}/readiness-say-{tag}.png", full_page=True)
    with reception.expect_navigation():
        reception.locator('button[value="full"]').first.click()
    assert reception.locator(".capacity, .tag").count() > 0
    dina.follows('form[action$="/tutup/"] button')
    dina.page.wait_for_load_state()
    assert reception.goto(dina.base + path).status == 404  # type: ignore[union-attr]
    if PICTURES:
        reception.screenshot(path=f"{PICTURES}/readiness-shut-{tag}.png")
    reception.context.close()
