"""Making people known and keeping what is known of them.

`register_person` is an action. The others are steps: whether this person is the actor's business is known by the case
or report above, which has asked before.
"""

from ..rules import birth_of_age
from .cleaning import IdentityRefused, refuse_unless_child
from .keeping import change_address, change_identity, note_death
from .registering import register_person
from .relating import relate_people

__all__ = [
    "IdentityRefused",
    "birth_of_age",
    "change_address",
    "change_identity",
    "note_death",
    "refuse_unless_child",
    "register_person",
    "relate_people",
]
