"""Whoever opens a child's data leaves a look; where that cannot be written, nothing is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from anyam.foundation.access import Actor
from tests.cast import MARKER, Cast, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


def client_of(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(cast.user_of(actor))
    return client


def looks() -> Any:
    return apps.get_model("audit.Look").objects.order_by("id")


@contextmanager
def looks_cannot_be_written() -> Iterator[None]:
    """As when the right to insert was taken away, or the disk is full."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'no right'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER no_look BEFORE INSERT ON audit_look FOR EACH ROW"
                " EXECUTE FUNCTION pg_temp.refuse()"
            )
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("where", ["", "asesmen/", "rencana/", "layanan/", "keluarga/"])
def test_where_a_look_cannot_be_written_nothing_is_shown(cast: Cast, story: Story, where: str) -> None:
    client = client_of(cast, cast.dewi)
    path = f"/kasus/{story.case_id}/{where}"
    assert MARKER in client.get(path).content.decode()
    with looks_cannot_be_written():
        answer = client.get(path, headers={"accept-language": "id"})
    told = answer.content.decode()
    assert answer.status_code == 503
    assert MARKER not in told
    assert "tidak ada yang ditampilkan" in told


def test_the_machine_interface_says_so_too(cast: Cast, story: Story) -> None:
    client = client_of(cast, cast.dewi)
    with looks_cannot_be_written():
        answer = client.get(f"/api/v1/cases/{story.case_id}")
    assert (answer.status_code, answer.json()["code"]) == (503, "look_not_recorded")
    assert MARKER not in answer.content.decode()


def test_a_look_says_how_it_came_and_one_request_has_one_number(cast: Cast, story: Story) -> None:
    before = looks().last().pk
    client_of(cast, cast.dewi).get(f"/kasus/{story.case_id}/")
    client_of(cast, cast.dewi).get(f"/api/v1/cases/{story.case_id}")
    client_of(cast, cast.dewi).get(f"/kasus/{story.case_id}/rencana/cetak/")
    found = list(looks().filter(pk__gt=before).values_list("channel", "part", "request_id"))
    assert {(channel, part) for channel, part, _ in found} >= {
        ("page", "summary"),
        ("page", "address"),
        ("api", "summary"),
        ("print", "plan"),
    }
    assert len({request for _, _, request in found}) == 3
    assert all(len(request) == 16 for _, _, request in found)


def test_a_list_leaves_one_row_with_the_number_of_names(cast: Cast, story: Story) -> None:
    before = looks().last().pk
    page = client_of(cast, cast.dewi).get("/kasus/")
    assert page.status_code == 200
    found = list(looks().filter(pk__gt=before).values_list("part", "count", "subject_id"))
    assert found == [("list", 1, None)]


def test_a_search_keeps_the_number_of_hits_and_not_the_words(cast: Cast, story: Story) -> None:
    before = looks().last().pk
    client_of(cast, cast.dewi).get("/cari/", {"q": f"{MARKER}melati"})
    found = list(looks().filter(pk__gt=before).values())
    assert [(row["part"], row["channel"]) for row in found if row["part"] == "search"] == [
        ("search", "search")
    ]
    assert MARKER.lower() not in str(found).lower()


def test_who_reported_leaves_a_look_of_its_own_only_where_it_was_shown(cast: Cast, story: Story) -> None:
    for who, is_shown in ((cast.ratna, True), (cast.dewi, False)):
        before = looks().last().pk
        told = client_of(cast, who).get(f"/laporan/{story.report_id}/").content.decode()
        parts = set(looks().filter(pk__gt=before).values_list("part", flat=True))
        assert (f"{MARKER}parti" in told) == is_shown
        assert ("reporter" in parts) == is_shown
        assert "report" in parts
