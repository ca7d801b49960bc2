"""Who supports an action of a plan and who is kept informed; whoever owns it leads.

To those agencies the action opens as a small dossier of its own, to read, once the plan is agreed: no goal, no child.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.locking import lock_open_case
from anyam.casework.cases.choices import PlanState, TaskPart
from anyam.casework.cases.events import PlanPartsSet
from anyam.casework.cases.models import PlanAction, PlanPart
from anyam.foundation.access import Actor, NotFound, Permission, Role, action
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access
from anyam.foundation.access.row_context import acting
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import districts_of

_SYSTEM = Actor.system("parts in a plan")
_READERS = (Role.PARTNER_OFFICER, Role.CASE_MANAGER, Role.SUPERVISOR)
MOST_AGENCIES = 12


class OnePartEach(Refusal):
    sentence = _(
        "Give each agency one part: it supports, or it is kept informed. Whoever does it leads already."
    )


class PartAgencyUnknown(Refusal):
    sentence = _("Choose agencies of your district, twelve at most.")


@action()
def set_task_parts(
    actor: Actor, *, case_id: UUID, action_id: UUID, support: Collection[UUID], informed: Collection[UUID]
) -> None:
    """Say who supports an action and who is informed; in an agreed plan it opens to them at once."""
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    found = PlanAction.objects.filter(
        pk=action_id, goal__plan__case=case, goal__plan__state__in=[PlanState.DRAFT, PlanState.AGREED]
    )
    planned = found.select_related("goal__plan").first()
    if planned is None:
        raise NotFound("plan action")
    chosen = {**dict.fromkeys(informed, TaskPart.INFORMED), **dict.fromkeys(support, TaskPart.SUPPORT)}
    if planned.agency_id in chosen or set(support) & set(informed):
        raise OnePartEach(field="support")
    known = districts_of(actor, chosen)
    if len(chosen) > MOST_AGENCIES or any(known.get(one) != case.agency.district_code for one in chosen):
        raise PartAgencyUnknown(field="support")
    before = set(PlanPart.objects.filter(line_id=planned.line_id).values_list("agency_id", flat=True))
    PlanPart.objects.filter(line_id=planned.line_id).delete()
    PlanPart.objects.bulk_create(
        PlanPart(line_id=planned.line_id, case_id=case.pk, agency_id=agency_id, part=part)
        for agency_id, part in sorted(chosen.items())
    )
    counts = [sum(part is one for part in chosen.values()) for one in (TaskPart.SUPPORT, TaskPart.INFORMED)]
    number = record(actor, PlanPartsSet(planned.pk, case.pk, *counts))
    with acting(_SYSTEM):
        for agency_id in before - set(chosen):
            end_access(actor, dossier_id=planned.line_id, agency_id=agency_id, reasons=[Reason.PLAN])
    if planned.goal.plan.state == PlanState.AGREED:
        open_parts(actor, [planned], number)


def open_parts(actor: Actor, actions: Iterable[PlanAction], source_event: int) -> None:
    """Open each action to the agencies that have a part in it; the caller has asked."""
    lines = [one.line_id for one in actions]
    with acting(_SYSTEM):
        for part in PlanPart.objects.filter(line_id__in=lines).order_by("id"):
            given = [
                Given(Principal.office(part.agency_id, role), Reason.PLAN, {Part.WORK}) for role in _READERS
            ]
            grant_access(actor, part.line_id, *given, source_event=source_event)
