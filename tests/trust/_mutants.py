"""Seeded faults of authorisation in Python, each a few words of the program changed as a tired person might.

Each names the cells at whose answer it must show: (relation, verb, address, dossier). The row policies lie beneath and
would hide most of them, so they are looked for with all rows open to the connection (`python_alone`). Faults of the
row policies themselves stand in `policy_against_rows.CHANGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from unittest.mock import patch

from django.db.models import Q

from anyam.foundation.access import Actor, Permission, Role, roles, visibility
from anyam.foundation.access import actor as actors
from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.guard import mark_asked
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.offices import office_of, seat_of
from tests.trust._relations import Around

Patch = Callable[[Around], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Mutant:
    """One fault: its name, how it is planted, and before which doors it must be noticed."""

    name: str
    plant: Patch
    at: tuple[tuple[str, str, str, str], ...]


def instead(target: str, other: Any) -> Patch:
    """`module:name` (or `module:Class.name`) replaced."""
    module, _, path = target.partition(":")
    *owners, name = path.split(".")

    def plant(around: Around) -> AbstractContextManager[Any]:
        where = import_module(f"anyam.{module}")
        for owner in owners:
            where = getattr(where, owner)
        return patch.object(where, name, other)

    return plant


def unasked(module: str, name: str = "require") -> Patch:
    """A module whose permission is asked for the look of it only."""
    return instead(f"{module}:{name}", lambda actor, *permissions: mark_asked())


def all_rows(queryset: Any, actor: Actor) -> Any:
    return queryset


def _office_anywhere(around: Around) -> AbstractContextManager[Any]:
    centre = around.cast.centre.id
    return patch.object(actors, "office_of", lambda agency_id, role: office_of(centre, role))


def _seat_anywhere(around: Around) -> AbstractContextManager[Any]:
    """Whoever sits anywhere sits where the manager sits."""
    dewi = around.cast.dewi
    assert dewi.agency_id
    there = seat_of(dewi.person_id, dewi.agency_id)
    return patch.object(actors, "seat_of", lambda user_id, agency_id: there)


def _grants_without(*forgotten: str) -> Callable[..., Any]:
    def grants_for(actor: Actor, part: Part = Part.WORK, level: Level = Level.READ) -> Any:
        found = Grant.objects.filter(visibility.standing(), principal__in=actor.principals)
        if "part" not in forgotten:
            found = found.filter(parts__contains=[part])
        return found if "level" in forgotten or level == Level.READ else found.filter(level=level)

    return grants_for


@contextmanager
def _more_for_coordinators(around: Around) -> Iterator[None]:
    more = roles.PERMISSIONS_OF[Role.COORDINATOR] | {Permission.MANAGE_USERS}
    with patch.dict(roles.PERMISSIONS_OF, {Role.COORDINATOR: more}):
        yield


def _any_file(actor: Actor, case_id: Any, file_id: Any, *, is_locked: bool = False) -> Any:
    """The case is asked for, and the file is found whatever case it belongs to."""
    from anyam.casework.files import models, policies

    policies.case_with_files(actor, case_id)
    return models.CaseFile.objects.get(pk=file_id)


def _shown_of_any_case(case: Any, assessment_id: Any, instrument: str) -> Any:
    from anyam.casework.cases.models import Assessment

    return Assessment.objects.filter(pk=assessment_id).first()


def _who(
    relation: str, *doors: str, verb: str = "GET", dossier: str = ""
) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((relation, verb, door, dossier) for door in doors)


_ELSEWHERE = _who("supervisor elsewhere", "cases:summary", "cases:family", "api:case")
CASES, REFERRALS = "casework.cases", "casework.referrals"
MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "blocks are forgotten",
        instead("foundation.access.visibility:blocks_of", lambda actor: Block.objects.none()),
        _who("blocked kin", "cases:summary", "cases:contacts"),
    ),
    Mutant(
        "ends are forgotten",
        instead("foundation.access.visibility:standing", lambda: ~Q(pk__isnull=True)),
        _who("former conference member", "cases:summary") + _who("former emergency", "cases:summary"),
    ),
    Mutant(
        "reading is enough to work",
        instead("casework.cases.queries.header:may_write", lambda actor, dossier_id: True),
        _who("emergency", "cases:plan_goal", "cases:instrument_section"),
    ),
    Mutant(
        "any part opens the course",
        instead("foundation.access.visibility:grants_for", _grants_without("part")),
        _who("case manager of receiver", "cases:summary", "cases:plan"),
    ),
    Mutant(
        "all cases in sight",
        instead(f"{CASES}.models.cases:CaseQuerySet.within_sight_of", all_rows),
        _ELSEWHERE,
    ),
    Mutant(
        "all reports in sight",
        instead(f"{CASES}.models.reports:ReportQuerySet.within_sight_of", all_rows),
        _who("supervisor elsewhere", "reports:detail", dossier="report"),
    ),
    Mutant(
        "a block on the case leaves its referrals open",
        instead(f"{REFERRALS}.models.referral:not_barred", lambda actor, dossier: ~Q(pk__isnull=True)),
        _who("blocked receiver", "referrals:detail", "api:referral", dossier="sent"),
    ),
    Mutant("an office of any agency", _office_anywhere, _ELSEWHERE),
    Mutant("a seat anywhere", _seat_anywhere, _who("worker elsewhere", "cases:summary", "cases:plan")),
    Mutant("a role holds too much", _more_for_coordinators, _who("coordinator", "users:list")),
    Mutant(
        "expired referrals unasked",
        unasked(f"{REFERRALS}.queries.boxes"),
        _who("intake", "referrals:expired"),
    ),
    Mutant("seals unasked", unasked("casework.oversight.queries.seals"), _who("intake", "oversight:seals")),
    Mutant(
        "the list of users unasked",
        unasked("registry.accounts.queries.listing"),
        _who("intake", "users:list"),
    ),
    Mutant("backups unasked", unasked("foundation.backups.queries"), _who("intake", "backups:overview")),
    Mutant(
        "deliveries unasked", unasked("foundation.access.deliveries"), _who("intake", "deliveries:failed")
    ),
    Mutant(
        "exports unasked",
        unasked("casework.exports.queries.listing", "require_any"),
        _who("intake", "exports:overview"),
    ),
    Mutant("emergency form unasked", unasked(f"{CASES}.queries.looks"), _who("intake", "cases:emergency")),
    Mutant(
        "files of any case",
        instead("casework.files.policies:file_in_sight", _any_file),
        _who("case manager", "files:original", dossier="crossed"),
    ),
    Mutant(
        "assessments of any case",
        instead(f"{CASES}.queries.assessments:_shown", _shown_of_any_case),
        _who("case manager", "cases:filled", dossier="crossed"),
    ),
    Mutant("promises unasked", unasked("casework.sops.queries.promises"), _who("intake", "clocks:change")),
    Mutant(
        "agencies unasked",
        unasked("registry.agencies.queries.agencies"),
        _who("intake", "administration:agencies"),
    ),
    Mutant(
        "services unasked",
        unasked("registry.agencies.queries.services"),
        _who("intake", "administration:services"),
    ),
    Mutant(
        "rules of sign-in unasked",
        unasked("registry.accounts.queries.sign_in_rules"),
        _who("intake", "users:sign_in_rules"),
    ),
    Mutant(
        "all exports in sight",
        instead("casework.exports.models:ExportSet.within_sight_of", all_rows),
        _who("supervisor elsewhere", "exports:detail"),
    ),
    Mutant(
        "all reviews in sight",
        instead("casework.oversight.models.look_review:LookReviewSet.within_sight_of", all_rows),
        _who("worker elsewhere", "oversight:review"),
    ),
    Mutant(
        "files without their part",
        instead("casework.files.policies:may_read", lambda actor, dossier_id, part: True),
        _who("emergency", "files:of_case", "files:open"),
    ),
)
