"""Who did it, as far as the lowest floor needs to know."""

from typing import Protocol, runtime_checkable
from uuid import UUID


@runtime_checkable
class By(Protocol):
    """Somebody who acts. The access floor's Actor is one."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def agency_id(self) -> UUID | None: ...
    @property
    def reason(self) -> str: ...
