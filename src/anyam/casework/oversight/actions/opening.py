"""Asking another agency to judge how somebody looked."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from anyam.casework.sops.actions import start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.foundation.access.offices import district_office_of, office_of
from anyam.foundation.audit.looks import LookRow
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import agencies_with_role

from ..choices import Pattern, ReviewKind
from ..events import LookReviewOpened
from ..models import LookReview


@action()
def open_glass_review(
    actor: Actor,
    *,
    key: str,
    looker_id: UUID,
    looker_agency_id: UUID,
    district_code: str,
    case_id: UUID,
    case_number: str,
    case_agency_id: UUID,
    reason: str,
    at: datetime,
) -> UUID:
    """Have an emergency access judged. Asked twice for the same event, it is opened once."""
    require(actor, Permission.REVIEW_LOOKS)
    review, is_new = LookReview.objects.get_or_create(
        key=key,
        defaults={
            "kind": ReviewKind.BREAK_GLASS,
            "district_code": district_code,
            "looker_id": looker_id,
            "looker_agency_id": looker_agency_id,
            **_reviewers(actor, looker_agency_id, district_code),
            "case_id": case_id,
            "reference": case_number,
            "glass_reason": reason,
            "first_at": at,
            "last_at": at,
            "opened_at": clock.now(),
        },
    )
    if is_new:
        _start(actor, review, PromiseKey.GLASS_REVIEW, case_agency_id)
    return review.pk


@action()
def open_pattern_review(
    actor: Actor,
    *,
    key: str,
    looks: Collection[LookRow],
    patterns: Collection[Pattern],
    looker_id: UUID,
    looker_agency_id: UUID,
    district_code: str,
) -> UUID | None:
    """Have unusual looking judged; None where it was opened before."""
    require(actor, Permission.REVIEW_LOOKS)
    times = sorted(look.at for look in looks)
    review, is_new = LookReview.objects.get_or_create(
        key=key,
        defaults={
            "kind": ReviewKind.PATTERN,
            "patterns": sorted(patterns),
            "district_code": district_code,
            "looker_id": looker_id,
            "looker_agency_id": looker_agency_id,
            **_reviewers(actor, looker_agency_id, district_code),
            "look_numbers": sorted(look.number for look in looks),
            "first_at": times[0],
            "last_at": times[-1],
            "opened_at": clock.now(),
        },
    )
    if not is_new:
        return None
    _start(actor, review, PromiseKey.LOOK_REVIEW, None)
    return review.pk


def _reviewers(actor: Actor, looker_agency_id: UUID, district_code: str) -> dict[str, UUID | None]:
    """Who is asked: the reviewers of one agency; without any, those the district will have."""
    agency_id = _reviewer_agency(actor, looker_agency_id, district_code)
    office = (
        office_of(agency_id, Role.REVIEWER) if agency_id else district_office_of(district_code, Role.REVIEWER)
    )
    return {"reviewer_agency_id": agency_id, "reviewer_office": office}


def _reviewer_agency(actor: Actor, looker_agency_id: UUID, district_code: str) -> UUID | None:
    """Another agency with a reviewer; of several, the one with the least to judge."""
    others = [
        agency_id
        for agency_id, code in agencies_with_role(actor, Role.REVIEWER)
        if code == district_code and agency_id != looker_agency_id
    ]
    waiting = LookReview.objects.filter(reviewer_agency_id__in=others, closed_at__isnull=True)
    counts = dict.fromkeys(others, 0)
    for agency_id in waiting.values_list("reviewer_agency_id", flat=True):
        counts[agency_id] += 1
    return min(others, key=lambda one: (counts[one], str(one)), default=None)


def _start(actor: Actor, review: LookReview, promise: PromiseKey, case_agency_id: UUID | None) -> None:
    start_work(
        actor,
        kind=WorkKind.JUDGE_LOOK,
        subject_kind=SubjectKind.LOOK_REVIEW,
        subject_id=review.pk,
        agency_id=review.reviewer_agency_id,
        role=Role.REVIEWER,
        promise_key=promise,
        district_code=review.district_code,
    )
    record(
        actor,
        LookReviewOpened(
            review.pk,
            review.kind,
            review.looker_id,
            review.looker_agency_id,
            review.reviewer_agency_id,
            case_agency_id,
            review.case_id,
        ),
    )
