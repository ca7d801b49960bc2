"""Making people known and keeping what is known of them.

All are steps: whether this person is the actor's business is known by the report or case above, which has asked.
"""

from .cleaning import IdentityRefused, refuse_unless_child
from .forgetting import forget_addresses, forget_people
from .keeping import change_address, change_identity, note_death
from .registering import involve_person, register_person
from .relating import relate_people

__all__ = [
    "IdentityRefused",
    "change_address",
    "change_identity",
    "forget_addresses",
    "forget_people",
    "involve_person",
    "note_death",
    "refuse_unless_child",
    "register_person",
    "relate_people",
]
