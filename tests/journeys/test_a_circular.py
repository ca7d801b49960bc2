"""A circular that half of the units read, with a reminder to the others, and a second version after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps

from anyam.foundation.core import clock
from anyam.foundation.events.delivery import deliver

from .conftest import Network
from .player import Player

TITLE = "Visum anak pada hari yang sama"
FOUR = ("rsud", "polres", "smp_melati", "yayasan_langit")
Picture = Callable[[str], str]


@pytest.mark.parametrize(("language", "width", "has_script"), [("id", 1280, True), ("en", 360, False)])
def test_half_of_the_agencies_read_a_circular_and_the_others_are_reminded(
    enter: Callable[..., Player], network: Network, language: str, width: int, has_script: bool
) -> None:
    enter = partial(enter, language=language, has_script=has_script, width=width)
    picture = partial("{}-{}-{}".format, language, width)
    coordinator = enter("yusuf")
    here = _it_is_written_and_issued(coordinator, network, picture)
    doctor, officer = enter("dina"), enter("joko")
    _the_hospital_answers_otherwise_first(doctor, here, picture)
    _reads_and_works_by_it(officer, here)

    coordinator.opens(f"{here}pembaca/")
    coordinator.sees({"id": "dipakai di 2 dari 4", "en": "in use at 2 of 4"}[language])
    assert _rows(coordinator) == {"RSUD": True, "Polres": True, "SMP": False, "Yayasan": False}
    coordinator.takes_picture(picture("readers-half"))
    coordinator.presses("/ingatkan/")
    _deliver()
    assert _reminded() == {"titik", "arif"}

    teacher = enter("titik")
    teacher.opens("/notifikasi/")
    teacher.takes_picture(picture("reminded"))
    teacher.opens("/edaran/")
    teacher.takes_picture(picture("list"))
    _reads_and_works_by_it(teacher, here)
    coordinator.opens(f"{here}pembaca/")
    assert sum(_rows(coordinator).values()) == 3

    _a_second_version_is_issued(coordinator, here, picture)
    coordinator.opens(f"{here}pembaca/")
    assert not any(_rows(coordinator).values())
    coordinator.takes_picture(picture("readers-old-version"))
    doctor.opens(here)
    doctor.sees({"id": "masih memakai versi lama", "en": "still works by an earlier version"}[language])
    doctor.takes_picture(picture("old-version"))
    _reads_and_works_by_it(doctor, here)
    enter("rahmat").is_refused(here)


def _it_is_written_and_issued(coordinator: Player, network: Network, picture: Picture) -> str:
    coordinator.opens("/edaran/")
    coordinator.takes_picture(picture("empty"))
    coordinator.opens("/edaran/baru/")
    coordinator.writes(
        {
            "kind": "circular",
            "title": TITLE,
            "text": "Anak yang dirujuk untuk visum diperiksa pada hari yang sama, juga setelah jam kerja.",
            "read_by": str(clock.today() + timedelta(days=7)),
            "agencies": [str(network.agency_ids[one]) for one in FOUR],
            "question": "Kapan anak diperiksa?",
            "answer_1": "Pada hari kerja berikutnya",
            "answer_2": "Pada hari yang sama",
            "right": "2",
        }
    )
    coordinator.takes_picture(picture("new"))
    coordinator.presses()
    here = coordinator.path
    coordinator.takes_picture(picture("draft"))
    coordinator.opens(f"{here}terbitkan/")
    coordinator.agrees()
    _deliver()
    return here


def _the_hospital_answers_otherwise_first(doctor: Player, here: str, picture: Picture) -> None:
    doctor.opens("/meja-kerja/")
    doctor.follows(doctor.page.locator('a[href*="/edaran/"]').last)
    doctor.opens(here)
    doctor.takes_picture(picture("to-read"))
    doctor.writes({"answer": "0"})
    doctor.follows(doctor.page.locator('form[action$="/jawab/"] button').last)
    assert doctor.page.locator(".error-summary, .field-error, [aria-invalid]").count()
    doctor.takes_picture(picture("otherwise"))
    _reads_and_works_by_it(doctor, here)
    doctor.takes_picture(picture("in-use"))


def _reads_and_works_by_it(reader: Player, here: str) -> None:
    reader.opens(here)
    reader.writes({"answer": "1"})
    reader.presses("/jawab/")


def _a_second_version_is_issued(coordinator: Player, here: str, picture: Picture) -> None:
    coordinator.opens(f"{here}versi-baru/")
    coordinator.agrees()
    coordinator.writes({"changed": "Berlaku juga pada hari libur."})
    coordinator.takes_picture(picture("second-version"))
    coordinator.presses()
    coordinator.opens(f"{here}terbitkan/")
    coordinator.agrees()
    _deliver()


def _deliver() -> None:
    """What the worker would do."""
    for row in apps.get_model("events.Delivery").objects.filter(state="waiting"):
        deliver(row.pk)


def _reminded() -> set[str]:
    found = apps.get_model("messages.Notification").objects.filter(kind="circular_reminder")
    return set(found.values_list("recipient__username", flat=True))


def _rows(coordinator: Player) -> dict[str, Any]:
    """For each agency by the beginning of its name: whether it works by the version in force."""
    found = {}
    for row in coordinator.page.locator("table tbody tr").all():
        name = row.locator("th").inner_text().split()[0]
        found[name] = "✓" in row.inner_text() or row.locator("td").nth(1).locator(".tag.green").count() > 0
    return found
