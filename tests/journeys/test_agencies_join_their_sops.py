"""Three agencies join their SOPs: the check finds what does not fit, they mend it, sign, and a case runs by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import expect

from anyam.casework.cases import actions as cases
from anyam.casework.cases.models import Case
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import FindingKind, Rung, SopLevel, StepState, Symbol, WorkKind
from anyam.casework.sops.models import SopRunStep, SopSignature, SopVersion, WorkItem
from anyam.casework.sops.results import Coding, Document, Flow, Performer, Step
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agreements import actions as register
from tests.casework import main_job

from .conftest import Network
from .player import Player
from .test_sop_editor import press

Enter = Callable[..., Player]
TITLE = "Visum anak satu kali saja"
COLUMNS = (("Petugas layanan", "ult_psai"), ("Dokter RSUD", "rsud"), ("Penyidik anak", "polres"))
OLD, NEW = "PERBUP-9-2019", "PERBUP-31-2025"


@dataclass(frozen=True)
class Row:
    """What is typed into one row of the table."""

    activity: str
    performer: str
    hours: str
    needs: str = ""
    gives: str = ""
    rests_on: str = ""
    coding: tuple[str, str, str] = ("", "", "")


ROWS = (
    Row("Menerima laporan dan meminta visum", "p1", "1", "", "Surat permintaan visum", "",
        ("receive", "report", "every_child")),
    Row("Melakukan visum", "p2", "8", "Kartu keluarga", "Hasil visum", OLD),
    Row("Memulai penyidikan dengan hasil visum", "p3", "8", "Hasil visum", "Surat pemberitahuan"),
    Row("Menyampaikan hasil kepada anak dan keluarga", "p1", "4", "Surat pemberitahuan", "Catatan"),
)  # fmt: skip
THE_GAP = FindingKind.MISMATCH
THE_OVERLAP = FindingKind.OVERLAP
THE_DEAD_LAW = FindingKind.LAW_ENDED


@pytest.fixture
def case(network: Network) -> Case:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    return Case.objects.get(pk=cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id))


@pytest.fixture
def surroundings(network: Network) -> None:
    """An SOP of the police that receives reports too, and a rule that another has replaced."""
    _keep_rules(network.staff.named("yusuf"))
    head = _head(network, "polres")
    officer = Performer("p1", "Penyidik", network.agency_ids["polres"])
    document = Document(
        code="POLRES-LAPOR",
        title="Menerima laporan polisi",
        performers=(officer,),
        steps=(
            Step("s1", "Mulai", Symbol.START, ("p1",), flows=(Flow("s2"),)),
            Step("s2", "Menerima laporan", performers=("p1",), hours=Decimal(1), gives=("Laporan polisi",),
                 flows=(Flow("s3"),), coding=Coding("receive", "report", "violence_victim")),
            Step("s3", "Selesai", Symbol.END, ("p1",)),
        ),
    )  # fmt: skip
    version_id = sops.draft_sop(
        head, code=document.code, title=document.title, level=SopLevel.MICRO, document=document
    )
    sops.propose_for_signing(head, version_id=version_id, revision=1, valid_from=clock.today())
    sops.sign_sop(head, signature_id=SopSignature.objects.get().pk, signed_as="Kepala Unit PPA")


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_three_agencies_join_their_sops_and_a_case_runs_by_them(
    enter: Enter,
    network: Network,
    case: Case,
    surroundings: None,
    language: str,
    width: int,
    has_script: bool,
) -> None:
    enter = partial(enter, language=language, has_script=has_script, width=width)
    picture = partial("joined-{}-{}-{}".format, language, width)
    yusuf = enter("yusuf")
    here = _writes_it_down(yusuf, network, picture)
    _the_check_finds_all_three(yusuf, here, language, picture)
    _they_mend_it(yusuf, here, language, picture)
    _all_three_sign(yusuf, enter, network, here, picture)
    _a_case_runs_by_it(enter, network, case, picture)


def _writes_it_down(yusuf: Player, network: Network, picture: Callable[[str], str]) -> str:
    """One column for each agency, one row for each step; the address of the version."""
    yusuf.opens("/sop/baru/")
    yusuf.writes({"title": TITLE, "code": "visum-01", "level": "macro"})
    yusuf.presses()
    for number, (title, agency) in enumerate(COLUMNS):
        if yusuf.page.locator(f'[name="performers-{number}-title"]').count() == 0:
            if yusuf.has_script:
                yusuf.page.locator("[data-add-row]").click()
            else:
                with yusuf.page.expect_navigation():
                    yusuf.page.locator('[name="performers-add"]').click()
        yusuf.writes(
            {
                f"performers-{number}-title": title,
                f"performers-{number}-agency_id": str(network.agency_ids[agency]),
            }
        )
    yusuf.presses()
    for number in range(len(ROWS)):
        press(yusuf, f"add-{number}")
    for number, row in enumerate(ROWS, 1):
        _types(yusuf, number, row)
    _fills(yusuf, "row-0", activity="Mulai")
    _fills(yusuf, f"row-{len(ROWS) + 1}", activity="Selesai")
    _saves(yusuf)
    yusuf.takes_picture(picture("table"))
    return yusuf.path.removesuffix("langkah/")


def _types(player: Player, number: int, row: Row) -> None:
    page, prefix = player.page, f"row-{number}"
    for key in ("p1", "p2", "p3"):
        page.locator(f'[name="{prefix}-performers"][value="{key}"]').set_checked(
            key == row.performer, force=True
        )
    _fills(player, prefix, activity=row.activity, hours=row.hours, needs=row.needs, gives=row.gives)
    verb, object_, target = row.coding
    _fills_more(player, prefix, rests_on=row.rests_on, verb=verb, object=object_, target=target)


def _fills(player: Player, prefix: str, **values: str) -> None:
    for name, value in values.items():
        player.page.locator(f'[name="{prefix}-{name}"]').fill(value)


def _fills_more(player: Player, prefix: str, **values: str) -> None:
    """The fields behind "More" of a row."""
    more = player.page.locator("details", has=player.page.locator(f'[name="{prefix}-verb"]')).last
    if more.get_attribute("open") is None:
        more.locator("summary").click()
    _fills(player, prefix, **values)


def _saves(player: Player) -> None:
    player.follows('.sop-bar button[value="save"]')
    expect(player.page.locator(".error-summary")).to_have_count(0)
    player.checks_access()


def _the_check_finds_all_three(
    yusuf: Player, here: str, language: str, picture: Callable[[str], str]
) -> None:
    yusuf.opens(f"{here}periksa/")
    for kind in (THE_GAP, THE_OVERLAP, THE_DEAD_LAW):
        yusuf.sees(_label(kind, language))
    yusuf.sees("Kartu keluarga")
    yusuf.sees("POLRES-LAPOR")
    yusuf.sees(NEW)
    yusuf.takes_picture(picture("found"))
    yusuf.opens(f"{here}ajukan/")
    yusuf.writes({"valid_from": clock.today().isoformat()})
    yusuf.agrees()
    expect(yusuf.page.locator(".error-summary")).to_contain_text("Kartu keluarga")
    yusuf.takes_picture(picture("refused"))


def _they_mend_it(yusuf: Player, here: str, language: str, picture: Callable[[str], str]) -> None:
    yusuf.opens(f"{here}langkah/")
    _fills(yusuf, "row-2", needs="Surat permintaan visum")
    _fills_more(yusuf, "row-2", rests_on=NEW)
    _fills_more(yusuf, "row-1", verb="request", object="visum")
    _saves(yusuf)
    yusuf.opens(f"{here}periksa/")
    for kind in (THE_GAP, THE_OVERLAP, THE_DEAD_LAW):
        expect(yusuf.page.locator("main")).not_to_contain_text(_label(kind, language))
    yusuf.takes_picture(picture("mended"))
    yusuf.opens(f"{here}ajukan/")
    yusuf.writes({"valid_from": clock.today().isoformat()})
    yusuf.presses()


def _all_three_sign(
    yusuf: Player, enter: Enter, network: Network, here: str, picture: Callable[[str], str]
) -> None:
    for _title, agency in COLUMNS:
        head = enter(_username(network, agency))
        head.opens("/meja-kerja/")
        head.follows(head.page.locator('main a[href*="/sop/tanda-tangan/"]').first)
        head.sees(TITLE)
        head.writes({"signed_as": "Kepala"})
        head.takes_picture(picture(f"sign-{agency}"))
        head.presses("/setujui/")
    version = SopVersion.objects.get(sop__code="VISUM-01")
    assert (version.state, version.valid_from) == ("in_force", clock.today())
    yusuf.opens(here.replace("/periksa", ""))
    yusuf.takes_picture(picture("in-force"))


def _a_case_runs_by_it(enter: Enter, network: Network, case: Case, picture: Callable[[str], str]) -> None:
    ratna = enter("ratna")
    ratna.opens(f"/kasus/{case.pk}/alur/")
    ratna.follows(ratna.page.get_by_role("link", name=TITLE))
    ratna.follows(ratna.page.locator("main form button").last)
    run = ratna.path
    _finishes(ratna, run)
    dina = enter("dina")
    dina.opens(run)
    dina.sees_nothing_of("Sulastri")
    visum = SopRunStep.objects.get(state=StepState.OPEN)
    for days in range(1, 15):
        with clock.at(clock.now() + timedelta(days=days)), delivered_at_once():
            sops.escalate_late_work(Actor.system("work clock"))
    work = WorkItem.objects.get(kind=WorkKind.SOP_STEP, subject_id=visum.pk)
    assert work.rung == Rung.LEADER
    director = enter(_username(network, "rsud"))
    director.opens("/notifikasi/")
    director.takes_picture(picture("escalated"))
    _finishes(dina, run)
    joko = enter("joko")
    joko.opens(f"/alur/langkah/{SopRunStep.objects.get(state=StepState.OPEN).pk}/lewati/")
    joko.writes({"reason": "order"})
    joko.presses()
    _finishes(ratna, run)
    ratna.opens(run)
    ratna.takes_picture(picture("ended"))
    found = [(one.state, one.deviation_reason) for one in SopRunStep.objects.order_by("opened_at", "pk")]
    assert found == [("done", ""), ("done", ""), ("skipped", "order"), ("done", "")]


def _finishes(player: Player, run: str) -> None:
    player.opens(run)
    player.follows(player.page.locator('form[action$="/selesai/"] button').first)


def _label(kind: FindingKind, language: str) -> str:
    with translation.override(language):
        return str(kind.label)


def _head(network: Network, agency: str) -> Actor:
    return network.staff.of(agency, Role.AGENCY_HEAD)[0]


def _username(network: Network, agency: str) -> str:
    user_id = _head(network, agency).user_id
    return next(name for name, one in network.staff.by_username.items() if one == user_id)


def _keep_rules(secretary: Actor) -> None:
    def keep(number: str, year: int) -> Any:
        given = register.PolicyInput(
            "perbup", number, year, "Visum anak", "Bupati", in_force_from=date(year, 3, 1)
        )
        return register.add_policy(secretary, given=given)

    register.supersede_policy(
        secretary, policy_id=keep("9", 2019), by_policy_id=keep("31", 2025), until=date(2025, 2, 28)
    )
