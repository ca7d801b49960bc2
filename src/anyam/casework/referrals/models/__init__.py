from .message import ReferralMessage
from .referral import Referral, ReferralSet
from .summary import ReferralSummary

__all__ = ["Referral", "ReferralMessage", "ReferralSet", "ReferralSummary"]
