"""A case runs a procedure of three agencies: a step is called out because it is late, one is left out with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.models import Case
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import SopLevel
from anyam.casework.sops.models import SopRunStep, SopVersion
from anyam.casework.sops.results import Flow
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.casework import main_job
from tests.casework.sop_writing import handling_complaints

from .conftest import Network
from .player import Player

Enter = Callable[..., Player]

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


@pytest.fixture
def case(network: Network) -> Case:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    return Case.objects.get(pk=cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id))


@pytest.fixture
def in_force(network: Network) -> None:
    """Written by the coordinator, signed by the heads of all it names."""
    author = network.staff.named("yusuf")
    agencies = network.agency_ids
    document = handling_complaints(agencies["ult_psai"], agencies["rsud"], agencies["polres"])
    steps = {step.key: step for step in document.steps}
    steps["s4"] = replace(steps["s4"], performers=("p2",), flows=(Flow("s6"),))
    steps["s6"] = replace(
        steps["s4"],
        key="s6",
        activity="Meneruskan hasil kepada penyidik",
        performers=("p3",),
        needs=steps["s4"].gives,
        flows=(Flow("s5"),),
    )
    order = [steps[key] for key in ("s1", "s2", "s3", "s4", "s6", "s5")]
    document = replace(document, steps=tuple(order))
    version_id = sops.draft_sop(
        author, code="aduan-01", title=document.title, level=SopLevel.MACRO, document=document
    )
    sops.propose_for_signing(
        author,
        version_id=version_id,
        revision=SopVersion.objects.get(pk=version_id).revision,
        valid_from=clock.today(),
    )
    for signature in SopVersion.objects.get(pk=version_id).signatures.all():
        head = replace(author, agency_id=signature.agency_id, roles=frozenset({Role.AGENCY_HEAD}))
        sops.sign_sop(head, signature_id=signature.pk, signed_as="Kepala")


def test_a_case_runs_a_procedure_of_three_agencies(
    enter: Enter, network: Network, case: Case, in_force: None, language: str, width: int
) -> None:
    ratna = enter("ratna", language, width=width)
    here = f"/kasus/{case.pk}/alur/"
    ratna.opens(here)
    ratna.takes_picture(f"alur-empty-{language}-{width}")
    ratna.follows(ratna.page.get_by_role("link", name="Penanganan pengaduan"))
    ratna.takes_picture(f"alur-start-{language}-{width}")
    ratna.follows(ratna.page.locator("main form button").last)
    run = ratna.path
    ratna.sees("Menerima pengaduan")
    ratna.takes_picture(f"alur-run-{language}-{width}")
    ratna.follows('form[action$="/selesai/"] button')
    ratna.follows('a[href$="/selesai/"]')
    ratna.takes_picture(f"alur-decide-{language}-{width}")
    ratna.writes({"answer": "Ya"})
    ratna.presses()
    dina = enter("dina", language, width=width)
    dina.opens("/")
    dina.takes_picture(f"alur-desk-{language}-{width}")
    dina.opens(run)
    dina.sees_nothing_of("Sulastri")
    dina.takes_picture(f"alur-partner-{language}-{width}")
    with clock.at(clock.now() + timedelta(days=12)), delivered_at_once():
        while sops.escalate_late_work(Actor.system("work clock")):
            pass
    assert network.staff.of("rsud", Role.AGENCY_HEAD)
    step = SopRunStep.objects.get(state="open")
    dina.opens(f"/alur/langkah/{step.pk}/lewati/")
    dina.writes({"reason": "done_elsewhere"})
    dina.takes_picture(f"alur-skip-{language}-{width}")
    dina.presses()
    joko = enter("joko", language, width=width)
    joko.opens(run)
    joko.follows('form[action$="/selesai/"] button')
    ratna.opens(run)
    ratna.takes_picture(f"alur-ended-{language}-{width}")
    ratna.opens(here)
    ratna.takes_picture(f"alur-case-{language}-{width}")
    ratna.opens(f"/kasus/{case.pk}/")
    ratna.takes_picture(f"alur-timeline-{language}-{width}")
