"""What pages and other apps learn about consents, and what they give to the actions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .choices import Answer, Manner, Purpose, Standing, ViewManner


@dataclass(frozen=True)
class Recipient:
    """For whom: one agency, or every agency of a kind."""

    agency_id: UUID | None = None
    agency_kind: str = ""


@dataclass(frozen=True)
class ConsentInput:
    """An answer as it was given. `expires_at` empty: the purpose's usual length."""

    purpose: Purpose
    answer: Answer
    giver: str
    manner: Manner
    recipients: tuple[Recipient, ...] = ()
    given_at: datetime | None = None
    expires_at: datetime | None = None
    giver_person_id: UUID | None = None
    giver_name: str = ""
    paper_place: str = ""
    note: str = ""
    file_id: UUID | None = None


@dataclass(frozen=True)
class ConsentRow:
    """One answer, in words."""

    id: UUID
    purpose: Purpose
    purpose_label: str
    recipient_label: str
    answer: Answer
    giver_label: str
    giver_name: str
    manner_label: str
    paper_place: str
    note: str
    given_at: datetime
    expires_at: datetime | None
    ends_soon: bool
    recorded_by: str
    standing: Standing
    withdrawn_at: datetime | None
    withdrawn_by_label: str
    withdrawal_reason_label: str
    may_withdraw: bool

    @property
    def standing_label(self) -> str:
        return str(self.standing.label)

    @property
    def is_holding(self) -> bool:
        return self.standing is Standing.HOLDS


@dataclass(frozen=True)
class ChildViewRow:
    id: UUID
    manner_label: str
    words: str
    heard_at: datetime
    age_years: int | None
    recorded_by: str


@dataclass(frozen=True)
class Advice:
    """Whom not to ask, and what to rest on instead, with where that stands."""

    reported_labels: tuple[str, ...]
    basis_label: str
    basis_article: str
    is_basis_confirmed: bool


@dataclass(frozen=True)
class CaseConsents:
    """The page Persetujuan of a case."""

    holding: tuple[ConsentRow, ...]
    past: tuple[ConsentRow, ...]
    views: tuple[ChildViewRow, ...]
    advice: Advice | None
    way_to_hear: ViewManner
    way_to_hear_label: str
    child_age: int | None
    is_view_due: bool
    may_record: bool


@dataclass(frozen=True)
class Ground:
    """Whether consent covers sharing with one agency now, and what was said before."""

    agency_name: str
    consent_id: UUID | None
    expires_at: datetime | None
    giver_label: str
    last_standing: Standing | None
    advice: Advice | None

    @property
    def is_covered(self) -> bool:
        return self.consent_id is not None

    @property
    def is_refused(self) -> bool:
        return self.last_standing is Standing.REFUSED


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal did at once, for the page that says so."""

    id: UUID
    ended_grants: int
