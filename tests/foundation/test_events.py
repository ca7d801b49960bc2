"""Events: written with what caused them, never changed, delivered once, and failing in sight."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from anyam.foundation.access import Actor, action, require
from anyam.foundation.access.permissions import Permission
from anyam.foundation.audit.looks import looks_at_case, record_look
from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.delivery import MOST_ATTEMPTS, deliver, deliver_again
from anyam.foundation.events.models import Delivery, DeliveryState, EventRow, Receipt
from anyam.foundation.events.once import once
from anyam.foundation.events.queries import events_of, events_of_case, undelivered
from anyam.foundation.events.reactions import delivered_at_once
from anyam.foundation.events.recording import record
from tests.foundation.conftest import LampLit, Told


def waiting_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="events.deliver", status="todo").count()


def work_off(queue: str) -> None:
    """What the worker process does, until nothing is left; in a thread, for a browser test's loop may own this one."""
    with ThreadPoolExecutor(1) as other:
        other.submit(_work_off, queue).result()


def _work_off(queue: str) -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, queues=[queue])


class TestRecording:
    def test_an_event_says_who_when_and_about_what(self, db: None, told: Told, dewi: Actor) -> None:
        lamp, case = new_id(), new_id()
        number = record(dewi, LampLit(lamp, lamps=3, case_id=case))
        row = EventRow.objects.get(pk=number)
        assert (row.kind, row.user_id, row.agency_id) == ("lamp_lit", dewi.user_id, dewi.agency_id)
        assert (row.subject_id, row.case_id) == (lamp, case)
        assert row.payload == {"subject_id": str(lamp), "lamps": 3, "case_id": str(case)}
        assert [kept.number for kept in events_of_case(case)] == [number]
        assert [kept.number for kept in events_of([lamp])] == [number]

    def test_the_system_gives_its_reason(self, db: None, told: Told) -> None:
        number = record(Actor.system("clock"), LampLit(new_id()))
        assert EventRow.objects.get(pk=number).reason == "clock"

    @pytest.mark.django_db(transaction=True)
    def test_outside_a_transaction_nothing_is_recorded(self, told: Told, dewi: Actor) -> None:
        with pytest.raises(transaction.TransactionManagementError, match="inside the action"):
            record(dewi, LampLit(new_id()))
        assert not EventRow.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_rollback_leaves_no_event_no_delivery_and_no_job(self, told: Told, dewi: Actor) -> None:
        before = waiting_jobs()

        def record_and_fail() -> None:
            with transaction.atomic():
                record(dewi, LampLit(new_id()))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            record_and_fail()
        assert not EventRow.objects.exists()
        assert not Delivery.objects.exists()
        assert waiting_jobs() == before


class TestOnlyAdded:
    @pytest.mark.parametrize("sql", ["UPDATE events_eventrow SET kind = 'x'", "DELETE FROM events_eventrow"])
    def test_the_database_refuses_to_change_an_event(
        self, db: None, told: Told, dewi: Actor, sql: str
    ) -> None:
        number = record(dewi, LampLit(new_id()))
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
        assert EventRow.objects.get(pk=number).kind == "lamp_lit"

    @pytest.mark.parametrize("sql", ["UPDATE audit_look SET part = 'x'", "DELETE FROM audit_look"])
    def test_the_database_refuses_to_change_a_look(self, db: None, dewi: Actor, sql: str) -> None:
        record_look(dewi, part="identity", subject_id=new_id(), case_id=new_id())
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
        assert Look.objects.get().part == "identity"


