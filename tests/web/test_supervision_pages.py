"""The pages of supervision, for each who has something to do there; without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from anyam.casework.supervision import queries
from anyam.casework.supervision.models import WorkerChoice
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from tests.cast import MARKER, Cast, Story
from tests.contracts.supervision import supervision_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor], Client]:
    def sign_in(actor: Actor) -> Client:
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.content.decode()


def test_every_page_opens_to_whoever_has_something_to_do_there(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    at = supervision_of(cast, story)
    yusuf, ningsih, dewi = (client_of(one) for one in (cast.yusuf, cast.ningsih, cast.dewi))
    session, line = f"/supervisi/sesi/{at['session_id']}/", f"/supervisi/serah-terima/{at['handover_id']}/"
    absence = f"/supervisi/cuti/{at['absence_id']}/"
    leaving = f"/supervisi/cuti/{at['supervision:complete_leaving:absence_id']}/"
    decision = f"/supervisi/keputusan/{at['supervision:decision:decision_id']}/"
    worker = f"/supervisi/petugas/{cast.yusuf.user_id}/"
    two = ["/supervisi/", session]
    own = [*two, "/supervisi/cuti/baru/", absence, f"{absence}akhiri/", line, decision]
    leads = [*two, "/supervisi/beban/", "/supervisi/zona/", worker, f"{worker}sesi/", f"{session}batal/"]
    leads += [leaving, f"{leaving}selesai/", f"{session}kasus/{story.case_id}/"]
    here = f"/kasus/{story.case_id}/"
    asked = ["/supervisi/", line, decision, here, f"{here}supervisi/", f"{here}penugasan/"]
    for client, paths in ((yusuf, own), (ningsih, leads), (dewi, asked)):
        for path in paths:
            page(client, path)
    assert f"{MARKER}lelah" in page(ningsih, session)
    assert f"{MARKER}cari rumah aman" in page(dewi, decision)


def test_what_is_typed_wrong_comes_back_with_its_sentence(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    at = supervision_of(cast, story)
    yusuf = client_of(cast.yusuf)
    for path in (
        "/supervisi/cuti/baru/",
        f"/supervisi/serah-terima/{at['handover_id']}/",
        f"/supervisi/keputusan/{at['supervision:decision:decision_id']}/",
    ):
        answer = yusuf.post(path, {})
        assert answer.status_code == 422, path
        assert "error-summary" in answer.content.decode()
    given = {
        "person_id": cast.yusuf.user_id,
        "kind": "leave",
        "first_on": clock.today() + timedelta(days=40),
        "last_on": clock.today() + timedelta(days=39),
        "stand_in_id": cast.dewi.user_id,
    }
    assert yusuf.post("/supervisi/cuti/baru/", given).status_code == 422


def test_the_page_of_assigning_proposes_and_asks_why_another(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    for name in ("Amanda", "Kinanti", "Widodo", "Wibowo"):
        cast.person(name, cast.centre, Role.CASE_WORKER)
    here = f"/kasus/{story.case_id}/penugasan/"
    dewi = client_of(cast.dewi)
    names = {row.candidate.name for row in queries.propose_workers(cast.dewi, story.case_id).rows}
    text = page(dewi, here)
    assert all(name in text for name in names)
    other = next(one for one in queries.carriers(cast.dewi) if one.name not in {*names, "Yusuf", "Dewi"})
    given: dict[str, Any] = {"manager_id": cast.dewi.user_id, "worker_id": other.id}
    assert dewi.post(here, given).status_code == 422
    assert dewi.post(here, {**given, "despite": "wish"}).status_code == 302
    assert WorkerChoice.objects.get().despite == "wish"


def test_a_head_reads_no_name_on_the_page_of_the_load(
    cast: Cast, story: Story, client_of: Callable[[Actor], Client]
) -> None:
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    text = page(client_of(head), "/supervisi/beban/")
    assert "Yusuf" not in text
    assert "Yusuf" in page(client_of(cast.ningsih), "/supervisi/beban/")
    assert client_of(cast.dewi).get("/supervisi/beban/").status_code == 404
