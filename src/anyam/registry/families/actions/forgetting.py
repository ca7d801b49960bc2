"""Deleting what a case told of a family. A step: the destruction above has been decided by two."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, step

from ..models import Care, Household, Membership, Relation, SafeContact, Stay

_ADDRESSES: dict[str, Any] = {"safe_contacts": SafeContact, "stays": Stay}
_ALL: dict[str, Any] = {
    "relations": Relation,
    "members": Membership,
    "homes": Household,
    "carers": Care,
    **_ADDRESSES,
}


@step
def forget_family_of(actor: Actor, case_id: UUID, *, only_addresses: bool = False) -> dict[str, int]:
    """Delete who was whose kin, lived and cared with whom, and where and how they were reached."""
    tables = _ADDRESSES if only_addresses else _ALL
    return {name: model.objects.filter(dossier_id=case_id).delete()[0] for name, model in tables.items()}
