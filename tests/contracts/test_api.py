"""The API: what it answers, whom it answers nothing, and that no input makes it fall over."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from anyam.casework.referrals.queries import get_referral
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.casework.sops.models import WorkItem
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.interfaces.api import reference
from tests.cast import DISTRICT, MARKER, Cast, Story


@pytest.fixture
def as_(cast: Cast) -> Any:
    """The programs of these people, signed in."""

    def sign_in(actor: Actor, **more: Any) -> Client:
        client = Client(HTTP_HOST="localhost", **more)
        client.force_login(cast.user_of(actor))
        return client

    return sign_in


def test_me_says_who_is_asking(cast: Cast, as_: Any) -> None:
    said = as_(cast.dewi).get("/api/v1/me").json()
    assert (said["user_name"], said["roles"], said["district_code"]) == ("Dewi", ["case_manager"], "35.04")
    assert "close_case" in said["permissions"]


def test_places_and_services_are_found(cast: Cast, as_: Any) -> None:
    assert cast.hospital
    client = as_(cast.eko)
    assert [p["code"] for p in client.get("/api/v1/places", {"text": "ngunut"}).json()][:2] == [
        "35.04.11",
        "35.04.11.2011",
    ]
    assert [
        s["agency_short"] for s in client.get("/api/v1/services", {"need": "health", "age": 9}).json()
    ] == ["RSUD"]


def test_a_case_with_its_next_steps(cast: Cast, story: Story, as_: Any) -> None:
    client = as_(cast.dewi)
    rows = client.get("/api/v1/cases").json()["rows"]
    assert [row["number"] for row in rows] == [story.case_number]
    case = client.get(f"/api/v1/cases/{story.case_id}").json()
    assert MARKER in case["header"]["child_name"]
    assert case["next_steps"]


def test_a_case_is_found_by_words_in_the_body_alone(cast: Cast, story: Story, as_: Any) -> None:
    asked = {"text": f"{MARKER}melati"}
    for who, found in ((cast.dewi, [story.case_number]), (cast.bagus, [])):
        answer = as_(who).post("/api/v1/cases/search", asked, content_type="application/json")
        assert [row["number"] for row in answer.json()["rows"]] == found
    described = json.loads((reference.FOLDER / "openapi.json").read_text(encoding="utf-8"))["paths"]
    assert "text" not in {one["name"] for one in described["/api/v1/cases"]["get"]["parameters"]}
    assert as_(cast.dewi).post("/api/v1/cases/search", {}, content_type="application/json").status_code == 422


def test_the_receiver_reads_asks_and_accepts(cast: Cast, story: Story, as_: Any) -> None:
    client = as_(cast.rudi)
    [row] = client.get("/api/v1/referrals/inbox").json()["rows"]
    address = f"/api/v1/referrals/{row['id']}"
    assert client.get(address).json()["summary"]["request"].startswith(MARKER)
    asked = client.post(f"{address}/ask", {"question": "Apakah ada visum?"}, content_type="application/json")
    assert asked.status_code == 204
    assert get_referral(cast.rudi, story.referral_id).row.state == "info_asked"
    assert client.post(f"{address}/accept").status_code == 204
    again = client.post(f"{address}/accept")
    assert (again.status_code, again.json()["code"]) == (409, "NotTheMoment")
    assert again.json()["sentence"]


def test_declining_needs_a_reason_from_the_list(cast: Cast, story: Story, as_: Any) -> None:
    client, address = as_(cast.rudi), f"/api/v1/referrals/{story.referral_id}/decline"
    assert (
        client.post(address, {"reason": "we do not like it"}, content_type="application/json").status_code
        == 422
    )
    assert client.post(address, {"reason": "full"}, content_type="application/json").status_code == 204
    assert get_referral(cast.dewi, story.referral_id).row.state == "declined"


def test_work_and_notifications_are_ones_own(cast: Cast, story: Story, as_: Any) -> None:
    groups = as_(cast.yusuf).get("/api/v1/work").json()
    assert story.case_number in {row["reference"] for group in groups for row in group["rows"]}
    assert as_(cast.eko).get("/api/v1/work").json() == []
    assert as_(cast.eko).get("/api/v1/notifications").json()["rows"] == []


@pytest.mark.parametrize("days", [(-3,), (-3, 30), (-3, 0.01, 30)])
def test_work_comes_in_as_many_groups_as_there_are(cast: Cast, as_: Any, days: tuple[float, ...]) -> None:
    for due_in in days:
        due_at = clock.now() + timedelta(days=due_in)
        WorkItem.objects.create(
            kind=WorkKind.ASSESS,
            subject_kind=SubjectKind.CASE,
            subject_id=uuid4(),
            agency_id=cast.centre.id,
            district_code=DISTRICT,
            assignee_id=cast.yusuf.user_id,
            starts_at=due_at - timedelta(days=40),
            due_at=due_at,
        )
    answer = as_(cast.yusuf).get("/api/v1/work")

    assert answer.status_code == 200
    assert [group["count"] for group in answer.json()] == [1] * len(days)


class TestNo:
    def test_nobody_is_asked_to_sign_in_without_a_redirect(self, db: None) -> None:
        answer = Client(HTTP_HOST="localhost").get("/api/v1/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")

    def test_out_of_sight_and_not_there_answer_alike(self, cast: Cast, story: Story, as_: Any) -> None:
        client = as_(cast.maya)
        hidden, absent = client.get(f"/api/v1/cases/{story.case_id}"), client.get(f"/api/v1/cases/{uuid4()}")
        assert hidden.status_code == absent.status_code == 404
        assert hidden.json() == absent.json()

    def test_a_forged_post_is_refused(self, cast: Cast, story: Story, as_: Any) -> None:
        client = as_(cast.rudi, enforce_csrf_checks=True)
        assert client.post(f"/api/v1/referrals/{story.referral_id}/accept").status_code == 403
        assert get_referral(cast.rudi, story.referral_id).row.state == "sent"

    def test_the_program_of_somebody_whose_role_has_ended_is_out(
        self, cast: Cast, story: Story, as_: Any
    ) -> None:
        assert as_(cast.sari).get(f"/api/v1/cases/{story.case_id}").status_code == 404
