"""The work list: whose it is, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from anyam.casework.messages.actions import mark_all_read, mark_read
from anyam.casework.messages.queries import count_unread, find_notifications
from anyam.casework.sops.actions import PromiseIsNotSensible, change_promised_time, escalate_late_work
from anyam.casework.sops.choices import DueGroup, PromiseKey, Rung, SubjectKind, WorkKind
from anyam.casework.sops.models import WorkItem
from anyam.casework.sops.queries import (
    count_work,
    find_late_work,
    find_my_work,
    find_my_work_in,
    promised_times,
)
from anyam.casework.sops.rules import first_call
from anyam.foundation.access import Actor, NotFound, Role
from anyam.foundation.core import clock
from anyam.foundation.core.working_time import Counting
from anyam.foundation.events.reactions import delivered_at_once
from tests.casework.district import CODE, District


def work(agency, *, assignee=None, role="", days=0.0, kind=WorkKind.ASSESS) -> WorkItem:
    due_at = clock.now() + timedelta(days=days)
    return WorkItem(
        kind=kind,
        subject_kind=SubjectKind.CASE,
        subject_id=uuid4(),
        agency=agency,
        district_code=CODE,
        assignee_id=assignee.user_id if assignee else None,
        role=role,
        starts_at=due_at - timedelta(days=40),
        due_at=due_at,
        **calling(kind, due_at),
    )


def calling(kind, due_at) -> dict:
    """When work of this kind is called out, as where it is started by an action."""
    first = first_call(kind, due_at - timedelta(days=40), due_at)
    return {"next_rung": first[0], "calls_at": first[1]} if first else {}


def test_a_list_holds_what_the_person_or_their_role_must_do_and_nothing_else(district: District):
    centre = district.service_centre
    mine = work(centre, assignee=district.manager, days=-1)
    my_roles = work(centre, role=Role.CASE_MANAGER, days=3)
    others = [
        work(centre, assignee=district.colleague),
        work(centre, role=Role.SUPERVISOR),
        work(district.hospital, role=Role.CASE_MANAGER),
        work(None, role=Role.COORDINATOR),
    ]
    WorkItem.objects.bulk_create([mine, my_roles, *others])
    listed = [row.id for group in find_my_work(district.manager).groups for row in group.rows]
    assert listed == [mine.id, my_roles.id]
    assert [row.id for group in find_my_work(district.coordinator).groups for row in group.rows] == [
        others[3].id
    ]
    assert not find_my_work(Actor(user_id=uuid4(), roles=frozenset({Role.REGENT_OFFICE}))).groups


@pytest.mark.parametrize("count", [3, 300])
def test_the_cost_of_a_list_does_not_grow_with_it(district: District, django_assert_num_queries, count):
    items = [work(district.service_centre, assignee=district.manager, days=i % 40 - 10) for i in range(count)]
    WorkItem.objects.bulk_create(items)
    # Two of them say, and take back, as whom the rows are read.
    with django_assert_num_queries(4):
        mine = find_my_work(district.manager)
    assert mine.total == count
    with django_assert_num_queries(4):
        find_my_work_in(district.manager, DueGroup.OVERDUE)


def test_groups_count_everything_and_show_the_first(district: District):
    items = [work(district.service_centre, assignee=district.manager, days=-i - 1) for i in range(60)]
    WorkItem.objects.bulk_create(items)
    overdue = find_my_work(district.manager).groups[0]
    assert (overdue.group, overdue.count, len(overdue.rows), overdue.more) == (DueGroup.OVERDUE, 60, 15, 45)
    assert overdue.rows[0].due_at < overdue.rows[-1].due_at
    assert find_my_work_in(district.manager, DueGroup.OVERDUE, 3).rows


def test_late_work_that_cannot_wait_is_told_to_the_supervisor_once(district: District):
    supervisor = district.supervisor
    urgent = work(district.service_centre, assignee=district.manager, days=-1, kind=WorkKind.RESPOND)
    patient = work(district.service_centre, assignee=district.manager, days=-1, kind=WorkKind.REVIEW)
    WorkItem.objects.bulk_create([urgent, patient])
    with delivered_at_once():
        assert call_out() == [1, 1, 0]
    assert [row.id for row in find_late_work(supervisor)] == [urgent.id]
    assert not find_late_work(district.manager)
    assert [row.kind for row in find_notifications(supervisor).rows] == ["work_late"]
    assert [row.kind for row in find_notifications(district.manager).rows] == ["work_due_soon"]


def call_out() -> list[int]:
    return [escalate_late_work(Actor.system("test clock")) for _ in range(3)]


def test_late_work_climbs_from_the_unit_to_the_coordinator_to_the_head_and_no_further(district: District):
    item = work(district.hospital, role=Role.PARTNER_OFFICER, days=-1, kind=WorkKind.RESPOND)
    item.save()
    began = clock.now()
    rungs = []
    with delivered_at_once():
        for day in range(40):
            with clock.at(began + timedelta(days=day)):
                call_out()
            item.refresh_from_db()
            rungs.append(Rung(item.rung))
    assert rungs[0] is Rung.UNIT
    assert rungs == sorted(rungs)
    assert set(rungs) == {Rung.UNIT, Rung.COORDINATOR, Rung.LEADER}
    assert item.calls_at is None
    kinds = [row.kind for row in find_notifications(district.coordinator).rows]
    assert kinds == ["work_late_in_district"]
    assert [row.id for row in find_late_work(district.coordinator)] == [item.id]


def test_counts_are_the_agencys_for_its_head_and_the_districts_for_the_regent(district: District):
    items = [
        work(district.hospital, role=Role.PARTNER_OFFICER, days=-1),
        work(district.police, role=Role.SUPERVISOR),
    ]
    WorkItem.objects.bulk_create(items)
    assert count_work(district.head).open == 1
    assert count_work(district.regent).open == 2
    assert count_work(district.regent).overdue >= 1
    with pytest.raises(NotFound):
        count_work(district.manager)


def test_a_promise_is_changed_by_the_administrator_and_counts_from_then_on(district: District):
    given = {"key": PromiseKey.REFERRAL_NORMAL, "hours": Decimal(16), "counting": Counting.WORKING}
    with pytest.raises(NotFound):
        change_promised_time(district.manager, **given)
    change_promised_time(district.administrator, **given, is_confirmed=True)
    row = next(row for row in promised_times(district.manager) if row.key is PromiseKey.REFERRAL_NORMAL)
    assert (row.hours, row.is_confirmed) == (Decimal(16), True)
    for hours in (Decimal(-1), Decimal(10000), Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(PromiseIsNotSensible):
            change_promised_time(district.administrator, **{**given, "hours": hours})


def test_reading_is_ones_own_business(district: District):
    with delivered_at_once():
        district.sent()
    row = find_notifications(district.doctor).rows[0]
    with pytest.raises(NotFound):
        mark_read(district.manager, notification_id=row.id)
    assert count_unread(district.doctor) == 1
    mark_read(district.doctor, notification_id=row.id)
    assert count_unread(district.doctor) == 0
    assert mark_all_read(district.doctor) == 0
