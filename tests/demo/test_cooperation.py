"""The demo district works together: procedures, agreements, rules and meetings, and what does not go well in them."""

from __future__ import annotations

import pytest

from anyam.casework.meetings.queries import find_meetings
from anyam.casework.sops.choices import FindingKind
from anyam.casework.sops.queries import (
    count_sops_to_sign,
    find_sops,
    findings_of_district,
    findings_of_version,
)
from anyam.foundation.core import clock
from anyam.registry.agreements.queries import count_agreement_work, find_policies

from .conftest import UNTIL, SmallDistrict, rows

pytestmark = pytest.mark.django_db

EXAMPLES = {
    *("ABH", "ANAK-JALANAN", "KONFERENSI", "KORBAN"),
    *("PEMANTAUAN", "PENGADUAN", "PENGASUHAN", "RUJUKAN"),
}


def states_in(table: str, column: str = "state") -> set[str]:
    return {state for (state,) in rows(f'SELECT DISTINCT "{column}" FROM "{table}"')}


def test_the_starter_procedures_are_signed_by_every_agency_they_name(small_district: SmallDistrict) -> None:
    in_force = {
        code
        for (code,) in rows(
            "SELECT s.code FROM sops_sopversion AS v JOIN sops_sop AS s ON s.id = v.sop_id WHERE v.state = 'in_force'"
        )
    }
    assert in_force >= EXAMPLES
    unsigned = (
        "SELECT count(*) FROM sops_sopsignature AS s JOIN sops_sopversion AS v ON v.id = s.version_id"
        " WHERE v.state = 'in_force' AND s.state <> 'signed'"
    )
    assert rows(unsigned) == [(0,)]


def test_one_procedure_was_declined_and_came_back_changed(small_district: SmallDistrict) -> None:
    versions = rows(
        "SELECT v.number, v.state, v.end_code FROM sops_sopversion AS v JOIN sops_sop AS s ON s.id = v.sop_id"
        " WHERE s.code = 'KORBAN' ORDER BY v.number"
    )
    assert versions == [(1, "set_aside", "declined"), (2, "in_force", "")]


def test_what_does_not_join_yet_is_found_by_the_check(small_district: SmallDistrict) -> None:
    with clock.at(UNTIL):
        yusuf = small_district.actor("yusuf")
        found = {finding.kind for finding in findings_of_district(yusuf)}
        assert found >= {FindingKind.LAW_ENDED, FindingKind.CONFLICT}
        draft = next(row for row in find_sops(yusuf).drafts if row.code == "DISDIK-KEMBALI")
        assert FindingKind.MISMATCH in {one.kind for one in findings_of_version(yusuf, draft.version_id)}


def test_cases_run_procedures_and_one_waits_too_long(small_district: SmallDistrict) -> None:
    assert states_in("sops_soprunstep") >= {"done", "open"}
    late = "SELECT count(*) FROM sops_workitem WHERE kind = 'sop_step' AND state = 'open' AND due_at < %s AND rung = 4"
    assert rows(late, UNTIL)[0][0] > 0


def test_agreements_stand_at_every_stage_of_their_lives(small_district: SmallDistrict) -> None:
    assert states_in("agreements_agreement") >= {"draft", "signing", "in_force", "renewed"}
    assert states_in("agreements_due") >= {"accepted", "owed", "released"}
    assert states_in("agreements_delivery", "answer") >= {"accepted", "refused"}


def test_papers_lie_with_agreements_deliveries_and_a_rule(small_district: SmallDistrict) -> None:
    assert states_in("agreements_document", "kind") >= {"signed", "evidence", "official"}


def test_an_agreement_that_nobody_uses_is_there_to_be_seen(small_district: SmallDistrict) -> None:
    unused = (
        "SELECT count(*) FROM agreements_due AS d JOIN agreements_obligation AS o ON o.id = d.obligation_id"
        " JOIN agreements_agreement AS a ON a.id = o.agreement_id"
        " WHERE a.title LIKE 'Akta kelahiran%%' AND d.due_on < %s AND d.state = 'owed'"
    )
    assert rows(unused, UNTIL.date())[0][0] > 0


def test_one_rule_was_replaced_one_is_past_its_review_one_is_open_for_comments(
    small_district: SmallDistrict,
) -> None:
    with clock.at(UNTIL):
        yusuf = small_district.actor("yusuf")
        assert [one.code for one in find_policies(yusuf, part="gone") if one.superseded_by] == [
            "PERBUP-12-2019"
        ]
        assert any(one.is_past_review for one in find_policies(yusuf, part="review"))
        assert states_in("agreements_policydraft") == {"adopted", "consultation"}


def test_forums_decide_and_what_they_decide_is_followed(small_district: SmallDistrict) -> None:
    assert states_in("meetings_meeting") >= {"planned", "held"}
    assert "done" in states_in("meetings_decision")
    assert rows("SELECT count(DISTINCT kind) FROM meetings_meeting") == [(2,)]
    with clock.at(UNTIL):
        assert find_meetings(small_district.actor("dina"))


@pytest.mark.parametrize("username", ["sulastri", "pramono"])
def test_those_who_sign_find_something_to_sign(small_district: SmallDistrict, username: str) -> None:
    with clock.at(UNTIL):
        actor = small_district.actor(username)
        waiting = count_agreement_work(actor)
        if username == "sulastri":
            waiting += count_sops_to_sign(actor)
        assert waiting > 0


def test_half_of_the_agencies_work_by_a_circular_and_some_still_by_the_one_before(
    small_district: SmallDistrict,
) -> None:
    in_use = (
        "SELECT count(*) FILTER (WHERE in_use_at IS NULL), count(in_use_at) FROM messages_circularreceipt"
    )
    [(behind, there)] = rows(in_use)
    assert min(behind, there) > 0
    assert states_in("messages_circularversion") >= {"issued", "replaced"}


def test_agencies_write_about_referrals_and_not_all_of_it_is_acknowledged(
    small_district: SmallDistrict,
) -> None:
    [(asked, given)] = rows("SELECT count(*), count(given_at) FROM messages_acknowledgement")
    assert 0 < given <= asked


def test_words_are_agreed_and_one_meets_an_objection(small_district: SmallDistrict) -> None:
    assert states_in("messages_term") >= {"agreed", "proposed"}
    assert "object" in states_in("messages_termcomment", "stance")


def test_readiness_was_stated_seen_and_seen_differently(small_district: SmallDistrict) -> None:
    assert states_in("readiness_filling") & {"verified", "differs"}
    ended = rows("SELECT count(*) FROM readiness_paper WHERE runs_until < %s", UNTIL.date())
    assert ended[0][0] > 0
    assert rows("SELECT count(*) FROM readiness_certificate")[0][0] > 0
    assert rows("SELECT count(*) FROM readiness_realisation")[0][0] > 0


def test_routine_duties_are_done_and_some_still_wait(small_district: SmallDistrict) -> None:
    assert states_in("duties_occurrence") >= {"done", "open"}
