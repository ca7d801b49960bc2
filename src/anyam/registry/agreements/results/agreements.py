"""An agreement in a list, in full, and as work for its parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ..choices import AddendumState, AgreementKind, AgreementState, DueState, Recurrence
from .dues import DueRow
from .policies import PolicyRow


@dataclass(frozen=True)
class AgreementRow:
    """An agreement in a list. `days_left` counts only while it is in force."""

    id: UUID
    reference: str
    kind: AgreementKind
    title: str
    state: AgreementState
    starts_on: date
    runs_until: date
    review_on: date | None
    parties: tuple[str, ...]
    is_ours: bool
    days_left: int | None
    ends_soon: bool
    is_past_review: bool
    waits_for_us: bool
    """The reader may sign it now for their agency."""

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class AgreementHome:
    """What waits for the reader's agency, before any list."""

    to_sign: tuple[AgreementRow, ...]
    drafts: tuple[AgreementRow, ...]
    to_deliver: tuple[DueRow, ...]
    to_answer: tuple[DueRow, ...]
    ending: tuple[AgreementRow, ...]
    may_draft: bool
    may_open_feed: bool

    @property
    def is_quiet(self) -> bool:
        return not (self.to_sign or self.drafts or self.to_deliver or self.to_answer or self.ending)


@dataclass(frozen=True)
class SignatureRow:
    signed_at: datetime
    paper_signed_on: date | None
    by_user_id: UUID | None


@dataclass(frozen=True)
class PartyRow:
    """One party, its official and its signature under the text that counts."""

    id: UUID
    agency_id: UUID | None
    name: str
    body_name: str
    number: str
    official_name: str
    official_office: str
    mandate: str
    is_ours: bool
    signature: SignatureRow | None
    may_sign: bool
    may_put_down_paper: bool


@dataclass(frozen=True)
class ObligationRow:
    """What one party owes another, with where it stands."""

    id: UUID
    debtor_id: UUID
    creditor_id: UUID
    debtor: str
    creditor: str
    what: str
    quantity: Decimal
    unit: str
    amount: str
    recurrence: Recurrence
    first_due_on: date
    budget_line: str
    owed_by_us: bool
    owed_to_us: bool
    accepted: int
    late: int
    total: int
    next_due: DueRow | None

    @property
    def recurrence_label(self) -> str:
        return str(self.recurrence.label)


@dataclass(frozen=True)
class AddendumRow:
    id: UUID
    number: int
    title: str
    text: str
    ends_on: date | None
    review_on: date | None
    digest: str
    state: AddendumState
    in_force_at: datetime | None
    parties: tuple[PartyRow, ...]
    may_drop: bool

    @property
    def state_label(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class AgreementDetail:
    """One agreement with everything the reader may see of it, and what they may do."""

    row: AgreementRow
    purpose: str
    object: str
    scope: str
    legal_basis: str
    financing: str
    disputes: str
    archive: str
    ends_on: date
    digest: str
    is_as_signed: bool
    returned_reason: str
    returned_by: str
    drafter: str
    drafter_id: UUID
    parent: AgreementRow | None
    predecessor: AgreementRow | None
    successor: AgreementRow | None
    children: tuple[AgreementRow, ...]
    parties: tuple[PartyRow, ...]
    obligations: tuple[ObligationRow, ...]
    addenda: tuple[AddendumRow, ...]
    policies: tuple[PolicyRow, ...]
    reviewed_on: date | None
    review_words: str
    renewal_declined: bool
    renewal_words: str
    ended_on: date | None
    end_reason_label: str
    end_words: str
    may_change: bool
    may_open_signing: bool
    may_take_back: bool
    may_refuse: bool
    may_amend: bool
    may_review: bool
    may_renew: bool
    may_end: bool

    @property
    def to_sign(self) -> PartyRow | None:
        """The party for which the reader may sign now."""
        return next((party for party in self.parties if party.may_sign), None)


@dataclass(frozen=True)
class PartyWork:
    """One party as an owner of work; without an agency the secretariat looks after it."""

    party_id: UUID
    agency_id: UUID | None
    has_signed: bool
    has_signed_addendum: bool


@dataclass(frozen=True)
class AgreementWork:
    """What the clocks need to know of an agreement."""

    reference: str
    district_code: str
    state: AgreementState
    drafter_id: UUID
    was_returned: bool
    """Sent back by a party with a reason, and not yet before the parties again."""
    open_addendum_id: UUID | None
    renew_by: date | None
    """Until when somebody has to decide what comes after; None where nothing waits."""
    review_by: date | None
    renews_id: UUID | None
    parties: tuple[PartyWork, ...]


@dataclass(frozen=True)
class DueWork:
    """What the clocks need to know of one due day."""

    reference: str
    district_code: str
    due_on: date
    state: DueState
    is_asked: bool
    debtor_agency_id: UUID | None
    creditor_agency_id: UUID | None


@dataclass(frozen=True)
class PolicyWork:
    """What the clocks need to know of a policy: its keeper, and the day it is to be looked at."""

    code: str
    district_code: str
    keeper_id: UUID | None
    review_by: date | None
