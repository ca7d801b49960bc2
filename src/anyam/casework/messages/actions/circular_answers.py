"""An agency reads a circular, shows that it understood, and says that it works by it from now on."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import CircularState
from ..events import CircularAnswered, CircularRead, CircularTakenIntoUse
from ..models import Circular, CircularReceipt, CircularVersion
from ..policies import may_answer_circular
from .circulars import end_of


class ChooseAnAnswer(Refusal):
    sentence = _("Choose one of the answers.")


@action()
def note_reading(actor: Actor, *, circular_id: UUID) -> bool:
    """Note that the version in force was opened at the actor's agency; whether it was the first time."""
    require(actor, Permission.SEE_CIRCULARS)
    found = _receipt(actor, circular_id)
    if found is None or found[1].read_at is not None or actor.user_id is None:
        return False
    version, receipt = found
    receipt.read_at, receipt.read_by_id = clock.now(), actor.user_id
    receipt.save(update_fields=["read_at", "read_by"])
    record(actor, CircularRead(circular_id, version.pk, receipt.agency_id))
    return True


@action()
def answer_circular(actor: Actor, *, circular_id: UUID, answer: int) -> bool:
    """Answer the control question for one's agency, and work by this version from now on; whether it was right.

    Another answer than the right one is counted and can be given again: it says as much of the circular as of its
    reader.
    """
    require(actor, Permission.CONFIRM_CIRCULARS)
    found = _receipt(actor, circular_id)
    if found is None or not may_answer_circular(actor, *found):
        raise NotFound("circular to answer")
    version, receipt = found
    if not 0 <= answer < len(version.answers):
        raise ChooseAnAnswer(field="answer")
    now = clock.now()
    is_right = answer == version.right_answer
    record(actor, CircularAnswered(circular_id, version.pk, receipt.agency_id, is_right))
    if receipt.read_at is None:
        receipt.read_at, receipt.read_by_id = now, actor.person_id
    if not is_right:
        receipt.tries = min(receipt.tries + 1, 1000)
        receipt.save()
        return False
    receipt.answered_at, receipt.answered_by_id = now, actor.person_id
    receipt.in_use_at, receipt.in_use_by_id = now, actor.person_id
    receipt.save()
    finish_work(actor, receipt.pk, WorkKind.READ_CIRCULAR)
    record(
        actor,
        CircularTakenIntoUse(
            circular_id, version.pk, version.version, receipt.agency_id, now <= end_of(version.read_by)
        ),
    )
    return True


def _receipt(actor: Actor, circular_id: UUID) -> tuple[CircularVersion, CircularReceipt] | None:
    """The version in force with the receipt of the actor's agency, locked."""
    circular = Circular.objects.visible_to(actor).one(pk=circular_id)
    version = circular.versions.filter(state=CircularState.ISSUED).first()
    if version is None or actor.agency_id is None:
        return None
    mine = CircularReceipt.objects.select_for_update(of=("self",)).filter(version=version)
    receipt = mine.filter(agency_id=actor.agency_id).first()
    return (version, receipt) if receipt else None
