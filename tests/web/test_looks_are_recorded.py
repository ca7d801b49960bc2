"""Whoever opens a child's data leaves a look; where that cannot be written, nothing is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from anyam.foundation.access import Actor
from tests.cast import MARKER, Cast, Story
from tests.owner import as_owner


def client_of(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(cast.user_of(actor))
    return client


def looks() -> Any:
    return apps.get_model("audit.Look").objects.order_by("id")


@contextmanager
def looks_cannot_be_written() -> Iterator[None]:
    """The owner takes the application's right to add looks away, and gives it back."""
    role = settings.ANYAM_APPLICATION_ROLE
    as_owner(f"REVOKE INSERT ON audit_look FROM {role}")
    try:
        yield
    finally:
        as_owner(f"GRANT INSERT ON audit_look TO {role}")


@pytest.mark.django_db(transaction=True)
def test_where_a_look_cannot_be_written_nothing_is_shown() -> None:
    """Committed for real: the page's own transaction has to end well after the refusal."""
    cast = Cast()
    story = cast.story()
    client = client_of(cast, cast.dewi)
    pages = [f"/kasus/{story.case_id}/{where}" for where in ("", "asesmen/", "rencana/", "keluarga/")]
    assert all(MARKER in client.get(page).content.decode() for page in pages)
    with looks_cannot_be_written():
        refused = [client.get(page) for page in pages]
        by_machine = client.get(f"/api/v1/cases/{story.case_id}")
    for answer in refused:
        told = answer.content.decode()
        assert answer.status_code == 503
        assert MARKER not in told
        assert "tidak ada yang ditampilkan" in told
    assert (by_machine.status_code, by_machine.json()["code"]) == (503, "look_not_recorded")
    assert MARKER not in by_machine.content.decode()
    assert client.get(pages[0]).status_code == 200


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
    client_of(cast, cast.dewi).post("/cari/", {"q": f"{MARKER}melati"}, follow=True)
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
