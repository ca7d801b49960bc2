"""Who may see a case, why, and who has looked."""

from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases.choices import GrantReason
from anyam.casework.cases.models import Grant
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import CaseLooks, LookEntry, WhoMaySee
from anyam.foundation.access import Actor, Permission, Role, query, require
from anyam.foundation.audit.choices import Looked, channel_in_words, part_in_words
from anyam.foundation.audit.looks import LookRow, looks_at_case
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies


@query
def get_looks(actor: Actor, case_id: UUID) -> CaseLooks:
    """Who may see this case and why, and who opened which part of it when."""
    require(actor, Permission.SEE_WHO_LOOKED)
    case = find_case(actor, case_id)
    looks = looks_at_case(case.pk)
    grants = list(Grant.objects.filter(case=case, until__isnull=True).order_by("since"))
    supervisors = accounts.people_with_role(actor, case.agency_id, Role.SUPERVISOR)
    people = {look.user_id for look in looks if look.user_id} | {grant.user_id for grant in grants}
    names = accounts.user_names(actor, people)
    agency_names = agencies.agency_names(
        actor, {case.agency_id} | {look.agency_id for look in looks if look.agency_id}
    )
    short = {agency_id: name.short_name or name.name for agency_id, name in agency_names.items()}
    own = short[case.agency_id]
    return CaseLooks(
        header=header_of(actor, case, part=Looked.ACCESS),
        people=(
            *(
                WhoMaySee(names.get(g.user_id, ""), own, str(GrantReason(g.reason).label), g.since)
                for g in grants
            ),
            *(
                WhoMaySee(row.full_name, own, _("Supervisor of the managing agency"), None)
                for row in supervisors
            ),
        ),
        looks=tuple(_entry(look, names, short) for look in looks),
    )


def _entry(look: LookRow, names: dict[UUID, str], agency_names: dict[UUID, str]) -> LookEntry:
    return LookEntry(
        at=look.at,
        who=names.get(look.user_id, "") if look.user_id else _("the system"),
        agency=agency_names.get(look.agency_id, "") if look.agency_id else "",
        part_label=part_in_words(look.part),
        reason=look.reason,
        channel_label=channel_in_words(look.channel),
    )
