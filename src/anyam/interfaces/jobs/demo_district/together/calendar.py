"""When the cooperation of the demo district happens, and who speaks for an agency in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agreements.actions import watch_agreements

from ..stage import Deed, Stage

if TYPE_CHECKING:
    from ..make import District


_OFFICERS = (Role.PARTNER_OFFICER, Role.SUPERVISOR, Role.AGENCY_HEAD)


class NobodyThere(Refusal):
    """The story names an agency for which nobody of this rank works in the demo district."""


@dataclass
class Calendar:
    """The two years of the story. Shares of it, so that a short story has everything a long one has."""

    district: District
    begin: datetime

    @property
    def stage(self) -> Stage:
        return self.district.stage

    @cached_property
    def length(self) -> timedelta:
        return self.stage.until - self.begin

    def moment(self, share: float, days: float = 0) -> datetime:
        """In office hours, this far through the story and so many days on."""
        with clock.at(max(self.begin, self.begin + self.length * share + timedelta(days=days))):
            return self.stage.on_day(0)

    def day(self, share: float, days: float = 0) -> date:
        return clock.local(self.begin + self.length * share + timedelta(days=days)).date()

    def at(self, share: float, deed: Deed, *, days: float = 0) -> None:
        self.stage.at(self.moment(share, days), deed)

    def in_days(self, days: float, deed: Deed) -> None:
        """About so many days from now, in office hours."""
        self.stage.at(self.stage.on_day(self.stage.about(days, 0.3)), deed)

    def let_days_pass(self) -> None:
        """What begins or closes by its day has begun or closed."""
        watch_agreements(Actor.system("clock of agreements"))

    # --- people -----------------------------------------------------------------------------------------------------

    def id_of(self, agency: str) -> UUID:
        return self.district.agency_ids[agency]

    def head(self, agency: str) -> Actor:
        """Whoever signs for the agency."""
        return self._first(agency, Role.AGENCY_HEAD, Role.REGENT_OFFICE)

    def officer(self, agency: str) -> Actor:
        """Whoever does the agency's daily part of what was agreed."""
        return self._first(agency, *_OFFICERS)

    def doer(self, agency: str) -> Actor:
        """Whoever carries out steps of procedures there."""
        return self._first(agency, Role.PARTNER_OFFICER, Role.CASE_MANAGER)

    def speaking(self) -> list[str]:
        """The agencies in which somebody does the daily part of what was agreed."""
        return [key for key in self.district.agency_ids if self._found(key, *_OFFICERS)]

    def agency_of(self, agency_id: UUID) -> str:
        return self._keys[agency_id]

    @cached_property
    def _keys(self) -> dict[UUID, str]:
        return {agency_id: key for key, agency_id in self.district.agency_ids.items()}

    def _first(self, agency: str, *roles: Role) -> Actor:
        found = self._found(agency, *roles)
        if not found:
            raise NobodyThere(f"{agency}: {', '.join(roles)}")
        return found[0]

    def _found(self, agency: str, *roles: Role) -> list[Actor]:
        return next((people for role in roles if (people := self.district.staff.of(agency, role))), [])
