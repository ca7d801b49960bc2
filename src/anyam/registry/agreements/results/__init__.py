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
from .documents import AddendumToKeep, DocumentDetail, DocumentList, DocumentRow
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
    "AddendumToKeep",
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
    "DocumentDetail",
    "DocumentList",
    "DocumentRow",
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
