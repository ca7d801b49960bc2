"""Whatever stands on somebody's desk can be opened from there by them: steps, promises, decisions, duties, answers."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from anyam.casework.meetings import actions as meetings
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.casework.sops.models import WorkItem
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.events.reactions import delivered_at_once
from anyam.interfaces.web.layouts.subjects import SUBJECT_PAGES
from anyam.registry.accounts.queries import actor_for
from tests.cast import Cast, Story
from tests.contracts.cooperation import conference, decision
from tests.contracts.test_stranger_sweep import values_of

WANTED = {
    WorkKind.SOP_STEP,
    WorkKind.DELIVER_OBLIGATION,
    WorkKind.ANSWER_DELIVERY,
    WorkKind.SIGN_ADDENDUM,
    WorkKind.CARRY_OUT_DECISION,
    WorkKind.ACCEPT_ACTION,
    WorkKind.SIGN_MINUTES,
    WorkKind.ANSWER_INVITATION,
    WorkKind.DO_DUTY,
}


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def asked_for_a_yes(cast: Cast, story: Story) -> None:
    """The hospital is asked to accept its action of the joint plan."""
    meeting_id, _invitation = conference(cast, story, cast.hospital, cast.siti)
    meetings.open_meeting(cast.dewi, meeting_id=meeting_id)
    decision(cast, meeting_id, cast.hospital, need="health")
    meetings.make_joint_plan(
        cast.dewi,
        meeting_id=meeting_id,
        review_on=clock.today() + timedelta(days=30),
        child_took_part=True,
        family_took_part=True,
    )


def everybody() -> list[Actor]:
    """Whoever holds a role today."""
    users = apps.get_model("accounts.Assignment").objects.values_list("user_id", flat=True).distinct()
    return [actor_for(user_id) for user_id in users]


def test_all_that_stands_on_a_desk_opens(cast: Cast) -> None:
    with delivered_at_once():
        story = cast.story()
        values_of(cast, story)
        asked_for_a_yes(cast, story)
    met: set[WorkKind] = set()
    broken: list[str] = []
    for actor in everybody():
        work = find_my_work(actor)
        met |= {row.kind for group in work.groups for row in group.rows}
        if not work.total:
            continue
        client = Client(HTTP_HOST="localhost")
        client.force_login(cast.user_of(actor))
        page = client.get(reverse("desk:home")).content.decode()
        links = set(re.findall(r'<li class="work"><p class="title"><a href="([^"]+)"', page))
        broken += [
            f"{actor.user_name}: {url}" for url in links if client.get(url, follow=True).status_code != 200
        ]
    assert not broken
    waiting = set(WorkItem.objects.open().values_list("kind", flat=True))
    assert waiting >= {kind.value for kind in WANTED}, WANTED - {WorkKind(kind) for kind in waiting}
    assert met >= WANTED, f"on nobody's desk: {WANTED - met}"


def test_everything_that_work_or_news_may_be_about_has_a_page() -> None:
    assert set(SUBJECT_PAGES) == set(SubjectKind)
    assert all(page.address(uuid4()) for page in SUBJECT_PAGES.values())
