from .clocks import watch_custody
from .diverting import (
    AnswerTermsAreMissing,
    DayIsNotPossible,
    NotTheMoment,
    offer_diversion,
    settle_diversion,
    settle_term,
)
from .forgetting import forget_custody_of
from .holding import (
    ChildIsHeldAlready,
    HoldIsOver,
    MomentIsNotPossible,
    OrderCameTooLate,
    ReasonIsMissing,
    end_hold,
    extend_hold,
    pass_on_hold,
    record_hold,
)
from .limits import LimitIsNotPossible, change_legal_limit, load_legal_limits
from .matters import end_matter, keep_matter
from .papers import PaperIsAskedAlready, ask_social_paper, hand_over_social_paper

__all__ = [
    "AnswerTermsAreMissing",
    "ChildIsHeldAlready",
    "DayIsNotPossible",
    "HoldIsOver",
    "LimitIsNotPossible",
    "MomentIsNotPossible",
    "NotTheMoment",
    "OrderCameTooLate",
    "PaperIsAskedAlready",
    "ReasonIsMissing",
    "ask_social_paper",
    "change_legal_limit",
    "end_hold",
    "end_matter",
    "extend_hold",
    "forget_custody_of",
    "hand_over_social_paper",
    "keep_matter",
    "load_legal_limits",
    "offer_diversion",
    "pass_on_hold",
    "record_hold",
    "settle_diversion",
    "settle_term",
    "watch_custody",
]
