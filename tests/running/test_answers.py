"""What every answer carries: no caches, no foreign code, no names in logs."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from anyam.config import env
from anyam.config.discreet_logging import DiscreetFormatter


@pytest.mark.django_db
def test_pages_are_kept_by_nobody_and_run_only_our_code(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_log_line_names_the_kind_of_error_and_not_the_child(caplog: pytest.LogCaptureFixture) -> None:
    refused = "Key (full_name)=(Siti Aminah) already exists"
    try:
        raise ValueError(refused)
    except ValueError:
        logging.getLogger("anyam.test").exception("could not save")
    line = DiscreetFormatter().format(caplog.records[-1])
    assert "ValueError" in line
    assert "test_answers.py" in line
    assert "Siti" not in line


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anyam:s%40fe@db.go.id:5433/anyam?sslmode=require",
            ("anyam", "s@fe", "db.go.id", "5433"),
        ),
        ("postgres:///anyam?host=/run/postgresql", ("", "", "/run/postgresql", "")),
    ],
)
def test_a_database_address_is_understood(url: str, expected: tuple[str, str, str, str]) -> None:
    place = env.parse_database_url(url)
    assert place["NAME"] == "anyam"
    assert (place["USER"], place["PASSWORD"], place["HOST"], place["PORT"]) == expected


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        env.parse_database_url("sqlite:///anyam.db")
