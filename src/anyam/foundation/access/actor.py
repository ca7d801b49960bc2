"""The one who acts."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from anyam.foundation.access.errors import NotAllowed
from anyam.foundation.access.offices import district_office_of, house_of, office_of, seat_of
from anyam.foundation.access.permissions import Permission
from anyam.foundation.access.roles import Role, permissions_of


@dataclass(frozen=True)
class Actor:
    """A person acting for one agency in their roles there, or the system acting for a stated reason.

    Somebody who serves two agencies acts for one at a time and switches in the bar: what they see and sign is always
    seen and signed for that agency. `area_code` narrows an assignment to a place; empty means the whole district.
    """

    user_id: UUID | None
    user_name: str = ""
    agency_id: UUID | None = None
    agency_name: str = ""
    agency_kind: str = ""
    district_code: str = ""
    roles: frozenset[Role] = frozenset()
    area_code: str = ""
    confirmed_at: datetime | None = None
    """When this person last proved with a fresh factor that it is they who sit there; see `require_fresh`."""
    is_system: bool = False
    reason: str = ""

    @classmethod
    def system(cls, reason: str) -> "Actor":
        """The system itself, acting for `reason`, which is kept on every event it causes."""
        return cls(user_id=None, is_system=True, reason=reason)

    @classmethod
    def answer_of(cls, agency_id: UUID, reason: str) -> "Actor":
        """The system bringing an agency's own answer that came without signing in: no person is named as acting."""
        return cls(user_id=None, agency_id=agency_id, is_system=True, reason=reason)

    @classmethod
    def nobody(cls) -> "Actor":
        """Someone who has not signed in, or holds no role any more."""
        return cls(user_id=None)

    @property
    def person_id(self) -> UUID:
        """The acting person; raises NotAllowed where the system acts, or nobody, but a person must sign."""
        if self.user_id is None:
            raise NotAllowed("only a person can do this")
        return self.user_id

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(Permission) if self.is_system else permissions_of(self.roles)

    @cached_property
    def principals(self) -> tuple[UUID, ...]:
        """To whom a grant may have been given so that it counts for this actor: their seat, house and offices."""
        if self.user_id is None or self.agency_id is None:
            return ()
        return (
            seat_of(self.user_id, self.agency_id),
            *([house_of(self.agency_id)] if self.roles else []),
            *(office_of(self.agency_id, role) for role in sorted(self.roles)),
            *(district_office_of(self.district_code, role) for role in sorted(self.roles)),
        )

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def is_any(self, *roles: Role) -> bool:
        return bool(self.roles.intersection(roles))
