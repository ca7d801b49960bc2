from .message import ReferralMessage
from .referral import Referral, ReferralSet
from .summary import ReferralSummary
from .template import SharingTemplate

__all__ = ["Referral", "ReferralMessage", "ReferralSet", "ReferralSummary", "SharingTemplate"]
