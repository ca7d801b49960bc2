"""Emptying who people are. A step: the destruction above has been decided by two."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..choices import BirthPrecision
from ..models import Identity, NameKey, Person, SafeAddress


@step
def forget_people(actor: Actor, person_ids: Iterable[UUID]) -> dict[str, int]:
    """Empty names, numbers, birth and address; what people are found by is deleted."""
    ids = list(person_ids)
    Identity.objects.filter(pk__in=ids).update(birth_precision=BirthPrecision.UNKNOWN)
    keys, _ = NameKey.objects.filter(person_id__in=ids).delete()
    return {
        "identities": forget(Identity.objects.filter(pk__in=ids)),
        "addresses": _empty_addresses(ids),
        "people": forget(Person.objects.filter(pk__in=ids)),
        "name_keys": keys,
    }


@step
def forget_addresses(actor: Actor, person_ids: Iterable[UUID]) -> int:
    """Empty where people are and how to reach them."""
    return _empty_addresses(list(person_ids))


def _empty_addresses(ids: list[UUID]) -> int:
    return forget(SafeAddress.objects.filter(pk__in=ids))
