"""A mother asks what is kept about her child, an account is misused, and the district decides what is shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.models import Case
from anyam.foundation.core import clock
from tests.casework import main_job

from .conftest import Network
from .player import Player

HERE = "/pelindungan-data/"
Enter = Callable[..., Player]

pytestmark = pytest.mark.parametrize(("language", "width"), [("id", 1280), ("en", 360)])


@pytest.fixture
def case(network: Network) -> Case:
    desk, manager = network.staff.named("wulan"), network.staff.named("ratna")
    report_id = cases.take_report(desk, report=main_job.a_report())
    cases.triage_report(desk, report_id=report_id, facts={"sexual_violence": True})
    case_id = cases.open_cases(manager, report_id=report_id, manager_id=manager.user_id)
    return Case.objects.get(pk=case_id)


def test_a_mother_gets_a_copy_without_address_and_reporter(
    enter: Enter, case: Case, language: str, width: int
) -> None:
    citra = enter("citra", language, width=width)
    citra.opens(HERE)
    citra.takes_picture(f"rights-home-empty-{width}")
    citra.opens(f"{HERE}permintaan/baru/")
    citra.writes(
        {
            "kind": "access",
            "requester": "mother",
            "requester_name": "Ibu Sumarni",
            "case_number": case.number,
            "identity_check": "paper",
        }
    )
    citra.takes_picture(f"rights-take-{width}")
    citra.presses()
    page = citra.path
    citra.sees("Ibu Sumarni")
    citra.takes_picture(f"rights-request-{width}")
    citra.opens(f"{page}jawab/")
    citra.sees_nothing_of("Bu Parti")
    citra.takes_picture(f"rights-answer-{width}")
    citra.writes({"copy_parts": ["identity"], "answer": "Terlampir."})
    citra.presses()
    citra.sees("Sulastri")
    citra.takes_picture(f"rights-letter-{width}")
    for address in ("", "permintaan/", "pemrosesan/", "simpan/", "tahan/"):
        citra.opens(f"{HERE}{address}")
        citra.takes_picture(f"rights-{address.strip('/') or 'home'}-{width}")


def test_a_mother_has_her_childs_birth_put_right_and_is_told(
    enter: Enter, case: Case, language: str, width: int
) -> None:
    citra, ratna = (enter(name, language, width=width) for name in ("citra", "ratna"))
    citra.opens(f"{HERE}permintaan/baru/")
    citra.writes(
        {
            "kind": "correction",
            "requester": "mother",
            "requester_name": "Ibu Sumarni",
            "case_number": case.number,
            "asked": "Tanggal lahir anak saya salah.",
            "identity_check": "paper",
        }
    )
    citra.presses()
    request = citra.path
    citra.opens(f"{request}jawab/")
    citra.takes_picture(f"rights-answer-correction-{width}")
    citra.writes({"answer": "Tanggal lahir diperbaiki sesuai akta."})
    citra.presses()
    citra.opens(request)
    citra.takes_picture(f"rights-request-granted-{width}")
    owed = f"/kasus/{case.pk}/koreksi/"
    ratna.opens("/meja-kerja/")
    assert ratna.page.locator(f'main a[href="{owed}"]').count() > 0, "it is work on the manager's desk"
    ratna.opens(owed)
    ratna.sees("Tanggal lahir diperbaiki sesuai akta.")
    ratna.takes_picture(f"rights-correction-{width}")
    ratna.opens(f"/kasus/{case.pk}/anak/")
    ratna.takes_picture(f"rights-child-{width}")
    ratna.writes({"birth_on": "17-08-2015"})
    ratna.presses()
    assert ratna.path == owed
    ratna.writes({"corrected": ["birth"]})
    ratna.presses()
    ratna.takes_picture(f"rights-corrected-{width}")
    citra.opens(f"{request}surat/")
    citra.takes_picture(f"rights-letter-corrected-{width}")
    citra.opens(request)
    citra.takes_picture(f"rights-request-corrected-{width}")
    citra.presses("selesai/")
    ratna.opens("/meja-kerja/")
    assert not ratna.page.locator(f'main a[href="{owed}"]').count()


def test_an_incident_is_worked_through_with_its_clock_in_view(
    enter: Enter, case: Case, language: str, width: int
) -> None:
    citra, now = enter("citra", language, width=width), clock.local(clock.now())
    citra.opens(f"{HERE}insiden/")
    citra.opens(f"{HERE}insiden/baru/")
    citra.writes(
        {
            "happened": "Sebuah akun dipakai orang lain",
            "harms": ["confidentiality"],
            "known_at": now.strftime("%Y-%m-%dT%H:%M"),
            "from_at": (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
            "to_at": (now + timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M"),
        }
    )
    citra.takes_picture(f"rights-incident-new-{width}")
    citra.presses()
    page = citra.path
    citra.takes_picture(f"rights-incident-{width}")
    citra.opens(f"{page}surat/authority/")
    citra.takes_picture(f"rights-incident-letter-{width}")
    citra.opens(f"{HERE}insiden/")


def test_the_district_decides_what_opens_to_a_kind_of_agency(
    enter: Enter, case: Case, language: str, width: int
) -> None:
    yusuf = enter("yusuf", language, width=width)
    yusuf.opens("/berbagi/")
    yusuf.takes_picture(f"sharing-{width}")
    yusuf.opens("/berbagi/hospital/")
    yusuf.takes_picture(f"sharing-change-{width}")
    yusuf.writes({"parts": ["health"], "source_note": "Kesepakatan Bersama 2026"})
    yusuf.presses()
    yusuf.opens("/berbagi/")
    yusuf.sees("Kesepakatan Bersama 2026")
