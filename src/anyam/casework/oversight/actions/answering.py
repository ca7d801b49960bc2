"""The right of reply: whoever is judged says first what it was about."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..events import LookReviewAnswered
from ..models import LookReview
from ..policies import may_reply


class NothingWasSaid(Refusal):
    sentence = _("Write in a few words what the look was for.")


@action()
def reply_to_review(actor: Actor, *, review_id: UUID, text: str) -> None:
    """Say something about one's own looking; until it is judged it may be said anew. Raises NotFound."""
    require(actor, Permission.SEE_OWN_ACCOUNT)
    review = LookReview.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=review_id)
    if not may_reply(actor, review):
        raise NotFound("look review")
    said = clean_text(text)
    if not said:
        raise NothingWasSaid(field="text")
    review.reply, review.replied_at = said, clock.now()
    review.save(update_fields=["reply", "replied_at"])
    record(actor, LookReviewAnswered(review.pk, review.reviewer_agency_id))
