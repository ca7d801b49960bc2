"""Families of the demo district ask about their data, and the officers' desk shows what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anyam.casework.rights.choices import DestructionState
from anyam.casework.rights.queries import find_corrections, find_destructions, get_home
from anyam.foundation.core import clock
from anyam.interfaces.jobs.demo_district import rights

from .conftest import UNTIL, SmallDistrict, rows

pytestmark = pytest.mark.django_db

_MANAGERS = ("ratna", "hendro")


def test_copies_corrections_and_a_restriction_were_asked_for_and_answered(
    small_district: SmallDistrict,
) -> None:
    found = set(rows("SELECT kind, state FROM rights_request"))
    assert found >= {("access", "closed"), ("correction", "closed"), ("restriction", "closed")}
    refused = rows("SELECT count(*) FROM rights_request WHERE refusal_reason <> ''")
    assert refused == [(1,)]
    assert rows("SELECT count(*) FROM rights_restriction WHERE until IS NULL")[0][0] > 0


def test_one_answer_came_late_and_the_others_in_time(small_district: SmallDistrict) -> None:
    late = (
        "SELECT count(*) FILTER (WHERE answered_at > due_at), count(*) FILTER (WHERE answered_at <= due_at)"
    )
    [(late_ones, in_time)] = rows(
        f"{late} FROM rights_request WHERE answered_at < %s", UNTIL - timedelta(days=3)
    )
    assert late_ones == 1
    assert in_time >= 4


def test_one_correction_is_noted_with_its_fields_and_the_childs_data_are_right(
    small_district: SmallDistrict,
) -> None:
    [(fields,)] = rows("SELECT corrected_fields FROM rights_request WHERE corrected_at IS NOT NULL")
    assert "birth" in fields
    told = "SELECT count(*) FROM events_eventrow WHERE kind = %s"
    assert rows(told, "case_corrected") == [(1,)]
    assert rows(told, "identity_changed")[0][0] > 0


def test_another_correction_waits_on_a_desk_that_is_played(small_district: SmallDistrict) -> None:
    with clock.at(UNTIL):
        waiting = [row for name in _MANAGERS for row in find_corrections(small_district.actor(name))]
        assert len(waiting) == 1
        assert get_home(small_district.actor("citra")).requests
    open_work = "SELECT count(*) FROM sops_workitem WHERE kind = 'correct_data' AND state = 'open'"
    assert rows(open_work) == [(1,)]


def test_an_incident_was_worked_through_and_a_hold_stands(small_district: SmallDistrict) -> None:
    [(known_at, closed_at)] = rows("SELECT known_at, closed_at FROM rights_breach")
    assert closed_at - known_at < timedelta(hours=72)
    untold = "SELECT count(*) FILTER (WHERE told_at IS NULL), count(*) FROM rights_breachsubject"
    [(left, reached)] = rows(untold)
    assert left == 0
    assert reached > 0
    assert rows("SELECT count(*) FROM rights_legalhold WHERE until IS NULL") == [(1,)]


def test_a_year_after_a_case_closed_its_address_is_destroyed_by_two(small_district: SmallDistrict) -> None:
    """The small story is too short for it: it goes on here, with the deeds that end the long one."""
    citra, hesti = small_district.actor("citra"), small_district.actor("hesti")
    with clock.at(UNTIL):
        assert rights.propose_one(citra) is None
    with clock.at(UNTIL + timedelta(days=400)):
        proposed = rights.propose_one(citra)
        assert proposed is not None
        rights.confirm(hesti, proposed)
    with clock.at(UNTIL + timedelta(days=431)):
        rights.destroy()
        [row] = find_destructions(citra)
        assert (row.state, row.confirmed_by) == (DestructionState.DONE, hesti.user_name)
        assert len(row.digest) == 64


def test_same_seed_same_requests(small_district: SmallDistrict) -> None:
    for table in ("rights_request", "rights_requestwords", "rights_retentiontime", "rights_breach"):
        assert small_district.first[table] == small_district.second[table], table
    assert small_district.first["rights_request"]
