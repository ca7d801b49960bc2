"""Two sisters, a father who is reported, a grandmother who cares, and a colleague who is kin of the father."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import get_report
from anyam.casework.cases.results import ChildInput, ReportedPersonInput, ReportInput
from anyam.foundation.core import clock

from .conftest import Network
from .player import Player

SISTERS, FATHER, GRANDMOTHER = ("Sekar Ayuningtyas", "Wulandari"), "Sukarno Hadi", "Mbah Suminah"
REASON = "Teleponnya dipegang ayah"


def _cases_of_two_sisters(network: Network) -> tuple[UUID, UUID]:
    staff = network.staff
    report = ReportInput(
        channel="walk_in",
        received_at=clock.now(),
        narrative="Guru melihat memar.",
        children=tuple(
            ChildInput(full_name=name, sex="female", age_years=age, violence_forms=("physical",))
            for name, age in zip(SISTERS, (9, 6), strict=True)
        ),
        reported_persons=(
            ReportedPersonInput(relation="father", full_name=FATHER, sex="male", age_years=41),
        ),
    )
    with transaction.atomic():
        report_id = cases.take_report(staff.named("wulan"), report=report)
        cases.triage_report(staff.named("wulan"), report_id=report_id, facts={"suspect_near": True}, note="")
        manager = staff.named("ratna")
        cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)
        children = get_report(manager, report_id).children
        for child in children:
            assert child.case_id
            cases.assign_case(
                staff.named("endang"),
                case_id=child.case_id,
                manager_id=manager.user_id,
                worker_id=staff.named("bagas").user_id,
            )
    first, second = (child.case_id for child in children)
    assert first
    assert second
    return first, second


@pytest.mark.parametrize(("language", "has_script"), [("id", True), ("en", False)])
def test_a_family_is_told_drawn_and_kept_from_whom_it_must_be(
    enter: Callable[..., Player], network: Network, language: str, has_script: bool
) -> None:
    case, sisters_case = _cases_of_two_sisters(network)
    here, there = f"/kasus/{case}/keluarga/", f"/kasus/{sisters_case}/keluarga/"
    manager = enter("ratna", language, has_script)
    _the_parents_are_told(manager, here)
    _a_child_cannot_be_its_own_parent(manager, here, language)
    _the_grandmother_cares(manager, here)
    _nobody_calls_the_mother(manager, here)
    _pictures(manager, here, f"{language}")
    worker = enter("bagas", language, has_script)
    worker.opens(here)
    worker.sees(GRANDMOTHER)
    worker.sees(REASON)
    _the_worker_is_kin_of_the_father(manager, case, network)
    worker.is_refused(here)
    worker.opens(there)
    worker.sees(SISTERS[1])
    for words in (GRANDMOTHER, REASON, "Painem"):
        worker.sees_nothing_of(words)
    narrow = enter("ratna", language, has_script, 360)
    _pictures(narrow, here, f"{language}-360")


def _the_parents_are_told(manager: Player, here: str) -> None:
    manager.opens(here)
    manager.sees(FATHER)
    manager.follows(f'main a[href="{here}anggota/"] >> nth=0')
    manager.writes({"full_name": "Painem", "sex": "female", "age_years": "34", "kind": "parent"})
    manager.takes_picture("keluarga-anggota")
    manager.presses()
    for who, whose in ((FATHER, SISTERS[0]), (FATHER, SISTERS[1]), ("Painem", SISTERS[1])):
        _relate(manager, here, who, "parent", whose)
    manager.sees(SISTERS[1])


def _relate(manager: Player, here: str, who: str, kind: str, whose: str) -> None:
    manager.opens(f"{here}hubungan/")
    page = manager.page
    page.select_option('[name="other_id"]', label=who)
    page.select_option('[name="person_id"]', label=whose)
    manager.writes({"kind": kind})
    manager.presses()


def _a_child_cannot_be_its_own_parent(manager: Player, here: str, language: str) -> None:
    manager.opens(f"{here}hubungan/")
    page = manager.page
    page.select_option('[name="other_id"]', label=SISTERS[0])
    page.select_option('[name="person_id"]', label="Painem")
    manager.writes({"kind": "parent", "note": "Jangan sampai hilang"})
    with page.expect_navigation():
        page.locator("main form button:not([name])").last.click()
    manager.sees("bagi dirinya sendiri" if language == "id" else "their own parent")
    assert page.locator('[name="note"]').input_value() == "Jangan sampai hilang"
    manager.takes_picture(f"keluarga-ditolak-{language}")


def _the_grandmother_cares(manager: Player, here: str) -> None:
    manager.opens(f"{here}anggota/")
    page = manager.page
    manager.writes({"full_name": GRANDMOTHER, "sex": "female", "age_years": "61"})
    page.select_option('[name="to_id"]', label="Painem")
    manager.writes({"kind": "parent"})
    manager.presses()
    manager.opens(f"{here}rumah/")
    manager.writes({"name": "Rumah nenek"})
    page.get_by_label(GRANDMOTHER).check(force=True)
    page.get_by_label(SISTERS[1]).check(force=True)
    manager.presses()
    manager.opens(f"{here}pengasuh/")
    page.select_option('[name="carer_id"]', label=GRANDMOTHER)
    manager.writes({"role": "kin"})
    manager.presses()
    manager.sees("Rumah nenek")


def _nobody_calls_the_mother(manager: Player, here: str) -> None:
    manager.opens(here)
    manager.follows(manager.page.get_by_role("link", name="Painem", exact=True).first)
    manager.follows('main a[href$="/kontak/"]')
    manager.writes({"is_never": True, "never_reason": REASON})
    manager.presses()
    manager.sees(REASON)
    manager.takes_picture("keluarga-orang")
    manager.opens(here)
    manager.sees(REASON)


def _the_worker_is_kin_of_the_father(manager: Player, case: UUID, network: Network) -> None:
    """Another worker takes over before the one who is kin is kept away."""
    staff = network.staff
    with transaction.atomic():
        cases.assign_case(
            staff.named("endang"),
            case_id=case,
            manager_id=staff.named("ratna").person_id,
            worker_id=staff.named("laras").user_id,
        )
    manager.opens(f"/kasus/{case}/akses/blokir/")
    page = manager.page
    page.select_option(
        '[name="person"]',
        value=next(
            one.get_attribute("value") or ""
            for one in page.locator('[name="person"] option').all()
            if "Bagas" in one.inner_text()
        ),
    )
    manager.writes({"reason": "kin"})
    manager.presses()


def _pictures(player: Player, here: str, name: str) -> None:
    for theme in ("light", "dark"):
        player.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        player.opens(here)
        player.takes_picture(f"keluarga-{name}-{theme}")
        player.page.locator(".family-drawing").scroll_into_view_if_needed()
        player.takes_picture(f"keluarga-gambar-{name}-{theme}")
    player.page.emulate_media(color_scheme="light")
    player.opens(f"{here}gambar/")
    player.takes_picture(f"keluarga-cetak-{name}")
