"""Forms that wait for a proof: what somebody typed is not lost because their password was asked in between."""

import json
from datetime import timedelta
from uuid import UUID

from anyam.foundation.core import clock
from anyam.foundation.entry.models import HeldForm
from anyam.foundation.entry.sealing import CannotOpen, seal, unseal

HELD_FOR = timedelta(minutes=10)
LOCKED_FOR = timedelta(hours=12)
MOST_AT_ONCE = 5
# What is never kept, even sealed.
LEFT_OUT = ("password", "csrfmiddlewaretoken", "credential")


def hold(user_id: UUID, path: str, fields: dict[str, list[str]], *, how_long: timedelta = HELD_FOR) -> UUID:
    """Keep a sent form, sealed to this person and this address, until the proof or the end of `how_long`."""
    kept = {name: values for name, values in fields.items() if not any(word in name for word in LEFT_OUT)}
    held = HeldForm(user_id=user_id, path=path[:2000], ends_at=clock.now() + how_long)
    held.sealed = seal(json.dumps(kept), _purpose(held))
    held.save(force_insert=True)
    _make_room(user_id)
    return held.pk


def path_of(user_id: UUID, held_id: UUID) -> str:
    """The address the form was sent to; empty when it waits no longer."""
    found = HeldForm.objects.filter(pk=held_id, user_id=user_id, ends_at__gt=clock.now())
    return found.values_list("path", flat=True).first() or ""


def release(user_id: UUID, held_id: UUID) -> None:
    """The proof was given: the form may be taken, once."""
    HeldForm.objects.filter(pk=held_id, user_id=user_id).update(is_released=True)


def take(user_id: UUID, held_id: UUID, path: str) -> dict[str, list[str]] | None:
    """The fields of a released form that was sent to this address; a second time there is nothing."""
    held = HeldForm.objects.filter(
        pk=held_id, user_id=user_id, path=path, is_released=True, ends_at__gt=clock.now()
    ).first()
    if held is None or not HeldForm.objects.filter(pk=held.pk).delete()[0]:
        return None
    try:
        fields: dict[str, list[str]] = json.loads(unseal(held.sealed, _purpose(held)))
    except CannotOpen:
        return None
    return fields


def clear_ended() -> int:
    """Throw away forms nobody came back for; how many."""
    return HeldForm.objects.filter(ends_at__lt=clock.now()).delete()[0]


def _purpose(held: HeldForm) -> str:
    return f"held form {held.pk} {held.user_id} {held.path}"


def _make_room(user_id: UUID) -> None:
    mine = HeldForm.objects.filter(user_id=user_id).order_by("-id").values_list("pk", flat=True)
    HeldForm.objects.filter(pk__in=list(mine[MOST_AT_ONCE:])).delete()
