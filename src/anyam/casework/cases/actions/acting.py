"""Before a plan action, a referral or a visit is saved for the child of a case: who is already acting?"""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.acting import actions as acts
from anyam.casework.acting.choices import ActKind, Choice
from anyam.casework.acting.queries import find_acting
from anyam.casework.acting.results import Wish
from anyam.casework.cases.models import Case
from anyam.casework.cases.queries.acts import plan_seats
from anyam.casework.cases.queries.dossiers import dossiers_of_child
from anyam.casework.cases.queries.refs import case_to_work_on
from anyam.foundation.access import Actor, Permission, action, require, step
from anyam.foundation.access.row_context import acting
from anyam.foundation.core.refusals import Refusal

_SYSTEM = Actor.system("who is already acting")


class NobodyActs(Refusal):
    sentence = _("No other agency is acting on this any more. You can save it now.")


class ChoiceIsUnknown(Refusal):
    sentence = _("Choose whether you ask to act together or leave it to the other agency.")


@step
def wish_for(
    actor: Actor,
    *,
    case_id: UUID,
    kind: ActKind,
    agency_id: UUID,
    need: str,
    leaving_out: Collection[UUID] = (),
    passed_on_by: Collection[UUID] = (),
) -> Wish:
    """What an agency is about to do for the child of a case, as the question needs it; the caller has asked."""
    with acting(_SYSTEM):
        case = Case.objects.select_related("agency").get(pk=case_id)
        seats = plan_seats(_SYSTEM, [case_id])
        dossiers = dossiers_of_child(case.child_id)
    shared = seats.plans_with(case_id, agency_id, need)
    return Wish(
        kind=kind,
        agency_id=agency_id,
        need=need,
        case_id=case_id,
        child_id=case.child_id,
        manager_id=case.manager_id,
        district_code=case.agency.district_code,
        dossiers=frozenset(dossiers),
        plan_ids=frozenset({case_id}) if kind is ActKind.PLAN_ACTION else shared,
        leaving_out=frozenset(leaving_out),
        passed_on_by=frozenset(passed_on_by),
    )


@action(is_once=True)
def answer_who_is_acting(
    actor: Actor,
    *,
    case_id: UUID,
    kind: ActKind,
    need: str,
    agency_id: UUID | None,
    choice: Choice,
    once: UUID | None = None,
) -> UUID:
    """Ask those who are acting to do it together, or leave it to them; the choice's id.

    Raises NotFound without a right to work on the case, NobodyActs where nothing is found any more.
    """
    require(actor, Permission.RECORD_SERVICE)
    case = case_to_work_on(actor, case_id)
    if choice not in {Choice.JOINED, Choice.DROPPED}:
        raise ChoiceIsUnknown
    wish = wish_for(actor, case_id=case_id, kind=kind, agency_id=agency_id or case.agency_id, need=need)
    found = find_acting(actor, wish)
    if not found.acts:
        raise NobodyActs
    return acts.note_choice(actor, found, choice)
