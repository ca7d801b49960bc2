"""The guard "did you ask?": what has not asked does not happen."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from anyam.foundation.access import (
    Actor,
    NotAllowed,
    NotFound,
    OutsideAction,
    Permission,
    PermissionNotChecked,
    Role,
    action,
    guard,
    permissions_of,
    query,
    require,
    require_any,
    step,
)
from anyam.foundation.access.roles import PERMISSIONS_OF
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.models import EventRow
from anyam.foundation.events.recording import record
from tests.foundation.conftest import LampLit

CLOSE = Permission.CLOSE_CASE


@pytest.fixture(autouse=True)
def _own_registry() -> Iterator[None]:
    """What these tests register is taken away again."""
    kept = [(registry, dict(registry)) for registry in (guard.ACTIONS, guard.QUERIES, guard.STEPS)]
    yield
    for registry, before in kept:
        registry.clear()
        registry.update(before)


@pytest.mark.usefixtures("db", "told")
class TestActions:
    def test_what_has_not_asked_is_rolled_back(self, dewi: Actor) -> None:
        @action()
        def light_lamp(actor: Actor) -> None:
            record(actor, LampLit(new_id()))

        with pytest.raises(PermissionNotChecked, match="light_lamp ended without asking"):
            light_lamp(dewi)
        assert not EventRow.objects.exists()

    def test_what_has_asked_stays(self, dewi: Actor) -> None:
        @action()
        def light_lamp(actor: Actor) -> int:
            require(actor, CLOSE)
            return record(actor, LampLit(new_id()))

        assert EventRow.objects.get(pk=light_lamp(dewi)).user_id == dewi.user_id

    def test_who_may_not_changes_nothing(self, nobody: Actor) -> None:
        @action()
        def light_lamp(actor: Actor) -> None:
            record(actor, LampLit(new_id()))
            require(actor, CLOSE)

        with pytest.raises(NotAllowed):
            light_lamp(nobody)
        assert not EventRow.objects.exists()

    def test_an_inner_action_asks_for_itself(self, dewi: Actor) -> None:
        @action()
        def inner(actor: Actor) -> None:
            record(actor, LampLit(new_id()))

        @action()
        def outer(actor: Actor) -> None:
            require(actor, CLOSE)
            inner(actor)

        with pytest.raises(PermissionNotChecked, match="inner"):
            outer(dewi)
        assert not EventRow.objects.exists()

    def test_asking_inside_does_not_count_for_the_outer_one(self, dewi: Actor) -> None:
        @query
        def inner(actor: Actor) -> None:
            require(actor, CLOSE)

        @action()
        def outer(actor: Actor) -> None:
            inner(actor)

        with pytest.raises(PermissionNotChecked, match="outer"):
            outer(dewi)

    def test_an_error_is_told_before_the_missing_question(self, dewi: Actor) -> None:
        @action()
        def broken(actor: Actor) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken(dewi)

    def test_after_an_error_the_guard_starts_anew(self, dewi: Actor) -> None:
        @action()
        def light_lamp(actor: Actor) -> None: ...

        for _ in range(2):
            with pytest.raises(PermissionNotChecked):
                light_lamp(dewi)
        assert guard._frames.get() == ()


class TestQueries:
    def test_a_query_that_has_not_asked_answers_nothing(self, dewi: Actor) -> None:
        @query
        def find_lamps(actor: Actor) -> str:
            return "a secret"

        with pytest.raises(PermissionNotChecked, match="find_lamps"):
            find_lamps(dewi)

    def test_a_query_that_has_asked_answers(self, dewi: Actor) -> None:
        @query
        def find_lamps(actor: Actor) -> str:
            require_any(actor, Permission.MANAGE_USERS, CLOSE)
            return "lamps"

        assert find_lamps(dewi) == "lamps"

    def test_who_may_none_of_it_gets_nothing(self, nobody: Actor) -> None:
        @query
        def find_lamps(actor: Actor) -> None:
            require_any(actor, Permission.MANAGE_USERS, CLOSE)

        with pytest.raises(NotFound):
            find_lamps(nobody)


@pytest.mark.usefixtures("db")
class TestSteps:
    def test_a_step_runs_inside_an_action_that_has_asked(self, dewi: Actor) -> None:
        @step
        def trim_wick(actor: Actor) -> str:
            return "trimmed"

        @action()
        def light_lamp(actor: Actor) -> str:
            require(actor, CLOSE)
            return trim_wick(actor)

        assert light_lamp(dewi) == "trimmed"

    def test_a_step_does_not_run_alone(self, dewi: Actor) -> None:
        @step
        def trim_wick(actor: Actor) -> None: ...

        with pytest.raises(OutsideAction, match="trim_wick is a step"):
            trim_wick(dewi)

    def test_a_step_does_not_run_before_the_question(self, dewi: Actor) -> None:
        @step
        def trim_wick(actor: Actor) -> None: ...

        @action()
        def light_lamp(actor: Actor) -> None:
            trim_wick(actor)
            require(actor, CLOSE)

        with pytest.raises(OutsideAction):
            light_lamp(dewi)


@pytest.mark.parametrize("decorate", [action(), query, step])
def test_actor_comes_first(decorate: object) -> None:
    def light_lamp(lamp_id: UUID, actor: Actor) -> None: ...

    with pytest.raises(TypeError, match="must take `actor` first"):
        decorate(light_lamp)  # type: ignore[operator]


class TestActors:
    def test_nobody_may_nothing(self, nobody: Actor) -> None:
        assert not nobody.permissions
        assert not nobody.is_any(*Role)

    def test_the_system_may_all_and_says_why(self) -> None:
        clock = Actor.system("clock")
        assert clock.permissions == frozenset(Permission)
        assert clock.reason == "clock"

    def test_roles_add_up(self) -> None:
        two = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
        assert permissions_of(two) == permissions_of(frozenset({Role.COORDINATOR})) | permissions_of(
            frozenset({Role.ADMINISTRATOR})
        )

    def test_an_actor_cannot_be_changed(self, dewi: Actor) -> None:
        with pytest.raises(AttributeError):
            dewi.roles = frozenset(Role)  # type: ignore[misc]

    def test_every_role_is_described_and_every_permission_held(self) -> None:
        assert set(PERMISSIONS_OF) == set(Role)
        only_the_system = {
            Permission.EXPIRE_REFERRALS,
            Permission.ESCALATE_LATE_WORK,
            Permission.SEND_NOTIFICATIONS,
            Permission.SEAL_LOG,
            Permission.MAKE_BACKUPS,
            Permission.END_EXPIRED_ACCESS,
            Permission.SWEEP_FILES,
            Permission.SERVE_WITHOUT_SIGN_IN,
            Permission.KNOW_SAME_PEOPLE,
            Permission.EXPIRE_EXPORTS,
            Permission.DESTROY_DUE_DATA,
            Permission.END_SIGNING,
            Permission.WATCH_AGREEMENTS,
            Permission.WATCH_READINESS,
            Permission.ASK_FOR_DUTIES,
            Permission.KEEP_MESSAGE_CLOCKS,
            Permission.WATCH_CUSTODY,
            Permission.KEEP_ABSENCE_CLOCKS,
        }
        assert set(Permission) - permissions_of(frozenset(Role)) == only_the_system

    @pytest.mark.parametrize(
        "role", [Role.REGENT_OFFICE, Role.ADMINISTRATOR, Role.COORDINATOR, Role.AGENCY_HEAD]
    )
    def test_who_manages_sees_no_child(self, role: Role) -> None:
        held = permissions_of(frozenset({role}))
        assert not held & {
            Permission.SEE_CASES,
            Permission.SEE_IDENTITY,
            Permission.SEE_REPORTS,
            Permission.FIND_PEOPLE,
            Permission.SEE_INBOX,
        }
