"""Reviews of looks, for those who judge and for those who are judged."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anyam.casework.cases.choices import EmergencyReason
from anyam.casework.cases.queries import look_grounds
from anyam.casework.cases.results import LookGround
from anyam.casework.sops.queries import due_of_subjects
from anyam.foundation.access import Actor, Permission, query, require, require_any
from anyam.foundation.access.choices import Reason
from anyam.foundation.access.explaining import reasons_of
from anyam.foundation.audit.choices import channel_in_words, part_in_words
from anyam.foundation.audit.looks import LookRow, looks_at_case, looks_by_number
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import Finding, Pattern, ReviewKind, ReviewState
from ..models import LookReview
from ..policies import may_judge, may_reply
from ..results import ReviewDetail, ReviewedLook, ReviewRow

MOST_LOOKS = 200


@query
def find_reviews(actor: Actor, *, is_closed: bool = False, page: int = 1) -> Page[ReviewRow]:
    """What the actor's agency was asked to judge; the oldest open one first."""
    require(actor, Permission.REVIEW_LOOKS)
    state = ReviewState.CLOSED if is_closed else ReviewState.OPEN
    found = LookReview.objects.visible_to(actor).to_be_judged_by(actor).filter(state=state)
    order = ("-closed_at", "-id") if is_closed else ("opened_at", "id")
    reviews = page_of(found.order_by(*order), page)
    rows = dict(zip((one.pk for one in reviews.rows), _rows(actor, reviews.rows), strict=True))
    return reviews.with_rows(lambda review: rows[review.pk])


@query
def get_review(actor: Actor, review_id: UUID) -> ReviewDetail:
    """One review, for those asked to judge and for the one who looked. Raises NotFound."""
    require_any(actor, Permission.REVIEW_LOOKS, Permission.SEE_OWN_ACCOUNT)
    review = LookReview.objects.visible_to(actor).one(pk=review_id)
    names = user_names(actor, [review.closed_by_id] if review.closed_by_id else [])
    agencies = agency_names(actor, [review.reviewer_agency_id])
    reviewer = agencies.get(review.reviewer_agency_id) if review.reviewer_agency_id else None
    return ReviewDetail(
        row=_rows(actor, [review])[0],
        looks=_looks(review),
        glass_reason=_emergency(review.glass_reason),
        reply=review.reply,
        replied_at=review.replied_at,
        finding=review.finding,
        reason=review.reason,
        closed_at=review.closed_at,
        closed_by=names.get(review.closed_by_id, "") if review.closed_by_id else "",
        reviewer_agency=reviewer.name if reviewer else "",
        may_see_list=actor.may(Permission.REVIEW_LOOKS) and review.looker_id != actor.user_id,
        may_judge=may_judge(actor, review),
        may_reply=may_reply(actor, review),
    )


@query
def span_of_review(actor: Actor, review_id: UUID) -> tuple[datetime, datetime]:
    """From the first to the last look under review: what an incident that follows from it covers."""
    require(actor, Permission.HANDLE_BREACHES)
    review = LookReview.objects.visible_to(actor).one(pk=review_id)
    moments = [review.first_at, review.last_at, *(look.at for look in _looks(review))]
    return min(moments), max(moments)


def _emergency(code: str) -> str:
    return str(EmergencyReason(code).label) if code in EmergencyReason.values else code


def _rows(actor: Actor, reviews: Iterable[LookReview]) -> list[ReviewRow]:
    reviews = list(reviews)
    names = user_names(actor, {review.looker_id for review in reviews})
    agencies = agency_names(actor, {review.looker_agency_id for review in reviews})
    due = due_of_subjects(actor, [review.pk for review in reviews])
    return [
        ReviewRow(
            id=review.pk,
            kind=review.kind,
            kind_label=str(ReviewKind(review.kind).label),
            pattern_labels=tuple(str(Pattern(code).label) for code in review.patterns),
            looker=names.get(review.looker_id, ""),
            looker_agency=agencies[review.looker_agency_id].short_name,
            reference=review.reference,
            looks=len(review.look_numbers),
            first_at=review.first_at,
            last_at=review.last_at,
            opened_at=review.opened_at,
            due_at=due.get(review.pk),
            is_open=review.state == ReviewState.OPEN,
            finding_label=str(Finding(review.finding).label) if review.finding else "",
            has_reply=bool(review.reply),
        )
        for review in reviews
    ]


def _looks(review: LookReview) -> tuple[ReviewedLook, ...]:
    """When and which part, with the number of the case. What stood there is not this reader's business."""
    if review.kind == ReviewKind.BREAK_GLASS and review.case_id:
        found = [
            look
            for look in looks_at_case(review.case_id)
            if look.user_id == review.looker_id and look.at >= review.first_at
        ]
    else:
        found = looks_by_number(review.look_numbers[-MOST_LOOKS:])
    subjects = {subject for look in found if (subject := look.case_id or look.subject_id)}
    grounds = look_grounds(Actor.system("numbers for a review of looks"), subjects)
    reasons = reasons_of(look.explanation for look in found)
    return tuple(_look(look, grounds, reasons) for look in found)


def _look(look: LookRow, grounds: dict[UUID, LookGround], reasons: dict[UUID, Reason]) -> ReviewedLook:
    ground = grounds.get(look.case_id or look.subject_id or UUID(int=0))
    return ReviewedLook(
        at=look.at,
        part_label=part_in_words(look.part),
        channel_label=channel_in_words(look.channel),
        reason_label=str(reasons[look.explanation].label) if look.explanation in reasons else "",
        reference=ground.number if ground else "",
        count=look.count,
    )
