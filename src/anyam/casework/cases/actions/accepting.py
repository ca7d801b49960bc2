"""An action of a joint plan is asked of its agency, which accepts its own or declines it with a reason.

To that agency the action is a small dossier of its own: it is given through the access table under the action's line,
to the people who were asked, and closes with the action. Goal, child and the rest of the plan stay shut.
"""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.locking import lock_open_case
from anyam.casework.cases.choices import Acceptance, ActionDecline, PlanState
from anyam.casework.cases.events import PlanActionAccepted, PlanActionAsked, PlanActionDeclined
from anyam.casework.cases.models import PlanAction
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

_SYSTEM = Actor.system("an agency answers for its own action")
_LONGEST_WORDS = 500


class DeclineNeedsReason(Refusal):
    sentence = _("Choose why your agency does not take this action: the case manager plans on with it.")


class AlreadyAnswered(Refusal):
    sentence = _("This action was answered already. Open it again to see by whom.")


class WordsTooLong(Refusal):
    sentence = _("Write at most 500 characters.")


@action()
def ask_agency_for_action(
    actor: Actor, *, case_id: UUID, action_id: UUID, user_id: UUID | None = None
) -> UUID:
    """Ask one person of the agency that owes an action of the agreed plan for a yes; the action's line.

    The managing agency has said yes by agreeing the plan. From here on whoever asks keeps the clock.
    """
    case = lock_open_case(actor, case_id, Permission.PLAN_CASE)
    found = PlanAction.objects.filter(pk=action_id, goal__plan__case=case, goal__plan__state=PlanState.AGREED)
    planned = found.select_for_update().first()
    if planned is None:
        raise NotFound("plan action")
    is_own = user_id is None or planned.agency_id == case.agency_id
    said = Acceptance.ACCEPTED if is_own else Acceptance.WAITING
    PlanAction.objects.filter(pk=planned.pk).update(acceptance=said, answered_at=None)
    sops.cancel_work(actor, planned.pk, WorkKind.PLAN_ACTION)
    number = record(actor, PlanActionAsked(planned.pk, case.pk, planned.agency_id, planned.need))
    if user_id is not None and not is_own:
        seat = Principal.seat(user_id, planned.agency_id)
        to = Given(seat, Reason.CONFERENCE, {Part.WORK}, Level.WRITE)
        grant_access(actor, planned.line_id, to, source_event=number)
    return planned.line_id


@action()
def accept_plan_action(actor: Actor, *, line_id: UUID) -> None:
    """The agency takes the action on. Raises NotFound for whoever was not asked."""
    planned = _asked(actor, line_id)
    _answer(actor, planned, Acceptance.ACCEPTED, "", "")
    record(actor, PlanActionAccepted(planned.pk, planned.dossier_id, planned.agency_id, planned.need))


@action()
def decline_plan_action(actor: Actor, *, line_id: UUID, reason: str, words: str = "") -> None:
    """The agency does not take the action on; the case manager reads why. Raises NotFound for others."""
    planned = _asked(actor, line_id)
    if reason not in ActionDecline.values:
        raise DeclineNeedsReason(field="reason")
    said = clean_text(words)
    if len(said) > _LONGEST_WORDS:
        raise WordsTooLong(field="words")
    _answer(actor, planned, Acceptance.DECLINED, reason, said)
    with acting(_SYSTEM):
        end_access(actor, dossier_id=line_id)
    record(actor, PlanActionDeclined(planned.pk, planned.dossier_id, planned.agency_id, planned.need, reason))


def _asked(actor: Actor, line_id: UUID) -> PlanAction:
    """The action in force, for the person of its agency who was asked."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    if actor.is_system or not may_write(actor, line_id):
        raise NotFound("plan action")
    with acting(_SYSTEM):
        found = PlanAction.objects.filter(
            Q(agency_id=actor.agency_id), line_id=line_id, goal__plan__state=PlanState.AGREED
        )
        planned = found.select_for_update(of=("self",)).first()
    if planned is None:
        raise NotFound("plan action")
    if planned.acceptance != Acceptance.WAITING:
        raise AlreadyAnswered
    return planned


def _answer(actor: Actor, planned: PlanAction, said: Acceptance, reason: str, words: str) -> None:
    planned.acceptance, planned.decline_reason, planned.decline_words = said, reason, words
    planned.answered_at, planned.answered_by_id = clock.now(), actor.person_id
    with acting(_SYSTEM):
        planned.save(
            update_fields=["acceptance", "decline_reason", "decline_words", "answered_at", "answered_by"]
        )
