"""What somebody may do comes from their assignments of today, and from nothing else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, Role
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.models import EventRow
from anyam.registry.accounts.actions import (
    AgencyClosed,
    AlreadyAssigned,
    DatesReversed,
    LastAdministrator,
    OwnRole,
    UnknownRole,
    assign_role,
    change_user,
    end_assignment,
)
from anyam.registry.accounts.models import Assignment
from anyam.registry.accounts.queries import actor_for, agencies_of, people_with_role, signed_in, user_names
from anyam.registry.agencies.models import Agency
from anyam.registry.places.models import Place
from tests.registry.accounts.conftest import SYSTEM, MakeUser

pytestmark = pytest.mark.django_db


def test_the_actor_holds_the_roles_of_one_agency_at_a_time(
    make_user: MakeUser, agencies: list[Agency]
) -> None:
    user_id = make_user("sri", Role.CASE_WORKER, Role.FRONT_OFFICE)
    assign_role(SYSTEM, user_id=user_id, agency_id=agencies[1].pk, role=Role.PARTNER_OFFICER)
    first, second = actor_for(user_id), actor_for(user_id, agencies[1].pk)
    assert first.roles == {Role.CASE_WORKER, Role.FRONT_OFFICE}
    assert (first.agency_id, first.agency_name, first.district_code) == (
        agencies[0].pk,
        "ULT PSAI Tulungagung",
        "35.04",
    )
    assert second.roles == {Role.PARTNER_OFFICER}
    assert [one.id for one in agencies_of(first)] == [agencies[0].pk, agencies[1].pk]


def test_an_agency_one_does_not_work_for_is_passed_over(make_user: MakeUser, agencies: list[Agency]) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    assert actor_for(user_id, agencies[1].pk).agency_id == agencies[0].pk
    assert actor_for(user_id, uuid4()).agency_id == agencies[0].pk


def test_the_actor_is_built_with_one_query(make_user: MakeUser, agencies: list[Agency]) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    assign_role(SYSTEM, user_id=user_id, agency_id=agencies[1].pk, role=Role.PARTNER_OFFICER)
    with CaptureQueriesContext(connection) as queries:
        signed_in(user_id)
    assert len(queries) == 1


def test_without_an_assignment_one_may_do_nothing(make_user: MakeUser) -> None:
    actor = actor_for(make_user("sri"))
    assert actor.user_name == "Sri"
    assert actor.permissions == frozenset()


def test_a_closed_user_is_nobody(make_user: MakeUser, administrator: Actor) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    change_user(administrator, user_id=user_id, full_name="Sri", is_active=False)
    assert actor_for(user_id) == Actor.nobody()


def test_an_ended_assignment_stops_counting_at_once(make_user: MakeUser, administrator: Actor) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    end_assignment(administrator, assignment_id=Assignment.objects.get(user_id=user_id).pk)
    assert not actor_for(user_id).roles


def test_an_assignment_counts_from_its_first_to_its_last_day(
    make_user: MakeUser, administrator: Actor, agencies: list[Agency]
) -> None:
    user_id = make_user("sri")
    today = clock.today()
    first, last = today + timedelta(days=2), today + timedelta(days=3)
    assign_role(
        administrator,
        user_id=user_id,
        agency_id=agencies[0].pk,
        role=Role.CASE_WORKER,
        starts_on=first,
        ends_on=last,
    )
    counted = []
    for days in range(6):
        with clock.at(clock.now() + timedelta(days=days)):
            counted.append(bool(actor_for(user_id).roles))
    assert counted == [False, False, True, True, False, False]


def test_two_areas_become_the_smallest_place_that_holds_both(
    make_user: MakeUser, administrator: Actor, agencies: list[Agency]
) -> None:
    above = None
    for code, level, kind in [
        ("35", "province", "provinsi"),
        ("35.04", "regency", "kabupaten"),
        ("35.04.01", "district", "kecamatan"),
    ]:
        above = Place.objects.create(code=code, level=level, kind=kind, name=code, folded=code, parent=above)
    for code in ("35.04.01.2001", "35.04.01.2002"):
        Place.objects.create(code=code, level="village", kind="desa", name=code, folded=code, parent=above)
    user_id = make_user("sri")
    for code in ("35.04.01.2001", "35.04.01.2002"):
        assign_role(
            administrator,
            user_id=user_id,
            agency_id=agencies[0].pk,
            role=Role.CASE_WORKER,
            area_code=code,
        )
    assert actor_for(user_id).area_code == "35.04.01"


def test_the_same_assignment_is_not_given_twice(make_user: MakeUser, administrator: Actor) -> None:
    user_id = make_user("sri", Role.CASE_WORKER)
    agency_id = Assignment.objects.get(user_id=user_id).agency_id
    with pytest.raises(AlreadyAssigned):
        assign_role(administrator, user_id=user_id, agency_id=agency_id, role=Role.CASE_WORKER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            user_id=user_id, agency_id=agency_id, role=Role.CASE_WORKER, starts_on=clock.today()
        )


def test_a_form_sent_twice_gives_one_assignment(
    make_user: MakeUser, administrator: Actor, agencies: list[Agency]
) -> None:
    user_id, once = make_user("sri"), uuid4()
    given = {"user_id": user_id, "agency_id": agencies[0].pk, "role": Role.CASE_WORKER, "once": once}
    assert assign_role(administrator, **given) == assign_role(administrator, **given)
    assert Assignment.objects.filter(user_id=user_id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"role": "king"}, UnknownRole),
        ({"agency_id": uuid4()}, AgencyClosed),
        ({"area_code": "99.99"}, Refusal),
        ({"days": -1}, DatesReversed),
    ],
)
def test_an_assignment_that_cannot_be_is_refused(
    make_user: MakeUser, administrator: Actor, agencies: list[Agency], wrong: dict[str, object], refusal: type
) -> None:
    days = wrong.pop("days", None)
    if days is not None:
        wrong["ends_on"] = clock.today() + timedelta(days=int(str(days)))
    given = {"agency_id": agencies[0].pk, "role": Role.CASE_WORKER, **wrong}
    with pytest.raises(refusal):
        assign_role(administrator, user_id=make_user("sri"), **given)
    assert not Assignment.objects.filter(user__username="sri").exists()


def test_nobody_gives_a_role_to_themselves(administrator: Actor, agencies: list[Agency]) -> None:
    assert administrator.user_id
    with pytest.raises(OwnRole):
        assign_role(
            administrator, user_id=administrator.user_id, agency_id=agencies[0].pk, role=Role.SUPERVISOR
        )


def test_the_last_administrator_stays(make_user: MakeUser, administrator: Actor) -> None:
    own = Assignment.objects.get(user_id=administrator.user_id)
    assert administrator.user_id
    with pytest.raises(LastAdministrator):
        end_assignment(administrator, assignment_id=own.pk)
    with pytest.raises(LastAdministrator):
        change_user(administrator, user_id=administrator.user_id, full_name="Admin", is_active=False)
    make_user("second", Role.ADMINISTRATOR)
    end_assignment(administrator, assignment_id=own.pk)


def test_only_administrators_give_and_end_roles(make_user: MakeUser, agencies: list[Agency]) -> None:
    worker = actor_for(make_user("sri", Role.SUPERVISOR))
    other = make_user("budi", Role.CASE_WORKER)
    with pytest.raises(NotAllowed):
        assign_role(worker, user_id=other, agency_id=agencies[0].pk, role=Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        end_assignment(worker, assignment_id=Assignment.objects.get(user_id=other).pk)


def test_an_unknown_user_or_assignment_is_not_found(administrator: Actor, agencies: list[Agency]) -> None:
    with pytest.raises(NotFound):
        assign_role(administrator, user_id=uuid4(), agency_id=agencies[0].pk, role=Role.CASE_WORKER)
    with pytest.raises(NotFound):
        end_assignment(administrator, assignment_id=uuid4())


def test_colleagues_are_found_by_agency_and_role(make_user: MakeUser, agencies: list[Agency]) -> None:
    sri = make_user("sri", Role.CASE_MANAGER)
    make_user("budi", Role.CASE_WORKER)
    make_user("polisi", Role.CASE_MANAGER, agency=agencies[1])
    actor = actor_for(sri)
    found = people_with_role(actor, agencies[0].pk, Role.CASE_MANAGER)
    assert [row.id for row in found] == [sri]
    both = people_with_role(actor, agencies[0].pk, [Role.CASE_MANAGER, Role.CASE_WORKER])
    assert [row.full_name for row in both] == ["Budi", "Sri"]
    assert user_names(actor, [sri, uuid4()]) == {sri: "Sri"}


def test_every_change_is_told_by_one_event_without_names(make_user: MakeUser, administrator: Actor) -> None:
    start = EventRow.objects.count()
    user_id = make_user("painem", Role.CASE_WORKER, full_name="Painem Rahasia")
    end_assignment(administrator, assignment_id=Assignment.objects.get(user_id=user_id).pk)
    told = list(EventRow.objects.order_by("pk")[start:])
    assert [event.kind for event in told] == ["user_created", "role_assigned", "assignment_ended"]
    assert all("Painem" not in str(event.payload) for event in told)
    assert Permission.MANAGE_USERS in administrator.permissions
