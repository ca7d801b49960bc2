"""Everything that changes something, with inputs that are accepted, found without naming the pages and actions.

`actions_of(world)` calls every registered action with arguments by their names and types: whatever the child's story
holds under that name. Who among the cast may do it is found by trying. `forms_of(world)` opens the pages as the people
who work with them and fills in the forms found there, as somebody would who takes the first choice everywhere.
What was added yesterday is in it today.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin
from uuid import UUID

from anyam.casework.cases import actions as cases
from anyam.casework.referrals import actions as referrals
from anyam.foundation.access import Actor, guard
from anyam.foundation.core import clock
from tests.cast import DISTRICT, SYSTEM, Cast, Story, a_report, a_summary
from tests.contracts import test_stranger_actions, test_stranger_sweep
from tests.trust import ground

PEOPLE = ("dewi", "siti", "rudi", "ningsih", "ratna", "yusuf", "agus", "wulan", "hartono")
# The clocks and loaders: nobody calls them with arguments from a page.
ONLY_SYSTEM = "system"


@dataclass
class World:
    """The cast, the child's story and everything in it by the name under which actions and addresses ask for it."""

    room: ground.Room
    cast: Cast
    story: Story
    values: dict[str, Any]
    kept_state: dict[str, str] = field(default_factory=dict)

    def keep(self) -> None:
        """Keep everything as it is now, to come back to with `room.restore()`."""
        self.room.keep()
        self.kept_state = self.room.state()

    def actors(self) -> Iterator[tuple[str, Actor]]:
        for name in PEOPLE:
            yield name, getattr(self.cast, name)
        yield ONLY_SYSTEM, SYSTEM


def world_in(room: ground.Room) -> World:
    """Tell the story in this database and keep it, to come back to after each deed."""
    cast = Cast()
    for name in PEOPLE:
        assert getattr(cast, name)
    story = cast.story()
    make: Any = test_stranger_sweep.values
    values = make.__wrapped__(cast, story)
    values |= {
        "manager_id": cast.bagus.user_id,
        "officer_id": cast.bagus.user_id,
        "worker_id": cast.yusuf.user_id,
        "case_number": story.case_number,
    }
    found = World(room, cast, story, values)
    found.keep()
    return found


@dataclass(frozen=True)
class Deed:
    """One change by one person. `prepare` goes before it, outside of what is measured."""

    name: str
    who: str
    do: Callable[[], Any]
    prepare: Callable[[], Any] | None = None


# --- the actions ------------------------------------------------------------------------------------------------------

Given = dict[str, Any]


@dataclass(frozen=True)
class Hint:
    """What an action needs that its parameters' names do not say."""

    given: Callable[[World], Given] = lambda world: {}
    prepare: Callable[[World], Any] | None = None


def _with(**given: Any) -> Hint:
    return Hint(lambda world: given)


def _on(name: str, prepare: Callable[[World], Any] | None = None, **more: Any) -> Hint:
    """The referral to act on, by its name in the story."""
    return Hint(lambda world: {"referral_id": getattr(world.story, name), **more}, prepare)


def _scheduled(world: World) -> None:
    when = clock.now() + timedelta(days=2)
    referrals.schedule_referral(world.cast.siti, referral_id=world.story.accepted_id, scheduled_for=when)


def _served(world: World) -> None:
    _scheduled(world)
    referrals.record_served(world.cast.siti, referral_id=world.story.accepted_id, served_on=clock.today())


def _asked(world: World) -> None:
    referrals.ask_information(world.cast.rudi, referral_id=world.story.referral_id, question="Apa?")


def _expired(world: World) -> None:
    world.room.owner().execute(
        "UPDATE referrals_referral SET response_due_at = now() - interval '1 hour' WHERE id = %s",
        [world.story.referral_id],
    )
    referrals.expire_due_referrals(SYSTEM)


def _late(world: World) -> None:
    world.room.owner().execute(
        "UPDATE referrals_referral SET response_due_at = now() - interval '1 hour' WHERE id = %s",
        [world.story.referral_id],
    )


def _late_work(world: World) -> None:
    world.room.owner().execute(
        "UPDATE sops_workitem SET due_at = now() - interval '30 days', calls_at = now() - interval '30 days'"
    )


def _declined(world: World) -> None:
    from anyam.casework.referrals.choices import DeclineReason

    referrals.decline_referral(
        world.cast.rudi, referral_id=world.story.referral_id, reason=DeclineReason.FULL
    )


def _closed(world: World) -> None:
    cases.close_case(world.cast.dewi, case_id=world.story.case_id, reason="moved_away", outcome="unknown")


def _triaged(world: World) -> None:
    cases.triage_report(
        world.cast.ratna, report_id=world.story.waiting_report_id, facts={"sexual_violence": True}
    )


def _waiting(prepare: Callable[[World], Any] | None = None, **more: Any) -> Hint:
    return Hint(lambda world: {"report_id": world.story.waiting_report_id, **more}, prepare)


