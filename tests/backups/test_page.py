"""The page about backups: calm when the last one came back, red with what to do when it did not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from anyam.casework.messages.models import Notification
from anyam.foundation.access import Actor
from anyam.foundation.backups.actions import notice_missing_proof, record_drill
from anyam.foundation.backups.choices import DrillState
from anyam.foundation.backups.drill import DrillResult
from anyam.foundation.backups.models import Drill
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/administrasi/cadangan/"
SYSTEM = Actor.system("restore drill")


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANYAM_VAR", str(tmp_path))
    monkeypatch.setenv("ANYAM_BACKUPS", "")


def browser(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def a_drill(problem: str = "", hours_ago: float = 1, rows: int = 41_233) -> None:
    at = clock.now() - timedelta(hours=hours_ago)
    record_drill(SYSTEM, DrillResult(at - timedelta(seconds=41), at, problem))
    Drill.objects.filter(ended_at=at, state=DrillState.PROVEN).update(rows=rows)


def test_the_officer_reads_that_the_last_backup_came_back(cast: Cast) -> None:
    a_drill()
    for actor in (cast.citra, cast.agus):
        shown = browser(cast, actor).get(PAGE)
        assert shown.status_code == 200
        assert "Cadangan terakhir kembali utuh" in shown.content.decode()
        assert "41.233 baris, 0 hilang, 41 detik" in shown.content.decode()


def test_a_failed_drill_says_what_to_do_and_tells_those_in_charge(cast: Cast) -> None:
    agus, officer, stranger = cast.agus, cast.citra, cast.dewi
    with delivered_at_once():
        a_drill("3 rows are missing.")
    shown = browser(cast, agus).get(PAGE).content.decode()
    assert "Cadangan terakhir tidak kembali utuh" in shown
    assert "Periksa apakah disk cadangan terpasang" in shown
    told = set(Notification.objects.filter(kind="backup_failed").values_list("recipient_id", flat=True))
    assert {agus.user_id, officer.user_id} <= told
    assert stranger.user_id not in told


def test_a_proof_of_three_days_ago_is_no_proof(cast: Cast) -> None:
    a_drill(hours_ago=72)
    assert (
        "Sudah dua hari tidak ada pemulihan yang terbukti"
        in browser(cast, cast.agus).get(PAGE).content.decode()
    )
    with delivered_at_once():
        assert notice_missing_proof(SYSTEM)
        assert not notice_missing_proof(SYSTEM), "once a day is enough"
    assert Notification.objects.filter(kind="backup_failed", recipient_id=cast.agus.user_id).count() <= 1


def test_a_fresh_proof_needs_no_notice(cast: Cast) -> None:
    a_drill(hours_ago=5)
    assert not notice_missing_proof(SYSTEM)


def test_without_officers_the_page_says_that_nothing_is_kept(cast: Cast) -> None:
    shown = browser(cast, cast.agus).get(PAGE).content.decode()
    assert "Belum ada pemulihan yang terbukti" in shown
    assert "Belum ada, jadi tidak ada cadangan yang disimpan" in shown


def test_others_find_no_such_page(cast: Cast) -> None:
    assert browser(cast, cast.dewi).get(PAGE).status_code == 404
    assert browser(cast, cast.dewi).post(f"{PAGE}uji/").status_code == 404


def test_a_drill_can_be_asked_for_and_waits_once(cast: Cast) -> None:
    client = browser(cast, cast.agus)
    assert client.post(f"{PAGE}uji/").status_code in {302, 303}
    assert client.post(f"{PAGE}uji/").status_code in {302, 303}


def test_what_lost_a_row_cannot_be_called_proven() -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="backups_proven_means_identical"):
        Drill.objects.create(
            began_at=timezone.now(), ended_at=timezone.now(), state=DrillState.PROVEN, rows_lost=1
        )
