"""What a door is: which permissions, which dossier, and what else lets somebody pass an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part
from tests.trust._relations import Relation


@dataclass(frozen=True)
class Door:
    """Who may pass. `beside` is a condition of the address's own, in words as its name."""

    permissions: tuple[Permission, ...] = ()
    dossier: str = ""
    part: Part = Part.WORK
    works: bool = False
    beside: Callable[[Relation], bool] | None = None
    is_public: bool = False
    is_referral: bool = False
    by_state: bool = False
    """Whoever may enter may still be told that it is not the moment."""

    def opens_to(self, relation: Relation) -> bool:
        actor = relation.actor
        if self.is_public:
            return True
        if actor.user_id is None:
            return False
        if self.permissions and not any(actor.may(one) for one in self.permissions):
            return False
        if self.beside and not self.beside(relation):
            return False
        if self.is_referral:
            return is_party(relation, self.dossier)
        if not self.dossier:
            return True
        opened = relation.of(self.dossier)
        return self.part in opened.parts and (opened.writes or not self.works)


def may(*permissions: Permission, beside: Callable[[Relation], bool] | None = None) -> Door:
    """A page that belongs to a role."""
    return Door(permissions, beside=beside)


def case(
    permission: Permission = Permission.SEE_CASES, part: Part = Part.WORK, *, works: bool = False
) -> Door:
    """A page of the child's case: the case must be in sight, and the permission held."""
    return Door((permission,), "case", part, works, beside=sees_cases)


def at_work(permission: Permission) -> Door:
    return case(permission, works=True)


def sees_cases(relation: Relation) -> bool:
    return relation.actor.may(Permission.SEE_CASES) and Part.WORK in relation.of("case").parts


def is_party(relation: Relation, referral: str) -> bool:
    """The sender who has the case in sight, the receiver who may answer, the coordinator of what has expired."""
    actor, course = relation.actor, Part.WORK in relation.of(referral).parts
    sends = actor.may(Permission.SEND_REFERRAL) and sees_cases(relation) and is_at_centre(relation)
    answers = actor.may(Permission.ANSWER_REFERRAL) and course
    return sends or answers or (actor.may(Permission.MOVE_EXPIRED_REFERRAL) and course)


def is_at_centre(relation: Relation) -> bool:
    """At the agency that manages the case."""
    return relation.actor.agency_name.startswith("ULT PSAI")


def nobody(relation: Relation) -> bool:
    return False


def in_district(relation: Relation) -> bool:
    return relation.actor.district_code == "35.04"


def has_agency(relation: Relation) -> bool:
    return relation.actor.agency_id is not None
