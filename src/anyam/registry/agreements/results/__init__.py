"""What pages and other apps are told about agreements, deliveries, policies and drafts."""

from .agreements import (
    AddendumRow,
    AgreementDetail,
    AgreementHome,
    AgreementRow,
    AgreementWork,
    DueWork,
    ObligationRow,
    PartyRow,
    PartyWork,
    PolicyWork,
    SignatureRow,
)
from .calendar import AgencyCalendar, CalendarEntry, FeedRow
from .dues import AgencyPromises, DeliveryRow, DueDetail, DueRow
from .policies import (
    CommentRow,
    ConsultationWork,
    DraftDetail,
    DraftRow,
    Instrument,
    PolicyDetail,
    PolicyRow,
    RequestRow,
    SectionRow,
)

__all__ = [
    "AddendumRow",
    "AgencyCalendar",
    "AgencyPromises",
    "AgreementDetail",
    "AgreementHome",
    "AgreementRow",
    "AgreementWork",
    "CalendarEntry",
    "CommentRow",
    "ConsultationWork",
    "DeliveryRow",
    "DraftDetail",
    "DraftRow",
    "DueDetail",
    "DueRow",
    "DueWork",
    "FeedRow",
    "Instrument",
    "ObligationRow",
    "PartyRow",
    "PartyWork",
    "PolicyDetail",
    "PolicyRow",
    "PolicyWork",
    "RequestRow",
    "SectionRow",
    "SignatureRow",
]
