"""Who judges and who answers."""

from anyam.foundation.access import Actor, Permission

from .choices import ReviewState
from .models import LookReview


def may_judge(actor: Actor, review: LookReview) -> bool:
    """A reviewer of the agency that was asked; never somebody of the looker's agency, never the looker."""
    is_asked = review.reviewer_agency_id in {None, actor.agency_id}
    is_other = review.looker_agency_id != actor.agency_id and review.looker_id != actor.user_id
    return (
        actor.may(Permission.REVIEW_LOOKS)
        and not actor.is_system
        and is_asked
        and is_other
        and review.state == ReviewState.OPEN
    )


def may_reply(actor: Actor, review: LookReview) -> bool:
    """The looker, until it is judged."""
    return review.looker_id == actor.user_id and review.state == ReviewState.OPEN
