from __future__ import annotations

from collections.abc import Callable

import pytest

from anyam.foundation.core import apart
from tests.trust.board import ROOT, Row


@pytest.fixture(autouse=True)
def with_breaking_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_SOURCES", f"{apart._SOURCES}:{ROOT}")


def test_no_hostile_file_comes_in(measured: Callable[..., Row]) -> None:
    row = measured("hostile_files")
    assert row.holds, str(row)


@pytest.mark.full
def test_no_hostile_file_comes_in_of_two_thousand(measured: Callable[..., Row]) -> None:
    assert measured("hostile_files", full=True).holds


# --- the child process can be broken without harm ---------------------------------------------------------------------


@pytest.mark.parametrize("way", ["eats_memory", "never_ends", "dies", "answers_too_much", "says_nothing"])
def test_a_broken_child_is_ended_and_the_server_goes_on(way: str) -> None:
    limits = apart.Limits(memory=300, answer=2, cpu=2, patience=6)
    with pytest.raises(apart.Collapsed):
        apart.call_apart(f"tests.trust.breaking:{way}", b"", limits)
    assert apart.call_apart("tests.trust.breaking:looks_around", b"")


def test_a_child_finds_no_secret_and_no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANYAM_SECRET_KEY", "rahasia")
    facts, _made = apart.call_apart("tests.trust.breaking:looks_around", b"")
    assert set(facts["environment"]) <= {"LANG", "LC_CTYPE"}
    assert facts["network"] != "connected"
    assert facts["disk"] == "limited"
