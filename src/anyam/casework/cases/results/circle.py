"""The people around the child of a case: who they are, who cares, who can be reached how, and what to do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from anyam.casework.cases.results.cases import CaseHeader, LinkedCase
from anyam.casework.cases.results.reports import ReportedKin
from anyam.foundation.core.refusals import Sentence
from anyam.registry.families.results import ContactAdvice, Family, StayRow
from anyam.registry.people.results import AddressRow


@dataclass(frozen=True)
class FamilyToDo:
    """What is missing or dangerous, and by which page it is put right (a code the pages know)."""

    page: str
    sentence: Sentence
    person_id: UUID | None = None
    is_urgent: bool = False


@dataclass(frozen=True)
class FamilyCircle:
    """What the reader may know of the family of a case: from dossiers in sight, and from no other."""

    header: CaseHeader
    family: Family
    reported: tuple[ReportedKin, ...]
    own_cases: Mapping[UUID, tuple[LinkedCase, ...]]
    """Cases in sight of which somebody of the family is the child."""
    numbers: Mapping[UUID, str]
    """The number of each case in sight that told something."""
    advice: Mapping[UUID, ContactAdvice]
    addresses: Mapping[UUID, AddressRow]
    stays: Mapping[UUID, tuple[StayRow, ...]]
    to_do: tuple[FamilyToDo, ...]
    may_tell: bool
    sees_addresses: bool

    @property
    def reported_ids(self) -> frozenset[UUID]:
        return frozenset(one.person_id for one in self.reported if one.person_id)

    def address_to_show(self, person_id: UUID) -> AddressRow | None:
        """A secret address is shown on the page of whose case it is, and on no relative's."""
        found = self.addresses.get(person_id)
        return None if found and found.is_secret and person_id != self.family.around else found
