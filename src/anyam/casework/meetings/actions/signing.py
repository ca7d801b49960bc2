"""Signing the minutes, agency by agency, or objecting to them with a reason."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import EndReason, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import MeetingState, Signature
from ..events import MinutesObjected, MinutesSigned, SigningEnded
from ..models import Invitation, Meeting
from ..policies import may_sign
from .locking import invitation_of, lock_meeting

_BATCH = 200
_LONGEST = 2000


class ObjectionNeedsWords(Refusal):
    sentence = _("Write what is not right in the minutes, in at most 2000 characters: the chair answers it.")


@action()
def sign_minutes(actor: Actor, *, meeting_id: UUID) -> None:
    """The agency agrees that the minutes say what was said and decided."""
    meeting, invitation = _to_sign(actor, meeting_id)
    _sign(actor, invitation, Signature.SIGNED, "")
    record(actor, MinutesSigned(meeting.pk, invitation.agency_id, meeting.case_id))


@action()
def object_to_minutes(actor: Actor, *, meeting_id: UUID, reason: str) -> None:
    """The agency does not sign; why stands in the minutes as it was written, and the chair is told."""
    meeting, invitation = _to_sign(actor, meeting_id)
    why = clean_text(reason)
    if not 0 < len(why) <= _LONGEST:
        raise ObjectionNeedsWords(field="reason")
    _sign(actor, invitation, Signature.OBJECTED, why)
    record(
        actor,
        MinutesObjected(
            meeting.pk, invitation.agency_id, meeting.chair_id, meeting.agency_id, meeting.case_id
        ),
    )


@action()
def end_signing(actor: Actor) -> int:
    """Where the time to sign is over, say so and end the work; how many agencies had not signed."""
    require(actor, Permission.END_SIGNING)
    late = Invitation.objects.filter(
        signature=Signature.WAITING,
        meeting__state=MeetingState.HELD,
        meeting__sign_until__lt=clock.now(),
    )
    found = list(late.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:_BATCH])
    for invitation in found:
        Invitation.objects.filter(pk=invitation.pk).update(signature=Signature.RAN_OUT)
        cancel_work(actor, invitation.pk, WorkKind.SIGN_MINUTES, EndReason.TIME_RAN_OUT)
        record(actor, SigningEnded(invitation.meeting_id, invitation.agency_id))
    return len(found)


def _to_sign(actor: Actor, meeting_id: UUID) -> tuple[Meeting, Invitation]:
    meeting = lock_meeting(actor, meeting_id, MeetingState.HELD)
    invitation = invitation_of(actor, meeting)
    if invitation is None or not may_sign(actor, meeting, invitation):
        raise NotFound("minutes to sign")
    return meeting, invitation


def _sign(actor: Actor, invitation: Invitation, signature: Signature, why: str) -> None:
    invitation.signature, invitation.objection = signature, why
    invitation.signed_at, invitation.signed_by_id = clock.now(), actor.person_id
    invitation.save(update_fields=["signature", "objection", "signed_at", "signed_by"])
    finish_work(actor, invitation.pk, WorkKind.SIGN_MINUTES)
