"""A child who comes back: whoever may see the earlier case reads how it ended, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import get_report
from anyam.casework.cases.results import EarlierEnding
from anyam.foundation.access import Actor
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from tests.cast import SYSTEM, Cast, Story, a_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


def closed_and_reported_again(cast: Cast, story: Story, days: int = 100) -> UUID:
    cases.close_case(cast.dewi, case_id=story.case_id, reason="moved_away", outcome="partly")
    with clock.at(clock.now() + timedelta(days=days)):
        report_id = cases.take_report(cast.ratna, report=a_report())
    with acting(SYSTEM):
        child = apps.get_model("cases.ReportedChild").objects.filter(report_id=report_id)
        child.update(person_id=story.child_id)
    return report_id


def earlier(actor: Actor, report_id: UUID) -> EarlierEnding | None:
    return get_report(actor, report_id).children[0].earlier


def test_whoever_sees_the_earlier_case_reads_how_it_ended_and_leaves_a_look(cast: Cast, story: Story) -> None:
    report_id = closed_and_reported_again(cast, story)
    found = earlier(cast.ningsih, report_id)
    assert found is not None
    assert (found.case_id, found.number) == (story.case_id, story.case_number)
    looks = apps.get_model("audit.Look").objects.filter(case_id=story.case_id, part="reviews")
    assert looks.filter(user_id=cast.ningsih.user_id).exists()


def test_whoever_does_not_see_it_reads_nothing(cast: Cast, story: Story) -> None:
    report_id = closed_and_reported_again(cast, story)
    assert earlier(cast.ratna, report_id) is None
    assert earlier(cast.bagus, report_id) is None


def test_a_closure_of_long_ago_is_not_a_coming_back(cast: Cast, story: Story) -> None:
    assert earlier(cast.ningsih, closed_and_reported_again(cast, story, days=366)) is None
