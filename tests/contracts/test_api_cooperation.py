"""What other programs can read and do of the agencies' joint work."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from anyam.foundation.access import Actor, Role
from anyam.registry.agencies.queries import get_service
from tests.cast import Cast
from tests.contracts.conftest import Told


@pytest.fixture
def cast(told: Told) -> Cast:
    return told.cast


@pytest.fixture
def values(told: Told) -> dict[str, Any]:
    return told.values


def program_of(cast: Cast, actor: Actor) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.user_of(actor))
    return client


def said(client: Client, path: str, body: dict[str, Any]) -> int:
    return client.post(f"/api/v1/{path}", body, content_type="application/json").status_code


def test_an_agency_sees_its_step_of_a_procedure_and_finishes_it(cast: Cast, values: dict[str, Any]) -> None:
    hospital = program_of(cast, cast.siti)
    [before] = hospital.get(f"/api/v1/procedures/{values['run_id']}").json()["open_steps"]
    assert (before["id"], before["may_finish"]) == (str(values["step_id"]), True)

    assert said(hospital, f"procedure-steps/{values['step_id']}/finish", {"answer": ""}) == 204
    again = hospital.post(
        f"/api/v1/procedure-steps/{values['step_id']}/finish", {}, content_type="application/json"
    )
    assert (again.status_code, again.json()["code"]) == (409, "StepIsOver")

    [running] = program_of(cast, cast.dewi).get(f"/api/v1/cases/{values['case_id']}/procedures").json()
    assert str(values["step_id"]) not in {step["id"] for step in running["open_steps"]}


def test_a_creditor_sees_what_was_delivered_and_refuses_it_with_a_reason(
    cast: Cast, values: dict[str, Any]
) -> None:
    due = str(values["api:refuse_obligation:due_id"])
    head = program_of(cast, cast.person("Hasnah", cast.centre, Role.AGENCY_HEAD))
    assert due in {row["id"] for row in head.get("/api/v1/obligations").json()["to_answer"]}

    assert said(head, f"obligations/{due}/refuse", {"reason": ""}) == 409
    assert said(head, f"obligations/{due}/refuse", {"reason": "Tanpa lampiran"}) == 204

    debtor = program_of(cast, cast.hartono).get("/api/v1/obligations").json()
    [row] = [row for row in debtor["to_deliver"] if row["id"] == due]
    assert row["state"] == "refused"


def test_a_creditor_accepts_what_was_delivered(cast: Cast, values: dict[str, Any]) -> None:
    due = str(values["api:accept_obligation:due_id"])
    head = program_of(cast, cast.person("Hasnah", cast.centre, Role.AGENCY_HEAD))
    assert said(head, f"obligations/{due}/accept", {}) == 204
    assert due not in {row["id"] for row in head.get("/api/v1/obligations").json()["to_answer"]}


def test_a_team_takes_note_of_a_message_once(cast: Cast, values: dict[str, Any]) -> None:
    manager = program_of(cast, cast.dewi)
    waiting = manager.get("/api/v1/threads", {"is_waiting_only": True}).json()["rows"]
    assert [row["id"] for row in waiting] == [str(values["thread_id"])]
    for _again in range(2):
        assert said(manager, f"messages/{values['message_id']}/acknowledge", {}) == 204
    assert manager.get("/api/v1/threads", {"is_waiting_only": True}).json()["rows"] == []


@pytest.mark.parametrize("what", ["agreements", "meetings", "circulars", "duties"])
def test_lists_of_joint_work_hold_what_concerns_the_agency(
    cast: Cast, values: dict[str, Any], what: str
) -> None:
    told = program_of(cast, cast.hartono).get(f"/api/v1/{what}")
    assert told.status_code == 200, told.content
    rows = told.json() if what == "duties" else told.json()["rows"]
    known = {"agreements": "agreement_id", "circulars": "circular_id", "duties": "occurrence_id"}
    if what in known:
        assert str(values[known[what]]) in {row["id"] for row in rows}
    else:
        assert rows == []  # nobody invited the hospital


def test_an_agency_says_whether_it_has_room_and_others_may_not(cast: Cast, values: dict[str, Any]) -> None:
    path = f"services/{values['service_id']}/capacity"
    assert said(program_of(cast, cast.siti), path, {"state": "full", "note": "Sampai Senin"}) == 204
    assert get_service(cast.dewi, values["service_id"]).capacity_state == "full"
    assert said(program_of(cast, cast.siti), path, {"state": "crowded"}) == 422
    assert said(program_of(cast, cast.eko), path, {"state": "open"}) == 404
