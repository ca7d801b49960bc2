"""Taking hold of a case before changing it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case
from anyam.foundation.access import Actor, Permission, require
from anyam.foundation.core.refusals import Refusal
from anyam.registry.people.actions import hold_people


def hold_child_of(actor: Actor, case_id: UUID, permission: Permission) -> None:
    """Keep anybody from merging or parting the child of a case until the action ends; before the case is locked.

    Raises NotAllowed, NotFound as `lock_case`.
    """
    require(actor, permission)
    hold_people(actor, [Case.objects.visible_to(actor).one(pk=case_id).child_id])


class CaseIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it first, with the reason.")


def lock_case(actor: Actor, case_id: UUID, permission: Permission) -> Case:
    """The case, locked until the action ends: two people working at once take turns.

    Raises NotAllowed without `permission`, NotFound when the case is out of sight.
    """
    require(actor, permission)
    return Case.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=case_id)


def lock_open_case(actor: Actor, case_id: UUID, permission: Permission) -> Case:
    """As `lock_case`; raises CaseIsClosed when nothing may be added any more."""
    case = lock_case(actor, case_id, permission)
    if case.state != CaseState.OPEN:
        raise CaseIsClosed
    return case
