from .agreement import Agreement, AgreementSet, Party
from .document import COMPARTMENT, Document, DocumentSet, folder
from .drafting import ConsultationRequest, DraftComment, DraftSection, PolicyDraft
from .feeds import CalendarFeed
from .obligation import Delivery, Due, Obligation
from .policy import Policy
from .signing import Addendum, Signature

__all__ = [
    "COMPARTMENT",
    "Addendum",
    "Agreement",
    "AgreementSet",
    "CalendarFeed",
    "ConsultationRequest",
    "Delivery",
    "Document",
    "DocumentSet",
    "DraftComment",
    "DraftSection",
    "Due",
    "Obligation",
    "Party",
    "Policy",
    "PolicyDraft",
    "Signature",
    "folder",
]
