"""Whether there is room: said with one tap, asked before a referral, and compared with what came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import DeclineReason
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.core import clock
from anyam.registry.agencies import actions, queries
from anyam.registry.agencies.choices import CapacityState, Need
from anyam.registry.agencies.models import Capacity, CapacityLink, CapacityTold
from tests.cast import SYSTEM, Story

from .conftest import Ward, on, work_of

pytestmark = pytest.mark.django_db


def a_link(ward: Ward) -> str:
    return f"/kapasitas/{actions.open_capacity_link(ward.keeper, label='Meja depan', days=30).token}/"


def tap(page: Client, address: str, service: object, state: str = "full") -> int:
    return page.post(address, {"service": str(service), "state": state}).status_code


@pytest.fixture
def page() -> Client:
    return Client(HTTP_HOST="localhost")


def test_one_tap_without_signing_in_changes_the_directory(ward: Ward, page: Client) -> None:
    address = a_link(ward)
    shown = page.get(address)
    assert shown.status_code == 200
    assert shown["Referrer-Policy"] == "same-origin", "the secret address is told to no other place"
    assert Capacity.objects.filter(link__isnull=False).count() == 0, "looking changes nothing"
    assert tap(page, address, ward.cast.hospital.service_id) == 302
    row = queries.get_service(ward.cast.dewi, ward.cast.hospital.service_id)
    assert (row.capacity_state, row.capacity_as_of) == ("full", clock.today())
    assert Capacity.objects.get(link__isnull=False).by_user_id is None


def test_the_token_cannot_be_read_from_the_database(ward: Ward) -> None:
    opened = actions.open_capacity_link(ward.keeper, label="Meja depan", days=30)
    kept = CapacityLink.objects.get(pk=opened.id)
    assert opened.token not in " ".join(str(value) for value in vars(kept).values())


def test_an_address_says_nothing_about_other_agencies(ward: Ward, page: Client) -> None:
    address = a_link(ward)
    assert tap(page, address, ward.cast.police.service_id) == 422
    assert queries.get_service(ward.cast.dewi, ward.cast.police.service_id).capacity_state == "open"
    assert tap(page, address, ward.cast.hospital.service_id, "perhaps") == 422
    assert tap(page, address, "no-number") == 422


def test_a_shut_or_old_or_wrong_address_finds_nothing(ward: Ward, page: Client) -> None:
    opened = actions.open_capacity_link(ward.keeper, label="Meja depan", days=30)
    address = f"/kapasitas/{opened.token}/"
    for wrong in (address[:-2] + "/", "/kapasitas/x/", f"/kapasitas/{'a' * 3000}/"):
        assert page.get(wrong).status_code == 404
    with clock.at(clock.now() + timedelta(days=30, seconds=1)):
        assert page.get(address).status_code == 404
    with pytest.raises(NotFound):
        actions.revoke_capacity_link(ward.cast.rudi, link_id=opened.id)
    actions.revoke_capacity_link(ward.keeper, link_id=opened.id)
    assert page.get(address).status_code == 404
    assert tap(page, address, ward.cast.hospital.service_id) == 404
    with pytest.raises(actions.LinkIsShut):
        actions.state_capacity_by_link(
            SYSTEM, token=opened.token, service_id=ward.cast.hospital.service_id, state="full"
        )


def test_guessing_is_slowed_down(ward: Ward, page: Client) -> None:
    answers = [page.get(f"/kapasitas/tebakan-{n}/").status_code for n in range(62)]
    assert answers[:60] == [404] * 60
    assert answers[60:] == [429] * 2
    assert page.get(a_link(ward)).status_code == 429


def test_only_those_who_state_capacity_open_an_address(ward: Ward) -> None:
    for stranger in (ward.cast.ratna, ward.cast.wulan, ward.cast.tamu):
        with pytest.raises(NotAllowed):
            actions.open_capacity_link(stranger, label="x", days=30)
    for days in (0, 181):
        with pytest.raises(actions.WrongInput):
            actions.open_capacity_link(ward.keeper, label="x", days=days)


def test_asking_gives_work_and_the_answer_ends_it(ward: Ward) -> None:
    service_id = ward.cast.hospital.service_id
    with pytest.raises(actions.SaidToday):
        actions.ask_capacity(ward.cast.dewi, service_id=service_id)
    with on(2026, 4, 20):
        actions.ask_capacity(ward.cast.dewi, service_id=service_id)
        actions.ask_capacity(ward.cast.dewi, service_id=service_id)
        assert work_of(ward.keeper).count(WorkKind.STATE_CAPACITY) == 1
        actions.state_capacity(ward.keeper, service_id=service_id, state=CapacityState.LIMITED)
        assert WorkKind.STATE_CAPACITY not in work_of(ward.keeper)


def kept(actor: Actor, ward: Ward) -> list[tuple[str, int, int, int, int]]:
    rows = queries.capacity_kept(actor, ward.cast.hospital.id)
    return [(row.said, row.accepted, row.no_room, row.other, row.waiting) for row in rows]


@pytest.fixture
def refer(ward: Ward) -> Callable[[], object]:
    story: Story = ward.cast.story()
    CapacityTold.objects.all().delete()  # what the story itself sent is not counted here
    needs = iter([Need.MEDICO_LEGAL, Need.PSYCHOLOGICAL, Need.DISABILITY, Need.SHELTER])
    return lambda: ward.cast.send(story.case_id, ward.cast.hospital, next(needs))


def test_what_was_said_stands_beside_what_came(ward: Ward, refer: Callable[[], object]) -> None:
    service_id = ward.cast.hospital.service_id
    yes, no, other = refer(), refer(), refer()
    assert kept(ward.cast.rudi, ward) == [("open", 0, 0, 0, 3)]
    referrals.accept_referral(ward.keeper, referral_id=yes)  # type: ignore[arg-type]
    referrals.decline_referral(ward.keeper, referral_id=no, reason=DeclineReason.FULL)  # type: ignore[arg-type]
    referrals.decline_referral(ward.keeper, referral_id=other, reason=DeclineReason.OUTSIDE_AREA)  # type: ignore[arg-type]
    with on(2026, 3, 3):
        actions.state_capacity(ward.keeper, service_id=service_id, state=CapacityState.FULL)
        late = refer()
        referrals.accept_referral(ward.keeper, referral_id=late)  # type: ignore[arg-type]
    assert kept(ward.cast.rudi, ward) == [("open", 1, 1, 1, 0), ("full", 1, 0, 0, 0)]


def test_what_was_too_old_counts_as_nothing_said(ward: Ward, refer: Callable[[], object]) -> None:
    with on(2026, 4, 20):
        refer()
        assert kept(ward.cast.rudi, ward) == [("", 0, 0, 0, 1)]


def test_the_first_answer_counts_and_the_same_news_twice_counts_once(
    ward: Ward, refer: Callable[[], object]
) -> None:
    referral_id = refer()
    for outcome in ("accepted", "no_room"):
        actions.compare_capacity(SYSTEM, asked_for=referral_id, outcome=outcome)  # type: ignore[arg-type]
    assert kept(ward.cast.rudi, ward) == [("open", 1, 0, 0, 0)]


def test_nothing_kept_about_room_names_child_or_sender() -> None:
    names = {field.name for field in CapacityTold._meta.get_fields()}
    assert names == {"id", "service", "asked_for", "sent_at", "said", "as_of", "outcome", "answered_at"}
