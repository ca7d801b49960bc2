"""The log's checkpoints, as another agency takes them over and holds them against the log."""

from base64 import b64encode
from uuid import UUID

from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.audit.models import Checkpoint
from anyam.foundation.audit.notes import NoteIsNotReadable, read_note, verifier_key
from anyam.foundation.audit.proving import proof_from
from anyam.foundation.audit.sealing import checkpoint_by_number, newest_checkpoint
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.verifying import count_unsealed
from anyam.registry.accounts.queries import user_names

from ..choices import KeptAs
from ..models import KeptCheckpoint
from ..results import SealCheck, SealNote, SealRow, Seals

SHOWN = 12


@query
def get_seals(actor: Actor) -> Seals:
    """The newest checkpoint and those the actor's agency keeps."""
    require(actor, Permission.KEEP_CHECKPOINTS)
    newest = newest_checkpoint()
    found = (
        KeptCheckpoint.objects.filter(agency_id=actor.agency_id)
        if actor.agency_id
        else KeptCheckpoint.objects.none()
    )
    kept = list(found.order_by("-number")[:SHOWN])
    names = user_names(actor, {one.kept_by_id for one in kept})
    mine = {one.number: one for one in kept}
    return Seals(
        newest=_row(newest, mine.get(newest.number), names) if newest else None,
        kept=tuple(_kept_row(one, names) for one in kept),
        is_late=_is_late(actor),
        key=_key(),
        unsealed=count_unsealed(),
    )


@query
def get_seal(actor: Actor, number: int) -> SealNote:
    """One checkpoint's signed note. Raises NotFound."""
    require(actor, Permission.KEEP_CHECKPOINTS)
    checkpoint = checkpoint_by_number(number)
    if checkpoint is None:
        raise NotFound("checkpoint")
    return SealNote(_row(checkpoint, None, {}), checkpoint.note, _key())


@query
def check_note(actor: Actor, text: str) -> SealCheck:
    """Whether today's log still begins with what a kept note says, worked out from the leaves anew."""
    require(actor, Permission.KEEP_CHECKPOINTS)
    try:
        signed = read_note(text)
    except NoteIsNotReadable:
        return SealCheck(is_readable=False)
    key = log_key()
    if not signed.is_signed_by(key.name, key.public):
        return SealCheck(is_readable=True)
    proof = proof_from(signed.note.size)
    return SealCheck(
        is_readable=True,
        is_ours=True,
        is_contained=proof.proves(signed.note.size, signed.note.root),
        size=signed.note.size,
        sealed_at=signed.note.at,
        size_today=proof.size,
        proof=tuple(b64encode(one).decode() for one in proof.hashes),
    )


def _row(checkpoint: Checkpoint, kept: KeptCheckpoint | None, names: dict[UUID, str]) -> SealRow:
    return SealRow(
        number=checkpoint.number,
        size=checkpoint.size,
        sealed_at=checkpoint.sealed_at,
        kept_at=kept.kept_at if kept else None,
        kept_by=names.get(kept.kept_by_id, "") if kept else "",
        kept_as_label=str(KeptAs(kept.kept_as).label) if kept else "",
    )


def _kept_row(kept: KeptCheckpoint, names: dict[UUID, str]) -> SealRow:
    checkpoint = checkpoint_by_number(kept.number)
    return SealRow(
        number=kept.number,
        size=kept.size,
        sealed_at=checkpoint.sealed_at if checkpoint else kept.kept_at,
        kept_at=kept.kept_at,
        kept_by=names.get(kept.kept_by_id, ""),
        kept_as_label=str(KeptAs(kept.kept_as).label),
    )


def _is_late(actor: Actor) -> bool:
    work = find_my_work(actor)
    rows = (row for group in work.groups for row in group.rows)
    return any(row.kind is WorkKind.KEEP_SEAL and row.is_overdue for row in rows)


def _key() -> str:
    key = log_key()
    return verifier_key(key.name, key.public)
