"""The cast is made by real actions, so it also shows that they fit together."""

from __future__ import annotations

from django.apps import apps

from anyam.casework.cases.queries import CaseFilter, case_header, find_cases, get_report
from anyam.casework.referrals.queries import find_inbox
from tests.cast import MARKER, Cast, Story


def test_the_story_is_whole(cast: Cast, story: Story) -> None:
    assert MARKER in case_header(cast.dewi, story.case_id).child_name
    assert get_report(cast.ratna, story.report_id).state == "opened"
    assert [row.id for row in find_inbox(cast.rudi).rows] == [story.referral_id]
    assert [row.number for row in find_cases(cast.yusuf, CaseFilter()).rows] == [story.case_number]


def test_strangers_hold_what_they_should(cast: Cast) -> None:
    assert not cast.joko.permissions
    assert not cast.sari.permissions
    assert cast.maya.permissions
    assert cast.eko.permissions


def test_events_carry_codes_and_no_words(cast: Cast, story: Story) -> None:
    kept = apps.get_model("events.EventRow").objects.values_list("payload", flat=True)
    assert len(kept) > 30
    assert not [payload for payload in kept if MARKER.lower() in str(payload).lower()]
