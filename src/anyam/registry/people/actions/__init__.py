"""Making people known and keeping what is known of them.

All are steps: whether this person is the actor's business is known by the report or case above, which has asked.
"""

from .cleaning import IdentityRefused, refuse_unless_child
from .forgetting import forget_addresses, forget_people
from .keeping import change_address, change_identity, note_death
from .merging import MergedAlready, MergeReasonMissing, SameRecord, merge_records, part_records
from .registering import involve_person, register_person
from .turns import hold_people

__all__ = [
    "IdentityRefused",
    "MergeReasonMissing",
    "MergedAlready",
    "SameRecord",
    "change_address",
    "change_identity",
    "forget_addresses",
    "forget_people",
    "hold_people",
    "involve_person",
    "merge_records",
    "note_death",
    "part_records",
    "refuse_unless_child",
    "register_person",
]
