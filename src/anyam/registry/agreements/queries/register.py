"""The register of policies, what rests on them, and the values that checks of procedures use."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names

from ..choices import PolicyKind
from ..models import Agreement, Policy, PolicyDraft
from ..models.policy import PolicySet
from ..policies import may_keep_policy, may_review_policy
from ..results import Instrument, PolicyDetail, PolicyRow
from .rows import agreement_rows, is_in_force, may_draft, policy_rows

MOST = 500
_ORDER = {kind: number for number, kind in enumerate(PolicyKind)}


@query
def instruments_in_force(actor: Actor, on: date, *, district_code: str = "") -> tuple[Instrument, ...]:
    """Every rule known in the district by its code, and whether it was in force on a day.

    Rules that are gone stand among them, with what took their place: whoever rests on one is told where to look.
    """
    visible = Policy.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    if district_code:
        visible = visible.filter(district_code__in=["", district_code])
    return tuple(
        Instrument(
            one.code,
            one.in_force_from,
            one.in_force_until,
            one.superseded_by.code if one.superseded_by else "",
            is_in_force(one, on),
        )
        for one in visible.select_related("superseded_by").order_by("code", "district_code")
    )


@query
def find_policies(
    actor: Actor, *, kind: str = "", text: str = "", part: str = "", limit: int = MOST
) -> list[PolicyRow]:
    """The register, in the order of rank. `part`: "review" to be looked at, "gone" no longer in force, "ours"."""
    found = Policy.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    if kind in PolicyKind.values:
        found = found.filter(kind=kind)
    for word in text[:80].split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(code__icontains=word) | Q(number__icontains=word))
    if part == "ours":
        found = found.filter(district_code=actor.district_code)
    rows = policy_rows(actor, _in_part(found, part)[:limit])
    return sorted(rows, key=lambda row: (_ORDER[row.kind], -row.year, row.code))


@query
def policies_to_rest_on(actor: Actor) -> list[PolicyRow]:
    """Rules in force, for choosing what an agreement rests on."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    return [row for row in find_policies(actor) if row.is_in_force]


@query
def get_policy(actor: Actor, policy_id: UUID) -> PolicyDetail:
    """One policy with what rests on it, what it took the place of, and what took its place. Raises NotFound."""
    visible = Policy.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    policy = visible.select_related("superseded_by").one(pk=policy_id)
    keeper = agency_names(actor, [policy.keeper_id]).get(policy.keeper_id) if policy.keeper_id else None
    after = policy_rows(actor, visible.filter(pk=policy.superseded_by_id)) if policy.superseded_by_id else []
    resting = Agreement.objects.visible_to(actor).filter(rests_on=policy).order_by("-made_at", "-id")
    return PolicyDetail(
        row=policy_rows(actor, visible.filter(pk=policy.pk))[0],
        source=policy.source,
        keeper=keeper.short_name if keeper else "",
        reviewed_on=policy.reviewed_on,
        review_words=policy.review_words,
        successor=after[0] if after else None,
        supersedes=tuple(policy_rows(actor, visible.filter(superseded_by=policy))),
        agreements=tuple(agreement_rows(actor, resting[:100])),
        draft_id=PolicyDraft.objects.visible_to(actor)
        .filter(adopted_as=policy)
        .values_list("pk", flat=True)
        .first(),
        may_change=may_keep_policy(actor, policy),
        may_review=may_review_policy(actor, policy),
    )


@query
def get_policy_to_change(actor: Actor, policy_id: UUID) -> PolicyDetail:
    """A policy of the own district for whoever keeps the register. Raises NotFound."""
    detail = get_policy(actor, policy_id)
    require(actor, Permission.KEEP_POLICIES)
    Policy.objects.filter(district_code=actor.district_code).visible_to(actor).one(pk=policy_id)
    return detail


@query
def register_to_keep(actor: Actor) -> bool:
    """Whether the reader keeps the register; NotFound for everybody else."""
    require(actor, Permission.KEEP_POLICIES)
    return True


@query
def policy_rights(actor: Actor) -> dict[str, bool]:
    """What the page of the register offers the reader: to keep it, to draft."""
    require(actor, Permission.SEE_AGREEMENTS)
    return {"keep": actor.may(Permission.KEEP_POLICIES), "draft": may_draft(actor)}


def _in_part(found: PolicySet, part: str) -> PolicySet:
    today = clock.today()
    if part == "review":
        return found.filter(review_on__lt=today, superseded_by__isnull=True)
    if part == "gone":
        return found.filter(Q(in_force_until__lt=today) | Q(superseded_by__isnull=False))
    return found
