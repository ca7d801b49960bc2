"""Who may see a case, why, who must not, and who has looked."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases.choices import EMERGENCY_HOURS, ENDED_BY_HAND
from anyam.casework.cases.models import Case
from anyam.casework.cases.policies import may_give_access
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import CaseLooks, LookEntry, WhoMaySee, WhoMustNotSee
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Basis, BlockReason, Level, Part, Reason
from anyam.foundation.access.explaining import reasons_of
from anyam.foundation.access.visibility import StandingGrant, blocks_on, grants_on
from anyam.foundation.audit.choices import Looked, channel_in_words, part_in_words
from anyam.foundation.audit.looks import LookRow, looks_at_case
from anyam.registry.accounts import queries as accounts
from anyam.registry.accounts.choices import role_name
from anyam.registry.agencies import queries as agencies


@query
def get_looks(actor: Actor, case_id: UUID) -> CaseLooks:
    """Who may see this case and why, who is barred, and who opened which part of it when."""
    require(actor, Permission.SEE_WHO_LOOKED)
    case = find_case(actor, case_id)
    looks = looks_at_case(case.pk)
    grants, blocks = grants_on(case.pk), list(blocks_on(case.pk).order_by("since"))
    people = [
        *(look.user_id for look in looks),
        *(grant.user_id for grant in grants),
        *(block.user_id for block in blocks),
    ]
    names = accounts.user_names(actor, filter(None, people))
    short = _agency_names(
        actor, case, (*(look.agency_id for look in looks), *(grant.agency_id for grant in grants))
    )
    reasons = reasons_of(look.explanation for look in looks)
    may_give = may_give_access(actor, case)
    return CaseLooks(
        header=header_of(actor, case, part=Looked.ACCESS),
        people=tuple(_who_may(alike, names, short, may_give=may_give) for alike in _together(grants)),
        blocked=tuple(
            WhoMustNotSee(
                block.user_id, names.get(block.user_id, ""), str(BlockReason(block.reason).label), block.since
            )
            for block in blocks
        ),
        looks=tuple(_entry(look, names, short, reasons) for look in looks),
        may_give=may_give,
        may_block=may_give and actor.may(Permission.BLOCK_ACCESS),
    )


@query
def hours_of_emergency(actor: Actor) -> int:
    """How long a case stays open to somebody after emergency access; asked before the form is shown."""
    require(actor, Permission.BREAK_GLASS)
    return EMERGENCY_HOURS


def _agency_names(actor: Actor, case: Case, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {case.agency_id} | {agency_id for agency_id in ids if agency_id}
    found = agencies.agency_names(actor, wanted)
    return {agency_id: name.short_name or name.name for agency_id, name in found.items()}


def _together(grants: Iterable[StandingGrant]) -> Iterable[list[StandingGrant]]:
    """What an agency's offices were given alike is one thing to whoever looks at it, and to whoever ends it."""
    alike: dict[tuple[object, ...], list[StandingGrant]] = {}
    for one in grants:
        given = (one.user_id, one.agency_id, one.reason, one.basis, one.parts, one.level, one.until)
        alike.setdefault(given, []).append(one)
    return alike.values()


def _who_may(
    offices: list[StandingGrant], names: dict[UUID, str], agency_names: dict[UUID, str], *, may_give: bool
) -> WhoMaySee:
    grant = offices[0]
    agency = agency_names.get(grant.agency_id, "") if grant.agency_id else ""
    roles = ", ".join(role_name(one.role) for one in offices if one.role)
    is_person = grant.user_id is not None
    return WhoMaySee(
        grant_id=grant.id,
        name=names.get(grant.user_id, "") if grant.user_id else agency,
        detail=agency if is_person else _("everybody who is: %(roles)s") % {"roles": roles},
        reason_label=str(Reason(grant.reason).label),
        basis_label=str(Basis(grant.basis).label),
        part_labels=tuple(str(Part(part).label) for part in Part.values if part in grant.parts),
        may_write=grant.level == Level.WRITE,
        since=grant.since,
        until=grant.until,
        may_end=may_give and grant.reason in ENDED_BY_HAND,
    )


def _entry(
    look: LookRow, names: dict[UUID, str], agency_names: dict[UUID, str], reasons: dict[UUID, Reason]
) -> LookEntry:
    return LookEntry(
        at=look.at,
        who=names.get(look.user_id, "") if look.user_id else _("the system"),
        agency=agency_names.get(look.agency_id, "") if look.agency_id else "",
        part_label=part_in_words(look.part),
        reason=str(reasons[look.explanation].label) if look.explanation in reasons else look.reason,
        channel_label=channel_in_words(look.channel),
    )
