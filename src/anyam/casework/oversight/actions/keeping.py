"""Keeping the log's checkpoints at another agency: a log without a witness is a promise, not a proof."""

from datetime import timedelta
from uuid import UUID, uuid5

from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import get_promised_time
from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require
from anyam.foundation.audit.sealing import checkpoint_by_number, newest_checkpoint
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record
from anyam.registry.accounts.queries import agencies_with_role

from ..choices import KeptAs
from ..events import SealKept
from ..models import KeptCheckpoint

_KEEPING = UUID("5ea1ed00-0000-4000-8000-000000000001")


@action()
def confirm_kept(actor: Actor, *, number: int, kept_as: KeptAs) -> None:
    """Confirm that the actor's agency keeps this checkpoint outside. Confirmed twice, it is kept once."""
    require(actor, Permission.KEEP_CHECKPOINTS)
    checkpoint = checkpoint_by_number(number)
    if checkpoint is None or actor.agency_id is None:
        raise NotFound("checkpoint")
    kept, is_new = KeptCheckpoint.objects.get_or_create(
        number=checkpoint.number,
        agency_id=actor.agency_id,
        defaults={
            "size": checkpoint.size,
            "kept_by_id": actor.person_id,
            "kept_at": clock.now(),
            "kept_as": kept_as,
        },
    )
    if is_new:
        finish_work(actor, work_of(actor.agency_id), WorkKind.KEEP_SEAL)
        record(actor, SealKept(kept.pk, checkpoint.number, checkpoint.size, kept_as))


@action()
def ask_to_keep_seals(actor: Actor) -> int:
    """Give each reviewing agency that lacks the newest checkpoint the work of taking it over; how many were asked.

    It is due the promised time after the last one that was kept, a week if nothing else was decided. Called each day:
    what is late then stands among the agency's late work and its head is told.
    """
    require(actor, Permission.SEAL_LOG)
    newest = newest_checkpoint()
    if newest is None:
        return 0
    asked = 0
    for agency_id, district_code in agencies_with_role(actor, Role.REVIEWER):
        asked += _ask(actor, agency_id, district_code, newest.number)
    return asked


def work_of(agency_id: UUID) -> UUID:
    """The subject under which an agency's keeping stands in its work list: one at a time."""
    return uuid5(_KEEPING, str(agency_id))


def _ask(actor: Actor, agency_id: UUID, district_code: str, newest: int) -> bool:
    last = KeptCheckpoint.objects.filter(agency_id=agency_id).order_by("-number").first()
    if last and last.number >= newest:
        return False
    promise = get_promised_time(actor, PromiseKey.SEAL_KEPT, district_code=district_code)
    since = last.kept_at if last else clock.now()
    start_work(
        actor,
        kind=WorkKind.KEEP_SEAL,
        subject_kind=SubjectKind.SEAL,
        subject_id=work_of(agency_id),
        agency_id=agency_id,
        role=Role.REVIEWER,
        due_at=since + timedelta(hours=float(promise.hours)),
        promise_key=PromiseKey.SEAL_KEPT,
        district_code=district_code,
    )
    return True
