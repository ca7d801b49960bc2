"""The demo district is true: what happened has causes, clocks ran as they run for real, and nothing is left to luck."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from anyam.casework.referrals.queries import count_expired, find_inbox, find_queue
from anyam.casework.sops.queries import count_work, find_my_work
from anyam.foundation.core import clock
from anyam.interfaces.jobs.demo_district.make import DistrictNotEmpty, DistrictUnknown, make_district
from anyam.interfaces.jobs.demo_district.names import NameBook

from .conftest import UNTIL, SmallDistrict, rows, tables

pytestmark = pytest.mark.django_db


def kinds_of_events() -> set[str]:
    return {kind for (kind,) in rows("SELECT DISTINCT kind FROM events_eventrow")}


def test_same_seed_same_district(small_district: SmallDistrict) -> None:
    differing = {
        table: sorted(lines ^ small_district.second[table])[:4]
        for table, lines in small_district.first.items()
        if lines != small_district.second[table]
    }
    assert not differing, str(differing)
    assert len([table for table, lines in small_district.first.items() if lines]) > 25


def test_the_whole_way_is_walked(small_district: SmallDistrict) -> None:
    assert {
        "report_taken",
        "report_triaged",
        "case_opened",
        "case_assigned",
        "contact_recorded",
        "assessment_completed",
        "plan_agreed",
        "case_reviewed",
        "referral_sent",
        "referral_seen",
        "referral_accepted",
        "referral_information_asked",
        "referral_expired",
        "referral_scheduled",
        "referral_served",
        "referral_completed",
        "capacity_stated",
    } <= kinds_of_events()


def test_what_is_known_is_kept_and_who_asked_is_registered(small_district: SmallDistrict) -> None:
    assert {"fact_noted", "facts_proposed", "interview_noted", "interview_spared"} <= kinds_of_events()
    assert rows(
        "SELECT count(*) FROM facts_interview WHERE state = 'planned' AND \"on\" < %s", UNTIL.date()
    ) == [(0,)]


def test_nothing_happens_before_its_cause(small_district: SmallDistrict) -> None:
    assert rows(
        "SELECT count(*) FROM (SELECT occurred_at < lag(occurred_at) OVER (ORDER BY id) AS is_back"
        " FROM events_eventrow) AS e WHERE is_back"
    ) == [(0,)]
    assert rows(
        "SELECT count(*) FROM referrals_referral WHERE sent_at < drafted_at OR seen_at < sent_at"
        " OR answered_at < seen_at OR ended_at < drafted_at OR expired_at < sent_at"
    ) == [(0,)]
    assert rows(
        "SELECT count(*) FROM cases_case WHERE closed_at < opened_at OR last_activity_at < opened_at"
    ) == [(0,)]
    assert rows(
        "SELECT count(*) FROM events_eventrow AS e JOIN cases_case AS c ON c.id = e.case_id"
        " WHERE e.occurred_at < c.opened_at"
    ) == [(0,)]


def test_no_clock_runs_out_unnoticed(small_district: SmallDistrict) -> None:
    waiting = (
        "SELECT count(*) FROM referrals_referral WHERE state IN ('sent', 'seen') AND response_due_at < %s"
    )
    assert rows(waiting, UNTIL) == [(0,)]


def test_every_moment_has_a_time_zone_and_none_is_to_come(small_district: SmallDistrict) -> None:
    naive = "SELECT table_name, column_name FROM information_schema.columns WHERE data_type = %s"
    ours = set(tables())
    assert [at for at in rows(naive, "timestamp without time zone") if at[0] in ours] == []
    assert rows("SELECT max(occurred_at) <= %s FROM events_eventrow", UNTIL) == [(True,)]


@pytest.mark.parametrize(
    "username", ["wulan", "bagas", "laras", "ratna", "hendro", "dina", "joko", "titik", "arif", "yusuf"]
)
def test_every_desk_has_work(small_district: SmallDistrict, username: str) -> None:
    with clock.at(UNTIL):
        assert find_my_work(small_district.actor(username)).groups, username


@pytest.mark.parametrize("username", ["dina", "joko", "titik", "arif"])
def test_referrals_wait_in_the_queues_of_the_cast(small_district: SmallDistrict, username: str) -> None:
    with clock.at(UNTIL):
        assert find_inbox(small_district.actor(username)).rows


def test_those_who_look_after_others_see_numbers(small_district: SmallDistrict) -> None:
    with clock.at(UNTIL):
        assert count_expired(small_district.actor("yusuf")) > 0
        assert find_queue(small_district.actor("sulastri")).rows
        assert count_work(small_district.actor("pramono")).open > 0


def test_a_district_is_made_once(small_district: SmallDistrict) -> None:
    with pytest.raises(DistrictNotEmpty):
        make_district("35.04", cases=1, months=1, seed=1, until=UNTIL, password="not-used-here")
    with pytest.raises(DistrictUnknown):
        make_district("35.78", cases=1, months=1, seed=1, until=UNTIL, password="not-used-here")


def test_names_are_as_they_are_given_in_east_java(small_district: SmallDistrict) -> None:
    people = [one for one in apps.get_model("people", "Identity").objects.all() if one.full_name]
    assert {len(one.full_name.split()) for one in people} >= {2, 3}
    assert {one.nik[:6] for one in people if one.nik} == {"350499"}
    assert len(NameBook.read().given["female"]) > 200


def test_refused_where_people_are_real(settings: pytest.FixtureRequest) -> None:
    settings.ANYAM_DEMO = False
    with pytest.raises(CommandError, match="no demo installation"):
        call_command("seed")


def test_nobody_was_refused_often(small_district: SmallDistrict) -> None:
    """A refusal now and then is life; many are a mistake in the story."""
    assert sum(small_district.made.refusals.values()) <= 0.03 * small_district.made.deeds
