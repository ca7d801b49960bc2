"""Finding who is already acting, and telling as much of it as the asker may know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import get_promised_time
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_of, grants_for
from anyam.foundation.core import clock
from anyam.foundation.core.vocabularies import vocabulary
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.choices import Sector
from anyam.registry.agencies.queries import agency_kinds_of, agency_names, list_kinds
from anyam.registry.people.queries import in_sight_among, records_of

from ..choices import ActKind, Sight, asks_nobody, need_families
from ..results import Act, Found, KnownAct, Wish
from ..rules import overlapping, sight_of
from .choices_made import known_before
from .sources import acts_for

_SYSTEM = Actor.system("who is already acting")


@query
def find_acting(actor: Actor, wish: Wish) -> Found:
    """The acts of other agencies that the wish would repeat, as far as the actor may know of them."""
    require(actor, Permission.SEE_CASES)
    if actor.is_system or asks_nobody(wish.kind, wish.need):
        return Found(wish)
    days = _days(actor, wish)
    with acting(_SYSTEM):
        records = frozenset(records_of(_SYSTEM, wish.child_id))
        since = clock.today() - timedelta(days=days)
        acts = acts_for(records, since)
        own = {actor.agency_id} if actor.agency_id else set()
        asked = replace(wish, leaving_out=wish.leaving_out | known_before(wish, since))
        found = overlapping(
            asked, acts, own=own, today=clock.today(), days=days, family_of=_family_of_needs()
        )
    seen = [
        (act, sight) for act, sight in _with_sight(actor, wish, records, found) if sight is not Sight.NONE
    ]
    is_manager = wish.manager_id == actor.user_id
    return Found(
        wish,
        _known(actor, seen),
        tuple(act for act, _sight in seen),
        "" if is_manager else user_names(actor, [wish.manager_id]).get(wish.manager_id, ""),
    )


def _days(actor: Actor, wish: Wish) -> int:
    """How far back and ahead the district looks."""
    promise = get_promised_time(actor, PromiseKey.ACTING_WINDOW, district_code=wish.district_code)
    return int(promise.hours / 24)


def _family_of_needs() -> dict[str, str]:
    return {need: term.code for term in need_families().terms for need in term.extra.get("needs", ())}


def _with_sight(
    actor: Actor, wish: Wish, records: frozenset[UUID], found: Sequence[Act]
) -> list[tuple[Act, Sight]]:
    if not found:
        return []
    dossiers = {one for act in found for one in act.dossiers}
    is_barred = blocks_of(actor).filter(dossier_id__in=dossiers | wish.dossiers | {wish.case_id}).exists()
    opened = grants_for(actor, Part.WORK).filter(dossier_id__in=dossiers).values_list("dossier_id", flat=True)
    seen = set() if is_barred else set(opened)
    knows_child = bool(in_sight_among(actor, records))
    return [
        (
            act,
            sight_of(
                is_barred=is_barred, sees_dossier=not seen.isdisjoint(act.dossiers), knows_child=knows_child
            ),
        )
        for act in found
    ]


def _known(actor: Actor, seen: Sequence[tuple[Act, Sight]]) -> tuple[KnownAct, ...]:
    """Those one may know with agency and date, the newest first; of the others each sector once."""
    names = agency_names(actor, {act.agency_id for act, _sight in seen})
    leads = user_names(actor, {act.lead_id for act, _sight in seen})
    sectors = _sectors(actor, {act.agency_id for act, _sight in seen})
    full = [
        KnownAct(
            sector_label=sectors.get(act.agency_id, ""),
            agency_name=names[act.agency_id].name,
            agency_phone=names[act.agency_id].phone,
            kind_label=str(ActKind(act.kind).label),
            need_label=vocabulary("needs").label(act.need) if act.need else "",
            begun_on=act.begun_on,
            ended_on=act.ended_on,
            lead_name=leads.get(act.lead_id, ""),
        )
        for act, sight in sorted(seen, key=lambda one: (one[0].begun_on, one[0].source_id), reverse=True)
        if sight is Sight.FULL
    ]
    hidden = sorted({sectors.get(act.agency_id, "") for act, sight in seen if sight is Sight.SECTOR})
    return (*full, *(KnownAct(sector) for sector in hidden))


def _sectors(actor: Actor, ids: set[UUID]) -> dict[UUID, str]:
    """The sector of each agency, in words."""
    sector_of = {kind.code: kind.sector for kind in list_kinds(actor)}
    return {
        one: str(Sector(sector_of.get(kind, Sector.OTHER)).label)
        for one, kind in agency_kinds_of(actor, ids).items()
    }
