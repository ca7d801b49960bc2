"""What pages are told about a child before the law."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext


@dataclass(frozen=True)
class HoldInput:
    """A time in custody as it is typed; `began_at` aware."""

    stage: str
    agency_id: UUID
    place_kind: str
    began_at: datetime
    place_name: str = ""
    order_number: str = ""


@dataclass(frozen=True)
class MatterInput:
    """What is known of a matter; the years and the repetition may be unknown."""

    level: str
    level_since: datetime
    threatened_years: int | None = None
    is_repeated: bool | None = None
    offence: str = ""


@dataclass(frozen=True)
class TermInput:
    """One thing the child and the others agreed on."""

    kind: str
    due_on: date
    words: str = ""


@dataclass(frozen=True)
class LimitInput:
    """A legal row as an administrator writes it."""

    amount: int
    unit: str
    law: str
    article: str
    valid_from: date
    valid_until: date | None = None
    is_confirmed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Ground:
    """The legal row behind a limit, in words."""

    amount: int
    unit_label: str
    law: str
    article: str
    status: str
    status_label: str

    @property
    def is_confirmed(self) -> bool:
        return self.status == "confirmed"

    @property
    def place(self) -> str:
        """The law and its article: where to read it."""
        return f"{self.law} {gettext('art.')} {self.article}" if self.article else self.law


@dataclass(frozen=True)
class DoubtRow:
    """Why the law does not allow the hold, with where it is written."""

    code: str
    label: str
    ground: str


@dataclass(frozen=True)
class HoldAlarm:
    """That somebody is held, for those who must see to it: a number, an agency and a clock; no child."""

    id: UUID
    case_id: UUID
    reference: str
    stage: str
    stage_label: str
    agency: str
    managing_agency: str
    began_at: datetime
    limit_at: datetime | None
    is_over: bool
    is_near: bool
    is_extended: bool
    doubts: tuple[DoubtRow, ...]
    ground: Ground | None
    more_ground: Ground | None
    may_answer: bool
    may_extend: bool
    may_pass_on: bool
    opens_case: bool
    ended_at: datetime | None = None

    @property
    def is_by_law(self) -> bool:
        """Whether a law sets the limit, and not an example of ours."""
        return self.ground is None or self.ground.status != "example"

    @property
    def is_loud(self) -> bool:
        """The law does not allow that the child is held now."""
        return self.is_over or bool(self.doubts)

    @property
    def is_shown(self) -> bool:
        return self.ended_at is None and (self.is_loud or self.is_near)


@dataclass(frozen=True)
class HoldRow:
    """A time in custody on the page of the case, with what is sealed."""

    alarm: HoldAlarm
    place_label: str
    place_name: str
    order_number: str
    extension_number: str
    extended_at: datetime | None
    ended_at: datetime | None
    end_label: str
    end_note: str
    ended_by: str
    is_late: bool


@dataclass(frozen=True)
class WayStage:
    """A stage on the way from being caught to the decision, with the limits that run in it."""

    code: str
    label: str
    state: str  # "done", "here" or ""
    note: str


@dataclass(frozen=True)
class PaperRow:
    id: UUID
    case_id: UUID
    reference: str
    kind_label: str
    agency: str
    asked_at: datetime
    due_at: datetime
    handed_over_at: datetime | None
    number: str
    is_late: bool
    may_hand_over: bool


@dataclass(frozen=True)
class TermRow:
    id: UUID
    case_id: UUID
    kind_label: str
    words: str
    due_on: date
    state: str
    state_label: str
    is_late: bool
    may_settle: bool


@dataclass(frozen=True)
class DiversionRow:
    id: UUID
    case_id: UUID
    level_label: str
    state: str
    state_label: str
    offer_due_at: datetime
    offered_at: datetime | None
    finish_due_at: datetime | None
    finished_at: datetime | None
    number: str
    terms: tuple[TermRow, ...]
    may_offer: bool
    may_settle: bool


@dataclass(frozen=True)
class MatterRow:
    id: UUID
    level: str
    level_label: str
    level_since: datetime
    threatened_years: int | None
    is_repeated: bool | None
    offence: str
    began_at: datetime
    ended_at: datetime | None
    ending_label: str
    given: MatterInput


@dataclass(frozen=True)
class BeforeTheLaw:
    """The child before the law: where the matter stands, who holds the child until when, what is owed."""

    case_id: UUID
    matter: MatterRow | None
    past_matters: tuple[MatterRow, ...]
    way: tuple[WayStage, ...]
    hold: HoldRow | None
    past_holds: tuple[HoldRow, ...]
    pickups: int
    diversions: tuple[DiversionRow, ...]
    papers: tuple[PaperRow, ...]
    papers_to_ask: tuple[tuple[str, str], ...]
    is_diversion_owed: bool
    may_record: bool

    @property
    def is_empty(self) -> bool:
        return not (self.matter or self.past_matters or self.hold or self.past_holds or self.papers)


@dataclass(frozen=True)
class LimitRow:
    """A legal row, with whether it is the one that counts today."""

    code: str
    label: str
    version: int
    amount: int
    unit: str
    unit_label: str
    law: str
    article: str
    valid_from: date
    valid_until: date | None
    status: str
    status_label: str
    note: str
    is_own: bool
    is_counting: bool
