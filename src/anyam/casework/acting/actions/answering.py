"""Whoever leads the other act answers the wish to do it together."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import JoinAnswer
from ..events import JoinAnswered
from ..models import JoinWish


class JoinAnswerMissing(Refusal):
    sentence = _("Choose what you have agreed with the agency that asked.")


class JoinAnsweredAlready(Refusal):
    sentence = _("This wish was answered already. Open it again to see how.")


@action()
def answer_join_wish(actor: Actor, *, wish_id: UUID, answer: str) -> None:
    """Say what became of it, after talking with the agency that asked. Raises NotFound for others."""
    require(actor, Permission.RECORD_SERVICE)
    wish = JoinWish.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=wish_id)
    if not may_write(actor, wish.dossier_id):
        raise NotFound("join wish")
    if wish.answer:
        raise JoinAnsweredAlready
    if answer not in JoinAnswer.values:
        raise JoinAnswerMissing(field="answer")
    wish.answer, wish.answered_at, wish.answered_by_id = answer, clock.now(), actor.person_id
    wish.save(update_fields=["answer", "answered_at", "answered_by"])
    finish_work(actor, wish.pk, WorkKind.ANSWER_JOIN_WISH)
    record(actor, JoinAnswered(wish.pk, wish.dossier_id, answer, wish.asker_id, wish.asker_case_id))
