"""Telling of families: who is whose kin, who lives together, who cares, how they are reached, and where they lived.

A statement belongs to the case that told it, and is seen by those alone who may see that case.
"""

from .asking import DaysRefused
from .caring import CareRoleUnknown, CaresAlready, CaresForThemselves, end_care, name_caregiver
from .forgetting import forget_family_of
from .living import (
    HouseholdNeedsMembers,
    HouseholdNeedsName,
    LivesThereAlready,
    join_household,
    leave_household,
    open_household,
)
from .reaching import (
    ContactUnknown,
    HoursRefused,
    MoveReasonUnknown,
    NeverNeedsReason,
    NothingTold,
    StayNeedsPlace,
    keep_safe_contact,
    keep_whereabouts,
    note_family_death,
    note_move,
)
from .relating import (
    FollowsAlready,
    KindUnknown,
    OwnAncestor,
    RelatedAlready,
    SamePerson,
    TwoParentsAlready,
    YoungerParent,
    add_family_member,
    end_relation,
    relate_people,
    take_back_statement,
)

__all__ = [
    "CareRoleUnknown",
    "CaresAlready",
    "CaresForThemselves",
    "ContactUnknown",
    "DaysRefused",
    "FollowsAlready",
    "HoursRefused",
    "HouseholdNeedsMembers",
    "HouseholdNeedsName",
    "KindUnknown",
    "LivesThereAlready",
    "MoveReasonUnknown",
    "NeverNeedsReason",
    "NothingTold",
    "OwnAncestor",
    "RelatedAlready",
    "SamePerson",
    "StayNeedsPlace",
    "TwoParentsAlready",
    "YoungerParent",
    "add_family_member",
    "end_care",
    "end_relation",
    "forget_family_of",
    "join_household",
    "keep_safe_contact",
    "keep_whereabouts",
    "leave_household",
    "name_caregiver",
    "note_family_death",
    "note_move",
    "open_household",
    "relate_people",
    "take_back_statement",
]
