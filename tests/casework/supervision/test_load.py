"""Who carries how much: weighed by the district's figures, by name only for who supervises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref
from anyam.casework.supervision import actions, queries
from anyam.casework.supervision.models import WorkerChoice
from anyam.casework.supervision.results import TermsInput
from anyam.foundation.access import Actor, NotAllowed, Role
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.events.models import EventRow
from anyam.registry.readiness.actions import change_standard
from tests.cast import MARKER, Cast, Story

pytestmark = pytest.mark.django_db
NGUNUT = "35.04.11"


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


@pytest.fixture
def lestari(cast: Cast) -> Actor:
    return cast.person("Lestari", cast.centre, Role.CASE_WORKER)


def loads(actor: Actor) -> dict[str, Decimal]:
    return {row.name: row.load for row in queries.get_unit_load(actor).rows}


def proposed(actor: Actor, case_id: object) -> list[str]:
    return [row.candidate.name for row in queries.propose_workers(actor, case_id).rows]


def test_a_case_weighs_by_level_stage_and_distance(cast: Cast, story: Story) -> None:
    assert loads(cast.ningsih)["Yusuf"] == Decimal("1.5")
    change_standard(cast.wulan, key="weight.high", value=Decimal(3), source="Forum")
    change_standard(cast.wulan, key="stage.services", value=Decimal(2), source="Forum")
    assert loads(cast.ningsih)["Yusuf"] == Decimal(6)
    actions.state_travel_zone(cast.ningsih, place_code=NGUNUT, zone="far", source="Rapat tim")
    assert loads(cast.ningsih)["Yusuf"] == Decimal(9)
    assert MARKER not in repr(queries.get_unit_load(cast.ningsih))


def test_whoever_is_being_trained_can_carry_less(cast: Cast, story: Story) -> None:
    given = TermsInput(share=40, reason="training")
    actions.state_worker_terms(cast.ningsih, user_id=cast.yusuf.user_id, given=given)
    row = next(row for row in queries.get_unit_load(cast.ningsih).rows if row.name == "Yusuf")
    assert (row.cap, row.room) == (Decimal(10), Decimal("8.5"))
    with pytest.raises(actions.ShareIsNotPossible):
        actions.state_worker_terms(
            cast.ningsih, user_id=cast.yusuf.user_id, given=TermsInput(share=40, reason="full")
        )


def test_a_head_sees_no_names_and_no_distribution_that_would_be_one(cast: Cast, story: Story) -> None:
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    seen = queries.get_unit_load(head)
    assert (seen.rows, seen.bands, seen.load) == ((), (), Decimal("1.5"))
    for name in ("Lestari", "Wahyu"):
        cast.person(name, cast.centre, Role.CASE_WORKER)
    seen = queries.get_unit_load(head)
    assert sum(band.workers for band in seen.bands) == seen.workers
    assert "Yusuf" not in repr(seen)


def test_a_case_whose_worker_has_left_is_named_first_in_what_would_help(cast: Cast, story: Story) -> None:
    apps.get_model("accounts.Assignment").objects.filter(user_id=cast.yusuf.user_id).delete()
    unit = queries.get_unit_load(cast.ningsih)
    assert unit.with_nobody_here == 1
    assert "tidak lagi bekerja di sini" in unit.helps[0]


def test_another_agency_sees_its_own_alone(cast: Cast, story: Story) -> None:
    assert set(loads(cast.maya).values()) == {Decimal(0)}
    for stranger in (cast.yusuf, cast.dewi, cast.tamu, cast.siti):
        with pytest.raises(NotAllowed):
            queries.get_unit_load(stranger)


def test_another_than_the_proposed_needs_a_reason_that_is_kept(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    full = TermsInput(share=0, reason="other_tasks")
    actions.state_worker_terms(cast.ningsih, user_id=lestari.user_id, given=full)
    assert "Lestari" not in proposed(cast.dewi, story.case_id)
    wish = {"case_id": story.case_id, "manager_id": cast.dewi.user_id, "worker_id": lestari.user_id}
    with pytest.raises(actions.ReasonForAnother):
        actions.assign_worker(cast.dewi, **wish)
    assert case_ref(cast.ningsih, story.case_id).worker_id == cast.yusuf.user_id
    actions.assign_worker(cast.dewi, **wish, despite="language")
    choice = WorkerChoice.objects.get()
    assert (choice.was_proposed, choice.despite) == (False, "language")
    told = EventRow.objects.get(kind="worker_chosen").payload
    assert told["despite"] == "language"
    assert case_ref(cast.ningsih, story.case_id).worker_id == lestari.user_id


def test_who_is_proposed_needs_no_reason_and_equal_ones_take_turns(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    assert {"Lestari", "Yusuf", "Dewi"} >= set(proposed(cast.dewi, story.case_id))
    wish = {"case_id": story.case_id, "manager_id": cast.dewi.user_id, "worker_id": lestari.user_id}
    actions.assign_worker(cast.dewi, **wish)
    assert WorkerChoice.objects.get().was_proposed


def test_a_barred_officer_is_not_proposed_and_the_page_is_that_of_a_unit_without_them(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    """The bar leaves no trace: with it the proposal is the same as where the officer carries no cases at all."""
    cases.block_person(
        cast.dewi, case_id=story.case_id, user_id=lestari.user_id, reason=BlockReason.NEIGHBOUR
    )
    barred = queries.propose_workers(cast.dewi, story.case_id)
    assert "Lestari" not in repr(barred)
    apps.get_model("accounts.Assignment").objects.filter(user_id=lestari.user_id).delete()
    apps.get_model("access.Block").objects.all().delete()
    assert queries.propose_workers(cast.dewi, story.case_id) == barred


def test_who_knows_what_the_child_needs_and_works_there_is_proposed_first(
    cast: Cast, story: Story, lestari: Actor
) -> None:
    actions.state_worker_terms(
        cast.ningsih,
        user_id=lestari.user_id,
        given=TermsInput(100, "full", place_code=NGUNUT, skills=("health",), languages=("jawa",)),
    )
    first = queries.propose_workers(cast.dewi, story.case_id).rows[0]
    assert first.candidate.name == "Lestari"
    assert {"near", "skill"} <= set(first.fits)
    assert first.candidate.languages