HINTS: dict[str, Hint] = {
    "triage_report": _waiting(facts={"sexual_violence": True}),
    "answer_without_case": _waiting(_triaged),
    "open_cases": _waiting(_triaged),
    "see_referral": _on("referral_id"),
    "send_referral": _on("draft_id"),
    "change_draft": _on("draft_id"),
    "schedule_referral": _on("accepted_id"),
    "record_served": _on("accepted_id", _scheduled, served_on=clock.today()),
    "complete_referral": _on("accepted_id", _served),
    "fail_referral": _on("accepted_id"),
    "answer_information": _on("referral_id", _asked),
    "resend_referral": _on("referral_id", _expired),
    "close_expired_referral": _on("referral_id", _expired),
    "expire_due_referrals": Hint(prepare=_late),
    "escalate_late_work": Hint(prepare=_late_work),
    "stop_looking": _on("referral_id", _declined),
    "close_case": _with(reason="moved_away", outcome="unknown", aftercare_on=None),
    "reopen_case": Hint(lambda world: {"reason": "new_information"}, _closed),
    "assign_case": _with(worker_id=None),
    "record_contact": _with(kind="phone", on=clock.today(), agency_id=None, need="", next_visit_on=None),
    "record_review": _with(held_on=clock.today(), decision="continue", level="high", next_review_on=None),
    "record_progress": Hint(
        lambda world: {"action_id": world.story.plan_action_id, "state": "running"},
    ),
    "agree_plan": _with(agreed_on=clock.today()),
    "change_plan": Hint(
        lambda world: {},
        lambda world: cases.agree_plan(
            world.cast.dewi,
            case_id=world.story.case_id,
            agreed_on=clock.today(),
            review_on=clock.today() + timedelta(days=30),
            child_took_part=True,
            family_took_part=True,
        ),
    ),
    "assign_role": Hint(
        lambda world: {
            "user_id": world.cast.joko.user_id,
            "role": "case_worker",
            "agency_id": world.cast.centre.id,
            "area_code": "",
            "unit_id": None,
            "starts_on": None,
            "ends_on": None,
        }
    ),
    "end_assignment": _with(ends_on=None),
    "create_user": _with(username="baru7", email="", cast_order=None),
    "change_user": _with(email="", is_active=True),
    "change_own_details": _with(email=""),
    "create_agency": _with(district_code=DISTRICT),
    "state_capacity": _with(state="full"),
    "change_promised_time": _with(hours=Decimal(12)),
}


def actions_of(world: World, names: typing.Collection[str] = ()) -> tuple[list[Deed], list[str]]:
    """A deed for each action that somebody could do with these arguments, and the names of those nobody could."""
    deeds, missing = [], []
    for name, function in sorted(test_stranger_actions.wrapped(guard.ACTIONS).items()):
        short = name.rpartition(".")[2]
        if not name.startswith("anyam.") or (names and name not in names):
            continue
        found = _first_who_may(world, short, function)
        if found is None:
            missing.append(short)
        else:
            deeds.append(found)
    return deeds, missing


def action_names() -> list[str]:
    return [name for name in guard.ACTIONS if name.startswith("anyam.")]


def _first_who_may(world: World, name: str, function: Callable[..., Any]) -> Deed | None:
    """Try it as one after another, each in a transaction that is taken back."""
    from django.db import connection, transaction

    hint = HINTS.get(name, Hint())
    given = {**arguments(function, world), **_only_known(function, hint.given(world))}
    for who, actor in world.actors():
        try:
            with transaction.atomic():
                if hint.prepare:
                    hint.prepare(world)
                function(actor, **given)
                connection.check_constraints()  # what would only be refused at the end
                transaction.set_rollback(True)
        except Exception:
            continue
        prepare = (lambda: hint.prepare(world)) if hint.prepare else None
        return Deed(name, who, lambda actor=actor: function(actor, **given), prepare)
    return None


WORDS: dict[str, Any] = {
    "question": "Apakah ada visum?",
    "answer": "Ada.",
    "theme": "dark",
    "language": "en",
    "phone": "0355321000",
    "email": "nama@contoh.id",
    "need": "health",
    "needs": ["health"],
    "place_code": DISTRICT,
    "district_code": DISTRICT,
    "kind_code": "hospital",
    "other_number": "",
    "on": clock.today(),
    "level": "high",
    "username": "nama7",
    "reason": "not_needed",
}


def arguments(function: Callable[..., Any], world: World) -> Given:
    """Something that fits every parameter but the optional ones, by its name, otherwise by its type."""
    hints = typing.get_type_hints(inspect.unwrap(function))
    parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())[1:]
    return {
        one.name: by_name(one.name, hints.get(one.name), world)
        for one in parameters
        if one.default is one.empty and one.kind in {one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY}
    }


def by_name(name: str, hint: Any, world: World) -> Any:
    if name == "summary":
        return a_summary()
    if name == "report":
        return a_report()
    plain = (get_origin(hint) in {typing.Union, types.UnionType} and get_args(hint)[0]) or hint
    if inspect.isclass(plain) and issubclass(plain, Enum):
        return next(iter(plain))
    if name in world.values:
        return world.values[name]
    return WORDS[name] if name in WORDS else by_type(plain, world)


def by_type(hint: Any, world: World) -> Any:
    origin = get_origin(hint) or hint
    if dataclasses.is_dataclass(hint):
        needed = [
            one
            for one in dataclasses.fields(hint)
            if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        ]
        inner = typing.get_type_hints(hint)
        return hint(**{one.name: by_name(one.name, inner[one.name], world) for one in needed})  # type: ignore[operator]
    if origin in {list, tuple, set, frozenset, dict} or origin is Mapping:
        return () if origin is tuple else {} if origin in {dict, Mapping} else []
    plain: dict[Any, Any] = {
        UUID: world.story.case_id,
        str: "Contoh",
        int: 1,
        bool: True,
        bytes: b"contoh",
        Decimal: Decimal(8),
        date: clock.today() + timedelta(days=7),
        datetime: clock.now() + timedelta(days=2),
    }
    return plain.get(origin)


def _only_known(function: Callable[..., Any], given: Given) -> Given:
    known = inspect.signature(inspect.unwrap(function)).parameters
    return {name: value for name, value in given.items() if name in known}