class TestDelivery:
    def test_an_event_is_delivered_once_however_often_the_job_runs(
        self, db: None, told: Told, dewi: Actor
    ) -> None:
        number = record(dewi, LampLit(new_id(), lamps=2))
        delivery = Delivery.objects.get(event_id=number)
        assert not told.happenings
        for _ in range(3):
            deliver(delivery.pk)
        assert [(event.lamps, about.number, about.user_id) for event, about in told.happenings] == [
            (2, number, dewi.user_id)
        ]
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (DeliveryState.DONE, 1)

    @pytest.mark.django_db(transaction=True)
    def test_the_worker_delivers_what_was_committed(self, told: Told, dewi: Actor) -> None:
        with transaction.atomic():
            number = record(dewi, LampLit(new_id()))
        before = waiting_jobs()
        work_off("events")
        assert [about.number for _event, about in told.happenings] == [number]
        assert waiting_jobs() < before

    def test_a_failure_is_counted_shown_and_tried_again(self, db: None, told: Told, dewi: Actor) -> None:
        told.fails = True
        delivery = Delivery.objects.get(event_id=record(dewi, LampLit(new_id())))
        with pytest.raises(OSError, match="secret"), transaction.atomic():
            deliver(delivery.pk)
        with pytest.raises(OSError, match="secret"):
            deliver(delivery.pk)
        [shown] = undelivered()
        assert (shown.kind, shown.state, shown.last_error) == ("lamp_lit", DeliveryState.WAITING, "OSError")
        assert "secret" not in Delivery.objects.get().last_error
        told.fails = False
        deliver(delivery.pk)
        assert not undelivered()

    def test_it_gives_up_after_eight_attempts_and_can_be_set_going_again(
        self, db: None, told: Told, dewi: Actor
    ) -> None:
        told.fails = True
        delivery = Delivery.objects.get(event_id=record(dewi, LampLit(new_id())))
        for attempt in range(1, MOST_ATTEMPTS + 1):
            with pytest.raises(OSError, match="secret"):
                deliver(delivery.pk)
            delivery.refresh_from_db()
            assert delivery.attempts == attempt
            assert (delivery.state == DeliveryState.FAILED) == (attempt == 8)
        told.fails = False
        deliver_again(delivery.pk)
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 0)
        deliver(delivery.pk)
        assert Delivery.objects.get().state == DeliveryState.DONE

    def test_what_a_failing_reaction_wrote_is_taken_back(self, db: None, told: Told, dewi: Actor) -> None:
        from anyam.foundation.events import reactions

        def write_and_fail(happening: LampLit, about: object) -> None:
            Receipt.objects.create(key="written by a reaction", at=clock.now())
            raise OSError

        [name] = reactions.names_for("lamp_lit")
        reactions._BY_NAME[name] = write_and_fail
        delivery = Delivery.objects.get(event_id=record(dewi, LampLit(new_id())))
        with pytest.raises(OSError):  # noqa: PT011
            deliver(delivery.pk)
        assert not Receipt.objects.exists()
        assert Delivery.objects.get().attempts == 1

    def test_a_demo_does_not_wait_for_the_worker(self, db: None, told: Told, dewi: Actor) -> None:
        before = waiting_jobs()
        with delivered_at_once():
            record(dewi, LampLit(new_id()))
        assert len(told.happenings) == 1
        assert waiting_jobs() == before


class TestOnce:
    def test_the_same_number_gives_the_first_result(self, db: None) -> None:
        first, second = new_id(), new_id()
        assert once("k", lambda: first) == first
        assert once("k", lambda: second) == first
        assert once("other", lambda: second) == second

    @pytest.mark.django_db(transaction=True)
    def test_what_failed_may_be_sent_again(self) -> None:
        def fail() -> UUID:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError), transaction.atomic():
            once("k", fail)
        result = new_id()
        with transaction.atomic():
            assert once("k", lambda: result) == result

    @pytest.mark.django_db(transaction=True)
    def test_two_at_the_same_time_make_one(self) -> None:
        together, made, answers = Barrier(2), [], []

        def make() -> UUID:
            made.append(new_id())
            return made[-1]

        def press() -> None:
            try:
                together.wait(timeout=10)
                with transaction.atomic():
                    answers.append(once("double click", make))
            finally:
                connection.close()

        pressing = [Thread(target=press) for _ in range(2)]
        for thread in pressing:
            thread.start()
        for thread in pressing:
            thread.join(timeout=20)
        assert len(made) == 1
        assert answers == [made[0], made[0]]
        assert Receipt.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_an_action_sent_twice_happens_once_for_one_person_only(self, told: Told, dewi: Actor) -> None:
        @action(is_once=True)
        def light_lamp(actor: Actor, *, once: UUID | None = None) -> UUID:
            require(actor, Permission.CLOSE_CASE)
            lamp = new_id()
            record(actor, LampLit(lamp))
            return lamp

        number = new_id()
        first = light_lamp(dewi, once=number)
        assert light_lamp(dewi, once=number) == first
        somebody_else = Actor(user_id=new_id(), roles=dewi.roles)
        assert light_lamp(somebody_else, once=number) != first
        assert EventRow.objects.count() == 2


def test_looks_are_kept_newest_first(db: None, dewi: Actor) -> None:
    case, child = new_id(), new_id()
    for part in ("summary", "identity"):
        record_look(dewi, part=part, subject_id=child, case_id=case)
    record_look(dewi, part="identity", subject_id=child, case_id=new_id())
    assert [(look.part, look.user_id) for look in looks_at_case(case)] == [
        ("identity", dewi.user_id),
        ("summary", dewi.user_id),
    ]
