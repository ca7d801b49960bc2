"""The register of policies: added, changed, looked at, superseded; national ones come from the program's own data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import PolicyKind
from ..events import PoliciesLoaded, PolicyAdded, PolicyChanged, PolicyReviewed, PolicySuperseded
from ..models import Policy
from ..policies import may_keep_policy, may_review_policy
from ..rules import policy_code
from .keeping import NotPossibleAsWritten, line

EARLIEST_YEAR = 1945


class PolicyIsKnown(Refusal):
    sentence = _("A policy of this kind with this number and year is in the register already.")


class ForceIsImpossible(Refusal):
    sentence = _("It cannot cease before it came into force.")


class CannotSupersede(Refusal):
    sentence = _("A policy cannot be superseded by itself, by an older one, or by one that it supersedes.")


@dataclass(frozen=True)
class PolicyInput:
    kind: str
    number: str
    year: int
    title: str
    issuer: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    review_on: date | None = None
    source: str = ""
    is_confirmed: bool = True
    keeper_id: UUID | None = None


@action(is_once=True)
def add_policy(actor: Actor, *, given: PolicyInput, once: UUID | None = None) -> UUID:
    """Put a rule of the own district into the register."""
    require(actor, Permission.KEEP_POLICIES)
    policy = register(actor, given)
    record(actor, PolicyAdded(policy.pk, policy.kind))
    return policy.pk


@action()
def change_policy(actor: Actor, *, policy_id: UUID, given: PolicyInput) -> None:
    require(actor, Permission.KEEP_POLICIES)
    policy = _lock_kept(actor, policy_id)
    for name, value in _values(actor, given, policy).items():
        setattr(policy, name, value)
    if policy.review_asked_for != policy.review_on:
        policy.review_asked_for = None
    policy.save()
    record(actor, PolicyChanged(policy.pk))


@action()
def supersede_policy(actor: Actor, *, policy_id: UUID, by_policy_id: UUID, until: date) -> None:
    """Say that another rule took its place, and until when it was in force."""
    require(actor, Permission.KEEP_POLICIES)
    policy = _lock_kept(actor, policy_id)
    successor = Policy.objects.visible_to(actor).one(pk=by_policy_id)
    supersede(policy, successor, until)
    record(actor, PolicySuperseded(policy.pk, successor.pk, until))


@action()
def review_policy(actor: Actor, *, policy_id: UUID, found: str, next_review_on: date | None = None) -> None:
    """Put down what was found when the rule was looked at, and when it is looked at again."""
    require_any(actor, Permission.KEEP_POLICIES, Permission.DRAFT_AGREEMENTS)
    policy = Policy.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=policy_id)
    if not may_review_policy(actor, policy):
        raise NotAllowed(str(policy_id))
    if next_review_on and next_review_on <= clock.today():
        raise NotPossibleAsWritten(_("The next review lies after today."), field="next_review_on")
    policy.review_words = line(found, "found", 600, is_needed=True)
    policy.reviewed_on, policy.review_on, policy.review_asked_for = clock.today(), next_review_on, None
    policy.save(update_fields=["review_words", "reviewed_on", "review_on", "review_asked_for"])
    record(actor, PolicyReviewed(policy.pk, next_review_on))


@action()
def load_policies(actor: Actor, *, file: Path) -> int:
    """Bring the national rules up to the file; how many are new. What a district has added stays as it is."""
    require(actor, Permission.WATCH_AGREEMENTS)
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    known = {one.code: one for one in Policy.objects.filter(district_code="").select_for_update()}
    added = 0
    for item in items:
        policy = known.get(item["code"]) or Policy(district_code="", code=item["code"], made_at=clock.now())
        added += item["code"] not in known
        for name in ("kind", "number", "year", "title", "issuer", "source"):
            setattr(policy, name, item[name])
        policy.is_confirmed = item["status"] == "confirmed"
        policy.in_force_from = _day(item.get("in_force_from"))
        policy.in_force_until = _day(item.get("in_force_until"))
        policy.save()
        known[policy.code] = policy
    for item in (one for one in items if one.get("superseded_by")):
        Policy.objects.filter(pk=known[item["code"]].pk).update(superseded_by=known[item["superseded_by"]])
    if added:
        record(actor, PoliciesLoaded(new_id(), added))
    return added


def register(actor: Actor, given: PolicyInput) -> Policy:
    """A new row of the register, checked."""
    policy = Policy(
        district_code=actor.district_code,
        made_at=clock.now(),
        by_user_id=actor.user_id,
    )
    for name, value in _values(actor, given, policy).items():
        setattr(policy, name, value)
    policy.save(force_insert=True)
    return policy


def supersede(policy: Policy, successor: Policy, until: date) -> None:
    """Let `successor` take the place of `policy`; chains never close into a ring."""
    above: Policy | None = successor
    while above is not None:
        if above.pk == policy.pk:
            raise CannotSupersede(field="by_policy")
        above = above.superseded_by
    if successor.year < policy.year:
        raise CannotSupersede(field="by_policy")
    if policy.in_force_from and until < policy.in_force_from:
        raise ForceIsImpossible(field="until")
    policy.superseded_by, policy.in_force_until = successor, until
    policy.save(update_fields=["superseded_by", "in_force_until"])


def _lock_kept(actor: Actor, policy_id: UUID) -> Policy:
    policy = Policy.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=policy_id)
    if not may_keep_policy(actor, policy):
        raise NotAllowed(str(policy_id))
    return policy


def _values(actor: Actor, given: PolicyInput, policy: Policy) -> dict[str, Any]:
    if given.kind not in PolicyKind.values:
        raise NotPossibleAsWritten(_("Choose the kind of rule."), field="kind")
    if not EARLIEST_YEAR <= given.year <= clock.today().year + 1:
        raise NotPossibleAsWritten(_("Write the year with four digits, from 1945 on."), field="year")
    if given.in_force_from and given.in_force_until and given.in_force_until < given.in_force_from:
        raise ForceIsImpossible(field="in_force_until")
    number = line(given.number, "number", 40, is_needed=True)
    code = policy_code(given.kind, number, given.year)
    taken = Policy.objects.filter(district_code__in=["", policy.district_code], code=code)
    if taken.exclude(pk=policy.pk).exists():
        raise PolicyIsKnown(field="number")
    return {
        "code": code,
        "kind": given.kind,
        "number": number,
        "year": given.year,
        "title": line(given.title, "title", 300, is_needed=True),
        "issuer": line(given.issuer, "issuer", 160, is_needed=True),
        "in_force_from": given.in_force_from,
        "in_force_until": given.in_force_until,
        "review_on": given.review_on,
        "source": line(given.source, "source", 300),
        "is_confirmed": given.is_confirmed,
        "keeper_id": given.keeper_id or actor.agency_id,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
