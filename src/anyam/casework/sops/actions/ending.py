"""Looking at an SOP in force again, and ending it."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import RetireReason, VersionState, WorkKind
from ..events import SopRetired, SopReviewed
from ..models import SopVersion
from ..policies import may_write
from .drafting import IsNotTheMoment, lock_version
from .signing import await_review
from .work import cancel_work

LATEST_REVIEW = timedelta(days=366 * 5)


class ReviewDayIsNotPossible(Refusal):
    sentence = _("Choose a day after today, within five years.")


class LastDayIsNotPossible(Refusal):
    sentence = _("Choose a last day from today on, and not before the SOP begins.")


@action()
def confirm_sop_review(actor: Actor, *, version_id: UUID, review_on: date) -> None:
    """Say that an SOP in force was looked at and stays as it is, until the next look."""
    require(actor, Permission.WRITE_SOPS)
    version = _lock_in_force(actor, version_id)
    if not clock.today() < review_on <= clock.today() + LATEST_REVIEW:
        raise ReviewDayIsNotPossible(field="review_on")
    version.review_on = review_on
    version.save(update_fields=["review_on"])
    await_review(actor, version, review_on)
    record(actor, SopReviewed(version.pk, version.sop_id, review_on))


@action()
def retire_sop(actor: Actor, *, version_id: UUID, last_day: date, reason: RetireReason) -> None:
    """End an SOP in force without a new version; the last day still counts."""
    require(actor, Permission.WRITE_SOPS)
    version = _lock_in_force(actor, version_id)
    earliest = max(clock.today(), version.valid_from or clock.today())
    if last_day < earliest or (version.valid_until and last_day > version.valid_until):
        raise LastDayIsNotPossible(field="last_day")
    version.valid_until, version.end_code, version.ended_at = last_day, reason.value, clock.now()
    version.state = VersionState.RETIRED
    version.save(update_fields=["valid_until", "end_code", "ended_at", "state"])
    cancel_work(actor, version.pk, WorkKind.REVIEW_SOP)
    agencies = tuple(version.signatures.values_list("agency_id", flat=True))
    record(actor, SopRetired(version.pk, version.sop_id, agencies, last_day, reason.value))


def _lock_in_force(actor: Actor, version_id: UUID) -> SopVersion:
    version = lock_version(actor, version_id)
    if not may_write(actor, version.sop):
        raise NotFound("sop version")
    is_over = version.valid_until is not None and version.valid_until < clock.today()
    if version.state != VersionState.IN_FORCE or is_over:
        raise IsNotTheMoment
    return version
