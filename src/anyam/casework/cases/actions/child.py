"""Putting right who the child of a case is: data must be right as long as they are kept (UU 27/2022 art. 29)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions.locking import hold_child_of, lock_case
from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.vault.errors import KeyDestroyed
from anyam.registry.people import actions as people
from anyam.registry.people.queries import get_identity
from anyam.registry.people.results import AddressInput, IdentityInput


class DataDestroyed(Refusal):
    sentence = _("These data were destroyed by decision of two. Nothing new can be written in their place.")


@action()
def correct_child(
    actor: Actor, *, case_id: UUID, identity: IdentityInput, address: AddressInput | None = None
) -> None:
    """Write down anew who the child is and how it can be reached; of a closed case too. Without `address` it stays.

    Raises NotFound where the case or its child's address was not given to the actor, IdentityRefused, DataDestroyed.
    """
    hold_child_of(actor, case_id, Permission.CORRECT_DATA)
    case = lock_case(actor, case_id, Permission.CORRECT_DATA)
    may_change_address = address is None or may_read(actor, case.pk, Part.ADDRESS)
    if not may_write(actor, case.pk) or not may_change_address:
        raise NotFound("child to correct")
    known = get_identity(actor, case.child_id, case_id=case.pk)
    # Who has come of age since may still have a name put right; a new birth date must be a child's.
    is_child = (identity.birth_on, identity.birth_precision) != (known.birth_on, known.birth_precision)
    try:
        with transaction.atomic():
            people.change_identity(actor, case.child_id, identity, is_child=is_child)
            if address is not None:
                people.change_address(actor, case.child_id, address)
    except KeyDestroyed:
        raise DataDestroyed from None
