"""`/healthz` names what is down, and a lost database has a calm page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from anyam.interfaces.jobs.worker import CONNECTION_NAME
from anyam.interfaces.web.health import views


def a_heartbeat(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )
        cursor.execute("SELECT set_config('application_name', %s, true)", [CONNECTION_NAME])


@pytest.mark.django_db
def test_everything_is_up(client: Client) -> None:
    a_heartbeat(seconds_ago=3)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "failing": [], "parts": {"database": "ok", "worker": "ok"}}


@pytest.mark.django_db
def test_a_worker_that_hangs_is_named(client: Client) -> None:
    a_heartbeat(seconds_ago=120)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["worker"]


@pytest.mark.django_db
def test_a_worker_that_never_was_is_named(client: Client) -> None:
    assert client.get("/healthz").json()["failing"] == ["worker"]


def lose_the_database(*args: Any, **kwargs: Any) -> Any:
    raise OperationalError("the connection is gone; DETAIL: Siti Aminah")


def test_a_lost_database_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", lose_the_database)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database", "worker"]


def fail_otherwise(request: HttpRequest) -> HttpResponse:
    raise DatabaseError("Siti Aminah")


lose_the_database.login_required = False  # type: ignore[attr-defined]
fail_otherwise.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("lost", lose_the_database), path("broken", fail_otherwise)]
handler500 = views.server_error


@override_settings(ROOT_URLCONF=__name__)
def test_a_lost_database_gives_a_calm_page() -> None:
    answer = Client(raise_request_exception=False).get("/lost")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == views.RETRY_SECONDS
    page = answer.content.decode()
    assert "<h1>" in page
    assert "Siti" not in page


@override_settings(ROOT_URLCONF=__name__)
def test_any_other_fault_is_a_fault() -> None:
    answer = Client(raise_request_exception=False).get("/broken")
    assert answer.status_code == 500
    assert "Siti" not in answer.content.decode()
