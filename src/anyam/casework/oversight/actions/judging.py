"""The judgement: a finding and its reason, by another agency."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import Finding, ReviewState
from ..events import LookReviewClosed
from ..models import LookReview
from ..policies import may_judge


class ReasonIsMissing(Refusal):
    sentence = _("Write why you judge it so: the one who looked reads it.")


@action()
def close_review(actor: Actor, *, review_id: UUID, finding: Finding, reason: str) -> None:
    """Close a review with a finding. Raises NotFound for whoever was not asked, and once it is closed."""
    require(actor, Permission.REVIEW_LOOKS)
    review = LookReview.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=review_id)
    if not may_judge(actor, review):
        raise NotFound("look review")
    why = clean_text(reason)
    if not why:
        raise ReasonIsMissing(field="reason")
    review.state, review.finding, review.reason = ReviewState.CLOSED, finding, why
    review.closed_at, review.closed_by_id = clock.now(), actor.person_id
    review.save(update_fields=["state", "finding", "reason", "closed_at", "closed_by"])
    finish_work(actor, review.pk, WorkKind.JUDGE_LOOK)
    record(
        actor,
        LookReviewClosed(
            review.pk, review.kind, finding, review.looker_id, review.looker_agency_id, review.case_id
        ),
    )
